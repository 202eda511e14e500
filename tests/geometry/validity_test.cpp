// SPDX-License-Identifier: EUPL-1.2
#include "geometry/validity.hpp"

#include "geometry/overlay.hpp"
#include "geometry/ring_by_chance.hpp"
#include "geometry/segments.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

bool sure_of(const std::string& wkt)
{
    return surely_valid(drawn(wkt)[0]);
}

TEST(Validity, is_sure_of_plain_polygons_with_holes_and_of_several)
{
    EXPECT_TRUE(sure_of("POLYGON ((0 0, 10 0, 10 10, 0 0))"));
    EXPECT_TRUE(sure_of("POLYGON ((0 0, 10 0, 10 5, 10 10, 0 10, 0 0))")); // a point on a side
    EXPECT_TRUE(
        sure_of("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 2 1, 2 2, 1 1), (5 5, 6 5, 6 6, 5 5))"));
    EXPECT_TRUE(sure_of("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 0)), ((20 0, 30 0, 30 10, 20 0)))"));
}

TEST(Validity, says_nothing_of_what_touches_or_crosses)
{
    EXPECT_FALSE(sure_of("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"));
    EXPECT_FALSE(sure_of("POLYGON ((0 0, 10 0, 10 10, 10 10, 0 0))")); // a point twice
    EXPECT_FALSE(sure_of("POLYGON ((0 0, 10 0, 5 0, 5 5, 0 0))")); // there and back
    EXPECT_FALSE(sure_of("POLYGON ((0 0, 10 0, 10 10, 5 0, 0 10, 0 0))")); // a corner on a side
    EXPECT_FALSE(
        sure_of("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (0 5, 5 5, 5 6, 0 5))")); // a hole at the shell
    EXPECT_FALSE(sure_of("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 0)), ((10 10, 20 10, 20 20, 10 10)))"));
}

TEST(Validity, is_not_misled_by_a_ring_that_turns_one_way_but_more_than_once_round)
{
    EXPECT_FALSE(sure_of("POLYGON ((10 0, -8 6, 3 -9.5, 3 9.5, -8 -6, 10 0))")); // a pentagram
    EXPECT_FALSE(
        sure_of("POLYGON ((0 0, 10 0, 10 10, 1 10, 1 1, 9 1, 9 9, 0 9, 0 0))")); // a square, twice round
    EXPECT_TRUE(sure_of("POLYGON ((0 0, 5 -1, 10 0, 10 10, 5 11, 0 10, 0 0))"));
    EXPECT_TRUE(sure_of("POLYGON ((0 0, 0 10, 5 11, 10 10, 10 0, 5 -1, 0 0))")); // the other way round
}

TEST(Validity, says_nothing_of_rings_that_nest_otherwise)
{
    EXPECT_FALSE(sure_of("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (20 1, 22 1, 22 2, 20 1))")); // outside
    EXPECT_FALSE(
        sure_of("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 9 1, 9 9, 1 1), (5 3, 6 3, 6 4, 5 3))"));
    EXPECT_FALSE(sure_of("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (-1 -1, 11 -1, 11 11, -1 11, -1 -1))"));
    EXPECT_FALSE(sure_of("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((1 1, 2 1, 2 2, 1 1)))"));
    EXPECT_FALSE(sure_of("MULTIPOLYGON (((1 1, 2 1, 2 2, 1 1)), ((0 0, 10 0, 10 10, 0 10, 0 0)))"));
}

TEST(Validity, says_nothing_of_lines_and_of_nothing)
{
    EXPECT_FALSE(sure_of("LINESTRING (0 0, 1 1)"));
    EXPECT_FALSE(sure_of("POLYGON EMPTY"));
}

TEST(Validity, of_a_few_corners_is_what_geos_says)
{
    std::mt19937 chance(3);
    std::uniform_int_distribution<int> place(0, 14); // a coarse grid: corners on sides, walls in one line
    Overlay overlay;
    std::vector<std::size_t> valid(run_segments + 1);
    for (int round = 0; round < 20'000; ++round) {
        const std::size_t corners = 3 + static_cast<std::size_t>(round) % (run_segments - 2);
        std::vector<Point> ring(corners);
        for (Point& point : ring) {
            point = {195000.0 + place(chance), 505000.0 + place(chance)};
        }
        if (round % 4 != 0) { // round a place between them: mostly simple
            std::sort(ring.begin(), ring.end(), [](const Point& a, const Point& b) {
                return std::atan2(a.y - 505007.1, a.x - 195006.9)
                    < std::atan2(b.y - 505007.1, b.x - 195006.9);
            });
        }
        ring.push_back(ring.front());
        if (std::adjacent_find(ring.begin(), ring.end()) != ring.end()) {
            continue; // a point twice is left to GEOS
        }
        Shapes shapes;
        shapes.add_path(PathKind::shell, ring);
        shapes.end_feature();
        const bool is_valid = overlay.valid(overlay.polygons(shapes[0]));
        EXPECT_EQ(surely_valid(shapes[0]), is_valid) << round;
        valid[corners] += is_valid ? 1 : 0;
    }
    EXPECT_GT(*std::min_element(valid.begin() + 3, valid.end()), 50U);
}

TEST(Validity, is_never_sure_of_what_geos_finds_invalid)
{
    std::mt19937 chance(20261126);
    std::uniform_real_distribution<double> share(0.0, 1.0);
    Overlay overlay;
    std::size_t valid = 0;
    std::size_t sure = 0;
    for (std::size_t i = 0; i < 3000; ++i) {
        const Point middle{195000.0, 505000.0};
        const double roughness = 0.7 * share(chance);
        Shapes shapes;
        for (const double x : {0.0, 150.0}) { // two polygons that may meet, each with two holes that may
            const auto corners = static_cast<std::size_t>(3.0 + 90.0 * share(chance) * share(chance));
            shapes.add_path(PathKind::shell,
                ring_by_chance(chance, {middle.x + x, middle.y}, 80.0, corners, roughness, 1.2));
            for (const double y : {-8.0, 8.0}) {
                shapes.add_path(PathKind::hole,
                    ring_by_chance(
                        chance, {middle.x + x, middle.y + y}, 9.0 * share(chance) + 0.1, 5, 0.3, 1.2));
            }
        }
        shapes.end_feature();
        const bool is_valid = overlay.valid(overlay.polygons(shapes[0]));
        const bool is_sure = surely_valid(shapes[0]);
        EXPECT_TRUE(is_valid || !is_sure);
        valid += is_valid ? 1 : 0;
        sure += is_sure ? 1 : 0;
    }
    EXPECT_GT(valid, 1000U);
    EXPECT_GT(sure, valid * 99 / 100);
}

} // namespace
} // namespace kavel
