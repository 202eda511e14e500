// SPDX-License-Identifier: EUPL-1.2
// The curve at a radius outside a ring, as GEOS draws it before it takes the loops out.
#pragma once

#include "geometry/shapes.hpp"

#include <optional>
#include <span>
#include <vector>

namespace kavel {

/// Closed, with the inside of the ring on its left. `is_convex`: the ring has, without its shallow dents, no
/// others; then the curve has no loops.
struct OffsetCurve {
    std::vector<Point> points;
    bool is_convex = true;
};

/// What GEOS 3.11's buffer (round joins, 16 segments a quarter circle) makes of a shell: dents are taken out
/// that are shallower than a hundredth of the radius; each side is moved outwards; at outer corners an arc
/// joins two sides, at inner corners their crossing does, or, where they do not reach it, a way round by the
/// corner that stays inside. Nothing where rounding could decide, or where the ring without its dents turns
/// other than once around.
std::optional<OffsetCurve> offset_curve(std::span<const Point> ring, double radius_m);

} // namespace kavel
