// SPDX-License-Identifier: EUPL-1.2
#include "policy/planner.hpp"

namespace kavel {
namespace {

using desk::small_study;

/// small_study and two scenarios.
const std::string with_scenarios = desk::small_study
    + "[weights]\n" // line 9
      "homes = 3\n"
      "[scenario.a15-extended]\n" // line 11
      "title = { nl = 'Met A15', en = 'With A15' }\n"
      "[scenario.a15-extended.set]\n"
      "'study.year' = 2035\n"
      "'layers.natura2000.source' = 'nature-2035.gpkg'\n"
      "'weights.homes' = 5\n"
      "'criterion.homes.radius' = 500\n"
      "[scenario.plain]\n";

class StudyChangesTest : public desk::Planner { };

TEST_F(StudyChangesTest, weights_of_the_study_win_over_those_of_the_rules)
{
    EXPECT_EQ(read(small_study).rules.criteria.at(0).weight, 2.0);
    EXPECT_EQ(read(small_study + "[weights]\nhomes = 3.5\n").rules.criteria.at(0).weight, 3.5);
}

TEST_F(StudyChangesTest, a_scenario_changes_study_layers_and_rules)
{
    const Study study = read(with_scenarios, with_scenario("a15-extended"));

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.scenario, "a15-extended");
    EXPECT_EQ(study.scenario_title.en, "With A15");
    EXPECT_EQ(study.year, 2035);
    EXPECT_EQ(study.layers[0].sources[0].name.path, (folder() / "nature-2035.gpkg").string());
    EXPECT_EQ(study.layers[0].sources[0].name.place.line, 15);
    EXPECT_EQ(study.rules.criteria[0].weight, 5.0);
    EXPECT_EQ(study.rules.criteria[0].number("radius"), 500.0);
}

TEST_F(StudyChangesTest, a_scenario_without_a_title_is_called_by_its_name)
{
    EXPECT_EQ(read(with_scenarios, with_scenario("plain")).scenario_title, (Title{"plain", "plain"}));
}

TEST_F(StudyChangesTest, a_scenario_that_is_not_asked_for_changes_nothing)
{
    const Study study = read(with_scenarios);

    EXPECT_EQ(study.scenario, "");
    EXPECT_TRUE(study.scenario_title.empty());
    EXPECT_EQ(study.year, 2030);
    EXPECT_EQ(study.rules.criteria.at(0).weight, 3.0);
}

TEST_F(StudyChangesTest, set_wins_over_the_scenario_and_the_last_one_over_all)
{
    const Study study = read(with_scenarios,
        with_scenario("a15-extended",
            {"weights.homes=6", "study.year=2040", "weights.homes = 7", "study.title=Later"}));

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.year, 2040);
    EXPECT_EQ(study.title, "Later");
    EXPECT_EQ(study.rules.criteria[0].weight, 7.0);
    EXPECT_EQ(study.rules.criteria[0].number("radius"), 500.0);
    EXPECT_EQ(study.sets,
        (std::vector<std::string>{
            "weights.homes=6", "study.year=2040", "weights.homes = 7", "study.title=Later"})); // as typed
}

TEST_F(StudyChangesTest, a_layer_can_be_added)
{
    const Study study = read(small_study,
        with_sets({"layers.quays.source=quays.gpkg", "layers.quays.layer=\"2030\"",
            "layers.housing={ source = 'bag.gpkg', sql = 'SELECT 1' }"}));

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.layer("quays")->sources[0].name.path, (folder() / "quays.gpkg").string());
    EXPECT_EQ(study.layer("quays")->sources[0].layer, "2030");
    EXPECT_EQ(study.layer("quays")->place.file, "--set layers.quays.source=quays.gpkg");
    EXPECT_EQ(study.layer("housing")->sources[0].sql, "SELECT 1");
    EXPECT_TRUE(study.left_out.empty());
}

TEST_F(StudyChangesTest, a_source_out_of_several_has_a_number)
{
    const std::string several = "[study]\nrules = 'rpw'\nyear = 2030\nbase_year = 2026\n"
                                "[[candidates]]\nsource = 'a'\n[[candidates]]\nsource = 'b'\n"
                                "[[layers.natura2000]]\nsource = 'c'\n[[layers.natura2000]]\nsource = 'd'\n";

    const Study study = read(several, with_sets({"candidates.1.source=B", "layers.natura2000.0.source=C"}));
    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.candidates[1].name.shown, "B");
    EXPECT_EQ(study.layers[0].sources[0].name.shown, "C");

    EXPECT_EQ(wrong(several, with_sets({"layers.natura2000.source=C"})),
        "--set layers.natura2000.source=C: 'layers.natura2000' is a list of 2, counted from 0; say which of "
        "them, such as "
        "layers.natura2000.0.source");
    EXPECT_EQ(wrong(several, with_sets({"candidates.2.source=C"})),
        "--set candidates.2.source=C: 'candidates' is a list of 2, counted from 0; say which of them, such "
        "as "
        "candidates.0.source");
}

