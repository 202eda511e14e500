// SPDX-License-Identifier: EUPL-1.2
#include "decide/ranking.hpp"

#include "base/problem.hpp"
#include "rules_by_hand.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace kavel;

namespace {

using Ranks = std::vector<std::optional<int>>;
constexpr auto none = std::nullopt;

std::vector<std::string> ids(std::size_t plots)
{
    std::vector<std::string> made;
    for (std::size_t i = 0; i < plots; ++i) {
        made.push_back(fmt::format("p{}", i));
    }
    return made;
}

Ranking rank_all(const RuleSet& rules, const std::vector<std::vector<Fact>>& rows)
{
    const auto applied = all_applied(rules);
    return rank(
        rules, applied, judge(rules, applied, facts(rows), all_usable(rows.size())), ids(rows.size()));
}

/// Facts between 0 and 1, one in ten unknown; the same on every run.
std::vector<std::vector<Fact>> random_facts(std::size_t plots, std::size_t rules)
{
    std::mt19937 random(7);
    std::vector<std::vector<Fact>> rows(plots, std::vector<Fact>(rules));
    for (auto& row : rows) {
        for (Fact& fact : row) {
            const auto draw = random();
            if (draw % 10 != 0) {
                fact = static_cast<double>(draw % 1000) / 1000.0;
            }
        }
    }
    return rows;
}

RuleSet rules_with_weights(const std::vector<double>& weights, double scale = 1.0)
{
    RuleSet rules;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        rules.criteria.push_back(criterion(fmt::format("c{}", i), scale * weights[i]));
        rules.criteria.back().missing = 0.25;
    }
    return rules;
}

} // namespace

TEST(Ranking, weights_are_shares_of_their_sum)
{
    const RuleSet rules
        = rule_set({}, {criterion("ramp", 3.0), criterion("size", 1.0), criterion("fact", 0.0)});

    const Ranking ranking = rank_all(rules, {{1.0, 0.0, 0.0}});

    EXPECT_EQ(ranking.weights, (std::vector<double>{0.75, 0.25, 0.0}));
    EXPECT_EQ(ranking.scores[0].score, 75.0);
}

TEST(Ranking, a_criterion_that_is_not_applied_has_no_weight)
{
    const RuleSet rules = rule_set({at_least(0.0)}, {criterion("ramp", 3.0), criterion("size", 1.0)});
    const std::vector<char> applied{1, 0, 1};

    const Ranking ranking
        = rank(rules, applied, judge(rules, applied, facts({{1.0, Unknown{}, 0.5}}), all_usable(1)), ids(1));

    EXPECT_EQ(ranking.weights, (std::vector<double>{0.0, 1.0}));
    EXPECT_EQ(ranking.scores[0].score, 50.0);
    EXPECT_EQ(ranking.scores[0].low, 50.0);
    EXPECT_EQ(ranking.scores[0].high, 50.0);
}

TEST(Ranking, an_unknown_criterion_counts_as_missing_and_spreads_low_and_high)
{
    RuleSet rules = rule_set({}, {criterion("ramp", 1.0), criterion("size", 1.0)});
    rules.criteria[1].missing = 0.4;

    const Ranking ranking = rank_all(rules, {{0.5, Unknown{}}, {0.5, 0.9}});

    EXPECT_DOUBLE_EQ(*ranking.scores[0].score, 45.0);
    EXPECT_DOUBLE_EQ(*ranking.scores[0].low, 25.0);
    EXPECT_DOUBLE_EQ(*ranking.scores[0].high, 75.0);
    EXPECT_EQ(ranking.scores[1].low, ranking.scores[1].score);
    EXPECT_EQ(ranking.scores[1].high, ranking.scores[1].score);
}

