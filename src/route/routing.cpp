// SPDX-License-Identifier: EUPL-1.2
#include "route/routing.hpp"

#include "base/reasons.hpp"
#include "geometry/wkb.hpp"
#include "policy/rule_layers.hpp"
#include "route/network_making.hpp"
#include "route/through.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

namespace kavel {

namespace {

constexpr double default_access_kmh = 30.0;

/// Parameters of a rule under some keys, by which it is told what rules may share.
Parameters only(const Parameters& parameters, std::span<const std::string_view> keys)
{
    Parameters some;
    for (const std::string_view key : keys) {
        if (const auto found = parameters.find(key); found != parameters.end()) {
            some.insert(*found);
        }
    }
    return some;
}

double max_access_m(const Rule& rule)
{
    return rule.number(network_key::max_access_m).value_or(std::numeric_limits<double>::infinity());
}

/// A network, and where the plots meet it.
struct SharedNetwork {
    Parameters key;
    MadeNetwork made;
    std::map<double, std::vector<RoadAccess>> plots; ///< by how far they may be
};

/// Rules that share one search.
struct Group {
    std::string layer;
    Parameters key;
    std::vector<std::size_t> rules;
};

class Routes {
public:
    Routes(const RuleSet& rules, const Region& region, unsigned threads, Watch& watch)
        : m_rules(rules)
        , m_region(region)
        , m_threads(threads)
        , m_watch(watch)
    {
        m_routing.of_rule.resize(rules.size());
    }

    void find(const Group& group)
    {
        const Rule& rule = m_rules.rule(group.rules.front());
        const Layer& targets = *m_region.layer(rule.layer);
        SharedNetwork& shared = network_of(group);
        const RoadNetwork& network = *shared.made.network;
        const std::vector<RoadAccess>& plots = plots_on(shared, max_access_m(rule));
        std::vector<RoadAccess> ends = accesses(network, targets.features.shapes, max_access_m(rule));
        warn_of_far_targets(group, targets, ends);

        const double leg_cost
            = cost_per_m(rule, rule.number(network_key::access_kmh).value_or(default_access_kmh));
        const RouteSearch search(network, ends, leg_cost);
        std::vector<std::optional<Way>> ways(plots.size());
        std::vector<PlotRoute> routes(plots.size());
        for_each_index(plots.size(), m_threads, m_watch, stretch, [&](std::size_t plot, unsigned) {
            ways[plot] = search.best_way(plots[plot]);
            routes[plot] = route_of(search, ways[plot]);
            if (!ways[plot]) {
                routes[plot].why_unknown = why_none(network, plots[plot], targets);
            }
        });
        warn_of_no_routes(group, plots, ways);
        for (const std::size_t index : group.rules) {
            m_routing.of_rule[index] = routes;
            if (const std::string* through = m_rules.rule(index).text(network_key::through)) {
                measure_through(m_routing.of_rule[index], search, ways, *m_region.layer(*through));
            }
        }
    }

    Routing take() { return std::move(m_routing); }

private:
    static inline const Stretch stretch{0.45, 0.45, {"routes zoeken", "finding routes"}};

    SharedNetwork& network_of(const Group& group)
    {
        using namespace network_key;
        constexpr std::array keys{network, network_where, access_where, tolerance, cost, default_kmh};
        const Rule& rule = m_rules.rule(group.rules.front());
        const Parameters key = only(rule.parameters, keys);
        for (const auto& known : m_networks) {
            if (known->key == key) {
                return *known;
            }
        }
        const Layer& lines = *m_region.layer(*rule.text(network));
        m_networks.push_back(
            std::make_unique<SharedNetwork>(SharedNetwork{key, make_network(rule, lines), {}}));
        warn_of_lines(group, m_networks.back()->made);
        return *m_networks.back();
    }

    std::vector<RoadAccess> accesses(const RoadNetwork& network, const Shapes& shapes, double max_m)
    {
        std::vector<RoadAccess> found(shapes.size());
        for_each_index(shapes.size(), m_threads, m_watch, stretch, [&](std::size_t i, unsigned) {
            if (!shapes[i].empty()) {
                found[i] = network.access_of(Ground(shapes[i]), max_m);
            }
        });
        return found;
    }

    const std::vector<RoadAccess>& plots_on(SharedNetwork& shared, double max_m)
    {
        const auto [found, is_new] = shared.plots.try_emplace(max_m);
        if (is_new) {
            found->second = accesses(*shared.made.network, m_region.candidates.table.shapes, max_m);
        }
        return found->second;
    }

    static PlotRoute route_of(const RouteSearch& search, const std::optional<Way>& way)
    {
        PlotRoute route;
        if (!way) {
            return route;
        }
        route.cost = way->cost;
        route.target = way->target;
        std::vector<Point> points = way->begin;
        for (std::uint32_t node = way->node; node != no_node;) {
            const Step step = search.step(node);
            points.insert(points.end(), step.points.begin(), step.points.end());
            node = step.next;
        }
        points.erase(std::unique(points.begin(), points.end()), points.end());
        route.wkb = line_wkb(points);
        return route;
    }

