// SPDX-License-Identifier: EUPL-1.2
#include "geometry/plain_clip.hpp"

#include "geometry/overlay.hpp"
#include "geometry/planar.hpp"
#include "geometry/ring_by_chance.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

std::vector<Run> runs_of(const Shapes& shapes)
{
    std::vector<Run> runs;
    add_runs(runs, shapes[0], 0);
    return runs;
}

std::optional<Shapes> clip(const Shapes& first, const Shapes& second)
{
    return plain_clip(runs_of(first), runs_of(second));
}

std::optional<Shapes> clip(const std::string& first, const std::string& second)
{
    return clip(drawn(first), drawn(second));
}

/// Whether a clip was made; fails when it is not what GEOS makes.
bool made_as_geos_does(const Shapes& first, const Shapes& second)
{
    const auto made = clip(first, second);
    if (!made) {
        return false;
    }
    Overlay overlay;
    const GeosGeometry theirs = overlay.intersection(overlay.polygons(first[0]), overlay.polygons(second[0]));
    const GeosGeometry ours = overlay.polygons((*made)[0]);
    EXPECT_TRUE(overlay.valid(ours)) << overlay.why_invalid(ours);
    const double area = overlay.area_m2(theirs);
    EXPECT_NEAR(area_m2((*made)[0]), area, 1e-9 * std::max(area, 1.0));
    Shapes of_geos;
    overlay.add_polygons(of_geos, theirs);
    of_geos.end_feature();
    EXPECT_EQ((*made)[0].paths(), of_geos[0].paths());
    EXPECT_EQ((*made)[0].points(), of_geos[0].points());
    std::vector<GeosGeometry> both;
    both.push_back(overlay.copy(ours));
    both.push_back(overlay.copy(theirs));
    EXPECT_NEAR(overlay.area_m2(overlay.united(std::move(both))), area, 1e-6 * std::max(area, 1.0));
    return true;
}

/// Either way round.
std::vector<Point> ring_by_chance(
    std::mt19937& chance, const Point& middle, double size_m, std::size_t corners, double roughness)
{
    std::vector<Point> ring = kavel::ring_by_chance(chance, middle, size_m, corners, roughness, 0.9);
    if (std::uniform_real_distribution<double>(0.0, 1.0)(chance) < 0.5) {
        std::reverse(ring.begin(), ring.end());
    }
    return ring;
}

/// A polygon around a place in the Netherlands, half of the time with a hole.
Shapes shape_by_chance(std::mt19937& chance, Overlay& overlay)
{
    std::uniform_real_distribution<double> share(0.0, 1.0);
    const Point middle{195000.0 + 200.0 * share(chance), 505000.0 + 200.0 * share(chance)};
    const double size_m = 50.0 + 200.0 * share(chance);
    const auto corners = static_cast<std::size_t>(4.0 + 60.0 * share(chance));
    Shapes shapes;
    shapes.add_path(PathKind::shell, ring_by_chance(chance, middle, size_m, corners, 0.6));
    if (share(chance) < 0.5) {
        shapes.add_path(PathKind::hole, ring_by_chance(chance, middle, 0.35 * size_m, corners / 2 + 2, 0.5));
    }
    shapes.end_feature();
    return overlay.valid(overlay.polygons(shapes[0])) ? shapes : shape_by_chance(chance, overlay);
}

TEST(PlainClip, of_two_squares_is_the_square_in_both)
{
    const auto common
        = clip("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON ((6 7, 16 7, 16 17, 6 17, 6 7))");

    ASSERT_TRUE(common);
    EXPECT_DOUBLE_EQ(area_m2((*common)[0]), 4.0 * 3.0);
    EXPECT_EQ((*common)[0].points(), 5U);
    EXPECT_EQ((*common)[0].path(0).kind, PathKind::shell);
}

