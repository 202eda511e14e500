// SPDX-License-Identifier: EUPL-1.2
#include "judge/verdict.hpp"

#include "judge/constraint_check.hpp"
#include "rules_by_hand.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace kavel;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
const std::optional<bool> passes = true;
const std::optional<bool> fails = false;
const std::optional<bool> unknown = std::nullopt;

Value text(const char* characters)
{
    return std::string(characters);
}

std::optional<bool> outcome(const Constraint& constraint, const Fact& fact, const Value& by = {})
{
    return check(constraint, fact, {by, by}).passed;
}

/// The guide distances by environmental category.
Lookup guide_distances()
{
    return {"environmental_category", {{text("3.1"), 50.0}, {text("3.2"), 100.0}, {text("4"), 300.0}}, 100.0};
}

/// One plot, one constraint that excludes, one that sets a condition, one criterion.
RuleSet three_rules()
{
    return rule_set({at_least(10.0), at_least(10.0, OnFail::condition)}, {criterion("ramp", 1.0)});
}

Judgement judge_one(const RuleSet& rules, const std::vector<Fact>& row)
{
    return judge(rules, all_applied(rules), facts({row}), all_usable(1));
}

} // namespace

TEST(Limit, has_a_tolerance_of_one_in_a_billion_relative_and_absolute_below_one)
{
    struct {
        double a, b;
        bool at_most;
    } const table[] = {
        {1.0, 2.0, true},
        {2.0, 2.0, true},
        {2.1, 2.0, false},
        {100.0 + 0.9e-7, 100.0, true},
        {100.0 + 1.1e-7, 100.0, false},
        {1e6 + 0.9e-3, 1e6, true},
        {1e6 + 1.1e-3, 1e6, false},
        {0.9e-9, 0.0, true},
        {1.1e-9, 0.0, false},
        {0.1 + 0.9e-9, 0.1, true},
        {0.1 + 1.1e-9, 0.1, false},
        {-100.0, -100.0 - 0.9e-7, true},
        {-100.0, -100.0 - 1.1e-7, false},
        {5.0, infinite, true},
        {infinite, infinite, true},
        {infinite, 5.0, false},
        {infinite, 1e300, false},
        {-5.0, -infinite, false},
        {-infinite, 5.0, true},
    };
    for (const auto& [a, b, expected] : table) {
        EXPECT_EQ(at_most(a, b), expected) << a << " <= " << b;
    }
}

TEST(Constraint, a_minimum_is_inclusive_and_infinitely_far_passes)
{
    const Constraint constraint = at_least(100.0);

    EXPECT_EQ(outcome(constraint, 100.0), passes);
    EXPECT_EQ(outcome(constraint, 100.0 - 0.9e-7), passes);
    EXPECT_EQ(outcome(constraint, 100.0 - 1.1e-7), fails);
    EXPECT_EQ(outcome(constraint, 0.0), fails);
    EXPECT_EQ(outcome(constraint, None{}), passes);
}

TEST(Constraint, a_maximum_is_inclusive_and_infinitely_far_fails)
{
    const Constraint constraint = no_more_than(0.0);

    EXPECT_EQ(outcome(constraint, 0.0), passes);
    EXPECT_EQ(outcome(constraint, 0.9e-9), passes);
    EXPECT_EQ(outcome(constraint, 1.1e-9), fails);
    EXPECT_EQ(outcome(constraint, None{}), fails);
}

TEST(Constraint, both_limits_must_hold)
{
    const Constraint constraint = limits(Limit(10.0), Limit(20.0));

    EXPECT_EQ(outcome(constraint, 9.0), fails);
    EXPECT_EQ(outcome(constraint, 10.0), passes);
    EXPECT_EQ(outcome(constraint, 20.0), passes);
    EXPECT_EQ(outcome(constraint, 21.0), fails);
    EXPECT_EQ(outcome(constraint, None{}), fails);
}

TEST(Constraint, an_unknown_fact_neither_passes_nor_fails)
{
    EXPECT_EQ(outcome(at_least(1.0), Unknown{}), unknown);
    EXPECT_EQ(outcome(no_more_than(1.0), Unknown{}), unknown);
    EXPECT_EQ(outcome(allowed({text("hard")}), Unknown{}), unknown);
}

