// SPDX-License-Identifier: EUPL-1.2
// Whether a rectangle of a given size fits inside a plot, turned any way.
#pragma once

#include "geometry/shapes.hpp"

#include <array>
#include <optional>

namespace kavel {

/// Where a rectangle lies: its corners, counter-clockwise from the start of one of its long sides.
struct PlacedRectangle {
    std::array<Point, 4> corners;
    double direction_deg = 0.0; ///< of its long sides, clockwise from north, 0 up to 180
};

constexpr double hall_slack = 0.005; ///< what this much larger fits is always found

/// A rectangle with sides of `a_m` and `b_m`, both above 0, inside one part of a valid polygonal shape, clear
/// of its holes; touching is allowed. Nothing when there is none, and perhaps when one of 1.005 times the
/// size does not fit; what is given always fits, but for a billionth of its sides.
///
/// At one angle a rectangle fits at some place when a stretch of the part as wide as its long side has a free
/// gap as high as its short side; that is told exactly (see hall.cpp). Angles are searched by halving. If s
/// times the rectangle fits at an angle, then s / f(d) times it fits at every angle d radians away, about the
/// same middle, for
///   f(d) = cos d + (long / short) sin d:
/// turned by d, a rectangle t times the size reaches t (a cos d + b sin d) along its side a, and t (b cos d +
/// a sin d) along b, neither more than s a and s b when t f(d) <= s. So when 1.005 / f(d) times the rectangle
/// does not fit at the middle of a stretch of angles of half-width d, no angle of the stretch takes 1.005
/// times it, and all of them are done with by one look. A stretch in which f(d) is at most 1.003 is looked at
/// with the rectangle itself; one of 1.005 / 1.003 times the size would leave it room for 0.002 times its
/// length, which is the step of the places that are tried.
std::optional<PlacedRectangle> fit_rectangle(const Shape& shape, double a_m, double b_m);

} // namespace kavel
