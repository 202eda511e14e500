// SPDX-License-Identifier: EUPL-1.2
#include "geometry/offset_curve.hpp"

#include "geometry/planar.hpp"
#include "geometry/rings.hpp"
#include "geometry/sides.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kavel {

namespace {

constexpr double arc_step = std::numbers::pi / 2.0 / 16.0;
constexpr double dent_share = 0.01; // of the radius: shallower dents are taken out
constexpr double corner_share = 1e-3; // ends of moved sides this near each other are one corner
constexpr double point_share = 1e-6; // points this near the last one are left out
constexpr double closing_share = 80.0; // the way round an inner corner stays this much nearer the sides

double distance_between_m(const Point& a, const Point& b)
{
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

double distance_to_segment_m(const Point& point, const Point& a, const Point& b)
{
    if (a == b) {
        return distance_between_m(point, a);
    }
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / length2;
    if (along <= 0.0 || along >= 1.0) {
        return distance_between_m(point, along <= 0.0 ? a : b);
    }
    return std::abs(((a.y - point.y) * dx - (a.x - point.x) * dy) / length2) * std::sqrt(length2);
}

/// The corners of a ring, closed, without those that only make a shallow dent. GEOS goes round again and
/// again from the second point on, so that the first two always stay; and it looks how far a point lies from
/// the way to the points after it, which asks that it lies near the point before it.
class Undented {
public:
    Undented(std::span<const Point> ring, bool inside_is_left, double tolerance_m)
        : m_tolerance_m(tolerance_m)
        , m_dent(inside_is_left ? -1 : 1)
    {
        std::unique_copy(ring.begin(), ring.end(), std::back_inserter(m_points));
        m_is_out.resize(m_points.size(), 0);
    }

    /// Nothing where rounding could decide.
    std::optional<std::vector<Point>> corners()
    {
        while (!m_doubtful && take_out_some()) { }
        if (m_doubtful) {
            return std::nullopt;
        }
        std::vector<Point> kept;
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            if (m_is_out[i] == 0 && (kept.empty() || kept.back() != m_points[i])) {
                kept.push_back(m_points[i]);
            }
        }
        return kept;
    }

private:
    std::size_t next(std::size_t index) const
    {
        do {
            ++index;
        } while (index < m_points.size() && m_is_out[index] != 0);
        return index;
    }

    bool take_out_some()
    {
        bool some = false;
        std::size_t first = 1;
        std::size_t middle = next(first);
        for (std::size_t last = next(middle); last < m_points.size(); last = next(middle)) {
            const bool out = is_shallow_dent(first, middle, last);
            if (out) {
                m_is_out[middle] = 1;
                some = true;
            }
            first = out ? last : middle;
            middle = next(first);
        }
        return some;
    }

    bool is_shallow_dent(std::size_t first, std::size_t middle, std::size_t last)
    {
        const Point& from = m_points[first];
        const Point& point = m_points[middle];
        // Cheapest first: all of these must hold.
        if (!(distance_between_m(point, from) < m_tolerance_m)
            || !(distance_to_segment_m(point, from, m_points[last]) < m_tolerance_m)) {
            return false;
        }
        const std::optional<int> side = exact_side(from, point, m_points[last]);
        m_doubtful = m_doubtful || !side;
        if (side.value_or(0) != m_dent) {
            return false;
        }
        constexpr std::size_t looks = 10;
        const std::size_t step = std::max<std::size_t>((last - first) / looks, 1);
        for (std::size_t i = first; i < last; i += step) {
            if (!(distance_to_segment_m(point, from, m_points[i]) < m_tolerance_m)) {
                return false;
            }
        }
        return true;
    }

    double m_tolerance_m;
    int m_dent;
    bool m_doubtful = false;
    std::vector<Point> m_points;
    std::vector<char> m_is_out;
};

/// Draws the curve corner by corner.
class Drawing {
public:
    Drawing(double radius_m, bool inside_is_left, std::size_t corners)
        : m_radius_m(radius_m)
        , m_hand(inside_is_left ? -1.0 : 1.0)
    {
        m_curve.points.reserve(80 + 6 * corners);
    }

    /// Nothing where rounding could decide.
    std::optional<OffsetCurve> curve_around(const std::vector<Point>& corners)
    {
        const std::size_t sides = corners.size() - 1; // the last corner is the first
        for (std::size_t i = 0; i < sides; ++i) {
            if (!add_corner(corners[i == 0 ? sides - 1 : i - 1], corners[i], corners[i + 1])) {
                return std::nullopt;
            }
        }
        const int once_around = m_hand < 0.0 ? 1 : -1;
        if (m_times_around != once_around || m_curve.points.size() < 3) {
            return std::nullopt;
        }
        if (m_curve.points.front() != m_curve.points.back()) {
            m_curve.points.push_back(m_curve.points.front());
        }
        if (m_hand > 0.0) {
            std::reverse(m_curve.points.begin(), m_curve.points.end());
        }
        return std::move(m_curve);
    }

private:
    struct Segment {
        Point a;
        Point b;
    };

