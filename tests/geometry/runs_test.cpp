// SPDX-License-Identifier: EUPL-1.2
#include "geometry/runs.hpp"

#include "as_ogr.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace kavel {
namespace {

using Runs = std::vector<Run>; // within a test, testing::Test::Run hides the type

constexpr double far = std::numeric_limits<double>::infinity();

std::vector<Run> runs_of(const Shapes& shapes, std::size_t feature = 0)
{
    std::vector<Run> runs;
    add_runs(runs, shapes[feature], static_cast<std::uint32_t>(feature));
    return runs;
}

Gap gap(const Shapes& a, const Shapes& b, double bound_m = far)
{
    return gap_between(runs_of(a), runs_of(b), bound_m);
}

double distance(const std::string& a, const std::string& b)
{
    return gap(drawn(a), drawn(b)).distance_m;
}

/// A line of so many points, 10 m apart, to the east.
Shapes line_of(std::size_t points)
{
    Shapes shapes;
    std::vector<Point> list;
    for (std::size_t i = 0; i < points; ++i) {
        list.push_back({10.0 * static_cast<double>(i), 0.0});
    }
    shapes.add_path(PathKind::line, list);
    shapes.end_feature();
    return shapes;
}

/// A regular polygon, star-shaped when `inner` is less than `outer`.
Shapes star(double x, double y, int corners, double outer, double inner, double turn)
{
    Shapes shapes;
    std::vector<Point> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2.0 * std::numbers::pi * i / corners;
        const double radius = i % 2 == 0 ? outer : inner;
        ring.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    shapes.add_path(PathKind::shell, ring);
    shapes.end_feature();
    return shapes;
}

TEST(Runs, cut_a_path_into_stretches_that_share_their_ends)
{
    const struct {
        std::size_t points, runs;
    } table[] = {{1, 1}, {2, 1}, {12, 1}, {13, 1}, {14, 2}, {25, 2}, {26, 3}, {100, 9}};

    for (const auto& [points, expected] : table) {
        const Shapes line = line_of(points);
        const Runs runs = runs_of(line);

        ASSERT_EQ(runs.size(), expected) << points << " points";
        EXPECT_EQ(runs.front().points.front(), line[0].path(0).points.front());
        EXPECT_EQ(runs.back().points.back(), line[0].path(0).points.back());
        for (std::size_t i = 0; i < runs.size(); ++i) {
            EXPECT_EQ(runs[i].starts_path, i == 0);
            EXPECT_LE(runs[i].points.size(), run_segments + 1);
            EXPECT_EQ(runs[i].box.east, runs[i].points.back().x);
            if (i > 0) {
                EXPECT_EQ(runs[i - 1].points.back(), runs[i].points.front());
            }
        }
    }
}

TEST(Runs, know_their_feature_and_kind)
{
    const Shapes shapes = features({"POINT (0 0)",
        "GEOMETRYCOLLECTION (POINT (5 5), LINESTRING (0 0, 1 1), POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 "
        "2, 5 1)))"});

    const Runs runs = runs_of(shapes, 1);

    ASSERT_EQ(runs.size(), 4U);
    const PathKind kinds[] = {PathKind::point, PathKind::line, PathKind::shell, PathKind::hole};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(runs[i].kind, kinds[i]);
        EXPECT_EQ(runs[i].feature, 1U);
        EXPECT_TRUE(runs[i].starts_path);
    }
}

TEST(Parts, that_count_are_those_of_the_dimension)
{
    const struct {
        PathKind kind;
        bool any, lines, polygons;
    } table[] = {
        {PathKind::point, true, false, false},
        {PathKind::line, true, true, false},
        {PathKind::shell, true, false, true},
        {PathKind::hole, true, false, true},
    };
    for (const auto& [kind, any, lines, polygons] : table) {
        EXPECT_EQ(counts(kind, Parts::any), any);
        EXPECT_EQ(counts(kind, Parts::lines), lines);
        EXPECT_EQ(counts(kind, Parts::polygons), polygons);
    }
}

