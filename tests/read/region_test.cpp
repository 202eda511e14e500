// SPDX-License-Identifier: EUPL-1.2
#include "read/region.hpp"
#include "read/shared_sources.hpp"

#include "geometry/planar.hpp"
#include "measure/region_by_hand.hpp"
#include "read/layer_reading.hpp"
#include "read/sources_by_hand.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

const Parameters of_value{{"attribute", std::string("value")}};

/// A study of one plot, 100 x 100 m at the origin, and a layer "layer".
class RegionOfAStudy : public Sources {
protected:
    RegionOfAStudy()
    {
        write("plots.gpkg",
            LayerToWrite{.fields = {{"segment"}}, .rows = {{rectangle(0, 0, 100, 100), {text("XL")}, {}}}});
        study.crs = "EPSG:28992";
        study.candidates = {source("plots.gpkg")};
    }

    LayerBinding& bind(std::vector<Source> sources, const std::string& name = "layer")
    {
        LayerBinding binding;
        binding.name = name;
        binding.sources = std::move(sources);
        study.layers.push_back(std::move(binding));
        return study.layers.back();
    }

    void ask(std::vector<Criterion> criteria) { study.rules = rules_of(std::move(criteria)); }

    Region read() const
    {
        Silent watch;
        SharedSources shared;
        return read_region(study, shared, 1, watch);
    }

    std::string complaint() const
    {
        return complaints([this] { read(); });
    }

    static std::vector<std::string> in_english(const std::vector<Title>& titles)
    {
        std::vector<std::string> texts;
        for (const Title& title : titles) {
            texts.push_back(title.en);
        }
        return texts;
    }

    static std::vector<Value> values(const Region& region, const char* column = "value")
    {
        std::vector<Value> list;
        const FeatureTable& table = region.layers.at(0)->features;
        for (std::size_t row = 0; row < table.size(); ++row) {
            list.push_back(table.column(column)->value(row));
        }
        return list;
    }

    /// The report of a role's source.
    static SourceReport report_of(const Region& region, const std::string& role, std::size_t index = 0)
    {
        for (const SourceReport& report : region.sources) {
            if (report.role == role && index-- == 0) {
                return report;
            }
        }
        throw std::out_of_range("no report of " + role);
    }

    Study study;
};

TEST_F(RegionOfAStudy, has_the_plots_and_the_layers_that_rules_use)
{
    write("x.gpkg",
        LayerToWrite{.fields = {{"naam"}},
            .rows = {{"POINT (150 50)", {text("A")}, {}}, {"POINT (160 50)", {Value()}, {}}}});
    bind({source("x.gpkg")});
    bind({source("x.gpkg")}, "unused");
    ask({asks("d", "distance", "layer"), asks("f", "field", "", {{"attribute", std::string("segment")}})});

    const Region region = read();

    EXPECT_EQ(region.candidates.ids, std::vector<std::string>{"1"});
    ASSERT_EQ(region.layers.size(), 1U);
    EXPECT_EQ(region.layer("layer"), region.layers[0].get());
    EXPECT_EQ(region.layer("unused"), nullptr);
    EXPECT_EQ(region.layers[0]->label(0), "A"); // by name, else by number
    EXPECT_EQ(region.layers[0]->label(1), "#2");
    EXPECT_EQ(region.layers[0]->features.fids, (std::vector<std::int64_t>{1, 2}));
    EXPECT_TRUE(region.warnings.empty());
}

TEST_F(RegionOfAStudy, tells_of_everything_that_is_wrong_with_any_source_at_once)
{
    study.candidates[0].id = "absent";
    bind({source("x.gpkg"), source("y.gpkg")});
    ask({asks("d", "distance", "layer")});

    EXPECT_EQ(complaint(),
        "study.toml:2:1: 'plots.gpkg' has no field 'absent'; use one of 'segment'\n"
        "study.toml:3:10: 'x.gpkg' does not exist; correct the path; a relative one starts at the study "
        "file\n"
        "study.toml:3:10: 'y.gpkg' does not exist; correct the path; a relative one starts at the study "
        "file");
}

TEST_F(RegionOfAStudy, asks_for_a_projected_crs)
{
    study.crs = "EPSG:4326";
    study.crs_place = {"study.toml", 4, 7};

    EXPECT_EQ(complaint(),
        "study.toml:4:7: EPSG:4326 is in degrees; choose a projected CRS in metres, such as EPSG:28992");
}

