// SPDX-License-Identifier: EUPL-1.2
#include "geometry/validity.hpp"

#include "geometry/rings.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

constexpr std::size_t most_runs = 400; // beyond this looking at every pair of boxes costs more than GEOS does

/// On which side of a line through a and b a point lies: 1, -1, or 0 where rounding could decide. The
/// differences of coordinates are exact to a few units in their last place, so that a millionth of a
/// millionth of the products is wide.
int side(const Point& a, const Point& b, const Point& c)
{
    const double left = (b.x - a.x) * (c.y - a.y);
    const double right = (b.y - a.y) * (c.x - a.x);
    const double cross = left - right;
    const double doubt
        = 1e-12 * (std::abs(left) + std::abs(right)) + 1e-9 * (std::abs(b.x - a.x) + std::abs(b.y - a.y));
    return cross > doubt ? 1 : cross < -doubt ? -1 : 0;
}

bool surely_apart(const Point& a, const Point& b, const Point& c, const Point& d)
{
    const int of_c = side(a, b, c);
    if (of_c != 0 && of_c == side(a, b, d)) {
        return true;
    }
    const int of_a = side(c, d, a);
    return of_a != 0 && of_a == side(c, d, b);
}

/// Two sides with a corner in common meet nowhere else when they bend there, or go straight on.
bool bends(const Point& a, const Point& corner, const Point& b)
{
    return side(a, corner, b) != 0
        || (corner.x - a.x) * (b.x - corner.x) + (corner.y - a.y) * (b.y - corner.y) > 0.0;
}

/// A ring of enough points that bends or goes on at every corner.
bool has_corners_in_order(std::span<const Point> ring)
{
    if (ring.size() < 4) {
        return false;
    }
    const std::size_t sides = ring.size() - 1;
    for (std::size_t i = 0; i < sides; ++i) {
        if (ring[i] == ring[i + 1] || !bends(ring[i], ring[i + 1], ring[i + 2 > sides ? 1 : i + 2])) {
            return false;
        }
    }
    return true;
}

/// Whether a ring turns one way at every corner, and once round: from west to east and back, and no more.
bool surely_convex(std::span<const Point> ring)
{
    if (ring.size() < 4) {
        return false;
    }
    const std::size_t sides = ring.size() - 1;
    const int way = side(ring[sides - 1], ring[0], ring[1]);
    bool eastward = ring[0].x > ring[sides - 1].x;
    int changes = 0;
    for (std::size_t i = 0; i < sides; ++i) {
        if (way == 0 || side(ring[i], ring[i + 1], ring[i + 2 > sides ? 1 : i + 2]) != way) {
            return false;
        }
        // A side due north or south belongs to the way that the one before it went.
        if (ring[i + 1].x != ring[i].x && (ring[i + 1].x > ring[i].x) != eastward) {
            eastward = !eastward;
            ++changes;
        }
    }
    return changes <= 2;
}

/// Whether no side in one run meets one in another, but where they follow each other in a ring.
bool sides_surely_apart(const Run& first, const Run& second, std::span<const Point> ring)
{
    for (std::size_t i = 0; i + 1 < first.points.size(); ++i) {
        const Point* a = &first.points[i];
        const Box box = box_around(a[0], a[1]);
        if (!box.meets(second.box)) {
            continue;
        }
        for (std::size_t k = &first == &second ? i + 1 : 0; k + 1 < second.points.size(); ++k) {
            const Point* c = &second.points[k];
            if (!box.meets(box_around(c[0], c[1]))) {
                continue;
            }
            const bool follow = a + 1 == c || (a == ring.data() && c + 2 == ring.data() + ring.size());
            if (!follow && !surely_apart(a[0], a[1], c[0], c[1])) {
                return false;
            }
        }
    }
    return true;
}

bool holds(const Ring& outer, const Ring& inner)
{
    return outer.box.holds(inner.points.front()) && inside(outer.runs, inner.points.front());
}

/// Of rings that do not meet: holes lie in their shell and not in each other, and shells not in each other.
/// An island in a hole may be valid, but is not told apart here.
bool nest_well(const std::vector<Ring>& rings)
{
    std::vector<std::size_t> shells;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const Ring& ring = rings[i];
        const auto meddles
            = [&](std::size_t other) { return holds(rings[other], ring) || holds(ring, rings[other]); };
        if (!ring.is_hole()) {
            if (std::any_of(shells.begin(), shells.end(), meddles)) {
                return false;
            }
            shells.push_back(i);
            continue;
        }
        if (!holds(rings[shells.back()], ring)) {
            return false;
        }
        for (std::size_t hole = shells.back() + 1; hole < i; ++hole) {
            if (meddles(hole)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

bool surely_valid(const Shape& shape)
{
    const bool is_small = shape.paths() == 1 && shape.path(0).points.size() <= run_segments + 1;
    if (is_small && shape.path(0).kind == PathKind::shell) { // as most buildings are
        const Run run{shape.path(0).points, shape.box(), 0, PathKind::shell, true};
        return surely_convex(run.points)
            || (has_corners_in_order(run.points) && sides_surely_apart(run, run, run.points));
    }
    std::vector<Run> runs;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        const bool is_ring = path.kind == PathKind::shell || path.kind == PathKind::hole;
        if (!is_ring || !has_corners_in_order(path.points)) {
            return false;
        }
        add_runs(runs, path, static_cast<std::uint32_t>(i));
        if (runs.size() > most_runs) {
            return false;
        }
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::span<const Point> ring = shape.path(runs[i].feature).points;
        for (std::size_t k = i; k < runs.size(); ++k) {
            if (runs[i].box.meets(runs[k].box) && !sides_surely_apart(runs[i], runs[k], ring)) {
                return false;
            }
        }
    }
    return !runs.empty() && (shape.paths() == 1 || nest_well(rings_of(runs)));
}

} // namespace kavel