TEST(Ranking, themes_and_goals_are_weighted_means_of_their_own_criteria)
{
    RuleSet rules = rule_set(
        {}, {criterion("ramp", 3.0), criterion("quay", 1.0), criterion("size", 2.0), criterion("fact", 0.0)});
    rules.themes = {theme("access"), theme("fit"), theme("extra"), theme("empty")};
    rules.criteria[0].theme = rules.criteria[1].theme = "access";
    rules.criteria[2].theme = "fit";
    rules.criteria[3].theme = "extra";
    rules.criteria[0].serves = {"connected", "productive"};
    rules.criteria[1].serves = {"circular", "connected"};
    rules.criteria[3].serves = {"alone"};

    const Ranking ranking = rank_all(rules, {{1.0, 0.2, 0.5, 1.0}});

    const Score& score = ranking.scores[0];
    ASSERT_EQ(score.themes.size(), 4U);
    EXPECT_DOUBLE_EQ(*score.themes[0], 80.0); // (3 * 1 + 1 * 0.2) / 4
    EXPECT_DOUBLE_EQ(*score.themes[1], 50.0);
    EXPECT_EQ(score.themes[2], none); // weight 0
    EXPECT_EQ(score.themes[3], none); // no criteria
    ASSERT_EQ(rules.goals(), (std::vector<std::string>{"connected", "productive", "circular", "alone"}));
    EXPECT_DOUBLE_EQ(*score.goals[0], 80.0);
    EXPECT_DOUBLE_EQ(*score.goals[1], 100.0);
    EXPECT_DOUBLE_EQ(*score.goals[2], 20.0);
    EXPECT_EQ(score.goals[3], none);
}

TEST(Ranking, excluded_plots_keep_their_score_and_take_no_rank)
{
    const RuleSet rules
        = rule_set({at_least(1.0), at_least(1.0, OnFail::condition)}, {criterion("ramp", 1.0)});

    const Ranking ranking = rank_all(rules, {{0.0, 1.0, 0.9}, {1.0, 0.0, 0.6}, {1.0, 1.0, 0.3}});

    EXPECT_EQ(ranking.ranks, (Ranks{none, 1, 2}));
    EXPECT_DOUBLE_EQ(*ranking.scores[0].score, 90.0);
    EXPECT_EQ(ranking.order, (std::vector<std::size_t>{1, 2, 0}));
}

TEST(Ranking, unusable_plots_have_no_score_no_themes_and_no_rank)
{
    RuleSet rules = rule_set({}, {criterion("ramp", 1.0)});
    rules.themes = {theme("access")};
    rules.criteria[0].theme = "access";
    rules.criteria[0].serves = {"connected"};
    rules.criteria[0].missing = 1.0;
    PlotFields fields = all_usable(2);
    fields.usable[0] = 0;

    const auto applied = all_applied(rules);
    const Ranking ranking
        = rank(rules, applied, judge(rules, applied, facts({{Unknown{}}, {0.5}}), fields), {"a", "b"});

    EXPECT_EQ(ranking.ranks, (Ranks{none, 1}));
    EXPECT_EQ(ranking.scores[0].score, none);
    EXPECT_EQ(ranking.scores[0].low, none);
    EXPECT_EQ(ranking.scores[0].high, none);
    EXPECT_EQ(ranking.scores[0].themes, (std::vector<std::optional<double>>{none}));
    EXPECT_EQ(ranking.scores[0].goals, (std::vector<std::optional<double>>{none}));
}

TEST(Ranking, plots_that_share_a_rank_stand_by_id)
{
    const RuleSet rules = rule_set({}, {criterion("ramp", 1.0)});
    const auto applied = all_applied(rules);

    const Ranking ranking = rank(rules, applied,
        judge(rules, applied, facts({{0.5}, {0.5}, {0.9}, {0.1}}), all_usable(4)), {"2", "10", "z", "a"});

    EXPECT_EQ(ranking.ranks, (Ranks{2, 2, 1, 4}));
    EXPECT_EQ(ranking.order, (std::vector<std::size_t>{2, 1, 0, 3}));
}

TEST(Ranking, weights_that_sum_to_zero_are_a_problem_of_the_rule_set)
{
    RuleSet rules = rule_set({}, {criterion("ramp", 0.0), criterion("size", 0.0)});
    rules.criteria[0].places.emplace("weight", Place{"rules.toml", 12, 10});

    try {
        rank_all(rules, {{0.5, 0.5}});
        FAIL() << "no problem";
    } catch (const Problems& problems) {
        ASSERT_EQ(problems.list().size(), 1U);
        EXPECT_EQ(problems.list()[0].fault, Fault::definition);
        EXPECT_EQ(to_line(problems.list()[0]),
            "rules.toml:12:10: the weights of the criteria sum to zero; give at least one criterion a "
            "positive weight");
    }
}