TEST_F(RegionOfAStudy, names_the_layer_in_error_texts)
{
    write("x.gpkg", LayerToWrite{.name = "a"});
    write("x.gpkg", LayerToWrite{.name = "b"});
    write("y.csv", "WKT,a\n\"POINT (1 1)\",1\n");
    bind({source("x.gpkg")}, "natura2000");
    ask({asks("d", "distance", "natura2000")});
    EXPECT_EQ(complaint(),
        "study.toml:3:10: x.gpkg has the layers 'a' and 'b'; say which one with layer = \"a\" under "
        "[layers.natura2000]");

    study.layers[0].sources = {source("y.csv")};
    EXPECT_EQ(complaint(),
        "y.csv: layer 'y' does not say its CRS; add crs = \"EPSG:28992\", or the CRS that it is in, under "
        "[layers.natura2000]");
}

TEST_F(RegionOfAStudy, finds_attributes_by_fields_own_name_case_and_the_role_s_aliases)
{
    write("x.gpkg",
        LayerToWrite{.fields = {{"Transformator", OFTReal}, {"value", OFTReal}},
            .rows = {{"POINT (150 50)", {40.0, 1.0}, {}}}});
    LayerBinding& binding = bind({source("x.gpkg")});
    binding.role.emplace();
    binding.role->title = {"Stations", "Substations"};
    binding.role->fields = {{"mva", {}, true, "MVA", {"capacity", "transformator"}}};
    ask({asks("by-alias", "nearest", "layer", {{"attribute", std::string("mva")}}),
        asks("by-case", "nearest", "layer", {{"attribute", std::string("VALUE")}}),
        asks("by-own", "nearest", "layer", {{"attribute", std::string("Transformator")}})});

    const Region region = read();

    EXPECT_EQ(values(region, "mva"), std::vector<Value>{40.0});
    EXPECT_EQ(values(region, "VALUE"), std::vector<Value>{1.0});
    EXPECT_EQ(values(region, "Transformator"), std::vector<Value>{40.0});
    EXPECT_EQ(region.layers[0]->title.en, "Substations");
}

TEST_F(RegionOfAStudy, complains_of_an_attribute_that_is_in_none_of_the_sources)
{
    write("x.gpkg", LayerToWrite{.fields = {{"waarde", OFTReal}}, .rows = {{"POINT (150 50)", {40.0}, {}}}});
    write("y.gpkg", LayerToWrite{.fields = {{"value", OFTReal}}, .rows = {{"POINT (150 50)", {41.0}, {}}}});
    bind({source("x.gpkg")});
    Criterion rule = asks("n", "nearest", "layer", {{"attribute", std::string("waarden")}});
    rule.places["attribute"] = {"rules.toml", 8, 13};
    ask({rule});
    EXPECT_EQ(complaint(),
        "rules.toml:8:13: rule 'n' needs the field 'waarden', which layer 'layer' (x.gpkg) does not have; "
        "did you mean 'waarde'?");

    study.layers[0].sources.push_back(source("y.gpkg"));
    ask({asks("n", "nearest", "layer", of_value)}); // one of the two has it
    EXPECT_EQ(values(read()), (std::vector<Value>{Value(), 41.0}));
}

TEST_F(RegionOfAStudy, leaves_out_an_optional_rule_whose_field_is_not_there)
{
    write("x.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (150 50)"}}});
    bind({source("x.gpkg")});
    Criterion on_layer = asks("on-layer", "nearest", "layer", of_value);
    Criterion on_plots = asks("on-plots", "field", "", {{"attribute", std::string("absent")}});
    on_layer.optional = true;
    on_plots.optional = true;
    ask({asks("d", "distance", "layer"), on_layer, on_plots});

    const Region region = read();

    ASSERT_EQ(region.left_out.size(), 2U);
    EXPECT_EQ(region.left_out[0].rule, 2U);
    EXPECT_EQ(region.left_out[0].why.en, "the candidates have no field 'absent'");
    EXPECT_EQ(region.left_out[1].rule, 1U);
    EXPECT_EQ(region.left_out[1].why.en, "layer 'layer' has no field 'value'");
}

