// SPDX-License-Identifier: EUPL-1.2
#include "route/search.hpp"

#include "geometry/nearest.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/range/iterator_range.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace kavel {

namespace {

constexpr double noise_m = distance_noise_m;

struct Drive {
    double cost = 0.0;
    std::uint32_t piece = 0;
};

/// From a node to those from which one comes to it.
using Backwards = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Drive,
    boost::no_property, std::uint32_t, std::uint32_t>;

/// Writes down in which order nodes are settled.
class Settling : public boost::default_dijkstra_visitor {
public:
    explicit Settling(std::vector<std::uint32_t>& order)
        : m_order(&order)
    {
    }
    void examine_vertex(std::uint32_t node, const Backwards&) { m_order->push_back(node); }

private:
    std::vector<std::uint32_t>* m_order;
};

/// Where a road is cut: at its ends, and where targets meet it; what lies within a micrometre is one cut.
std::vector<double> cuts_of(std::span<const RoadStretch> stretches, double length_m)
{
    std::vector<double> wanted;
    for (const RoadStretch& stretch : stretches) {
        wanted.push_back(stretch.from_m);
        wanted.push_back(stretch.to_m);
    }
    std::sort(wanted.begin(), wanted.end());
    std::vector<double> cuts{0.0};
    for (const double metres : wanted) {
        if (metres > cuts.back() + noise_m && metres < length_m - noise_m) {
            cuts.push_back(metres);
        }
    }
    cuts.push_back(length_m);
    return cuts;
}

std::size_t cut_at(const std::vector<double>& cuts, double metres)
{
    const auto found = std::lower_bound(cuts.begin(), cuts.end(), metres - noise_m);
    return std::min(static_cast<std::size_t>(found - cuts.begin()), cuts.size() - 1);
}

} // namespace

/// A way to begin: along a road to a node, or in a target already.
struct RouteSearch::Start {
    double cost = 0.0;
    std::uint32_t target = no_target;
    std::uint32_t road = 0;
    double at_m = 0.0; ///< along the road
    double to_m = 0.0;
    std::uint32_t node = no_node;
};

RouteSearch::RouteSearch(
    const RoadNetwork& network, std::span<const RoadAccess> targets, double leg_cost_per_m)
    : m_network(network)
    , m_targets(targets)
    , m_leg_cost_per_m(leg_cost_per_m)
    , m_noise(noise_m * leg_cost_per_m)
    , m_choices(network.node_count())
{
    search(cut_roads());
}

/// Cuts every road, and gives where ways may end.
std::vector<RouteSearch::End> RouteSearch::cut_roads()
{
    struct Meeting {
        RoadStretch stretch;
        std::uint32_t target;
    };
    std::vector<Meeting> meetings;
    for (std::uint32_t target = 0; target < m_targets.size(); ++target) {
        for (const RoadStretch& stretch : m_targets[target].stretches) {
            meetings.push_back({stretch, target});
        }
    }
    std::stable_sort(meetings.begin(), meetings.end(),
        [](const Meeting& a, const Meeting& b) { return a.stretch.road < b.stretch.road; });
    std::vector<End> ends;
    auto next = meetings.begin();
    std::vector<RoadStretch> stretches;
    std::vector<std::uint32_t> targets;
    for (std::uint32_t road = 0; road < m_network.size(); ++road) {
        stretches.clear();
        targets.clear();
        for (; next != meetings.end() && next->stretch.road == road; ++next) {
            stretches.push_back(next->stretch);
            targets.push_back(next->target);
        }
        m_first_piece.push_back(static_cast<std::uint32_t>(m_pieces.size()));
        add_pieces(road, stretches, targets, ends);
    }
    m_first_piece.push_back(static_cast<std::uint32_t>(m_pieces.size()));
    return ends;
}

void RouteSearch::add_pieces(std::uint32_t road, std::span<const RoadStretch> stretches,
    std::span<const std::uint32_t> targets, std::vector<End>& ends)
{
    const std::vector<double> cuts = cuts_of(stretches, m_network.line(road).length_m());
    std::vector<std::uint32_t> nodes{m_network.first_node(road)};
    for (std::size_t i = 1; i + 1 < cuts.size(); ++i) {
        nodes.push_back(static_cast<std::uint32_t>(m_choices.size()));
        m_choices.emplace_back();
    }
    nodes.push_back(m_network.last_node(road));
    const std::size_t first = m_pieces.size();
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        m_pieces.push_back({road, cuts[i - 1], cuts[i], nodes[i - 1], nodes[i], no_target});
    }
    for (std::size_t k = 0; k < stretches.size(); ++k) {
        const std::size_t begin = cut_at(cuts, stretches[k].from_m);
        const std::size_t end = std::max(begin, cut_at(cuts, stretches[k].to_m));
        for (std::size_t i = begin; i <= end; ++i) {
            ends.push_back({nodes[i], targets[k]});
            if (i < end) {
                std::uint32_t& lies_in = m_pieces[first + i].target;
                lies_in = std::min(lies_in, targets[k]);
            }
        }
    }
}

double RouteSearch::leg_cost(const RoadAccess& access) const
{
    return access.leg_m * m_leg_cost_per_m;
}

