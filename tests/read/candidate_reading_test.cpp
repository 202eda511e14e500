// SPDX-License-Identifier: EUPL-1.2
#include "read/candidate_reading.hpp"

#include "geometry/planar.hpp"
#include "read/sources_by_hand.hpp"
#include "wkt.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kavel {
namespace {

const std::string square = rectangle(0, 0, 10, 10);

class CandidateSources : public Sources {
protected:
    CandidateReading read(const std::vector<Source>& sources) const
    {
        Silent watch;
        return read_candidates(sources, rd(), 1, watch);
    }

    /// A GeoPackage of squares with a text id and more fields.
    Source written(const std::string& name, const std::vector<FieldToWrite>& fields,
        const std::vector<std::vector<Value>>& rows) const
    {
        LayerToWrite layer{.fields = fields};
        for (const auto& values : rows) {
            layer.rows.push_back({square, values, {}});
        }
        write(name, layer);
        return source(name);
    }
};

std::vector<Value> values_of(const Column* column)
{
    std::vector<Value> values;
    for (std::size_t row = 0; column != nullptr && row < column->size(); ++row) {
        values.push_back(column->value(row));
    }
    return values;
}

TEST_F(CandidateSources, give_plots_with_ids_names_and_fields)
{
    Source plots = written("plots.gpkg", {{"kavel_id"}, {"naam"}, {"m2", OFTReal}},
        {{text("A-1"), text("De Hoef"), 10.0}, {text("A-2"), Value(), Value()}});
    plots.id = "kavel_id";
    plots.display_name = "naam";

    const CandidateReading reading = read({plots});

    EXPECT_EQ(reading.candidates.ids, (std::vector<std::string>{"A-1", "A-2"}));
    EXPECT_EQ(reading.candidates.names, (std::vector<std::string>{"De Hoef", ""}));
    EXPECT_EQ(values_of(reading.candidates.field("m2")), (std::vector<Value>{10.0, Value()}));
    EXPECT_EQ(area_m2(reading.candidates.table.shapes[0]), 100.0);
    EXPECT_TRUE(reading.candidates.unusable[0].empty());
    ASSERT_EQ(reading.sources.size(), 1U);
    EXPECT_EQ(reading.sources[0].role, "candidates");
    EXPECT_EQ(reading.sources[0].features, 2);
    EXPECT_EQ(reading.sources[0].used, 2);
    EXPECT_EQ(reading.sources[0].left_out, 0);
}

TEST_F(CandidateSources, without_id_have_the_feature_id)
{
    write("plots.gpkg", LayerToWrite{.rows = {{square, {}, 7}, {square, {}, 3}}});

    EXPECT_EQ(read({source("plots.gpkg")}).candidates.ids, (std::vector<std::string>{"3", "7"}));
}

TEST_F(CandidateSources, write_an_id_that_is_a_whole_number_without_a_fraction)
{
    Source plots = written("plots.gpkg", {{"nr", OFTReal}}, {{3.0}, {4.5}, {12345678.0}});
    plots.id = "NR";

    EXPECT_EQ(read({plots}).candidates.ids, (std::vector<std::string>{"3", "4.5", "12345678"}));
}

TEST_F(CandidateSources, complain_of_an_id_that_is_not_there)
{
    Source plots = written("plots.gpkg", {{"kavel_id"}, {"naam"}}, {{text("A-1"), text("a")}});
    plots.id = "kavelid";
    plots.display_name = "titel";
    plots.places["id"] = {"study.toml", 5, 6};
    plots.places["name"] = {"study.toml", 6, 8};

    EXPECT_EQ(complaints([&] { read({plots}); }),
        "study.toml:5:6: 'plots.gpkg' has no field 'kavelid'; did you mean 'kavel_id'?\n"
        "study.toml:6:8: 'plots.gpkg' has no field 'titel'; use one of 'kavel_id', 'naam'");
}

TEST_F(CandidateSources, complain_of_plots_that_share_an_id)
{
    Source plots = written("plots.gpkg", {{"kavel_id"}},
        {{text("A-17")}, {text("B")}, {text("A-17")}, {text("A-17")}, {text("C")}, {text("C")}});
    plots.id = "kavel_id";

    EXPECT_EQ(complaints([&] { read({plots}); }),
        "plots.gpkg: 3 plots share kavel_id 'A-17' (feature 1, 3, 4); make the ids unique, or choose another "
        "field with id =\n"
        "plots.gpkg: 2 plots share kavel_id 'C' (feature 5, 6); make the ids unique, or choose another field "
        "with id =");
}

TEST_F(CandidateSources, complain_of_ids_that_are_the_same_as_numbers_and_as_text)
{
    Source numbers = written("a.gpkg", {{"nr", OFTReal}}, {{3.0}});
    Source texts = written("b.gpkg", {{"nr"}}, {{text("3")}});
    numbers.id = "nr";
    texts.id = "nr";

    EXPECT_EQ(complaints([&] {
        read({numbers, texts});
    }),
        "a.gpkg: 2 plots share nr '3' (feature 1 of a.gpkg, 1 of b.gpkg); give each source a prefix = "
        "\"...\" of its own");
}

TEST_F(CandidateSources, complain_of_each_plot_without_an_id)
{
    Source plots = written("plots.gpkg", {{"kavel_id"}}, {{text("A")}, {Value()}, {text("")}});
    plots.id = "kavel_id";

    const std::string lines = complaints([&] { read({plots}); });

    EXPECT_NE(lines.find("plots.gpkg: feature 2 has no kavel_id; give every plot an id, or choose another "
                         "field with id ="),
        std::string::npos)
        << lines;
    EXPECT_NE(lines.find("plots.gpkg: feature 3 has no kavel_id"), std::string::npos) << lines;
}

TEST_F(CandidateSources, that_are_many_share_no_feature_ids_unless_a_prefix_tells_them_apart)
{
    Source duiven = written("duiven.gpkg", {}, {{}, {}});
    Source zevenaar = written("zevenaar.gpkg", {}, {{}});

    EXPECT_EQ(complaints([&] {
        read({duiven, zevenaar});
    }),
        "duiven.gpkg: 2 plots share the feature id '1' (feature 1 of duiven.gpkg, 1 of zevenaar.gpkg); "
        "give each source a prefix = \"...\" of its own, or choose a field with id =");
    duiven.prefix = "duiven-";
    zevenaar.prefix = "zevenaar-";
    const Candidates candidates = read({duiven, zevenaar}).candidates;
    EXPECT_EQ(candidates.ids, (std::vector<std::string>{"duiven-1", "duiven-2", "zevenaar-1"}));
    EXPECT_EQ(candidates.table.sources, (std::vector<std::uint32_t>{0, 0, 1}));
    EXPECT_EQ(candidates.table.fids, (std::vector<std::int64_t>{1, 2, 1}));
}

TEST_F(CandidateSources, that_are_many_have_all_their_fields_with_nulls_where_one_lacks_it)
{
    Source first = written("a.gpkg", {{"naam"}, {"m2", OFTInteger}, {"alleen_a"}},
        {{text("a1"), 1.0, text("x")}, {text("a2"), 2.0, text("y")}});
    Source second
        = written("b.gpkg", {{"alleen_b"}, {"NAAM"}, {"m2", OFTReal}}, {{text("z"), text("b1"), 2.5}});
    first.prefix = "a";
    second.prefix = "b";

    const Candidates candidates = read({first, second}).candidates;

    ASSERT_EQ(candidates.table.columns.size(), 4U); // naam and NAAM are one
    EXPECT_EQ(values_of(candidates.field("naam")), (std::vector<Value>{text("a1"), text("a2"), text("b1")}));
    EXPECT_EQ(values_of(candidates.field("m2")), (std::vector<Value>{1.0, 2.0, 2.5}));
    EXPECT_EQ(candidates.field("m2")->type(), ColumnType::real);
    EXPECT_EQ(values_of(candidates.field("alleen_a")), (std::vector<Value>{text("x"), text("y"), Value()}));
    EXPECT_EQ(values_of(candidates.field("alleen_b")), (std::vector<Value>{Value(), Value(), text("z")}));
}

TEST_F(CandidateSources, may_have_fields_that_differ_in_case_only)
{
    write("a.fgb",
        LayerToWrite{.driver = "FlatGeobuf",
            .fields = {{"Naam"}, {"naam"}},
            .rows = {{square, {text("groot"), text("klein")}, {}}},
            .type = wkbPolygon});
    Source first = source("a.fgb");
    Source second = written("b.gpkg", {{"naam"}}, {{text("b")}});
    first.prefix = "a";
    second.prefix = "b";

    const Candidates alone = read({first}).candidates;
    const Candidates both = read({first, second}).candidates;

    EXPECT_EQ(
        values_of(alone.field("Naam")), std::vector<Value>{text("groot")}); // exactly, else without case
    EXPECT_EQ(values_of(alone.field("naam")), std::vector<Value>{text("klein")});
    EXPECT_EQ(values_of(both.field("naam")), (std::vector<Value>{text("klein"), text("b")}));
    for (const Column& column : both.table.columns) {
        EXPECT_EQ(column.size(), 2U) << column.name(); // one value a plot
    }
}

TEST_F(CandidateSources, know_a_field_by_both_its_names)
{
    Source first = written("a.gpkg", {{"vermogen", OFTReal}}, {{1.0}});
    Source second = written("b.gpkg", {{"mw", OFTReal}}, {{2.0}});
    Source third = written("c.gpkg", {{"demand_mw", OFTReal}}, {{3.0}}); // has it under its canonical name
    Source fourth = written("d.gpkg", {{"anders", OFTReal}}, {{4.0}});
    first.fields = {{"demand_mw", "vermogen"}};
    second.fields = {{"demand_mw", "MW"}};
    first.prefix = "a";
    second.prefix = "b";
    third.prefix = "c";
    fourth.prefix = "d";

    const Candidates candidates = read({first, second, third, fourth}).candidates;

    EXPECT_EQ(values_of(candidates.field("demand_mw")), (std::vector<Value>{1.0, 2.0, 3.0, Value()}));
    EXPECT_EQ(values_of(candidates.field("vermogen")), (std::vector<Value>{1.0, Value(), Value(), Value()}));
    EXPECT_EQ(values_of(candidates.field("Demand_MW")), (std::vector<Value>{1.0, 2.0, 3.0, Value()}));
    EXPECT_EQ(candidates.field("absent"), nullptr);
}

TEST_F(CandidateSources, may_name_id_and_name_by_canonical_names)
{
    Source plots = written("plots.gpkg", {{"code"}, {"titel"}}, {{text("A"), text("Hoef")}});
    plots.fields = {{"plot", "code"}, {"name", "titel"}};
    plots.id = "plot";
    plots.display_name = "name";

    const Candidates candidates = read({plots}).candidates;

    EXPECT_EQ(candidates.ids, std::vector<std::string>{"A"});
    EXPECT_EQ(candidates.names, std::vector<std::string>{"Hoef"});
}

TEST_F(CandidateSources, have_the_constants_of_set)
{
    Source first = written("a.gpkg", {{"municipality"}}, {{text("uit de bron")}, {text("ook")}});
    Source second = written("b.gpkg", {}, {{}});
    first.prefix = "a";
    second.prefix = "b";
    first.set = {{"municipality", text("Duiven")}, {"rank", 3.0}};

    const Candidates candidates = read({first, second}).candidates;

    EXPECT_EQ(values_of(candidates.field("municipality")),
        (std::vector<Value>{text("Duiven"), text("Duiven"), Value()}));
    EXPECT_EQ(values_of(candidates.field("rank")), (std::vector<Value>{3.0, 3.0, Value()}));
}

TEST_F(CandidateSources, keep_plots_without_usable_geometry_and_say_why)
{
    write("plots.gpkg",
        LayerToWrite{.rows = {{.wkt = square}, {.wkt = ""}, {.wkt = "POLYGON EMPTY"},
                         {.wkt = "LINESTRING (0 0, 9 9)"}, {.wkt = "POLYGON ((0 0, 9 9, 0 0, 0 0))"},
                         {.wkt = "GEOMETRYCOLLECTION (POINT (99 99), POLYGON ((0 0, 10 0, 10 10, 0 0)))"}}});

    const CandidateReading reading = read({source("plots.gpkg")});

    std::vector<std::string> why;
    for (const Title& title : reading.candidates.unusable) {
        why.push_back(title.en);
    }
    ASSERT_EQ(why.size(), 6U);
    EXPECT_EQ(why[0], "");
    EXPECT_EQ(why[1], "no geometry");
    EXPECT_EQ(why[2], "empty geometry");
    EXPECT_EQ(why[3], "no polygon");
    EXPECT_NE(why[4].find("nothing is left"), std::string::npos) << why[4];
    EXPECT_EQ(why[5], "");
    EXPECT_EQ(area_m2(reading.candidates.table.shapes[5]), 50.0);
    EXPECT_EQ(reading.candidates.table.shapes[5].box(), (Box{0, 0, 10, 10})); // the point is no plot
    EXPECT_EQ(reading.repairs.size(), 4U); // each of the unusable has its row
    EXPECT_EQ(reading.sources[0].features, 6);
    EXPECT_EQ(reading.sources[0].used, 6);
}

TEST_F(CandidateSources, say_how_many_are_left_out_by_where)
{
    Source plots = written("plots.gpkg", {{"status"}}, {{text("vrij")}, {text("weg")}, {text("weg")}});
    plots.where = "status = 'vrij'";

    const SourceReport report = read({plots}).sources[0];

    EXPECT_EQ(report.features, 3);
    EXPECT_EQ(report.used, 1);
    EXPECT_EQ(report.left_out, 2);
    EXPECT_EQ(report.left_out_why.en, "2 by where");
}

TEST_F(CandidateSources, without_a_plot_are_a_problem)
{
    Source empty = written("plots.gpkg", {{"status"}}, {});
    Source filtered = written("more.gpkg", {{"status"}}, {{text("weg")}});
    filtered.where = "status = 'vrij'";

    EXPECT_EQ(complaints([&] { read({empty}); }),
        "plots.gpkg: there is no candidate plot; give a source with plots");
    EXPECT_EQ(complaints([&] { read({filtered}); }),
        "more.gpkg: there is no candidate plot; widen where =, or give a source with plots");
}

TEST_F(CandidateSources, without_geometry_are_a_problem)
{
    write("plots.gpkg",
        LayerToWrite{.epsg = 0, .fields = {{"a"}}, .rows = {{.values = {text("1")}}}, .type = wkbNone});

    EXPECT_EQ(complaints([&] { read({source("plots.gpkg")}); }),
        "plots.gpkg: layer 'plots' has no geometry; give candidates as polygons");
}

TEST_F(CandidateSources, tell_of_everything_that_cannot_be_opened_at_once)
{
    Source wrong_id = written("plots.gpkg", {{"a"}}, {{text("1")}});
    wrong_id.id = "absent";

    EXPECT_EQ(complaints([&] {
        read({source("x.gpkg"), wrong_id, source("y.gpkg")});
    }),
        "study.toml:3:10: 'x.gpkg' does not exist; correct the path; a relative one starts at the study "
        "file\n"
        "study.toml:2:1: 'plots.gpkg' has no field 'absent'; use one of 'a'\n"
        "study.toml:3:10: 'y.gpkg' does not exist; correct the path; a relative one starts at the study "
        "file");
}

TEST_F(CandidateSources, leave_binary_fields_out_and_say_so)
{
    Source plots = written("plots.gpkg", {{"foto", OFTBinary}, {"naam"}}, {{text("\1\2\3"), text("Hoef")}});
    plots.display_name = "naam";

    const CandidateReading reading = read({plots});

    EXPECT_EQ(reading.candidates.names, std::vector<std::string>{"Hoef"});
    EXPECT_EQ(reading.candidates.field("foto"), nullptr);
    ASSERT_EQ(reading.warnings.size(), 1U);
    EXPECT_EQ(reading.warnings[0].en, "plots.gpkg: field 'foto' is binary and not copied");
}

TEST_F(CandidateSources, take_no_other_field_for_a_binary_one_that_is_named)
{
    Source by_fields
        = written("plots.gpkg", {{"foto", OFTBinary}, {"naam"}}, {{text("\1\2\3"), text("Hoef")}});
    by_fields.fields = {{"picture", "foto"}};
    Source by_id = by_fields;
    by_id.fields.clear();
    by_id.id = "foto";

    std::vector<Value> picture;
    const std::string lines
        = complaints([&] { picture = values_of(read({by_fields}).candidates.field("picture")); });
    EXPECT_TRUE(!lines.empty() || picture == std::vector<Value>{Value()})
        << "the picture is '" << (picture.empty() ? "" : to_text(picture[0])) << "'";
    EXPECT_NE(complaints([&] { read({by_id}); }), "") << "bytes are no id, and neither is another field";
}

TEST_F(CandidateSources, read_a_crs_of_degrees_into_the_study_s)
{
    write("plots.gpkg",
        LayerToWrite{.epsg = 4326,
            .rows = {{.wkt = "POLYGON ((5.3 52.1, 5.31 52.1, 5.31 52.11, 5.3 52.11, 5.3 52.1))"}}});

    const CandidateReading reading = read({source("plots.gpkg")});

    // 0.01 degree is 684 m of a parallel at 52.1 degrees and 1,112 m of a meridian.
    EXPECT_NEAR(area_m2(reading.candidates.table.shapes[0]), 684.0 * 1112.0, 5000.0);
    EXPECT_NE(reading.sources[0].operation, "");
}

} // namespace
} // namespace kavel
