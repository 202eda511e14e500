// SPDX-License-Identifier: EUPL-1.2
// What two polygonal shapes have in common, where their outlines plainly cross.
#pragma once

#include "geometry/runs.hpp"

#include <optional>
#include <span>

namespace kavel {

/// One feature: the polygons in common, valid ones, from those of two valid shapes. Nothing where the
/// outlines touch, run along each other, or come so near a corner of the other that rounding could decide;
/// and where rings of one shape that may touch each other are both cut. Those are GEOS's.
std::optional<Shapes> plain_clip(std::span<const Run> first, std::span<const Run> second);

} // namespace kavel
