// SPDX-License-Identifier: EUPL-1.2
// Figures of one polygonal shape that follow from its points alone.
#pragma once

#include "geometry/shapes.hpp"

#include <span>
#include <vector>

namespace kavel {

/// Twice the area within a closed ring; below 0 for one that runs clockwise.
double signed_area2(std::span<const Point> ring);
/// Area within a closed ring.
double ring_area_m2(std::span<const Point> ring);

/// Area of the shells less that of the holes; 0 for a shape without polygons.
double area_m2(const Shape& shape);

/// Length of all rings, holes included.
double perimeter_m(const Shape& shape);

/// The smallest rectangle around a shape, in any direction: long and short side; of equal areas, the
/// narrower. One of its sides lies along a side of the convex hull (Freeman and Shapira 1975, CACM
/// 18:409-413).
struct Rectangle {
    double length_m = 0.0;
    double width_m = 0.0;
};
Rectangle minimum_area_rectangle(const Shape& shape);

/// Convex hull of all points, counter-clockwise, not closed (Andrew's monotone chain, 1979).
std::vector<Point> convex_hull(const Shape& shape);

} // namespace kavel