TEST(Distance, runs_from_edge_to_edge)
{
    const Town town("PP..R\n"
                    "PP...\n"
                    ".....\n"
                    "....S\n");

    EXPECT_DOUBLE_EQ(gap(town.outline('P'), town.outline('R')).distance_m, 200.0);
    EXPECT_DOUBLE_EQ(
        gap(town.outline('P'), town.outline('S')).distance_m, 100.0 * std::sqrt(5.0)); // 2 right, 1 down
}

TEST(Distance, is_worked_out_for_every_pair_of_kinds)
{
    const std::string square = rectangle(0, 0, 10, 10);
    const struct {
        std::string a, b;
        double metres;
    } table[] = {
        {square, "POINT (13 14)", 5.0},
        {square, "POINT (13 5)", 3.0},
        {square, "POINT (5 5)", 0.0}, // in it
        {square, "POINT (10 5)", 0.0}, // on its side
        {square, "POINT (10 10)", 0.0}, // on its corner
        {square, "LINESTRING (15 -100, 15 100)", 5.0},
        {square, "LINESTRING (2 2, 3 3)", 0.0}, // in it
        {square, "LINESTRING (-5 5, 15 5)", 0.0}, // through it
        {square, "LINESTRING (10 -5, 10 15)", 0.0}, // along its side
        {square, "LINESTRING (0 20, 20 0)", 0.0}, // at its corner
        {square, rectangle(10, 0, 20, 10), 0.0}, // side to side
        {square, rectangle(10, 10, 20, 20), 0.0}, // corner to corner
        {square, rectangle(2, 2, 3, 3), 0.0}, // in it
        {square, rectangle(-5, -5, 15, 15), 0.0}, // around it
        {square, square, 0.0},
        {square, rectangle(-5, 4, 15, 6), 0.0}, // across, no corner in the other
        {square, "MULTIPOINT (100 100, 14 10, 10 17)", 4.0},
        {square,
            "GEOMETRYCOLLECTION (POINT (100 100), LINESTRING (12 0, 12 9), POLYGON ((50 50, 60 50, 60 60, 50 "
            "50)))",
            2.0},
        {"LINESTRING (0 0, 10 10)", "LINESTRING (0 10, 10 0)", 0.0}, // crossing
        {"LINESTRING (0 0, 10 0)", "LINESTRING (4 3, 6 3)", 3.0},
        {"LINESTRING (0 0, 10 0)", "LINESTRING (5 0, 15 0)", 0.0}, // on each other
        {"LINESTRING (0 0, 10 0)", "LINESTRING (13 0, 15 0)", 3.0}, // in line
        {"POINT (0 0)", "POINT (3 4)", 5.0},
        {"POINT (0 0)", "POINT (0 0)", 0.0},
    };
    for (const auto& [a, b, metres] : table) {
        EXPECT_DOUBLE_EQ(distance(a, b), metres) << a << " - " << b;
        EXPECT_DOUBLE_EQ(distance(b, a), metres) << b << " - " << a;
    }
}

TEST(Distance, from_a_hole_runs_to_the_hole_s_edge)
{
    const Town town("AAAAAAA\n"
                    "A.....A\n"
                    "A.....A\n"
                    "A..B..A\n"
                    "A.....A\n"
                    "AAAAAAA\n");

    EXPECT_DOUBLE_EQ(gap(town.outline('B'), town.outline('A')).distance_m, 100.0);
    EXPECT_DOUBLE_EQ(gap(town.outline('A'), town.outline('B')).distance_m, 100.0);
}

TEST(Distance, to_what_fills_the_hole_is_zero)
{
    const Town town("AAA\n"
                    "ABA\n"
                    "AAA\n");

    EXPECT_EQ(gap(town.outline('A'), town.outline('B')).distance_m, 0.0);
}

