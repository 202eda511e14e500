// SPDX-License-Identifier: EUPL-1.2
#include "policy/planner.hpp"

namespace kavel {
namespace {

using desk::small_study;

class Studies : public desk::Planner { };

TEST_F(Studies, a_study_has_all_that_its_file_says)
{
    const std::string text = "[study]\n"
                             "title = 'Waalstad'\n"
                             "rules = 'rpw'\n"
                             "crs = 'EPSG:32631'\n"
                             "year = 2030\n"
                             "base_year = 2026\n"
                             "language = 'en'\n"
                             "[candidates]\n"
                             "source = 'plots.gpkg'\n"
                             "[layers.natura2000]\n"
                             "source = 'nature.gpkg'\n";

    const Study study = read(text);

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.shown, (folder() / "study.toml").string());
    EXPECT_EQ(study.text, text);
    EXPECT_EQ(study.title, "Waalstad");
    EXPECT_EQ(study.crs, "EPSG:32631");
    EXPECT_EQ(study.crs_place.line, 4);
    EXPECT_EQ(study.crs_place.column, 7);
    EXPECT_EQ(study.year, 2030);
    EXPECT_EQ(study.base_year, 2026);
    EXPECT_EQ(study.language, Language::en);
    EXPECT_EQ(study.rules.name, "rpw");
    EXPECT_EQ(study.rules.size(), 4u);
    EXPECT_TRUE(study.warnings.empty());
}

/// The contract's own examples (section 1), but for grid, portfolio, robustness and extends.
constexpr const char* contract_rules = R"([rules]
title   = { nl = "RPW logistiek, basis", en = "RPW logistics, base" }
version = "1.0"
source  = "the policy document that it comes from"

[[theme]]
id = "access"
title = { nl = "Bereikbaarheid", en = "Access" }

[[constraint]]
id      = "outside-natura2000"
title   = { nl = "Buiten Natura 2000", en = "Outside Natura 2000" }
measure = "covered_share"
layer   = "natura2000"
max     = 0.0
on_fail = "exclude"
source  = "Bkl art. ..."

[[constraint]]
id = "distance-to-homes"
title = "Afstand tot woningen"
measure = "distance"
layer = "housing"
min = { by = "environmental_category", table = { "3.1" = 50, "3.2" = 100, "4.1" = 200, "4.2" = 300 }, other = 100 }
on_fail = "condition"

[[criterion]]
id      = "distance-ramp"
title   = { nl = "Afstand tot oprit snelweg", en = "Distance to motorway ramp" }
theme   = "access"
serves  = ["circular", "connected", "productive", "position-paper"]
region_role = "connect"
measure = "distance"
layer   = "motorway-ramps"
value   = { linear = { worst = 10000, best = 500 } }
weight  = 3
missing = 0.0
optional = true

[[criterion]]
id = "homes"
title = "Woningen"
measure = "count_within"
layer = "housing"
radius = 300
value = { linear = { worst = 50, best = 0 } }

[[criterion]]
id = "idea"
title = "Eigen idee"
measure = "distance"
layer = "own-idea"
value = { linear = { worst = 50, best = 0 } }

[decision]
method = "weighted-sum"
)";
constexpr const char* contract_study = R"([study]
title = "Logistieke kavels Waalstad"
rules = "rpw-logistiek"
crs   = "EPSG:28992"
year  = 2030
base_year = 2026
language = "nl"

[candidates]
source = "plots.gpkg"
layer  = "kavels"
id     = "kavel_id"
name   = "naam"
where  = "status = 'uitgeefbaar'"
fields = { demand_mw = "vermogen", profile = "segment" }

[layers.natura2000]
source = "natuur.gpkg"
layer  = "n2k"
fields = { name = "naamN2K" }
crs    = "EPSG:4326"

[[layers.nnn]]
source = "gelderland-nnn.gpkg"
covers = "gelderland.gpkg"
[[layers.nnn]]
source = "limburg-goudgroen.gpkg"
covers = "limburg.gpkg"
set    = { province = "Limburg" }

[layers.housing]
source = "bag.gpkg"
sql = "SELECT ..."

[layers.own-idea]
source = "mijnlaag.geojson"

[weights]
distance-ramp = 4

[scenario.a15-extended]
title = { nl = "Met doorgetrokken A15", en = "With the A15 extension" }
set = { "study.year" = 2035, "layers.motorway-ramps.source" = "ramps-2035.geojson", "weights.distance-ramp" = 5, "criterion.homes.radius" = 500 }
)";

