// SPDX-License-Identifier: EUPL-1.2
// Where a line meets a shape: stretches of it, and places where it only touches.
#pragma once

#include "geometry/along.hpp"
#include "geometry/runs.hpp"

#include <span>
#include <vector>

namespace kavel {

/// A part of a line, in metres along it; of no length where the line only touches.
struct LinePart {
    double from_m = 0.0;
    double to_m = 0.0;
    bool operator==(const LinePart&) const = default;
};

/// The parts of a line that lie in a shape, in order along the line: within its polygons, the boundary
/// included, along its lines, at its points. What is within a micrometre lies on it. `parts`: which parts of
/// the shape count.
std::vector<LinePart> parts_in(
    std::span<const Run> shape, const MeasuredLine& line, Parts parts = Parts::any);

/// A place on a line, and the place on a shape that it is nearest to.
struct NearPlace {
    double along_m = 0.0;
    Point on_shape;
};

/// The first place along a line that lies no farther from a shape than `distance_m`, up to a micrometre; that
/// is the distance between the two. The line does not meet the shape.
NearPlace first_nearest(std::span<const Run> shape, const MeasuredLine& line, double distance_m);

/// Metres that parts of one line have together, those that overlap counted once.
double united_length_m(std::vector<LinePart> parts);

} // namespace kavel
