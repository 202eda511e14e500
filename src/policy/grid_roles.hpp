// SPDX-License-Identifier: EUPL-1.2
// Which layers the grid model looks at, and which of their fields (contract section 5).
#pragma once

#include "policy/rules.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// A layer by the name of its role.
struct GridRole {
    std::string_view name;
    std::string_view needed; ///< the field without which the layer says nothing; empty: none
    std::span<const std::string_view> fields; ///< others, null where a source does not have them
    bool keeps_placeless = false; ///< a feature without geometry counts
};

/// The roles that a rule set's grid model looks at; empty without [grid].
std::vector<GridRole> grid_roles(const RuleSet& rules);
/// nullptr: the grid model does not look at this layer.
const GridRole* grid_role(const std::vector<GridRole>& roles, std::string_view layer);

constexpr std::string_view capacity_map_role = "capacity-map"; ///< JSON, no features
constexpr std::string_view stations_role = "grid-stations";

} // namespace kavel