void RouteSearch::search(const std::vector<End>& ends)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<Drive> drives;
    for (std::uint32_t i = 0; i < m_pieces.size(); ++i) {
        const Piece& piece = m_pieces[i];
        const Road& road = m_network.road(piece.road);
        const Drive drive{(piece.to_m - piece.from_m) * road.cost_per_m, i};
        if (road.along) {
            edges.emplace_back(piece.head, piece.tail);
            drives.push_back(drive);
        }
        if (road.against) {
            edges.emplace_back(piece.tail, piece.head);
            drives.push_back(drive);
        }
    }
    const auto nodes = static_cast<std::uint32_t>(m_choices.size());
    const Backwards graph(
        boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), drives.begin(), nodes);
    std::vector<double> costs(nodes, std::numeric_limits<double>::infinity());
    std::vector<std::uint32_t> sources;
    for (const auto& [node, target] : ends) {
        if (std::isinf(costs[node])) {
            sources.push_back(node);
        }
        costs[node] = std::min(costs[node], leg_cost(m_targets[target]));
    }
    std::vector<boost::default_color_type> colours(nodes, boost::white_color);
    boost::dijkstra_shortest_paths_no_init(graph, sources.begin(), sources.end(), boost::dummy_property_map(),
        boost::make_iterator_property_map(costs.begin(), boost::get(boost::vertex_index, graph)),
        boost::get(&Drive::cost, graph), boost::get(boost::vertex_index, graph), std::less<>(), std::plus<>(),
        0.0, Settling(m_settled),
        boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, graph)));

    for (std::uint32_t node = 0; node < nodes; ++node) {
        m_choices[node].cost = costs[node];
    }
    for (const auto& [node, target] : ends) {
        const double cost = leg_cost(m_targets[target]);
        take(node, {cost, cost, target, no_node, no_node});
    }
    std::vector<char> is_settled(nodes, 0);
    for (const std::uint32_t node : m_settled) {
        is_settled[node] = 1;
        const Choice& here = m_choices[node];
        for (const auto edge : boost::make_iterator_range(boost::out_edges(node, graph))) {
            const std::uint32_t before = boost::target(edge, graph);
            if (is_settled[before] == 0) {
                const Drive& drive = graph[edge];
                take(before, {0.0, here.of_way + drive.cost, here.target, drive.piece, node});
            }
        }
    }
}

/// Of ways that are as good as the best the one to the lowest target, and of those the shortest.
void RouteSearch::take(std::uint32_t node, const Choice& other)
{
    Choice& now = m_choices[node];
    const double limit = now.cost + m_noise;
    // A way that has come just beyond the limit, by the rounding of many sums, is better than none.
    const auto order = [limit](const Choice& one) {
        return std::pair(one.of_way > limit ? no_target : one.target, one.of_way);
    };
    if (now.target == no_target || order(other) < order(now)) {
        const double cost = now.cost;
        now = other;
        now.cost = cost;
    }
}

void RouteSearch::look_from(std::vector<Start>& starts, double leg, const RoadStretch& stretch) const
{
    const Road& road = m_network.road(stretch.road);
    for (std::uint32_t i = m_first_piece[stretch.road]; i < m_first_piece[stretch.road + 1]; ++i) {
        const Piece& piece = m_pieces[i];
        if (piece.from_m > stretch.to_m + noise_m || piece.to_m < stretch.from_m - noise_m) {
            continue;
        }
        const double low_m = std::clamp(stretch.from_m, piece.from_m, piece.to_m);
        const double high_m = std::clamp(stretch.to_m, low_m, piece.to_m);
        const bool at_head = high_m >= piece.to_m - noise_m;
        const bool at_tail = low_m <= piece.from_m + noise_m;
        // A place within a micrometre of a cut is at the cut, on whichever side of it.
        const bool is_on_it = high_m > low_m || !(at_head || at_tail);
        if (piece.target != no_target && is_on_it) {
            starts.push_back({leg, piece.target, piece.road, low_m, low_m, no_node});
        }
        const auto add = [&](double at_m, double to_m, std::uint32_t node, bool is_there) {
            const Choice& there = m_choices[node];
            if (there.target != no_target) {
                const double drive = is_there ? 0.0 : std::abs(to_m - at_m) * road.cost_per_m;
                starts.push_back({leg + drive + there.cost, there.target, piece.road, at_m, to_m, node});
            }
        };
        if (road.along || at_head) {
            add(high_m, piece.to_m, piece.head, at_head);
        }
        if (road.against || at_tail) {
            add(low_m, piece.from_m, piece.tail, at_tail);
        }
    }
}

std::optional<Way> RouteSearch::best_way(const RoadAccess& plot) const
{
    std::vector<Start> starts;
    for (const RoadStretch& stretch : plot.stretches) {
        look_from(starts, leg_cost(plot), stretch);
    }
    if (starts.empty()) {
        return std::nullopt;
    }
    const double least = std::min_element(starts.begin(), starts.end(), [](const Start& a, const Start& b) {
        return a.cost < b.cost;
    })->cost;
    const Start* best = nullptr;
    for (const Start& start : starts) {
        if (start.cost <= least + m_noise && (best == nullptr || start.target < best->target)) {
            best = &start;
        }
    }
    Way way{least, best->target, {}, best->node};
    if (plot.leg_m > 0.0) {
        way.begin.push_back(plot.place);
    }
    const std::vector<Point> drive = m_network.line(best->road).between(best->at_m, best->to_m);
    way.begin.insert(way.begin.end(), drive.begin(), drive.end());
    return way;
}

Step RouteSearch::step(std::uint32_t node) const
{
    const Choice& choice = m_choices[node];
    if (choice.piece == no_node) {
        const RoadAccess& target = m_targets[choice.target];
        if (target.leg_m == 0.0) {
            return {};
        }
        const RoadStretch& end = target.stretches.front();
        return {{m_network.line(end.road).at(end.from_m), target.place}, no_node};
    }
    const Piece& piece = m_pieces[choice.piece];
    const bool along = piece.tail == node && piece.head == choice.next;
    const MeasuredLine line = m_network.line(piece.road);
    return {
        along ? line.between(piece.from_m, piece.to_m) : line.between(piece.to_m, piece.from_m), choice.next};
}

} // namespace kavel
