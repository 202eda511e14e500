// SPDX-License-Identifier: EUPL-1.2
#include "geometry/hall.hpp"

#include "geometry/planar.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace kavel {

namespace {

using std::numbers::pi;

constexpr double angle_slack = 0.003; ///< the part of the slack that is for angles
constexpr double place_step
    = 0.0019; ///< of the length; the rest of the slack, less what products of slacks take
constexpr double noise = 1e-9; ///< of a side: less than this beyond an outline is none
constexpr std::size_t most_directions = 16; ///< of sides of the plot along which the hall is tried first

/// A shell and its holes, around a point of its own: far from the origin turning would lose digits.
struct Part {
    std::vector<std::span<const Point>> rings;
    Point origin;
    double area_m2 = 0.0;
};

std::vector<Part> parts_of(const Shape& shape)
{
    std::vector<Part> parts;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind == PathKind::shell) {
            parts.push_back({{path.points}, path.points.front(), ring_area_m2(path.points)});
        } else if (path.kind == PathKind::hole && !parts.empty()) {
            parts.back().rings.push_back(path.points);
            parts.back().area_m2 -= ring_area_m2(path.points);
        }
    }
    return parts;
}

/// An edge in turned coordinates, from its western to its eastern end.
struct TurnedEdge {
    Point west;
    Point east;
};

/// A part turned so that an angle becomes east.
class Turned {
public:
    Turned(const Part& part, double angle)
        : m_cos(std::cos(angle))
        , m_sin(std::sin(angle))
        , m_origin(part.origin)
    {
        for (const auto& ring : part.rings) {
            Point last = turned(ring.front());
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const Point next = turned(ring[i]);
                m_edges.push_back(last.x <= next.x ? TurnedEdge{last, next} : TurnedEdge{next, last});
                m_box.add(next);
                last = next;
            }
        }
        std::sort(m_edges.begin(), m_edges.end(),
            [](const TurnedEdge& a, const TurnedEdge& b) { return a.west.x < b.west.x; });
    }

    const Box& box() const { return m_box; }

    Point turned(const Point& point) const
    {
        const double x = point.x - m_origin.x;
        const double y = point.y - m_origin.y;
        return {x * m_cos + y * m_sin, y * m_cos - x * m_sin};
    }

    Point back(const Point& point) const
    {
        return {
            m_origin.x + point.x * m_cos - point.y * m_sin, m_origin.y + point.x * m_sin + point.y * m_cos};
    }

    /// The middle of a free gap of a height between two meridians, if there is one. Every edge there blocks
    /// the heights that it runs through; what lies between two blocks that do not meet is free or outside,
    /// and which of the two, the number of edges below it on any meridian tells.
    std::optional<double> gap(double west, double east, double height) const
    {
        m_blocks.clear();
        const double middle = (west + east) / 2.0;
        for (const TurnedEdge& edge : m_edges) {
            if (edge.west.x >= east) {
                break;
            }
            if (edge.east.x <= west) {
                continue;
            }
            const double here = west <= edge.west.x ? edge.west.y : height_at(edge, west);
            const double there = east >= edge.east.x ? edge.east.y : height_at(edge, east);
            const bool crosses = edge.west.x <= middle && middle < edge.east.x;
            m_blocks.push_back({std::min(here, there), std::max(here, there), crosses});
        }
        std::sort(
            m_blocks.begin(), m_blocks.end(), [](const Block& a, const Block& b) { return a.from < b.from; });
        double top = -std::numeric_limits<double>::infinity();
        bool inside = false;
        for (const Block& block : m_blocks) {
            if (inside && block.from - top >= height) {
                return (top + block.from) / 2.0;
            }
            top = std::max(top, block.to);
            inside = inside != block.crosses;
        }
        return std::nullopt;
    }

