// SPDX-License-Identifier: EUPL-1.2
#include "geometry/clip_to_box.hpp"

#include "geometry/overlay.hpp"
#include "geometry/planar.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

/// What lies in a box of a shape that need not be valid, by way of the clipped rings: as mending goes about it.
GeosGeometry clipped_and_mended(Overlay& overlay, const Shape& shape, const Box& box)
{
    const Shapes clipped = clipped_to_box(shape, box);
    return overlay.mended(overlay.polygons(clipped[0]));
}

/// The same by the long way: the whole shape mended, then laid over the box.
GeosGeometry mended_and_cut(Overlay& overlay, const Shape& shape, const Box& box)
{
    const Shapes square = drawn(rectangle(box.west, box.south, box.east, box.north));
    return overlay.intersection(overlay.mended(overlay.polygons(shape)), overlay.polygons(square[0]));
}

/// Polygons only: what MakeValid leaves as lines has no area.
Shapes polygons_of(Overlay& overlay, const GeosGeometry& geometry)
{
    Shapes shapes;
    overlay.add_polygons(shapes, geometry);
    shapes.end_feature();
    return shapes;
}

/// Area that is in one and not in the other.
double difference_m2(Overlay& overlay, const GeosGeometry& a, const GeosGeometry& b)
{
    const Shapes polygons_a = polygons_of(overlay, a);
    const Shapes polygons_b = polygons_of(overlay, b);
    const GeosGeometry both
        = overlay.intersection(overlay.polygons(polygons_a[0]), overlay.polygons(polygons_b[0]));
    return area_m2(polygons_a[0]) + area_m2(polygons_b[0]) - 2.0 * overlay.area_m2(both);
}

TEST(ClipToBox, keeps_what_lies_in_the_box_as_it_is)
{
    const Town town("AAA.\n"
                    "A.A.\n"
                    "AAA.\n");
    const Shapes ring = town.outline('A');

    const Shapes clipped = clipped_to_box(ring[0], {-10.0, -400.0, 400.0, 10.0});

    ASSERT_EQ(clipped.size(), 1U);
    ASSERT_EQ(clipped[0].paths(), 2U);
    EXPECT_EQ(clipped[0].path(0).points.size(), 5U);
    EXPECT_EQ(clipped[0].box(), ring[0].box());
}

TEST(ClipToBox, leaves_out_rings_that_lie_outside)
{
    const Town town("A...B\n");
    Shapes both;
    both.add_path(PathKind::shell, town.outline('A')[0].path(0).points);
    both.add_path(PathKind::shell, town.outline('B')[0].path(0).points);
    both.end_feature();

    const Shapes clipped = clipped_to_box(both[0], {0.0, -100.0, 300.0, 0.0});

    ASSERT_EQ(clipped[0].paths(), 1U);
    EXPECT_EQ(clipped[0].box(), (Box{0.0, -100.0, 100.0, 0.0}));
    EXPECT_TRUE(clipped_to_box(both[0], {150.0, -100.0, 300.0, 0.0})[0].empty());
}

TEST(ClipToBox, cuts_a_ring_at_the_borders_exactly)
{
    const Shapes triangle = drawn("POLYGON ((0 0, 30 0, 0 30, 0 0))");

    const Shapes clipped = clipped_to_box(triangle[0], {1.0, 1.0, 10.1, 10.3});

    EXPECT_EQ(clipped[0].box(), (Box{1.0, 1.0, 10.1, 10.3}));
    EXPECT_NEAR(area_m2(clipped[0]), 9.1 * 9.3, 1e-12); // x + y stays below 30
}

TEST(ClipToBox, lets_lines_and_points_be)
{
    const Shapes mixed = drawn("GEOMETRYCOLLECTION (LINESTRING (0 0, 100 100), POINT (500 500))");

    const Shapes clipped = clipped_to_box(mixed[0], {10.0, 10.0, 20.0, 20.0});

    ASSERT_EQ(clipped[0].paths(), 2U);
    EXPECT_EQ(clipped[0].path(0).kind, PathKind::line);
    EXPECT_EQ(clipped[0].path(0).points[1], (Point{100.0, 100.0}));
    EXPECT_EQ(clipped[0].path(1).points[0], (Point{500.0, 500.0}));
}

