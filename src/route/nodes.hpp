// SPDX-License-Identifier: EUPL-1.2
// Which ends of lines are one node of the network.
#pragma once

#include "geometry/shapes.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace kavel {

/// One node a point: points within `tolerance_m` of each other (up to a micrometre) are one node, and so are
/// those that hang together by others. Nodes are numbered in the order of their first points.
std::vector<std::uint32_t> nodes_of(std::span<const Point> ends, double tolerance_m);

} // namespace kavel
