// SPDX-License-Identifier: EUPL-1.2
#include "route/roads.hpp"

#include "route/network_by_hand.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

using Stretches = std::vector<RoadStretch>;

const std::string plot = rectangle(0, 0, 100, 100);

TEST(RoadAccess, is_the_nearest_place_and_the_leg_to_it)
{
    const auto network = network_of(
        {both_ways("LINESTRING (-50 300, 50 300)"), both_ways("LINESTRING (130 -50, 120 60, 200 60)")});
    const RoadAccess access = access_of(*network, plot);

    ASSERT_EQ(access.stretches.size(), 1U);
    EXPECT_EQ(access.stretches[0].road, 1U);
    EXPECT_NEAR(access.stretches[0].from_m, std::hypot(110, 10), 1e-9);
    EXPECT_EQ(access.stretches[0].from_m, access.stretches[0].to_m);
    EXPECT_NEAR(access.leg_m, 20.0, 1e-9);
    EXPECT_EQ(access.place, (Point{100, 60}));
}

TEST(RoadAccess, of_equally_near_roads_is_on_the_lowest)
{
    const auto network
        = network_of({both_ways("LINESTRING (50 120, 50 300)"), both_ways("LINESTRING (-20 50, -300 50)")});
    EXPECT_EQ(access_of(*network, plot).stretches, (Stretches{{0, 0, 0}}));
}

TEST(RoadAccess, passes_by_roads_without_access)
{
    const auto network = network_of(
        {without_access("LINESTRING (50 50, 50 300)"), both_ways("LINESTRING (-20 50, -300 50)")});
    EXPECT_EQ(access_of(*network, plot).stretches, (Stretches{{1, 0, 0}}));
    EXPECT_TRUE(network->has_access());
    EXPECT_FALSE(network_of({without_access("LINESTRING (0 0, 1 1)")})->has_access());
    EXPECT_TRUE(access_of(*network_of({without_access("LINESTRING (0 0, 1 1)")}), plot).stretches.empty());
    EXPECT_TRUE(access_of(*network_of({}), plot).stretches.empty());
}

TEST(RoadAccess, is_none_beyond_the_limit)
{
    const auto network = network_of({both_ways("LINESTRING (120 50, 300 50)")});
    EXPECT_EQ(access_of(*network, plot, 20.0).stretches.size(), 1U);
    EXPECT_TRUE(access_of(*network, plot, 19.99).stretches.empty());
    EXPECT_EQ(access_of(*network, rectangle(0, 0, 119.9999995, 100), 0.0).stretches.size(), 1U);
}

TEST(RoadAccess, is_all_of_every_road_in_the_plot)
{
    const auto network = network_of({both_ways("LINESTRING (-50 50, 150 50)"),
        both_ways("LINESTRING (80 80, 80 90)"), both_ways("LINESTRING (101 0, 101 100)"),
        both_ways("LINESTRING (100 30, 200 30)"), without_access("LINESTRING (-50 60, 150 60)")});
    const RoadAccess access = access_of(*network, plot);

    EXPECT_EQ(access.stretches, (Stretches{{0, 50, 150}, {1, 0, 10}, {3, 0, 0}}));
    EXPECT_EQ(access.leg_m, 0.0);
}

TEST(RoadAccess, of_a_point_on_a_crossing_is_on_both_roads)
{
    const auto network
        = network_of({both_ways("LINESTRING (-50 0, 50 0)"), both_ways("LINESTRING (0 -50, 0 50)")});
    EXPECT_EQ(access_of(*network, "POINT (0 0)").stretches, (Stretches{{0, 50, 50}, {1, 50, 50}}));
}

TEST(RoadAccess, of_a_line_is_where_it_meets_the_roads)
{
    const auto network = network_of({both_ways("LINESTRING (-50 0, 50 0)")});
    EXPECT_EQ(access_of(*network, "LINESTRING (-40 -10, -40 10, 0 10, 0 0, 20 0)").stretches,
        (Stretches{{0, 10, 10}, {0, 50, 70}}));
}

} // namespace
} // namespace kavel
