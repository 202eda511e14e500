// SPDX-License-Identifier: EUPL-1.2
#include "geometry/plain_buffer.hpp"

#include "geometry/curve_outline.hpp"
#include "geometry/offset_curve.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace kavel {

namespace {

/// A hole that is narrower than two radii is closed from both sides.
bool closes(std::span<const Point> hole, double radius_m)
{
    Box box;
    for (const Point& point : hole) {
        box.add(point);
    }
    return std::min(box.east - box.west, box.north - box.south) < 2.0 * radius_m;
}

Shapes one_polygon(const std::vector<Point>& shell)
{
    Shapes shapes;
    shapes.add_path(PathKind::shell, shell);
    shapes.end_feature();
    return shapes;
}

} // namespace

std::optional<Shapes> plain_buffer(const Shape& polygon, double radius_m)
{
    if (polygon.empty() || !(radius_m > 0.0) || polygon.path(0).kind != PathKind::shell) {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < polygon.paths(); ++i) {
        const Path path = polygon.path(i);
        if (path.kind != PathKind::hole || !closes(path.points, radius_m)) {
            return std::nullopt;
        }
    }
    const auto curve = offset_curve(polygon.path(0).points, radius_m);
    if (!curve) {
        return std::nullopt;
    }
    if (curve->is_convex) {
        return one_polygon(curve->points);
    }
    const auto outline = outline_of(curve->points);
    return outline ? std::optional(one_polygon(*outline)) : std::nullopt;
}

} // namespace kavel
