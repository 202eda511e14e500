// SPDX-License-Identifier: EUPL-1.2
#include "measure/formula.hpp"

#include "base/problem.hpp"
#include "measure/region_by_hand.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

Criterion formula(std::string id, const std::string& sql)
{
    return asks(std::move(id), "expression", "", {{"sql", sql}});
}

/// One plot of 100 x 50 m with fields of every type, and an empty layer.
Region one_plot()
{
    Region region = region_of(drawn(rectangle(0, 0, 100, 50)), {layer_of("nothing", Shapes())});
    auto& columns = region.candidates.table.columns;
    const auto add = [&columns](const char* name, const Value& value, ColumnType type) {
        columns.push_back(column(name, {value}));
        columns.back().set_type(type);
    };
    add("aantal", 7.0, ColumnType::integer);
    add("prijs", 7.0, ColumnType::real);
    add("Naam", text("De Hoef"), ColumnType::text);
    add("leeg", Value(), ColumnType::real);
    add("vrij", 1.0, ColumnType::boolean);
    add("een \"naam\"", 5.0, ColumnType::real);
    return region;
}

Fact answer(const std::string& sql)
{
    const RuleSet rules
        = rules_of({asks("size", "area"), asks("distance-ramp", "distance", "nothing"), formula("f", sql)});
    return measure_all(rules, one_plot()).facts.at(0, 2);
}

/// What checking the formulas has to complain about.
std::string complaint(const std::string& sql)
{
    RuleSet rules = rules_of({asks("size", "area"), formula("f", sql)});
    rules.criteria[1].places["sql"] = {"rules.toml", 7, 9};
    std::vector<LeftOut> left_out;
    try {
        check_formulas(rules, one_plot().candidates, left_out);
    } catch (const Problems& problems) {
        return problems.what();
    }
    return "";
}

TEST(Formula, reckons_with_the_results_of_other_rules_and_the_plots_fields)
{
    EXPECT_EQ(answer("size"), Fact(5000.0));
    EXPECT_EQ(answer("size / 1000.0 + 2 * prijs"), Fact(19.0));
    EXPECT_EQ(answer("SIZE"), Fact(5000.0)); // case is ignored
    EXPECT_EQ(answer("naam"), Fact(std::string("De Hoef")));
    EXPECT_EQ(answer("upper(Naam) || '!'"), Fact(std::string("DE HOEF!")));
    EXPECT_EQ(answer("\"een \"\"naam\"\"\""), Fact(5.0));
    EXPECT_EQ(answer("42"), Fact(42.0));
    EXPECT_EQ(answer("size -- the area"), Fact(5000.0));
    EXPECT_EQ(answer("vrij AND size > 100"), Fact(1.0));
}

TEST(Formula, divides_whole_fields_as_sqlite_does_and_results_as_numbers)
{
    EXPECT_EQ(answer("aantal / 2"), Fact(3.0));
    EXPECT_EQ(answer("prijs / 2"), Fact(3.5));
    EXPECT_EQ(answer("size / 3 > 1666.6"), Fact(1.0));
}

TEST(Formula, writes_a_dash_in_an_id_as_an_underscore)
{
    EXPECT_EQ(answer("coalesce(distance_ramp, -1) > 0"), Fact(1.0));
}

TEST(Formula, sees_unknown_as_null_and_none_as_infinite)
{
    EXPECT_EQ(answer("leeg IS NULL"), Fact(1.0));
    EXPECT_EQ(why_unknown(answer("leeg + 1")), "the expression gives nothing");
    EXPECT_EQ(answer("distance_ramp = 9e999"), Fact(1.0)); // an empty layer: none
    EXPECT_EQ(answer("distance_ramp"), Fact(None{}));
    EXPECT_EQ(answer("min(distance_ramp, 10000)"), Fact(10000.0));
    EXPECT_EQ(answer("size / 0"), Fact(Unknown{std::get<Unknown>(answer("leeg")).why}));
    EXPECT_EQ(why_unknown(answer("distance_ramp - distance_ramp")), "the expression gives nothing");
}

