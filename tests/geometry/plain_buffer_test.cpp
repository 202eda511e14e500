// SPDX-License-Identifier: EUPL-1.2
#include "geometry/plain_buffer.hpp"

#include "geometry/overlay.hpp"
#include "geometry/planar.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace kavel {
namespace {

constexpr double step = std::numbers::pi / 32.0; // of an arc, 16 a quarter circle

std::vector<Point> corners_of(const Shape& shape)
{
    std::vector<Point> corners;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const auto points = shape.path(i).points;
        corners.insert(corners.end(), points.begin(), points.end() - 1);
    }
    return corners;
}

/// How far the farthest point lies from the nearest of others.
double farthest_m(const std::vector<Point>& points, const std::vector<Point>& others)
{
    double farthest = 0.0;
    for (const Point& point : points) {
        double nearest = 1e9;
        for (const Point& other : others) {
            nearest = std::min(nearest, std::hypot(point.x - other.x, point.y - other.y));
        }
        farthest = std::max(farthest, nearest);
    }
    return farthest;
}

/// Whether a buffer was made; fails when it is another than GEOS's.
bool made_as_geos_does(const Shape& plot, double radius_m)
{
    const auto made = plain_buffer(plot, radius_m);
    if (!made) {
        return false;
    }
    Overlay overlay;
    Shapes of_geos;
    overlay.add_polygons(of_geos, overlay.buffer(overlay.polygons(plot), radius_m));
    of_geos.end_feature();
    EXPECT_EQ((*made)[0].paths(), 1U);
    EXPECT_EQ(of_geos[0].paths(), 1U) << "radius " << radius_m;
    const std::vector<Point> ours = corners_of((*made)[0]);
    const std::vector<Point> theirs = corners_of(of_geos[0]);
    EXPECT_EQ(ours.size(), theirs.size()) << "radius " << radius_m;
    EXPECT_LT(farthest_m(ours, theirs), 1e-9);
    EXPECT_LT(farthest_m(theirs, ours), 1e-9);
    EXPECT_NEAR(area_m2((*made)[0]), area_m2(of_geos[0]), 1e-12 * area_m2(of_geos[0]));
    return true;
}

/// A ring around a place in the Netherlands, its corners at angles and distances that chance gives.
Shapes plot_by_chance(std::mt19937& chance, std::size_t corners, double roughness, double size_m)
{
    std::uniform_real_distribution<double> share(0.0, 1.0);
    std::vector<double> angles;
    for (std::size_t i = 0; i < corners; ++i) {
        angles.push_back(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.9 * share(chance))
            / static_cast<double>(corners));
    }
    std::vector<Point> ring;
    for (const double angle : angles) {
        const double distance_m = size_m * (1.0 - roughness * share(chance));
        ring.push_back({195000.0 + distance_m * std::cos(angle), 505000.0 + distance_m * std::sin(angle)});
        if (share(chance)
            < 0.1) { // now and then a point on the side before it, twice, or hardly away from it
            const Point& last = ring.back();
            const Point& before = ring[ring.size() - std::min<std::size_t>(ring.size(), 2)];
            const double how = share(chance);
            ring.insert(ring.end() - 1,
                how < 0.4       ? Point{(last.x + before.x) / 2.0, (last.y + before.y) / 2.0}
                    : how < 0.7 ? before
                                : Point{last.x + 1e-5, last.y - 2e-5});
        }
    }
    if (share(chance) < 0.5) {
        std::reverse(ring.begin(), ring.end());
    }
    ring.push_back(ring.front());
    Shapes shapes;
    shapes.add_path(PathKind::shell, ring);
    shapes.end_feature();
    return shapes;
}

TEST(PlainBuffer, of_a_square_is_its_area_a_strip_along_each_side_and_a_polygon_in_a_circle)
{
    const Shapes square = drawn("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))");

    const auto buffer = plain_buffer(square[0], 50.0);

    ASSERT_TRUE(buffer);
    EXPECT_EQ((*buffer)[0].points(), 4U * 17U + 1U);
    EXPECT_NEAR(
        area_m2((*buffer)[0]), 100.0 * 100.0 + 400.0 * 50.0 + 32.0 * 50.0 * 50.0 * std::sin(step), 1e-6);
}

