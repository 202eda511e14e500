// SPDX-License-Identifier: EUPL-1.2
#include "grid/hubs.hpp"

#include "base/groups.hpp"
#include "base/tolerance.hpp"
#include "geometry/planar.hpp"
#include "grid/local_energy.hpp"
#include "grid/serving.hpp"

#include <algorithm>

namespace kavel {

namespace {

/// Somebody behind a station who may join his neighbours.
struct Neighbour {
    HubMember member;
    Shape shape;
    Feeding feeding;
    double headroom_mw = 0.0;
    PlotDemand demand;
};

void add_parks(
    std::vector<Neighbour>& neighbours, const Study& study, const Region& region, const StationNet& net)
{
    const GridModel& model = *study.rules.grid;
    const Layer* parks = region.layer("business-parks");
    if (parks == nullptr) {
        return;
    }
    const GridMap map(model, net, region);
    Workbench bench;
    const Column* profiles = parks->features.column("profile");
    for (std::size_t row = 0; row < parks->features.size(); ++row) {
        const GridProfile* profile
            = profiles != nullptr ? model.profile(model.profile_id(to_text(profiles->value(row)))) : nullptr;
        const auto contracted_mw = parks->features.number("contracted_mw", row);
        if (profile == nullptr || !contracted_mw || !parks->features.shapes[row].has(PathKind::shell)) {
            continue;
        }
        const Ground ground(parks->features.shapes[row]);
        bench.begin(ground);
        const auto feeding = map.serving(ground, bench).feeding;
        const auto room = feeding ? net.headroom(*feeding, Direction::demand, study.year) : ChainHeadroom();
        if (room.known && room.mw) {
            neighbours.push_back(
                {{parks->label(row), std::nullopt, false, false}, ground.shape, *feeding, *room.mw,
                    {ground.area_m2, profile, parks->features.number("demand_mw", row), *contracted_mw}});
        }
    }
}

void add_plots(std::vector<Neighbour>& neighbours, const Study& study, const Region& region,
    const Screening& screening, const std::vector<std::size_t>& order)
{
    for (const std::size_t plot : order) {
        const PlotPower& power = screening.plots[plot];
        const GridVerdict& verdict = power.typical;
        if (!verdict.feeding || !verdict.headroom_known || !verdict.headroom_mw) {
            continue;
        }
        const Shape shape = region.candidates.table.shapes[plot];
        neighbours.push_back(
            {{region.candidates.ids[plot], plot, false, false}, shape, *verdict.feeding, *verdict.headroom_mw,
                {area_m2(shape), study.rules.grid->profile(power.profile), verdict.demand_mw,
                    power.contracted_mw}});
    }
}

/// Neighbours behind one station, each within the radius of another one, by their first member.
std::vector<std::vector<std::size_t>> neighbourhoods(
    const std::vector<Neighbour>& neighbours, double radius_m)
{
    std::vector<std::vector<Run>> runs(neighbours.size());
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
        add_runs(runs[i], neighbours[i].shape, 0);
    }
    const double reach_m = radius_m + distance_noise_m;
    auto groups = connected_groups(neighbours.size(), [&](std::size_t i, std::size_t k) {
        return neighbours[i].feeding.station == neighbours[k].feeding.station
            && distance_m(neighbours[i].shape.box(), neighbours[k].shape.box()) <= reach_m
            && gap_between(runs[i], runs[k], reach_m + distance_noise_m, reach_m).distance_m <= reach_m;
    });
    std::erase_if(groups, [](const auto& members) { return members.size() < 2; });
    return groups;
}

/// What one asks of the grid in each hour: load less sun, at least 0.
std::vector<double> hourly_need(
    const LocalEnergy& local, const PlotDemand& demand, const Power& power, int year)
{
    std::vector<double> need;
    hourly_load(local, demand, power, need);
    const double pv_mwp = installed_pv_mwp(local, demand, year);
    for (std::size_t t = 0; t < need.size(); ++t) {
        need[t] = std::max(0.0, need[t] - pv_mwp * local.pv_yield.values[t]);
    }
    return need;
}

double highest(const std::vector<double>& values)
{
    return values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
}

/// Lets the members join one by one, hour by hour and by their peaks.
void join_members(EnergyHub& hub, const std::vector<std::size_t>& group,
    const std::vector<Neighbour>& neighbours, const Study& study, Watch& watch)
{
    const LocalEnergy& local = *study.rules.grid->local;
    const double firm_mw = std::max(0.0, neighbours[group.front()].headroom_mw);
    hub.limit_mw = firm_mw;
    double limit_alone_mw = firm_mw;
    double peaks_alone_mw = 0.0;
    std::vector<double> together(local.pv_yield.values.size(), 0.0);
    std::vector<double> all = together;
    for (const std::size_t index : group) {
        if (watch.wants_to_stop()) {
            throw Interrupted();
        }
        const Neighbour& one = neighbours[index];
        const Power power = power_of(one.demand, Estimate::typical, study.year);
        const std::vector<double> need = hourly_need(local, one.demand, power, study.year);
        const double peak_mw = highest(need);
        HubMember member = one.member;
        member.joined = true;
        for (std::size_t t = 0; t < need.size() && member.joined; ++t) {
            member.joined = at_most(together[t] + need[t], hub.limit_mw + one.demand.contracted_mw);
        }
        for (std::size_t t = 0; t < need.size(); ++t) {
            all[t] += need[t];
            together[t] += member.joined ? need[t] : 0.0;
        }
        hub.limit_mw += member.joined ? one.demand.contracted_mw : 0.0;
        member.joined_alone = at_most(peaks_alone_mw + peak_mw, limit_alone_mw + one.demand.contracted_mw);
        peaks_alone_mw += member.joined_alone ? peak_mw : 0.0;
        limit_alone_mw += member.joined_alone ? one.demand.contracted_mw : 0.0;
        hub.sum_of_peaks_mw += peak_mw;
        hub.members.push_back(std::move(member));
    }
    hub.peak_mw = highest(all);
}

Shapes hull_around(const std::vector<std::size_t>& group, const std::vector<Neighbour>& neighbours)
{
    Shapes all;
    for (const std::size_t index : group) {
        const Shape shape = neighbours[index].shape;
        for (std::size_t i = 0; i < shape.paths(); ++i) {
            all.add_path(shape.path(i).kind, shape.path(i).points);
        }
    }
    all.end_feature();
    std::vector<Point> ring = convex_hull(all[0]);
    ring.push_back(ring.front());
    Shapes hull;
    hull.add_path(PathKind::shell, ring);
    hull.end_feature();
    return hull;
}

} // namespace

std::vector<EnergyHub> energy_hubs(const Study& study, const Region& region, const Screening& screening,
    const std::vector<std::size_t>& order, Watch& watch)
{
    std::vector<Neighbour> neighbours;
    add_parks(neighbours, study, region, *screening.net);
    add_plots(neighbours, study, region, screening, order);
    std::vector<EnergyHub> hubs;
    for (const auto& group : neighbourhoods(neighbours, study.rules.grid->local->hub_radius_m)) {
        EnergyHub& hub = hubs.emplace_back();
        hub.id = "hub-" + std::to_string(hubs.size());
        hub.station = neighbours[group.front()].feeding.station;
        hub.hull = hull_around(group, neighbours);
        join_members(hub, group, neighbours, study, watch);
    }
    return hubs;
}

} // namespace kavel
