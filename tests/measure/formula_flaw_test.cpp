// SPDX-License-Identifier: EUPL-1.2
#include "measure/formula_flaw.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

std::string told(const std::optional<Flaw>& flaw)
{
    return flaw ? flaw->wrong + "; " + flaw->remedy : "";
}

TEST(FormulaFlaw, a_text_that_may_be_one_expression_has_none)
{
    for (const char* sql : {"size", "max(size, 2)", "'a, b; c)'", "\"a (name\" + [b (name]",
             "size -- the rest (, ;", "size /* (, ; */ + 1", "'it''s'", "(SELECT 1)", "selected + 1"}) {
        EXPECT_EQ(told(flaw_of_text(sql)), "") << sql;
    }
}

TEST(FormulaFlaw, is_told_of_the_text_itself)
{
    struct {
        const char* sql;
        const char* told;
    } const table[] = {
        {" -- nothing", "is empty; use the results of rules and the fields of the plots, by their names"},
        {"SELECT size", "begins with SELECT; put brackets around the query"},
        {"(size", "opens a bracket that it does not close; add the ')' that closes it"},
        {"size) + (1",
            "closes a bracket that it did not open; remove the ')', or add the '(' that it closes"},
        {"size, 2", "has a ',' outside brackets; give one expression, with one result"},
        {"size;", "has a ';' in it; give one expression, without a ';'"},
        {"naam = 'De Bulk", "opens with ' what it does not close; add the ' that closes it"},
        {"\"size", "opens with \" what it does not close; add the \" that closes it"},
        {"[size", "opens with [ what it does not close; add the ] that closes it"},
        {"size /* m2", "opens with /* what it does not close; add the */ that closes it"},
        {":size + 1",
            "has a ':' in it, a value that nobody fills in; use the results of rules and the fields of the "
            "plots, by their names"},
    };
    for (const auto& [sql, answer] : table) {
        EXPECT_EQ(told(flaw_of_text(sql)), answer) << sql;
    }
}

TEST(FormulaFlaw, of_sqlite_is_told_in_the_planners_words)
{
    const auto flaw = [](const Refusal& refusal, const char* sql) {
        return told(flaw_by(refusal, sql, {"size", "prijs"}, {"round", "abs"}));
    };

    EXPECT_EQ(flaw({"no such column: sise", 0, "", ""}, "sise"),
        "names 'sise', which is no rule and no field of the plots; did you mean 'size'?");
    EXPECT_EQ(flaw({"no such function: rond", 0, "", ""}, "rond(size)"),
        "calls 'rond', which is not known; did you mean 'round'?");
    EXPECT_EQ(flaw({"not authorized to use function: random", {}, "random", ""}, "random()"),
        "calls 'random', which is not allowed; use SQLite's own functions of numbers, texts and dates");
    EXPECT_EQ(flaw({"not authorized", {}, "", "sqlite_master"}, "(SELECT * FROM pragma_database_list)"),
        "reads the table 'pragma_database_list', which is not allowed; use the results of rules and the "
        "fields of the plots, by their names");
    EXPECT_EQ(flaw({"no such table: plots", {}, "", ""}, "(SELECT max(a) FROM plots)"),
        "reads the table 'plots', which is not allowed; use the results of rules and the fields of the "
        "plots, by their names");
    EXPECT_EQ(flaw({"near \"END\": syntax error", 7, "", ""}, "size +"),
        "is not complete: something is missing at its end; complete it: a CASE ends with END, and behind an "
        "operator stands a value");
    EXPECT_EQ(flaw({"near \"2\": syntax error", 5, "", ""}, "size 2"),
        "cannot be read from '2' on; correct it there or just before");
    EXPECT_EQ(
        flaw({"row value misused", {}, "", ""}, "(1, 2)"), "cannot be used; correct it (row value misused)");
}

} // namespace
} // namespace kavel