TEST(Constraint, a_text_is_read_as_a_number_for_a_limit)
{
    EXPECT_EQ(outcome(at_least(10.0), std::string("12.5")), passes);
    EXPECT_EQ(outcome(at_least(10.0), std::string("9")), fails);
    EXPECT_EQ(outcome(at_least(10.0), std::string("veel")), unknown);
    EXPECT_EQ(outcome(no_more_than(10.0), std::string("")), unknown);
}

TEST(Constraint, allowed_values_match_as_texts_or_as_numbers)
{
    const Constraint constraint = allowed({text("hard"), text("3.0"), 4.1});

    EXPECT_EQ(outcome(constraint, std::string("hard")), passes);
    EXPECT_EQ(outcome(constraint, std::string("HARD")), fails);
    EXPECT_EQ(outcome(constraint, std::string("zacht")), fails);
    EXPECT_EQ(outcome(constraint, 3.0), passes);
    EXPECT_EQ(outcome(constraint, std::string("3")), fails); // two texts
    EXPECT_EQ(outcome(constraint, 4.1), passes);
    EXPECT_EQ(outcome(constraint, std::string("4.10")), passes);
    EXPECT_EQ(outcome(constraint, 4.2), fails);
    EXPECT_EQ(outcome(constraint, None{}), fails);
}

TEST(Constraint, allowed_numbers_have_the_tolerance_of_a_limit)
{
    EXPECT_EQ(outcome(allowed({1.0}), 1.0 + 0.9e-9), passes);
    EXPECT_EQ(outcome(allowed({1.0}), 1.0 - 0.9e-9), passes);
    EXPECT_EQ(outcome(allowed({1.0}), 1.0 + 1.1e-9), fails);
    EXPECT_EQ(outcome(allowed({text("1")}), 1.0 - 0.9e-9), passes);
    EXPECT_EQ(outcome(allowed({1.0}), std::string("0.9999999999")), passes);
    EXPECT_EQ(outcome(allowed({1e9}), 1e9 + 0.9), passes);
}

TEST(Constraint, limits_and_allowed_values_together_must_all_hold)
{
    Constraint constraint = at_least(2.0);
    constraint.one_of = {1.0, 3.0};

    EXPECT_EQ(outcome(constraint, 3.0), passes);
    EXPECT_EQ(outcome(constraint, 1.0), fails);
    EXPECT_EQ(outcome(constraint, 4.0), fails);
    EXPECT_EQ(outcome(constraint, std::string("drie")), fails); // not allowed, whatever its number is
}

TEST(Lookup, gives_the_limit_of_the_plots_own_field)
{
    const Constraint constraint = limits(Limit(guide_distances()), std::nullopt);
    struct {
        Value category;
        double limit;
    } const table[] = {
        {text("3.1"), 50.0}, {3.1, 50.0}, // a number matches a key that reads as that number
        {text("4"), 300.0}, {4.0, 300.0}, {text("4.0"), 100.0}, // two texts compare as texts
        {text("6"), 100.0}, // not in the table
        {Value{}, 100.0}, // null
    };
    for (const auto& [category, limit] : table) {
        const Check answer = check(constraint, limit, {category, Value{}});

        EXPECT_EQ(answer.min, limit) << to_text(category);
        EXPECT_EQ(answer.passed, passes) << to_text(category);
        EXPECT_EQ(outcome(constraint, limit - 1.0, category), fails) << to_text(category);
    }
}

TEST(Lookup, without_an_answer_leaves_the_constraint_unknown)
{
    Lookup lookup = guide_distances();
    lookup.other.reset();
    const Constraint constraint = limits(Limit(lookup), std::nullopt);

    EXPECT_EQ(outcome(constraint, 1000.0, text("6")), unknown);
    EXPECT_EQ(outcome(constraint, None{}, Value{}), unknown);
    EXPECT_EQ(outcome(constraint, 1000.0, text("3.1")), passes);
    EXPECT_EQ(check(constraint, 1000.0, {text("6"), Value{}}).min, std::nullopt);
}

