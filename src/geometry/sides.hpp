// SPDX-License-Identifier: EUPL-1.2
// On which side of a line a point lies, and where two segments cross: what outlines are compared by.
#pragma once

#include "geometry/shapes.hpp"

#include <optional>

namespace kavel {

/// On which side of the line through a and b a point lies: 1 left, -1 right, 0 when rounding could decide
/// (the bound of Shewchuk 1997, Adaptive precision floating-point arithmetic, "A" stage of orient2d).
int certain_side(const Point& a, const Point& b, const Point& c);

/// The same to the last bit: 0 is on the line. Nothing where doubles do not hold the differences of the
/// coordinates, which those of one town do.
std::optional<int> exact_side(const Point& a, const Point& b, const Point& c);

/// Two segments: apart, or crossing between their ends, or so near an end that rounding could decide.
enum class Contact { apart, crossing, doubtful };
Contact contact(const Point& a, const Point& b, const Point& c, const Point& d);

/// Where the lines of two segments that cross do so, as a share of the first.
double crossing_share(const Point& a, const Point& b, const Point& c, const Point& d);

/// The place of a share of a segment.
Point place_at(const Point& a, const Point& b, double share);

} // namespace kavel
