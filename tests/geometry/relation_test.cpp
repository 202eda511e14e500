// SPDX-License-Identifier: EUPL-1.2
#include "geometry/relation.hpp"

#include "geometry/overlay.hpp"
#include "geometry/planar.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

Relation of(const Shapes& first, const Shapes& second)
{
    std::vector<kavel::Run> a;
    std::vector<kavel::Run> b;
    add_runs(a, first[0], 0);
    add_runs(b, second[0], 0);
    return relation(a, b);
}

Relation of(const std::string& first, const std::string& second)
{
    return of(drawn(first), drawn(second));
}

const std::string square = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))";

TEST(RelationOfPolygons, far_from_each_other_is_apart)
{
    EXPECT_EQ(of(square, "POLYGON ((20 0, 30 0, 30 10, 20 0))"), Relation::apart);
}

TEST(RelationOfPolygons, that_share_a_side_is_apart_whatever_the_turn_of_their_rings)
{
    EXPECT_EQ(of(square, "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))"), Relation::apart);
    EXPECT_EQ(of(square, "POLYGON ((10 0, 10 10, 20 10, 20 0, 10 0))"), Relation::apart);
}

TEST(RelationOfPolygons, that_share_a_corner_is_apart)
{
    EXPECT_EQ(of(square, "POLYGON ((10 10, 20 10, 20 20, 10 10))"), Relation::apart);
}

TEST(RelationOfPolygons, that_are_equal_is_the_first_in_the_second_from_whichever_corner_they_start)
{
    EXPECT_EQ(of(square, "POLYGON ((10 10, 0 10, 0 0, 10 0, 10 10))"), Relation::first_in_second);
    EXPECT_EQ(of(square, "POLYGON ((10 10, 10 0, 0 0, 0 10, 10 10))"), Relation::first_in_second);
}

TEST(RelationOfPolygons, nested_is_told_both_ways)
{
    const std::string small = "POLYGON ((2 2, 4 2, 4 4, 2 2))";
    EXPECT_EQ(of(small, square), Relation::first_in_second);
    EXPECT_EQ(of(square, small), Relation::second_in_first);
}

TEST(RelationOfPolygons, nested_against_a_shared_side_is_told_both_ways)
{
    const std::string half = "POLYGON ((0 0, 10 0, 10 10, 0 0))";
    EXPECT_EQ(of(half, square), Relation::first_in_second);
    EXPECT_EQ(of(square, half), Relation::second_in_first);
}

TEST(RelationOfPolygons, where_one_fills_the_hole_of_the_other_is_apart)
{
    const std::string ring = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))";
    EXPECT_EQ(of("POLYGON ((2 2, 4 2, 4 4, 2 4, 2 2))", ring), Relation::apart);
    EXPECT_EQ(of("POLYGON ((2.5 2.5, 3 2.5, 3 3, 2.5 2.5))", ring), Relation::apart);
    EXPECT_EQ(of(square, ring), Relation::second_in_first);
}

TEST(RelationOfPolygons, that_overlap_in_part_is_left_to_the_overlay)
{
    EXPECT_EQ(of(square, "POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))"), Relation::unclear);
    // Corner on corner, and yet through each other.
    EXPECT_EQ(of(square, "POLYGON ((0 0, 10 10, 20 0, 0 0))"), Relation::unclear);
    // A hole of the second lies within the first.
    EXPECT_EQ(of("POLYGON ((1 1, 9 1, 9 9, 1 9, 1 1))",
                  "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 5 4, 5 5, 4 4))"),
        Relation::unclear);
    // One part within, the other without.
    EXPECT_EQ(
        of("MULTIPOLYGON (((1 1, 2 1, 2 2, 1 1)), ((11 1, 12 1, 12 2, 11 1)))", square), Relation::unclear);
}

TEST(RelationOfPolygons, with_a_corner_on_a_side_is_left_to_the_overlay)
{
    EXPECT_EQ(of(square, "POLYGON ((10 5, 20 0, 20 10, 10 5))"), Relation::unclear);
    EXPECT_EQ(of(square, "POLYGON ((10 -5, 20 -5, 20 15, 10 15, 10 -5))"), Relation::unclear);
}

TEST(RelationOfPolygons, with_repeated_points_is_told_as_without)
{
    EXPECT_EQ(of(square, "POLYGON ((10 0, 10 0, 20 0, 20 10, 10 10, 10 10, 10 0))"), Relation::apart);
}

/// The same outline with a corner at each square's, so that neighbours share all corners.
Shapes with_all_corners(const Shapes& shapes)
{
    Shapes dense;
    for (std::size_t i = 0; i < shapes[0].paths(); ++i) {
        const Path path = shapes[0].path(i);
        std::vector<Point> points{path.points.front()};
        for (const Point& next : path.points.subspan(1)) {
            const Point from = points.back();
            const int steps
                = static_cast<int>((std::abs(next.x - from.x) + std::abs(next.y - from.y)) / Town::side_m);
            for (int step = 1; step <= steps; ++step) {
                points.push_back(
                    {from.x + (next.x - from.x) * step / steps, from.y + (next.y - from.y) * step / steps});
            }
        }
        dense.add_path(path.kind, points);
    }
    dense.end_feature();
    return dense;
}

/// Maps of three letters at random, each square's corners being corners of every outline, so that neighbours
/// share them: what is told without an overlay is what the overlay finds.
TEST(RelationOfPolygons, agrees_with_the_overlay_on_random_maps)
{
    std::mt19937 random(11);
    std::map<Relation, int> told;
    Overlay overlay;
    for (int round = 0; round < 3000; ++round) {
        std::string drawing;
        for (int row = 0; row < 4; ++row) {
            for (int column = 0; column < 4; ++column) {
                drawing += "AAB."[random() % 4];
            }
            drawing += '\n';
        }
        if (drawing.find('A') == std::string::npos || drawing.find('B') == std::string::npos) {
            continue;
        }
        const Shapes a = with_all_corners(Town(drawing).outline('A'));
        std::string other = drawing;
        if (round % 2 == 1) { // B over some of A, or all of it
            for (char& letter : other) {
                letter = letter == 'A' && (round % 4 == 3 || random() % 2 == 0) ? 'B' : letter;
            }
        }
        const Shapes b = with_all_corners(Town(other).outline('B'));
        const double common
            = overlay.area_m2(overlay.intersection(overlay.polygons(a[0]), overlay.polygons(b[0])));

        const Relation relation = of(a, b);
        ++told[relation];
        switch (relation) {
        case Relation::apart:
            EXPECT_NEAR(common, 0.0, 1e-6) << drawing << "\n" << other;
            break;
        case Relation::first_in_second:
            EXPECT_NEAR(common, area_m2(a[0]), 1e-6) << drawing << "\n" << other;
            break;
        case Relation::second_in_first:
            EXPECT_NEAR(common, area_m2(b[0]), 1e-6) << drawing << "\n" << other;
            break;
        case Relation::unclear:
            break;
        }
    }
    EXPECT_GT(told[Relation::apart], 100);
    EXPECT_GT(told[Relation::first_in_second] + told[Relation::second_in_first], 100);
}

} // namespace
} // namespace kavel
