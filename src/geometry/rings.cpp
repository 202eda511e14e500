// SPDX-License-Identifier: EUPL-1.2
#include "geometry/rings.hpp"

namespace kavel {

std::vector<Ring> rings_of(std::span<const Run> runs)
{
    std::vector<Ring> rings;
    for_each_ring(runs, [&rings](const Ring& ring) { rings.push_back(ring); });
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