private:
    struct Block {
        double from = 0.0;
        double to = 0.0;
        bool crosses = false; ///< the middle meridian
    };

    /// Between its ends.
    static double height_at(const TurnedEdge& edge, double x)
    {
        const double share = (x - edge.west.x) / (edge.east.x - edge.west.x);
        return edge.west.y + share * (edge.east.y - edge.west.y);
    }

    double m_cos;
    double m_sin;
    Point m_origin;
    Box m_box;
    std::vector<TurnedEdge> m_edges; ///< by their western ends
    mutable std::vector<Block> m_blocks; ///< kept to save the asking for memory
};

/// A rectangle to place: its long side runs east.
struct Size {
    double length_m = 0.0;
    double width_m = 0.0;
    Size times(double factor) const { return {length_m * factor, width_m * factor}; }
};

/// The middle of the free height, if there is any, for a rectangle whose western side is somewhere between
/// two meridians: in the stretch that all those places have in common.
std::optional<double> free_height(const Turned& part, const Size& size, double from, double to)
{
    const double inset = noise / 2.0 * size.length_m;
    return part.gap(to + inset, from + size.length_m - inset, size.width_m * (1.0 - noise));
}

/// The middle of the rectangle when it fits with its western side at x.
std::optional<Point> fits_at(const Turned& part, const Size& size, double x)
{
    const auto middle = free_height(part, size, x, x);
    return middle ? std::optional(Point{x + size.length_m / 2.0, *middle}) : std::nullopt;
}

bool wide_enough(const Turned& part, const Size& size)
{
    const Box& box = part.box();
    return box.east - box.west >= size.length_m * (1.0 - noise)
        && box.north - box.south >= size.width_m * (1.0 - noise);
}

/// False only when the rectangle fits nowhere with its western side between two meridians.
bool may_fit(const Turned& part, const Size& size, double from, double to)
{
    return to - from >= size.length_m * (1.0 - 2.0 * noise) || free_height(part, size, from, to);
}

/// `may_fit` at any place, by halving; down to `step_m` it is told exactly, then it may.
bool may_fit_anywhere(const Turned& part, const Size& size, double from, double to, double step_m)
{
    if (!may_fit(part, size, from, to)) {
        return false;
    }
    if (to - from <= step_m) {
        return true;
    }
    const double middle = (from + to) / 2.0;
    return may_fit_anywhere(part, size, from, middle, step_m)
        || may_fit_anywhere(part, size, middle, to, step_m);
}

/// Every place that is `step_m` wide and may hold the rectangle is tried at its middle.
std::optional<Point> place(const Turned& part, const Size& size, double from, double to, double step_m)
{
    if (!may_fit(part, size, from, to)) {
        return std::nullopt;
    }
    const double middle = (from + to) / 2.0;
    if (const auto found = fits_at(part, size, middle); found || to - from <= step_m) {
        return found;
    }
    const auto found = place(part, size, from, middle, step_m);
    return found ? found : place(part, size, middle, to, step_m);
}

/// Where the western side can be: from the part's western end to a length before its eastern one.
std::pair<double, double> places(const Turned& part, const Size& size)
{
    const double from = part.box().west;
    return {from, std::max(from, part.box().east - size.length_m)};
}

PlacedRectangle placed(const Turned& part, const Size& size, const Point& middle, double angle)
{
    const double east = size.length_m / 2.0;
    const double north = size.width_m / 2.0;
    const auto at = [&](double x, double y) { return part.back({middle.x + x, middle.y + y}); };
    const double degrees = std::fmod(450.0 - angle * 180.0 / pi, 180.0);
    return {{at(-east, -north), at(east, -north), at(east, north), at(-east, north)}, degrees};
}

/// Looks for one rectangle in one part.
class Search {
public:
    Search(const Part& part, const Size& size)
        : m_part(part)
        , m_size(size)
    {
    }

    std::optional<PlacedRectangle> along_sides() const;
    std::optional<PlacedRectangle> at_any_angle(double middle, double half) const;

private:
    std::optional<PlacedRectangle> at_angle(double angle, const std::vector<Point>& corners) const;

