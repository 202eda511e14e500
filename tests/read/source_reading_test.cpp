// SPDX-License-Identifier: EUPL-1.2
#include "read/source_reading.hpp"

#include "geometry/planar.hpp"
#include "read/sources_by_hand.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace kavel {
namespace {

using FieldNames = Sources;
using SourceReading = Sources;

std::vector<std::string> in_english(const std::vector<Title>& titles)
{
    std::vector<std::string> texts;
    for (const Title& title : titles) {
        texts.push_back(title.en);
    }
    return texts;
}

SourceFeatures read_and_mend(const Source& source, const Crs& study, const Box& area = {})
{
    VectorSource opened(source, "layers.x");
    SourceWish wish;
    wish.role = "x";
    wish.area = area;
    wish.settings = "layers.x";
    for (std::size_t i = 0; i < opened.fields().size(); ++i) {
        wish.fields.push_back(i);
    }
    Silent watch;
    SourceFeatures features = read_source(opened, source, study, wish, watch);
    mend_all(features, area, 1, watch);
    return features;
}

TEST_F(FieldNames, match_exactly_else_without_case)
{
    write("x.fgb",
        LayerToWrite{.driver = "FlatGeobuf", .fields = {{"Naam"}, {"naam"}, {"MVA"}}, .type = wkbPoint});
    const VectorSource opened(source("x.fgb"), "layers.x");

    EXPECT_EQ(field_named(opened, "naam"), 1U);
    EXPECT_EQ(field_named(opened, "Naam"), 0U);
    EXPECT_EQ(field_named(opened, "NAAM"), 0U);
    EXPECT_EQ(field_named(opened, "mva"), 2U);
    EXPECT_EQ(field_named(opened, "mw"), std::nullopt);
}

TEST_F(FieldNames, are_looked_for_in_set_then_fields_then_the_source_then_the_role_s_aliases)
{
    write("x.gpkg",
        LayerToWrite{.fields = {{"naam"}, {"vermogen", OFTReal}, {"power", OFTReal}, {"STATIONSNAAM"}},
            .type = wkbPoint});
    const VectorSource opened(source("x.gpkg"), "layers.x");
    Role role;
    role.fields = {
        {"mva", {}, true, "MVA", {"absent", "POWER", "vermogen"}}, {"name", {}, false, "", {"stationsnaam"}}};
    Source plain = source("x.gpkg");
    Source mapped = plain;
    mapped.fields = {{"mva", "vermogen"}};
    Source constant = mapped;
    constant.set = {{"mva", 40.0}};

    EXPECT_EQ(find_field(opened, plain, nullptr, "naam")->field, 0U);
    EXPECT_FALSE(find_field(opened, plain, nullptr, "mva").has_value());
    EXPECT_EQ(find_field(opened, plain, &role, "mva")->field, 2U); // the first alias that is there
    EXPECT_EQ(find_field(opened, plain, &role, "name")->field, 3U);
    EXPECT_EQ(find_field(opened, mapped, &role, "mva")->field, 1U);
    EXPECT_EQ(find_field(opened, mapped, &role, "vermogen")->field, 1U); // known by both names
    EXPECT_EQ(find_field(opened, constant, &role, "mva")->field, std::nullopt);
    EXPECT_EQ(find_field(opened, constant, &role, "mva")->constant, Value(40.0));
}

TEST_F(FieldNames, that_map_to_no_field_are_complained_of)
{
    write("x.gpkg", LayerToWrite{.fields = {{"naamN2K"}}, .type = wkbPoint});
    const VectorSource opened(source("x.gpkg"), "layers.x");
    Source mapped = source("x.gpkg");
    mapped.fields = {{"name", "naamN2"}, {"code", "zz"}};
    mapped.places["fields.name"] = {"study.toml", 9, 20};
    ProblemList problems;

    check_field_names(opened, mapped, problems);

    EXPECT_EQ(complaints([&] { problems.throw_if_any(); }),
        "study.toml:9:20: 'x.gpkg' has no field 'naamN2'; did you mean 'naamN2K'?\n"
        "study.toml:2:1: 'x.gpkg' has no field 'zz'; use one of 'naamN2K'");
}

TEST_F(SourceReading, reports_what_it_read)
{
    write("x.gpkg",
        LayerToWrite{
            .name = "n2k", .rows = {{.wkt = "POINT (1 1)"}, {.wkt = "POINT (2 2)"}}, .type = wkbPoint});

    std::vector<SourceReport> reports{read_and_mend(source("x.gpkg"), rd()).report};
    finish_marks(reports);
    const SourceReport& report = reports.front();

    EXPECT_EQ(report.role, "x");
    EXPECT_EQ(report.source, "x.gpkg");
    EXPECT_EQ(report.layer, "n2k");
    EXPECT_EQ(report.driver, "GPKG");
    EXPECT_EQ(report.bytes, std::filesystem::file_size(path_of("x.gpkg")));
    EXPECT_EQ(report.sha256.size(), 64U);
    EXPECT_EQ(report.modified.size(), 20U);
    EXPECT_EQ(report.features, 2);
    EXPECT_EQ(report.crs, "EPSG:28992");
    EXPECT_EQ(report.operation, ""); // none was needed
    EXPECT_FALSE(report.accuracy_m.has_value());
}

TEST_F(SourceReading, brings_degrees_to_the_study_s_crs_and_says_how)
{
    write("x.gpkg",
        LayerToWrite{.epsg = 4258, .rows = {{.wkt = "POINT (5.387203657 52.155172897)"}}, .type = wkbPoint});

    const SourceFeatures features = read_and_mend(source("x.gpkg"), rd());

    const Point amersfoort = features.shape(0).path(0).points[0];
    EXPECT_NEAR(amersfoort.x, 155000.0, 1.0);
    EXPECT_NEAR(amersfoort.y, 463000.0, 1.0);
    EXPECT_EQ(features.report.crs, "EPSG:4258");
    EXPECT_NE(features.report.operation, "");
    EXPECT_TRUE(features.report.accuracy_m.has_value());
}

TEST_F(SourceReading, that_nobody_says_the_crs_of_says_what_to_add)
{
    write("x.csv", "WKT,a\n\"POINT (1 1)\",1\n");

    EXPECT_EQ(complaints([&] { read_and_mend(source("x.csv"), rd()); }),
        "x.csv: layer 'x' does not say its CRS; add crs = \"EPSG:28992\", or the CRS that it is in, under "
        "[layers.x]");
}

TEST_F(SourceReading, warns_when_study_and_source_say_another_crs)
{
    write("x.gpkg", LayerToWrite{.epsg = 4326, .rows = {{.wkt = "POINT (155000 463000)"}}, .type = wkbPoint});
    Source told = source("x.gpkg");
    told.crs = "EPSG:28992";

    const SourceFeatures features = read_and_mend(told, rd());

    EXPECT_EQ(in_english(features.warnings),
        std::vector<std::string>{
            "x.gpkg: the source says EPSG:4326, the study EPSG:28992: the study goes first"});
    EXPECT_EQ(features.shape(0).path(0).points[0], (Point{155000, 463000}));
}

TEST_F(SourceReading, tells_of_each_feature_that_is_mended_or_left_out)
{
    write("x.csv",
        "WKT,m2\n\"POLYGON ((0 0,10 0,10 10,0 10,0 0))\",1\n\"POLYGON ((0 0,10 10,10 0,0 10,0 0))\",2\n,3\n"
        "POLYGON EMPTY,4\n\"LINESTRING (0 0, 1 1)\",5\n");
    Source told = source("x.csv");
    told.crs = "EPSG:28992";

    const SourceFeatures features = read_and_mend(told, rd());

    ASSERT_EQ(features.repairs.size(), 3U);
    EXPECT_EQ(features.repairs[0].feature, "2");
    EXPECT_EQ(features.repairs[0].wrong.en, "invalid polygon: Self-intersection[5 5]");
    EXPECT_EQ(features.repairs[0].source, "x.csv");
    EXPECT_EQ(features.repairs[0].layer, "x");
    EXPECT_EQ(features.repairs[1].feature, "3");
    EXPECT_EQ(features.repairs[1].wrong.en, "no geometry");
    EXPECT_EQ(features.repairs[2].feature, "4");
    EXPECT_EQ(features.repairs[2].wrong.en, "empty geometry");
    EXPECT_EQ(area_m2(features.shape(0)), 100.0);
    EXPECT_DOUBLE_EQ(area_m2(features.shape(1)), 50.0);
    EXPECT_TRUE(features.shape(2).empty());
}

TEST_F(SourceReading, tells_of_each_number_that_is_none)
{
    const double infinite = std::numeric_limits<double>::infinity();
    write("x.gpkg",
        LayerToWrite{.fields = {{"m2", OFTReal}, {"mva", OFTReal}},
            .rows = {{"POINT (1 1)", {1.0, infinite}, {}}, {"POINT (1 1)", {-infinite, 2.0}, {}}},
            .type = wkbPoint});

    const SourceFeatures features = read_and_mend(source("x.gpkg"), rd());

    ASSERT_EQ(features.repairs.size(), 2U);
    EXPECT_EQ(features.repairs[0].feature, "2");
    EXPECT_EQ(features.repairs[0].wrong.en, "field 'm2' is NaN or infinite");
    EXPECT_EQ(features.repairs[0].done.en, "read as unknown");
    EXPECT_EQ(features.repairs[1].feature, "1");
    EXPECT_EQ(features.repairs[1].wrong.en, "field 'mva' is NaN or infinite");
}

TEST_F(SourceReading, leaves_out_what_lies_where_the_study_s_crs_has_no_coordinates)
{
    write("x.gpkg",
        LayerToWrite{.epsg = 4326,
            .rows = {{.wkt = "POINT (5.4 52.2)"}, {.wkt = "POINT (500 500)"}},
            .type = wkbPoint});

    const SourceFeatures features = read_and_mend(source("x.gpkg"), rd());

    EXPECT_FALSE(features.shape(0).empty());
    EXPECT_TRUE(features.shape(1).empty());
    ASSERT_EQ(features.repairs.size(), 1U);
    EXPECT_EQ(features.repairs[0].feature, "2");
    EXPECT_NE(features.repairs[0].wrong.en.find("cannot be transformed"), std::string::npos);
}

TEST_F(SourceReading, reads_curves_surfaces_and_heights_as_flat_polygons)
{
    write("x.gpkg",
        LayerToWrite{
            .rows = {{.wkt = "CURVEPOLYGON (CIRCULARSTRING (0 0, 5 5, 10 0, 5 -5, 0 0))"},
                {.wkt = "TIN Z (((0 0 1, 10 0 2, 10 10 3, 0 0 1)), ((0 0 1, 10 10 3, 0 10 4, 0 0 1)))"},
                {.wkt = "POLYHEDRALSURFACE Z (((0 0 1, 10 0 1, 10 10 1, 0 0 1)), ((0 0 1, 10 10 1, 0 10 1, 0 "
                        "0 1)))"},
                {.wkt = "POLYGON ZM ((0 0 1 2, 10 0 1 2, 10 10 1 2, 0 0 1 2))"}}});

    const SourceFeatures features = read_and_mend(source("x.gpkg"), rd());

    EXPECT_NEAR(area_m2(features.shape(0)), 45.0 * 25.0 * std::sin(4.0 * std::acos(-1.0) / 180.0), 1e-9);
    EXPECT_NEAR(area_m2(features.shape(1)), 100.0, 1e-9);
    EXPECT_NEAR(area_m2(features.shape(2)), 100.0, 1e-9);
    EXPECT_NEAR(area_m2(features.shape(3)), 50.0, 1e-9);
}

TEST_F(SourceReading, unites_the_polygons_of_a_collection)
{
    write("x.gpkg",
        LayerToWrite{.rows = {{.wkt = "GEOMETRYCOLLECTION (POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0)), POLYGON "
                                      "((5 5, 15 5, 15 15, 5 15, 5 5)), LINESTRING (0 0, 99 99))"}}});

    const SourceFeatures features = read_and_mend(source("x.gpkg"), rd());

    EXPECT_DOUBLE_EQ(area_m2(features.shape(0)), 175.0);
    EXPECT_TRUE(features.shape(0).has(PathKind::line));
    EXPECT_TRUE(features.repairs.empty());
}

TEST_F(SourceReading, mends_the_same_on_any_number_of_threads)
{
    LayerToWrite layer;
    for (int i = 0; i < 200; ++i) {
        layer.rows.push_back(
            {fmt::format("POLYGON (({0} 0, {1} 10, {1} 0, {0} 10, {0} 0))", i, i + 10), {}, {}});
    }
    write("x.gpkg", layer);
    std::vector<std::vector<double>> areas;
    for (const unsigned threads : {1U, 2U, 8U}) {
        const Source told = source("x.gpkg");
        VectorSource opened(told, "layers.x");
        Silent watch;
        SourceFeatures features = read_source(opened, told, rd(), SourceWish(), watch);
        mend_all(features, Box(), threads, watch);
        areas.emplace_back();
        for (std::size_t row = 0; row < features.raw.fids.size(); ++row) {
            areas.back().push_back(area_m2(features.shape(row)));
        }
        EXPECT_EQ(features.repairs.size(), 200U);
    }
    EXPECT_EQ(areas[1], areas[0]);
    EXPECT_EQ(areas[2], areas[0]);
}

} // namespace
} // namespace kavel
