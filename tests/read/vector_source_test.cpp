// SPDX-License-Identifier: EUPL-1.2
#include "read/vector_source.hpp"

#include "read/sources_by_hand.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

using OpeningASource = Sources;
using ReadingASource = Sources;

std::string crs_complaint(const std::string& definition)
{
    try {
        study_crs(definition, {"study.toml", 5, 9});
    } catch (const Problems& problems) {
        return problems.what();
    }
    return "";
}

TEST(StudysCrs, is_projected_and_in_metres)
{
    EXPECT_EQ(study_crs("EPSG:28992", {}).name, "EPSG:28992");
    EXPECT_EQ(study_crs("EPSG:3035", {}).name, "EPSG:3035");
    EXPECT_EQ(study_crs("EPSG:25831", {}).name, "EPSG:25831");
    EXPECT_EQ(study_crs("EPSG:7415", {}).name, "EPSG:28992"); // with NAP heights: those are dropped
    EXPECT_FALSE(study_crs("EPSG:28992", {}).wkt.empty());
}

TEST(StudysCrs, in_degrees_or_feet_or_nowhere_is_a_problem_with_its_place)
{
    const std::string remedy = "; choose a projected CRS in metres, such as EPSG:28992";
    const struct {
        const char* definition;
        std::string line;
    } table[] = {
        {"EPSG:4326", "study.toml:5:9: EPSG:4326 is in degrees" + remedy},
        {"EPSG:4258", "study.toml:5:9: EPSG:4258 is in degrees" + remedy},
        {"EPSG:2263", "study.toml:5:9: EPSG:2263 is in 'US survey foot', not in metres" + remedy},
        {"EPSG:4978", "study.toml:5:9: EPSG:4978 is no projected CRS" + remedy}, // geocentric
        {"Rijksdriehoek", "study.toml:5:9: 'Rijksdriehoek' is no CRS that is known" + remedy},
        {"EPSG:99999999", "study.toml:5:9: 'EPSG:99999999' is no CRS that is known" + remedy},
        {"28992", "study.toml:5:9: '28992' is no CRS that is known" + remedy},
        {"", "study.toml:5:9: '' is no CRS that is known" + remedy},
        {"LOCAL_CS[\"plant\",UNIT[\"metre\",1]]",
            "study.toml:5:9: LOCAL_CS[\"plant\",UNIT[\"metre\",1]] is no projected CRS" + remedy},
    };
    for (const auto& [definition, line] : table) {
        EXPECT_EQ(crs_complaint(definition), line);
    }
}

TEST_F(OpeningASource, that_is_not_there_says_so)
{
    EXPECT_EQ(complaints([&] { VectorSource(source("absent.gpkg"), "candidates"); }),
        "study.toml:3:10: 'absent.gpkg' does not exist; correct the path; a relative one starts at the study "
        "file");
}

TEST_F(OpeningASource, with_a_name_that_no_file_can_have_says_so)
{
    EXPECT_NE(complaints([&] { VectorSource(source(std::string(400, 'a') + ".gpkg"), "candidates"); }), "");
    write("plots.csv", "a\n1\n");
    EXPECT_NE(complaints([&] { VectorSource(source("plots.csv/plots.gpkg"), "candidates"); }), "");
}

TEST_F(OpeningASource, that_is_no_vector_source_says_so)
{
    write("plots.gpkg", "this is no database");
    write("plots.xyz", "nor this");
    write("empty.geojson", "");

    for (const char* name : {"plots.gpkg", "plots.xyz", "empty.geojson"}) {
        const std::string line = complaints([&] { VectorSource(source(name), "candidates"); });
        EXPECT_EQ(line.rfind(fmt::format("study.toml:3:10: '{}' cannot be read as a vector source; give a "
                                         "file or service that OGR opens (",
                                 name),
                      0),
            0U)
            << line;
    }
}

TEST_F(OpeningASource, of_one_layer_needs_no_layer_name)
{
    write("plots.gpkg", LayerToWrite{.name = "kavels", .rows = {{.wkt = "POINT (1 1)"}}});

    const VectorSource opened(source("plots.gpkg"), "candidates");

    EXPECT_EQ(opened.layer_name(), "kavels");
    EXPECT_EQ(opened.driver(), "GPKG");
    EXPECT_EQ(opened.total(), 1);
    EXPECT_EQ(opened.crs()->name, "EPSG:28992");
    EXPECT_TRUE(opened.has_geometry());
}

