// SPDX-License-Identifier: EUPL-1.2
#include "geometry/runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

/// Made twice: for processors that look at four figures at once, and for others. Both round alike. Which it
/// will be is asked before a sanitizer has begun.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__)                          \
    && !defined(__SANITIZE_THREAD__)
#define KAVEL_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define KAVEL_WIDE
#endif

namespace kavel {

namespace {

bool is_ring(PathKind kind)
{
    return kind == PathKind::shell || kind == PathKind::hole;
}

double squared(const Point& a, const Point& b)
{
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return dx * dx + dy * dy;
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

struct SquaredGap {
    double distance2 = 0.0;
    Point from;
    Point to;

    void take(const Point& on_a, const Point& on_b)
    {
        const double d2 = squared(on_a, on_b);
        if (d2 < distance2) {
            *this = {d2, on_a, on_b};
        }
    }
};

/// The corners of a run; what is left over of the room repeats the last.
std::array<Point, run_segments + 1> corners_of(std::span<const Point> points)
{
    std::array<Point, run_segments + 1> corners;
    std::fill(std::copy(points.begin(), points.end(), corners.begin()), corners.end(), points.back());
    return corners;
}

using Figures = std::array<double, run_segments>;

/// The segments of a run side by side, so that the processor looks at several at once: where they begin,
/// where they go, and their squared lengths (1 where there is none).
struct Segments {
    explicit Segments(const std::array<Point, run_segments + 1>& corners)
    {
        for (std::size_t i = 0; i < run_segments; ++i) {
            x[i] = corners[i].x;
            y[i] = corners[i].y;
            dx[i] = corners[i + 1].x - corners[i].x;
            dy[i] = corners[i + 1].y - corners[i].y;
            const double squared_length = dx[i] * dx[i] + dy[i] * dy[i];
            length2[i] = squared_length > 0.0 ? squared_length : 1.0;
        }
    }

    Figures x, y, dx, dy, length2;
};

/// From a point to each of the segments, squared.
KAVEL_WIDE Figures squared_distances(const Segments& to, const Point& from)
{
    Figures distances2;
    for (std::size_t i = 0; i < run_segments; ++i) {
        const double x = from.x - to.x[i];
        const double y = from.y - to.y[i];
        double t = (x * to.dx[i] + y * to.dy[i]) / to.length2[i];
        t = t > 0.0 ? t : 0.0;
        t = t < 1.0 ? t : 1.0;
        const double off_x = x - t * to.dx[i];
        const double off_y = y - t * to.dy[i];
        distances2[i] = off_x * off_x + off_y * off_y;
    }
    return distances2;
}

/// The shortest ways from the corners of a run to the segments of another; `take(corner, place)`. The corner
/// that is nearest to the other's box comes first: what it gives leaves most of the others out.
template <class Take> void take_corners(SquaredGap& gap, const Run& corners, const Run& run, Take take)
{
    std::array<double, run_segments + 1> at_least2;
    std::size_t first = 0;
    double least2 = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < corners.points.size(); ++i) {
        at_least2[i] = squared_distance(run.box, corners.points[i]);
        if (at_least2[i] < least2) {
            least2 = at_least2[i];
            first = i;
        }
    }
    if (least2 >= gap.distance2) {
        return;
    }
    const Segments segments(corners_of(run.points));
    const auto take_corner = [&](const Point& corner) {
        // What may be as near, wide of rounding, is worked out as `nearest_on` does.
        const double near2 = gap.distance2 * (1.0 + 1e-9) + 1e-12;
        const Figures distances2 = squared_distances(segments, corner);
        for (std::size_t i = 0; i < std::max<std::size_t>(run.points.size(), 2) - 1; ++i) {
            if (distances2[i] < near2) {
                take(corner,
                    nearest_on(run.points[i], run.points[std::min(i + 1, run.points.size() - 1)], corner));
            }
        }
    };
    take_corner(corners.points[first]);
    for (std::size_t i = 0; i < corners.points.size(); ++i) {
        if (i != first && at_least2[i] < gap.distance2) {
            take_corner(corners.points[i]);
        }
    }
}

Box box_of(const Point& a, const Point& b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// Where the segments of two runs cross, the gap is none.
void take_crossing(SquaredGap& gap, const Run& a, const Run& b)
{
    for (std::size_t i = 1; i < a.points.size(); ++i) {
        const Box box = box_of(a.points[i - 1], a.points[i]);
        if (!box.meets(b.box)) {
            continue;
        }
        for (std::size_t k = 1; k < b.points.size(); ++k) {
            Point where;
            if (box.meets(box_of(b.points[k - 1], b.points[k]))
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
        , m_length_m(std::sqrt(squared(from, to)))
    {
    }

    void cut_by(const Point& c, const Point& d)
    {
        constexpr double on_it_m = 1e-9;
        const double ring_m = std::sqrt(squared(c, d));
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
    const Box box = box_of(from, to);
    for (const Run& ring : rings) {
        if (!is_ring(ring.kind) || !ring.box.meets(box)) {
            continue;
        }
        for (std::size_t k = 1; k < ring.points.size(); ++k) {
            if (box_of(ring.points[k - 1], ring.points[k]).meets(box)) {
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
        Run run{path.points.subspan(first, size), {}, feature, path.kind, first == 0};
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
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        add_runs(runs, shape.path(i), feature);
    }
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
    take_corners(gap, a, b, [&gap](const Point& on_a, const Point& on_b) { gap.take(on_a, on_b); });
    take_corners(gap, b, a, [&gap](const Point& on_b, const Point& on_a) { gap.take(on_a, on_b); });
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
