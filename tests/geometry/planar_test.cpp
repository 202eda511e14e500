// SPDX-License-Identifier: EUPL-1.2
#include "geometry/planar.hpp"

#include "town.hpp"
#include "wkt.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

double perimeter_of(const std::string& wkt)
{
    return perimeter_m(drawn(wkt)[0]);
}

TEST(Area, is_of_the_shells_less_the_holes)
{
    const Town town("AAA.B\n"
                    "A.A.B\n"
                    "AAA..\n"
                    "....B\n");

    EXPECT_DOUBLE_EQ(area_m2(town.outline('A')[0]), 80000.0); // 9 - 1 squares
    EXPECT_DOUBLE_EQ(area_m2(town.outline('B')[0]), 30000.0); // two parts
}

TEST(Area, does_not_depend_on_the_direction_of_the_rings)
{
    for (const char* wkt : {"POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
             "POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
             "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"}) {
        EXPECT_DOUBLE_EQ(area_m2(drawn(wkt)[0]), 15.0) << wkt;
    }
}

TEST(Area, of_points_lines_and_nothing_is_zero)
{
    for (const char* wkt : {"POINT (1 1)", "LINESTRING (0 0, 9 0, 9 9, 0 0)", "POLYGON EMPTY"}) {
        EXPECT_EQ(area_m2(drawn(wkt)[0]), 0.0) << wkt;
    }
}

TEST(Area, keeps_its_digits_far_from_the_origin)
{
    // A square of 1 cm near the north-east corner of the Dutch grid: products of coordinates would lose it.
    const double x = 276000.5;
    const double y = 612000.25;
    const double side = 1.0 / 128.0; // so that the corners have a double of their own

    EXPECT_EQ(area_m2(drawn(rectangle(x, y, x + side, y + side))[0]), side * side);
}

TEST(Perimeter, is_of_all_rings_holes_included)
{
    const Town town("AAA.\n"
                    "A.A.\n"
                    "AAA.\n");

    EXPECT_DOUBLE_EQ(perimeter_m(town.outline('A')[0]), 1200.0 + 400.0);
    EXPECT_DOUBLE_EQ(perimeter_of("POLYGON ((0 0, 3 0, 0 4, 0 0))"), 12.0);
    EXPECT_DOUBLE_EQ(perimeter_of("MULTIPOLYGON (((0 0, 3 0, 0 4, 0 0)), ((10 0, 13 0, 10 4, 10 0)))"), 24.0);
}

TEST(Perimeter, of_lines_and_points_is_zero)
{
    EXPECT_EQ(perimeter_of("GEOMETRYCOLLECTION (LINESTRING (0 0, 10 0), POINT (3 3))"), 0.0);
}

TEST(ConvexHull, goes_round_counter_clockwise_without_points_on_its_sides)
{
    const Shapes star = drawn("POLYGON ((0 0, 2 1, 4 0, 3 2, 4 4, 2 3, 0 4, 1 2, 0 0))");

    EXPECT_EQ(convex_hull(star[0]), (std::vector<Point>{{0, 0}, {4, 0}, {4, 4}, {0, 4}}));
    EXPECT_EQ(convex_hull(drawn("POLYGON ((0 0, 2 0, 4 0, 4 2, 4 4, 0 4, 0 2, 0 0))")[0]),
        (std::vector<Point>{{0, 0}, {4, 0}, {4, 4}, {0, 4}}));
}

TEST(ConvexHull, of_points_on_one_line_is_its_two_ends)
{
    EXPECT_EQ(convex_hull(drawn("LINESTRING (1 1, 3 3, 2 2)")[0]), (std::vector<Point>{{1, 1}, {3, 3}}));
    EXPECT_EQ(convex_hull(drawn("LINESTRING (1 1, 1 1)")[0]), (std::vector<Point>{{1, 1}}));
    EXPECT_TRUE(convex_hull(drawn("POINT EMPTY")[0]).empty());
}

TEST(ConvexHull, has_every_point_of_the_shape_on_its_left)
{
    std::mt19937 random(2);
    std::uniform_int_distribution<int> place(0, 40); // a coarse grid: many points on one line
    for (int round = 0; round < 200; ++round) {
        Shapes shapes;
        std::vector<Point> points(static_cast<std::size_t>(3 + round % 40));
        for (Point& point : points) {
            point = {static_cast<double>(place(random)), static_cast<double>(place(random))};
        }
        shapes.add_path(PathKind::line, points);
        shapes.end_feature();

        const std::vector<Point> hull = convex_hull(shapes[0]);

        for (std::size_t i = 0; i < hull.size() && hull.size() > 2; ++i) {
            const Point& a = hull[i];
            const Point& b = hull[(i + 1) % hull.size()];
            for (const Point& p : points) {
                ASSERT_GE((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x), 0.0);
            }
            ASSERT_NE(std::find(points.begin(), points.end(), a), points.end());
        }
    }
}

TEST(MinimumAreaRectangle, of_a_rectangle_is_that_rectangle_in_any_direction)
{
    for (int degrees = 0; degrees < 360; degrees += 7) {
        const double angle = degrees * std::acos(-1.0) / 180.0;
        const auto at = [angle](double x, double y) {
            return fmt::format("{} {}", 2e5 + x * std::cos(angle) - y * std::sin(angle),
                5e5 + x * std::sin(angle) + y * std::cos(angle));
        };
        const Shapes hall = drawn(fmt::format(
            "POLYGON (({0}, {1}, {2}, {3}, {0}))", at(0, 0), at(300, 0), at(300, 120), at(0, 120)));

        const Rectangle around = minimum_area_rectangle(hall[0]);

        EXPECT_NEAR(around.length_m, 300.0, 1e-7) << degrees << " degrees";
        EXPECT_NEAR(around.width_m, 120.0, 1e-7) << degrees << " degrees";
    }
}