TEST_F(OpeningASource, of_many_layers_asks_which)
{
    for (const char* name : {"kavels", "wegen", "water"}) {
        write("plots.gpkg", LayerToWrite{.name = name, .rows = {{.wkt = "POINT (1 1)"}}});
    }

    EXPECT_EQ(complaints([&] { VectorSource(source("plots.gpkg"), "candidates"); }),
        "study.toml:3:10: plots.gpkg has the layers 'kavels', 'wegen' and 'water'; say which one with layer "
        "= \"kavels\" under [candidates]");
    Source one = source("plots.gpkg");
    one.layer = "wegen";
    EXPECT_EQ(VectorSource(one, "layers.roads").layer_name(), "wegen");
}

TEST_F(OpeningASource, by_a_layer_name_that_is_not_there_offers_the_nearest)
{
    write("plots.gpkg", LayerToWrite{.name = "kavels", .rows = {{.wkt = "POINT (1 1)"}}});
    Source near = source("plots.gpkg");
    near.layer = "kavel";
    near.places["layer"] = {"study.toml", 4, 9};
    Source far = near;
    far.layer = "percelen";

    EXPECT_EQ(complaints([&] { VectorSource(near, "candidates"); }),
        "study.toml:4:9: 'plots.gpkg' has no layer 'kavel'; did you mean 'kavels'?");
    EXPECT_EQ(complaints([&] { VectorSource(far, "candidates"); }),
        "study.toml:4:9: 'plots.gpkg' has no layer 'percelen'; use one of 'kavels'");
}

TEST_F(OpeningASource, takes_the_one_layer_with_geometry_among_tables)
{
    write("plots.gpkg",
        LayerToWrite{.name = "codes",
            .epsg = 0,
            .fields = {{"code"}},
            .rows = {{.values = {text("a")}}},
            .type = wkbNone});
    write("plots.gpkg", LayerToWrite{.name = "kavels", .rows = {{.wkt = "POINT (1 1)"}}});

    EXPECT_EQ(VectorSource(source("plots.gpkg"), "candidates").layer_name(), "kavels");
}

TEST_F(OpeningASource, by_a_condition_that_it_does_not_understand_says_so)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"status"}}, .rows = {{.wkt = "POINT (1 1)", .values = {text("vrij")}}}});
    write("plots.geojson",
        geojson({R"("properties":{"status":"vrij"},"geometry":{"type":"Point","coordinates":[1,1]})"}));
    for (const char* name : {"plots.gpkg", "plots.geojson"}) {
        for (const char* where : {"status =", "status = 'vrij' AND", "vrij en leeg"}) {
            Source filtered = source(name);
            filtered.where = where;
            filtered.places["where"] = {"study.toml", 6, 9};

            const std::string line = complaints([&] { VectorSource(filtered, "candidates"); });

            EXPECT_EQ(
                line.rfind(
                    fmt::format("study.toml:6:9: '{}' does not understand where = \"{}\"; ", name, where), 0),
                0U)
                << line;
            EXPECT_EQ(line.find('\n'), std::string::npos);
        }
    }
}

TEST_F(OpeningASource, by_a_condition_on_a_field_that_it_does_not_have_names_the_nearest)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"status"}}, .rows = {{.wkt = "POINT (1 1)", .values = {text("vrij")}}}});
    write("plots.geojson",
        geojson({R"("properties":{"status":"vrij"},"geometry":{"type":"Point","coordinates":[1,1]})"}));
    for (const char* name : {"plots.gpkg", "plots.geojson"}) {
        Source filtered = source(name);
        filtered.where = "stadus = 'vrij'";
        filtered.places["where"] = {"study.toml", 6, 9};

        EXPECT_EQ(complaints([&] { VectorSource(filtered, "candidates"); }),
            fmt::format(
                "study.toml:6:9: where = \"stadus = 'vrij'\" names the field 'stadus', which '{}' does not "
                "have; did you mean 'status'?",
                name));
    }
}