TEST_F(RegionOfAStudy, complains_of_a_candidate_field_that_is_not_there)
{
    Criterion rule = asks("f", "field", "", {{"attribute", std::string("segmant")}});
    rule.places["attribute"] = {"rules.toml", 8, 13};
    ask({rule});
    Constraint looked_up;
    looked_up.id = "by-category";
    looked_up.measure = measure_named("area");
    looked_up.min = Lookup{"environmental_category", {}, {}};
    looked_up.places["min"] = {"rules.toml", 12, 7};
    study.rules.constraints.push_back(looked_up);

    EXPECT_EQ(complaint(),
        "rules.toml:12:7: rule 'by-category' needs the field 'environmental_category', which the candidates "
        "(plots.gpkg) do "
        "not have; use one of 'segment'\n"
        "rules.toml:8:13: rule 'f' needs the field 'segmant', which the candidates (plots.gpkg) do not have; "
        "did you mean "
        "'segment'?");
}

TEST_F(RegionOfAStudy, puts_the_features_of_an_array_in_the_order_of_its_sources)
{
    write("b.gpkg",
        LayerToWrite{.fields = {{"value"}},
            .rows = {{"POINT (150 50)", {text("b9")}, 9}, {"POINT (160 50)", {text("b2")}, 2}}});
    write("a.gpkg", LayerToWrite{.fields = {{"value"}}, .rows = {{"POINT (170 50)", {text("a1")}, 1}}});
    bind({source("b.gpkg"), source("a.gpkg")});
    ask({asks("n", "nearest", "layer", of_value)});

    const Region region = read();

    EXPECT_EQ(values(region), (std::vector<Value>{text("b2"), text("b9"), text("a1")}));
    EXPECT_EQ(region.layers[0]->features.sources, (std::vector<std::uint32_t>{0, 0, 1}));
    EXPECT_EQ(region.layers[0]->features.fids, (std::vector<std::int64_t>{2, 9, 1}));
    EXPECT_EQ(report_of(region, "layer", 0).used, 2);
    EXPECT_EQ(report_of(region, "layer", 1).used, 1);
}

TEST_F(RegionOfAStudy, gives_every_feature_of_a_source_its_constants)
{
    write("a.gpkg", LayerToWrite{.fields = {{"value"}}, .rows = {{"POINT (150 50)", {text("own")}, {}}}});
    write("b.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (160 50)"}, {.wkt = "POINT (170 50)"}}});
    Source with_set = source("b.gpkg");
    with_set.set = {{"value", text("Limburg")}, {"name", text("goudgroen")}};
    bind({source("a.gpkg"), with_set});
    ask({asks("n", "nearest", "layer", of_value)});

    const Region region = read();

    EXPECT_EQ(values(region), (std::vector<Value>{text("own"), text("Limburg"), text("Limburg")}));
    EXPECT_EQ(region.layers[0]->label(1), "goudgroen");
}

TEST_F(RegionOfAStudy, counts_every_feature_as_used_or_left_out)
{
    write("x.gpkg",
        LayerToWrite{.fields = {{"status"}},
            .rows = {{"POINT (150 50)", {text("a")}, {}}, {"", {text("a")}, {}},
                {"POINT (160 50)", {text("b")}, {}}, {"POLYGON EMPTY", {text("a")}, {}},
                {"POLYGON ((0 0, 9 9, 0 0, 0 0))", {text("a")}, {}},
                {rectangle(0, 0, 9, 9), {text("a")}, {}}}});
    Source filtered = source("x.gpkg");
    filtered.where = "status = 'a'";
    bind({filtered});
    ask({asks("d", "distance", "layer")});

    const Region region = read();

    const SourceReport report = report_of(region, "layer");
    EXPECT_EQ(report.features, 6);
    EXPECT_EQ(report.used, 2);
    EXPECT_EQ(report.left_out, 4);
    EXPECT_EQ(report.left_out_why.en, "3 without usable geometry; 1 by where");
    EXPECT_EQ(region.repairs.size(), 3U);
}

TEST_F(RegionOfAStudy, complains_of_a_layer_without_the_parts_that_a_measure_needs)
{
    write("x.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (150 50)"}}});
    bind({source("x.gpkg")});

    ask({asks("share", "covered_share", "layer")});
    EXPECT_EQ(complaint(),
        "x.gpkg: layer 'layer' has no polygons, which measure 'covered_share' of rule 'share' needs; bind a "
        "source with "
        "polygons, or use another measure");
    ask({asks("roads", "length_within", "layer", {{"radius", 100.0}})});
    EXPECT_EQ(complaint(),
        "x.gpkg: layer 'layer' has no lines, which measure 'length_within' of rule 'roads' needs; bind a "
        "source with lines, "
        "or use another measure");
    ask({asks("d", "distance", "layer")});
    EXPECT_EQ(complaint(), "");
}

