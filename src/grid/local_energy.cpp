// SPDX-License-Identifier: EUPL-1.2
#include "grid/local_energy.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kavel {

namespace {

constexpr std::size_t hours_a_day = 24;

const std::vector<double>& shape_of(const std::optional<HourlyProfile>& own, const HourlyProfile& usual)
{
    return own ? own->values : usual.values;
}

bool in_block(const TransportContract& contract, std::size_t hour)
{
    const int of_day = static_cast<int>(hour % hours_a_day);
    const int from = contract.from_hour % static_cast<int>(hours_a_day);
    const int to = contract.to_hour % static_cast<int>(hours_a_day);
    if (from == to) {
        return true;
    }
    return from < to ? of_day >= from && of_day < to : of_day >= from || of_day < to;
}

bool offered_at(const TransportContract& contract, const Station& station)
{
    if (contract.min_voltage_kv && station.voltage_kv.value_or(0.0) < *contract.min_voltage_kv) {
        return false;
    }
    return !contract.max_voltage_kv
        || (station.voltage_kv && *station.voltage_kv <= *contract.max_voltage_kv);
}

/// What a contract gives at a station; nothing: it is not offered there.
std::optional<double> contract_mw(const TransportContract& contract, const Station& station)
{
    if (!offered_at(contract, station)) {
        return std::nullopt;
    }
    const auto of_station = station.contract_mw.find(contract.mw_field);
    return contract.mw || of_station == station.contract_mw.end() ? contract.mw
                                                                  : std::optional(of_station->second);
}

} // namespace

std::vector<char> cut_hours(std::span<const double> network_load, double available)
{
    const double exact = static_cast<double>(network_load.size()) * (1.0 - available);
    constexpr double decimals = 1e9;
    const auto count = static_cast<std::size_t>(std::ceil(std::round(exact * decimals) / decimals));
    std::vector<std::size_t> order(network_load.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return network_load[a] > network_load[b]; });
    std::vector<char> cut(network_load.size(), 0);
    for (std::size_t i = 0; i < std::min(count, order.size()); ++i) {
        cut[order[i]] = 1;
    }
    return cut;
}

void hourly_load(
    const LocalEnergy& local, const PlotDemand& plot, const Power& power, std::vector<double>& load_mw)
{
    const std::vector<double>& building = shape_of(plot.profile->building_load, local.building_load);
    const std::vector<double>& charging = shape_of(plot.profile->charging_load, local.charging_load);
    const double both = power.building_mw + power.charging_mw;
    const double building_part = both > 0.0 ? power.building_mw / both : 1.0;
    const double charging_part = both > 0.0 ? power.charging_mw / both : 0.0;
    load_mw.resize(building.size());
    for (std::size_t t = 0; t < load_mw.size(); ++t) {
        load_mw[t] = power.demand_mw * (building_part * building[t] + charging_part * charging[t]);
    }
}

double installed_pv_mwp(const LocalEnergy& local, const PlotDemand& plot, int year)
{
    constexpr double wp_per_mwp = 1e6;
    const auto of = [year](const Figure& figure) { return figure.at(Estimate::typical, year); };
    return plot.area_m2
        * (of(plot.profile->built_share) * of(plot.profile->roof_pv_share) + local.ground_pv_share)
        * of(plot.profile->pv_wp_per_m2) / wp_per_mwp;
}

std::vector<std::vector<char>> contract_hours(const LocalEnergy& local)
{
    std::vector<std::vector<char>> holds;
    for (const TransportContract& contract : local.contracts) {
        std::vector<char>& hours = holds.emplace_back(local.pv_yield.values.size(), 1);
        const std::vector<char> cut = contract.form == TransportContract::Form::non_firm
            ? cut_hours(contract.network_load->values, contract.available)
            : std::vector<char>();
        for (std::size_t t = 0; t < hours.size(); ++t) {
            hours[t] = (cut.empty() ? in_block(contract, t) : cut[t] == 0) ? 1 : 0;
        }
    }
    return holds;
}

void hourly_room(const LocalEnergy& local, const std::vector<std::vector<char>>& holds,
    const PlotDemand& plot, const Power& power, const Station& station, double headroom_mw, int year,
    std::vector<double>& room_mw)
{
    hourly_load(local, plot, power, room_mw);
    const double firm_mw = std::max(0.0, headroom_mw) + plot.contracted_mw;
    const double pv_mwp = installed_pv_mwp(local, plot, year);
    for (std::size_t t = 0; t < room_mw.size(); ++t) {
        room_mw[t] = firm_mw - room_mw[t] + pv_mwp * local.pv_yield.values[t];
    }
    for (std::size_t i = 0; i < local.contracts.size(); ++i) {
        const double mw = contract_mw(local.contracts[i], station).value_or(0.0);
        for (std::size_t t = 0; t < room_mw.size(); ++t) {
            room_mw[t] += holds[i][t] != 0 ? mw : 0.0;
        }
    }
}

LocalAnswer answer_of(const LocalEnergy& local, const BatterySize& size, double area_m2)
{
    LocalAnswer answer;
    answer.battery_mwh = size.energy_mwh;
    answer.short_mwh = size.short_mwh;
    answer.tightest_from_h = size.tightest_from;
    answer.tightest_to_h = size.tightest_to;
    if (size.energy_mwh) {
        answer.battery_mwh_planned = local.battery_margin * *size.energy_mwh;
        answer.battery_mw = *size.energy_mwh / local.battery_hours;
        answer.local_share
            = (local.battery_m2_per_mwh * answer.battery_mwh_planned + local.ground_pv_share * area_m2)
            / area_m2;
    }
    return answer;
}

} // namespace kavel