TEST_F(OpeningASource, by_a_condition_with_a_command_behind_it_changes_nothing)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"status"}}, .rows = {{.wkt = "POINT (1 1)", .values = {text("vrij")}}}});
    Source filtered = source("plots.gpkg");
    filtered.where = "1 = 1; DROP TABLE plots";

    complaints([&] { read_all(filtered); });

    EXPECT_EQ(VectorSource(source("plots.gpkg"), "candidates").total(), 1);
}

TEST_F(OpeningASource, by_a_query_that_is_no_select_says_so_and_changes_nothing)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"status"}}, .rows = {{.wkt = "POINT (1 1)", .values = {text("vrij")}}}});
    const auto complaint_of = [this](const char* sql) {
        Source queried = source("plots.gpkg");
        queried.sql = sql;
        queried.places["sql"] = {"study.toml", 6, 7};
        return complaints([&] { VectorSource(queried, "candidates"); });
    };

    const struct {
        const char* sql;
        const char* wrong;
    } table[] = {
        {"DELETE FROM plots", "begins with 'DELETE'"},
        {"DROP TABLE plots", "begins with 'DROP'"},
        {"nonsense", "begins with 'nonsense'"},
        {"", "is empty"},
        {"SELECT * FROM plots; DROP TABLE plots", "goes on behind a ';'"},
    };
    for (const auto& [sql, wrong] : table) {
        EXPECT_EQ(complaint_of(sql),
            fmt::format("study.toml:6:7: sql = {}; give one SELECT, without a semicolon in it", wrong));
    }
    EXPECT_EQ(complaint_of("SELECT absent FROM plots"),
        "study.toml:6:7: sql = names the column 'absent', which is not there; correct the name, or the table "
        "that it is of");
    EXPECT_EQ(complaint_of("SELECT * FROM plotz"),
        "study.toml:6:7: sql = names the table 'plotz', which 'plots.gpkg' does not have; did you mean "
        "'plots'?");
    EXPECT_EQ(complaint_of("SELECT FROM")
                  .rfind("study.toml:6:7: 'plots.gpkg' cannot do the query of sql =; correct it", 0),
        0U);
    EXPECT_EQ(VectorSource(source("plots.gpkg"), "candidates").total(), 1);
}

TEST_F(OpeningASource, without_a_crs_takes_the_study_s_word)
{
    write("plots.csv", "WKT,naam\n\"POINT (1 1)\",a\n");
    Source silent = source("plots.csv");
    Source told = silent;
    told.crs = "EPSG:4326";
    Source wrong = silent;
    wrong.crs = "EPSG:nee";
    wrong.places["crs"] = {"study.toml", 8, 7};

    EXPECT_FALSE(VectorSource(silent, "candidates").crs().has_value());
    EXPECT_EQ(VectorSource(told, "candidates").crs()->name, "EPSG:4326");
    EXPECT_FALSE(VectorSource(told, "candidates").overruled_crs().has_value());
    EXPECT_EQ(complaints([&] { VectorSource(wrong, "candidates"); }),
        "study.toml:8:7: 'EPSG:nee' is no CRS that is known; use a code such as EPSG:28992");
}

TEST_F(OpeningASource, that_says_another_crs_than_the_study_is_overruled)
{
    write("plots.gpkg", LayerToWrite{.epsg = 4326, .rows = {{.wkt = "POINT (5 52)"}}});
    Source told = source("plots.gpkg");
    told.crs = "EPSG:28992";
    Source agreed = source("plots.gpkg");
    agreed.crs = "EPSG:4326";

    const VectorSource opened(told, "candidates");

    EXPECT_EQ(opened.crs()->name, "EPSG:28992");
    EXPECT_EQ(opened.overruled_crs()->name, "EPSG:4326");
    EXPECT_FALSE(VectorSource(agreed, "candidates").overruled_crs().has_value());
}

TEST_F(OpeningASource, with_a_local_or_undefined_crs_says_none)
{
    write("plots.gpkg", LayerToWrite{.epsg = 0, .rows = {{.wkt = "POINT (5 52)"}}});

    EXPECT_FALSE(VectorSource(source("plots.gpkg"), "candidates").crs().has_value());
}