TEST(Lookup, without_an_answer_leaves_the_other_limit_to_fail_alone)
{
    Lookup lookup = guide_distances();
    lookup.other.reset();
    const Constraint constraint = limits(Limit(lookup), Limit(500.0));

    EXPECT_EQ(outcome(constraint, 600.0, Value{}), fails);
    EXPECT_EQ(outcome(constraint, 400.0, Value{}), unknown);
    EXPECT_EQ(check(constraint, 400.0, {Value{}, Value{}}).max, 500.0);
}

TEST(Judgement, tells_which_limit_held_for_each_plot)
{
    const RuleSet rules = rule_set(
        {limits(Limit(guide_distances()), Limit(Lookup{"zone", {{text("A"), 900.0}}, std::nullopt}))}, {});
    PlotFields fields = all_usable(3);
    fields.min_by = {{text("3.1"), 4.0, Value{}}};
    fields.max_by = {{text("A"), text("B"), text("A")}};

    const Judgement judgement
        = judge(rules, all_applied(rules), facts({{60.0}, {60.0}, {Unknown{}}}), fields);

    EXPECT_EQ(judgement.check(0, 0).min, 50.0);
    EXPECT_EQ(judgement.check(0, 0).max, 900.0);
    EXPECT_EQ(judgement.check(0, 0).passed, passes);
    EXPECT_EQ(judgement.check(1, 0).min, 300.0);
    EXPECT_EQ(judgement.check(1, 0).max, std::nullopt);
    EXPECT_EQ(judgement.check(1, 0).passed, fails);
    EXPECT_EQ(judgement.check(2, 0).min, 100.0); // the limit is known though the fact is not
    EXPECT_EQ(judgement.check(2, 0).passed, unknown);
}

TEST(Judgement, status_and_light_follow_from_what_passes_and_what_is_known)
{
    struct {
        const char* plot;
        std::vector<Fact> row; // excluding constraint, conditional constraint, criterion
        Status status;
        bool complete;
        Light light;
    } const table[] = {
        {"all well", {10.0, 10.0, 0.5}, Status::suitable, true, Light::green},
        {"condition failed", {10.0, 9.0, 0.5}, Status::conditional, true, Light::amber},
        {"excluded", {9.0, 10.0, 0.5}, Status::excluded, true, Light::red},
        {"excluded, condition failed too", {9.0, 9.0, 0.5}, Status::excluded, true, Light::red},
        {"excluding fact unknown", {Unknown{}, 10.0, 0.5}, Status::suitable, false, Light::amber},
        {"conditional fact unknown", {10.0, Unknown{}, 0.5}, Status::suitable, false, Light::amber},
        {"criterion unknown", {10.0, 10.0, Unknown{}}, Status::suitable, false, Light::amber},
        {"criterion no number", {10.0, 10.0, std::string("?")}, Status::suitable, false, Light::amber},
        {"excluded, the rest unknown", {9.0, Unknown{}, Unknown{}}, Status::excluded, false, Light::red},
        {"condition failed, exclusion unknown", {Unknown{}, 9.0, 0.5}, Status::conditional, false,
            Light::amber},
        {"nothing near", {None{}, None{}, None{}}, Status::suitable, true, Light::green},
    };
    for (const auto& [plot, row, status, complete, light] : table) {
        const Judgement judgement = judge_one(three_rules(), row);

        EXPECT_EQ(judgement.statuses[0], status) << plot;
        EXPECT_EQ(judgement.complete[0] != 0, complete) << plot;
        EXPECT_EQ(judgement.lights[0], light) << plot;
    }
}

TEST(Judgement, an_unknown_criterion_without_weight_leaves_a_plot_complete)
{
    const RuleSet rules = rule_set({}, {criterion("ramp", 1.0), criterion("fact-only", 0.0)});

    const Judgement judgement = judge_one(rules, {0.5, Unknown{}});

    EXPECT_TRUE(judgement.complete[0]);
    EXPECT_EQ(judgement.lights[0], Light::green);
    EXPECT_EQ(judgement.value(0, 0), 0.5);
    EXPECT_EQ(judgement.value(0, 1), std::nullopt);
}