TEST(PlainClip, does_not_mind_the_direction_of_rings)
{
    for (const char* first :
        {"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))"}) {
        for (const char* second :
            {"POLYGON ((6 7, 16 7, 16 17, 6 17, 6 7))", "POLYGON ((6 7, 6 17, 16 17, 16 7, 6 7))"}) {
            const auto common = clip(first, second);
            ASSERT_TRUE(common);
            EXPECT_DOUBLE_EQ(area_m2((*common)[0]), 12.0);
        }
    }
}

TEST(PlainClip, of_a_comb_is_its_teeth)
{
    const auto common
        = clip("POLYGON ((0 0, 50 0, 50 20, 40 20, 40 5, 30 5, 30 20, 20 20, 20 5, 10 5, 10 20, 0 20, 0 0))",
            "POLYGON ((-5 12, 60 12, 60 30, -5 30, -5 12))");

    ASSERT_TRUE(common);
    EXPECT_EQ((*common)[0].paths(), 3U);
    EXPECT_DOUBLE_EQ(area_m2((*common)[0]), 3.0 * 10.0 * 8.0);
}

TEST(PlainClip, keeps_a_hole_that_lies_in_what_is_common_and_cuts_one_that_does_not)
{
    const std::string with_hole
        = "POLYGON ((0 0, 30 0, 30 30, 0 30, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))";

    const auto whole = clip(with_hole, "POLYGON ((5 5, 40 5, 40 40, 5 40, 5 5))");
    const auto cut = clip(with_hole, "POLYGON ((-1 12, 15 12, 15 18, -1 18, -1 12))");

    ASSERT_TRUE(whole);
    EXPECT_EQ((*whole)[0].paths(), 2U);
    EXPECT_DOUBLE_EQ(area_m2((*whole)[0]), 25.0 * 25.0 - 100.0);
    EXPECT_FALSE(cut); // two rings of one polygon are cut, one within the other
}

TEST(PlainClip, leaves_what_touches_or_comes_very_near_to_geos)
{
    const std::string square = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))";

    EXPECT_FALSE(clip(square, "POLYGON ((10 5, 20 5, 20 15, 10 15, 10 5))")); // along a side
    EXPECT_FALSE(clip(square, "POLYGON ((5 5, 15 5, 15 10, 5 10, 5 5))"));
    EXPECT_FALSE(clip(square, "POLYGON ((10 10, 20 5, 5 -5, 10 10))")); // from a corner
    EXPECT_FALSE(clip(square, "POLYGON ((5 5, 10.0000002 5, 20 15, 5 5))")); // a corner hardly out
}

TEST(PlainClip, leaves_a_hole_that_touches_a_side_that_is_cut_to_geos)
{
    // The hole's corner stands on the side from 60 210 to 50 120, which the other polygon cuts.
    EXPECT_FALSE(clip("POLYGON ((50 120, 25 125, 35 210, 60 210, 50 120), (55 165, 45 170, 50 170, 55 165))",
        "POLYGON ((95 215, 75 235, 25 240, 0 185, 10 160, 45 145, 80 160, 95 215))"));
}

TEST(PlainClip, of_shapes_that_do_not_meet_is_nothing)
{
    const auto common
        = clip("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON ((20 0, 30 0, 30 10, 20 10, 20 0))");

    ASSERT_TRUE(common);
    EXPECT_TRUE((*common)[0].empty());
}

TEST(PlainClip, of_shapes_of_all_kinds_is_what_geos_makes)
{
    std::mt19937 chance(20261126);
    Overlay overlay;
    std::size_t made = 0;
    constexpr std::size_t asked = 2000;
    for (std::size_t i = 0; i < asked; ++i) {
        const Shapes first = shape_by_chance(chance, overlay);
        const Shapes second = shape_by_chance(chance, overlay);
        made += made_as_geos_does(first, second) ? 1 : 0;
    }
    EXPECT_GT(made, asked / 2);
}

} // namespace
} // namespace kavel
