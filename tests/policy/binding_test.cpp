// SPDX-License-Identifier: EUPL-1.2
#include "policy/planner.hpp"

namespace kavel {
namespace {

using desk::small_study;

class Binding : public desk::Planner { };

TEST_F(Binding, a_layer_plays_the_role_of_its_name)
{
    const Study study = read(small_study);

    ASSERT_EQ(study.layers.size(), 1u);
    EXPECT_EQ(study.layers[0].name, "natura2000");
    EXPECT_EQ(study.layers[0].role->title.nl, "Natura 2000");
    EXPECT_EQ(study.layers[0].place.line, 7);
    EXPECT_EQ(study.layer("quays"), nullptr);
}

TEST_F(Binding, a_layer_that_a_rule_names_may_be_ones_own)
{
    const Study study = read(small_study + "[layers.quays]\nsource = 'q.gpkg'\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_FALSE(study.layer("quays")->role.has_value());
    EXPECT_EQ(study.rules.rule(study.left_out.at(0).rule).id, "homes");
}

TEST_F(Binding, any_other_name_is_an_error_with_the_nearest_role_or_layer_of_a_rule)
{
    EXPECT_EQ(wrong(small_study + "[layers.natura200]\nsource = 'x'\n"),
        "9:1: there is no role 'natura200'; did you mean 'natura2000'? 'kavel layers' lists the roles");
    EXPECT_EQ(wrong(small_study + "[layers.quay]\nsource = 'x'\n"),
        "9:1: there is no role 'quay'; did you mean 'quays', which the rules use?");
    EXPECT_EQ(wrong(small_study + "[layers.own-idea]\nsource = 'x'\n"),
        "9:1: there is no role 'own-idea'; use a role ('kavel layers' lists them) or a name that a rule "
        "uses");
}

TEST_F(Binding, a_role_that_no_rule_uses_is_not_read)
{
    const Study study = read(small_study + "[layers.flood-depth]\nsource = 'x.tif'\n");

    EXPECT_EQ(study.not_read, std::vector<std::string>{"flood-depth"});
    EXPECT_EQ(study.layer("flood-depth"), nullptr);
}

TEST_F(Binding, municipalities_are_kept_for_the_summary)
{
    const Study study = read(small_study + "[layers.municipalities]\nsource = 'm.gpkg'\n");

    EXPECT_NE(study.layer("municipalities"), nullptr);
    EXPECT_TRUE(study.not_read.empty());
}

TEST_F(Binding, an_optional_rule_without_its_layer_is_left_out_and_says_why)
{
    const Study study = read(small_study);

    ASSERT_EQ(study.left_out.size(), 2u);
    EXPECT_EQ(study.left_out[0].rule, 1u); // constraints first: nature, homes, quay, size
    EXPECT_EQ(study.left_out[0].why,
        (Title{"de studie heeft geen laag 'housing'", "the study has no layer 'housing'"}));
    EXPECT_TRUE(study.applied(0));
    EXPECT_FALSE(study.applied(1));
    EXPECT_FALSE(study.applied(2));
    EXPECT_TRUE(study.applied(3));
}

TEST_F(Binding, a_needed_layer_that_is_not_bound_is_reported_where_the_rule_names_it)
{
    EXPECT_EQ(wrong("[study]\nrules = 'rpw'\n[candidates]\nsource = 'p'\n"),
        "rules/rpw.toml:7:9: constraint 'nature' needs the layer 'natura2000', which the study does not "
        "bind; add "
        "[layers.natura2000] or make the rule optional");
}

TEST_F(Binding, a_rule_that_misspells_a_bound_layer_gets_its_name)
{
    write("own.toml",
        "[rules]\ntitle = 'O'\n[[constraint]]\nid = 'x'\ntitle = 'X'\nmeasure = 'distance'\n"
        "layer = 'natura200'\nmin = 5\n");

    EXPECT_EQ(
        wrong(
            "[study]\nrules = './own.toml'\n[candidates]\nsource = 'p'\n[layers.natura2000]\nsource = 'n'\n"),
        "own.toml:7:9: constraint 'x' needs the layer 'natura200', which the study does not bind; add "
        "[layers.natura200] or "
        "make the rule optional, or did you mean the layer 'natura2000'?");
}

TEST_F(Binding, shapes_cannot_be_measured_on_rasters_tables_and_json)
{
    for (const auto& [role, kind] :
        {std::pair("flood-depth", "raster"), {"grid-forecast", "table"}, {"capacity-map", "json"}}) {
        write("own.toml",
            "[rules]\ntitle = 'O'\n[[criterion]]\nid = 'x'\ntitle = 'X'\nmeasure = 'distance'\n"
            "layer = '"
                + std::string(role) + "'\nvalue = { points = [[1, 1]] }\n");

        EXPECT_EQ(wrong("[study]\nrules = './own.toml'\n[candidates]\nsource = 'p'\n[layers."
                      + std::string(role) + "]\nsource = 'n'\n"),
            "own.toml:7:9: criterion 'x' asks 'distance' of the layer '" + std::string(role)
                + "', which is of the kind " + kind + "; name a layer of points, lines or polygons");
    }
}

TEST_F(Binding, a_folder_of_roles_beside_the_study_adds_to_those_of_the_installation)
{
    write("layers/own-idea.toml", "[layer]\ntitle = 'Own'\ngeometry = 'line'\n");
    write("layers/natura2000.toml", "[layer]\ntitle = 'Other'\ngeometry = 'polygon'\n");

    const Study study = read(small_study + "[layers.own-idea]\nsource = 'x'\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.layers[0].role->title.nl, "Other");
    EXPECT_EQ(study.not_read, std::vector<std::string>{"own-idea"});
}

TEST_F(Binding, a_role_with_a_problem_is_reported_with_the_rest)
{
    write("layers/own-idea.toml", "[layer]\ntitle = 'Own'\ngeometry = 'lines'\n");

    EXPECT_EQ(wrong(small_study + "[layers.who-knows]\nsource = 'x'\nlayr = 'x'\n"),
        "11:1: [layers.who-knows] does not know the key 'layr'; remove it, or did you mean 'layer'?\n"
        "layers/own-idea.toml:3:12: [layer] has geometry 'lines'; did you mean 'line'?");
}

} // namespace
} // namespace kavel
