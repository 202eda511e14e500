// SPDX-License-Identifier: EUPL-1.2
#include "geometry/plain_clip.hpp"

#include "geometry/planar.hpp"
#include "geometry/rings.hpp"
#include "geometry/sides.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace kavel {

namespace {

/// Crossings this near each other, or to a corner: rounding could make a ring that is none.
constexpr double noise_m = 1e-6;
/// A ring within which lies less: rounding could decide on which side.
constexpr double least_area2 = 1e-6;

/// Where an outline passes a crossing.
struct Passing {
    std::size_t ring = 0;
    std::size_t side = 0;
    double along_m = 0.0;
    std::size_t order = 0; ///< among the passings of the ring, in its own direction
};

/// Where the outlines of two shapes cross.
struct Crossing {
    Point place;
    std::array<Passing, 2> of; ///< of the first shape and of the second
    bool first_enters = false; ///< with its inside on the left, the first outline goes into the second shape
    bool used = false;
};

bool is_near(const Point& a, const Point& b)
{
    return std::hypot(a.x - b.x, a.y - b.y) < noise_m;
}

bool boxes_meet(const Point& a, const Point& b, const Box& box)
{
    return std::min(a.x, b.x) <= box.east && std::max(a.x, b.x) >= box.west && std::min(a.y, b.y) <= box.north
        && std::max(a.y, b.y) >= box.south;
}

/// The outlines of one shape, and where they are crossed.
struct Outlines {
    explicit Outlines(std::span<const Run> runs)
        : rings(rings_of(runs))
        , box(box_of(rings))
        , left(rings.size(), 1)
        , crossings(rings.size())
    {
    }

    /// Whether two rings that are crossed may touch each other: their stretches could meet in one ring.
    bool cut_rings_may_touch() const
    {
        for (std::size_t i = 0; i < rings.size(); ++i) {
            for (std::size_t k = i + 1; k < rings.size(); ++k) {
                if (!crossings[i].empty() && !crossings[k].empty() && rings[i].box.meets(rings[k].box)) {
                    return true;
                }
            }
        }
        return false;
    }

    bool touches_cut_ring(const Ring& ring) const
    {
        for (std::size_t i = 0; i < rings.size(); ++i) {
            if (!crossings[i].empty() && rings[i].box.meets(ring.box)
                && outlines_meet(ring.runs, rings[i].runs)) {
                return true;
            }
        }
        return false;
    }

    std::vector<Ring> rings;
    Box box;
    std::vector<char> left; ///< of each ring: the inside lies on its left; known of those that are crossed
    std::vector<std::vector<std::size_t>> crossings; ///< of each ring, in its own direction
};

/// A ring of what is in common.
struct Piece {
    std::vector<Point> points; ///< closed
    bool is_hole = false;
};

class Clipping {
public:
    Clipping(std::span<const Run> first, std::span<const Run> second)
        : m_runs({first, second})
        , m_outlines({Outlines(first), Outlines(second)})
    {
    }

    std::optional<Shapes> common()
    {
        if (!find_crossings() || !put_in_order() || !walk()) {
            return std::nullopt;
        }
        if (!take_whole_rings(0) || !take_whole_rings(1)) {
            return std::nullopt;
        }
        return polygons();
    }

private:
    /// False: rounding could decide how they cross.
    bool find_crossings()
    {
        auto& [first, second] = m_outlines;
        for (std::size_t i = 0; i < first.rings.size(); ++i) {
            for (std::size_t k = 0; k < second.rings.size(); ++k) {
                if (first.rings[i].box.meets(second.rings[k].box) && !cross(i, k)) {
                    return false;
                }
            }
        }
        return true;
    }

    bool cross(std::size_t first, std::size_t second)
    {
        const Ring& a_ring = m_outlines[0].rings[first];
        const Ring& b_ring = m_outlines[1].rings[second];
        for (const Run& a_run : a_ring.runs) {
            for (const Run& b_run : a_run.box.meets(b_ring.box) ? b_ring.runs : std::span<const Run>()) {
                if (a_run.box.meets(b_run.box) && !cross(first, a_run, second, b_run)) {
                    return false;
                }
            }
        }
        return true;
    }

