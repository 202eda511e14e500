// SPDX-License-Identifier: EUPL-1.2
#include "grid/screening.hpp"

#include "base/problem.hpp"
#include "base/tolerance.hpp"
#include "grid/demand.hpp"
#include "grid/local_energy.hpp"
#include "grid/serving.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace kavel {

namespace {

/// The fields of the plots that the grid model reads.
class PlotFieldsOfGrid {
public:
    PlotFieldsOfGrid(const GridModel& model, const Candidates& candidates)
        : m_model(model)
        , m_candidates(candidates)
        , m_demand(candidates.field("demand_mw"))
        , m_profile(candidates.field("profile"))
        , m_contracted(candidates.field("contracted_mw"))
    {
    }

    /// Complains of negative figures; counts what is no number and which profiles are not known.
    std::vector<PlotDemand> read(const std::vector<Source>& sources, std::vector<Title>& warnings)
    {
        std::vector<PlotDemand> plots;
        ProblemList problems;
        for (std::size_t plot = 0; plot < m_candidates.size(); ++plot) {
            PlotDemand demand;
            demand.profile = profile_of(plot);
            demand.own_demand_mw = number(m_demand, plot);
            demand.contracted_mw = number(m_contracted, plot).value_or(0.0);
            for (const auto& [name, value] : {std::pair("demand_mw", demand.own_demand_mw.value_or(0.0)),
                     std::pair("contracted_mw", demand.contracted_mw)}) {
                if (value < 0.0) {
                    problems.add(Fault::data, {sources[m_candidates.table.sources[plot]].name.shown, 0, 0},
                        fmt::format("plot '{}' has {} {}", m_candidates.ids[plot], name, shortest(value)),
                        "give 0 or more, or nothing where it is not known");
                }
            }
            plots.push_back(demand);
        }
        problems.throw_if_any();
        warn(warnings);
        return plots;
    }

private:
    std::optional<double> number(const Column* column, std::size_t plot)
    {
        if (column == nullptr || column->is_null(plot)) {
            return std::nullopt;
        }
        const auto number = column->read_number(plot);
        m_not_numbers += number ? 0 : 1;
        return number;
    }

    const GridProfile* profile_of(std::size_t plot)
    {
        const GridProfile* usual = m_model.profile(m_model.default_profile);
        if (m_profile == nullptr || m_profile->is_null(plot)) {
            return usual;
        }
        const std::string name = m_model.profile_id(to_text(m_profile->value(plot)));
        if (const GridProfile* profile = m_model.profile(name)) {
            return profile;
        }
        ++m_unknown_profiles[name];
        return usual;
    }

    void warn(std::vector<Title>& warnings) const
    {
        std::vector<std::string> ids;
        for (const GridProfile& profile : m_model.profiles) {
            ids.push_back(profile.id);
        }
        for (const auto& [name, count] : m_unknown_profiles) {
            const auto near = nearest_spelling(name, ids);
            warnings.push_back(
                {fmt::format("{} het onbekende profiel '{}': {} is gebruikt{}",
                     count == 1 ? "1 kavel heeft" : fmt::format("{} kavels hebben", count), name,
                     m_model.default_profile, near ? fmt::format("; bedoel je '{}'?", *near) : ""),
                    fmt::format("{} the unknown profile '{}': {} is used{}",
                        count == 1 ? "1 plot has" : fmt::format("{} plots have", count), name,
                        m_model.default_profile, near ? fmt::format("; did you mean '{}'?", *near) : "")});
        }
        if (m_not_numbers > 0) {
            warnings.push_back(
                {fmt::format(
                     "{} keer geen getal in demand_mw of contracted_mw: gelezen als onbekend", m_not_numbers),
                    fmt::format(
                        "{} times no number in demand_mw or contracted_mw: read as unknown", m_not_numbers)});
        }
    }