TEST(ClipToBox, of_a_polygon_around_the_box_is_the_box)
{
    Overlay overlay;
    const Shapes large = drawn(rectangle(0, 0, 100, 100));

    EXPECT_DOUBLE_EQ(overlay.area_m2(clipped_and_mended(overlay, large[0], {40, 40, 60, 70})), 600.0);
}

TEST(ClipToBox, gives_two_arms_apart_when_what_joins_them_lies_outside)
{
    Overlay overlay;
    const Town town("A.A\n"
                    "A.A\n"
                    "AAA\n");

    // The upper row only: two arms of 100 x 100.
    const GeosGeometry arms = clipped_and_mended(overlay, town.outline('A')[0], {-50.0, -100.0, 350.0, 50.0});

    EXPECT_DOUBLE_EQ(overlay.area_m2(arms), 20000.0);
}

TEST(ClipToBox, keeps_a_hole_that_runs_over_the_border_a_hole)
{
    Overlay overlay;
    const Shapes lake = drawn("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 20, 60 20, 60 80, 40 80, 40 20))");

    // The east half, 50 x 100, less the half of the hole that lies in it, 10 x 60.
    const GeosGeometry half = clipped_and_mended(overlay, lake[0], {50.0, -10.0, 200.0, 110.0});

    EXPECT_DOUBLE_EQ(overlay.area_m2(half), 5000.0 - 600.0);
}

TEST(ClipToBox, keeps_a_bay_that_runs_over_the_border_open)
{
    Overlay overlay;
    // Land from 0 to 100 with a bay from the west, of which the mouth lies outside the box.
    const Shapes land = drawn("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 70, 80 70, 80 30, 0 30, 0 0))");

    const GeosGeometry seen = clipped_and_mended(overlay, land[0], {50.0, -10.0, 200.0, 110.0});

    EXPECT_DOUBLE_EQ(overlay.area_m2(seen), 50.0 * 100.0 - 30.0 * 40.0);
}

TEST(ClipToBox, with_mending_gives_the_part_in_the_box_of_any_self_crossing_ring)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    std::uniform_int_distribution<int> corners(3, 14);
    const Box box{250.0, 300.0, 800.0, 720.0};
    int wrong = 0;
    for (int round = 0; round < 200; ++round) {
        Overlay overlay;
        Shapes shapes;
        std::vector<Point> ring(static_cast<std::size_t>(corners(random)));
        for (Point& point : ring) {
            point = {place(random), place(random)};
        }
        ring.push_back(ring.front());
        shapes.add_path(PathKind::shell, ring);
        shapes.end_feature();

        const GeosGeometry short_way = clipped_and_mended(overlay, shapes[0], box);
        const GeosGeometry long_way = mended_and_cut(overlay, shapes[0], box);

        wrong += difference_m2(overlay, short_way, long_way) > 1e-6 ? 1 : 0;
    }
    EXPECT_EQ(wrong, 0) << "of 200 rings";
}

TEST(ClipToBox, with_mending_gives_the_part_in_the_box_of_polygons_with_holes)
{
    std::mt19937 random(12);
    std::uniform_real_distribution<double> place(50.0, 950.0);
    std::uniform_real_distribution<double> size(5.0, 45.0);
    const Box box{250.0, 300.0, 800.0, 720.0};
    int wrong = 0;
    for (int round = 0; round < 100; ++round) {
        Overlay overlay;
        Shapes shapes;
        const auto add_square = [&shapes](PathKind kind, double x, double y, double half) {
            const Point ring[] = {{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half},
                {x - half, y - half}};
            shapes.add_path(kind, ring);
        };
        add_square(PathKind::shell, 500.0, 500.0, 500.0);
        for (int hole = 0; hole < 40; ++hole) { // some of them overlap: the even-odd rule
            add_square(PathKind::hole, place(random), place(random), size(random));
        }
        shapes.end_feature();

        const GeosGeometry short_way = clipped_and_mended(overlay, shapes[0], box);
        const GeosGeometry long_way = mended_and_cut(overlay, shapes[0], box);

        wrong += difference_m2(overlay, short_way, long_way) > 1e-6 ? 1 : 0;
    }
    EXPECT_EQ(wrong, 0) << "of 100 polygons";
}

} // namespace
} // namespace kavel
