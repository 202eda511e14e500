// SPDX-License-Identifier: EUPL-1.2
#include "geometry/shapes.hpp"

#include "town.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace kavel {
namespace {

std::vector<PathKind> kinds_of(const Shape& shape)
{
    std::vector<PathKind> kinds;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        kinds.push_back(shape.path(i).kind);
    }
    return kinds;
}

TEST(Box, begins_empty_and_meets_nothing)
{
    const Box none;

    EXPECT_TRUE(none.empty());
    EXPECT_FALSE(none.meets({-1e9, -1e9, 1e9, 1e9}));
    EXPECT_FALSE((Box{-1e9, -1e9, 1e9, 1e9}).meets(none));
}

TEST(Box, grows_around_points_and_boxes)
{
    Box box;
    box.add(Point{3.0, 4.0});
    EXPECT_EQ(box, (Box{3.0, 4.0, 3.0, 4.0}));
    EXPECT_FALSE(box.empty());

    box.add(Box{-1.0, 5.0, 2.0, 6.0});
    EXPECT_EQ(box, (Box{-1.0, 4.0, 3.0, 6.0}));

    box.add(Box());
    EXPECT_EQ(box, (Box{-1.0, 4.0, 3.0, 6.0}));
    EXPECT_EQ(box.grown(10.0), (Box{-11.0, -6.0, 13.0, 16.0}));
}

TEST(Box, meets_what_it_touches_at_a_side_or_a_corner)
{
    const Box box{0.0, 0.0, 10.0, 10.0};
    const struct {
        Box other;
        bool meets;
    } table[] = {
        {{2.0, 2.0, 3.0, 3.0}, true}, // inside
        {{-5.0, -5.0, 15.0, 15.0}, true}, // around
        {{10.0, 0.0, 20.0, 10.0}, true}, // side by side
        {{10.0, 10.0, 20.0, 20.0}, true}, // corner to corner
        {{10.0000001, 0.0, 20.0, 10.0}, false}, {{0.0, -20.0, 10.0, -0.0000001}, false},
        {{4.0, -5.0, 6.0, 15.0}, true}, // across
    };
    for (const auto& [other, meets] : table) {
        EXPECT_EQ(box.meets(other), meets);
        EXPECT_EQ(other.meets(box), meets);
    }
}

TEST(Box, holds_what_lies_in_it_or_on_its_border)
{
    const Box box{0.0, 0.0, 10.0, 10.0};

    EXPECT_TRUE(box.holds(box));
    EXPECT_TRUE(box.holds(Point{0.0, 10.0}));
    EXPECT_FALSE(box.holds(Point{-1e-12, 10.0}));
    EXPECT_FALSE(box.holds(Box{0.0, 0.0, 10.0, 10.5}));
}

TEST(Box, distance_runs_from_border_to_border)
{
    const Town town("A.B.\n"
                    "....\n"
                    "..CC\n");

    EXPECT_DOUBLE_EQ(distance_m(town['A'], town['B']), 100.0);
    EXPECT_DOUBLE_EQ(distance_m(town['B'], town['C']), 100.0);
    EXPECT_DOUBLE_EQ(distance_m(town['A'], town['C']), 100.0 * std::sqrt(2.0)); // from corner to corner
    EXPECT_DOUBLE_EQ(distance_m(town['C'], town['A']), 100.0 * std::sqrt(2.0));
    EXPECT_DOUBLE_EQ(distance_m(town['A'], town['A']), 0.0);
}

TEST(Shapes, keep_each_features_paths_in_order)
{
    const Shapes shapes = features({"POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))", "POINT EMPTY",
        "GEOMETRYCOLLECTION (POINT (7 8), LINESTRING (1 1, 2 2, 3 1))"});

    ASSERT_EQ(shapes.size(), 3U);
    EXPECT_EQ(kinds_of(shapes[0]), (std::vector{PathKind::shell, PathKind::hole}));
    EXPECT_EQ(shapes[0].box(), (Box{0.0, 0.0, 4.0, 4.0}));
    EXPECT_EQ(shapes[0].points(), 8U);
    EXPECT_TRUE(shapes[1].empty());
    EXPECT_TRUE(shapes[1].box().empty());
    EXPECT_EQ(kinds_of(shapes[2]), (std::vector{PathKind::point, PathKind::line}));
    EXPECT_EQ(shapes[2].path(1).points[2], (Point{3.0, 1.0}));
    EXPECT_TRUE(shapes[2].has(PathKind::line));
    EXPECT_FALSE(shapes[2].has(PathKind::shell));
    EXPECT_TRUE(Shape().empty());
}