TEST_F(OpeningASource, leaves_a_geopackage_as_it_is)
{
    write("plots.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (1 1)"}}});
    const auto before = std::filesystem::last_write_time(path_of("plots.gpkg"));

    read_all(source("plots.gpkg"));

    EXPECT_EQ(std::filesystem::last_write_time(path_of("plots.gpkg")), before);
    EXPECT_FALSE(std::filesystem::exists(path_of("plots.gpkg-wal")));
    EXPECT_FALSE(std::filesystem::exists(path_of("plots.gpkg-shm")));
    EXPECT_FALSE(std::filesystem::exists(path_of("plots.gpkg-journal")));
}

TEST_F(OpeningASource, in_a_zip_file_looks_into_it)
{
    for (const char* name : {"plots.zip", "Plots.ZIP"}) {
        const std::string inside = "/vsizip/" + path_of("plots.zip") + "/plots.geojson";
        const std::string content
            = geojson({R"("properties":{"naam":"a"},"geometry":{"type":"Point","coordinates":[1,2]})"});
        if (std::string(name) == "plots.zip") {
            VSILFILE* file = VSIFOpenL(inside.c_str(), "wb");
            VSIFWriteL(content.data(), 1, content.size(), file);
            VSIFCloseL(file);
        } else {
            std::filesystem::copy_file(path_of("plots.zip"), path_of(name));
        }

        try {
            const VectorSource opened(source(name), "candidates");
            EXPECT_EQ(opened.total(), 1) << name;
            EXPECT_EQ(opened.files(), std::vector<std::string>{path_of(name)}) << name;
        } catch (const std::exception& failure) {
            ADD_FAILURE() << name << ": " << failure.what();
        }
    }
}

TEST_F(OpeningASource, in_a_zip_file_under_a_folder_that_is_named_like_one_finds_the_file)
{
    std::filesystem::create_directories(path_of("old.zip.d"));
    const std::string zip = path_of("old.zip.d/plots.zip");
    const std::string content
        = geojson({R"("properties":{"naam":"a"},"geometry":{"type":"Point","coordinates":[1,2]})"});
    VSILFILE* file = VSIFOpenL(("/vsizip/{" + zip + "}/plots.geojson").c_str(), "wb");
    ASSERT_NE(file, nullptr);
    VSIFWriteL(content.data(), 1, content.size(), file);
    VSIFCloseL(file);

    EXPECT_EQ(
        VectorSource(source("old.zip.d/plots.zip"), "candidates").files(), std::vector<std::string>{zip});
}