TEST_F(StudyChangesTest, a_set_that_is_wrong_is_a_fault_of_the_command_line)
{
    const struct {
        std::string set;
        std::string line;
    } table[] = {
        {"study.year", "there is no '=' in it; write --set KEY=VALUE, as in --set study.year=2035"},
        {"=3", "there is no key before the '='; write --set KEY=VALUE, as in --set study.year=2035"},
        {" =3", "there is no key before the '='; write --set KEY=VALUE, as in --set study.year=2035"},
        {"studdy.year=3", "no key begins with 'studdy'; did you mean 'study'?"},
        {"study=3", "the key 'study' does not lead to a value; name one, as in \"study.KEY\""},
        {"study.yaer=2035", "[study] does not know the key 'yaer'; remove it, or did you mean 'year'?"},
        {"study.year=soon", "[study] has year 'soon', a text; give a year of four digits"},
        {"study.year.x=3",
            "'study.year' is a number and has no key 'x'; give 'study.year' a new value as a whole"},
        {"candidates.sorce=x",
            "[candidates] does not know the key 'sorce'; remove it, or did you mean 'source'?"},
        {"layers.natura200.source=x",
            "there is no role 'natura200'; did you mean 'natura2000'? 'kavel layers' lists the roles"},
        {"weights.hmes=3", "there is no criterion 'hmes'; did you mean 'homes'?"},
        {"weights.homes=-3", "criterion 'homes' has weight -3; give a weight of 0 or more"},
        {"criterion.hmes.radius=3", "there is no criterion 'hmes'; did you mean 'homes'?"},
        {"criterion.homes.raduis=3",
            "criterion 'homes' does not know the key 'raduis'; remove it, or did you mean 'radius'?"},
        {"portfolio.maximise=score", "[portfolio] is not in this version of Kavel; remove it"},
        {"study.rules=rqw",
            "there is no rule set 'rqw'; give a path, such as './rqw.toml', or did you mean 'rpw'?"},
    };
    for (const auto& [set, line] : table) {
        read(small_study, with_sets({set}));
        EXPECT_EQ(desk::joined(m_lines), "--set " + set + ": " + line);
        EXPECT_EQ(m_faults, std::vector{Fault::command_line}) << set;
    }
}

TEST_F(StudyChangesTest, an_unknown_scenario_is_a_fault_of_the_command_line)
{
    EXPECT_EQ(wrong(with_scenarios, with_scenario("a15-extend")),
        "--scenario a15-extend: study.toml has no scenario 'a15-extend'; did you mean 'a15-extended'?");
    EXPECT_EQ(m_faults, std::vector{Fault::command_line});
}

TEST_F(StudyChangesTest, what_is_wrong_in_a_scenario_is_reported_where_it_stands)
{
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"[scenario.s]\nset = { 'study.yaer' = 2035 }\n",
            "10:9: [study] does not know the key 'yaer'; remove it, or did you mean 'year'?"},
        {"[scenario.s]\nset = { 'study.year' = 'soon' }\n",
            "10:24: [study] has year 'soon', a text; give a year of four digits"},
        {"[scenario.s]\nset = { 'weights.hmes' = 3 }\n",
            "10:9: there is no criterion 'hmes'; did you mean 'homes'?"},
        {"[scenario.s]\nset = { 'layrs.quays.source' = 3 }\n",
            "10:9: no key begins with 'layrs'; did you mean 'layers'?"},
        {"[scenario.s]\nset = { study.year = 2035 }\n",
            "10:9: [scenario.s] sets 'study', which is no whole key; write the whole key in quotes, as in "
            "\"study.KEY\" = "
            "..."},
        {"[scenario.s]\nset = 3\n",
            "10:7: [scenario.s] has set 3, a number; give a table of dotted keys in quotes, each with its "
            "value"},
        {"[scenario.s]\ntitle = 3\n",
            "10:9: [scenario.s] has title 3, a number; give a text, or { nl = \"...\", en = \"...\" }"},
        {"[scenario.s]\nsets = {}\n",
            "10:1: [scenario.s] does not know the key 'sets'; remove it, or did you mean 'set'?"},
        {"[scenario]\ns = 3\n", "10:5: [scenario] has s 3, a number; give a table with set = { ... }"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(wrong(small_study + text, with_scenario("s")).substr(0, line.size()), line) << text;
        EXPECT_EQ(m_faults.at(0), Fault::definition) << text;
    }
}

TEST_F(StudyChangesTest, what_is_wrong_in_weights_is_reported_where_it_stands)
{
    EXPECT_EQ(wrong(small_study + "[weights]\nhmes = 3\n"),
        "10:1: there is no criterion 'hmes'; did you mean 'homes'?");
    EXPECT_EQ(wrong(small_study + "[weights]\nnature = 3\n"),
        "10:1: 'nature' is a constraint, which has no weight; give weights to criteria only");
    EXPECT_EQ(wrong(small_study + "[weights]\nhomes = -3\n"),
        "10:9: criterion 'homes' has weight -3; give a weight of 0 or more");
    EXPECT_EQ(wrong(small_study + "[weights]\nhomes = nan\n"),
        "10:9: criterion 'homes' has weight nan; give a weight of 0 or more, and a finite one");
    EXPECT_EQ(wrong("weights = 3\n" + small_study),
        "1:11: a study has weights 3, a number; give a table with a weight for each criterion");
}

} // namespace
} // namespace kavel