TEST(Formula, that_is_infinitely_low_is_not_infinitely_far)
{
    EXPECT_NE(answer("0 - distance_ramp"), answer("distance_ramp"));
}

TEST(Formula, that_gives_bytes_gives_nothing)
{
    EXPECT_TRUE(is_unknown(answer("CAST('a' AS BLOB)")));
}

TEST(Formula, uses_formulas_above_it_but_not_below)
{
    const RuleSet rules = rules_of({formula("first", "aantal + 1"), formula("second", "first * 10")});
    const RuleSet turned = rules_of({formula("second", "first * 10"), formula("first", "aantal + 1")});
    std::vector<LeftOut> left_out;

    EXPECT_EQ(measure_all(rules, one_plot()).facts.at(0, 1), Fact(80.0));
    EXPECT_THROW(check_formulas(turned, one_plot().candidates, left_out), Problems);
}

TEST(Formula, in_a_constraint_stands_before_those_in_criteria)
{
    RuleSet rules = rules_of({formula("criterion", "constraint_x + 1")});
    Constraint constraint;
    constraint.id = "constraint-x";
    constraint.measure = measure_named("expression");
    constraint.parameters = {{"sql", std::string("aantal")}};
    rules.constraints.push_back(constraint);

    EXPECT_EQ(measure_all(rules, one_plot()).facts.at(0, 1), Fact(8.0));
}

TEST(Formula, takes_a_rule_before_a_field_of_the_same_name)
{
    const RuleSet rules = rules_of({asks("Prijs", "area"), formula("f", "prijs")});

    EXPECT_EQ(measure_all(rules, one_plot()).facts.at(0, 1), Fact(5000.0));
}

TEST(Formula, sees_other_rules_that_stand_below_it)
{
    const RuleSet rules = rules_of({formula("f", "size * 2"), asks("size", "area")});

    EXPECT_EQ(measure_all(rules, one_plot()).facts.at(0, 0), Fact(10000.0));
}

TEST(Formula, knows_a_field_by_both_its_names)
{
    Region region = one_plot();
    region.candidates.canonical.push_back(column("demand_mw", {3.0}));

    EXPECT_EQ(measure_all(rules_of({formula("f", "demand_mw + aantal")}), region).facts.at(0, 0), Fact(10.0));
}

TEST(Formula, is_worked_out_for_each_plot_by_itself)
{
    Region region = region_of(
        features({rectangle(0, 0, 1, 1), rectangle(0, 0, 2, 2), "POLYGON EMPTY", rectangle(0, 0, 3, 3)}));
    region.candidates.unusable[2] = {"leeg", "empty"};

    const Measured measured = measure_all(rules_of({asks("size", "area"), formula("f", "size + 1")}), region);

    EXPECT_EQ(measured.facts.at(0, 1), Fact(2.0));
    EXPECT_EQ(measured.facts.at(1, 1), Fact(5.0));
    EXPECT_EQ(why_unknown(measured.facts.at(2, 1)), "plot without usable geometry");
    EXPECT_EQ(measured.facts.at(3, 1), Fact(10.0));
}

TEST(FormulaCheck, finds_nothing_wrong_with_a_good_formula)
{
    for (const char* sql : {"size", "round(size / 3, 2)", "CASE WHEN size > 10 THEN 'groot' ELSE 'klein' END",
             "size IN (SELECT 1 UNION SELECT 2)", "max(size, aantal, prijs)",
             "ST_Area(ST_Buffer(MakePoint(0, 0), 10))", "sqrt(size)", "ln(size)", "naam LIKE 'De%'",
             "strftime('%Y', '2026-01-01')"}) {
        EXPECT_EQ(complaint(sql), "") << sql;
    }
}

