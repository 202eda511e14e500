// SPDX-License-Identifier: EUPL-1.2
#include "geometry/clip_to_box.hpp"

#include <vector>

namespace kavel {

namespace {

    constexpr std::size_t least_ring_points = 4;

    /// One border of the box: how far inside a point is (negative: outside).
    struct Border {
        double x, y, at;

        double inside(const Point& point) const { return x * point.x + y * point.y - at; }
    };

    std::vector<Point> cut(const std::vector<Point>& ring, const Border& border)
    {
        std::vector<Point> kept;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Point& from = ring[i - 1];
            const Point& to = ring[i];
            const double from_inside = border.inside(from);
            const double to_inside = border.inside(to);
            if ((from_inside >= 0.0) != (to_inside >= 0.0)) {
                const double t = from_inside / (from_inside - to_inside);
                Point crossing{from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)};
                // Exactly on the border, so that edges along it lie on each other.
                (border.x != 0.0 ? crossing.x : crossing.y) = border.at * (border.x + border.y);
                kept.push_back(crossing);
            }
            if (to_inside >= 0.0) {
                kept.push_back(to);
            }
        }
        if (!kept.empty() && kept.front() != kept.back()) {
            kept.push_back(kept.front());
        }
        return kept;
    }

} // namespace

Shapes clipped_to_box(const Shape& shape, const Box& box)
{
    const Border borders[] = {
        {1.0, 0.0, box.west}, {-1.0, 0.0, -box.east}, {0.0, 1.0, box.south}, {0.0, -1.0, -box.north}};
    Shapes clipped;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind != PathKind::shell && path.kind != PathKind::hole) {
            clipped.add_path(path.kind, path.points);
            continue;
        }
        std::vector<Point> ring(path.points.begin(), path.points.end());
        for (const Border& border : borders) {
            ring = cut(ring, border);
        }
        if (ring.size() >= least_ring_points) {
            // By the even-odd rule shells and holes are the same; a hole whose shell is gone must not be lost.
            clipped.add_path(PathKind::shell, ring);
        }
    }
    clipped.end_feature();
    return clipped;
}

} // namespace kavel
