// SPDX-License-Identifier: EUPL-1.2
#include "route/through.hpp"

#include "route/network_by_hand.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

const std::vector<Point> line{{0, 0}, {100, 0}, {100, 100}};

double inside(const std::vector<std::string>& polygons)
{
    const Shapes shapes = features(polygons);
    return metres_inside(LayerIndex(shapes), line);
}

TEST(MetresInside, are_those_in_any_polygon_once)
{
    EXPECT_NEAR(inside({rectangle(20, -10, 50, 10)}), 30.0, 1e-9);
    EXPECT_NEAR(inside({rectangle(20, -10, 50, 10), rectangle(40, -10, 60, 10)}), 40.0, 1e-9);
    EXPECT_NEAR(inside({rectangle(20, -10, 50, 10), rectangle(20, -10, 50, 10)}), 30.0, 1e-9);
    EXPECT_NEAR(inside({rectangle(90, -10, 110, 30)}), 40.0, 1e-9);
    EXPECT_NEAR(inside({rectangle(0, 20, 50, 50)}), 0.0, 1e-9);
    EXPECT_NEAR(inside({}), 0.0, 1e-9);
}

TEST(MetresInside, of_a_line_between_two_neighbours_are_inside)
{
    EXPECT_NEAR(inside({rectangle(0, 0, 100, 50), rectangle(0, -50, 100, 0)}), 100.0 + 50.0, 1e-9);
}

TEST(WaysInside, add_up_the_legs_and_the_roads)
{
    const auto network = network_of({both_ways("LINESTRING (0 0, 100 0)"),
        both_ways("LINESTRING (100 0, 300 0)"), both_ways("LINESTRING (100 0, 100 -50)")});
    const std::vector<RoadAccess> ends{access_of(*network, "POINT (300 30)")};
    const RouteSearch search(*network, ends, 1.0);
    const Shapes polygons
        = features({rectangle(-10, -5, 20, 5), rectangle(90, -60, 150, 5), rectangle(295, 10, 305, 40)});
    const LayerIndex index(polygons);
    std::vector<Way> ways;
    std::vector<std::uint32_t> nodes;
    for (const char* plot : {"POINT (-20 0)", "POINT (100 -50)", "POINT (299 0)"}) {
        ways.push_back(*search.best_way(access_of(*network, plot)));
        nodes.push_back(ways.back().node);
    }
    const WaysInside found(search, index, nodes, 2);

    EXPECT_NEAR(found.metres(ways[0]), 10.0 + 20.0 + 10.0 + 50.0 + 20.0, 1e-9);
    EXPECT_NEAR(found.metres(ways[1]), 50.0 + 50.0 + 20.0, 1e-9);
    EXPECT_NEAR(found.metres(ways[2]), 20.0, 1e-9);
}

} // namespace
} // namespace kavel
