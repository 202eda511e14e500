// SPDX-License-Identifier: EUPL-1.2
#include "geometry/along.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace kavel {
namespace {

const std::vector<Point> corner{{0, 0}, {30, 0}, {30, 40}};
const std::vector<double> along = metres_along(corner);
const MeasuredLine line{corner, along};

TEST(MetresAlong, adds_up_the_segments)
{
    EXPECT_EQ(along, (std::vector<double>{0, 30, 70}));
    EXPECT_EQ(line.length_m(), 70.0);
}

TEST(MetresAlong, tells_the_point_at_so_many_metres)
{
    EXPECT_EQ(line.at(0), (Point{0, 0}));
    EXPECT_EQ(line.at(15), (Point{15, 0}));
    EXPECT_EQ(line.at(30), (Point{30, 0}));
    EXPECT_EQ(line.at(50), (Point{30, 20}));
    EXPECT_EQ(line.at(70), (Point{30, 40}));
    EXPECT_EQ(line.at(71), (Point{30, 40}));
    EXPECT_EQ(line.at(-1), (Point{0, 0}));
}

TEST(MetresAlong, gives_the_points_between_two_places)
{
    EXPECT_EQ(line.between(10, 50), (std::vector<Point>{{10, 0}, {30, 0}, {30, 20}}));
    EXPECT_EQ(line.between(50, 10), (std::vector<Point>{{30, 20}, {30, 0}, {10, 0}}));
    EXPECT_EQ(line.between(10, 20), (std::vector<Point>{{10, 0}, {20, 0}}));
    EXPECT_EQ(line.between(0, 70), corner);
}

TEST(MetresAlong, gives_one_place_twice_where_the_two_are_the_same)
{
    EXPECT_EQ(line.between(10, 10), (std::vector<Point>{{10, 0}, {10, 0}}));
}

} // namespace
} // namespace kavel