TEST(MinimumAreaRectangle, of_equal_areas_is_the_narrower)
{
    // Every rectangle along a side of a triangle without obtuse angle has twice its area: 6 x 8 and 10 x 4.8.
    const Rectangle around = minimum_area_rectangle(drawn("POLYGON ((0 0, 6 0, 0 8, 0 0))")[0]);

    EXPECT_NEAR(around.length_m, 10.0, 1e-12);
    EXPECT_NEAR(around.width_m, 4.8, 1e-12);
}

TEST(MinimumAreaRectangle, of_equal_areas_is_the_narrower_wherever_the_triangle_lies)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> angle(0.0, 6.3);
    for (int round = 0; round < 200; ++round) {
        const double turn = angle(random);
        const auto at = [turn](double x, double y) {
            return fmt::format("{} {}", 180000.0 + 100.0 * (x * std::cos(turn) - y * std::sin(turn)),
                440000.0 + 100.0 * (x * std::sin(turn) + y * std::cos(turn)));
        };
        const Shapes triangle
            = drawn(fmt::format("POLYGON (({0}, {1}, {2}, {0}))", at(0, 0), at(6, 0), at(0, 8)));

        const Rectangle around = minimum_area_rectangle(triangle[0]);

        ASSERT_NEAR(around.length_m, 1000.0, 1e-6);
        ASSERT_NEAR(around.width_m, 480.0, 1e-6);
    }
}

TEST(MinimumAreaRectangle, looks_at_all_parts_and_lets_holes_be)
{
    const Town town("B...\n"
                    "...B\n");

    const Rectangle around = minimum_area_rectangle(town.outline('B')[0]);

    // The hull runs over (0,-100) (300,-200) (400,-200) (400,-100) (100,0) (0,0). Along the long side,
    // direction (3,-1): the rectangle is 1400/sqrt(10) long and 400/sqrt(10) wide = 56,000 m2; along the
    // squares' sides 400 x 200 = 80,000.
    EXPECT_NEAR(around.length_m, 1400.0 / std::sqrt(10.0), 1e-9);
    EXPECT_NEAR(around.width_m, 400.0 / std::sqrt(10.0), 1e-9);
}

TEST(MinimumAreaRectangle, of_what_has_no_area_has_no_width)
{
    const Rectangle line = minimum_area_rectangle(drawn("LINESTRING (0 0, 3 4)")[0]);
    EXPECT_DOUBLE_EQ(line.length_m, 5.0);
    EXPECT_DOUBLE_EQ(line.width_m, 0.0);

    const Rectangle point = minimum_area_rectangle(drawn("POINT (1 1)")[0]);
    EXPECT_EQ(point.length_m, 0.0);
    EXPECT_EQ(point.width_m, 0.0);
}

/// Sides of a rectangle, line or point given as text: the longer first.
Rectangle sides_of(const std::string& wkt)
{
    const Shapes shapes = drawn(wkt);
    const auto points = shapes[0].path(0).points;
    const auto side = [&points](std::size_t i) {
        return points.size() > i + 1
            ? std::hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y)
            : 0.0;
    };
    const double second = points.size() > 3 ? side(1) : 0.0;
    return {std::max(side(0), second), std::min(side(0), second)};
}

TEST(MinimumAreaRectangle, is_the_one_that_other_programs_publish)
{
    const std::filesystem::path file = KAVEL_SOURCE "/../shared/oracles/constructions.json";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << file << " is not there";
    }
    const auto cases = nlohmann::json::parse(std::ifstream(file)).at("min_area_rectangle");
    ASSERT_FALSE(cases.empty());
    for (const auto& one : cases) {
        const auto wkt = one.at("wkt").get<std::string>();
        const Rectangle expected = sides_of(one.at("expected_wkt").get<std::string>());

        const Rectangle around = minimum_area_rectangle(drawn(wkt)[0]);

        // The published corners have some twelve digits.
        const double slack = 1e-9 * std::max(1.0, expected.length_m);
        EXPECT_NEAR(
            around.length_m * around.width_m, expected.length_m * expected.width_m, slack * expected.length_m)
            << wkt;
        EXPECT_LE(around.width_m, expected.width_m + slack) << wkt; // of equal areas, the narrower
    }
}

TEST(MinimumAreaRectangle, is_no_larger_than_the_rectangle_in_any_direction)
{
    std::mt19937 random(4);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    for (int round = 0; round < 100; ++round) {
        Shapes shapes;
        std::vector<Point> points(12);
        for (Point& point : points) {
            point = {place(random), place(random)};
        }
        shapes.add_path(PathKind::line, points);
        shapes.end_feature();
        const Rectangle around = minimum_area_rectangle(shapes[0]);
        EXPECT_GE(around.length_m, around.width_m);
        for (int i = 0; i < 360; ++i) {
            const double angle = i * std::acos(-1.0) / 360.0;
            Box box;
            for (const Point& p : points) {
                box.add(Point{p.x * std::cos(angle) + p.y * std::sin(angle),
                    p.y * std::cos(angle) - p.x * std::sin(angle)});
            }
            const double area = (box.east - box.west) * (box.north - box.south);
            ASSERT_LE(around.length_m * around.width_m, area * (1.0 + 1e-12));
        }
    }
}

} // namespace
} // namespace kavel
