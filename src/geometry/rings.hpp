// SPDX-License-Identifier: EUPL-1.2
// The rings of a shape in runs.
#pragma once

#include "geometry/runs.hpp"

#include <span>
#include <vector>

namespace kavel {

struct Ring {
    std::span<const Run> runs;
    std::span<const Point> points; ///< closed
    Box box;

    std::size_t size() const { return points.size() - 1; }
    bool is_hole() const { return runs.front().kind == PathKind::hole; }
};

/// Calls `take` with the rings of all polygons among the runs, in their order.
template <class Take> void for_each_ring(std::span<const Run> runs, Take take)
{
    for (std::size_t i = 0; i < runs.size();) {
        std::size_t end = i + 1;
        Box box = runs[i].box;
        while (end < runs.size() && !runs[end].starts_path) {
            box.add(runs[end++].box);
        }
        if (counts(runs[i].kind, Parts::polygons)) {
            const Point* first = runs[i].points.data();
            const Point* last = runs[end - 1].points.data() + runs[end - 1].points.size();
            take(Ring{runs.subspan(i, end - i), {first, last}, box});
        }
        i = end;
    }
}

std::vector<Ring> rings_of(std::span<const Run> runs);
Box box_of(const std::vector<Ring>& rings);

/// Whether the polygon lies on the left of one of its rings.
bool inside_is_left(const Ring& ring);

} // namespace kavel
