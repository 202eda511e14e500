// SPDX-License-Identifier: EUPL-1.2
#include "policy/grid_roles.hpp"

#include <algorithm>
#include <array>

namespace kavel {

namespace {

constexpr std::array<std::string_view, 16> station_fields{"name", "voltage_kv", "upstream_id",
    "supply_upstream_id", "demand_available_mw", "demand_required_mw", "demand_queue_mw", "demand_status",
    "relief_year", "relief_mw", "supply_available_mw", "supply_required_mw", "supply_queue_mw",
    "supply_status", "supply_relief_year", "supply_relief_mw"};
constexpr std::array<std::string_view, 1> cable_fields{"voltage_kv"};
constexpr std::array<std::string_view, 3> forecast_fields{
    "year", "demand_available_mw", "supply_available_mw"};
constexpr std::array<std::string_view, 3> park_fields{"profile", "contracted_mw", "demand_mw"};

} // namespace

std::vector<GridRole> grid_roles(const RuleSet& rules)
{
    std::vector<GridRole> roles;
    if (rules.grid) {
        roles = {
            {stations_role, "station_id", station_fields, true},
            {"grid-areas", "station_id", {}, false},
            {"grid-cables", "", cable_fields, false},
            {"grid-forecast", "station_id", forecast_fields, true},
            {"postcode-areas", "postcode", {}, false},
        };
        if (rules.grid->local) {
            roles.push_back({"business-parks", "", park_fields, false});
        }
    }
    return roles;
}

const GridRole* grid_role(const std::vector<GridRole>& roles, std::string_view layer)
{
    const auto found = std::find_if(
        roles.begin(), roles.end(), [layer](const GridRole& role) { return role.name == layer; });
    return found == roles.end() ? nullptr : &*found;
}

} // namespace kavel
