// SPDX-License-Identifier: EUPL-1.2
#include "geometry/overlay.hpp"

#include "geometry/planar.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

Shapes back(Overlay& overlay, const GeosGeometry& geometry)
{
    Shapes shapes;
    overlay.add_polygons(shapes, geometry);
    shapes.end_feature();
    return shapes;
}

double diameter_of(const std::string& wkt)
{
    Overlay overlay;
    return overlay.inscribed_diameter_m(drawn(wkt)[0]);
}

/// Area of the buffer of a convex polygon when a quarter circle is 16 segments: the polygon, a strip along
/// each side, and together a 64-gon in a circle.
double buffered_m2(double area_m2, double perimeter_m, double radius_m)
{
    return area_m2 + perimeter_m * radius_m
        + 32.0 * radius_m * radius_m * std::sin(2.0 * std::numbers::pi / 64.0);
}

TEST(Overlay, takes_polygons_over_and_gives_them_back)
{
    Overlay overlay;
    const Town town("AAA.A\n"
                    "A.A..\n"
                    "AAA..\n");
    const Shapes shapes = town.outline('A');

    const GeosGeometry geometry = overlay.polygons(shapes[0]);
    const Shapes again = back(overlay, geometry);

    EXPECT_DOUBLE_EQ(overlay.area_m2(geometry), 90000.0);
    EXPECT_EQ(overlay.box(geometry), (Box{0.0, -300.0, 500.0, 0.0}));
    ASSERT_EQ(again[0].paths(), 3U);
    EXPECT_DOUBLE_EQ(area_m2(again[0]), 90000.0);
    EXPECT_DOUBLE_EQ(perimeter_m(again[0]), perimeter_m(shapes[0]));
}

TEST(Overlay, of_a_shape_without_polygons_is_empty)
{
    Overlay overlay;
    const Shapes shapes = drawn("LINESTRING (0 0, 1 1)");

    const GeosGeometry geometry = overlay.polygons(shapes[0]);

    EXPECT_EQ(overlay.area_m2(geometry), 0.0);
    EXPECT_TRUE(overlay.box(geometry).empty());
    EXPECT_TRUE(back(overlay, geometry)[0].empty());
}

TEST(Overlay, takes_one_polygon_out_of_many_with_its_own_holes)
{
    Overlay overlay;
    const Shapes shapes = drawn("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1)),"
                                "((20 0, 30 0, 30 10, 20 10, 20 0), (21 1, 23 1, 23 3, 21 3, 21 1), (25 5, "
                                "26 5, 26 6, 25 6, 25 5)))");

    EXPECT_DOUBLE_EQ(overlay.area_m2(overlay.polygon(shapes[0], 0)), 99.0);
    EXPECT_DOUBLE_EQ(overlay.area_m2(overlay.polygon(shapes[0], 2)), 95.0);
}

TEST(Overlay, fails_with_the_words_of_the_library_on_what_is_no_ring)
{
    Overlay overlay;
    Shapes shapes;
    const Point two[] = {{0, 0}, {1, 1}};
    shapes.add_path(PathKind::shell, two);
    shapes.end_feature();

    try {
        overlay.polygons(shapes[0]);
        FAIL() << "two points are no ring";
    } catch (const GeometryFailure& failure) {
        EXPECT_NE(std::string(failure.what()), "");
    }
    EXPECT_DOUBLE_EQ(overlay.area_m2(overlay.polygons(drawn(rectangle(0, 0, 2, 2))[0])), 4.0); // and works on
}

TEST(Overlay, fails_when_a_hole_is_no_ring)
{
    Overlay overlay;
    Shapes shapes;
    const Point shell[] = {{0, 0}, {9, 0}, {9, 9}, {0, 0}};
    const Point hole[] = {{1, 1}, {2, 1}, {2, 2}}; // not closed
    shapes.add_path(PathKind::shell, shell);
    shapes.add_path(PathKind::hole, hole);
    shapes.end_feature();

    EXPECT_THROW(overlay.polygons(shapes[0]), GeometryFailure);
}

TEST(Mending, of_a_bow_tie_gives_its_two_triangles)
{
    Overlay overlay;
    const Shapes tie = drawn("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))");
    const GeosGeometry geometry = overlay.polygons(tie[0]);

    EXPECT_FALSE(overlay.valid(geometry));
    EXPECT_EQ(overlay.why_invalid(geometry), "Self-intersection[5 5]");
    const Shapes mended = back(overlay, overlay.mended(geometry));
    EXPECT_EQ(mended[0].paths(), 2U);
    EXPECT_DOUBLE_EQ(area_m2(mended[0]), 50.0);
}

TEST(Mending, takes_a_part_that_lies_over_itself_out)
{
    Overlay overlay;
    // Two squares of 10 x 10 that overlap by 5 x 5 in one multipolygon: linework, so what is covered twice is
    // out.
    const Shapes twice
        = drawn("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 5, 15 5, 15 15, 5 15, 5 5)))");

    EXPECT_DOUBLE_EQ(overlay.area_m2(overlay.mended(overlay.polygons(twice[0]))), 150.0);
}

