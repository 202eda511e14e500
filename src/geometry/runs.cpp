// SPDX-License-Identifier: EUPL-1.2
#include "geometry/runs.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kavel {

namespace {

bool is_ring(PathKind kind)
{
    return kind == PathKind::shell || kind == PathKind::hole;
}

double cross(const Point& a, const Point& b, const Point& c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Where two segments cross properly; shared and touching ends are found by the distances of the ends.
bool cross_at(const Point& a, const Point& b, const Point& c, const Point& d, Point& where)
{
    const double abc = cross(a, b, c);
    const double abd = cross(a, b, d);
    if ((abc > 0.0) == (abd > 0.0) || abc == 0.0 || abd == 0.0) {
        return false;
    }
    const double cda = cross(c, d, a);
    const double cdb = cross(c, d, b);
    if ((cda > 0.0) == (cdb > 0.0) || cda == 0.0 || cdb == 0.0) {
        return false;
    }
    const double t = cda / (cda - cdb);
    where = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    return true;
}

/// Where the segments of two runs cross, the gap is none.
void take_crossing(SquaredGap& gap, const Run& a, const Run& b)
{
    for (std::size_t i = 1; i < a.points.size(); ++i) {
        const Box box = box_around(a.points[i - 1], a.points[i]);
        if (!box.meets(b.box)) {
            continue;
        }
        for (std::size_t k = 1; k < b.points.size(); ++k) {
            Point where;
            if (box.meets(box_around(b.points[k - 1], b.points[k]))
                && cross_at(a.points[i - 1], a.points[i], b.points[k - 1], b.points[k], where)) {
                gap = {0.0, where, where};
                return;
            }
        }
    }
}

/// A segment cut where it passes rings, and the stretches of it that lie on a ring: the boundary belongs to
/// the inside.
class CutSegment {
public:
    CutSegment(const Point& from, const Point& to)
        : m_from(from)
        , m_to(to)
        , m_length_m(std::sqrt(squared_distance(from, to)))
    {
    }

    void cut_by(const Point& c, const Point& d)
    {
        constexpr double on_it_m = 1e-9;
        const double ring_m = std::sqrt(squared_distance(c, d));
        const double cda = cross(c, d, m_from);
        const double cdb = cross(c, d, m_to);
        if (std::abs(cda) <= on_it_m * ring_m && std::abs(cdb) <= on_it_m * ring_m) {
            const double first = along(c);
            const double last = along(d);
            m_on_ring.emplace_back(std::min(first, last), std::max(first, last));
            m_cuts.push_back(std::clamp(first, 0.0, 1.0));
            m_cuts.push_back(std::clamp(last, 0.0, 1.0));
        } else if ((cda > 0.0) != (cdb > 0.0)) {
            // Every place where the line passes the ring's line may be a cut: one too many does no harm.
            m_cuts.push_back(std::clamp(cda / (cda - cdb), 0.0, 1.0));
        }
    }

    double inside_m(std::span<const Run> rings)
    {
        std::sort(m_cuts.begin(), m_cuts.end());
        double share = 0.0;
        for (std::size_t i = 1; i < m_cuts.size(); ++i) {
            const double middle = (m_cuts[i - 1] + m_cuts[i]) / 2.0;
            if (m_cuts[i] > m_cuts[i - 1] && (on_ring(middle) || inside(rings, at(middle)))) {
                share += m_cuts[i] - m_cuts[i - 1];
            }
        }
        return share * m_length_m;
    }

private:
    Point at(double share) const
    {
        return {m_from.x + share * (m_to.x - m_from.x), m_from.y + share * (m_to.y - m_from.y)};
    }
    double along(const Point& point) const
    {
        const double dx = m_to.x - m_from.x;
        const double dy = m_to.y - m_from.y;
        return ((point.x - m_from.x) * dx + (point.y - m_from.y) * dy) / (m_length_m * m_length_m);
    }
    bool on_ring(double share) const
    {
        return std::any_of(m_on_ring.begin(), m_on_ring.end(),
            [share](const auto& stretch) { return stretch.first <= share && share <= stretch.second; });
    }

    Point m_from;
    Point m_to;
    double m_length_m;
    std::vector<double> m_cuts{0.0, 1.0};
    std::vector<std::pair<double, double>> m_on_ring;
};

double segment_inside_m(std::span<const Run> rings, const Point& from, const Point& to)
{
    if (from == to) {
        return 0.0;
    }
    CutSegment segment(from, to);
    const Box box = box_around(from, to);
    for (const Run& ring : rings) {
        if (!is_ring(ring.kind) || !ring.box.meets(box)) {
            continue;
        }
        for (std::size_t k = 1; k < ring.points.size(); ++k) {
            if (box_around(ring.points[k - 1], ring.points[k]).meets(box)) {
                segment.cut_by(ring.points[k - 1], ring.points[k]);
            }
        }
    }
    return segment.inside_m(rings);
}

/// Crossings of the ray from a point to the east with the segments of a run.
bool odd_crossings(std::span<const Point> points, const Point& point)
{
    bool odd = false;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point& a = points[i - 1];
        const Point& b = points[i];
        if ((a.y > point.y) == (b.y > point.y)) {
            continue;
        }
        const double side = cross(a, b, point);
        odd ^= (b.y > a.y) ? side > 0.0 : side < 0.0;
    }
    return odd;
}

std::size_t run_count(const Path& path)
{
    const std::size_t segments = std::max<std::size_t>(path.points.size(), 2) - 1;
    return (segments + run_segments - 1) / run_segments;
}

/// Returns what is left of the places.
std::span<Run> fill_runs(std::span<Run> places, const Path& path, std::uint32_t feature)
{
    const std::size_t count = run_count(path);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t first = i * run_segments;
        const std::size_t size = std::min(run_segments + 1, path.points.size() - first);
        Run run{path.points.subspan(first, size), {}, feature, path.kind, first == 0, false};
        for (const Point& point : run.points) {
            run.box.add(point);
        }
        places[i] = run;
    }
    return places.subspan(count);
}

} // namespace

