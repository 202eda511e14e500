// SPDX-License-Identifier: EUPL-1.2
#include "geometry/relation.hpp"

#include "geometry/rings.hpp"
#include "geometry/sides.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kavel {

namespace {

/// A side of a ring: not in contact, or shared with the other shape, whose inside lies on the same or the
/// other hand.
enum class Side : char { free, shared_same, shared_opposite };

/// What is known of a side, and of the corner where it begins.
struct Note {
    Side side = Side::free;
    bool touched = false; ///< the corner is one of the other shape too
};

/// A ring and what is known of its contacts.
struct NotedRing : Ring {
    bool left = true; ///< the inside
    std::vector<Note> notes; ///< one a side; empty until there is a contact

    void prepare()
    {
        if (notes.empty()) {
            notes.resize(size());
            left = inside_is_left(*this);
        }
    }
    void touch(std::size_t corner) { notes[corner == size() ? 0 : corner].touched = true; }
};

/// The rings of a shape of which the box meets that of the other; all others lie outside it.
struct Outline {
    std::vector<NotedRing> near;
    bool has_others = false;
};

Outline outline_near(std::span<const Run> runs, const Box& other)
{
    Outline outline;
    for_each_ring(runs, [&](const Ring& ring) {
        if (ring.box.meets(other)) {
            outline.near.push_back({ring, true, {}});
        } else {
            outline.has_others = true;
        }
    });
    return outline;
}

Box box_of_polygons(std::span<const Run> runs)
{
    Box box;
    for (const Run& run : runs) {
        if (counts(run.kind, Parts::polygons)) {
            box.add(run.box);
        }
    }
    return box;
}

bool boxes_meet(const Point& a, const Point& b, const Box& box)
{
    return std::min(a.x, b.x) <= box.east && std::max(a.x, b.x) >= box.west && std::min(a.y, b.y) <= box.north
        && std::max(a.y, b.y) >= box.south;
}

/// Two sides that start at one corner: certain not to run along each other.
bool part_at_corner(const Point& corner, const Point& a, const Point& b)
{
    return certain_side(corner, a, b) != 0
        || (a.x - corner.x) * (b.x - corner.x) + (a.y - corner.y) * (b.y - corner.y) < 0.0;
}

/// Two sides without a corner in common: certain not to meet.
bool apart(const Point& a, const Point& b, const Point& c, const Point& d)
{
    const int of_c = certain_side(a, b, c);
    const int of_a = certain_side(c, d, a);
    return (of_c != 0 && of_c == certain_side(a, b, d)) || (of_a != 0 && of_a == certain_side(c, d, b));
}

/// Notes how two sides are in contact. False: rounding could decide it, or they cross.
bool note_contact(NotedRing& first, std::size_t i, NotedRing& second, std::size_t k)
{
    const Point& a = first.points[i];
    const Point& b = first.points[i + 1];
    const Point& c = second.points[k];
    const Point& d = second.points[k + 1];
    const bool along = a == c && b == d;
    const bool against = a == d && b == c;
    if (along || against) {
        first.prepare();
        second.prepare();
        const bool same_hand = along == (first.left == second.left);
        first.notes[i].side = second.notes[k].side = same_hand ? Side::shared_same : Side::shared_opposite;
        for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
            first.touch(i + end);
            second.touch(k + end);
        }
        return true;
    }
    const bool at_a = a == c || a == d;
    const bool at_b = b == c || b == d;
    if (!at_a && !at_b) {
        return apart(a, b, c, d);
    }
    first.prepare();
    second.prepare();
    first.touch(at_a ? i : i + 1);
    const bool at_c = c == (at_a ? a : b);
    second.touch(at_c ? k : k + 1);
    return part_at_corner(at_a ? a : b, at_a ? b : a, at_c ? d : c);
}

