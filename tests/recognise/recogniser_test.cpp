// SPDX-License-Identifier: EUPL-1.2
#include "recognise/recogniser.hpp"

#include "recognise/study_text.hpp"
#include "recognise/words.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

Role role(std::string id, Title title, RoleGeometry geometry, std::vector<RoleField> fields = {},
    std::vector<PublishedSet> sets = {})
{
    Role made;
    made.id = std::move(id);
    made.title = std::move(title);
    made.geometry = geometry;
    made.fields = std::move(fields);
    made.sets = std::move(sets);
    return made;
}

PublishedSet set(
    std::string name, std::vector<std::string> layers, std::string filter = {}, std::string sql = {})
{
    PublishedSet made;
    made.name = std::move(name);
    made.publisher = "PDOK";
    made.layers = std::move(layers);
    made.filter = std::move(filter);
    made.sql = std::move(sql);
    return made;
}

LayerCatalogue catalogue()
{
    Role plots = role("candidates", {"Kavels", "Plots"}, RoleGeometry::polygon,
        {{"id", {}, false, "", {"kavel_id"}}, {"plan_status", {}, false, "", {"fase"}}});
    plots.names = {"kavels", "plots", "candidates"};
    LayerCatalogue made{
        {
            role("grid-stations", {"Elektriciteitsstations", "Grid stations"}, RoleGeometry::point,
                {{"station_id", {}, false, "", {}}}),
            role("heritage", {"Erfgoed", "Heritage"}, RoleGeometry::any,
                {{"number", {}, false, "", {"rijksmonum"}}}),
            role("motorway-ramps", {"Op- en afritten", "Motorway ramps"}, RoleGeometry::any,
                {{"class", {}, false, "", {"bst_code", "highway"}}},
                {set("NWB", {"nwb:wegvakken"}, "bst_code IN ('OPR')")}),
            role("natura2000", {"Natura 2000-gebieden", "Natura 2000 sites"}, RoleGeometry::polygon,
                {{"name", {}, false, "", {"naamN2K"}}, {"birds", {}, false, "", {"sitecodeV"}}}),
            role("noise", {"Geluid", "Noise"}, RoleGeometry::raster),
            role("roads", {"Wegen", "Roads"}, RoleGeometry::line,
                {{"class", {}, false, "", {"bst_code", "highway"}}, {"segment", {}, false, "", {"wvk_id"}}},
                {set("NWB", {"nwb:wegvakken"})}),
        },
        plots};
    made.roles[3].names = {"vogelrichtlijngebied"};
    return made;
}

FoundSource found(std::string file, std::string layer, RoleGeometry geometry, std::vector<std::string> fields,
    Box extent = {})
{
    FoundSource source;
    source.file = std::move(file);
    source.layer = std::move(layer);
    source.geometry = geometry;
    source.fields = std::move(fields);
    source.crs = "EPSG:28992";
    source.extent = extent;
    source.place = extent;
    return source;
}

/// "role: file" of what is bound, in the order of the catalogue.
std::vector<std::string> bound(
    const std::vector<FoundSource>& sources, RoleDemands demands = {}, bool works = true)
{
    const LayerCatalogue roles = catalogue();
    const Recognition recognition = recognise(sources, roles,
        {"EPSG:28992", std::move(demands),
            [works](const FoundSource&, const std::string&, const std::string&) { return works; }});
    std::vector<std::string> list;
    for (const Claim& claim : recognition.candidates.bound) {
        list.push_back("candidates: " + sources[claim.source].file);
    }
    for (const RoleGuess& guess : recognition.roles) {
        for (const Claim& claim : guess.bound) {
            EXPECT_FALSE(claim.why.empty());
            list.push_back(guess.role->id + ": " + sources[claim.source].file
                + (claim.where.empty() ? "" : " where " + claim.where));
        }
    }
    return list;
}

using List = std::vector<std::string>;
constexpr auto polygon = RoleGeometry::polygon;
constexpr auto line = RoleGeometry::line;
constexpr auto point = RoleGeometry::point;

TEST(Words, are_cut_as_people_read_them)
{
    EXPECT_EQ(words_in("cbs_gemeenten_2022"), (List{"cbs", "gemeenten", "2022"}));
    EXPECT_EQ(words_in("typeLandgebruik (x)"), (List{"type", "landgebruik", "x"}));
    EXPECT_EQ(words_in(""), List());
    EXPECT_EQ(plain_name("Land-use"), "landuse");
    EXPECT_TRUE(same_word("gemeente", "gemeenten"));
    EXPECT_TRUE(same_word("stations", "station"));
    EXPECT_FALSE(same_word("rail", "railing"));
    EXPECT_FALSE(same_word("as", "ass"));
}

TEST(Recogniser, knows_a_role_by_its_name)
{
    EXPECT_EQ(bound({found("wegen.gpkg", "wegen", line, {})}), List{"roads: wegen.gpkg"});
    EXPECT_EQ(bound({found("x.gpkg", "roads", line, {})}), List{"roads: x.gpkg"});
    EXPECT_EQ(
        bound({found("arnhem_grid.gpkg", "stations", point, {})}), List{"grid-stations: arnhem_grid.gpkg"});
    EXPECT_EQ(bound({found("x.gpkg", "roads", polygon, {})}), List()) << "its shapes are no lines";
}