void add_runs(std::vector<Run>& runs, const Path& path, std::uint32_t feature)
{
    const std::size_t before = runs.size();
    runs.resize(before + run_count(path));
    fill_runs(std::span(runs).subspan(before), path, feature);
}

void add_runs(std::vector<Run>& runs, const Shape& shape, std::uint32_t feature)
{
    const std::size_t before = runs.size();
    runs.resize(before + run_count(shape));
    fill_runs(std::span(runs).subspan(before), shape, feature);
}

std::size_t run_count(const Shape& shape)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        count += run_count(shape.path(i));
    }
    return count;
}

void fill_runs(std::span<Run> places, const Shape& shape, std::uint32_t feature)
{
    if (shape.paths() == 1 && run_count(shape.path(0)) == 1) { // as most buildings: the box is known
        const Path path = shape.path(0);
        places[0] = {path.points, shape.box(), feature, path.kind, true, true};
        return;
    }
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        places = fill_runs(places, shape.path(i), feature);
    }
}

bool counts(PathKind kind, Parts parts)
{
    switch (parts) {
    case Parts::lines:
        return kind == PathKind::line;
    case Parts::polygons:
        return is_ring(kind);
    case Parts::any:
        return true;
    }
    return false;
}

Gap gap_between(const Run& a, const Run& b, double bound_m)
{
    SquaredGap gap{bound_m * bound_m, {}, {}};
    const double start = gap.distance2;
    // The shortest way begins or ends in a corner, unless the two cross.
    take_corners(gap, a.points, b.points, b.box);
    SquaredGap back{gap.distance2, {}, {}};
    take_corners(back, b.points, a.points, a.box);
    if (back.distance2 < gap.distance2) {
        gap = {back.distance2, back.to, back.from};
    }
    if (gap.distance2 > 0.0 && a.box.meets(b.box)) {
        take_crossing(gap, a, b);
    }
    if (gap.distance2 >= start) {
        return {};
    }
    return {std::sqrt(gap.distance2), gap.from, gap.to};
}

bool inside(std::span<const Run> rings, const Point& point)
{
    bool odd = false;
    for (const Run& run : rings) {
        if (!is_ring(run.kind) || run.box.south > point.y || run.box.north < point.y
            || run.box.east < point.x) {
            continue;
        }
        if (run.box.west > point.x) { // wholly east of the point: only where it starts and ends matters
            odd ^= (run.points.front().y > point.y) != (run.points.back().y > point.y);
        } else {
            odd ^= odd_crossings(run.points, point);
        }
    }
    return odd;
}

const Point* start_inside(std::span<const Run> rings, std::span<const Run> shape)
{
    for (const Run& run : shape) {
        if (run.starts_path && run.kind != PathKind::hole && inside(rings, run.points.front())) {
            return &run.points.front();
        }
    }
    return nullptr;
}

Gap gap_between(std::span<const Run> a, std::span<const Run> b, double bound_m, double enough_m)
{
    const Point* held = start_inside(a, b);
    held = held != nullptr ? held : start_inside(b, a);
    if (held != nullptr) {
        return {0.0, *held, *held};
    }
    return gap_between_outlines(a, b, bound_m, enough_m);
}

Gap gap_between_outlines(std::span<const Run> a, std::span<const Run> b, double bound_m, double enough_m)
{
    Gap best;
    double bound = bound_m;
    for (const Run& run_a : a) {
        for (const Run& run_b : b) {
            if (squared_distance(run_a.box, run_b.box) >= bound * bound) {
                continue;
            }
            const Gap gap = gap_between(run_a, run_b, bound);
            if (gap.distance_m < best.distance_m) {
                best = gap;
                bound = gap.distance_m;
                if (best.distance_m <= enough_m) {
                    return best;
                }
            }
        }
    }
    return best;
}

bool outlines_meet(std::span<const Run> a, std::span<const Run> b)
{
    constexpr double meeting_m = 1e-9;
    for (const Run& run_a : a) {
        for (const Run& run_b : b) {
            if (run_a.box.grown(meeting_m).meets(run_b.box)
                && gap_between(run_a, run_b, meeting_m).distance_m < meeting_m) {
                return true;
            }
        }
    }
    return false;
}

double length_inside_m(std::span<const Run> rings, const Run& line)
{
    double inside_m = 0.0;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        inside_m += segment_inside_m(rings, line.points[i - 1], line.points[i]);
    }
    return inside_m;
}

} // namespace kavel