TEST_F(Studies, the_examples_of_the_contract_read)
{
    write("installed/rules/rpw-logistiek.toml", contract_rules);
    write("installed/layers/nnn.toml", "[layer]\ntitle = 'NNN'\ngeometry = 'polygon'\n");
    write("installed/layers/motorway-ramps.toml", "[layer]\ntitle = 'Ramps'\ngeometry = 'any'\n");

    const Study plain = read(contract_study);
    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(plain.not_read, std::vector<std::string>{"nnn"});
    EXPECT_EQ(plain.rules.rule(plain.left_out.at(0).rule).id, "distance-ramp");
    EXPECT_EQ(plain.rules.criteria[0].weight, 4.0);

    const Study extended = read(contract_study, with_scenario("a15-extended"));
    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(extended.year, 2035);
    EXPECT_TRUE(extended.left_out.empty());
    EXPECT_EQ(extended.layer("motorway-ramps")->sources[0].name.shown, "ramps-2035.geojson");
    EXPECT_EQ(extended.rules.criteria[0].weight, 5.0);
    EXPECT_EQ(extended.rules.criteria[1].number("radius"), 500.0);
}

TEST_F(Studies, what_is_left_out_has_its_default)
{
    const Study study = read(small_study);

    EXPECT_EQ(study.title, "study"); // the file's name
    EXPECT_EQ(study.crs, "EPSG:28992");
    EXPECT_EQ(study.language, Language::nl);
    EXPECT_EQ(study.scenario, "");
}

TEST_F(Studies, years_that_are_left_out_are_this_year_with_a_warning)
{
    const Study study
        = read("[study]\nrules = 'rpw'\n[candidates]\nsource = 'p'\n[layers.natura2000]\nsource = 'n'\n");

    EXPECT_EQ(study.year, 2026);
    EXPECT_EQ(study.base_year, 2026);
    ASSERT_EQ(study.warnings.size(), 2u);
    EXPECT_EQ(study.warnings[0],
        (Title{"de studie heeft geen year: het huidige jaar 2026 is gebruikt",
            "the study has no year: the current year 2026 is used"}));
    EXPECT_EQ(study.warnings[1].en, "the study has no base_year: the current year 2026 is used");
}

TEST_F(Studies, the_language_of_the_command_line_wins)
{
    StudyRequest request;
    request.language = Language::nl;

    EXPECT_EQ(read("[study]\nlanguage = 'en'\n" + small_study.substr(8), request).language, Language::nl);
}

TEST_F(Studies, windows_line_ends_are_fine)
{
    std::string text = small_study;
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
        text.replace(at, 1, "\r\n");
    }

    const Study study = read(text);

    EXPECT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.rules.name, "rpw");
    EXPECT_EQ(study.text, text);
}

TEST_F(Studies, rules_by_path_stand_beside_the_study)
{
    write("mine.toml", "[rules]\ntitle = 'Mine'\nextends = 'rpw'\n[[criterion]]\nid = 'homes'\nweight = 9\n");

    const Study study = read(
        "[study]\nrules = 'mine.toml'\n[candidates]\nsource = 'p'\n[layers.natura2000]\nsource = 'n'\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(study.rules.name, "mine.toml");
    EXPECT_EQ(study.rules.title.nl, "Mine");
    EXPECT_EQ(study.rules.criteria[0].weight, 9.0);
}

TEST_F(Studies, the_section_study_is_checked)
{
    const std::string after = "[candidates]\nsource = 'p'\n[layers.natura2000]\nsource = 'n'\n";
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"", "study.toml: a study has no [study]; add [study]"},
        {"[study]\n", "study.toml:1:1: [study] has no rules; add rules = ... (a text)"},
        {"study = 'x'\n", "study.toml:1:9: a study has study 'x', a text; give a table"},
        {"[study]\nrules = 3\n", "study.toml:2:9: [study] has rules 3, a number; give a text"},
        {"[study]\nrules = 'rpw'\ntitel = 'x'\n",
            "study.toml:3:1: [study] does not know the key 'titel'; remove it, or did you mean 'title'?"},
        {"[study]\nrules = 'rpw'\ntitle = 3\n", "study.toml:3:9: [study] has title 3, a number; give a text"},
        {"[study]\nrules = 'rpw'\ncrs = 28992\n",
            "study.toml:3:7: [study] has crs 28992, a number; give a text"},
        {"[study]\nrules = 'rpw'\ncrs = ''\n",
            "study.toml:3:7: [study] has crs ''; give a text, and not an empty one"},
        {"[study]\nrules = 'rpw'\nyear = 2030.5\n",
            "study.toml:3:8: [study] has year 2030.5; give a year of four digits"},
        {"[study]\nrules = 'rpw'\nyear = 30\n",
            "study.toml:3:8: [study] has year 30; give a year of four digits"},
        {"[study]\nrules = 'rpw'\nbase_year = '2026'\n",
            "study.toml:3:13: [study] has base_year '2026', a text; give a year of four digits"},
        {"[study]\nrules = 'rpw'\nlanguage = 'de'\n",
            "study.toml:3:12: [study] has language 'de'; use one of 'nl', 'en'"},
        {"[study]\nrules = 'rpw'\n[layer.homes]\n",
            "study.toml:3:2: a study does not know the key 'layer'; remove it, or did you mean 'layers'?"},
        {"[study]\nrules = 'rqw'\n",
            "study.toml:2:9: there is no rule set 'rqw'; give a path, such as './rqw.toml', or did you mean "
            "'rpw'?"},
        {"[study]\nrules = './none.toml'\n",
            "study.toml:2:9: the rule set './none.toml' cannot be read: there is no file none.toml; correct "
            "the path, which "
            "starts from the folder of the study or rule set that names it"},
    };
    for (const auto& [text, line] : table) {
        read(text + after);
        EXPECT_EQ(desk::joined(m_lines), line) << text;
        EXPECT_EQ(m_faults, std::vector{Fault::definition}) << text;
    }
}

