// SPDX-License-Identifier: EUPL-1.2
#include "cli/catalogue_text.hpp"

#include "cli/rule_words.hpp"
#include "cli/text_layout.hpp"
#include "rules_by_hand.hpp"

#include <gtest/gtest.h>

#include <sstream>

using namespace kavel;

namespace {

constexpr MeasureDeclaration distance{"distance", MeasuredOn::any_geometry, "m",
    "afstand tot het dichtstbijzijnde object", "distance to the nearest feature", {}};
constexpr MeasureDeclaration field{
    "field", MeasuredOn::candidate_field, "attribute", "eigen veld van de kavel", "the plot's own field", {}};
constexpr MeasureDeclaration expression{"expression", MeasuredOn::other_rules, "",
    "formule over andere regels", "an expression over other rules", {}};

Criterion with_value(ValueFunction value, const MeasureDeclaration& measure = distance)
{
    Criterion made = criterion("ramp", 1.0);
    made.value = std::move(value);
    made.measure = &measure;
    return made;
}

/// An excluding rule that may be left out, a condition, and two criteria of which one has a theme.
RuleSet small_set()
{
    Constraint nature = no_more_than(0.0);
    nature.id = "outside-natura2000";
    nature.title = {"Buiten Natura 2000", "Outside Natura 2000"};
    nature.layer = "natura2000";
    nature.optional = true;
    nature.source = "Bkl art. 5.1";
    nature.region_role = "signal";
    Constraint homes = limits(Limit(Lookup{"environmental_category",
                                  {{std::string("3.1"), 50.0}, {std::string("4.1"), 1200.0}}, 100.0}),
        std::nullopt, OnFail::condition);
    homes.id = "distance-to-homes";
    homes.title = {"Afstand tot woningen", "Distance to homes"};
    homes.measure = &distance;
    homes.condition = {"Alleen met geluidswal", "Only with a noise barrier"};
    Criterion ramp = with_value(Linear{10000.0, 500.0});
    ramp.title = {"Afstand tot oprit", "Distance to ramp"};
    ramp.theme = "access";
    ramp.layer = "motorway-ramps";
    ramp.serves = {"connected", "own-goal"};
    ramp.weight = 2.0;
    Criterion share = with_value(Classes{{{std::string("hard"), 1.0}}, 0.25}, expression);
    share.id = "net-share";
    share.parameters["sql"] = std::string("\nnet_ha * 10000.0\n  / plot_area\n");
    share.missing = 0.3;
    RuleSet rules = rule_set({nature, homes}, {ramp, share});
    rules.name = "rpw-logistiek";
    rules.title = {"RPW logistiek", "RPW logistics"};
    rules.version = "1.0";
    rules.source = "Regionaal Programma Werklocaties";
    rules.themes = {theme("access", {"Bereikbaarheid", "Access"})};
    return rules;
}

void expect_has(const std::string& text, const std::string& part)
{
    EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in\n" << text;
}

} // namespace

TEST(RuleWords, say_a_limit_as_the_policy_does)
{
    const RuleSet rules = small_set();

    EXPECT_EQ(limit_words(rules.constraints[0], Language::nl), "ten hoogste 0");
    EXPECT_EQ(limit_words(rules.constraints[1], Language::nl),
        "ten minste, naar environmental_category: 3.1 = 50 m, 4.1 = 1.200 m, anders 100 m");
    EXPECT_EQ(limit_words(rules.constraints[1], Language::en),
        "at least, by environmental_category: 3.1 = 50 m, 4.1 = 1,200 m, otherwise 100 m");
    EXPECT_EQ(
        limit_words(limits(Limit(1.5), Limit(2000.0)), Language::nl), "ten minste 1,5; en ten hoogste 2.000");
    EXPECT_EQ(limit_words(allowed({std::string("hard")}), Language::nl), "gelijk aan hard");
    EXPECT_EQ(limit_words(allowed({std::string("hard"), 3.0}), Language::en), "one of: hard, 3");
}

TEST(RuleWords, say_that_a_look_up_may_have_no_answer)
{
    const Lookup lookup{"zone", {{std::string("A"), 5.0}}, std::nullopt};

    EXPECT_EQ(limit_words(limits(std::nullopt, Limit(lookup)), Language::nl),
        "ten hoogste, naar zone: A = 5, anders onbekend");
}

TEST(RuleWords, say_every_value_function)
{
    struct {
        Criterion criterion;
        const char* nl;
        const char* en;
    } const table[] = {
        {with_value(Linear{10000.0, 500.0}), "van 0 bij 10.000 m tot 1 bij 500 m, daartussen lineair",
            "from 0 at 10,000 m to 1 at 500 m, linear in between"},
        {with_value(Points{{{1000.0, 1.0}, {3000.0, 0.7}}}),
            "1 bij 1.000 m; 0,7 bij 3.000 m; daartussen lineair, daarbuiten gelijk",
            "1 at 1,000 m; 0.7 at 3,000 m; linear in between, level outside"},
        {with_value(Bands{{{3.1, 0.2}}, 1.0}, field), "tot en met 3,1: 0,2; daarboven: 1",
            "up to 3.1: 0.2; above that: 1"},
        {with_value(Classes{{{std::string("hard"), 1.0}, {3.1, 0.3}}, 0.0}, field),
            "hard = 1; 3.1 = 0,3; anders 0", "hard = 1; 3.1 = 0.3; otherwise 0"},
        {with_value(Logistic{200.0, 1000.0, 0.0}),
            "S-vormig: 0,05 bij 700 m, 0,5 bij 200 m en 0,95 bij -300 m",
            "S-shaped: 0.05 at 700 m, 0.5 at 200 m and 0.95 at -300 m"},
        {with_value(Gaussian{50.0, 10.0}),
            "klokvormig: 1 bij 50 m, aan beide kanten 0,61 op 10 m daarvandaan en 0,14 op 20 m",
            "bell-shaped: 1 at 50 m, on either side 0.61 at 10 m from there and 0.14 at 20 m"},
    };
    for (const auto& [criterion, nl, en] : table) {
        EXPECT_EQ(value_words(criterion, Language::nl), nl);
        EXPECT_EQ(value_words(criterion, Language::en), en);
    }
}

