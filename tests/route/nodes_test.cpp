// SPDX-License-Identifier: EUPL-1.2
#include "route/nodes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace kavel {
namespace {

using Nodes = std::vector<std::uint32_t>;

Nodes nodes(const std::vector<Point>& ends, double tolerance_m = 0.01)
{
    return nodes_of(ends, tolerance_m);
}

TEST(Nodes, are_ends_at_one_place)
{
    EXPECT_EQ(nodes({{0, 0}, {100, 0}, {0, 0}, {100, 0}, {0, 1}}), (Nodes{0, 1, 0, 1, 2}));
    EXPECT_EQ(nodes({{0, 0}, {0, 0}, {0, 0.001}}, 0.0), (Nodes{0, 0, 1}));
    EXPECT_EQ(nodes({}), Nodes());
}

TEST(Nodes, join_what_is_within_the_tolerance)
{
    EXPECT_EQ(nodes({{0, 0}, {0.006, 0.006}, {0.02, 0}}), (Nodes{0, 0, 1}));
    EXPECT_EQ(nodes({{0, 0}, {0, 0.0101}}), (Nodes{0, 1}));
    EXPECT_EQ(nodes({{207000.35, 0}, {207000.36, 0}}), (Nodes{0, 0})) << "rounding decides nothing";
    EXPECT_EQ(nodes({{0, 0}, {4, 3}}, 5.0), (Nodes{0, 0}));
}

TEST(Nodes, hang_together_by_others)
{
    EXPECT_EQ(nodes({{0, 0}, {0.018, 0}, {5, 5}, {0.009, 0}}), (Nodes{0, 0, 1, 0}));
    EXPECT_EQ(nodes({{3, 0}, {0, 0}, {1, 0}, {2, 0}}, 1.0), (Nodes{0, 0, 0, 0}));
}

} // namespace
} // namespace kavel