TEST_F(RegionOfAStudy, counts_the_features_without_those_parts)
{
    write("x.gpkg",
        LayerToWrite{
            .rows = {{.wkt = "POINT (150 50)"}, {.wkt = "LINESTRING (0 0, 9 9)"},
                {.wkt = "GEOMETRYCOLLECTION (LINESTRING (0 0, 9 9), POLYGON ((0 0, 9 0, 9 9, 0 0)))"}}});
    bind({source("x.gpkg")});
    ask({asks("share", "covered_share", "layer"),
        asks("roads", "length_within", "layer", {{"radius", 100.0}})});

    EXPECT_EQ(in_english(read().warnings),
        (std::vector<std::string>{
            "layer 'layer': 1 features without lines do not count for measure 'length_within'",
            "layer 'layer': 2 features without polygons do not count for measure 'covered_share'"}));
}

TEST_F(RegionOfAStudy, warns_of_a_layer_without_features_and_of_one_far_away)
{
    write("empty.gpkg", LayerToWrite{});
    write("far.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (200000 500000)"}}});
    write("near.gpkg", LayerToWrite{.rows = {{.wkt = "POINT (140 50)"}}});
    const auto warnings = [this](const char* file, Criterion rule) {
        study.layers.clear();
        bind({source(file)});
        ask({std::move(rule)});
        return in_english(read().warnings);
    };
    const std::vector<std::string> far{
        "layer 'layer' has features, but none near any plot: are its area and its CRS right?"};

    EXPECT_EQ(warnings("empty.gpkg", asks("d", "distance", "layer")),
        std::vector<std::string>{"layer 'layer' has no features"});
    EXPECT_EQ(warnings("far.gpkg", asks("d", "distance", "layer")), far);
    EXPECT_EQ(warnings("near.gpkg", asks("d", "distance", "layer")), std::vector<std::string>());
    EXPECT_EQ(warnings("near.gpkg", asks("n", "count_within", "layer", {{"radius", 50.0}})),
        std::vector<std::string>());
    EXPECT_EQ(warnings("near.gpkg", asks("n", "count_within", "layer", {{"radius", 30.0}})), far);
}

TEST_F(RegionOfAStudy, says_where_its_sources_are_complete_when_all_of_them_say)
{
    write("x.gpkg", LayerToWrite{.rows = {{.wkt = rectangle(0, 0, 9, 9)}}});
    write("west.gpkg",
        LayerToWrite{.fields = {{"soort"}},
            .rows = {{rectangle(-500, -500, 50, 500), {text("land")}, {}},
                {rectangle(900, 900, 901, 901), {text("zee")}, {}}}});
    write("east.gpkg", LayerToWrite{.rows = {{.wkt = rectangle(50, -500, 500, 500)}}});
    const auto covering = [this](const char* file) {
        Source made = source("x.gpkg");
        made.covers.emplace();
        made.covers->source = {file, path_of(file), {"study.toml", 7, 10}};
        made.covers->place = {"study.toml", 7, 10};
        return made;
    };
    Source west = covering("west.gpkg");
    west.covers->where = "soort = 'land'";
    bind({west, covering("east.gpkg")});
    ask({asks("d", "distance", "layer")});

    const Region region = read();

    ASSERT_TRUE(region.layers[0]->covers.has_value());
    ASSERT_EQ(region.layers[0]->covers->size(), 1U);
    EXPECT_DOUBLE_EQ(area_m2((*region.layers[0]->covers)[0]), 1000.0 * 1000.0); // one area, without a seam
    EXPECT_EQ(report_of(region, "layer (covers)", 0).left_out, 1);
    EXPECT_EQ(report_of(region, "layer (covers)", 0).left_out_why.en, "1 by where");

    study.layers[0].sources.push_back(source("x.gpkg")); // makes no claim
    EXPECT_FALSE(read().layers[0]->covers.has_value());
}

TEST_F(RegionOfAStudy, complains_of_coverage_without_a_polygon)
{
    write("x.gpkg", LayerToWrite{.rows = {{.wkt = rectangle(0, 0, 9, 9)}}});
    write("lines.gpkg", LayerToWrite{.rows = {{.wkt = "LINESTRING (0 0, 9 9)"}}});
    Source covered = source("x.gpkg");
    covered.covers.emplace();
    covered.covers->source = {"lines.gpkg", path_of("lines.gpkg"), {"study.toml", 7, 10}};
    covered.covers->place = {"study.toml", 7, 10};
    bind({covered});
    ask({asks("d", "distance", "layer")});

    EXPECT_EQ(complaint(),
        "study.toml:7:10: 'lines.gpkg' has no polygon to say what the source covers; give polygons in which "
        "the source is "
        "complete, or leave covers out");
}

