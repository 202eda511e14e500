// SPDX-License-Identifier: EUPL-1.2
// Places on a line, told by the metres along it.
#pragma once

#include "geometry/shapes.hpp"

#include <span>
#include <vector>

namespace kavel {

/// The metres along a line at each of its points: 0 first, its length last.
std::vector<double> metres_along(std::span<const Point> line);

/// A line of at least two points, with the metres along it.
struct MeasuredLine {
    std::span<const Point> points;
    std::span<const double> along_m; ///< as metres_along gives it

    double length_m() const { return along_m.back(); }
    /// The point so many metres along it; its ends for what lies beyond them.
    Point at(double metres) const;
    /// The points on the way from one place to another, both included; backwards when `to_m` is less.
    std::vector<Point> between(double from_m, double to_m) const;
};

/// Metres of a line of any number of points.
double length_m(std::span<const Point> line);

} // namespace kavel
