// SPDX-License-Identifier: EUPL-1.2
// A plot hour by hour: what it asks, what its roof gives, what the grid leaves it (contract section 5, local
// energy).
#pragma once

#include "grid/battery.hpp"
#include "grid/demand.hpp"
#include "grid/plot_power.hpp"
#include "policy/grid_model.hpp"

#include <span>
#include <vector>

namespace kavel {

/// MW that the load asks in each hour of the year: the demand, shaped by the building's and the charging
/// profile.
void hourly_load(
    const LocalEnergy& local, const PlotDemand& plot, const Power& power, std::vector<double>& load_mw);

/// MWp of solar panels on roof and ground.
double installed_pv_mwp(const LocalEnergy& local, const PlotDemand& plot, int year);

/// In which hours each transport contract holds; the same for every plot.
std::vector<std::vector<char>> contract_hours(const LocalEnergy& local);

/// limit - load + pv, hour by hour. The limit: headroom (at least 0), what is contracted, and the transport
/// contracts that hold in the hour (`holds`: of contract_hours).
void hourly_room(const LocalEnergy& local, const std::vector<std::vector<char>>& holds,
    const PlotDemand& plot, const Power& power, const Station& station, double headroom_mw, int year,
    std::vector<double>& room_mw);

/// What a size means for the plot.
LocalAnswer answer_of(const LocalEnergy& local, const BatterySize& size, double area_m2);

/// In which hours a non-firm contract does not hold: the hours x (1 - available) hours (rounded to 9
/// decimals, then up) of the highest network load, of equal ones the earlier.
std::vector<char> cut_hours(std::span<const double> network_load, double available);

} // namespace kavel
