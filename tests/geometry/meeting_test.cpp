// SPDX-License-Identifier: EUPL-1.2
#include "geometry/meeting.hpp"

#include "wkt.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace kavel {
namespace {

using Found = std::vector<LinePart>;

Found parts(const std::string& shape, const std::string& line, Parts which = Parts::any)
{
    const Shapes shapes = drawn(shape);
    const Shapes lines = drawn(line);
    std::vector<Run> runs;
    add_runs(runs, shapes[0], 0);
    const std::vector<double> along = metres_along(lines[0].path(0).points);
    Found found = parts_in(runs, {lines[0].path(0).points, along}, which);
    for (LinePart& part : found) { // to a nanometre
        part = {std::round(part.from_m * 1e9) / 1e9, std::round(part.to_m * 1e9) / 1e9};
    }
    return found;
}

NearPlace nearest(const std::string& shape, const std::string& line, double distance_m)
{
    const Shapes shapes = drawn(shape);
    const Shapes lines = drawn(line);
    std::vector<Run> runs;
    add_runs(runs, shapes[0], 0);
    const std::vector<double> along = metres_along(lines[0].path(0).points);
    return first_nearest(runs, {lines[0].path(0).points, along}, distance_m);
}

const std::string square = rectangle(0, 0, 100, 100);

TEST(PartsInAShape, are_what_lies_in_a_polygon)
{
    EXPECT_EQ(parts(square, "LINESTRING (-50 50, 150 50)"), (Found{{50, 150}}));
    EXPECT_EQ(parts(square, "LINESTRING (-50 50, 30 50)"), (Found{{50, 80}}));
    EXPECT_EQ(parts(square, "LINESTRING (20 50, 30 50)"), (Found{{0, 10}}));
    EXPECT_EQ(parts(square, "LINESTRING (-50 50, -20 50)"), Found());
    EXPECT_EQ(parts(square, "LINESTRING (-50 150, 150 150)"), Found());
}

TEST(PartsInAShape, are_several_when_the_line_comes_in_twice)
{
    EXPECT_EQ(parts(square, "LINESTRING (-50 20, 150 20, 150 60, -50 60)"), (Found{{50, 150}, {290, 390}}));
}

TEST(PartsInAShape, leave_out_a_hole_and_take_its_edge)
{
    const std::string ring
        = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))";
    EXPECT_EQ(parts(ring, "LINESTRING (-50 50, 150 50)"), (Found{{50, 90}, {110, 150}}));
    EXPECT_EQ(parts(ring, "LINESTRING (45 50, 55 50)"), Found());
    EXPECT_EQ(parts(ring, "LINESTRING (40 45, 40 55)"), (Found{{0, 10}}));
}

TEST(PartsInAShape, take_the_boundary_for_inside)
{
    EXPECT_EQ(parts(square, "LINESTRING (0 -50, 0 150)"), (Found{{50, 150}}));
    EXPECT_EQ(parts(square, "LINESTRING (20 100, 80 100)"), (Found{{0, 60}}));
    EXPECT_EQ(parts(square, "LINESTRING (0.0000005 -50, 0.0000005 150)").size(), 1U);
}

TEST(PartsInAShape, have_no_length_where_the_line_only_touches)
{
    EXPECT_EQ(parts(square, "LINESTRING (-50 50, 0 50)"), (Found{{50, 50}}));
    EXPECT_EQ(parts(square, "LINESTRING (-50 60, 50 160)"), Found());
    const Found corner = parts(square, "LINESTRING (-100 0, 100 200)");
    ASSERT_EQ(corner.size(), 1U);
    EXPECT_NEAR(corner[0].from_m, 141.421356, 1e-6);
    EXPECT_EQ(corner[0].from_m, corner[0].to_m);
}

TEST(PartsInAShape, follow_lines_and_find_points)
{
    EXPECT_EQ(parts("LINESTRING (20 -10, 20 10)", "LINESTRING (0 0, 100 0)"), (Found{{20, 20}}));
    EXPECT_EQ(parts("LINESTRING (20 0, 50 0, 50 30)", "LINESTRING (0 0, 100 0)"), (Found{{20, 50}}));
    EXPECT_EQ(parts("POINT (30 0)", "LINESTRING (0 0, 100 0)"), (Found{{30, 30}}));
    EXPECT_EQ(parts("MULTIPOINT (70 0, 30 0, 10 5)", "LINESTRING (0 0, 100 0)"), (Found{{30, 30}, {70, 70}}));
}

TEST(PartsInAShape, count_only_the_kind_that_is_asked_for)
{
    const std::string mixed
        = "GEOMETRYCOLLECTION (LINESTRING (0 200, 100 200), POLYGON ((0 0, 10 0, 10 10, 0 0)))";
    EXPECT_EQ(parts(mixed, "LINESTRING (0 200, 50 200)"), (Found{{0, 50}}));
    EXPECT_EQ(parts(mixed, "LINESTRING (0 200, 50 200)", Parts::polygons), Found());
}

TEST(FirstNearest, is_the_first_place_of_a_stretch_that_runs_beside)
{
    const NearPlace place = nearest(square, "LINESTRING (-50 120, 150 120)", 20);
    EXPECT_NEAR(place.along_m, 50.0, 1e-9);
    EXPECT_EQ(place.on_shape, (Point{0, 100}));
    EXPECT_EQ(nearest(square, "LINESTRING (150 120, -50 120)", 20).on_shape, (Point{100, 100}));
}

TEST(FirstNearest, is_on_whichever_segment_comes_near)
{
    const NearPlace place = nearest(square, "LINESTRING (-500 500, -30 500, -30 50, -500 50)", 30);
    EXPECT_NEAR(place.along_m, 470.0 + 400.0, 1e-9);
    EXPECT_EQ(place.on_shape, (Point{0, 100}));
    EXPECT_NEAR(nearest("POINT (40 30)", "LINESTRING (0 0, 100 0)", 30).along_m, 40.0, 1e-9);
}

TEST(UnitedLength, counts_what_overlaps_once)
{
    EXPECT_EQ(united_length_m({}), 0.0);
    EXPECT_EQ(united_length_m({{10, 20}, {0, 5}}), 15.0);
    EXPECT_EQ(united_length_m({{10, 20}, {0, 15}, {12, 13}}), 20.0);
    EXPECT_EQ(united_length_m({{10, 10}, {0, 10}}), 10.0);
}

} // namespace
} // namespace kavel
