// SPDX-License-Identifier: EUPL-1.2
// What the grid allows one plot: the answer that rules, tables and stories use.
#pragma once

#include "base/facts.hpp"
#include "geometry/shapes.hpp"
#include "grid/stations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

enum class GridStatus { unknown, available, local, later, unavailable };
std::string_view to_text(GridStatus status);
const Title& title_of(GridStatus status);

/// How a plot is joined to the grid.
struct Connection {
    std::size_t connection_class = 0; ///< index in the grid model
    std::optional<double>
        distance_m; ///< cable route: detour x straight line; nothing: the station has no geometry
    std::optional<double> cost_eur;
    Point from; ///< on the plot
    Point to; ///< on the cable or the station
    std::string to_label;
};

/// The answer of local energy.
struct LocalAnswer {
    std::optional<double> battery_mwh; ///< the least; 0: none is needed; nothing: none works
    double battery_mwh_planned = 0.0;
    double battery_mw = 0.0;
    double local_share = 0.0; ///< of the plot
    double short_mwh = 0.0; ///< where none works: missing over the year
    std::size_t tightest_from_h = 0; ///< hours of the year that decide the size, or miss most
    std::size_t tightest_to_h = 0;
};

/// What holds for one estimate of the demand.
struct GridVerdict {
    double demand_mw = 0.0;
    double needed_mw = 0.0; ///< demand less what is contracted
    std::optional<Connection> connection; ///< nothing: no class is usable
    std::optional<Feeding> feeding; ///< that of the class taken, else the serving one; nothing: no station
    bool headroom_known = false;
    std::optional<double> headroom_mw; ///< in the study's year; nothing though known: announced, size unknown
    std::optional<std::size_t> limiting; ///< the station that has it
    std::optional<int> earliest_year;
    bool relief_sized = true; ///< false: the year rests on relief of which the size is not published
    bool fits = false; ///< in the study's year
    GridStatus status = GridStatus::unknown;
    std::optional<LocalAnswer> local; ///< with [grid.local] and a known headroom
};

/// The colours of a plot's place on the capacity map.
struct PlacedPostcode {
    std::string postcode;
    double share = 0.0; ///< of the plot
    std::string area; ///< code of the energy area
    std::string demand_status;
    std::string supply_status;
};

struct PlotPower {
    bool usable = false; ///< the plot can be measured
    std::string profile; ///< id
    double contracted_mw = 0.0;
    double supply_mw = 0.0;
    bool station_assumed = false; ///< the nearest, for want of an area
    std::optional<double> station_voltage_kv; ///< of the station of the connection
    GridVerdict typical;
    std::optional<GridVerdict> low; ///< where some figure is a range
    std::optional<GridVerdict> high;
    std::optional<double> supply_headroom_mw;
    std::optional<std::size_t> supply_limiting;
    std::optional<bool> supply_fits;
    std::vector<PlacedPostcode> postcodes; ///< the one that covers most first

    std::optional<std::size_t> station() const
    {
        return typical.feeding ? std::optional(typical.feeding->station) : std::nullopt;
    }
};

} // namespace kavel
