// SPDX-License-Identifier: EUPL-1.2
#include "geometry/sides.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

/// Whether a double holds a difference without rounding (Knuth's two-sum gives what was lost).
bool is_exact(double difference, double a, double b)
{
    const double b_virtual = a - difference;
    const double a_virtual = difference + b_virtual;
    return (b_virtual - b) + (a - a_virtual) == 0.0;
}

bool boxes_apart(const Point& a, const Point& b, const Point& c, const Point& d)
{
    return std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)
        || std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y);
}

} // namespace

int certain_side(const Point& a, const Point& b, const Point& c)
{
    constexpr double bound = 3.3306690738754716e-16;
    const double left = (a.x - c.x) * (b.y - c.y);
    const double right = (a.y - c.y) * (b.x - c.x);
    const double det = left - right;
    if (std::abs(det) <= bound * (std::abs(left) + std::abs(right))) {
        return 0;
    }
    return det > 0.0 ? 1 : -1;
}

std::optional<int> exact_side(const Point& a, const Point& b, const Point& c)
{
    if (const int side = certain_side(a, b, c); side != 0) {
        return side;
    }
    const double ax = a.x - c.x;
    const double ay = a.y - c.y;
    const double bx = b.x - c.x;
    const double by = b.y - c.y;
    if (!is_exact(ax, a.x, c.x) || !is_exact(ay, a.y, c.y) || !is_exact(bx, b.x, c.x)
        || !is_exact(by, b.y, c.y)) {
        return std::nullopt;
    }
    // Products that are this near each other differ by a double, and what each lost in rounding comes on top.
    const double left = ax * by;
    const double right = ay * bx;
    const double det = (left - right) + (std::fma(ax, by, -left) - std::fma(ay, bx, -right));
    return det > 0.0 ? 1 : det < 0.0 ? -1 : 0;
}

Contact contact(const Point& a, const Point& b, const Point& c, const Point& d)
{
    if (boxes_apart(a, b, c, d)) {
        return Contact::apart;
    }
    const int of_c = certain_side(a, b, c);
    const int of_d = certain_side(a, b, d);
    if (of_c != 0 && of_c == of_d) {
        return Contact::apart;
    }
    const int of_a = certain_side(c, d, a);
    const int of_b = certain_side(c, d, b);
    if (of_a != 0 && of_a == of_b) {
        return Contact::apart;
    }
    return of_a != 0 && of_b != 0 && of_c != 0 && of_d != 0 ? Contact::crossing : Contact::doubtful;
}

/// Taken with more digits than a double has: of segments that run nearly along each other the crossing is
/// where they do differ.
double crossing_share(const Point& a, const Point& b, const Point& c, const Point& d)
{
    using Wide = long double;
    const Wide abx = b.x - a.x;
    const Wide aby = b.y - a.y;
    const Wide cdx = d.x - c.x;
    const Wide cdy = d.y - c.y;
    const Wide acx = c.x - a.x;
    const Wide acy = c.y - a.y;
    return static_cast<double>((acx * cdy - acy * cdx) / (abx * cdy - aby * cdx));
}

Point place_at(const Point& a, const Point& b, double share)
{
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

} // namespace kavel
