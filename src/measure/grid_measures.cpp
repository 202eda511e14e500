// SPDX-License-Identifier: EUPL-1.2
#include "measure/grid_measures.hpp"

#include "base/reasons.hpp"

#include <algorithm>

namespace kavel::measures {

namespace {

const GridVerdict& verdict_of(const Ask& ask)
{
    return ask.power->typical;
}

/// A figure of the connection: unknown without a usable class, and where the station has no place.
Fact of_connection(const Ask& ask, std::optional<double> Connection::*figure)
{
    const auto& connection = verdict_of(ask).connection;
    if (!connection) {
        return Unknown{verdict_of(ask).feeding ? &reason::no_connection : &reason::no_station};
    }
    const std::optional<double> value = (*connection).*figure;
    return value ? Fact(*value) : Fact(Unknown{&reason::station_without_place});
}

/// Why the headroom is not known.
Unknown no_headroom(const Ask& ask)
{
    return Unknown{verdict_of(ask).feeding ? &reason::no_headroom : &reason::no_station};
}

} // namespace

Fact grid_demand(const Ask& ask)
{
    return verdict_of(ask).demand_mw;
}

Fact grid_supply(const Ask& ask)
{
    return ask.power->supply_mw;
}

Fact grid_headroom(const Ask& ask)
{
    const GridVerdict& verdict = verdict_of(ask);
    if (!verdict.headroom_known) {
        return no_headroom(ask);
    }
    return verdict.headroom_mw ? Fact(*verdict.headroom_mw) : Fact(Unknown{&reason::headroom_without_size});
}

Fact grid_ratio(const Ask& ask)
{
    constexpr double most = 10.0;
    const GridVerdict& verdict = verdict_of(ask);
    if (verdict.headroom_known && verdict.needed_mw == 0.0) {
        return most;
    }
    const Fact headroom = grid_headroom(ask);
    return is_unknown(headroom) ? headroom : std::clamp(*verdict.headroom_mw / verdict.needed_mw, 0.0, most);
}

Fact grid_wait(const Ask& ask)
{
    const GridVerdict& verdict = verdict_of(ask);
    if (!verdict.headroom_known) {
        return no_headroom(ask);
    }
    if (!verdict.earliest_year) {
        return None{};
    }
    return static_cast<double>(std::max(0, *verdict.earliest_year - ask.year));
}

Fact grid_distance(const Ask& ask)
{
    return of_connection(ask, &Connection::distance_m);
}

Fact grid_cost(const Ask& ask)
{
    return of_connection(ask, &Connection::cost_eur);
}

Fact grid_status(const Ask& ask)
{
    return std::string(to_text(verdict_of(ask).status));
}

Fact grid_gap(const Ask& ask)
{
    const GridVerdict& verdict = verdict_of(ask);
    if (!verdict.headroom_known) {
        return no_headroom(ask);
    }
    return verdict.fits ? 0.0 : std::max(0.0, verdict.needed_mw - *verdict.headroom_mw);
}

Fact grid_voltage(const Ask& ask)
{
    return ask.power->station_voltage_kv ? Fact(*ask.power->station_voltage_kv)
        : verdict_of(ask).feeding        ? Fact(Unknown{&reason::no_value})
                                         : Fact(Unknown{&reason::no_station});
}

Fact grid_battery_mwh(const Ask& ask)
{
    const auto& local = verdict_of(ask).local;
    if (!local) {
        return no_headroom(ask);
    }
    return local->battery_mwh ? Fact(*local->battery_mwh) : Fact(None{});
}

Fact grid_local_share(const Ask& ask)
{
    const auto& local = verdict_of(ask).local;
    if (!local) {
        return no_headroom(ask);
    }
    return local->battery_mwh ? Fact(local->local_share) : Fact(None{});
}

} // namespace kavel::measures