TEST(Distance, is_zero_when_one_of_many_parts_lies_inside)
{
    const Shapes apart = drawn("MULTIPOLYGON (((100 0, 110 0, 110 10, 100 0)), ((2 2, 3 2, 3 3, 2 2)))");

    EXPECT_EQ(gap(drawn(rectangle(0, 0, 10, 10)), apart).distance_m, 0.0);
    EXPECT_EQ(gap(apart, drawn(rectangle(0, 0, 10, 10))).distance_m, 0.0);
}

TEST(Gap, has_its_ends_on_the_two_shapes)
{
    const Gap way = gap(drawn("LINESTRING (0 0, 10 0)"), drawn("LINESTRING (4 3, 4 30)"));

    EXPECT_EQ(way.from, (Point{4.0, 0.0}));
    EXPECT_EQ(way.to, (Point{4.0, 3.0}));

    const Gap crossing = gap(drawn("LINESTRING (0 0, 10 10)"), drawn("LINESTRING (0 10, 10 0)"));
    EXPECT_EQ(crossing.from, (Point{5.0, 5.0}));
    EXPECT_EQ(crossing.to, (Point{5.0, 5.0}));
}

TEST(Gap, of_a_shape_in_another_is_a_point_in_both)
{
    const Gap way = gap(drawn(rectangle(0, 0, 10, 10)), drawn("POINT (3 4)"));

    EXPECT_EQ(way.distance_m, 0.0);
    EXPECT_EQ(way.from, (Point{3.0, 4.0}));
    EXPECT_EQ(way.to, (Point{3.0, 4.0}));
}

TEST(Gap, beyond_the_bound_is_infinite)
{
    const Shapes a = drawn("POINT (0 0)");
    const Shapes b = drawn("POINT (3 4)");

    EXPECT_EQ(gap(a, b, 5.0).distance_m, far); // nearer than the bound only
    EXPECT_EQ(gap(a, b, 5.0000001).distance_m, 5.0);
    EXPECT_EQ(gap(a, b, 0.0).distance_m, far);
}

TEST(Gap, stops_looking_when_it_is_near_enough)
{
    // Two points of the second shape are near; the first one that is near enough will do.
    const Shapes a = drawn("POINT (0 0)");
    const Shapes b = drawn("MULTIPOINT (9 0, 1 0)");

    EXPECT_EQ(gap_between(runs_of(a), runs_of(b), far, 10.0).distance_m, 9.0);
    EXPECT_EQ(gap_between(runs_of(a), runs_of(b), far, 0.0).distance_m, 1.0);
}

TEST(Inside, follows_the_even_odd_rule_over_all_rings)
{
    const Town town("AAAAA.AAA\n"
                    "A...A.A.A\n"
                    "A...A.AAA\n"
                    "AAAAA....\n");
    const Shapes shapes = town.outline('A');
    const Runs rings = runs_of(shapes);

    EXPECT_TRUE(inside(rings, {50, -50}));
    EXPECT_TRUE(inside(rings, {450, -250}));
    EXPECT_FALSE(inside(rings, {250, -150})); // in the hole
    EXPECT_FALSE(inside(rings, {550, -50})); // between the parts
    EXPECT_TRUE(inside(rings, {650, -50}));
    EXPECT_FALSE(inside(rings, {750, -150})); // in the other's hole
    EXPECT_FALSE(inside(rings, {-50, -50}));
    EXPECT_FALSE(inside(rings, {1000, -50}));
}

TEST(Inside, is_not_fooled_by_corners_at_the_height_of_the_point)
{
    const Shapes diamond = drawn("POLYGON ((0 0, 10 -10, 20 0, 10 10, 0 0))");
    const Runs rings = runs_of(diamond);

    EXPECT_TRUE(inside(rings, {10, 0}));
    EXPECT_FALSE(inside(rings, {-5, 0})); // the ray meets both corners
    EXPECT_FALSE(inside(rings, {-5, 10}));
    EXPECT_FALSE(inside(rings, {-5, -10}));

    const Shapes comb = drawn("POLYGON ((0 0, 60 0, 60 10, 50 5, 40 10, 30 5, 20 10, 10 5, 0 10, 0 0))");
    EXPECT_TRUE(inside(runs_of(comb), {5, 5})); // the ray runs through the corners of three teeth
    EXPECT_FALSE(inside(runs_of(comb), {-5, 5}));
    EXPECT_FALSE(inside(runs_of(comb), {10, 9}));
}

