// SPDX-License-Identifier: EUPL-1.2
#include "write/geometry_blob.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <cstring>
#include <memory>

namespace kavel {
namespace {

/// Written by GDAL, which has nothing to do with how the box is found here.
std::string wkb_of(const char* wkt)
{
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkt(wkt, nullptr, &made);
    const std::unique_ptr<OGRGeometry> geometry(made);
    std::string bytes(geometry->WkbSize(), '\0');
    geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()), wkbVariantIso);
    return bytes;
}

TEST(GeometryBlob, the_box_holds_every_point)
{
    const struct {
        const char* wkt;
        Box box;
    } table[] = {
        {"POINT (3 4)", {3, 4, 3, 4}},
        {"LINESTRING (0 5, 2 -1, 1 1)", {0, -1, 2, 5}},
        {"POLYGON ((0 0, 0 9, 9 9, 0 0), (1 5, 1 6, 2 6, 1 5))", {0, 0, 9, 9}},
        {"MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), ((7 7, 7 8, 8 8, 7 7)))", {0, 0, 8, 8}},
        {"GEOMETRYCOLLECTION (POINT (-3 2), LINESTRING (0 0, 1 1))", {-3, 0, 1, 2}},
    };

    for (const auto& [wkt, box] : table) {
        EXPECT_EQ(box_of_wkb(wkb_of(wkt)), box) << wkt;
    }
    for (const char* empty :
        {"POINT EMPTY", "POLYGON EMPTY", "MULTILINESTRING EMPTY", "GEOMETRYCOLLECTION EMPTY"}) {
        EXPECT_TRUE(box_of_wkb(wkb_of(empty)).empty()) << empty;
    }
}

TEST(GeometryBlob, the_header_says_crs_and_box)
{
    const std::string wkb = wkb_of("LINESTRING (1 2, 3 4)");

    const std::string blob = geometry_blob(wkb, box_of_wkb(wkb), 28992);

    EXPECT_EQ(blob.substr(0, 8), std::string("GP\0\x03\x40\x71\0\0", 8));
    double sides[4] = {};
    std::memcpy(sides, blob.data() + 8, sizeof sides);
    EXPECT_EQ(sides[0], 1.0); // minx, maxx, miny, maxy
    EXPECT_EQ(sides[1], 3.0);
    EXPECT_EQ(sides[2], 2.0);
    EXPECT_EQ(sides[3], 4.0);
    EXPECT_EQ(blob.substr(40), wkb);
}

TEST(GeometryBlob, an_empty_geometry_is_said_to_be_empty_and_has_no_box)
{
    const std::string wkb = wkb_of("MULTIPOLYGON EMPTY");

    const std::string blob = geometry_blob(wkb, box_of_wkb(wkb), 28992);

    EXPECT_EQ(blob[3], '\x11');
    EXPECT_EQ(blob.size(), 8 + wkb.size());
}

} // namespace
} // namespace kavel