TEST_F(Studies, a_study_that_cannot_be_read_is_one_problem)
{
    read_request({});
    EXPECT_EQ(desk::joined(m_lines),
        "study.toml: the file cannot be read: there is no such file; correct the path");
    EXPECT_EQ(m_faults, std::vector{Fault::definition});

    EXPECT_EQ(
        wrong("[study\n"), "1:7: this is not TOML; correct it here or just before (expected ']', saw '\\n')");
    EXPECT_EQ(complaints([] { read_study({}, {}); }),
        std::vector<std::string>{"the path of the study is empty; name a study file"});
}

TEST_F(Studies, a_date_for_a_year_gets_its_year)
{
    EXPECT_EQ(wrong("[study]\nrules = 'rpw'\nyear = 2030-01-01\nbase_year = 12:00:00\n"
                    "[candidates]\nsource = 'p'\n[layers.natura2000]\nsource = 'n'\n"),
        "3:8: [study] has year 2030-01-01, a date; write year = 2030\n"
        "4:13: [study] has base_year 12:00:00, a date or a time; give a year of four digits");
}

TEST_F(Studies, all_problems_come_at_once_from_top_to_bottom_file_by_file)
{
    write("mine.toml",
        "[rules]\ntitle = 'Mine'\n"
        "[[criterion]]\nid = 'b'\ntitle = 'B'\nmeasure = 'area'\nweight = -1\nvalue = { linear = {} }\n"
        "[[constraint]]\nid = 'a'\ntitle = 'A'\nmeasure = 'aera'\nmin = 2\n");

    EXPECT_EQ(wrong("[study]\nrules = './mine.toml'\nyaer = 2030\n"
                    "[layers.nature]\nsource = 'n'\n"
                    "[candidates]\nsorce = 'p'\n",
                  with_sets({"study.x=1"})),
        "3:1: [study] does not know the key 'yaer'; remove it, or did you mean 'year'?\n"
        "4:1: there is no role 'nature'; use a role ('kavel layers' lists them) or a name that a rule uses\n"
        "7:1: [candidates] does not know the key 'sorce'; remove it, or did you mean 'source'?\n"
        "--set study.x=1: [study] does not know the key 'x'; remove it, or use one of 'title', 'rules', "
        "'crs', 'year', "
        "'base_year', 'language'\n"
        "mine.toml:7:10: criterion 'b' has weight -1; give a weight of 0 or more\n"
        "mine.toml:8:20: linear of value of criterion 'b' has no worst; add worst = ... (a number)\n"
        "mine.toml:8:20: linear of value of criterion 'b' has no best; add best = ... (a number)\n"
        "mine.toml:12:11: there is no measure 'aera'; did you mean 'area'?");
}

TEST_F(Studies, rules_that_cannot_be_read_do_not_make_layers_of_ones_own_unknown)
{
    EXPECT_EQ(wrong("[study]\nrules = 'rqw'\n[candidates]\nsource = 'p'\n[layers.own-idea]\nsource = 'n'\n"),
        "2:9: there is no rule set 'rqw'; give a path, such as './rqw.toml', or did you mean 'rpw'?");
}

} // namespace
} // namespace kavel
