// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_pack.hpp"

#include "geometry/wide.hpp"

namespace kavel {

namespace {

/// The sides of four of the boxes.
struct FourBoxes {
    Four west;
    Four south;
    Four east;
    Four north;
};

KAVEL_WITHIN void load_boxes(FourBoxes& four, const BoxPack& pack, std::size_t first)
{
    load(four.west, pack.west, first);
    load(four.south, pack.south, first);
    load(four.east, pack.east, first);
    load(four.north, pack.north, first);
}

/// Raises figures to others where those are higher.
KAVEL_WITHIN void raise(Four& figures, const Four& to)
{
    figures = figures < to ? to : figures;
}

} // namespace

Box BoxPack::box() const
{
    Box around;
    for (std::size_t i = 0; i < size; ++i) {
        around.add((*this)[i]);
    }
    return around;
}

KAVEL_WIDE std::uint32_t which_meet(const BoxPack& pack, const Box& box)
{
    constexpr Bits of_lanes{1, 2, 4, 8};
    Bits bits{};
    for (std::size_t first = 0; first < pack.size; first += lanes) {
        FourBoxes four;
        load_boxes(four, pack, first);
        const Bits meet = (four.west <= box.east) & (box.west <= four.east) & (four.south <= box.north)
            & (box.south <= four.north);
        bits |= meet & (of_lanes << static_cast<int>(first));
    }
    return gathered(bits) & ((std::uint32_t{1} << pack.size) - 1);
}

KAVEL_WIDE void squared_distances(const BoxPack& pack, const Box& box, BoxPack::Figures& distances2)
{
    for (std::size_t first = 0; first < pack.size; first += lanes) {
        FourBoxes four;
        load_boxes(four, pack, first);
        Four dx{};
        Four dy{};
        raise(dx, four.west - box.east);
        raise(dx, box.west - four.east);
        raise(dy, four.south - box.north);
        raise(dy, box.south - four.north);
        store(distances2, first, dx * dx + dy * dy);
    }
}

KAVEL_WIDE void farthest_squared(const BoxPack& pack, const Point& point, BoxPack::Figures& distances2)
{
    for (std::size_t first = 0; first < pack.size; first += lanes) {
        FourBoxes four;
        load_boxes(four, pack, first);
        Four dx = point.x - four.west;
        Four dy = point.y - four.south;
        raise(dx, four.east - point.x);
        raise(dy, four.north - point.y);
        store(distances2, first, dx * dx + dy * dy);
    }
}

} // namespace kavel
