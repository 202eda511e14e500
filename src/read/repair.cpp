// SPDX-License-Identifier: EUPL-1.2
#include "read/repair.hpp"

#include "geometry/runs.hpp"
#include "geometry/validity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kavel {

namespace {

constexpr std::size_t least_ring_points = 4; // a triangle, closed
constexpr std::size_t large_polygon = 2000; // points: mending costs seconds

bool is_ring(PathKind kind)
{
    return kind == PathKind::shell || kind == PathKind::hole;
}

bool finite(const Shape& shape)
{
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        for (const Point& point : shape.path(i).points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
                return false;
            }
        }
    }
    return true;
}

struct RingWork {
    std::size_t closed = 0;
    std::size_t dropped = 0;
    Shapes shapes;
};

bool rings_are_good(const Shape& shape)
{
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        const bool good = is_ring(path.kind)
            ? path.points.size() >= least_ring_points && path.points.front() == path.points.back()
            : path.kind == PathKind::point || path.points.size() > 1;
        if (!good) {
            return false;
        }
    }
    return true;
}

RingWork close_and_drop(const Shape& shape)
{
    RingWork work;
    bool shell_dropped = false;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        std::vector<Point> points(path.points.begin(), path.points.end());
        bool good = path.kind == PathKind::point || points.size() > 1;
        if (is_ring(path.kind)) {
            if (points.front() != points.back()) {
                points.push_back(points.front());
                ++work.closed;
            }
            good = points.size() >= least_ring_points;
        }
        if (path.kind != PathKind::hole) {
            shell_dropped = !good;
        }
        if (good && !(path.kind == PathKind::hole && shell_dropped)) {
            work.shapes.add_path(path.kind, points);
        } else {
            ++work.dropped;
        }
    }
    work.shapes.end_feature();
    return work;
}

void say(Mending& mending, const Title& wrong, const Title& done)
{
    const auto join
        = [](std::string& text, const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
    join(mending.wrong.nl, wrong.nl);
    join(mending.wrong.en, wrong.en);
    join(mending.done.nl, done.nl);
    join(mending.done.en, done.en);
}

std::unique_ptr<Mending> left_out(Title wrong)
{
    auto mending = std::make_unique<Mending>();
    mending->wrong = std::move(wrong);
    mending->done = {"weggelaten", "left out"};
    mending->shapes.end_feature();
    return mending;
}

void keep_other_paths(Shapes& shapes, const Shape& shape)
{
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (!is_ring(path.kind)) {
            shapes.add_path(path.kind, path.points);
        }
    }
}

/// The box around the polygon (shell and holes) that begins at a path, and where the next begins.
struct Part {
    std::size_t first = 0;
    std::size_t end = 0;
    std::vector<Run> runs;
    Box box;

    bool comes_in(const Box& other) const
    {
        return std::any_of(
            runs.begin(), runs.end(), [&other](const Run& run) { return run.box.meets(other); });
    }
};

std::vector<Part> parts_of(const Shape& shape)
{
    std::vector<Part> parts;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind == PathKind::shell) {
            parts.push_back({i, i + 1, {}, {}});
        }
        if (is_ring(path.kind)) {
            parts.back().end = i + 1;
            add_runs(parts.back().runs, path, 0);
        }
    }
    for (Part& part : parts) {
        for (const Run& run : part.runs) {
            part.box.add(run.box);
        }
    }
    return parts;
}

/// Whether mending one could change the other: their outlines meet, or one lies within the other's box.
bool hang_together(const Part& a, const Part& b)
{
    return a.box.meets(b.box) && (a.box.holds(b.box) || b.box.holds(a.box) || outlines_meet(a.runs, b.runs));
}

/// The polygons of a shape of which an outline comes into a box, or that may hold it, with all that hang
/// together with them, directly or through others: what mending does in the box hangs on no other.
Shapes parts_near(const Shape& shape, const Box& looked_at)
{
    const std::vector<Part> parts = parts_of(shape);
    std::vector<char> chosen(parts.size(), 0);
    std::vector<std::size_t> to_follow;
    const auto choose = [&](std::size_t part) {
        chosen[part] = 1;
        to_follow.push_back(part);
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].comes_in(looked_at) || parts[i].box.holds(looked_at)) {
            choose(i);
        }
    }
    while (!to_follow.empty()) {
        const Part& part = parts[to_follow.back()];
        to_follow.pop_back();
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (chosen[i] == 0 && hang_together(part, parts[i])) {
                choose(i);
            }
        }
    }
    Shapes near;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (std::size_t i = parts[part].first; chosen[part] != 0 && i < parts[part].end; ++i) {
            near.add_path(shape.path(i).kind, shape.path(i).points);
        }
    }
    near.end_feature();
    return near;
}

