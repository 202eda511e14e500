// SPDX-License-Identifier: EUPL-1.2
// Up to sixteen boxes, looked at side by side.
#pragma once

#include "geometry/shapes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace kavel {

struct BoxPack {
    static constexpr std::size_t room = 16;
    using Figures = std::array<double, room>;

    void add(const Box& box)
    {
        west[size] = box.west;
        south[size] = box.south;
        east[size] = box.east;
        north[size] = box.north;
        ++size;
    }
    Box operator[](std::size_t index) const { return {west[index], south[index], east[index], north[index]}; }
    /// Around all of them.
    Box box() const;

    std::uint32_t size = 0;
    Figures west; ///< beyond the size these say nothing
    Figures south;
    Figures east;
    Figures north;
};

/// Which boxes meet a box: the lowest bit says it of the first.
std::uint32_t which_meet(const BoxPack& pack, const Box& box);

/// From a box to each, as squared_distance(Box, Box) gives it.
void squared_distances(const BoxPack& pack, const Box& box, BoxPack::Figures& distances2);

/// From a point to the farthest place of each, as farthest_squared gives it.
void farthest_squared(const BoxPack& pack, const Point& point, BoxPack::Figures& distances2);

} // namespace kavel
