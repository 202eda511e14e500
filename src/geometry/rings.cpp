// SPDX-License-Identifier: EUPL-1.2
#include "geometry/rings.hpp"

namespace kavel {

std::vector<Ring> rings_of(std::span<const Run> runs)
{
    std::vector<Ring> rings;
    for (std::size_t i = 0; i < runs.size();) {
        std::size_t end = i + 1;
        Box box = runs[i].box;
        while (end < runs.size() && !runs[end].starts_path) {
            box.add(runs[end++].box);
        }
        if (counts(runs[i].kind, Parts::polygons)) {
            const Point* first = runs[i].points.data();
            const Point* last = runs[end - 1].points.data() + runs[end - 1].points.size();
            rings.push_back({runs.subspan(i, end - i), {first, last}, box});
        }
        i = end;
    }
    return rings;
}

Box box_of(const std::vector<Ring>& rings)
{
    Box box;
    for (const Ring& ring : rings) {
        box.add(ring.box);
    }
    return box;
}

double signed_area2(std::span<const Point> ring)
{
    double twice = 0.0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y)
            - (ring[i].y - ring[0].y) * (ring[i + 1].x - ring[0].x);
    }
    return twice;
}

bool inside_is_left(const Ring& ring)
{
    return (signed_area2(ring.points) > 0.0) != ring.is_hole();
}

} // namespace kavel
