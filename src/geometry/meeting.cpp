// SPDX-License-Identifier: EUPL-1.2
#include "geometry/meeting.hpp"

#include "geometry/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kavel {

namespace {

constexpr double noise_m = distance_noise_m;

double cross(const Point& a, const Point& b, const Point& c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Not held to 0..1.
double share_along(const Point& a, const Point& b, const Point& point)
{
    const double length2 = squared_distance(a, b);
    return length2 == 0.0 ? 0.0 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length2;
}

Point place_at(const Point& a, const Point& b, double share)
{
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

/// On the segment, its ends included.
double nearest_share(const Point& a, const Point& b, const Point& point)
{
    return std::clamp(share_along(a, b, point), 0.0, 1.0);
}

bool lies_near(const Point& a, const Point& b, const Point& point)
{
    return squared_distance(place_at(a, b, nearest_share(a, b, point)), point) <= noise_m * noise_m;
}

struct Segment {
    Point a;
    Point b;
};

/// A segment of the line with the shape's segments beside it. It is cut at every place where something may
/// change; each cut and each stretch between two cuts then lies in the shape as a whole, or not at all.
class Cutting {
public:
    Cutting(std::span<const Run> shape, Parts parts, double reach_m = noise_m)
        : m_shape(shape)
        , m_parts(parts)
        , m_reach_m(reach_m)
    {
        for (const Run& run : shape) {
            m_has_rings = m_has_rings || (counts(run.kind, parts) && counts(run.kind, Parts::polygons));
        }
    }

    /// Whether anything of the shape's outline lies beside the segment.
    bool begin(const Point& from, const Point& to)
    {
        m_beside.clear();
        const Box box = box_around(from, to).grown(m_reach_m);
        for (const Run& run : m_shape) {
            if (!counts(run.kind, m_parts) || !run.box.meets(box)) {
                continue;
            }
            for (std::size_t i = 0; i + 1 < std::max<std::size_t>(run.points.size(), 2); ++i) {
                const Point& c = run.points[i];
                const Point& d = run.points[std::min(i + 1, run.points.size() - 1)];
                if (box_around(c, d).meets(box)) {
                    m_beside.push_back({c, d});
                }
            }
        }
        return !m_beside.empty();
    }

    std::span<const Segment> segments() const { return m_beside; }

    /// Shares of the segment, ascending; its ends among them.
    std::vector<double> cuts(const Point& from, const Point& to) const
    {
        std::vector<double> shares{0.0, 1.0};
        for (const auto& [c, d] : m_beside) {
            const double cda = cross(c, d, from);
            const double cdb = cross(c, d, to);
            if ((cda > 0.0) != (cdb > 0.0)) {
                shares.push_back(std::clamp(cda / (cda - cdb), 0.0, 1.0));
            }
            for (const Point& end : {c, d}) {
                shares.push_back(std::clamp(share_along(from, to, end), 0.0, 1.0));
            }
        }
        std::sort(shares.begin(), shares.end());
        shares.erase(std::unique(shares.begin(), shares.end()), shares.end());
        return shares;
    }

    bool holds(const Point& point) const
    {
        return std::any_of(m_beside.begin(), m_beside.end(), [&point](const Segment& one) {
            return lies_near(one.a, one.b, point);
        }) || (m_has_rings && inside(m_shape, point));
    }

private:
    std::span<const Run> m_shape;
    Parts m_parts;
    double m_reach_m; ///< how far beside the segment is looked
    bool m_has_rings = false;
    std::vector<Segment> m_beside;
};

/// Parts that follow each other are one.
void add_part(std::vector<LinePart>& parts, double from_m, double to_m)
{
    if (!parts.empty() && parts.back().to_m >= from_m) {
        parts.back().to_m = std::max(parts.back().to_m, to_m);
    } else {
        parts.push_back({from_m, to_m});
    }
}

} // namespace

std::vector<LinePart> parts_in(std::span<const Run> shape, const MeasuredLine& line, Parts parts)
{
    std::vector<LinePart> found;
    Cutting cutting(shape, parts);
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const Point& from = line.points[i - 1];
        const Point& to = line.points[i];
        const double begin_m = line.along_m[i - 1];
        const double end_m = line.along_m[i];
        if (!cutting.begin(from, to)) {
            if (cutting.holds(from)) {
                add_part(found, begin_m, end_m);
            }
            continue;
        }
        const std::vector<double> cuts = cutting.cuts(from, to);
        const auto metres
            = [&](double share) { return share == 1.0 ? end_m : begin_m + share * (end_m - begin_m); };
        for (std::size_t k = 0; k < cuts.size(); ++k) {
            const double before = k == 0 ? 0.0 : cuts[k - 1];
            if (k > 0 && cutting.holds(place_at(from, to, (before + cuts[k]) / 2.0))) {
                add_part(found, metres(before), metres(cuts[k]));
            }
            if (cutting.holds(place_at(from, to, cuts[k]))) {
                add_part(found, metres(cuts[k]), metres(cuts[k]));
            }
        }
    }
    return found;
}

NearPlace first_nearest(std::span<const Run> shape, const MeasuredLine& line, double distance_m)
{
    const double limit_m = distance_m + noise_m;
    Cutting beside(shape, Parts::any, limit_m);
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const Point& from = line.points[i - 1];
        const Point& to = line.points[i];
        double first = std::numeric_limits<double>::infinity();
        Point on_shape;
        const auto take = [&](double share, const Point& on) {
            if (share < first && squared_distance(place_at(from, to, share), on) <= limit_m * limit_m) {
                first = share;
                on_shape = on;
            }
        };
        beside.begin(from, to);
        for (const auto& [c, d] : beside.segments()) {
            take(0.0, place_at(c, d, nearest_share(c, d, from)));
            take(nearest_share(from, to, c), c);
            take(nearest_share(from, to, d), d);
            take(1.0, place_at(c, d, nearest_share(c, d, to)));
        }
        if (first <= 1.0) {
            const double length_m = line.along_m[i] - line.along_m[i - 1];
            return {first == 1.0 ? line.along_m[i] : line.along_m[i - 1] + first * length_m, on_shape};
        }
    }
    return {};
}

double united_length_m(std::vector<LinePart> parts)
{
    std::sort(
        parts.begin(), parts.end(), [](const LinePart& a, const LinePart& b) { return a.from_m < b.from_m; });
    double total_m = 0.0;
    double reached_m = -1.0;
    for (const LinePart& part : parts) {
        const double from_m = std::max(part.from_m, reached_m);
        total_m += std::max(0.0, part.to_m - from_m);
        reached_m = std::max(reached_m, part.to_m);
    }
    return total_m;
}

} // namespace kavel