bool contacts_of_runs(NotedRing& first, const Run& of_first, NotedRing& second, const Run& of_second)
{
    std::array<const Point*, run_segments> near{}; // the second's sides that come to the first
    std::size_t count = 0;
    for (std::size_t k = 0; k + 1 < of_second.points.size(); ++k) {
        const Point* side = &of_second.points[k];
        if (boxes_meet(side[0], side[1], of_first.box) && side[0] != side[1]) {
            near[count++] = side;
        }
    }
    for (std::size_t i = 0; count > 0 && i + 1 < of_first.points.size(); ++i) {
        const Point& a = of_first.points[i];
        const Point& b = of_first.points[i + 1];
        if (a == b || !boxes_meet(a, b, of_second.box)) {
            continue;
        }
        const Box box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
        for (const Point* side : std::span(near).first(count)) {
            if (boxes_meet(side[0], side[1], box)
                && !note_contact(first, static_cast<std::size_t>(&a - first.points.data()), second,
                    static_cast<std::size_t>(side - second.points.data()))) {
                return false;
            }
        }
    }
    return true;
}

bool contacts(NotedRing& first, NotedRing& second)
{
    if (first.runs.size() < second.runs.size()) {
        return contacts(second, first); // of the longer one most runs are far
    }
    for (const Run& of_first : first.runs) {
        if (!of_first.box.meets(second.box)) {
            continue;
        }
        for (const Run& of_second : second.runs) {
            if (of_first.box.meets(of_second.box) && !contacts_of_runs(first, of_first, second, of_second)) {
                return false;
            }
        }
    }
    return true;
}

/// Where the sides of one shape lie, seen from the other.
struct Place {
    bool inside = false;
    bool outside = false;
    bool shared_same = false;
    bool shared_opposite = false;

    bool all_within() const { return !outside && !shared_opposite; }
    bool all_without() const { return !inside && !shared_same; }
};

/// Between two contacts a ring stays on one side of the other shape: one point tells for all.
void place_ring(Place& place, const NotedRing& ring, std::span<const Run> other, const Box& other_box)
{
    const auto look = [&](const Point& point) {
        (other_box.holds(point) && inside(other, point) ? place.inside : place.outside) = true;
    };
    if (ring.notes.empty()) {
        look(ring.points.front());
        return;
    }
    const auto touched
        = std::find_if(ring.notes.begin(), ring.notes.end(), [](const Note& note) { return note.touched; });
    const auto first = static_cast<std::size_t>(touched - ring.notes.begin());
    bool unknown = true;
    for (std::size_t step = 0; step < ring.size(); ++step) {
        const std::size_t i = (first + step) % ring.size();
        const Point& a = ring.points[i];
        const Point& b = ring.points[i + 1];
        unknown = unknown || ring.notes[i].touched;
        if (ring.notes[i].side == Side::shared_same) {
            place.shared_same = true;
        } else if (ring.notes[i].side == Side::shared_opposite) {
            place.shared_opposite = true;
        } else if (unknown && a != b) {
            look({0.5 * (a.x + b.x), 0.5 * (a.y + b.y)});
            unknown = false;
        }
    }
}

Place place_of(const Outline& outline, std::span<const Run> other, const Box& other_box)
{
    Place place;
    place.outside = outline.has_others;
    for (const NotedRing& ring : outline.near) {
        place_ring(place, ring, other, other_box);
    }
    return place;
}

} // namespace

Relation relation(std::span<const Run> first, std::span<const Run> second)
{
    const Box first_box = box_of_polygons(first);
    const Box second_box = box_of_polygons(second);
    Outline of_first = outline_near(first, second_box);
    Outline of_second = outline_near(second, first_box);
    for (NotedRing& second_ring : of_second.near) {
        for (NotedRing& first_ring : of_first.near) {
            if (first_ring.box.meets(second_ring.box) && !contacts(first_ring, second_ring)) {
                return Relation::unclear;
            }
        }
    }
    const Place first_place = place_of(of_first, second, second_box);
    const Place second_place = place_of(of_second, first, first_box);
    if (first_place.all_without() && second_place.all_without()) {
        return Relation::apart;
    }
    if (first_place.all_within() && !second_place.inside) {
        return Relation::first_in_second;
    }
    if (second_place.all_within() && !first_place.inside) {
        return Relation::second_in_first;
    }
    return Relation::unclear;
}

} // namespace kavel
