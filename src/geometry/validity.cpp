// SPDX-License-Identifier: EUPL-1.2
#include "geometry/validity.hpp"

#include "geometry/rings.hpp"
#include "geometry/wide.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace kavel {

namespace {

constexpr std::size_t most_runs = 400; // beyond this looking at every pair of boxes costs more than GEOS does

/// What rounding could decide, of the products and of the differences that they are made of: the differences
/// of coordinates are exact to a few units in their last place, so that a millionth of a millionth of the
/// products is wide.
constexpr double doubt_of_products = 1e-12;
constexpr double doubt_of_differences = 1e-9;

/// On which side of a line through a and b a point lies: 1, -1, or 0 where rounding could decide.
int side(const Point& a, const Point& b, const Point& c)
{
    const double left = (b.x - a.x) * (c.y - a.y);
    const double right = (b.y - a.y) * (c.x - a.x);
    const double cross = left - right;
    const double doubt = doubt_of_products * (std::abs(left) + std::abs(right))
        + doubt_of_differences * (std::abs(b.x - a.x) + std::abs(b.y - a.y));
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

bool goes_on(const Point& a, const Point& corner, const Point& b)
{
    return (corner.x - a.x) * (b.x - corner.x) + (corner.y - a.y) * (b.y - corner.y) > 0.0;
}

/// Two sides with a corner in common meet nowhere else when they bend there, or go straight on.
bool bends(const Point& a, const Point& corner, const Point& b)
{
    return side(a, corner, b) != 0 || goes_on(a, corner, b);
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

/// On which side of a line the corners of a ring of one run lie: a bit a corner, low ones of those surely to
/// the left, high ones of those surely to the right. The first corner has a bit behind the last as well.
using Aside = std::uint32_t;
constexpr int to_the_right = 16; ///< so much higher

KAVEL_WITHIN void drop_sign(Four& figures)
{
    constexpr Bits but_sign = Bits{} + std::numeric_limits<std::int64_t>::max();
    figures = (Four)((Bits)figures & but_sign);
}

/// Of the line through each side of the ring, as `side` tells it.
KAVEL_WIDE void set_aside(std::array<Aside, run_segments>& aside, std::span<const Point> ring)
{
    const std::size_t corners = ring.size() - 1;
    std::array<Four, run_segments / lanes> x;
    std::array<Four, run_segments / lanes> y;
    for (std::size_t first = 0; first < corners; first += lanes) {
        const auto corner
            = [&](std::size_t lane) -> const Point& { return ring[std::min(first + lane, corners)]; };
        const Point &a = corner(0), &b = corner(1), &c = corner(2), &d = corner(3);
        x[first / lanes] = Four{a.x, b.x, c.x, d.x};
        y[first / lanes] = Four{a.y, b.y, c.y, d.y};
    }
    for (std::size_t i = 0; i < corners; ++i) {
        const Point& from = ring[i];
        const double dx = ring[i + 1].x - from.x;
        const double dy = ring[i + 1].y - from.y;
        const double doubt = doubt_of_differences * (std::abs(dx) + std::abs(dy));
        Bits bits{};
        Bits bit{1, 2, 4, 8};
        for (std::size_t first = 0; first < corners; first += lanes) {
            Four left = dx * (y[first / lanes] - from.y);
            Four right = dy * (x[first / lanes] - from.x);
            const Four cross = left - right;
            drop_sign(left);
            drop_sign(right);
            const Four width = doubt_of_products * (left + right) + doubt;
            bits |= (cross > width) & bit;
            bits |= (cross < -width) & (bit << to_the_right);
            bit <<= static_cast<int>(lanes);
        }
        const auto of_all = gathered(bits);
        constexpr Aside of_first = 1U | 1U << to_the_right;
        constexpr Aside of_corners = (1U << run_segments) - 1;
        // What lies behind the last corner is filled up with the first.
        const Aside kept = (of_corners >> (run_segments - corners)) * of_first;
        aside[i] = (of_all & kept) | (of_all & of_first) << corners;
    }
}

/// The sides of the ring of which both ends lie surely to the left, or both to the right.
std::uint32_t sides_to_one_side(Aside aside)
{
    const Aside both = aside & aside >> 1;
    return (both | both >> to_the_right) & ((1U << run_segments) - 1);
}

/// A ring of one run, as most buildings have: bends or goes on at every corner, and else no two sides meet.
bool surely_simple(std::span<const Point> ring)
{
    if (ring.size() < 4) {
        return false;
    }
    const std::size_t sides = ring.size() - 1;
    std::array<Aside, run_segments> aside;
    set_aside(aside, ring);
    for (std::size_t i = 0; i < sides; ++i) {
        const std::size_t next = i + 2 > sides ? 1 : i + 2;
        const bool turns = ((aside[i] | aside[i] >> to_the_right) >> next & 1) != 0;
        if (!turns && !goes_on(ring[i], ring[i + 1], ring[next])) {
            return false;
        }
    }
    for (std::size_t i = 0; i + 2 < sides; ++i) {
        const std::size_t end = i == 0 ? sides - 1 : sides; // the last and the first follow each other
        std::uint32_t unclear = ~sides_to_one_side(aside[i]) & ((1U << end) - 1) & ~((1U << (i + 2)) - 1);
        for (; unclear != 0; unclear &= unclear - 1) {
            const auto other = static_cast<std::size_t>(std::countr_zero(unclear));
            if ((sides_to_one_side(aside[other]) >> i & 1) == 0
                && box_around(ring[i], ring[i + 1]).meets(box_around(ring[other], ring[other + 1]))) {
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
    if (is_small && shape.path(0).kind == PathKind::shell) {
        return surely_simple(shape.path(0).points);
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
