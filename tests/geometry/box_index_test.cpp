// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <utility>
#include <vector>

namespace kavel {
namespace {

using Indices = std::vector<std::size_t>;
constexpr double everywhere = std::numeric_limits<double>::infinity();

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
        index.by_distance({0, 0, 1, 1}, everywhere, [](std::size_t, double) {
            ADD_FAILURE() << "there is no box to visit";
            return everywhere;
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

TEST(BoxIndex, of_some_indices_finds_those_only)
{
    const std::vector<Box> boxes = scattered(3000, 21);
    std::vector<std::uint32_t> chosen;
    std::vector<Box> only_chosen(boxes.size());
    for (std::uint32_t i = 0; i < boxes.size(); i += 3) {
        if (!boxes[i].empty()) {
            chosen.push_back(i);
            only_chosen[i] = boxes[i];
        }
    }
    const BoxIndex index(
        chosen, [&boxes](std::size_t i) -> const Box& { return boxes[i]; }, 2);
    for (const Box& question : scattered(60, 98)) {
        ASSERT_EQ(index.meeting(question), meeting_one_by_one(only_chosen, question));
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
            index.by_distance(question, everywhere, [&](std::size_t i, double distance2) {
                EXPECT_EQ(distance2, squared_distance(question, boxes[i]));
                EXPECT_EQ(std::exchange(seen[i], 1), 0) << "box " << i << " twice";
                visited.push_back(std::sqrt(distance2));
                return everywhere;
            });
            ASSERT_EQ(visited, expected) << count << " boxes";
        }
    }
}

TEST(BoxIndex, visits_no_further_than_the_limit)
{
    const std::vector<Box> boxes = scattered(500, 3);
    const BoxIndex index(boxes);
    const Box question{0, 0, 1, 1};
    std::vector<double> all;
    for (const Box& box : boxes) {
        all.push_back(box.empty() ? everywhere : squared_distance(question, box));
    }
    std::sort(all.begin(), all.end());
    const auto up_to = [&all](double limit2) {
        return std::vector<double>(all.begin(), std::upper_bound(all.begin(), all.end(), limit2));
    };

    std::vector<double> from_the_start;
    index.by_distance(question, all[7], [&](std::size_t, double distance2) {
        from_the_start.push_back(distance2);
        return everywhere; // no farther than what was said first
    });
    EXPECT_EQ(from_the_start, up_to(all[7]));

    std::vector<double> after_three;
    index.by_distance(question, everywhere, [&](std::size_t, double distance2) {
        after_three.push_back(distance2);
        return after_three.size() < 3 ? everywhere : -1.0;
    });
    EXPECT_EQ(after_three, std::vector<double>(all.begin(), all.begin() + 3));

    std::vector<double> tightened;
    index.by_distance(
        question, {0, 0}, everywhere, [&](double) { return all[4]; }, [](std::size_t) {},
        [&](std::size_t, double distance2) {
            tightened.push_back(distance2);
            return all[4];
        });
    EXPECT_EQ(tightened, up_to(all[4]));
}

TEST(BoxIndex, is_the_same_on_any_number_of_threads)
{
    const std::vector<Box> boxes = scattered(50'000, 11);
    const auto box_of = [&boxes](std::size_t index) -> const Box& { return boxes[index]; };
    const auto order = [](const BoxIndex& index) {
        std::vector<std::size_t> visited; // of equally near ones, by their place in the tree
        index.by_distance({-1e6, -1e6, 1e6, 1e6}, everywhere, [&visited](std::size_t i, double) {
            visited.push_back(i);
            return everywhere;
        });
        return visited;
    };

    EXPECT_EQ(order(BoxIndex(boxes.size(), box_of, 1)), order(BoxIndex(boxes.size(), box_of, 8)));
}

TEST(BoxIndex, from_an_empty_box_visits_nothing)
{
    const BoxIndex index(scattered(50, 3));

    index.by_distance({}, everywhere, [](std::size_t, double) {
        ADD_FAILURE() << "nothing is near an empty box";
        return everywhere;
    });
}

} // namespace
} // namespace kavel
