// SPDX-License-Identifier: EUPL-1.2
// The network that a rule asks for, out of a layer's lines and fields.
#pragma once

#include "policy/rules.hpp"
#include "read/region.hpp"
#include "route/roads.hpp"

#include <cstddef>
#include <memory>

namespace kavel {

/// In which directions a line may be driven: the words of OpenStreetMap, the Dutch road file (H along, T
/// against, B both) and others; what is none of them, or nothing, is both.
struct Directions {
    bool along = true;
    bool against = true;
};
Directions directions_of(const Value& oneway);

/// A network, and what was left out of it.
struct MadeNetwork {
    std::unique_ptr<const RoadNetwork> network;
    std::size_t without_speed = 0; ///< features left out for want of a speed above 0
};

/// Lines of the features that meet the rule's `network_where`, joined by its `tolerance`.
MadeNetwork make_network(const Rule& rule, const Layer& layer);

/// What a metre costs at a speed: in minutes, or 1 where the rule counts metres.
double cost_per_m(const Rule& rule, double kmh);

} // namespace kavel