TEST(Ranking, weights_left_over_that_sum_to_zero_are_a_problem_too)
{
    RuleSet rules = rule_set({}, {criterion("ramp", 2.0), criterion("fact", 0.0)});
    rules.criteria[1].place = {"rules.toml", 20, 1};
    const std::vector<char> applied{0, 1};

    try {
        rank(rules, applied, judge(rules, applied, facts({{Unknown{}, 0.5}}), all_usable(1)), ids(1));
        FAIL() << "no problem";
    } catch (const Problems& problems) {
        EXPECT_EQ(to_line(problems.list()[0]),
            "rules.toml:20:1: the weights of the criteria that are applied sum to zero; give at least one of "
            "them a "
            "positive weight, or bind the layers and fields of those left out");
    }
}

TEST(Ranking, weights_that_no_number_can_sum_are_a_problem)
{
    EXPECT_THROW(
        rank_all(rule_set({}, {criterion("a", 1e308), criterion("b", 1e308)}), {{0.5, 0.5}}), Problems);
}

TEST(Ranking, without_criteria_every_plot_shares_rank_one_with_a_warning)
{
    const Ranking ranking = rank_all(rule_set({at_least(1.0)}, {}), {{1.0}, {2.0}, {0.0}});

    EXPECT_EQ(ranking.ranks, (Ranks{1, 1, none}));
    EXPECT_EQ(ranking.scores[0].score, 0.0);
    ASSERT_EQ(ranking.warnings.size(), 1U);
    EXPECT_EQ(ranking.warnings[0].nl,
        "geen enkel criterium is toegepast: elke kavel krijgt score 0 en deelt rang 1");
}

TEST(Ranking, warns_of_a_criterion_that_makes_no_distinction)
{
    RuleSet rules
        = rule_set({at_least(1.0)}, {criterion("ramp", 1.0), criterion("size", 1.0), criterion("fact", 0.0)});
    rules.criteria[0].missing = 0.5;

    // The last plot differs and is excluded; an unknown counts as 0.5, as the others have it.
    const Ranking ranking
        = rank_all(rules, {{1.0, 0.5, 0.1, 0.3}, {1.0, Unknown{}, 0.2, 0.3}, {0.0, 0.9, 0.3, 0.3}});

    ASSERT_EQ(ranking.warnings.size(), 1U);
    EXPECT_EQ(ranking.warnings[0].nl,
        "criterium 'ramp' geeft elke gerangschikte kavel dezelfde waarde (0,5) en maakt geen onderscheid");
    EXPECT_EQ(ranking.warnings[0].en,
        "criterion 'ramp' gives every ranked plot the same value (0.5) and makes no distinction");
}

TEST(Ranking, a_single_ranked_plot_is_no_reason_to_warn)
{
    const RuleSet rules = rule_set({at_least(1.0)}, {criterion("ramp", 1.0)});

    EXPECT_TRUE(rank_all(rules, {{1.0, 0.5}, {0.0, 0.5}}).warnings.empty());
}

TEST(Ranking, without_plots_is_empty)
{
    const RuleSet rules = rule_set({}, {criterion("ramp", 1.0)});
    const auto applied = all_applied(rules);

    const Ranking ranking = rank(rules, applied, judge(rules, applied, FactTable(0, 1), all_usable(0)), {});

    EXPECT_TRUE(ranking.scores.empty());
    EXPECT_TRUE(ranking.order.empty());
    EXPECT_TRUE(ranking.warnings.empty());
}