TEST(RuleWords, say_what_is_measured_of_which_layer)
{
    Criterion homes = with_value(Linear{50.0, 0.0});
    homes.layer = "housing";
    homes.parameters["within"] = 5000.0;

    EXPECT_EQ(measure_words(homes, Language::nl),
        "afstand tot het dichtstbijzijnde object (distance, laag housing, within = 5.000)");
}

TEST(RuleSetText, reads_as_the_annex_of_an_agreement)
{
    const std::string text = rule_set_text(small_set(), Language::nl);

    for (const char* part : {"RPW logistiek\n=====", "Versie: 1.0", "Bron: Regionaal Programma Werklocaties",
             "Uitsluitend\n===", " 1. Buiten Natura 2000 [outside-natura2000]\n    Eis: ten hoogste 0\n",
             "laat de regel weg; dan wordt geen kavel", "Rol van de regio: signaleren", "Bron: Bkl art. 5.1",
             "Onder voorwaarde\n===", " 2. Afstand tot woningen", "Voorwaarde: Alleen met geluidswal",
             "De score is 100 maal de som van aandeel maal waarde.",
             "Bereikbaarheid: gewicht 2 van 3 (66,7 %)\n------", " 3. Afstand tot oprit [ramp]",
             "Gewicht: 2 van 3 (66,7 %)", "Waarde: van 0 bij 10.000 m tot 1 bij 500 m",
             "Onbekend: telt als 0\n", "Opgaven: verbonden, own-goal",
             "Zonder thema: gewicht 1 van 3 (33,3 %)", " 4. net-share\n", "Onbekend: telt als 0,3",
             "    Formule:\n        net_ha * 10000.0\n          / plot_area\n", "Bron: niet genoemd"}) {
        expect_has(text, part);
    }
}

TEST(RuleSetText, is_there_in_english)
{
    const std::string text = rule_set_text(small_set(), Language::en);

    for (const char* part :
        {"RPW logistics\n", "Excluding\n", "On conditions\n", "Condition: Only with a noise barrier",
            "Access: weight 2 of 3 (66.7 %)", "from 0 at 10,000 m to 1 at 500 m", "Unknown: counts as 0.3",
            "Goals: connected, own-goal", "Source: not given"}) {
        expect_has(text, part);
    }
}

TEST(RuleSetText, says_which_criterion_only_gives_a_fact)
{
    RuleSet rules = small_set();
    rules.criteria[1].weight = 0.0;

    expect_has(rule_set_text(rules, Language::nl), "Gewicht: 0, telt niet mee in de score");
}

TEST(RuleSetText, stays_within_the_width_of_a_page)
{
    std::istringstream lines(rule_set_text(small_set(), Language::nl));
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(character_count(line), text_width) << line;
    }
}

TEST(RoleText, names_fields_and_published_data)
{
    Role role;
    role.id = "housing";
    role.title = {"Woningen", "Homes"};
    role.geometry = RoleGeometry::any;
    role.about = {"Gebouwen waarin mensen wonen.", "Buildings in which people live."};
    role.fields = {{"height_m", {"hoogte", "height"}, true, "m", {"h_dak_max", "hoogte"}},
        {"name", {"naam", "name"}, false, "", {}}};
    PublishedSet bag;
    bag.name = "BAG";
    bag.publisher = "Kadaster";
    bag.licence = "CC0";
    bag.where = "https://www.pdok.nl/";
    bag.layers = {"pand", "verblijfsobject"};
    bag.updated = {"dagelijks", "daily"};
    bag.sql = "SELECT geom\nFROM pand";
    role.sets = {bag};

    const std::string text = role_text(role, Language::nl);

    for (const char* part : {"housing: Woningen\n=====", "Gebouwen waarin mensen wonen.",
             "Geometrie: punten, lijnen of vlakken", "  height_m: hoogte (getal, m)",
             "in bekende bestanden: h_dak_max, hoogte", "  name: naam (tekst)",
             "  1. BAG\n     Uitgever: Kadaster\n     Licentie: CC0\n     Waar: https://www.pdok.nl/",
             "Lagen: pand, verblijfsobject", "Bijgewerkt: dagelijks",
             "     sql:\n        SELECT geom\n        FROM pand\n"}) {
        expect_has(text, part);
    }
    EXPECT_EQ(text.find("Klaarmaken"), std::string::npos); // no recipe, no line
}

TEST(RolesText, is_a_table)
{
    Role homes;
    homes.id = "housing";
    homes.title = {"Woningen", "Homes"};
    homes.geometry = RoleGeometry::point;
    Role nature;
    nature.id = "natura2000";
    nature.title = {"Natura 2000", "Natura 2000"};
    nature.geometry = RoleGeometry::polygon;

    EXPECT_EQ(roles_text(LayerCatalogue{{homes, nature}}, Language::nl),
        "laag        titel        geometrie\n"
        "----------  -----------  ---------\n"
        "housing     Woningen     punten\n"
        "natura2000  Natura 2000  vlakken\n");
}