    const GridModel& m_model;
    const Candidates& m_candidates;
    const Column* m_demand;
    const Column* m_profile;
    const Column* m_contracted;
    std::map<std::string, std::size_t> m_unknown_profiles;
    std::size_t m_not_numbers = 0;
};

class Screener {
public:
    Screener(const Study& study, const StationNet& net, const GridMap& map)
        : m_model(*study.rules.grid)
        , m_study(study)
        , m_net(net)
        , m_map(map)
        , m_contract_hours(m_model.local ? contract_hours(*m_model.local) : std::vector<std::vector<char>>())
    {
    }

    PlotPower screen_plot(
        const PlotDemand& demand, const Ground& ground, Workbench& bench, std::vector<double>& hours) const
    {
        PlotPower power;
        power.usable = true;
        power.profile = demand.profile->id;
        power.contracted_mw = demand.contracted_mw;
        power.supply_mw = power_of(demand, Estimate::typical, m_study.year).supply_mw;
        Serving serving = m_map.serving(ground, bench);
        power.station_assumed = serving.assumed;
        power.postcodes = std::move(serving.postcodes);
        power.typical = verdict(demand, Estimate::typical, ground, serving.feeding, hours);
        if (m_model.has_ranges()) {
            power.low = verdict(demand, Estimate::low, ground, serving.feeding, hours);
            power.high = verdict(demand, Estimate::high, ground, serving.feeding, hours);
        }
        if (power.typical.feeding) {
            power.station_voltage_kv = m_net[power.typical.feeding->station].voltage_kv;
            feed_in(power);
        }
        return power;
    }

private:
    /// The station that a class to a station would be built from.
    std::optional<Feeding> station_for(
        const ConnectionClass& one, const Ground& ground, const std::optional<Feeding>& serving) const
    {
        const auto high_enough = [&one](const Station& station) {
            return station.voltage_kv.value_or(0.0) >= one.min_voltage_kv;
        };
        if (serving) {
            const auto chain = m_net.chain(*serving, Direction::demand);
            const auto found = std::find_if(
                chain.begin(), chain.end(), [&](std::size_t station) { return high_enough(m_net[station]); });
            if (found != chain.end()) {
                return *found == serving->station ? *serving : Feeding{*found, std::nullopt};
            }
        }
        const auto nearest = serving ? m_map.nearest_station(ground, high_enough) : std::nullopt;
        return nearest ? std::optional(Feeding{*nearest, std::nullopt}) : std::nullopt;
    }

    /// Tries one class; nothing: not usable.
    std::optional<Connection> connect(std::size_t index, double needed_mw, const Ground& ground,
        const std::optional<Feeding>& serving, std::optional<Feeding>& feeding) const
    {
        const ConnectionClass& one = m_model.connections[index];
        if (!at_most(needed_mw / m_model.cos_phi, one.max_mw)) {
            return std::nullopt;
        }
        Connection connection;
        connection.connection_class = index;
        std::optional<Gap> way;
        if (one.to_station) {
            feeding = station_for(one, ground, serving);
            if (!feeding) {
                return std::nullopt;
            }
            way = m_map.way_to_station(ground, feeding->station);
            connection.to_label = m_net[feeding->station].name;
        } else {
            feeding = serving;
            const auto cable = m_map.nearest_cable(ground, one.min_voltage_kv);
            if (!cable) {
                return std::nullopt;
            }
            way = cable->way;
            connection.to_label = cable->label;
        }
        if (way) {
            connection.distance_m = m_model.detour * way->distance_m;
            connection.cost_eur = one.fixed_eur + one.eur_per_m * *connection.distance_m;
            connection.from = way->from;
            connection.to = way->to;
        }
        if (one.max_distance_m && !(way && at_most(*connection.distance_m, *one.max_distance_m))) {
            return std::nullopt;
        }
        return connection;
    }