/// What is done about invalid polygons.
struct PolygonWork {
    GeosGeometry polygons; ///< nothing: they stay as they stand
    std::string why; ///< why they were invalid
    bool hangs_on_area = false;
    Title done{"hersteld (MakeValid)", "mended (MakeValid)"};
};

PolygonWork valid_polygons(const Shape& shape, bool is_collection, const Box& looked_at, Overlay& overlay)
{
    PolygonWork work;
    if (!is_collection) {
        const GeosGeometry polygons = overlay.polygons(shape);
        work.why = overlay.why_invalid(polygons);
        if (work.why.empty()) {
            return work;
        }
        work.hangs_on_area = shape.points() >= large_polygon;
        if (shape.points() < large_polygon || looked_at.empty()) {
            work.polygons = overlay.mended(polygons);
            return work;
        }
        const Shapes near = parts_near(shape, looked_at);
        if (near[0].empty()) {
            work.done = {"niet hersteld: geen regel kijkt daar", "not mended: no rule looks there"};
        } else {
            work.polygons = overlay.mended(overlay.polygons(near[0]));
            work.done = {"hersteld (MakeValid) waar de regels kijken", "mended (MakeValid) where rules look"};
        }
        return work;
    }
    std::vector<GeosGeometry> parts;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        if (shape.path(i).kind != PathKind::shell) {
            continue;
        }
        GeosGeometry part = overlay.polygon(shape, i);
        const std::string why = overlay.why_invalid(part);
        if (!why.empty()) {
            work.why = why;
            part = overlay.mended(part);
        }
        parts.push_back(std::move(part));
    }
    work.polygons = overlay.united(std::move(parts));
    return work;
}

} // namespace

std::unique_ptr<Mending> mend(const RawGeometry& geometry, const Box& looked_at, Overlay& overlay)
{
    if (geometry.is_null) {
        return left_out({"geen geometrie", "no geometry"});
    }
    if (geometry.shape.empty()) {
        return left_out({"lege geometrie", "empty geometry"});
    }
    if (!finite(geometry.shape)) {
        return left_out({"een coördinaat is geen getal of niet om te rekenen naar het stelsel van de studie",
            "a coordinate is no number or cannot be transformed to the study's CRS"});
    }
    Shape shape = geometry.shape;
    const bool good_rings = rings_are_good(shape);
    if (good_rings && (!shape.has(PathKind::shell) || (!geometry.is_collection && surely_valid(shape)))) {
        return nullptr;
    }
    auto mending = std::make_unique<Mending>();
    RingWork rings;
    if (!good_rings) {
        rings = close_and_drop(shape);
        shape = rings.shapes[0];
        if (rings.closed > 0) {
            say(*mending,
                {fmt::format("{} ring(en) niet gesloten", rings.closed),
                    fmt::format("{} ring(s) not closed", rings.closed)},
                {"gesloten", "closed"});
        }
        if (rings.dropped > 0) {
            say(*mending,
                {fmt::format("{} ring(en) of lijn(en) met te weinig punten", rings.dropped),
                    fmt::format("{} ring(s) or line(s) with too few points", rings.dropped)},
                {"die delen weggelaten", "those parts left out"});
        }
    }
    PolygonWork work;
    if (shape.has(PathKind::shell)) {
        try {
            work = valid_polygons(shape, geometry.is_collection, looked_at, overlay);
        } catch (const GeometryFailure& failure) {
            return left_out({fmt::format("vlak niet te herstellen ({})", failure.what()),
                fmt::format("polygon that cannot be mended ({})", failure.what())});
        }
    }
    if (!work.why.empty()) {
        say(*mending, {"ongeldig vlak: " + work.why, "invalid polygon: " + work.why}, work.done);
    }
    if (!work.polygons && mending->wrong.empty()) {
        return nullptr;
    }
    mending->hangs_on_area = work.hangs_on_area;
    if (work.polygons) {
        keep_other_paths(mending->shapes, shape);
        overlay.add_polygons(mending->shapes, work.polygons);
        mending->shapes.end_feature();
    } else {
        mending->shapes.add(shape);
    }
    if (mending->shapes[0].empty()) {
        say(*mending, {"er blijft niets over", "nothing is left"}, {"weggelaten", "left out"});
    }
    return mending;
}

} // namespace kavel
