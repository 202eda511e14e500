// SPDX-License-Identifier: EUPL-1.2
// Geometries as well-known binary (OGC 06-103r4): two-dimensional, little-endian.
#pragma once

#include "geometry/shapes.hpp"

#include <span>
#include <string>

namespace kavel {

/// The polygons of a shape if it has any, else its lines, else its points; a MULTI type where there is more
/// than one part. Empty for a shape without paths.
std::string to_wkb(const Shape& shape);

/// The polygons of a shape, as a MULTIPOLYGON always; empty when there are none.
std::string to_multipolygon_wkb(const Shape& shape);

/// A straight line; a POINT when both ends are the same.
std::string line_wkb(const Point& from, const Point& to);

/// A line; a POINT when all its points are the same. Of one point at least.
std::string line_wkb(std::span<const Point> points);

} // namespace kavel