TEST(Ranking, works_the_example_of_the_documentation)
{
    RuleSet rules = rule_set({at_least(100.0, OnFail::condition)},
        {criterion("ramp", 3.0), criterion("size", 2.0), criterion("plan", 1.0)});
    rules.themes = {theme("access"), theme("fit")};
    rules.criteria[0].theme = "access";
    rules.criteria[1].theme = rules.criteria[2].theme = "fit";
    rules.criteria[0].value = Linear{10000.0, 500.0};
    rules.criteria[1].value = Points{{{10000.0, 0.0}, {50000.0, 1.0}}};
    rules.criteria[2].value = Classes{{{std::string("hard"), 1.0}, {std::string("zacht"), 0.3}}, 0.0};
    const auto table
        = facts({{250.0, 2400.0, 30000.0, Unknown{}}, {60.0, None{}, 50000.0, std::string("hard")}});

    const Judgement judgement = judge(rules, all_applied(rules), table, all_usable(2));
    const Ranking ranking = rank(rules, all_applied(rules), judgement, {"A", "B"});

    EXPECT_EQ(judgement.statuses, (std::vector{Status::suitable, Status::conditional}));
    EXPECT_EQ(judgement.lights, (std::vector{Light::amber, Light::amber}));
    EXPECT_NEAR(*ranking.scores[0].score, 56.67, 0.005);
    EXPECT_NEAR(*ranking.scores[0].low, 56.67, 0.005);
    EXPECT_NEAR(*ranking.scores[0].high, 73.33, 0.005);
    EXPECT_NEAR(*ranking.scores[0].themes[0], 80.0, 1e-9);
    EXPECT_NEAR(*ranking.scores[0].themes[1], 33.33, 0.005);
    EXPECT_NEAR(*ranking.scores[1].score, 50.0, 1e-9);
    EXPECT_EQ(ranking.scores[1].high, ranking.scores[1].low);
    EXPECT_EQ(ranking.scores[1].themes[0], 0.0);
    EXPECT_NEAR(*ranking.scores[1].themes[1], 100.0, 1e-9);
    EXPECT_EQ(ranking.ranks, (Ranks{1, 2}));
}

TEST(Ranking, does_not_change_when_all_weights_are_scaled)
{
    const std::vector<double> weights{3.0, 1.0, 0.5, 2.0, 0.0};
    const auto rows = random_facts(200, weights.size());
    const Ranking plain = rank_all(rules_with_weights(weights), rows);

    for (const double scale : {1e-6, 0.3, 7.0, 1e12}) {
        const Ranking scaled = rank_all(rules_with_weights(weights, scale), rows);

        EXPECT_EQ(scaled.ranks, plain.ranks) << scale;
        for (std::size_t plot = 0; plot < rows.size(); ++plot) {
            EXPECT_NEAR(*scaled.scores[plot].score, *plain.scores[plot].score, 1e-11) << scale;
        }
    }
}

TEST(Ranking, does_not_depend_on_the_order_in_which_the_plots_come)
{
    const RuleSet rules = rules_with_weights({3.0, 1.0, 0.5});
    const auto applied = all_applied(rules);
    const auto rows = random_facts(200, 3);
    const auto names = ids(rows.size());
    const Ranking plain = rank_all(rules, rows);
    std::vector<std::size_t> shuffled(rows.size());
    std::iota(shuffled.begin(), shuffled.end(), std::size_t{0});
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(3));
    std::vector<std::vector<Fact>> other_rows;
    std::vector<std::string> other_names;
    for (const std::size_t plot : shuffled) {
        other_rows.push_back(rows[plot]);
        other_names.push_back(names[plot]);
    }

    const Ranking other = rank(
        rules, applied, judge(rules, applied, facts(other_rows), all_usable(rows.size())), other_names);

    for (std::size_t i = 0; i < shuffled.size(); ++i) {
        EXPECT_EQ(other.ranks[i], plain.ranks[shuffled[i]]) << other_names[i];
        EXPECT_EQ(other.scores[i].score, plain.scores[shuffled[i]].score) << other_names[i];
        EXPECT_EQ(other_names[other.order[i]], names[plain.order[i]]) << "place " << i;
    }
}

TEST(Ranking, the_score_lies_between_low_and_high)
{
    const auto rows = random_facts(500, 6);
    const Ranking ranking = rank_all(rules_with_weights({3.0, 1.0, 0.5, 2.0, 0.7, 1.1}), rows);

    for (std::size_t plot = 0; plot < rows.size(); ++plot) {
        const Score& score = ranking.scores[plot];
        const bool all_known = std::none_of(rows[plot].begin(), rows[plot].end(), is_unknown);
        EXPECT_LE(*score.low, *score.score) << plot;
        EXPECT_LE(*score.score, *score.high) << plot;
        EXPECT_EQ(*score.low == *score.high, all_known) << plot;
    }
}