TEST_F(OpeningASource, prints_nothing_of_what_gdal_complains_about)
{
    write("plots.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (1 1)"}}});
    write("two.vrt",
        "<OGRVRTDataSource>"
        "<OGRVRTLayer name=\"good\"><SrcDataSource "
        "relativeToVRT=\"1\">plots.gpkg</SrcDataSource><SrcLayer>plots</SrcLayer></OGRVRTLayer>"
        "<OGRVRTLayer name=\"bad\"><SrcDataSource "
        "relativeToVRT=\"1\">absent.gpkg</SrcDataSource></OGRVRTLayer>"
        "</OGRVRTDataSource>");
    Source good = source("two.vrt");
    good.layer = "good";

    testing::internal::CaptureStderr();
    {
        Silent watch;
        VectorSource opened(good, "candidates");
        opened.files();
        opened.finds_by_place();
        opened.extent(opened.read({}, Box(), 1, watch));
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(OpeningASource, of_a_shapefile_names_all_its_files)
{
    write("plots.shp",
        LayerToWrite{.driver = "ESRI Shapefile", .name = "plots", .rows = {{.wkt = "POINT (1 1)"}}});

    const std::vector<std::string> files = VectorSource(source("plots.shp"), "candidates").files();

    for (const char* name : {"plots.shp", "plots.shx", "plots.dbf", "plots.prj"}) {
        EXPECT_NE(std::find(files.begin(), files.end(), path_of(name)), files.end()) << name;
    }
}

TEST_F(ReadingASource, gives_every_type_of_field_its_value)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"words"}, {"whole", OFTInteger}, {"large", OFTInteger64}, {"real", OFTReal},
                         {"yes", OFTInteger, OFSTBoolean}, {"day", OFTDate}, {"moment", OFTDateTime}},
            .rows = {{"POINT (1 1)",
                         {text("Waalstad"), 7.0, text("9007199254740992"), 2.5, 1.0, text("2026/03/09"),
                             text("2026/03/09 14:05:06")},
                         {}},
                {"POINT (1 1)",
                    {text(""), -7.0, text("9007199254740993"), -0.125, 0.0, text("0999/12/31"),
                        text("1999/12/31 23:59:59")},
                    {}},
                {"POINT (1 1)",
                    {text("3,5"), 0.0, text("-9007199254740993"), 1e300, Value(), Value(), Value()}, {}},
                {"POINT (1 1)", std::vector<Value>(7), {}}}});

    const RawFeatures raw = read_all(source("plots.gpkg"));

    const std::vector<std::vector<Value>> expected{
        {text("Waalstad"), text(""), text("3,5"), Value()},
        {7.0, -7.0, 0.0, Value()},
        {9007199254740992.0, text("9007199254740993"), text("-9007199254740993"),
            Value()}, // beyond 2^53 as text
        {2.5, -0.125, 1e300, Value()},
        {1.0, 0.0, Value(), Value()},
        {text("2026-03-09"), text("0999-12-31"), Value(), Value()},
        {text("2026-03-09T14:05:06"), text("1999-12-31T23:59:59"), Value(), Value()},
    };
    const ColumnType types[] = {ColumnType::text, ColumnType::integer, ColumnType::integer, ColumnType::real,
        ColumnType::boolean, ColumnType::text, ColumnType::text};
    ASSERT_EQ(raw.columns.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(raw.columns[i].type(), types[i]) << raw.columns[i].name();
        for (std::size_t row = 0; row < 4; ++row) {
            EXPECT_EQ(raw.columns[i].value(row), expected[i][row])
                << raw.columns[i].name() << " of row " << row;
        }
    }
}

TEST_F(ReadingASource, gives_a_whole_number_beyond_two_to_the_53rd_as_text_with_all_its_digits)
{
    write("plots.csv", "WKT,code\n\"POINT (1 1)\",0363100012236545\n\"POINT (1 1)\",12345678901234567\n");
    write("plots.csvt", "WKT,Integer64\n");

    const RawFeatures raw = read_all(source("plots.csv"));

    const auto code = std::find_if(
        raw.columns.begin(), raw.columns.end(), [](const Column& one) { return one.name() == "code"; });
    ASSERT_NE(code, raw.columns.end());
    EXPECT_EQ(code->value(0), Value(363100012236545.0));
    EXPECT_EQ(code->value(1), text("12345678901234567"));
}

TEST_F(ReadingASource, takes_no_number_and_infinite_for_null_and_says_where)
{
    const double nan = std::nan("");
    const double infinite = std::numeric_limits<double>::infinity();
    write("plots.fgb",
        LayerToWrite{.driver = "FlatGeobuf",
            .fields = {{"a", OFTReal}, {"b", OFTReal}},
            .rows = {{"POINT (1 1)", {nan, 1.0}, {}}, {"POINT (1 1)", {2.0, -infinite}, {}},
                {"POINT (1 1)", {infinite, 3.0}, {}}},
            .type = wkbPoint});

    const RawFeatures raw = read_all(source("plots.fgb"));

    std::vector<Value> a;
    std::vector<Value> b;
    for (std::size_t row = 0; row < 3; ++row) {
        a.push_back(raw.columns[0].value(row));
        b.push_back(raw.columns[1].value(row));
    }
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    EXPECT_EQ(a, (std::vector<Value>{Value(), Value(), 2.0})); // the format sorts the points as it likes
    EXPECT_EQ(b, (std::vector<Value>{Value(), 1.0, 3.0}));
    EXPECT_EQ(raw.not_finite[0].size(), 2U);
    EXPECT_EQ(raw.not_finite[1].size(), 1U);
    for (const std::size_t row : raw.not_finite[0]) {
        EXPECT_TRUE(raw.columns[0].is_null(row));
    }
}

