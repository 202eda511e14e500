// SPDX-License-Identifier: EUPL-1.2
#include "geometry/planar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kavel {

namespace {

double cross(const Point& origin, const Point& a, const Point& b)
{
    return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

/// The corners farthest west, south, east and north.
std::array<Point, 4> farthest_each_way(const Shape& shape)
{
    const Point& first = shape.path(0).points.front();
    const Point *west = &first, *south = &first, *east = &first, *north = &first;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        for (const Point& point : shape.path(i).points) {
            west = point.x < west->x ? &point : west;
            south = point.y < south->y ? &point : south;
            east = point.x > east->x ? &point : east;
            north = point.y > north->y ? &point : north;
        }
    }
    return {*west, *south, *east, *north};
}

/// The points of a shape but for those surely within its hull: between its farthest corners (Akl and
/// Toussaint 1978).
std::vector<Point> points_near_hull(const Shape& shape)
{
    std::vector<Point> points;
    points.reserve(shape.points());
    if (shape.empty()) {
        return points;
    }
    const std::array<Point, 4> farthest = farthest_each_way(shape);
    const double across_m = 2.0 * shape.box().half_diagonal_m();
    const double noise_m2 = 1e-12 * across_m * across_m; // of rounding, with room
    const auto surely_within = [&](const Point& point) {
        bool within = across_m > 0.0;
        for (std::size_t way = 0; way < farthest.size(); ++way) {
            const Point& next = farthest[(way + 1) % farthest.size()];
            within &= farthest[way] == next || cross(farthest[way], next, point) > noise_m2;
        }
        return within;
    };
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        for (const Point& point : shape.path(i).points) {
            if (!surely_within(point)) {
                points.push_back(point);
            }
        }
    }
    return points;
}

} // namespace

/// Coordinates are taken from the ring's first point: far from the origin the products would lose digits.
double signed_area2(std::span<const Point> ring)
{
    double twice = 0.0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y)
            - (ring[i].y - ring[0].y) * (ring[i + 1].x - ring[0].x);
    }
    return twice;
}

double ring_area_m2(std::span<const Point> ring)
{
    return std::abs(signed_area2(ring)) / 2.0;
}

double area_m2(const Shape& shape)
{
    double area = 0.0;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind == PathKind::shell) {
            area += ring_area_m2(path.points);
        } else if (path.kind == PathKind::hole) {
            area -= ring_area_m2(path.points);
        }
    }
    return area;
}

double perimeter_m(const Shape& shape)
{
    double length = 0.0;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind != PathKind::shell && path.kind != PathKind::hole) {
            continue;
        }
        for (std::size_t k = 1; k < path.points.size(); ++k) {
            length += std::sqrt(squared_distance(path.points[k - 1], path.points[k]));
        }
    }
    return length;
}

std::vector<Point> convex_hull(const Shape& shape)
{
    std::vector<Point> points = points_near_hull(shape);
    std::sort(points.begin(), points.end(),
        [](const Point& a, const Point& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) {
        return points;
    }
    std::vector<Point> hull;
    const auto add = [&hull](const Point& point, std::size_t base) {
        while (hull.size() >= base + 2 && cross(hull[hull.size() - 2], hull.back(), point) <= 0.0) {
            hull.pop_back();
        }
        hull.push_back(point);
    };
    for (const Point& point : points) {
        add(point, 0);
    }
    const std::size_t lower = hull.size() - 1;
    for (auto point = points.rbegin() + 1; point != points.rend(); ++point) {
        add(*point, lower);
    }
    hull.pop_back(); // the first point again
    return hull;
}

Rectangle minimum_area_rectangle(const Shape& shape)
{
    const std::vector<Point> hull = convex_hull(shape);
    Rectangle best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Point& a = hull[i];
        const Point& b = hull[(i + 1) % hull.size()];
        const double side = std::hypot(b.x - a.x, b.y - a.y);
        if (side == 0.0) {
            continue;
        }
        const double ux = (b.x - a.x) / side;
        const double uy = (b.y - a.y) / side;
        double along_min = 0.0;
        double along_max = 0.0;
        double across_max = 0.0;
        for (const Point& p : hull) {
            const double along = (p.x - a.x) * ux + (p.y - a.y) * uy;
            along_min = std::min(along_min, along);
            along_max = std::max(along_max, along);
            across_max = std::max(across_max, (p.y - a.y) * ux - (p.x - a.x) * uy);
        }
        const double extent = along_max - along_min;
        const Rectangle here{std::max(extent, across_max), std::min(extent, across_max)};
        const double area = extent * across_max;
        // Noise decides nothing: areas that differ by less are equal.
        constexpr double noise = 1e-9;
        const double margin = std::isfinite(least) ? noise * least : 0.0;
        if (area < least - margin || (area <= least + margin && here.width_m < best.width_m)) {
            least = std::min(least, area);
            best = here;
        }
    }
    return best;
}

} // namespace kavel
