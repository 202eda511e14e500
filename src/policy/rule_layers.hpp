// SPDX-License-Identifier: EUPL-1.2
// Which layers a rule names, by which key, and for what; and what a rule on a network asks of its lines.
#pragma once

#include "policy/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// Keys of rules on a network.
namespace network_key {
inline constexpr std::string_view network = "network";
inline constexpr std::string_view network_where = "network_where";
inline constexpr std::string_view access_where = "access_where";
inline constexpr std::string_view through = "through";
inline constexpr std::string_view tolerance = "tolerance";
inline constexpr std::string_view max_access_m = "max_access_m";
inline constexpr std::string_view cost = "cost";
inline constexpr std::string_view access_kmh = "access_kmh";
inline constexpr std::string_view default_kmh = "default_kmh";
} // namespace network_key

/// Canonical fields of the roads.
inline constexpr std::string_view oneway_field = "oneway";
inline constexpr std::string_view speed_field = "speed_kmh";

/// A layer that a rule names.
struct NamedLayer {
    std::string_view key; ///< "layer", "network" or "through"
    const std::string* name = nullptr; ///< in the rule
};

/// `layer` first, where the rule has one; then those that its parameters name.
std::vector<NamedLayer> layers_named_by(const Rule& rule);

/// What a layer that is named by a key must have; `any` where any kind of shape will do.
enum class NeededParts { any, lines, polygons, raster };
NeededParts needed_parts(const Rule& rule, std::string_view key);

/// Whether `cost = "minutes"`.
bool in_minutes(const Rule& rule);

/// The unit of a rule's result; empty when it has none, or that of an attribute.
std::string_view unit_of(const Rule& rule);

/// Fields of a layer that a rule cannot do without, each with the key that asks for it. `key`: by which the
/// rule names the layer.
struct NeededField {
    std::string name;
    std::string_view asked_by;
};
std::vector<NeededField> needed_fields(const Rule& rule, std::string_view key);

} // namespace kavel