    const Part& m_part;
    Size m_size;
};

/// Most halls that fit lie along a side of their plot, with an end at a corner; there they are found exactly.
std::optional<PlacedRectangle> Search::along_sides() const
{
    struct Side {
        double length_m = 0.0;
        Point from;
        Point to;
    };
    std::vector<Side> sides;
    for (const auto& ring : m_part.rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            sides.push_back(
                {std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y), ring[i - 1], ring[i]});
        }
    }
    const std::size_t tried = std::min(most_directions, sides.size());
    std::partial_sort(sides.begin(), sides.begin() + static_cast<std::ptrdiff_t>(tried), sides.end(),
        [](const Side& a, const Side& b) { return a.length_m > b.length_m; });
    sides.resize(tried);
    std::vector<Point> corners;
    for (const Side& side : sides) {
        corners.push_back(side.from);
        corners.push_back(side.to);
    }
    for (const Side& side : sides) {
        const double angle = std::atan2(side.to.y - side.from.y, side.to.x - side.from.x);
        for (const double turn : {0.0, pi / 2.0}) {
            if (const auto found = at_angle(angle + turn, corners)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

/// With a side against one of the corners, or of the part's ends, else anywhere.
std::optional<PlacedRectangle> Search::at_angle(double angle, const std::vector<Point>& corners) const
{
    const Turned part(m_part, angle);
    if (!wide_enough(part, m_size)) {
        return std::nullopt;
    }
    const auto [from, to] = places(part, m_size);
    const double step_m = place_step * m_size.length_m;
    if (!may_fit_anywhere(part, m_size, from, to, step_m)) {
        return std::nullopt;
    }
    std::vector<double> wests{from, to};
    for (const Point& corner : corners) {
        const double x = part.turned(corner).x;
        wests.push_back(x);
        wests.push_back(x - m_size.length_m);
    }
    for (const double west : wests) {
        if (const auto middle = west >= from && west <= to ? fits_at(part, m_size, west) : std::nullopt) {
            return placed(part, m_size, *middle, angle);
        }
    }
    const auto middle = place(part, m_size, from, to, step_m);
    return middle ? std::optional(placed(part, m_size, *middle, angle)) : std::nullopt;
}

/// Within a stretch of angles: see the header for why one look at its middle can rule out all of it.
std::optional<PlacedRectangle> Search::at_any_angle(double middle, double half) const
{
    const double f = std::cos(half) + m_size.length_m / m_size.width_m * std::sin(half);
    if (f <= 1.0 + angle_slack) {
        return at_angle(middle, {});
    }
    const Size smaller = m_size.times((1.0 + hall_slack) / f);
    const Turned part(m_part, middle);
    if (!wide_enough(part, smaller)) {
        return std::nullopt;
    }
    const auto [from, to] = places(part, smaller);
    if (!may_fit_anywhere(part, smaller, from, to, place_step * smaller.length_m)) {
        return std::nullopt;
    }
    const auto found = at_any_angle(middle - half / 2.0, half / 2.0);
    return found ? found : at_any_angle(middle + half / 2.0, half / 2.0);
}

} // namespace

std::optional<PlacedRectangle> fit_rectangle(const Shape& shape, double a_m, double b_m)
{
    constexpr int stretches = 8; // of the half turn after which a rectangle looks the same
    const Size size{std::max(a_m, b_m), std::min(a_m, b_m)};
    for (const Part& part : parts_of(shape)) {
        if (part.area_m2 < size.length_m * size.width_m * (1.0 - noise)) {
            continue;
        }
        const Search search(part, size);
        if (const auto found = search.along_sides()) {
            return found;
        }
        for (int i = 0; i < stretches; ++i) {
            if (const auto found = search.at_any_angle(pi / stretches * (i + 0.5), pi / stretches / 2.0)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

} // namespace kavel