TEST_F(ReadingASource, puts_features_in_the_order_of_their_ids)
{
    const auto feature = [](int id, const char* value) {
        return fmt::format(
            R"("id":{},"properties":{{"naam":"{}","maat":{}}},"geometry":{{"type":"Point","coordinates":[{},0]}})",
            id, value, id == 9 ? "1e999" : "1.5", id);
    };
    write("plots.geojson", geojson({feature(9, "negen"), feature(2, "twee"), feature(5, "vijf")}));

    const RawFeatures raw = read_all(source("plots.geojson"));

    EXPECT_EQ(raw.fids, (std::vector<std::int64_t>{2, 5, 9}));
    const auto naam = std::find_if(
        raw.columns.begin(), raw.columns.end(), [](const Column& one) { return one.name() == "naam"; });
    ASSERT_NE(naam, raw.columns.end());
    for (std::size_t row = 0; row < 3; ++row) {
        EXPECT_EQ(raw.shapes[row].path(0).points[0].x, static_cast<double>(raw.fids[row]));
    }
    EXPECT_EQ(naam->value(0), text("twee"));
    EXPECT_EQ(naam->value(1), text("vijf"));
    EXPECT_EQ(naam->value(2), text("negen"));
}

TEST_F(ReadingASource, keeps_rows_without_geometry_in_their_place)
{
    write("plots.gpkg",
        LayerToWrite{
            .rows = {{.wkt = "POINT (1 1)"}, {.wkt = ""}, {.wkt = "POINT EMPTY"}, {.wkt = "POINT (4 4)"}}});

    const RawFeatures raw = read_all(source("plots.gpkg"));

    ASSERT_EQ(raw.shapes.size(), 4U);
    EXPECT_EQ(raw.is_null, (std::vector<char>{0, 1, 0, 0}));
    EXPECT_TRUE(raw.shapes[1].empty());
    EXPECT_TRUE(raw.shapes[2].empty());
    EXPECT_EQ(raw.shapes[3].path(0).points[0], (Point{4, 4}));
}

TEST_F(ReadingASource, reads_only_the_fields_that_are_asked)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"a"}, {"b"}, {"c"}},
            .rows = {{"POINT (1 1)", {text("1"), text("2"), text("3")}, {}}}});
    VectorSource opened(source("plots.gpkg"), "candidates");
    Silent watch;

    const RawFeatures raw = opened.read({2, 0}, Box(), 1, watch);

    ASSERT_EQ(raw.columns.size(), 2U);
    EXPECT_EQ(raw.columns[0].value(0), text("3"));
    EXPECT_EQ(raw.columns[1].value(0), text("1"));
}

TEST_F(ReadingASource, tells_fields_apart_that_differ_in_case_only)
{
    write("plots.fgb",
        LayerToWrite{.driver = "FlatGeobuf",
            .fields = {{"Naam"}, {"naam"}, {"ander"}},
            .rows = {{"POINT (1 1)", {text("groot"), text("klein"), text("x")}, {}}},
            .type = wkbPoint});
    VectorSource opened(source("plots.fgb"), "candidates");
    Silent watch;

    EXPECT_EQ(opened.read({0}, Box(), 1, watch).columns[0].value(0), text("groot"));
    EXPECT_EQ(VectorSource(source("plots.fgb"), "candidates").read({1}, Box(), 1, watch).columns[0].value(0),
        text("klein"));
}

TEST_F(ReadingASource, filters_by_the_source_s_own_condition)
{
    const LayerToWrite layer{.fields = {{"status"}, {"m2", OFTReal}},
        .rows = {{"POINT (1 1)", {text("vrij"), 10.0}, {}}, {"POINT (2 2)", {text("verkocht"), 20.0}, {}},
            {"POINT (3 3)", {text("vrij"), 30.0}, {}}}};
    write("plots.gpkg", layer);
    LayerToWrite other = layer;
    other.driver = "FlatGeobuf";
    other.type = wkbPoint;
    write("plots.fgb", other);
    for (const char* name : {"plots.gpkg", "plots.fgb"}) {
        Source filtered = source(name);
        filtered.where = "status = 'vrij' AND m2 > 15";
        VectorSource opened(filtered, "candidates");
        Silent watch;

        const RawFeatures raw
            = opened.read({}, Box(), 1, watch); // the fields of the condition are not asked for

        ASSERT_EQ(raw.fids.size(), 1U) << name;
        EXPECT_EQ(raw.shapes[0].path(0).points[0], (Point{3, 3})) << name;
        EXPECT_EQ(opened.total(), 3) << name;
    }
}

