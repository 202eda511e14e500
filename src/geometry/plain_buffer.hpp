// SPDX-License-Identifier: EUPL-1.2
// The buffer of most plots, without a topology library.
#pragma once

#include "geometry/shapes.hpp"

#include <optional>

namespace kavel {

/// One feature: the polygon that GEOS's buffer makes of a polygon with 16 segments a quarter circle. Nothing
/// where it takes more than a walk around the curve at that radius: for several polygons, for holes that stay
/// open, and where rounding could decide; those are GEOS's.
std::optional<Shapes> plain_buffer(const Shape& polygon, double radius_m);

} // namespace kavel