TEST(Judgement, an_unusable_plot_is_red_and_nothing_is_said_of_it)
{
    const RuleSet rules = three_rules();
    PlotFields fields = all_usable(2);
    fields.usable[0] = 0;

    const Judgement judgement
        = judge(rules, all_applied(rules), facts({{9.0, 9.0, 0.5}, {10.0, 10.0, 0.5}}), fields);

    EXPECT_EQ(judgement.statuses[0], Status::unusable);
    EXPECT_EQ(judgement.lights[0], Light::red);
    EXPECT_FALSE(judgement.complete[0]);
    EXPECT_EQ(judgement.check(0, 0).passed, unknown);
    EXPECT_EQ(judgement.check(0, 1).passed, unknown);
    EXPECT_EQ(judgement.value(0, 0), std::nullopt);
    EXPECT_EQ(judgement.statuses[1], Status::suitable);
}

TEST(Judgement, a_rule_that_is_not_applied_decides_nothing)
{
    const RuleSet rules = three_rules();

    const Judgement judgement = judge(rules, {1, 0, 0}, facts({{10.0, 9.0, Unknown{}}}), all_usable(1));

    EXPECT_EQ(judgement.statuses[0], Status::suitable);
    EXPECT_EQ(judgement.check(0, 1).passed, unknown);
    EXPECT_EQ(judgement.check(0, 1).min, std::nullopt);
    EXPECT_TRUE(judgement.complete[0]);
    EXPECT_EQ(judgement.lights[0], Light::green); // only conditions and criteria were left out
}

TEST(Judgement, an_excluding_rule_that_is_left_out_denies_green_to_every_plot)
{
    const RuleSet rules = three_rules();

    const Judgement judgement
        = judge(rules, {0, 1, 1}, facts({{Unknown{}, 10.0, 0.5}, {9.0, 9.0, 0.5}}), all_usable(2));

    EXPECT_EQ(judgement.statuses[0], Status::suitable);
    EXPECT_TRUE(judgement.complete[0]);
    EXPECT_EQ(judgement.lights[0], Light::amber);
    EXPECT_EQ(judgement.statuses[1], Status::conditional);
}

TEST(Judgement, without_any_rule_every_plot_is_suitable)
{
    const RuleSet rules;

    const Judgement judgement = judge(rules, {}, FactTable(2, 0), all_usable(2));

    EXPECT_EQ(judgement.plots, 2U);
    EXPECT_EQ(judgement.statuses, std::vector(2, Status::suitable));
    EXPECT_EQ(judgement.lights, std::vector(2, Light::green));
}

TEST(Judgement, without_plots_is_empty)
{
    const RuleSet rules = three_rules();

    const Judgement judgement = judge(rules, all_applied(rules), FactTable(0, 3), all_usable(0));

    EXPECT_EQ(judgement.plots, 0U);
    EXPECT_TRUE(judgement.checks.empty());
}

TEST(Judgement, has_a_word_for_every_status_and_light)
{
    EXPECT_EQ(to_text(Status::suitable), "suitable");
    EXPECT_EQ(to_text(Status::conditional), "conditional");
    EXPECT_EQ(to_text(Status::excluded), "excluded");
    EXPECT_EQ(to_text(Status::unusable), "unusable");
    EXPECT_EQ(to_text(Light::green), "green");
    EXPECT_EQ(to_text(Light::amber), "amber");
    EXPECT_EQ(to_text(Light::red), "red");
    EXPECT_EQ(title_of(Status::suitable).nl, "geen belemmering gevonden");
    EXPECT_EQ(title_of(Status::conditional).nl, "onder voorwaarden");
    EXPECT_EQ(title_of(Status::excluded).nl, "uitgesloten");
    EXPECT_EQ(title_of(Status::unusable).nl, "niet te beoordelen");
    EXPECT_EQ(title_of(Light::amber).nl, "oranje");
    EXPECT_EQ(title_of(Light::amber).en, "amber");
}
