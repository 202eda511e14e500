// SPDX-License-Identifier: EUPL-1.2
#include "read/ogr_geometry.hpp"

#include "as_ogr.hpp"
#include "geometry/planar.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>

namespace kavel {
namespace {

struct Flattened {
    explicit Flattened(const std::string& wkt)
    {
        is_collection = add_ogr_paths(shapes, *as_ogr(wkt));
        shapes.end_feature();
    }
    Shape shape() const { return shapes[0]; }

    Shapes shapes;
    bool is_collection = false;
};

/// The kinds of the paths as letters: p, l, s(hell), h(ole).
std::string kinds_of(const std::string& wkt)
{
    const Flattened flat(wkt);
    std::string letters;
    for (std::size_t i = 0; i < flat.shape().paths(); ++i) {
        letters += "plsh"[static_cast<int>(flat.shape().path(i).kind)];
    }
    return letters;
}

TEST(Geometry, of_any_type_becomes_paths)
{
    const struct {
        const char* wkt;
        const char* kinds;
    } table[] = {
        {"POINT (1 2)", "p"},
        {"MULTIPOINT (1 2, 3 4)", "pp"},
        {"LINESTRING (1 2, 3 4)", "l"},
        {"MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))", "ll"},
        {"POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))", "sh"},
        {"MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1)), ((20 0, 29 0, 29 9, 20 0)))", "shs"},
        {"GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POLYGON ((0 0, 9 0, 9 "
         "9, 0 0))))",
            "pls"},
        {"TRIANGLE ((0 0, 9 0, 9 9, 0 0))", "s"},
        {"TIN Z (((0 0 1, 9 0 1, 9 9 1, 0 0 1)), ((0 0 1, 9 9 1, 0 9 1, 0 0 1)))", "ss"},
        {"POLYHEDRALSURFACE Z (((0 0 1, 9 0 1, 9 9 1, 0 0 1)), ((0 0 1, 9 9 1, 0 9 1, 0 0 1)))", "ss"},
        {"CIRCULARSTRING (0 0, 1 1, 2 0)", "l"},
        {"COMPOUNDCURVE (CIRCULARSTRING (0 0, 1 1, 2 0), (2 0, 5 0))", "l"},
        {"MULTICURVE ((0 0, 1 1), CIRCULARSTRING (0 0, 1 1, 2 0))", "ll"},
        {"CURVEPOLYGON (CIRCULARSTRING (0 0, 5 5, 10 0, 5 -5, 0 0), CIRCULARSTRING (4 0, 5 1, 6 0, 5 -1, 4 "
         "0))",
            "sh"},
        {"MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (0 0, 5 5, 10 0, 5 -5, 0 0)), ((20 0, 29 0, 29 9, 20 "
         "0)))",
            "ss"},
        {"GEOMETRYCOLLECTION (CURVEPOLYGON (CIRCULARSTRING (0 0, 5 5, 10 0, 5 -5, 0 0)), POINT (1 1))", "sp"},
        {"GEOMETRYCOLLECTION (TIN Z (((0 0 1, 9 0 1, 9 9 1, 0 0 1))), POINT (1 1))", "sp"},
    };
    for (const auto& [wkt, kinds] : table) {
        EXPECT_EQ(kinds_of(wkt), kinds) << wkt;
    }
}

TEST(Geometry, that_is_empty_has_no_paths)
{
    for (const char* wkt : {"POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOINT EMPTY",
             "MULTIPOLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY", "CURVEPOLYGON EMPTY", "TIN EMPTY",
             "GEOMETRYCOLLECTION (POINT EMPTY, POLYGON EMPTY)", "MULTIPOLYGON (EMPTY)",
             "CIRCULARSTRING EMPTY"}) {
        EXPECT_EQ(kinds_of(wkt), "") << wkt;
    }
}

TEST(Geometry, loses_its_height_and_its_measure)
{
    for (const char* wkt :
        {"LINESTRING Z (1 2 9, 3 4 9)", "LINESTRING M (1 2 9, 3 4 9)", "LINESTRING ZM (1 2 8 9, 3 4 8 9)"}) {
        const Flattened line(wkt);
        ASSERT_EQ(line.shape().paths(), 1U) << wkt;
        EXPECT_EQ(line.shape().path(0).points[0], (Point{1, 2})) << wkt;
        EXPECT_EQ(line.shape().path(0).points[1], (Point{3, 4})) << wkt;
    }
    EXPECT_EQ(Flattened("POINT ZM (1 2 8 9)").shape().path(0).points[0], (Point{1, 2}));
}

TEST(Curves, become_lines_of_four_degrees)
{
    // A circle of radius 5 in steps of 4 degrees: a 90-gon.
    const Flattened circle("CURVEPOLYGON (CIRCULARSTRING (0 0, 5 5, 10 0, 5 -5, 0 0))");

    EXPECT_NEAR(area_m2(circle.shape()), 45.0 * 25.0 * std::sin(4.0 * std::numbers::pi / 180.0), 1e-9);
    EXPECT_EQ(circle.shape().path(0).points.size(), 91U);
}

TEST(Geometry, keeps_rings_as_they_are)
{
    const Flattened open("POLYGON ((0 0, 9 0, 9 9, 0 9))");

    EXPECT_EQ(open.shape().path(0).points.size(), 4U); // mending closes it, not reading
}

TEST(Geometry, is_a_collection_only_when_its_polygons_may_overlap)
{
    const struct {
        const char* wkt;
        bool is_collection;
    } table[] = {
        {"GEOMETRYCOLLECTION (POLYGON ((0 0, 9 0, 9 9, 0 0)), POLYGON ((1 0, 9 0, 9 9, 1 0)))", true},
        {"GEOMETRYCOLLECTION (MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((10 0, 19 0, 19 9, 10 0))))", true},
        {"GEOMETRYCOLLECTION (POLYGON ((0 0, 9 0, 9 9, 0 0)), POINT (1 1))", false},
        {"MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((10 0, 19 0, 19 9, 10 0)))", false},
        {"TIN Z (((0 0 1, 9 0 1, 9 9 1, 0 0 1)), ((0 0 1, 9 9 1, 0 9 1, 0 0 1)))", false},
        {"POLYGON ((0 0, 9 0, 9 9, 0 0))", false},
        {"GEOMETRYCOLLECTION EMPTY", false},
    };
    for (const auto& [wkt, is_collection] : table) {
        EXPECT_EQ(Flattened(wkt).is_collection, is_collection) << wkt;
    }
}

} // namespace
} // namespace kavel
