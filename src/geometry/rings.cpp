// SPDX-License-Identifier: EUPL-1.2
#include "geometry/rings.hpp"

#include "geometry/planar.hpp"

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

bool inside_is_left(const Ring& ring)
{
    return (signed_area2(ring.points) > 0.0) != ring.is_hole();
}

} // namespace kavel
