// SPDX-License-Identifier: EUPL-1.2
// How far points are from the segments of a run, several of which the processor looks at side by side.
#pragma once

#include "geometry/shapes.hpp"

#include <array>
#include <cstddef>
#include <span>

namespace kavel {

constexpr std::size_t run_segments = 12; ///< a run has at most

/// The segments between the points of a run: where they begin, where they go, and one by their squared
/// lengths. What of the last four is left over is filled up with the last point.
struct Segments {
    using Figures = std::array<double, run_segments>;

    Segments() = default; ///< of nothing yet
    explicit Segments(std::span<const Point> points);

    std::size_t used = 0; ///< of each of these; a multiple of four
    Figures x;
    Figures y;
    Figures dx;
    Figures dy;
    Figures per_length2;
};

/// From a point to the nearest of segments, squared; but for rounding.
double squared_distance(const Segments& to, const Point& from);

/// The shortest way that was found, squared; its ends say nothing before one was.
struct SquaredGap {
    double distance2 = 0.0;
    Point from;
    Point to;

    void take(const Point& begin, const Point& end);
};

/// Takes the ways from corners to the segments between the points of a run, of which `box` is the box, where
/// they are shorter.
void take_corners(
    SquaredGap& gap, std::span<const Point> corners, std::span<const Point> points, const Box& box);

} // namespace kavel