TEST(FormulaCheck, names_the_column_that_is_not_there_and_the_nearest)
{
    EXPECT_EQ(complaint("sizes + 1"),
        "rules.toml:7:9: the expression of 'f' names 'sizes', which is no rule and no field of the plots; "
        "did you mean 'size'?");
    // In double quotes stands a name, never a text.
    EXPECT_EQ(complaint("\"prjis\" + 1"),
        "rules.toml:7:9: the expression of 'f' names 'prjis', which is no rule and no field of the plots; "
        "did you mean 'prijs'?");
}

TEST(FormulaCheck, refuses_what_touches_anything_but_the_row)
{
    for (const char* sql : {"load_extension('x')", "random()", "randomblob(4)", "sqlite_version()",
             "last_insert_rowid()", "changes()", "(SELECT count(*) FROM sqlite_master)",
             "(SELECT name FROM sqlite_schema)", "(SELECT * FROM pragma_database_list)",
             "BlobFromFile('/etc/passwd')", "ImportSHP('a', 'b', 'c')", "(SELECT * FROM spatial_ref_sys)",
             "ExportGeoJSON('a','b','c')", "writefile('a', 'b')", "fts3_tokenizer('simple')"}) {
        EXPECT_NE(complaint(sql), "") << sql;
    }
    EXPECT_EQ(complaint("random()"),
        "rules.toml:7:9: the expression of 'f' calls 'random', which is not allowed; use SQLite's own "
        "functions of "
        "numbers, texts and dates");
}

TEST(FormulaCheck, refuses_what_is_not_one_expression)
{
    for (const char* sql : {"", "size; DROP TABLE x", "size, aantal", "size)", "(size", "size) + (", "1 2",
             "DELETE FROM x", "ATTACH 'x' AS y", "size) UNION SELECT (1", "PRAGMA user_version",
             "size) FROM (SELECT 1 AS size) --"}) {
        const std::string line = complaint(sql);
        EXPECT_NE(line, "") << sql;
        EXPECT_EQ(line.find('\n'), std::string::npos) << sql;
    }
}

TEST(FormulaCheck, refuses_parameters_that_nobody_fills)
{
    for (const char* sql : {"? + 1", "?1 + 1", ":size + 1", "@size", "$size"}) {
        EXPECT_NE(complaint(sql), "") << sql;
    }
}

TEST(FormulaCheck, leaves_an_optional_formula_out_whose_column_is_not_there)
{
    RuleSet rules = rules_of({formula("f", "ontbreekt + 1"), formula("g", "f + 1"), formula("h", "aantal")});
    rules.criteria[0].optional = true;
    rules.criteria[1].optional = true;
    std::vector<LeftOut> left_out;

    check_formulas(rules, one_plot().candidates, left_out);

    ASSERT_EQ(left_out.size(), 2U); // g needs f, which is left out
    EXPECT_EQ(left_out[0].rule, 0U);
    EXPECT_EQ(left_out[1].rule, 1U);
    EXPECT_FALSE(left_out[0].why.empty());
}

TEST(FormulaCheck, does_not_look_at_formulas_that_are_left_out_already)
{
    const RuleSet rules = rules_of({formula("f", "ontbreekt + 1")});
    std::vector<LeftOut> left_out{{0, {"nee", "no"}}};

    EXPECT_NO_THROW(check_formulas(rules, one_plot().candidates, left_out));
    EXPECT_EQ(left_out.size(), 1U);
}

TEST(FormulaCheck, tells_of_all_formulas_at_once)
{
    const RuleSet rules = rules_of({formula("f", "ontbreekt"), formula("g", "random()")});
    std::vector<LeftOut> left_out;

    try {
        check_formulas(rules, one_plot().candidates, left_out);
        FAIL() << "nothing was thrown";
    } catch (const Problems& problems) {
        EXPECT_EQ(problems.list().size(), 2U);
    }
}

} // namespace
} // namespace kavel