TEST(Inside, looks_at_no_line_and_no_point)
{
    const Shapes loop = drawn("LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0)");

    EXPECT_FALSE(inside(runs_of(loop), {5, 5}));
}

TEST(Outlines, meet_when_a_nanometre_or_less_is_between_them)
{
    const Shapes square = drawn(rectangle(0, 0, 10, 10));
    const auto meets = [&square](const std::string& other) {
        const Shapes shapes = drawn(other);
        return outlines_meet(runs_of(square), runs_of(shapes));
    };

    EXPECT_TRUE(meets(rectangle(5, 5, 15, 15)));
    EXPECT_TRUE(meets(rectangle(10, 0, 20, 10)));
    EXPECT_TRUE(meets(rectangle(10.0000000005, 0, 20, 10)));
    EXPECT_FALSE(meets(rectangle(10.00000001, 0, 20, 10)));
    EXPECT_FALSE(meets(rectangle(2, 2, 3, 3))); // inside, but not at the edge
    EXPECT_FALSE(meets(rectangle(-5, -5, 15, 15)));
}

/// Metres of a line in a polygon, over all runs of the line.
double metres_inside(const std::string& polygon, const std::string& line)
{
    const Shapes rings = drawn(polygon);
    const Shapes lines = drawn(line);
    double metres = 0.0;
    for (const auto& run : runs_of(lines)) {
        metres += length_inside_m(runs_of(rings), run);
    }
    return metres;
}

TEST(LengthInside, is_of_the_part_of_the_line_that_lies_in_the_polygon)
{
    const std::string square = rectangle(0, 0, 100, 100);
    const std::string ring
        = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))";
    const struct {
        std::string polygon, line;
        double metres;
    } table[] = {
        {square, "LINESTRING (10 10, 10 60)", 50.0}, // wholly inside
        {square, "LINESTRING (-50 50, 50 50)", 50.0}, // comes in
        {square, "LINESTRING (-50 50, 150 50)", 100.0}, // passes through
        {square, "LINESTRING (200 0, 300 0)", 0.0}, // passes by
        {square, "LINESTRING (0 0, 100 100)", 100.0 * std::numbers::sqrt2}, // from corner to corner
        {square, "LINESTRING (-50 50, 50 150)", 0.0}, // touches a corner
        {square, "LINESTRING (10 10, 60 10, 10 10)", 100.0}, // a stretch that runs twice counts twice
        {square, "LINESTRING (10 10, 10 10)", 0.0}, // no length
        {square, "MULTILINESTRING ((10 10, 20 10), (80 10, 120 10))", 30.0}, {square, "POINT (5 5)", 0.0},
        {ring, "LINESTRING (-10 50, 110 50)", 80.0}, // not in the hole
        {ring, "LINESTRING (45 45, 55 55)", 0.0}, // in the hole
        {"MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((20 0, 30 0, 30 10, 20 10, 20 0)))",
            "LINESTRING (-5 5, 35 5)", 20.0},
        {"LINESTRING (0 0, 100 0, 100 100, 0 100, 0 0)", "LINESTRING (10 10, 20 10)", 0.0}, // no polygon
    };
    for (const auto& [polygon, line, metres] : table) {
        EXPECT_NEAR(metres_inside(polygon, line), metres, 1e-9) << line << " in " << polygon;
    }
}

