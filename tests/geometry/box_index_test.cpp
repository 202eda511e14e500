// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <utility>
#include <vector>

namespace kavel {
namespace {

using Indices = std::vector<std::size_t>;

/// Boxes as a layer has them: many small ones, some large, some points, some empty, some twice the same.
std::vector<Box> scattered(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    std::uniform_int_distribution<int> kind(0, 9);
    std::vector<Box> boxes;
    while (boxes.size() < count) {
        const double x = place(random);
        const double y = place(random);
        switch (kind(random)) {
        case 0:
            boxes.push_back({});
            break;
        case 1:
            boxes.push_back({x, y, x, y});
            break;
        case 2:
            boxes.push_back({x, y, x + place(random), y + place(random)});
            break;
        case 3: // on a grid: many boxes share sides
            boxes.push_back(
                {std::floor(x / 100.0) * 100.0, 0.0, std::floor(x / 100.0) * 100.0 + 100.0, 100.0});
            break;
        default:
            boxes.push_back({x, y, x + place(random) / 50.0, y + place(random) / 50.0});
        }
    }
    return boxes;
}

Indices meeting_one_by_one(const std::vector<Box>& boxes, const Box& box)
{
    Indices found;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].meets(box)) {
            found.push_back(i);
        }
    }
    return found;
}

TEST(BoxIndex, finds_the_boxes_that_meet_a_box_ascending)
{
    const std::vector<Box> boxes{{0, 0, 1, 1}, {5, 5, 6, 6}, {1, 1, 2, 2}, {}, {0.5, 0.5, 0.6, 0.6}};
    const BoxIndex index(boxes);

    EXPECT_EQ(index.meeting({0, 0, 1, 1}), (Indices{0, 2, 4})); // 2 touches at a corner
    EXPECT_EQ(index.meeting({10, 10, 11, 11}), Indices());
    EXPECT_EQ(index.meeting({-100, -100, 100, 100}), (Indices{0, 1, 2, 4})); // 3 is empty: it meets nothing
    EXPECT_EQ(index.meeting({}), Indices());
}

TEST(BoxIndex, of_nothing_finds_nothing)
{
    const std::vector<Box> all_empty(5);
    for (const BoxIndex& index : {BoxIndex(), BoxIndex(std::span<const Box>()), BoxIndex(all_empty)}) {
        EXPECT_EQ(index.meeting({-1e9, -1e9, 1e9, 1e9}), Indices());
        index.by_distance({0, 0, 1, 1}, [](std::size_t, double) {
            ADD_FAILURE() << "there is no box to visit";
            return true;
        });
    }
}

TEST(BoxIndex, finds_what_a_look_at_every_box_finds)
{
    // Around a node's size (16), its square and its cube the tree changes its height.
    for (const std::size_t count : {1U, 2U, 15U, 16U, 17U, 18U, 255U, 256U, 257U, 300U, 4097U}) {
        const std::vector<Box> boxes = scattered(count, static_cast<unsigned>(count));
        const std::vector<Box> questions = scattered(60, 99);
        const BoxIndex index(boxes);
        for (const Box& question : questions) {
            ASSERT_EQ(index.meeting(question), meeting_one_by_one(boxes, question)) << count << " boxes";
        }
    }
}

TEST(BoxIndex, visits_every_box_from_near_to_far)
{
    for (const std::size_t count : {1U, 16U, 17U, 300U, 2000U}) {
        const std::vector<Box> boxes = scattered(count, static_cast<unsigned>(count) + 7);
        const BoxIndex index(boxes);
        for (const Box& question : scattered(20, 5)) {
            if (question.empty()) {
                continue;
            }
            std::vector<double> expected;
            for (const Box& box : boxes) {
                if (!box.empty()) {
                    expected.push_back(distance_m(question, box));
                }
            }
            std::sort(expected.begin(), expected.end());

            std::vector<double> visited;
            std::vector<char> seen(count);
            index.by_distance(question, [&](std::size_t i, double distance) {
                EXPECT_EQ(distance, distance_m(question, boxes[i]));
                EXPECT_EQ(std::exchange(seen[i], 1), 0) << "box " << i << " twice";
                visited.push_back(distance);
                return true;
            });
            ASSERT_EQ(visited, expected) << count << " boxes";
        }
    }
}

TEST(BoxIndex, visits_no_further_when_it_is_told_to_stop)
{
    const std::vector<Box> boxes = scattered(500, 3);
    const BoxIndex index(boxes);
    int visits = 0;

    index.by_distance({0, 0, 1, 1}, [&visits](std::size_t, double) { return ++visits < 3; });

    EXPECT_EQ(visits, 3);
}

TEST(BoxIndex, from_an_empty_box_visits_nothing)
{
    const BoxIndex index(scattered(50, 3));

    index.by_distance({}, [](std::size_t, double) {
        ADD_FAILURE() << "nothing is near an empty box";
        return true;
    });
}

} // namespace
} // namespace kavel
