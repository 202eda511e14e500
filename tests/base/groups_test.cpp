// SPDX-License-Identifier: EUPL-1.2
#include "base/groups.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

TEST(ConnectedGroups, join_by_way_of_others_and_stand_by_their_lowest_member)
{
    // 4-2, 2-0 and 3-1; 5 alone
    const auto joined = [](std::size_t i, std::size_t k) { return i < 5 && i - k == 2; };
    EXPECT_EQ(connected_groups(6, joined), (Groups{{0, 2, 4}, {1, 3}, {5}}));
}

TEST(ConnectedGroups, stand_by_their_lowest_member_though_it_joins_last)
{
    // 3 joins 0, and then 1: two groups become one
    const auto joined = [](std::size_t i, std::size_t k) { return i == 3 && k < 2; };
    EXPECT_EQ(connected_groups(4, joined), (Groups{{0, 1, 3}, {2}}));
}

TEST(ConnectedGroups, of_nothing_are_none)
{
    EXPECT_TRUE(connected_groups(0, [](std::size_t, std::size_t) { return true; }).empty());
}

} // namespace
} // namespace kavel