TEST_F(ReadingASource, takes_the_source_s_own_functions_in_a_condition)
{
    write("plots.gpkg",
        LayerToWrite{.fields = {{"naam"}},
            .rows = {{"POINT (1 1)", {text("abc")}, {}}, {"POINT (2 2)", {text("a")}, {}}}});
    Source filtered = source("plots.gpkg");
    filtered.where = "length(naam) > 2"; // SQLite's, not OGR SQL's

    EXPECT_EQ(read_all(filtered).fids, std::vector<std::int64_t>{1});
}

TEST_F(ReadingASource, takes_one_select_in_the_source_s_dialect_or_sqlite_s)
{
    const LayerToWrite layer{.fields = {{"naam"}, {"m2", OFTReal}},
        .rows = {{"POINT (1 1)", {text("a"), 10.0}, {}}, {"POINT (2 2)", {text("b"), 20.0}, {}},
            {"POINT (3 3)", {text("c"), 30.0}, {}}}};
    write("plots.gpkg", layer);
    write("plots.geojson",
        geojson({R"("properties":{"naam":"a","m2":10},"geometry":{"type":"Point","coordinates":[1,1]})",
            R"("properties":{"naam":"b","m2":20},"geometry":{"type":"Point","coordinates":[2,2]})",
            R"("properties":{"naam":"c","m2":30},"geometry":{"type":"Point","coordinates":[3,3]})"}));
    for (const auto& [name, sql] :
        {std::pair{"plots.gpkg", "SELECT geom, m2 / 10000 AS ha FROM plots WHERE m2 > 15"},
            std::pair{"plots.geojson", "SELECT geometry, m2 / 10000.0 AS ha FROM plots WHERE m2 > 15"}}) {
        Source queried = source(name);
        queried.sql = sql;

        const RawFeatures raw = read_all(queried);

        ASSERT_EQ(raw.fids.size(), 2U) << name;
        EXPECT_EQ(raw.shapes[1].path(0).points[0], (Point{3, 3})) << name;
        ASSERT_EQ(raw.columns.size(), 1U) << name;
        EXPECT_EQ(raw.columns[0].name(), "ha");
        EXPECT_EQ(raw.columns[0].value(0), Value(0.002)) << name;
        EXPECT_EQ(VectorSource(queried, "candidates").crs()->name, "EPSG:28992") << name;
    }
}

TEST_F(ReadingASource, gives_texts_in_utf8_also_when_the_source_is_not)
{
    write("plots.csv", "WKT,naam,\xe9\xe9n\n\"POINT (1 1)\",Caf\xe9,x\n"); // ISO 8859-1

    const RawFeatures raw = read_all(source("plots.csv"));

    const auto naam = std::find_if(
        raw.columns.begin(), raw.columns.end(), [](const Column& one) { return one.name() == "naam"; });
    ASSERT_NE(naam, raw.columns.end());
    EXPECT_EQ(naam->value(0), text("Caf\xc3\xa9"));
    EXPECT_EQ(VectorSource(source("plots.csv"), "candidates").fields().back().name, "\xc3\xa9\xc3\xa9n");
}

TEST_F(ReadingASource, stops_when_it_is_asked_to)
{
    class Impatient final : public Watch {
    public:
        void progress(double, const Title&) override { }
        bool wants_to_stop() override { return true; }
    } watch;
    std::string rows = "WKT,a\n";
    for (int i = 0; i < 5000; ++i) {
        rows += "\"POINT (1 1)\",1\n";
    }
    write("plots.csv", rows);
    VectorSource opened(source("plots.csv"), "candidates");

    EXPECT_THROW(opened.read({}, Box(), 1, watch), Interrupted);
}

