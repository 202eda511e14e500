// SPDX-License-Identifier: EUPL-1.2
// Geometries of many features in flat arrays, and the look at one of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace kavel {

struct Point {
    double x = 0.0; ///< m
    double y = 0.0;
    bool operator==(const Point&) const = default;
};

struct Box {
    double west = std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    bool empty() const { return west > east; }
    void add(const Point& point)
    {
        west = std::min(west, point.x);
        south = std::min(south, point.y);
        east = std::max(east, point.x);
        north = std::max(north, point.y);
    }
    void add(const Box& box)
    {
        west = std::min(west, box.west);
        south = std::min(south, box.south);
        east = std::max(east, box.east);
        north = std::max(north, box.north);
    }
    Point middle() const { return {(west + east) / 2.0, (south + north) / 2.0}; }
    double half_diagonal_m() const
    {
        const double width_m = east - west;
        const double height_m = north - south;
        return std::sqrt(width_m * width_m + height_m * height_m) / 2.0;
    }
    Box grown(double by_m) const { return {west - by_m, south - by_m, east + by_m, north + by_m}; }
    bool meets(const Box& other) const
    {
        return west <= other.east && other.west <= east && south <= other.north && other.south <= north;
    }
    bool holds(const Box& other) const
    {
        return west <= other.west && other.east <= east && south <= other.south && other.north <= north;
    }
    bool holds(const Point& point) const
    {
        return west <= point.x && point.x <= east && south <= point.y && point.y <= north;
    }
    bool operator==(const Box&) const = default;
};

/// Around a segment.
inline Box box_around(const Point& a, const Point& b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

inline double squared_distance(const Point& a, const Point& b)
{
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return dx * dx + dy * dy;
}
/// Shortest distance between two boxes, and its square; 0 when they meet.
inline double squared_distance(const Box& a, const Box& b)
{
    const double dx = std::max(std::max(0.0, a.west - b.east), b.west - a.east);
    const double dy = std::max(std::max(0.0, a.south - b.north), b.south - a.north);
    return dx * dx + dy * dy;
}
inline double distance_m(const Box& a, const Box& b)
{
    return std::sqrt(squared_distance(a, b));
}
inline double squared_distance(const Box& a, const Point& b)
{
    const double dx = std::max(std::max(0.0, a.west - b.x), b.x - a.east);
    const double dy = std::max(std::max(0.0, a.south - b.y), b.y - a.north);
    return dx * dx + dy * dy;
}
/// From a point to the farthest place of a box.
inline double farthest_squared(const Box& a, const Point& b)
{
    const double dx = std::max(b.x - a.west, a.east - b.x);
    const double dy = std::max(b.y - a.south, a.north - b.y);
    return dx * dx + dy * dy;
}

/// A run of points: one point, a line, or a closed ring. Holes follow their shell.
enum class PathKind : std::uint8_t { point, line, shell, hole };

struct Path {
    PathKind kind = PathKind::point;
    std::span<const Point> points; ///< rings are closed: the last point is the first
};

class Shapes;

/// One feature's geometry, looked at where it lies.
class Shape {
public:
    Shape() = default;
    Shape(const Shapes& shapes, std::size_t feature)
        : m_shapes(&shapes)
        , m_feature(feature)
    {
    }

    std::size_t paths() const;
    Path path(std::size_t index) const;
    const Box& box() const;
    bool empty() const { return m_shapes == nullptr || paths() == 0; }
    std::size_t points() const;
    bool has(PathKind kind) const;

private:
    const Shapes* m_shapes = nullptr;
    std::size_t m_feature = 0;
};

/// Many features' geometries: points in one array, paths in another.
class Shapes {
public:
    std::size_t size() const { return m_boxes.size(); }
    Shape operator[](std::size_t feature) const { return {*this, feature}; }
    /// Around all features.
    Box box() const;

    /// Adds a path to the feature that is being made.
    void add_path(PathKind kind, std::span<const Point> points);
    /// Ends the feature that is being made; one without paths is an empty feature.
    void end_feature();
    /// Copies a feature of elsewhere.
    void add(const Shape& shape);
    /// Copies all features of elsewhere.
    void add(const Shapes& from);
    /// Makes room for this many times what is there already.
    void reserve_times(double times);
    /// Puts a shape of elsewhere in a feature's place; what stood there keeps its room.
    void replace(std::size_t feature, const Shape& shape);
    /// Puts the features in another order: in each place the one that stood at that index.
    void reorder(std::span<const std::size_t> indices);
    /// Back to no features; the room is kept.
    void clear();
    /// Moves all points by a function of a span of them, and takes the boxes anew.
    void transform(const std::function<void(std::span<Point>)>& move);

private:
    friend class Shape;
    std::vector<Point> m_points;
    std::vector<PathKind> m_kinds;
    std::vector<std::size_t> m_path_ends; ///< in m_points
    struct Feature {
        std::uint32_t first_path = 0;
        std::uint32_t end = 0;
    };
    std::vector<Feature> m_features;
    std::vector<Box> m_boxes;
    Box m_box; ///< of the feature that is being made
    std::uint32_t m_next_path = 0; ///< where that feature begins
};

inline std::size_t Shape::paths() const
{
    const auto& feature = m_shapes->m_features[m_feature];
    return feature.end - feature.first_path;
}

inline Path Shape::path(std::size_t index) const
{
    const std::size_t at = m_shapes->m_features[m_feature].first_path + index;
    const std::size_t first = at == 0 ? 0 : m_shapes->m_path_ends[at - 1];
    return {m_shapes->m_kinds[at],
        std::span(m_shapes->m_points).subspan(first, m_shapes->m_path_ends[at] - first)};
}

inline const Box& Shape::box() const
{
    return m_shapes->m_boxes[m_feature];
}

} // namespace kavel