TEST(Recogniser, knows_a_role_by_its_fields)
{
    EXPECT_EQ(bound({found("export.shp", "export", polygon, {"NAAMN2K", "SITECODEV"})}),
        List{"natura2000: export.shp"});
    EXPECT_EQ(bound({found("export.shp", "export", polygon, {"sitecodeV"})}), List())
        << "one field may be chance";
    EXPECT_EQ(bound({found("export.shp", "export", polygon, {"name", "status", "id"})}), List());
}

TEST(Recogniser, knows_a_raster_by_a_word)
{
    EXPECT_EQ(bound({found("rivm_geluid_2022.tif", "", RoleGeometry::raster, {})}),
        List{"noise: rivm_geluid_2022.tif"});
    EXPECT_EQ(bound({found("hoogte.tif", "", RoleGeometry::raster, {})}), List());
}

TEST(Recogniser, takes_a_part_for_a_second_role_where_the_catalogue_says_how)
{
    const std::vector<FoundSource> nwb{found("nwb.gpkg", "wegvakken", line, {"bst_code", "wvk_id"})};
    EXPECT_EQ(bound(nwb), (List{"motorway-ramps: nwb.gpkg where bst_code IN ('OPR')", "roads: nwb.gpkg"}));
    EXPECT_EQ(bound(nwb, {}, false), List{"roads: nwb.gpkg"}) << "the condition is not understood";
}

TEST(Recogniser, leaves_what_lacks_something)
{
    RoleDemands demands;
    demands.fields = {{"grid-stations", "station_id"}};
    demands.shapes = {{"heritage", RoleGeometry::polygon}};
    EXPECT_EQ(bound({found("grid_stations.gpkg", "x", point, {"naam"})}, demands), List());
    EXPECT_EQ(bound({found("erfgoed.gpkg", "erfgoed", point, {"rijksmonum"})}, demands), List());
    EXPECT_EQ(bound({found("erfgoed.gpkg", "erfgoed", polygon, {"rijksmonum"})}, demands),
        List{"heritage: erfgoed.gpkg"});
}

TEST(Recogniser, chooses_the_better_and_the_newer)
{
    EXPECT_EQ(bound({found("a.gpkg", "roads", line, {}), found("b.gpkg", "roads", line, {"wvk_id"})}),
        List{"roads: b.gpkg"});
    EXPECT_EQ(
        bound({found("wegen_2019.gpkg", "roads", line, {}), found("wegen_2023.gpkg", "roads", line, {})}),
        List{"roads: wegen_2023.gpkg"});
    EXPECT_EQ(bound({found("a.gpkg", "roads", line, {}), found("b.gpkg", "roads", line, {})}), List())
        << "of two that are as good nothing is chosen";
}

TEST(Recogniser, puts_the_parts_of_one_map_together)
{
    const Box west{0, 0, 100, 100};
    const Box east{90, 0, 200, 100};
    EXPECT_EQ(bound({found("a.gpkg", "roads", line, {}, west), found("b.gpkg", "roads", line, {}, east)}),
        (List{"roads: a.gpkg", "roads: b.gpkg"}));
    EXPECT_EQ(
        bound({found("a.gpkg", "roads", line, {}, west), found("b.gpkg", "roads", line, {}, west)}), List());
}

TEST(Recogniser, knows_plots_by_their_name)
{
    EXPECT_EQ(
        bound({found("regio.gpkg", "kavels", polygon, {}), found("x.gpkg", "candidate_plots", polygon, {})}),
        List{"candidates: x.gpkg"});
    EXPECT_EQ(bound({found("kavels.gpkg", "kavels", point, {})}), List());
}

TEST(Recogniser, takes_the_plots_of_several_municipalities_together)
{
    const Box west{0, 0, 100, 100};
    const Box east{110, 0, 200, 100};
    FoundSource few = found("kavels-a.gpkg", "kavels", polygon, {"fase"}, west);
    FoundSource others = found("kavels-b.shp", "kavels-b", polygon, {"STATUS"}, east);
    EXPECT_EQ(bound({few, others}), (List{"candidates: kavels-a.gpkg", "candidates: kavels-b.shp"}));

    few.features = 10;
    FoundSource many = found("kavels-c.gpkg", "kavels", polygon, {"fase"}, west);
    many.features = 20;
    EXPECT_EQ(bound({few, many}), List{"candidates: kavels-c.gpkg"}) << "over each other: the most";
    many.features = 10;
    EXPECT_EQ(bound({few, many}), List()) << "and nothing tells them apart";
}

