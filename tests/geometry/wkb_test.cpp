// SPDX-License-Identifier: EUPL-1.2
#include "geometry/wkb.hpp"

#include "as_ogr.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kavel {
namespace {

/// What another reader (OGR) makes of the bytes.
std::string read_by_ogr(const std::string& wkb)
{
    return wkt_of(*from_wkb(wkb));
}

std::string through(const std::string& wkt)
{
    return read_by_ogr(to_wkb(drawn(wkt)[0]));
}

TEST(Wkb, is_what_other_programs_read)
{
    for (const char* wkt : {"POINT (1 2)", "MULTIPOINT (1 2,3 4)", "LINESTRING (0 0,1 1,2 0)",
             "MULTILINESTRING ((0 0,1 1),(5 5,6 6,7 5))", "POLYGON ((0 0,9 0,9 9,0 0))",
             "POLYGON ((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1),(4 4,5 4,5 5,4 4))",
             "MULTIPOLYGON (((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)),((20 0,29 0,29 9,20 0)))"}) {
        EXPECT_EQ(through(wkt), wkt);
    }
}

TEST(Wkb, is_little_endian_whatever_the_shape)
{
    EXPECT_EQ(to_wkb(drawn("POINT (1 2)")[0]),
        std::string(
            "\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0\x3f\x00\x00\x00\x00\x00\x00\x00\x40", 21));
}

TEST(Wkb, of_a_mixed_shape_has_its_polygons_else_its_lines_else_its_points)
{
    EXPECT_EQ(
        through("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1), POLYGON ((0 0, 9 0, 9 9, 0 0)))"),
        "POLYGON ((0 0,9 0,9 9,0 0))");
    EXPECT_EQ(through("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1), POINT (5 5))"),
        "LINESTRING (0 0,1 1)");
}

TEST(Wkb, of_nothing_is_nothing)
{
    EXPECT_EQ(to_wkb(drawn("POLYGON EMPTY")[0]), "");
    EXPECT_EQ(to_multipolygon_wkb(drawn("POLYGON EMPTY")[0]), "");
    EXPECT_EQ(to_multipolygon_wkb(drawn("LINESTRING (0 0, 1 1)")[0]), "");
}

TEST(Wkb, of_plots_is_a_multipolygon_even_of_one_part)
{
    EXPECT_EQ(
        read_by_ogr(to_multipolygon_wkb(drawn("POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))")[0])),
        "MULTIPOLYGON (((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)))");
    EXPECT_EQ(read_by_ogr(to_multipolygon_wkb(
                  drawn("GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POLYGON ((0 0, 9 0, 9 9, 0 0)))")[0])),
        "MULTIPOLYGON (((0 0,9 0,9 9,0 0)))");
}

TEST(Wkb, of_a_way_without_length_is_a_point)
{
    EXPECT_EQ(read_by_ogr(line_wkb({1, 2}, {3, 4})), "LINESTRING (1 2,3 4)");
    EXPECT_EQ(read_by_ogr(line_wkb({1, 2}, {1, 2})), "POINT (1 2)");
}

} // namespace
} // namespace kavel
