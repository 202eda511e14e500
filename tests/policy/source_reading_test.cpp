// SPDX-License-Identifier: EUPL-1.2
#include "policy/planner.hpp"

namespace kavel {
namespace {

using desk::small_study;

class Sources : public desk::Planner {
protected:
    std::string in_folder(const std::string& path) const { return (folder() / path).string(); }
};

TEST_F(Sources, candidates_say_what_they_are_and_how_to_read_them)
{
    const Study study = read("[study]\nrules = 'rpw'\nyear = 2030\nbase_year = 2026\n"
                             "[layers.natura2000]\nsource = 'n.gpkg'\n"
                             "[candidates]\n" // line 7
                             "source = 'plots.gpkg'\n"
                             "layer = 'kavels'\n"
                             "id = 'kavel_id'\n"
                             "name = 'naam'\n"
                             "where = \"status = 'uitgeefbaar'\"\n"
                             "crs = 'EPSG:4326'\n"
                             "fields = { demand_mw = 'vermogen' }\n"
                             "set = { municipality = 'Duiven', code = 3, open = true }\n"
                             "prefix = 'duiven-'\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    ASSERT_EQ(study.candidates.size(), 1u);
    const Source& plots = study.candidates[0];
    EXPECT_EQ(plots.name.shown, "plots.gpkg");
    EXPECT_EQ(plots.name.path, in_folder("plots.gpkg"));
    EXPECT_EQ(plots.name.place.line, 8);
    EXPECT_EQ(plots.layer, "kavels");
    EXPECT_EQ(plots.id, "kavel_id");
    EXPECT_EQ(plots.display_name, "naam");
    EXPECT_EQ(plots.where, "status = 'uitgeefbaar'");
    EXPECT_EQ(plots.crs, "EPSG:4326");
    EXPECT_EQ(plots.prefix, "duiven-");
    EXPECT_EQ(plots.fields, (std::vector<std::pair<std::string, std::string>>{{"demand_mw", "vermogen"}}));
    EXPECT_EQ(plots.set,
        (std::vector<std::pair<std::string, Value>>{
            {"municipality", "Duiven"}, {"code", 3.0}, {"open", 1.0}}));
    EXPECT_EQ(plots.place.line, 7);
    EXPECT_EQ(plots.place_of("id").line, 10);
    EXPECT_EQ(plots.place_of("fields.demand_mw").column, 24);
    EXPECT_EQ(plots.place_of("set.code").line, 15);
    EXPECT_EQ(plots.place_of("sql"), plots.place);
}

TEST_F(Sources, there_may_be_several)
{
    const Study study = read("[study]\nrules = 'rpw'\n"
                             "[[candidates]]\nsource = 'a.gpkg'\nprefix = 'a-'\n"
                             "[[candidates]]\nsource = 'b.gpkg'\n"
                             "[[layers.natura2000]]\nsource = 'g.gpkg'\ncovers = 'gelderland.gpkg'\n"
                             "[[layers.natura2000]]\nsource = 'l.gpkg'\n"
                             "covers = { source = 'limburg.gpkg', layer = 'p', where = 'x = 1' }\n"
                             "set = { province = 'Limburg' }\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    ASSERT_EQ(study.candidates.size(), 2u);
    EXPECT_EQ(study.candidates[1].name.shown, "b.gpkg");
    const LayerBinding& nature = study.layers.at(0);
    ASSERT_EQ(nature.sources.size(), 2u);
    EXPECT_EQ(nature.place.line, 8);
    EXPECT_EQ(nature.sources[1].place.line, 11);
    EXPECT_EQ(nature.sources[0].covers->source.path, in_folder("gelderland.gpkg"));
    EXPECT_EQ(nature.sources[0].covers->layer, std::nullopt);
    EXPECT_EQ(nature.sources[1].covers->source.shown, "limburg.gpkg");
    EXPECT_EQ(nature.sources[1].covers->layer, "p");
    EXPECT_EQ(nature.sources[1].covers->where, "x = 1");
    EXPECT_EQ(nature.sources[1].covers->place.line, 13);
}

TEST_F(Sources, sql_stands_instead_of_layer_and_where)
{
    const Study study = read(small_study + "[layers.housing]\nsource = 'bag.gpkg'\nsql = 'SELECT 1'\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.layer("housing")->sources[0].sql, "SELECT 1");
}

TEST_F(Sources, what_is_wrong_with_a_layer_names_its_place)
{
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"[layers.housing]\n", "9:1: [layers.housing] has no source; add source = ... (a text)"},
        {"[layers.housing]\nsource = 3\n", "10:10: [layers.housing] has source 3, a number; give a text"},
        {"[layers.housing]\nsource = ''\n",
            "10:10: [layers.housing] has source ''; give a text, and not an empty one"},
        {"[layers.housing]\nsource = 'a'\nlayr = 'b'\n",
            "11:1: [layers.housing] does not know the key 'layr'; remove it, or did you mean 'layer'?"},
        {"[layers.housing]\nsource = 'a'\nprefix = 'b'\n",
            "11:1: [layers.housing] does not know the key 'prefix'; remove it, or use one of 'source', "
            "'layer', 'where', "
            "'sql', 'crs', 'fields', 'set', 'covers'"},
        {"[layers.housing]\nsource = 'a'\nsql = 's'\nlayer = 'l'\nwhere = 'w'\n",
            "11:7: [layers.housing] has both sql and layer; keep one of them: sql says by itself what layer "
            "would\n"
            "11:7: [layers.housing] has both sql and where; keep one of them: sql says by itself what where "
            "would"},
        {"[layers.housing]\nsource = 'a'\nfields = { name = 3 }\n",
            "11:19: fields of [layers.housing] has name 3, a number; give a text"},
        {"[layers.housing]\nsource = 'a'\nfields = 'name'\n",
            "11:10: [layers.housing] has fields 'name', a text; give a table with the source's name for each "
            "field"},
        {"[layers.housing]\nsource = 'a'\nset = { p = [1] }\n",
            "11:13: set of [layers.housing] has a list for p; give a text or a number"},
        {"[layers.housing]\nsource = 'a'\nset = { p = nan }\n",
            "11:13: set of [layers.housing] has p nan; give a text or a number, and a finite one"},
        {"[layers.housing]\nsource = 'a'\nset = { p = 1 }\nfields = { p = 'x' }\n",
            "11:13: [layers.housing] has 'p' under both fields and set; keep one of them"},
        {"[layers.housing]\nsource = 'a'\ncovers = 3\n",
            "11:10: [layers.housing] has covers 3, a number; give a path, or { source = ..., layer = ..., "
            "where = ... }"},
        {"[layers.housing]\nsource = 'a'\ncovers = { layer = 'x' }\n",
            "11:10: covers of [layers.housing] has no source; add source = ... (a text)"},
        {"[layers.housing]\nsource = 'a'\ncovers = { source = 'x', sql = 'y' }\n",
            "11:26: covers of [layers.housing] does not know the key 'sql'; remove it, or use one of "
            "'source', 'layer', "
            "'where'"},
        {"[[layers.housing]]\nsource = 'a'\n[[layers.housing]]\nlayer = 'b'\n",
            "11:1: [[layers.housing]] has no source; add source = ... (a text)"},
        {"layers.housing = 'a'\n", // under [layers.natura2000]
            "9:1: [layers.natura2000] does not know the key 'layers'; remove it, or did you mean 'layer'?"},
        {"[layers]\nhousing = 'a'\nquays = []\n",
            "10:11: [layers] has housing 'a', a text; give a table with a source, or a list of such tables\n"
            "11:9: [layers] has an empty list for quays; give a table with a source, or a list of such "
            "tables"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(wrong(small_study + text), line) << text;
    }
}

TEST_F(Sources, what_is_wrong_with_candidates_names_its_place)
{
    const std::string before = "[study]\nrules = 'rpw'\n[layers.natura2000]\nsource = 'n'\n";
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"[candidates]\n", "5:1: [candidates] has no source; add source = ... (a text)"},
        {"[candidates]\nsource = 'a'\nid = 3\n", "7:6: [candidates] has id 3, a number; give a text"},
        {"[candidates]\nsource = 'a'\nprefx = 'b'\n",
            "7:1: [candidates] does not know the key 'prefx'; remove it, or did you mean 'prefix'?"},
        {"[candidates]\nsource = 'a'\ncovers = 'b'\n",
            "7:1: [candidates] does not know the key 'covers'; remove it, or use one of 'source', 'layer', "
            "'where', 'sql', "
            "'crs', 'fields', 'set', 'id', 'name', 'prefix'"},
        {"[[candidates]]\nsource = 'a'\nid = ''\n",
            "7:6: [[candidates]] has id ''; give a text, and not an empty one"},
        {"", "study.toml: a study has no [candidates]; add [candidates]"},
    };
    for (const auto& [text, line] : table) {
        read(before + text);
        EXPECT_EQ(desk::joined(m_lines), line.starts_with("study.toml") ? line : "study.toml:" + line)
            << text;
    }
    EXPECT_EQ(wrong("candidates = 3\n" + before),
        "1:14: a study has candidates 3, a number; give a table with a source, or a list of such tables");
    EXPECT_EQ(wrong("candidates = []\n" + before),
        "1:14: a study has an empty list for candidates; give a table with a source, or a list of such "
        "tables");
}

} // namespace
} // namespace kavel
