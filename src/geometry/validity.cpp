// SPDX-License-Identifier: EUPL-1.2
#include "geometry/validity.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

constexpr std::size_t most_points = 48; // beyond this looking at every pair costs more than GEOS does

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

bool boxes_apart(const Point& a, const Point& b, const Point& c, const Point& d)
{
    return std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)
        || std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y);
}

bool surely_apart(const Point& a, const Point& b, const Point& c, const Point& d)
{
    if (boxes_apart(a, b, c, d)) {
        return true;
    }
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

} // namespace

bool surely_valid(const Shape& shape)
{
    if (shape.paths() != 1 || shape.path(0).kind != PathKind::shell) {
        return false;
    }
    const std::span<const Point> points = shape.path(0).points;
    if (points.size() < 4 || points.size() > most_points) {
        return false;
    }
    const std::size_t sides = points.size() - 1;
    for (std::size_t i = 0; i < sides; ++i) {
        const Point& a = points[i];
        const Point& b = points[i + 1];
        if (a == b || !bends(a, b, points[i + 2 > sides ? 1 : i + 2])) {
            return false;
        }
        const std::size_t end = i == 0 ? sides - 1 : sides; // the last side is the first one's neighbour
        for (std::size_t k = i + 2; k < end; ++k) {
            if (!surely_apart(a, b, points[k], points[k + 1])) {
                return false;
            }
        }
    }
    return true;
}

} // namespace kavel
