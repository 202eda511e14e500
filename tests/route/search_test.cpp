// SPDX-License-Identifier: EUPL-1.2
#include "route/search.hpp"

#include "route/network_by_hand.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace kavel {
namespace {

using Points = std::vector<Point>;
constexpr double none = -1.0;

// A plot of 100 m by 100 m, 20 m west of where the road begins.
const std::string plot = rectangle(-120, -50, -20, 50);
const std::string far = "POINT (300 30)";

TEST(Ways, are_leg_road_and_leg)
{
    const FoundWay found = way(*network_of({both_ways("LINESTRING (0 0, 300 0)")}), plot, {far});
    EXPECT_NEAR(found.cost, 20.0 + 300.0 + 30.0, 1e-9);
    EXPECT_EQ(found.points, (Points{{-20, 0}, {0, 0}, {300, 0}, {300, 30}}));
}

TEST(Ways, run_on_where_ends_meet)
{
    EXPECT_NEAR(
        cost({both_ways("LINESTRING (0 0, 100 0)"), both_ways("LINESTRING (300 0, 100 0)")}, plot, far),
        350.0, 1e-9);
    EXPECT_NEAR(
        cost({both_ways("LINESTRING (0 0, 100 0)"), both_ways("LINESTRING (100.009 0, 300 0)")}, plot, far),
        349.991, 1e-9);
    EXPECT_EQ(
        cost({both_ways("LINESTRING (0 0, 100 0)"), both_ways("LINESTRING (100.02 0, 300 0)")}, plot, far),
        none);
}

TEST(Ways, do_not_turn_where_lines_cross_or_touch)
{
    EXPECT_EQ(cost({both_ways("LINESTRING (0 0, 300 0)"), both_ways("LINESTRING (200 -100, 200 500)")}, plot,
                  "POINT (210 500)"),
        none)
        << "a bridge";
    EXPECT_EQ(cost({both_ways("LINESTRING (0 0, 300 0)"), both_ways("LINESTRING (200 0, 200 500)")}, plot,
                  "POINT (210 500)"),
        none)
        << "an end on the middle of a line";
}

TEST(Ways, are_driven_in_the_direction_that_is_allowed)
{
    const std::string line = "LINESTRING (0 0, 300 0)";
    const std::string back = "LINESTRING (300 0, 0 0)";
    EXPECT_NEAR(cost({along_only(line)}, plot, far), 350.0, 1e-9);
    EXPECT_EQ(cost({against_only(line)}, plot, far), none);
    EXPECT_EQ(cost({along_only(back)}, plot, far), none);
    EXPECT_NEAR(cost({against_only(back)}, plot, far), 350.0, 1e-9);
}

TEST(Ways, on_one_road_are_the_part_between_plot_and_target)
{
    const std::string beside = rectangle(100, 10, 120, 30);
    const std::string line = "LINESTRING (0 0, 300 0)";
    // The plot starts at 100 m along, of the stretch beside it the first place; 10 m from it.
    EXPECT_NEAR(cost({both_ways(line)}, beside, "POINT (250 -5)"), 10.0 + 150.0 + 5.0, 1e-9);
    EXPECT_NEAR(cost({both_ways(line)}, beside, "POINT (50 -5)"), 10.0 + 50.0 + 5.0, 1e-9);
    EXPECT_NEAR(cost({along_only(line)}, beside, "POINT (250 -5)"), 165.0, 1e-9);
    EXPECT_EQ(cost({along_only(line)}, beside, "POINT (50 -5)"), none);
    EXPECT_EQ(cost({against_only(line)}, beside, "POINT (250 -5)"), none);
    EXPECT_NEAR(cost({against_only(line)}, beside, "POINT (50 -5)"), 65.0, 1e-9);
}

TEST(Ways, against_a_one_way_road_go_round_the_block)
{
    const std::vector<DrawnRoad> block{
        along_only("LINESTRING (0 0, 300 0)"), both_ways("LINESTRING (300 0, 300 100, 0 100, 0 0)")};
    EXPECT_NEAR(
        cost(block, rectangle(100, 10, 120, 30), "POINT (50 -5)"), 10.0 + 200.0 + 500.0 + 50.0 + 5.0, 1e-9);
}

TEST(Ways, at_one_place_of_a_one_way_road_need_no_driving)
{
    // Both are nearest to the same place, up to rounding.
    const std::string line = "LINESTRING (207000.1 1000.3, 207300.7 1100.9)";
    const auto network = network_of({along_only(line)});
    const Point place = network->line(0).at(123.4);
    const double dx = -100.6 / 10.0;
    const double dy = 300.6 / 10.0;
    const std::string left = fmt::format("POINT ({:.17g} {:.17g})", place.x + dx, place.y + dy);
    const std::string right = fmt::format("POINT ({:.17g} {:.17g})", place.x - dx, place.y - dy);
    const double leg_m = std::hypot(dx, dy);
    EXPECT_NEAR(way(*network, left, {right}).cost, 2.0 * leg_m, 1e-5);
    EXPECT_NEAR(way(*network, right, {left}).cost, 2.0 * leg_m, 1e-5);
}

TEST(Ways, begin_anywhere_on_a_road_in_the_plot)
{
    const std::string within = rectangle(100, -10, 200, 10);
    const std::string line = "LINESTRING (0 0, 300 0)";
    EXPECT_NEAR(cost({both_ways(line)}, within, "POINT (300 0)"), 100.0, 1e-9);
    EXPECT_NEAR(cost({both_ways(line)}, within, "POINT (0 0)"), 100.0, 1e-9);
    EXPECT_NEAR(cost({against_only(line)}, within, "POINT (0 0)"), 100.0, 1e-9);
    EXPECT_EQ(cost({against_only(line)}, within, "POINT (300 0)"), none);
    EXPECT_NEAR(cost({both_ways(line)}, within, "POINT (150 20)"), 20.0, 1e-9) << "a target beside the plot";
    EXPECT_EQ(cost({against_only(line)}, within, "POINT (150 0)"), 0.0) << "a target in the plot";
}

TEST(Ways, begin_at_the_best_of_several_entries)
{
    const std::vector<DrawnRoad> roads{both_ways("LINESTRING (-500 0, 20 0)"),
        both_ways("LINESTRING (80 0, 400 0)"), both_ways("LINESTRING (50 30, 50 -30)")};
    const std::string within = rectangle(0, -50, 100, 50);
    const FoundWay east = way(*network_of(roads), within, {"POINT (400 0)"});
    EXPECT_NEAR(east.cost, 300.0, 1e-9);
    EXPECT_EQ(east.points, (Points{{100, 0}, {400, 0}}));
    EXPECT_NEAR(cost(roads, within, "POINT (-500 0)"), 500.0, 1e-9);
}

TEST(Ways, begin_at_a_junction_in_the_plot_in_any_direction)
{
    // The road in the plot may be driven inwards only: at its end, in the plot, another begins.
    const std::vector<DrawnRoad> roads{
        along_only("LINESTRING (-500 0, 50 0)"), both_ways("LINESTRING (50 0, 50 300)")};
    const std::string within = rectangle(0, -50, 100, 50);
    EXPECT_NEAR(cost(roads, within, "POINT (50 300)"), 250.0, 1e-9);
    EXPECT_EQ(cost(roads, within, "POINT (-500 0)"), none);
}

TEST(Ways, end_in_a_target_wherever_they_reach_it)
{
    const std::vector<DrawnRoad> roads{
        both_ways("LINESTRING (0 0, 100 0)"), both_ways("LINESTRING (100 0, 300 0)")};
    EXPECT_NEAR(cost(roads, plot, rectangle(200, -10, 250, 10)), 20.0 + 200.0, 1e-9);
    EXPECT_NEAR(cost(roads, plot, "LINESTRING (150 -50, 150 50)"), 20.0 + 150.0, 1e-9);
    EXPECT_NEAR(cost(roads, rectangle(210, -5, 220, 5), rectangle(200, -10, 250, 10)), 0.0, 1e-9)
        << "the plot lies in the target";
    EXPECT_NEAR(cost(roads, rectangle(50, -5, 220, 5), rectangle(200, -10, 250, 10)), 0.0, 1e-9);
    EXPECT_NEAR(cost(roads, rectangle(210, 5, 220, 20), rectangle(200, -10, 250, 4)), 5.0, 1e-9)
        << "the leg of the plot ends in the target";
}

TEST(Ways, go_to_the_nearest_of_all_targets_by_road)
{
    // By air the second is nearer.
    const auto network = network_of(
        {both_ways("LINESTRING (0 0, 800 0)"), both_ways("LINESTRING (0 0, 0 900, -200 900, -200 500)")});
    const FoundWay found = way(*network, plot, {"POINT (800 0)", "POINT (-200 500)"});
    EXPECT_EQ(found.target, 0U);
    EXPECT_NEAR(found.cost, 820.0, 1e-9);
}

TEST(Ways, of_one_cost_go_to_the_lowest_target)
{
    const std::vector<DrawnRoad> fork{both_ways("LINESTRING (0 0, 100 0)"),
        both_ways("LINESTRING (100 0, 100 200)"), both_ways("LINESTRING (100 0, 100 -199.9999995)")};
    const auto network = network_of(fork);
    EXPECT_EQ(way(*network, plot, {"POINT (100 200)", "POINT (100 -199.9999995)"}).target, 0U);
    EXPECT_EQ(way(*network, plot, {"POINT (100 -199.9999995)", "POINT (100 200)"}).target, 0U);
    EXPECT_EQ(way(*network, plot, {"POINT (100 200)", "POINT (100 -199)"}).target, 1U);
}

TEST(Ways, cost_what_roads_and_legs_cost)
{
    std::vector<DrawnRoad> roads{
        both_ways("LINESTRING (0 0, 300 0)"), both_ways("LINESTRING (0 0, 0 200, 300 200, 300 0)")};
    roads[0].says.cost_per_m = 0.004;
    roads[1].says.cost_per_m = 0.001;
    const FoundWay found = way(*network_of(roads), plot, {"POINT (300 -30)"}, 0.002);
    EXPECT_NEAR(found.cost, 0.04 + 0.7 + 0.06, 1e-12) << "the longer way is the faster";
}

TEST(Ways, are_found_over_loops_and_roads_of_no_length)
{
    EXPECT_NEAR(cost({both_ways("LINESTRING (0 0, 100 0)"), both_ways("LINESTRING (100 0, 100 0)"),
                         both_ways("LINESTRING (100 0, 150 50, 200 0, 100 0)"),
                         both_ways("LINESTRING (100 0, 300 0)")},
                    plot, far),
        350.0, 1e-9);
    EXPECT_NEAR(cost({along_only("LINESTRING (0 0, 100 0, 100 100, 0 100, 0 0)")}, plot, "POINT (0 50)"),
        20.0 + 350.0, 1e-9)
        << "a ring, one way round";
}

TEST(Ways, are_none_without_targets_at_the_network)
{
    const auto network = network_of({both_ways("LINESTRING (0 0, 300 0)")});
    EXPECT_EQ(way(*network, plot, {}).cost, none);
    const std::vector<RoadAccess> nowhere(1);
    EXPECT_FALSE(RouteSearch(*network, nowhere, 1.0).best_way(access_of(*network, plot)));
}

} // namespace
} // namespace kavel