TEST_F(RegionOfAStudy, calls_a_plot_without_area_unusable)
{
    write("plots.gpkg",
        LayerToWrite{.name = "more",
            .rows = {{.wkt = "POLYGON ((0 0, 9 9, 0 0, 0 0))"}, {.wkt = "LINESTRING (0 0, 9 9)"},
                {.wkt = rectangle(0, 0, 9, 9)}}});
    study.candidates[0].layer = "more";

    const Candidates candidates = read().candidates;

    EXPECT_FALSE(candidates.unusable[0].empty());
    EXPECT_FALSE(candidates.unusable[1].empty());
    EXPECT_TRUE(candidates.unusable[2].empty());
}

TEST_F(RegionOfAStudy, reads_a_layer_in_another_crs_with_the_same_answers)
{
    // A motorway ramp near the plot, given in RD New and in degrees.
    write("plots.gpkg",
        LayerToWrite{.name = "near", .rows = {{.wkt = rectangle(155000, 463000, 155100, 463100)}}});
    study.candidates[0].layer = "near";
    write("degrees.gpkg", LayerToWrite{.epsg = 4258, .rows = {{.wkt = "POINT (5.387203657 52.155172897)"}}});
    bind({source("degrees.gpkg")});
    ask({asks("d", "distance", "layer")});

    const Region region = read();

    const Point ramp = region.layers[0]->features.shapes[0].path(0).points[0];
    EXPECT_NEAR(ramp.x, 155000.0, 0.1);
    EXPECT_NEAR(ramp.y, 463000.0, 0.1);
    EXPECT_NE(report_of(region, "layer").operation, "");
    EXPECT_EQ(report_of(region, "candidates").operation, "");
}

TEST_F(RegionOfAStudy, reads_a_large_layer_only_where_rules_look_with_the_same_results)
{
    // More than 50,000 points, in two clouds: around the plot, and far away; one lies a metre beyond the
    // radius.
    LayerToWrite layer{.driver = "FlatGeobuf", .fields = {{"value", OFTReal}}, .type = wkbPoint};
    for (int i = 0; i < 200; ++i) {
        layer.rows.push_back({fmt::format("POINT ({} {})", -300 + 3.7 * i, 120.0 + i), {1.0}, {}});
    }
    layer.rows.push_back({"POINT (351 50)", {1.0}, {}});
    layer.rows.push_back({"POINT (350 50)", {1.0}, {}});
    for (int i = 0; i < 50000; ++i) {
        layer.rows.push_back({fmt::format("POINT ({} {})", 100000 + i % 250, 100000 + i / 250), {1.0}, {}});
    }
    write("large.fgb", layer);
    bind({source("large.fgb")});
    const Criterion count = asks("count", "count_within", "layer", {{"radius", 250.0}});

    ask({count});
    const Region part = read();
    ask({count, asks("far", "distance", "layer")}); // looks however far: everything is read
    const Region whole = read();

    EXPECT_LT(part.layers[0]->features.size(), 300U);
    EXPECT_EQ(whole.layers[0]->features.size(), 50202U);
    EXPECT_EQ(measure_all(rules_of({count}), part).facts.at(0, 0),
        measure_all(rules_of({count}), whole).facts.at(0, 0));
    const SourceReport report = report_of(part, "layer");
    EXPECT_EQ(report.features, 50202);
    EXPECT_EQ(report.features, report.used + report.left_out);
    EXPECT_NE(report.left_out_why.en.find("outside the area that the rules need"), std::string::npos);
}

TEST_F(RegionOfAStudy, reads_municipalities_for_the_summary_unless_the_plots_say_theirs)
{
    write("x.gpkg",
        LayerToWrite{
            .fields = {{"naam"}}, .rows = {{rectangle(-100, -100, 500, 500), {text("Duiven")}, {}}}});
    bind({source("x.gpkg")}, "municipalities");
    ask({asks("a", "area")});

    EXPECT_EQ(read().layers.size(), 1U);
    study.candidates[0].set = {{"municipality", text("Zevenaar")}};
    EXPECT_EQ(read().layers.size(), 0U);
}

} // namespace
} // namespace kavel