TEST(Union, counts_what_overlaps_once)
{
    Overlay overlay;
    std::vector<GeosGeometry> parts;
    for (const auto& wkt :
        {rectangle(0, 0, 10, 10), rectangle(5, 0, 15, 10), rectangle(30, 0, 31, 1), rectangle(2, 2, 3, 3)}) {
        parts.push_back(overlay.polygons(drawn(wkt)[0]));
    }

    EXPECT_DOUBLE_EQ(overlay.area_m2(overlay.united(std::move(parts))), 151.0);
    EXPECT_EQ(overlay.area_m2(overlay.united({})), 0.0);
}

TEST(Intersection, of_polygons_that_only_touch_has_no_area_and_no_polygon)
{
    Overlay overlay;
    const GeosGeometry a = overlay.polygons(drawn(rectangle(0, 0, 10, 10))[0]);
    const GeosGeometry side = overlay.polygons(drawn(rectangle(10, 0, 20, 10))[0]);
    const GeosGeometry corner = overlay.polygons(drawn(rectangle(10, 10, 20, 20))[0]);

    for (const GeosGeometry* other : {&side, &corner}) {
        const GeosGeometry part = overlay.intersection(a, *other);
        EXPECT_EQ(overlay.area_m2(part), 0.0);
        EXPECT_TRUE(back(overlay, part)[0].empty());
    }
}

TEST(Buffer, has_sixteen_segments_a_quarter_circle)
{
    Overlay overlay;
    for (const double radius : {1.0, 50.0, 1000.0, 25000.0}) {
        const GeosGeometry hall = overlay.polygons(drawn(rectangle(0, 0, 300, 120))[0]);

        const GeosGeometry around = overlay.buffer(hall, radius);

        const double expected = buffered_m2(36000.0, 840.0, radius);
        EXPECT_NEAR(overlay.area_m2(around), expected, 1e-9 * expected) << radius << " m";
        EXPECT_EQ(back(overlay, around)[0].points(), 4U * 17U + 1U) << radius << " m";
    }
}

TEST(Buffer, of_a_ring_narrows_its_hole)
{
    Overlay overlay;
    const Town town("AAAAA\n"
                    "A...A\n"
                    "A...A\n"
                    "A...A\n"
                    "AAAAA\n");

    const GeosGeometry around = overlay.buffer(overlay.polygons(town.outline('A')[0]), 50.0);

    EXPECT_NEAR(overlay.area_m2(around), buffered_m2(250000.0, 2000.0, 50.0) - 200.0 * 200.0, 1e-6);
    EXPECT_NEAR(overlay.area_m2(overlay.buffer(overlay.polygons(town.outline('A')[0]), 150.0)),
        buffered_m2(250000.0, 2000.0, 150.0), 1e-6); // the hole is gone
}

TEST(InscribedCircle, is_within_one_percent_of_what_the_shape_holds)
{
    const struct {
        std::string wkt;
        double diameter_m;
    } table[] = {
        {rectangle(0, 0, 100, 100), 100.0},
        {rectangle(0, 0, 1000, 20), 20.0}, // a strip
        {rectangle(174000, 440000, 174000.5, 440020), 0.5}, // a sliver
        {"POLYGON ((0 0, 6 0, 0 8, 0 0))", 4.0}, // radius = area / half the perimeter = 24 / 12
        {"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (45 45, 55 45, 55 55, 45 55, 45 45))",
            // In a corner, touching two sides and the hole's corner: r (1 + 1 / sqrt 2) = 45, diameter 2 r.
            90.0 / (1.0 + 1.0 / std::numbers::sqrt2)},
        {"MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((20 0, 50 0, 50 30, 20 30, 20 0)))", 30.0},
    };

    for (const auto& [wkt, diameter_m] : table) {
        EXPECT_NEAR(diameter_of(wkt), diameter_m, 0.01 * diameter_m) << wkt;
        EXPECT_LE(diameter_of(wkt), diameter_m * (1.0 + 1e-9)) << wkt;
    }
}

TEST(InscribedCircle, of_what_has_no_area_is_zero)
{
    EXPECT_EQ(diameter_of("LINESTRING (0 0, 9 9)"), 0.0);
    EXPECT_EQ(diameter_of("POLYGON ((0 0, 9 9, 0 0, 0 0))"), 0.0);
    EXPECT_EQ(diameter_of("POLYGON EMPTY"), 0.0);
}

TEST(InscribedCircle, is_the_one_that_other_programs_publish)
{
    const std::filesystem::path file = KAVEL_SOURCE "/../shared/oracles/constructions.json";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << file << " is not there";
    }
    const auto cases = nlohmann::json::parse(std::ifstream(file)).at("max_inscribed_circle");
    ASSERT_FALSE(cases.empty());
    for (const auto& one : cases) {
        const auto wkt = one.at("wkt").get<std::string>();
        const double expected = 2.0 * one.at("r").get<double>();

        EXPECT_NEAR(diameter_of(wkt), expected, 0.01 * expected) << wkt;
    }
}

} // namespace
} // namespace kavel
