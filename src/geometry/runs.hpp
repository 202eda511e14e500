// SPDX-License-Identifier: EUPL-1.2
// How near two shapes are, answered run by run: a run is a short stretch of a path with a box around it.
#pragma once

#include "geometry/segments.hpp"
#include "geometry/shapes.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace kavel {

/// A stretch of at most `run_segments` segments of one path (or one point). Points lie in the Shapes it was
/// made from.
struct Run {
    std::span<const Point> points;
    Box box;
    std::uint32_t feature = 0;
    PathKind kind = PathKind::point;
    bool starts_path = false; ///< the first run of its path
    bool whole_feature = false; ///< the only run of its feature
};

/// Adds the runs of one path.
void add_runs(std::vector<Run>& runs, const Path& path, std::uint32_t feature);

/// Adds the runs of a shape, in the order of its paths.
void add_runs(std::vector<Run>& runs, const Shape& shape, std::uint32_t feature);

/// How many runs a shape has; and puts them in the first places.
std::size_t run_count(const Shape& shape);
void fill_runs(std::span<Run> places, const Shape& shape, std::uint32_t feature);

/// Which parts of a feature count: a measure for lines or polygons uses the parts of that dimension.
enum class Parts { any, lines, polygons };
bool counts(PathKind kind, Parts parts);

/// The shortest way between two shapes.
struct Gap {
    double distance_m = std::numeric_limits<double>::infinity();
    Point from; ///< on the first shape
    Point to; ///< on the second
};

/// The shortest way between the outlines of two runs. Looks no further than `bound_m`: what is not nearer
/// stays infinite.
Gap gap_between(const Run& a, const Run& b, double bound_m);

/// Whether a point lies inside the rings among the runs (all rings of one shape; on the boundary: either
/// answer).
bool inside(std::span<const Run> rings, const Point& point);

/// The shortest way between two whole shapes, interiors included: 0 when they touch or one lies in the other.
/// Stops looking as soon as the distance is at most `enough_m`; looks no further than `bound_m`.
Gap gap_between(std::span<const Run> a, std::span<const Run> b, double bound_m, double enough_m = 0.0);
/// The same between their outlines: for shapes of which neither lies in the other.
Gap gap_between_outlines(
    std::span<const Run> a, std::span<const Run> b, double bound_m, double enough_m = 0.0);

/// The first point of a part of a shape that lies inside the rings of another; nullptr: there is none.
const Point* start_inside(std::span<const Run> rings, std::span<const Run> shape);

/// Whether the outlines of two shapes meet (a nanometre apart counts as meeting).
bool outlines_meet(std::span<const Run> a, std::span<const Run> b);

/// Metres of a line that lie inside the rings; a stretch that runs twice counts twice.
double length_inside_m(std::span<const Run> rings, const Run& line);

} // namespace kavel