    GridVerdict verdict(const PlotDemand& demand, Estimate estimate, const Ground& ground,
        const std::optional<Feeding>& serving, std::vector<double>& hours) const
    {
        const Power power = power_of(demand, estimate, m_study.year);
        GridVerdict verdict;
        verdict.demand_mw = power.demand_mw;
        verdict.needed_mw = power.needed_mw(demand.contracted_mw);
        verdict.feeding = serving;
        for (std::size_t i = 0; i < m_model.connections.size() && !verdict.connection; ++i) {
            std::optional<Feeding> feeding;
            if ((verdict.connection = connect(i, verdict.needed_mw, ground, serving, feeding))) {
                verdict.feeding = feeding;
            }
        }
        if (!verdict.feeding) {
            return verdict;
        }
        const ChainHeadroom room = m_net.headroom(*verdict.feeding, Direction::demand, m_study.year);
        verdict.headroom_known = room.known;
        verdict.headroom_mw = room.mw;
        verdict.limiting = room.limiting;
        if (!room.known) {
            verdict.headroom_mw.reset();
            verdict.limiting.reset();
            return verdict;
        }
        verdict.fits = fits(room, verdict.needed_mw);
        if (m_model.local) {
            verdict.local = local_answer(demand, power, verdict, hours);
        }
        if (verdict.connection) {
            find_year(demand, estimate, verdict);
        }
        verdict.status = status_of(verdict);
        return verdict;
    }

    static bool fits(const ChainHeadroom& room, double needed_mw)
    {
        return room.known && (!room.mw || at_most(needed_mw, *room.mw));
    }

    int lead_years(const GridVerdict& verdict) const
    {
        return m_model.connections[verdict.connection->connection_class].lead_years;
    }

    void find_year(const PlotDemand& demand, Estimate estimate, GridVerdict& verdict) const
    {
        const bool varies = varies_by_year(demand);
        const int first = std::max(
            m_study.base_year + lead_years(verdict), verdict.fits ? m_study.base_year : m_study.year + 1);
        for (int year = m_model.horizon; year >= first;
             --year) { // backwards: every later year must do where demand varies
            const double needed_mw = power_of(demand, estimate, year).needed_mw(demand.contracted_mw);
            const ChainHeadroom room = m_net.headroom(*verdict.feeding, Direction::demand, year);
            if (fits(room, needed_mw)) {
                verdict.earliest_year = year;
                verdict.relief_sized = !rests_on_announced(room, needed_mw, year);
            } else if (varies) {
                break;
            }
        }
    }

    /// Whether it would not fit in what there was before the relief that is announced.
    bool rests_on_announced(const ChainHeadroom& room, double needed_mw, int year) const
    {
        return std::any_of(room.announced.begin(), room.announced.end(), [&](std::size_t station) {
            const Headroom own = m_net.headroom(station, Direction::demand, year);
            return !own.before_relief_mw || !at_most(needed_mw, *own.before_relief_mw);
        });
    }

    LocalAnswer local_answer(const PlotDemand& demand, const Power& power, const GridVerdict& verdict,
        std::vector<double>& hours) const
    {
        const LocalEnergy& local = *m_model.local;
        if (verdict.fits) {
            return answer_of(local, {0.0, 0.0, 0, 0}, demand.area_m2);
        }
        hourly_room(local, m_contract_hours, demand, power, m_net[verdict.feeding->station],
            verdict.headroom_mw.value_or(0.0), m_study.year, hours);
        return answer_of(local,
            least_battery(hours, {local.battery_round_trip, local.battery_hours, local.battery_depth}),
            demand.area_m2);
    }

    GridStatus status_of(const GridVerdict& verdict) const
    {
        if (!verdict.connection) {
            return GridStatus::unavailable;
        }
        if (verdict.fits && verdict.earliest_year && *verdict.earliest_year <= m_study.year) {
            return GridStatus::available;
        }
        const bool built = m_study.base_year + lead_years(verdict) <= m_study.year;
        if (!verdict.fits && built && verdict.local && verdict.local->battery_mwh
            && at_most(verdict.local->local_share, m_model.local->local_area_share)) {
            return GridStatus::local;
        }
        return verdict.earliest_year && *verdict.earliest_year > m_study.year ? GridStatus::later
                                                                              : GridStatus::unavailable;
    }

    void feed_in(PlotPower& power) const
    {
        const ChainHeadroom room = m_net.headroom(*power.typical.feeding, Direction::supply, m_study.year);
        if (room.known) {
            power.supply_headroom_mw = room.mw;
            power.supply_limiting = room.limiting;
            power.supply_fits = fits(room, power.supply_mw);
        }
    }