TEST(Recogniser, takes_no_plan_for_what_is_there)
{
    const LayerCatalogue roles = catalogue();
    const std::vector<FoundSource> sources{
        found("roads-2035.gpkg", "roads", line, {}), found("roads-2020.gpkg", "roads", line, {})};
    RecogniserWish wish{
        "EPSG:28992", {}, [](const FoundSource&, const std::string&, const std::string&) { return false; }};
    wish.year = 2026;
    const Recognition recognition = recognise(sources, roles, wish);
    const RoleGuess& guess = recognition.roles.back();
    ASSERT_EQ(guess.bound.size(), 1U);
    EXPECT_EQ(sources[guess.bound[0].source].file, "roads-2020.gpkg");
    ASSERT_EQ(guess.others.size(), 1U);
    EXPECT_EQ(guess.others[0].remark.en, "of 2035: a plan or a scenario");
}

TEST(Recogniser, knows_other_names_of_a_role_in_a_name)
{
    EXPECT_EQ(bound({found("a.gpkg", "vogelrichtlijngebieden_gelderland", polygon, {})}),
        List{"natura2000: a.gpkg"});
    EXPECT_EQ(bound({found("a.gpkg", "geplande_vogelrichtlijngebieden", polygon, {})}), List())
        << "what is planned is not there yet";
}

TEST(Recogniser, names_a_field_by_the_dutch_word_for_it)
{
    Role area = role(
        "groundwater", {"Grondwater", "Groundwater"}, polygon, {{"kind", {}, false, "", {"kindName"}}});
    EXPECT_EQ(fields_in_dutch(found("a.gpkg", "a", polygon, {"SOORT", "naam"}), area),
        (std::vector<std::pair<std::string, std::string>>{{"kind", "SOORT"}}))
        << "the role has no name";
    EXPECT_TRUE(fields_in_dutch(found("a.gpkg", "a", polygon, {"soort", "kindname"}), area).empty())
        << "a published name goes first";
}

TEST(Recogniser, gives_every_source_that_is_not_taken_its_reason)
{
    const LayerCatalogue roles = catalogue();
    const Box same{0, 0, 100, 100};
    FoundSource third = found("c.gpkg", "roads", line, {}, same);
    third.crs = "EPSG:4326";
    const std::vector<FoundSource> sources{
        found("a.gpkg", "roads", line, {}, same), found("b.gpkg", "roads", line, {}, same), third};
    const Recognition recognition = recognise(sources, roles,
        {"EPSG:28992", {}, [](const FoundSource&, const std::string&, const std::string&) { return false; }});
    ASSERT_EQ(recognition.roles.back().others.size(), 3U);
    for (const Claim& claim : recognition.roles.back().others) {
        EXPECT_FALSE(claim.remark.empty());
    }
}

TEST(Recogniser, numbers_stations_by_a_field_that_is_different_for_each)
{
    const LayerCatalogue roles = catalogue();
    const std::vector<FoundSource> sources{found("grid_stations.gpkg", "x", point, {"naam"})};
    RecogniserWish wish{"EPSG:28992", {{{"grid-stations", "station_id"}}, {}, "grid-stations"},
        [](const FoundSource&, const std::string&, const std::string&) { return false; }};
    wish.unique_fields = [](const FoundSource&, const std::vector<std::string>&) { return List{"naam"}; };
    const Recognition recognition = recognise(sources, roles, wish);
    ASSERT_EQ(recognition.roles[0].bound.size(), 1U);
    EXPECT_EQ(recognition.roles[0].bound[0].named.front(),
        (std::pair<std::string, std::string>("station_id", "naam")));
    EXPECT_TRUE(recognition.roles[0].others.empty());
}

TEST(StudyText, binds_what_was_found_and_tells_the_rest)
{
    const LayerCatalogue roles = catalogue();
    const std::vector<FoundSource> sources{found("pl\"ots.gpkg", "kavels", polygon, {}),
        found("net.gpkg", "wegen", line, {}), found("rest.gpkg", "rest", polygon, {})};
    const Recognition recognition = recognise(sources, roles,
        {"EPSG:28992", {}, [](const FoundSource&, const std::string&, const std::string&) { return false; }});
    RuleSet rules;
    Criterion rule;
    rule.id = "ramp";
    rule.layer = "motorway-ramps";
    rules.criteria = {rule};
    const auto missing = missing_layers(recognition, rules, roles);
    const std::string text = study_text(recognition, sources, rules, missing,
        {"Proef", "x", "EPSG:28992", 2030, Language::en, "../d/", {{}}});

    EXPECT_NE(
        text.find("[candidates]\n# the name says that these are plots\nsource = \"../d/pl\\\"ots.gpkg\""),
        std::string::npos)
        << text;
    EXPECT_NE(
        text.find("[layers.roads]\n# the name says 'Roads'\nsource = \"../d/net.gpkg\""), std::string::npos);
    EXPECT_NE(text.find("# not found: Motorway ramps (for ramp)\n#   NWB: PDOK, \n# [layers.motorway-ramps]"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("# Not recognised:\n#   rest.gpkg"), std::string::npos);
    EXPECT_EQ(rules_without_data(recognition, rules), std::vector<std::size_t>{0});
}

} // namespace
} // namespace kavel