    bool cross(std::size_t first, const Run& a_run, std::size_t second, const Run& b_run)
    {
        for (std::size_t i = 0; i + 1 < a_run.points.size(); ++i) {
            if (!boxes_meet(a_run.points[i], a_run.points[i + 1], b_run.box)) {
                continue;
            }
            for (std::size_t k = 0; k + 1 < b_run.points.size(); ++k) {
                if (!cross(first, &a_run.points[i], second, &b_run.points[k])) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Two sides, each by its first point.
    bool cross(std::size_t first, const Point* of_first, std::size_t second, const Point* of_second)
    {
        const Point& a = of_first[0];
        const Point& b = of_first[1];
        const Point& c = of_second[0];
        const Point& d = of_second[1];
        const Contact how = contact(a, b, c, d);
        if (how != Contact::crossing) {
            return how == Contact::apart;
        }
        const Point place = place_at(a, b, crossing_share(a, b, c, d));
        if (is_near(place, a) || is_near(place, b) || is_near(place, c) || is_near(place, d)) {
            return false;
        }
        Crossing crossing;
        crossing.place = place;
        crossing.of[0] = passing(0, first, of_first, place);
        crossing.of[1] = passing(1, second, of_second, place);
        const bool goes_left = certain_side(c, d, b) > 0;
        crossing.first_enters = goes_left == (m_outlines[0].left[first] == m_outlines[1].left[second]);
        m_crossings.push_back(crossing);
        return true;
    }

    Passing passing(std::size_t shape, std::size_t ring, const Point* side, const Point& place)
    {
        Outlines& outlines = m_outlines[shape];
        if (outlines.crossings[ring].empty()) {
            outlines.left[ring] = inside_is_left(outlines.rings[ring]) ? 1 : 0;
        }
        outlines.crossings[ring].push_back(m_crossings.size());
        return {ring, static_cast<std::size_t>(side - outlines.rings[ring].points.data()),
            std::hypot(place.x - side->x, place.y - side->y), 0};
    }

    /// False: two crossings lie too near each other, or cut rings may touch.
    bool put_in_order()
    {
        for (const std::size_t shape : {0, 1}) {
            if (m_outlines[shape].cut_rings_may_touch()) {
                return false;
            }
            for (std::vector<std::size_t>& of_ring : m_outlines[shape].crossings) {
                std::sort(of_ring.begin(), of_ring.end(), [&](std::size_t a, std::size_t b) {
                    const Passing& at_a = m_crossings[a].of[shape];
                    const Passing& at_b = m_crossings[b].of[shape];
                    return at_a.side != at_b.side ? at_a.side < at_b.side : at_a.along_m < at_b.along_m;
                });
                for (std::size_t i = 0; i < of_ring.size(); ++i) {
                    m_crossings[of_ring[i]].of[shape].order = i;
                    if (i > 0 && is_near(m_crossings[of_ring[i]].place, m_crossings[of_ring[i - 1]].place)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// From every crossing where the first outline goes in, along it to where it comes out, from there along
    /// the second, and so on until the ring closes. False: the outlines do not go in and out by turns.
    bool walk()
    {
        for (std::size_t start = 0; start < m_crossings.size(); ++start) {
            if (m_crossings[start].used || !m_crossings[start].first_enters) {
                continue;
            }
            std::vector<Point> ring;
            std::size_t at = start;
            do {
                for (const std::size_t shape : {0, 1}) {
                    Crossing& here = m_crossings[at];
                    if (here.used || here.first_enters != (shape == 0)) {
                        return false;
                    }
                    here.used = true;
                    at = follow(shape, at, ring);
                }
            } while (at != start);
            ring.push_back(ring.front());
            const double area2 = signed_area2(ring);
            if (!(std::abs(area2) > least_area2)) {
                return false;
            }
            m_pieces.push_back({std::move(ring), area2 < 0.0});
        }
        return std::all_of(
            m_crossings.begin(), m_crossings.end(), [](const Crossing& crossing) { return crossing.used; });
    }

    /// Adds a crossing and the corners after it, the inside on the left, and gives the next crossing.
    std::size_t follow(std::size_t shape, std::size_t crossing, std::vector<Point>& to) const
    {
        const Outlines& outlines = m_outlines[shape];
        const Passing& from = m_crossings[crossing].of[shape];
        const std::vector<std::size_t>& along = outlines.crossings[from.ring];
        const std::span<const Point> points = outlines.rings[from.ring].points;
        const std::size_t sides = points.size() - 1;
        const bool forward = outlines.left[from.ring] != 0;
        const std::size_t next = along[(from.order + (forward ? 1 : along.size() - 1)) % along.size()];
        const Passing& until = m_crossings[next].of[shape];
        const bool same_side = from.side == until.side
            && (forward ? until.along_m > from.along_m : until.along_m < from.along_m);
        to.push_back(m_crossings[crossing].place);
        const auto add = [&to](const Point& point) {
            if (to.back() != point) {
                to.push_back(point);
            }
        };
        std::size_t side = from.side;
        for (bool there = same_side; !there; there = side == until.side) {
            if (forward) {
                add(points[side + 1]);
                side = (side + 1) % sides;
            } else {
                add(points[side]);
                side = (side + sides - 1) % sides;
            }
        }
        return next;
    }

    /// Rings that are not crossed lie in the other shape as a whole, or not at all. False: one touches a ring
    /// that is cut, and the cut side could move off it in the last digit.
    bool take_whole_rings(std::size_t shape)
    {
        const Outlines& outlines = m_outlines[shape];
        for (std::size_t i = 0; i < outlines.rings.size(); ++i) {
            const Ring& ring = outlines.rings[i];
            if (!outlines.crossings[i].empty() || !m_outlines[1 - shape].box.holds(ring.points.front())
                || !inside(m_runs[1 - shape], ring.points.front())) {
                continue;
            }
            if (outlines.touches_cut_ring(ring)) {
                return false;
            }
            m_pieces.push_back({{ring.points.begin(), ring.points.end()}, ring.is_hole()});
        }
        return true;
    }

    /// Nothing: it takes more to tell in which polygon a hole lies.
    std::optional<Shapes> polygons() const
    {
        const auto holes = std::count_if(
            m_pieces.begin(), m_pieces.end(), [](const Piece& piece) { return piece.is_hole; });
        if (holes > 0 && static_cast<std::size_t>(holes) + 1 != m_pieces.size()) {
            return std::nullopt;
        }
        Shapes shapes;
        for (const bool hole : {false, true}) {
            for (const Piece& piece : m_pieces) {
                if (piece.is_hole == hole) {
                    shapes.add_path(hole ? PathKind::hole : PathKind::shell, piece.points);
                }
            }
        }
        shapes.end_feature();
        return shapes;
    }

    std::array<std::span<const Run>, 2> m_runs;
    std::array<Outlines, 2> m_outlines;
    std::vector<Crossing> m_crossings;
    std::vector<Piece> m_pieces;
};

} // namespace

std::optional<Shapes> plain_clip(std::span<const Run> first, std::span<const Run> second)
{
    return Clipping(first, second).common();
}

} // namespace kavel
