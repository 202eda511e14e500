// SPDX-License-Identifier: EUPL-1.2
#include "read/coordinates.hpp"

#include "base/problem.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace kavel {
namespace {

const Box netherlands{3.3, 50.7, 7.3, 53.6};

Point through(const CoordinateOperation& operation, Point point)
{
    operation.transform(std::span(&point, 1));
    return point;
}

TEST(Coordinates, of_the_control_points_are_as_far_off_as_without_grids)
{
    const std::filesystem::path file = KAVEL_SOURCE "/../shared/oracles/rdnaptrans_points.csv";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << file << " is not there";
    }
    std::ifstream rows(file);
    std::string row;
    std::getline(rows, row);
    ASSERT_EQ(
        row, "name,etrs_lat,etrs_lon,rd_x,rd_y,proj_4258_dx_m,proj_4258_dy_m,proj_4326_dx_m,proj_4326_dy_m");
    const CoordinateOperation from_etrs89("EPSG:4258", "EPSG:28992", netherlands);
    const CoordinateOperation from_wgs84("EPSG:4326", "EPSG:28992", netherlands);
    int points = 0;
    while (std::getline(rows, row)) {
        std::istringstream cells(row);
        std::string name;
        std::getline(cells, name, ',');
        std::vector<double> numbers;
        for (std::string cell; std::getline(cells, cell, ',');) {
            numbers.push_back(std::stod(cell));
        }
        ASSERT_EQ(numbers.size(), 8U) << row;
        const Point degrees{numbers[1], numbers[0]}; // longitude first

        const Point by_4258 = through(from_etrs89, degrees);
        const Point by_4326 = through(from_wgs84, degrees);

        constexpr double millimetre = 0.001;
        EXPECT_NEAR(by_4258.x - numbers[2], numbers[4], millimetre) << name;
        EXPECT_NEAR(by_4258.y - numbers[3], numbers[5], millimetre) << name;
        EXPECT_NEAR(by_4326.x - numbers[2], numbers[6], millimetre) << name;
        EXPECT_NEAR(by_4326.y - numbers[3], numbers[7], millimetre) << name;
        ++points;
    }
    EXPECT_GE(points, 4);
}

TEST(Coordinates, say_by_which_operation_and_how_accurate_they_are)
{
    const CoordinateOperation operation("EPSG:4258", "EPSG:28992", netherlands);

    EXPECT_NE(operation.name(), "");
    ASSERT_TRUE(operation.accuracy_m().has_value());
    EXPECT_GE(*operation.accuracy_m(), 0.0);
    EXPECT_LE(*operation.accuracy_m(), 1.0);
}

TEST(Coordinates, say_which_better_operation_lacks_a_grid)
{
    const CoordinateOperation operation("EPSG:4258", "EPSG:28992", netherlands);
    if (!operation.better_one_lacks_grid()) {
        GTEST_SKIP() << "the grids of RDNAPTRANS are installed here";
    }

    EXPECT_NE(operation.better_one_lacks_grid()->en.find("rdtrans"), std::string::npos)
        << operation.better_one_lacks_grid()->en;
}

TEST(Coordinates, go_there_and_back)
{
    const CoordinateOperation there("EPSG:28992", "EPSG:4258", netherlands);
    const CoordinateOperation back("EPSG:4258", "EPSG:28992", netherlands);
    for (const Point& point :
        {Point{155000, 463000}, Point{247380.56, 604580.78}, Point{16460.91, 377380.23}}) {
        const Point again = through(back, through(there, point));

        EXPECT_NEAR(again.x, point.x, 1e-3);
        EXPECT_NEAR(again.y, point.y, 1e-3);
    }
}

TEST(Coordinates, have_east_before_north_whatever_the_order_of_the_axes)
{
    // EPSG:4326 says latitude first, EPSG:3035 northing first, OGC:CRS84 longitude first.
    const Point amersfoort{5.387203657, 52.155172897};

    const Point rd = through(CoordinateOperation("EPSG:4326", "EPSG:28992", netherlands), amersfoort);
    const Point by_crs84 = through(CoordinateOperation("OGC:CRS84", "EPSG:28992", netherlands), amersfoort);
    const Point laea = through(CoordinateOperation("EPSG:4326", "EPSG:3035", netherlands), amersfoort);

    EXPECT_NEAR(rd.x, 155000.0, 1.0);
    EXPECT_NEAR(rd.y, 463000.0, 1.0);
    EXPECT_NEAR(by_crs84.x, rd.x, 1e-3);
    EXPECT_NEAR(by_crs84.y, rd.y, 1e-3);
    EXPECT_NEAR(laea.x, 4005000.0, 20000.0); // easting
    EXPECT_NEAR(laea.y, 3230000.0, 20000.0); // northing
}

TEST(Coordinates, that_cannot_be_transformed_become_no_number_or_infinite)
{
    const CoordinateOperation operation("EPSG:4326", "EPSG:28992", netherlands);
    Point points[] = {{5.387203657, 52.155172897}, {500.0, 500.0}, {std::nan(""), 52.0}, {5.4, 52.2}};

    operation.transform(points);

    EXPECT_NEAR(points[0].x, 155000.0, 1.0);
    EXPECT_FALSE(std::isfinite(points[1].x) && std::isfinite(points[1].y));
    EXPECT_FALSE(std::isfinite(points[2].x) && std::isfinite(points[2].y));
    EXPECT_TRUE(std::isfinite(points[3].x));
    operation.transform({}); // nothing to do
}

TEST(Coordinates, of_a_crs_that_nobody_knows_are_a_problem)
{
    EXPECT_THROW(CoordinateOperation("EPSG:1", "EPSG:28992", {}), Problems);
    EXPECT_THROW(CoordinateOperation("", "EPSG:28992", {}), Problems);
}

TEST(Bounds, of_a_box_in_another_crs_hold_the_box)
{
    const Box box = transformed_bounds("EPSG:28992", "EPSG:4326", {150000, 460000, 160000, 470000});
    const CoordinateOperation operation("EPSG:28992", "EPSG:4326", netherlands);

    for (const Point& corner : {Point{150000, 460000}, Point{160000, 460000}, Point{160000, 470000},
             Point{150000, 470000}, Point{155000, 470000}, Point{155000, 460000}}) {
        const Point degrees = through(operation, corner);
        EXPECT_TRUE(box.grown(1e-6).holds(degrees)) << degrees.x << " " << degrees.y;
    }
    EXPECT_NEAR(box.west, 5.31, 0.02);
    EXPECT_NEAR(box.north, 52.22, 0.02);
}

TEST(Bounds, of_nothing_or_of_what_lies_off_the_map_are_empty)
{
    EXPECT_TRUE(transformed_bounds("EPSG:28992", "EPSG:4326", {}).empty());
    EXPECT_TRUE(transformed_bounds("EPSG:4326", "EPSG:28992", {500, 500, 600, 600}).empty());
}

} // namespace
} // namespace kavel