    const GridModel& m_model;
    const Study& m_study;
    const StationNet& m_net;
    const GridMap& m_map;
    std::vector<std::vector<char>> m_contract_hours;
};

/// Stations above of which nothing is known were left out: said once each.
void warn_of_unknown_above(const Screening& screening, int year, std::vector<Title>& warnings)
{
    std::set<std::string> names;
    for (const PlotPower& plot : screening.plots) {
        if (plot.typical.feeding) {
            for (const std::size_t station :
                screening.net->headroom(*plot.typical.feeding, Direction::demand, year).unknown_above) {
                names.insert((*screening.net)[station].name);
            }
        }
    }
    if (!names.empty()) {
        const std::string list = fmt::format("{}", fmt::join(names, ", "));
        warnings.push_back({"van deze stations hogerop is de ruimte in " + std::to_string(year)
                + " niet bekend; ze tellen niet mee: " + list,
            "of these stations higher up the headroom in " + std::to_string(year)
                + " is not known; they do not count: " + list});
    }
}

} // namespace

std::string_view to_text(GridStatus status)
{
    switch (status) {
    case GridStatus::unknown:
        return "unknown";
    case GridStatus::available:
        return "available";
    case GridStatus::local:
        return "local";
    case GridStatus::later:
        return "later";
    case GridStatus::unavailable:
        return "unavailable";
    }
    return "";
}

const Title& title_of(GridStatus status)
{
    static const Title unknown{"netruimte onbekend", "headroom unknown"};
    static const Title available{"past op het net", "fits on the grid"};
    static const Title local{
        "past met batterij en zon op de kavel", "fits with battery and solar power on the plot"};
    static const Title later{"past later", "fits later"};
    static const Title unavailable{"past niet", "does not fit"};
    switch (status) {
    case GridStatus::unknown:
        return unknown;
    case GridStatus::available:
        return available;
    case GridStatus::local:
        return local;
    case GridStatus::later:
        return later;
    case GridStatus::unavailable:
        return unavailable;
    }
    return unknown;
}

Screening screen(const Study& study, const Region& region, unsigned threads, Watch& watch)
{
    const GridModel& model = *study.rules.grid;
    const Candidates& candidates = region.candidates;
    Screening screening;
    const auto net = std::make_shared<const StationNet>(model, region);
    screening.net = net;
    const GridMap map(model, *net, region);
    std::vector<PlotDemand> demands
        = PlotFieldsOfGrid(model, candidates).read(study.candidates, screening.warnings);

    const Screener screener(study, *net, map);
    screening.plots.resize(candidates.size());
    std::vector<Workbench> benches(thread_count(threads));
    std::vector<std::vector<double>> hours(thread_count(threads));
    for_each_index(candidates.size(), threads, watch,
        {0.4, 0.45, {"netruimte zoeken", "looking for grid headroom"}},
        [&](std::size_t plot, unsigned thread) {
            if (!candidates.unusable[plot].empty()) {
                return;
            }
            const Ground ground(candidates.table.shapes[plot]);
            benches[thread].begin(ground);
            demands[plot].area_m2 = ground.area_m2;
            screening.plots[plot]
                = screener.screen_plot(demands[plot], ground, benches[thread], hours[thread]);
        });
    screening.warnings.insert(screening.warnings.end(), net->warnings().begin(), net->warnings().end());
    screening.warnings.insert(screening.warnings.end(), map.warnings().begin(), map.warnings().end());
    warn_of_unknown_above(screening, study.year, screening.warnings);
    return screening;
}

std::vector<Title> check_grid(const Study& study, const Region& region)
{
    const GridModel& model = *study.rules.grid;
    const StationNet net(model, region);
    std::vector<Title> warnings = net.warnings();
    const GridMap map(model, net, region);
    warnings.insert(warnings.end(), map.warnings().begin(), map.warnings().end());
    PlotFieldsOfGrid(model, region.candidates).read(study.candidates, warnings);
    return warnings;
}

} // namespace kavel
