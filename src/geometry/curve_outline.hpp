// SPDX-License-Identifier: EUPL-1.2
// What a closed curve that crosses itself goes around.
#pragma once

#include "geometry/shapes.hpp"

#include <optional>
#include <span>
#include <vector>

namespace kavel {

/// The outline of all that a closed curve goes around at least once, the inside on its left: closed,
/// beginning anywhere. Nothing where that has holes, where the curve goes around some place the other way,
/// and where rounding could decide how the curve crosses itself.
std::optional<std::vector<Point>> outline_of(std::span<const Point> curve);

} // namespace kavel
