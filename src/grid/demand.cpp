// SPDX-License-Identifier: EUPL-1.2
#include "grid/demand.hpp"

#include <algorithm>

namespace kavel {

namespace {

constexpr double charging_efficiency = 0.9; // contract section 5: energy over a window
constexpr double w_per_mw = 1e6;
constexpr double kw_per_mw = 1e3;

} // namespace

Power power_of(const PlotDemand& plot, Estimate estimate, int year)
{
    const GridProfile& profile = *plot.profile;
    const auto of = [estimate, year](const Figure& figure) { return figure.at(estimate, year); };
    const double roof_m2 = plot.area_m2 * of(profile.built_share);
    const double floor_m2 = roof_m2 * of(profile.floors);

    Power power;
    power.building_mw = floor_m2 * of(profile.building_w_per_m2) / w_per_mw;
    if (profile.docks_per_1000_m2) {
        const double docks = floor_m2 / 1000.0 * of(*profile.docks_per_1000_m2);
        power.charging_mw = docks * of(*profile.charger_share) * of(profile.charger_kw) / kw_per_mw;
    } else {
        const double trucks = floor_m2 / 1000.0 * of(*profile.trucks_per_1000_m2);
        const double by_energy_kw
            = trucks * of(*profile.kwh_per_truck_day) / (of(*profile.window_h) * charging_efficiency);
        power.charging_mw = std::min(by_energy_kw, trucks * of(profile.charger_kw)) / kw_per_mw;
    }
    power.demand_mw
        = plot.own_demand_mw.value_or(of(profile.coincidence) * (power.building_mw + power.charging_mw));
    power.supply_mw = roof_m2 * of(profile.roof_pv_share) * of(profile.pv_wp_per_m2)
        * of(profile.feed_in_share) / w_per_mw;
    return power;
}

bool varies_by_year(const PlotDemand& plot)
{
    const GridProfile& profile = *plot.profile;
    const auto varies = [](const Figure& figure) { return !figure.by_year.empty(); };
    const auto may_vary
        = [&varies](const std::optional<Figure>& figure) { return figure && varies(*figure); };
    return !plot.own_demand_mw
        && (varies(profile.built_share) || varies(profile.floors) || varies(profile.building_w_per_m2)
            || may_vary(profile.docks_per_1000_m2) || may_vary(profile.charger_share)
            || may_vary(profile.trucks_per_1000_m2) || may_vary(profile.kwh_per_truck_day)
            || may_vary(profile.window_h) || varies(profile.charger_kw) || varies(profile.coincidence));
}

} // namespace kavel