    Segment moved(const Point& a, const Point& b) const
    {
        const double dx = b.x - a.x;
        const double dy = b.y - a.y;
        const double length_m = std::sqrt(dx * dx + dy * dy);
        const double ux = m_hand * m_radius_m * dx / length_m;
        const double uy = m_hand * m_radius_m * dy / length_m;
        return {{a.x - uy, a.y + ux}, {b.x - uy, b.y + ux}};
    }

    void add(const Point& point)
    {
        auto& points = m_curve.points;
        if (points.empty() || !(distance_between_m(point, points.back()) < point_share * m_radius_m)) {
            points.push_back(point);
        }
    }

    /// A ring without crossings turns once around: counted is how often its direction passes that of the
    /// east.
    void count_turn(const Point& before, const Point& corner, const Point& after, int side)
    {
        const bool was_south = corner.y < before.y;
        const bool is_south = after.y < corner.y;
        if (side > 0 && was_south && !is_south) {
            ++m_times_around;
        } else if (side < 0 && !was_south && is_south) {
            --m_times_around;
        }
    }

    bool add_corner(const Point& before, const Point& corner, const Point& after)
    {
        const std::optional<int> side = exact_side(before, corner, after);
        if (!side) {
            return false;
        }
        count_turn(before, corner, after, *side);
        if (*side == 0) { // straight on, which moves along; or straight back, which no valid ring does
            return (corner.x - before.x) * (after.x - corner.x) + (corner.y - before.y) * (after.y - corner.y)
                > 0.0;
        }
        const Segment arriving = moved(before, corner);
        const Segment leaving = moved(corner, after);
        if ((*side > 0) == (m_hand < 0.0)) {
            add_outer_corner(corner, arriving.b, leaving.a, *side);
            return true;
        }
        m_curve.is_convex = false;
        return add_inner_corner(corner, arriving, leaving);
    }

    void add_outer_corner(const Point& corner, const Point& from, const Point& to, int side)
    {
        if (distance_between_m(from, to) < m_radius_m * corner_share) {
            add(from);
            return;
        }
        double start = std::atan2(from.y - corner.y, from.x - corner.x);
        const double end = std::atan2(to.y - corner.y, to.x - corner.x);
        if (side * (end - start) <= 0.0) {
            start -= side * 2.0 * std::numbers::pi;
        }
        const double turn = std::abs(start - end);
        add(from);
        const int steps = static_cast<int>(turn / arc_step + 0.5);
        for (int i = 0; i < steps; ++i) {
            const double angle = start + side * i * (turn / steps);
            add({corner.x + m_radius_m * std::cos(angle), corner.y + m_radius_m * std::sin(angle)});
        }
        add(to);
    }

    bool add_inner_corner(const Point& corner, const Segment& arriving, const Segment& leaving)
    {
        const auto& [a, b] = arriving;
        const auto& [c, d] = leaving;
        switch (contact(a, b, c, d)) {
        case Contact::doubtful:
            return false;
        case Contact::crossing:
            add(place_at(a, b, crossing_share(a, b, c, d)));
            return true;
        case Contact::apart:
            break;
        }
        add(b);
        if (distance_between_m(b, c) < m_radius_m * corner_share) {
            return true;
        }
        for (const Point& end : {b, c}) {
            add({(closing_share * end.x + corner.x) / (closing_share + 1.0),
                (closing_share * end.y + corner.y) / (closing_share + 1.0)});
        }
        add(c);
        return true;
    }

    double m_radius_m;
    double m_hand; ///< 1: the curve runs on the left of the ring
    int m_times_around = 0;
    OffsetCurve m_curve;
};

} // namespace

std::optional<OffsetCurve> offset_curve(std::span<const Point> ring, double radius_m)
{
    const double area2 = signed_area2(ring);
    if (!(std::abs(area2) > 1e-6)) {
        return std::nullopt; // GEOS could see it turn the other way
    }
    const bool inside_is_left = area2 > 0.0;
    const auto corners = Undented(ring, inside_is_left, dent_share * radius_m).corners();
    if (!corners || corners->size() < 4) {
        return std::nullopt;
    }
    return Drawing(radius_m, inside_is_left, corners->size()).curve_around(*corners);
}

} // namespace kavel