TEST(Shapes, put_a_feature_in_the_place_of_another)
{
    const Shapes from = features({"POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))", "POINT EMPTY"});
    Shapes shapes = features({"POINT (1 1)", "LINESTRING (1 1, 2 2)", "POINT (9 9)"});

    shapes.replace(1, from[0]);
    shapes.replace(0, from[1]);

    ASSERT_EQ(shapes.size(), 3U);
    EXPECT_TRUE(shapes[0].empty());
    EXPECT_EQ(kinds_of(shapes[1]), (std::vector{PathKind::shell, PathKind::hole}));
    EXPECT_EQ(shapes[1].path(1).points[1], (Point{3.0, 1.0}));
    EXPECT_EQ(shapes[1].box(), (Box{0.0, 0.0, 4.0, 4.0}));
    EXPECT_EQ(shapes[2].path(0).points[0], (Point{9.0, 9.0}));

    shapes.add(from[0]); // goes on behind what was put in
    ASSERT_EQ(shapes.size(), 4U);
    EXPECT_EQ(kinds_of(shapes[3]), (std::vector{PathKind::shell, PathKind::hole}));
    EXPECT_EQ(shapes[3].path(0).points[2], (Point{4.0, 4.0}));
}

TEST(Shapes, stand_in_another_order_when_told)
{
    Shapes shapes = features({"POINT (1 1)", "LINESTRING (1 1, 2 2)", "POINT EMPTY"});

    shapes.reorder(std::vector<std::size_t>{2, 0, 1});

    EXPECT_TRUE(shapes[0].empty());
    EXPECT_EQ(shapes[1].path(0).points[0], (Point{1.0, 1.0}));
    EXPECT_EQ(kinds_of(shapes[2]), std::vector{PathKind::line});
    EXPECT_EQ(shapes[2].box(), (Box{1.0, 1.0, 2.0, 2.0}));
}

TEST(Shapes, take_all_of_another_and_are_emptied)
{
    const Shapes first = features({"POINT (1 1)", "POINT EMPTY"});
    const Shapes second = features({"POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))", "POINT (5 6)"});
    Shapes all;
    for (int times = 0; times < 2; ++times) {
        all.clear();
        EXPECT_EQ(all.size(), 0U);
        all.add(first);
        all.add(second);
        ASSERT_EQ(all.size(), 4U);
        EXPECT_EQ(all[0].path(0).points[0], (Point{1.0, 1.0}));
        EXPECT_TRUE(all[1].empty());
        EXPECT_EQ(kinds_of(all[2]), (std::vector{PathKind::shell, PathKind::hole}));
        EXPECT_EQ(all[2].path(1).points[2], (Point{3.0, 2.0}));
        EXPECT_EQ(all[3].path(0).points[0], (Point{5.0, 6.0}));
        EXPECT_EQ(all.box(), (Box{0.0, 0.0, 5.0, 6.0}));
    }
}

TEST(Shapes, copy_a_feature_from_elsewhere)
{
    const Shapes from = features({"POINT (1 1)", "POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))"});
    Shapes to;

    to.add(from[1]);
    to.add(from[0]);

    ASSERT_EQ(to.size(), 2U);
    EXPECT_EQ(kinds_of(to[0]), (std::vector{PathKind::shell, PathKind::hole}));
    EXPECT_EQ(to[0].path(1).points[1], (Point{3.0, 1.0}));
    EXPECT_EQ(to[1].box(), (Box{1.0, 1.0, 1.0, 1.0}));
}

TEST(Shapes, take_their_boxes_anew_when_all_points_move)
{
    Shapes shapes = features({"LINESTRING (1 2, 3 4)", "POINT EMPTY", "POINT (5 6)"});

    shapes.transform([](std::span<Point> points) {
        for (Point& point : points) {
            point = {-point.y, point.x};
        }
    });

    EXPECT_EQ(shapes[0].path(0).points[1], (Point{-4.0, 3.0}));
    EXPECT_EQ(shapes[0].box(), (Box{-4.0, 1.0, -2.0, 3.0}));
    EXPECT_TRUE(shapes[1].box().empty());
    EXPECT_EQ(shapes[2].box(), (Box{-6.0, 5.0, -6.0, 5.0}));
}

TEST(Town, draws_a_letter_as_the_polygons_of_its_squares)
{
    const Town town("AAA.\n"
                    "A.A.\n"
                    "AAAB\n"
                    "..B.\n");

    const Shapes ring = town.outline('A');
    EXPECT_EQ(kinds_of(ring[0]), (std::vector{PathKind::shell, PathKind::hole}));
    EXPECT_EQ(ring[0].box(), (Box{0.0, -300.0, 300.0, 0.0}));
    EXPECT_EQ(ring[0].path(0).points.size(), 5U);
    Box hole;
    for (const Point& point : ring[0].path(1).points) {
        hole.add(point);
    }
    EXPECT_EQ(hole, (Box{100.0, -200.0, 200.0, -100.0}));
    EXPECT_EQ(kinds_of(town.outline('B')[0]), (std::vector{PathKind::shell, PathKind::shell}));
    EXPECT_THROW(town.outline('C'), std::invalid_argument);
}

} // namespace
} // namespace kavel
