// SPDX-License-Identifier: EUPL-1.2
#include "geometry/segments.hpp"

#include "geometry/wide.hpp"

#include <algorithm>
#include <limits>

namespace kavel {

namespace {

KAVEL_WITHIN void fill(Segments& segments, std::span<const Point> points)
{
    std::size_t first = 0;
    do {
        const auto corner
            = [&](std::size_t i) -> const Point& { return points[std::min(first + i, points.size() - 1)]; };
        const Point &a = corner(0), &b = corner(1), &c = corner(2), &d = corner(3), &e = corner(4);
        const Four x{a.x, b.x, c.x, d.x};
        const Four y{a.y, b.y, c.y, d.y};
        const Four dx = Four{b.x, c.x, d.x, e.x} - x;
        const Four dy = Four{b.y, c.y, d.y, e.y} - y;
        const Four length2 = dx * dx + dy * dy;
        const Four per_length2 = length2 > 0.0 ? 1.0 / length2 : Four{};
        store(segments.x, first, x);
        store(segments.y, first, y);
        store(segments.dx, first, dx);
        store(segments.dy, first, dy);
        store(segments.per_length2, first, per_length2);
        first += lanes;
    } while (first + 1 < points.size());
    segments.used = first;
}

/// From a point to four of the segments, squared.
KAVEL_WITHIN void reckon(Four& distances2, const Segments& to, std::size_t first, const Point& from)
{
    constexpr Four zero{};
    constexpr Four one = zero + 1.0;
    Four x, y, dx, dy, per_length2;
    load(x, to.x, first);
    load(y, to.y, first);
    load(dx, to.dx, first);
    load(dy, to.dy, first);
    load(per_length2, to.per_length2, first);
    x = from.x - x;
    y = from.y - y;
    Four t = (x * dx + y * dy) * per_length2;
    t = t > zero ? t : zero;
    t = t < one ? t : one;
    x -= t * dx;
    y -= t * dy;
    distances2 = x * x + y * y;
}

KAVEL_WITHIN double least(const Four& figures)
{
    return std::min(std::min(figures[0], figures[1]), std::min(figures[2], figures[3]));
}

Point nearest_on(const Point& a, const Point& b, const Point& point)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    if (length2 == 0.0) {
        return a;
    }
    const double t = std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length2, 0.0, 1.0);
    return t == 1.0 ? b : Point{a.x + t * dx, a.y + t * dy};
}

/// The ways from a corner to the segments between points.
KAVEL_WITHIN void take_corner(
    SquaredGap& gap, const Point& corner, std::span<const Point> points, const Segments& segments)
{
    // What may be as near, wide of rounding, is worked out as `nearest_on` does.
    const double near2 = gap.distance2 * (1.0 + 1e-9) + 1e-12;
    for (std::size_t first = 0; first < segments.used; first += lanes) {
        Four distances2;
        reckon(distances2, segments, first, corner);
        if (least(distances2) >= near2) {
            continue;
        }
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::size_t i = first + lane;
            if (distances2[lane] < near2 && i < points.size()) { // else a lane that is filled up
                gap.take(corner, nearest_on(points[i], points[std::min(i + 1, points.size() - 1)], corner));
            }
        }
    }
}

} // namespace

Segments::Segments(std::span<const Point> points)
{
    fill(*this, points);
}

KAVEL_WIDE double squared_distance(const Segments& to, const Point& from)
{
    Four least2 = Four{} + std::numeric_limits<double>::infinity();
    for (std::size_t first = 0; first < to.used; first += lanes) {
        Four distances2;
        reckon(distances2, to, first, from);
        least2 = distances2 < least2 ? distances2 : least2;
    }
    return least(least2);
}

void SquaredGap::take(const Point& begin, const Point& end)
{
    const double d2 = squared_distance(begin, end);
    if (d2 < distance2) {
        *this = {d2, begin, end};
    }
}

KAVEL_WIDE void take_corners(
    SquaredGap& gap, std::span<const Point> corners, std::span<const Point> points, const Box& box)
{
    std::array<double, run_segments + 1> at_least2;
    double least2 = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < corners.size(); ++i) {
        at_least2[i] = squared_distance(box, corners[i]);
        least2 = std::min(least2, at_least2[i]);
    }
    if (least2 >= gap.distance2) {
        return;
    }
    Segments segments;
    fill(segments, points);
    // The corner that is nearest to the box comes first: what it gives leaves most of the others out.
    std::size_t first = 0;
    while (at_least2[first] > least2) {
        ++first;
    }
    take_corner(gap, corners[first], points, segments);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (i != first && at_least2[i] < gap.distance2) {
            take_corner(gap, corners[i], points, segments);
        }
    }
}

} // namespace kavel