TEST(LengthInside, counts_a_line_along_any_side_alike)
{
    // A road that is drawn exactly on the plot's edge lies in the plot, as GEOS and PostGIS have it.
    const std::string square = rectangle(0, 0, 100, 100);

    EXPECT_DOUBLE_EQ(metres_inside(square, "LINESTRING (0 20, 0 70)"), 50.0) << "west";
    EXPECT_DOUBLE_EQ(metres_inside(square, "LINESTRING (100 20, 100 70)"), 50.0) << "east";
    EXPECT_DOUBLE_EQ(metres_inside(square, "LINESTRING (20 0, 70 0)"), 50.0) << "south";
    EXPECT_DOUBLE_EQ(metres_inside(square, "LINESTRING (20 100, 70 100)"), 50.0) << "north";
}

TEST(LengthInside, equals_a_fine_sampling)
{
    std::mt19937 random(21);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    for (int round = 0; round < 60; ++round) {
        const Shapes shape = star(500, 500, 6 + 2 * (round % 20), 450, 100 + 5 * round, place(random));
        const Runs rings = runs_of(shape);
        Shapes lines;
        std::vector<Point> points(14);
        for (Point& point : points) {
            point = {place(random), place(random)};
        }
        lines.add_path(PathKind::line, points);
        lines.end_feature();
        double metres = 0.0;
        for (const auto& run : runs_of(lines)) {
            metres += length_inside_m(rings, run);
        }

        double sampled = 0.0;
        double longest_step = 0.0;
        for (std::size_t i = 1; i < points.size(); ++i) {
            constexpr int samples = 1000;
            const Point& a = points[i - 1];
            const Point& b = points[i];
            const double step = std::hypot(b.x - a.x, b.y - a.y) / samples;
            longest_step = std::max(longest_step, step);
            for (int k = 0; k < samples; ++k) {
                const double t = (k + 0.5) / samples;
                sampled += inside(rings, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}) ? step : 0.0;
            }
        }
        // Each time that the line passes the edge a sample may be half a step off; 13 segments, at most 45
        // sides.
        ASSERT_NEAR(metres, sampled, 13 * 12 * longest_step);
        ASSERT_NEAR(metres, sampled, 0.01 * sampled + 2.0);
    }
}

std::string text_of(const Shapes& shapes)
{
    std::string text = "POLYGON ((";
    for (const Point& point : shapes[0].path(0).points) {
        text += (text.back() == '(' ? "" : ", ") + fmt::format("{} {}", point.x, point.y);
    }
    return text + "))";
}

TEST(Distance, is_symmetric_and_zero_only_for_what_intersects)
{
    std::mt19937 random(22);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    int apart = 0;
    for (int round = 0; round < 400; ++round) {
        const Shapes a = star(place(random), place(random), 4 + 2 * (round % 15), 150, 60, place(random));
        const Shapes b = star(place(random), place(random), 4 + 2 * (round % 11), 200, 20, place(random));

        const double there = gap(a, b).distance_m;
        const double back = gap(b, a).distance_m;

        ASSERT_EQ(there, back);
        const auto ogr_a = as_ogr(text_of(a));
        const auto ogr_b = as_ogr(text_of(b));
        ASSERT_EQ(there == 0.0, ogr_a->Intersects(ogr_b.get()) != FALSE) << text_of(a) << text_of(b);
        ASSERT_NEAR(there, ogr_a->Distance(ogr_b.get()), 1e-9);
        apart += there > 0.0 ? 1 : 0;
    }
    EXPECT_GT(apart, 100); // both answers do occur
    EXPECT_LT(apart, 390);
}

TEST(Gap, is_as_long_as_the_way_between_its_ends)
{
    std::mt19937 random(23);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    for (int round = 0; round < 200; ++round) {
        const Shapes a = star(place(random), place(random), 30, 100, 40, place(random));
        const Shapes b = star(place(random), place(random), 26, 100, 40, place(random));

        const Gap way = gap(a, b);

        ASSERT_NEAR(std::hypot(way.to.x - way.from.x, way.to.y - way.from.y), way.distance_m, 1e-9);
        Shapes from;
        from.add_path(PathKind::point, std::span(&way.from, 1));
        from.end_feature();
        ASSERT_NEAR(gap(a, from).distance_m, 0.0, 1e-9);
    }
}

} // namespace
} // namespace kavel
