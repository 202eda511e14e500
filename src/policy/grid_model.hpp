// SPDX-License-Identifier: EUPL-1.2
// [grid] of a rule set: how plots become power, how they are connected, and what helps where the grid is
// full. A screening, no load-flow study (contract section 5).
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kavel {

enum class Estimate { low, typical, high };

/// A figure of a profile: a number, a range of them, or a number by year.
struct Figure {
    double low = 0.0;
    double typical = 0.0;
    double high = 0.0;
    bool is_range = false;
    std::vector<std::pair<int, double>> by_year; ///< by rising year; empty: the same in every year

    /// Linear between the years given, flat outside them.
    double at(Estimate estimate, int year) const;
};
Figure figure(double number);

/// Shares of a peak, or MWh per MWp, hour by hour from 1 January 0:00.
struct HourlyProfile {
    std::string name; ///< as the rules name it
    Place named_at;
    std::vector<double> values;
    std::string sha256;
};

/// How a plot of one kind turns area into power.
struct GridProfile {
    std::string id;
    Place place;
    Figure built_share; ///< of the plot
    Figure floors = figure(1.0);
    Figure building_w_per_m2; ///< of floor area, peak
    std::optional<Figure> docks_per_1000_m2; ///< of floor area
    std::optional<Figure> charger_share; ///< docks with a charger
    std::optional<Figure> trucks_per_1000_m2; ///< instead of docks
    std::optional<Figure> kwh_per_truck_day;
    std::optional<Figure> window_h; ///< in which lorries charge
    Figure charger_kw;
    Figure coincidence; ///< of the sum of building and charging peaks
    Figure roof_pv_share; ///< of the roof
    Figure pv_wp_per_m2;
    Figure feed_in_share; ///< feed-in peak / installed PV
    std::optional<HourlyProfile> building_load; ///< instead of [grid.local]'s
    std::optional<HourlyProfile> charging_load;
};

/// A way to be connected; the first usable one is taken.
struct ConnectionClass {
    std::string id;
    Place place;
    double max_mw = 0.0;
    bool to_station = false; ///< else to a cable
    double min_voltage_kv = 0.0;
    double fixed_eur = 0.0;
    double eur_per_m = 0.0;
    std::optional<int> price_year;
    std::optional<double> max_distance_m;
    int lead_years = 0;
};

/// A transport contract that adds to the firm headroom in its hours.
struct TransportContract {
    enum class Form { time_block, non_firm };
    Form form = Form::time_block;
    Place place;
    std::optional<double> mw;
    std::string mw_field; ///< of the station, instead of mw
    int from_hour = 0; ///< time-block: from counts, to does not; equal: the whole day
    int to_hour = 0;
    double available = 0.0; ///< non-firm: share of the hours in which it holds
    std::optional<HourlyProfile> network_load; ///< non-firm: it does not hold in the highest hours of this
    std::optional<double> min_voltage_kv; ///< of the station
    std::optional<double> max_voltage_kv;
};

/// [grid.local]: batteries, solar power and energy hubs.
struct LocalEnergy {
    Place place;
    HourlyProfile building_load;
    HourlyProfile charging_load;
    HourlyProfile pv_yield; ///< MWh per MWp
    double ground_pv_share = 0.0; ///< of the plot
    double battery_round_trip = 0.90;
    double battery_hours = 2.0; ///< energy / power
    double battery_depth = 0.95; ///< usable share of the energy
    double battery_margin = 1.0; ///< planned / least energy
    double battery_m2_per_mwh = 50.0;
    double local_area_share = 0.10; ///< of the plot, for battery and ground PV together
    double hub_radius_m = 1000.0;
    std::vector<TransportContract> contracts;
};

struct GridModel {
    Place place;
    std::optional<std::string> available_means; ///< "free" or "present"; nothing: not said
    double queue_share = 1.0;
    double detour = 1.3;
    int horizon = 0;
    std::string default_profile;
    std::vector<std::pair<std::string, std::string>> profile_names; ///< the plots' own word, id
    double cos_phi = 1.0;
    std::optional<double> serving_max_kv;
    std::vector<GridProfile> profiles;
    std::vector<ConnectionClass> connections;
    std::optional<LocalEnergy> local;

    const GridProfile* profile(std::string_view id) const;
    /// The id behind a word of the plots; a word that is not renamed is an id itself.
    const std::string& profile_id(const std::string& word) const;
    bool has_ranges() const; ///< some figure of some profile is { low, typical, high }
};

} // namespace kavel