TEST(PlainBuffer, of_a_corner_plot_joins_the_moved_sides_at_the_inner_corner)
{
    const Shapes plot = drawn("POLYGON ((0 0, 200 0, 200 100, 100 100, 100 200, 0 200, 0 0))");

    EXPECT_TRUE(made_as_geos_does(plot[0], 10.0));
    EXPECT_TRUE(made_as_geos_does(plot[0], 99.0));
    EXPECT_TRUE(made_as_geos_does(plot[0], 500.0)); // there arcs cross instead
}

TEST(PlainBuffer, takes_out_shallow_dents_as_geos_does)
{
    // The dent is 0.4 m deep and its points lie 3 m from each other: at 500 m that is shallow, at 50 m not.
    const Shapes plot
        = drawn("POLYGON ((0 0, 0 100, 50 100, 53 99.6, 56 100, 100 100, 100 0, 97 0.4, 94 0, 0 0))");

    EXPECT_TRUE(made_as_geos_does(plot[0], 500.0));
    EXPECT_TRUE(made_as_geos_does(plot[0], 50.0));
    EXPECT_EQ(plain_buffer(plot[0], 500.0)->operator[](0).points(), 4U * 17U + 1U);
}

TEST(PlainBuffer, leaves_holes_that_stay_open_to_geos)
{
    const Shapes ring
        = drawn("POLYGON ((0 0, 300 0, 300 300, 0 300, 0 0), (50 50, 50 250, 250 250, 250 50, 50 50))");
    const Shapes bay
        = drawn("POLYGON ((0 0, 300 0, 300 300, 160 300, 160 250, 250 250, 250 50, 50 50, 50 250, "
                "140 250, 140 300, 0 300, 0 0))"); // its mouth of 20 m closes, the rest does not

    EXPECT_FALSE(plain_buffer(ring[0], 20.0));
    EXPECT_TRUE(made_as_geos_does(ring[0], 101.0));
    EXPECT_FALSE(plain_buffer(bay[0], 20.0));
    EXPECT_TRUE(made_as_geos_does(bay[0], 5.0));
    EXPECT_TRUE(made_as_geos_does(bay[0], 400.0));
}

TEST(PlainBuffer, leaves_several_polygons_and_what_is_none_to_geos)
{
    EXPECT_FALSE(
        plain_buffer(drawn("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")[0], 10.0));
    EXPECT_FALSE(plain_buffer(drawn("LINESTRING (0 0, 1 0)")[0], 10.0));
    EXPECT_FALSE(plain_buffer(drawn("POLYGON ((0 0, 10 0, 5 0, 0 0))")[0], 10.0)); // no area
}

TEST(PlainBuffer, of_plots_of_all_kinds_is_the_polygon_that_geos_makes)
{
    std::mt19937 chance(20261126);
    std::size_t asked = 0;
    std::size_t made = 0;
    for (const std::size_t corners : {3, 4, 5, 8, 13, 40}) {
        for (const double roughness : {0.0, 0.01, 0.3, 0.9}) {
            for (const double radius_m : {0.01, 1.0, 30.0, 100.0, 500.0, 5000.0}) {
                for (int turn = 0; turn < 4; ++turn) {
                    const Shapes plot = plot_by_chance(chance, corners, roughness, 150.0);
                    ++asked;
                    made += made_as_geos_does(plot[0], radius_m) ? 1 : 0;
                }
            }
        }
    }
    EXPECT_GT(made, asked * 9 / 10);
}

TEST(PlainBuffer, of_buildings_drawn_on_a_grid_is_the_polygon_that_geos_makes)
{
    const Town town("AA..BBB..CCCC\n"
                    "AA..B.B..C..C\n"
                    "AAA.B.B..CCCC\n"
                    "AAA.B.BB.....\n");
    for (const char letter : {'A', 'B', 'C'}) {
        const Shapes plot = town.outline(letter);
        for (const double radius_m : {3.0, 49.0, 120.0, 700.0}) {
            made_as_geos_does(plot[0], radius_m);
        }
    }
}

} // namespace
} // namespace kavel
