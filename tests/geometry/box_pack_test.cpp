// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_pack.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace kavel {
namespace {

TEST(BoxPack, says_of_each_box_what_a_look_at_it_alone_says)
{
    std::mt19937 chance(5);
    std::uniform_int_distribution<int> place(0, 12); // whole metres: many touch
    const auto box_by_chance = [&] {
        Box box;
        box.add(Point{static_cast<double>(place(chance)), static_cast<double>(place(chance))});
        box.add(Point{static_cast<double>(place(chance)), static_cast<double>(place(chance))});
        return box;
    };
    for (std::size_t size = 0; size <= BoxPack::room; ++size) {
        for (int repeat = 0; repeat < 30; ++repeat) {
            std::vector<Box> boxes;
            BoxPack pack;
            Box around;
            for (std::size_t i = 0; i < size; ++i) {
                boxes.push_back(box_by_chance());
                pack.add(boxes.back());
                around.add(boxes.back());
            }
            const Box box = box_by_chance();
            const Point point{2.5, static_cast<double>(place(chance))};

            EXPECT_EQ(pack.box(), around);
            const std::uint32_t meeting = which_meet(pack, box);
            EXPECT_EQ(meeting >> size, 0U) << "beyond the last box";
            BoxPack::Figures distances2;
            squared_distances(pack, box, distances2);
            BoxPack::Figures farthest2;
            farthest_squared(pack, point, farthest2);
            for (std::size_t i = 0; i < size; ++i) {
                EXPECT_EQ((meeting >> i & 1U) != 0, boxes[i].meets(box));
                EXPECT_EQ(distances2[i], squared_distance(box, boxes[i]));
                EXPECT_EQ(farthest2[i], farthest_squared(boxes[i], point));
            }
        }
    }
}

} // namespace
} // namespace kavel