TEST_F(ReadingASource, that_breaks_off_says_after_how_many_features)
{
    std::string content = geojson({R"("properties":{},"geometry":{"type":"Point","coordinates":[1,1]})"});
    content.resize(content.size() - 30);
    write("plots.geojson", content);

    const std::string line = complaints([&] { read_all(source("plots.geojson")); });

    EXPECT_NE(line, "");
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

/// A layer that is large enough to be read by place: points on a grid of 1,000 columns, one without a place.
class LargeLayer : public Sources {
protected:
    static void SetUpTestSuite()
    {
        LayerToWrite layer{.fields = {{"soort"}}, .type = wkbPoint};
        for (int i = 0; i < 50001; ++i) {
            layer.rows.push_back(
                {i == 100 ? "" : fmt::format("POINT ({} {})", i % 1000, i / 1000), {text("a")}, {}});
        }
        std::filesystem::remove(path());
        write_layer(path(), layer);
    }
    static void TearDownTestSuite() { std::filesystem::remove(path()); }
    static std::string path() { return testing::TempDir() + "kavel-large-layer.gpkg"; }

    Source large() const
    {
        Source made = source("large.gpkg");
        made.name.path = path();
        return made;
    }

    /// Columns 10..12, rows 10 and 11, and what has no place. Feature ids begin at 1.
    static constexpr Box area{9.5, 9.5, 12.5, 11.5};
    const std::vector<std::int64_t> in_area{101, 10011, 10012, 10013, 11011, 11012, 11013};
};

TEST_F(LargeLayer, is_read_by_place_with_what_has_none)
{
    VectorSource opened(large(), "layers.x");
    Silent watch;

    ASSERT_TRUE(opened.finds_by_place());
    const RawFeatures raw = opened.read({}, area, 1, watch);

    EXPECT_EQ(raw.fids, in_area);
    EXPECT_EQ(raw.is_null[0], 1);
    EXPECT_EQ(opened.read({}, Box(), 1, watch).fids.size(), 50001U); // and everything again after that
}

TEST_F(LargeLayer, is_read_by_place_and_condition_with_what_has_none)
{
    Source filtered = large();
    filtered.where = "soort = 'a'";
    VectorSource opened(filtered, "layers.x");
    Silent watch;

    EXPECT_EQ(opened.read({}, area, 1, watch).fids, in_area);
}

TEST_F(LargeLayer, is_the_same_on_any_number_of_threads_also_with_gaps_in_its_ids)
{
    const std::string gaps = testing::TempDir() + "kavel-large-layer-with-gaps.gpkg";
    std::filesystem::remove(gaps);
    LayerToWrite layer{.fields = {{"soort"}}, .type = wkbPoint};
    for (int i = 0; i < 50001; ++i) {
        const std::int64_t fid = i < 50000 ? i : 1'000'000'000'000; // nearly all in the first stretch
        layer.rows.push_back(
            {fmt::format("POINT ({} {})", i % 1000, i / 1000), {text(std::to_string(i % 7))}, fid});
    }
    write_layer(gaps, layer);
    Source made = source("gaps.gpkg");
    made.name.path = gaps;
    made.where = "soort <> '3'";
    Silent watch;

    const RawFeatures alone = VectorSource(made, "layers.x").read({0}, Box(), 1, watch);

    ASSERT_EQ(alone.fids.size(), 42858U); // six of every seven
    EXPECT_EQ(alone.fids.back(), 1'000'000'000'000);
    for (const unsigned threads : {2U, 8U}) {
        const RawFeatures raw = VectorSource(made, "layers.x").read({0}, Box(), threads, watch);
        ASSERT_EQ(raw.fids, alone.fids) << threads << " threads";
        for (std::size_t row = 0; row < raw.fids.size(); ++row) {
            ASSERT_EQ(raw.columns[0].value(row), alone.columns[0].value(row)) << "row " << row;
            ASSERT_EQ(raw.shapes[row].box(), alone.shapes[row].box()) << "row " << row;
        }
    }
    std::filesystem::remove(gaps);
}

} // namespace
} // namespace kavel