    static const Title* why_none(const RoadNetwork& network, const RoadAccess& plot, const Layer& targets)
    {
        if (!network.has_access()) {
            return &reason::no_road;
        }
        return plot.stretches.empty()      ? &reason::no_road_near
            : targets.features.size() == 0 ? &reason::no_feature
                                           : &reason::no_route;
    }

    void measure_through(std::vector<PlotRoute>& routes, const RouteSearch& search,
        const std::vector<std::optional<Way>>& ways, const Layer& layer)
    {
        const LayerIndex polygons(layer.features.shapes);
        std::vector<std::uint32_t> nodes;
        for (const auto& way : ways) {
            if (way && way->node != no_node) {
                nodes.push_back(way->node);
            }
        }
        const WaysInside inside(search, polygons, nodes, m_threads);
        for_each_index(ways.size(), m_threads, m_watch, stretch, [&](std::size_t plot, unsigned) {
            if (ways[plot]) {
                routes[plot].through_m = inside.metres(*ways[plot]);
            }
        });
    }

    void warn(const Group& group, const std::string& nl, const std::string& en)
    {
        std::vector<std::string> ids;
        for (const std::size_t rule : group.rules) {
            ids.push_back("'" + m_rules.rule(rule).id + "'");
        }
        m_routing.warnings.push_back(
            {fmt::format("{} {}: {}", ids.size() == 1 ? "regel" : "regels", fmt::join(ids, ", "), nl),
                fmt::format("{} {}: {}", ids.size() == 1 ? "rule" : "rules", fmt::join(ids, ", "), en)});
    }

    void warn_of_lines(const Group& group, const MadeNetwork& made)
    {
        const Rule& rule = m_rules.rule(group.rules.front());
        const std::string& layer = *rule.text(network_key::network);
        if (made.without_speed > 0) {
            warn(group,
                fmt::format(
                    "{} lijnen van '{}' zonder bruikbare snelheid blijven buiten het net; default_kmh "
                    "geeft ze er een",
                    made.without_speed, layer),
                fmt::format(
                    "{} lines of '{}' without a usable speed are left out of the network; default_kmh "
                    "gives them one",
                    made.without_speed, layer));
        }
        if (made.network->size() == 0) {
            warn(group, fmt::format("geen lijn van '{}' hoort bij het net", layer),
                fmt::format("no line of '{}' is in the network", layer));
        } else if (!made.network->has_access()) {
            warn(group, fmt::format("geen lijn van het net '{}' voldoet aan access_where", layer),
                fmt::format("no line of the network '{}' meets access_where", layer));
        }
    }

    void warn_of_far_targets(const Group& group, const Layer& targets, const std::vector<RoadAccess>& ends)
    {
        const auto far = std::count_if(
            ends.begin(), ends.end(), [](const RoadAccess& end) { return end.stretches.empty(); });
        if (far > 0) {
            warn(group,
                fmt::format("{} van de {} objecten van '{}' liggen niet aan het net en tellen niet als doel",
                    far, ends.size(), targets.name),
                fmt::format("{} of the {} features of '{}' do not lie at the network and are no target", far,
                    ends.size(), targets.name));
        }
    }

    /// Data of which lines run on over junctions falls apart: that is said, for it looks like a result.
    void warn_of_no_routes(
        const Group& group, const std::vector<RoadAccess>& plots, const std::vector<std::optional<Way>>& ways)
    {
        std::size_t at_network = 0;
        std::size_t found = 0;
        for (std::size_t plot = 0; plot < plots.size(); ++plot) {
            at_network += plots[plot].stretches.empty() ? 0 : 1;
            found += ways[plot] ? 1 : 0;
        }
        if (2 * found < at_network) {
            warn(group,
                fmt::format(
                    "van {} van de {} kavels aan het net is er geen route; lijnen hangen alleen aan elkaar "
                    "waar hun einden samenvallen",
                    at_network - found, at_network),
                fmt::format(
                    "{} of the {} plots at the network have no route; lines are joined only where their "
                    "ends meet",
                    at_network - found, at_network));
        }
    }

    const RuleSet& m_rules;
    const Region& m_region;
    unsigned m_threads;
    Watch& m_watch;
    std::vector<std::unique_ptr<SharedNetwork>> m_networks;
    Routing m_routing;
};

std::vector<Group> groups_of(const RuleSet& rules, const std::vector<char>& applied)
{
    std::vector<Group> groups;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (applied[i] == 0 || rule.measure->on != MeasuredOn::network) {
            continue;
        }
        Parameters key = rule.parameters;
        if (const auto through = key.find(network_key::through); through != key.end()) {
            key.erase(through);
        }
        const auto known = std::find_if(groups.begin(), groups.end(),
            [&](const Group& group) { return group.layer == rule.layer && group.key == key; });
        if (known != groups.end()) {
            known->rules.push_back(i);
        } else {
            groups.push_back({rule.layer, std::move(key), {i}});
        }
    }
    return groups;
}

} // namespace

const PlotRoute* Routing::find(std::size_t rule, std::size_t plot) const
{
    return rule < of_rule.size() && plot < of_rule[rule].size() ? &of_rule[rule][plot] : nullptr;
}

Routing find_routes(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    unsigned threads, Watch& watch)
{
    Routes routes(rules, region, threads, watch);
    for (const Group& group : groups_of(rules, applied)) {
        routes.find(group);
    }
    return routes.take();
}

} // namespace kavel
