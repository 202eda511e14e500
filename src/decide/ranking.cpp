// SPDX-License-Identifier: EUPL-1.2
#include "decide/ranking.hpp"

#include "base/problem.hpp"
#include "base/wording.hpp"
#include "base/work.hpp"
#include "decide/ranks.hpp"
#include "decide/weighted_sum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>

namespace kavel {

namespace {

bool is_applied(const RuleSet& rules, const std::vector<char>& applied, std::size_t criterion)
{
    return applied[rules.constraints.size() + criterion] != 0;
}

/// Where to say that the weights are of no use: the first criterion that counts.
const Place& place_of_weights(const RuleSet& rules, const std::vector<char>& applied)
{
    std::size_t first = 0;
    while (first + 1 < rules.criteria.size() && !is_applied(rules, applied, first)) {
        ++first;
    }
    return rules.criteria[first].place_of("weight");
}

/// The criteria of positive weight that share a theme or a goal.
struct Group {
    std::vector<std::size_t> criteria;
    double weight = 0.0;

    void add(std::size_t criterion, double criterion_weight)
    {
        if (criterion_weight > 0.0) {
            criteria.push_back(criterion);
            weight += criterion_weight;
        }
    }

    /// 100 times the weighted mean of the values; nothing without positive weight.
    std::optional<double> score(std::span<const double> weights, std::span<const double> values) const
    {
        if (criteria.empty()) {
            return std::nullopt;
        }
        double sum = 0.0;
        for (const std::size_t i : criteria) {
            sum += weights[i] * values[i];
        }
        return 100.0 * (sum / weight);
    }
};

std::vector<Group> groups_by_theme(const RuleSet& rules, std::span<const double> weights)
{
    std::vector<Group> groups(rules.themes.size());
    for (std::size_t theme = 0; theme < groups.size(); ++theme) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (rules.criteria[i].theme == rules.themes[theme].id) {
                groups[theme].add(i, weights[i]);
            }
        }
    }
    return groups;
}

std::vector<Group> groups_by_goal(const RuleSet& rules, std::span<const double> weights)
{
    const std::vector<std::string> goals = rules.goals();
    std::vector<Group> groups(goals.size());
    for (std::size_t goal = 0; goal < groups.size(); ++goal) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const auto& serves = rules.criteria[i].serves;
            if (std::find(serves.begin(), serves.end(), goals[goal]) != serves.end()) {
                groups[goal].add(i, weights[i]);
            }
        }
    }
    return groups;
}

std::vector<Score> scores_of(
    const RuleSet& rules, std::span<const double> weights, const Judgement& judgement, unsigned threads)
{
    const std::vector<Group> themes = groups_by_theme(rules, weights);
    const std::vector<Group> goals = groups_by_goal(rules, weights);
    const std::size_t criteria = weights.size();
    struct Values {
        std::vector<double> counted;
        std::vector<double> lowest;
        std::vector<double> highest;
    };
    std::vector<Values> by_thread(thread_count(threads),
        {std::vector<double>(criteria), std::vector<double>(criteria), std::vector<double>(criteria)});

    std::vector<Score> scores(judgement.plots);
    Silent nobody;
    for_each_index(judgement.plots, threads, nobody, {}, [&](std::size_t plot, unsigned thread) {
        auto& [counted, lowest, highest] = by_thread[thread];
        Score& score = scores[plot];
        score.themes.resize(themes.size());
        score.goals.resize(goals.size());
        if (judgement.statuses[plot] == Status::unusable) {
            return;
        }
        for (std::size_t i = 0; i < criteria; ++i) {
            const auto& value = judgement.value(plot, i);
            counted[i] = counted_value(rules.criteria[i], value);
            lowest[i] = value.value_or(0.0);
            highest[i] = value.value_or(1.0);
        }
        score.score = weighted_sum(weights, counted);
        score.low = weighted_sum(weights, lowest);
        score.high = weighted_sum(weights, highest);
        for (std::size_t i = 0; i < themes.size(); ++i) {
            score.themes[i] = themes[i].score(weights, counted);
        }
        for (std::size_t i = 0; i < goals.size(); ++i) {
            score.goals[i] = goals[i].score(weights, counted);
        }
    });
    return scores;
}

/// Excluded plots keep their score and take no place.
std::vector<std::optional<int>> ranks_of_candidates(
    const Judgement& judgement, const std::vector<Score>& scores)
{
    std::vector<std::optional<double>> competing(scores.size());
    for (std::size_t plot = 0; plot < scores.size(); ++plot) {
        const Status status = judgement.statuses[plot];
        if (status == Status::suitable || status == Status::conditional) {
            competing[plot] = scores[plot].score;
        }
    }
    return ranks_of(competing);
}

/// The value that a criterion counts with for every ranked plot, when that is one and the same.
std::optional<double> shared_value(const Criterion& criterion, std::size_t index, const Judgement& judgement,
    std::span<const std::size_t> ranked)
{
    const double first = counted_value(criterion, judgement.value(ranked.front(), index));
    const bool shared = std::all_of(ranked.begin(), ranked.end(),
        [&](std::size_t plot) { return counted_value(criterion, judgement.value(plot, index)) == first; });
    return shared ? std::optional(first) : std::nullopt;
}

Title no_distinction(const std::string& criterion, double value)
{
    return {
        fmt::format(
            "criterium '{}' geeft elke gerangschikte kavel dezelfde waarde ({}) en maakt geen onderscheid",
            criterion, rounded_text(value, 3, Language::nl)),
        fmt::format("criterion '{}' gives every ranked plot the same value ({}) and makes no distinction",
            criterion, rounded_text(value, 3, Language::en))};
}

std::vector<Title> warnings_about(const RuleSet& rules, const Ranking& ranking, const Judgement& judgement)
{
    std::vector<Title> warnings;
    const auto counts = [](double weight) { return weight > 0.0; };
    if (std::none_of(ranking.weights.begin(), ranking.weights.end(), counts)) {
        warnings.push_back({"geen enkel criterium is toegepast: elke kavel krijgt score 0 en deelt rang 1",
            "no criterion is applied: every plot scores 0 and shares rank 1"});
    }
    const auto ranked_end = std::find_if(ranking.order.begin(), ranking.order.end(),
        [&ranking](std::size_t plot) { return !ranking.ranks[plot].has_value(); });
    const std::span<const std::size_t> ranked(ranking.order.begin(), ranked_end);
    if (ranked.size() < 2) {
        return warnings;
    }
    for (std::size_t i = 0; i < ranking.weights.size(); ++i) {
        if (!counts(ranking.weights[i])) {
            continue;
        }
        const Criterion& criterion = rules.criteria[i];
        if (const auto value = shared_value(criterion, i, judgement, ranked)) {
            warnings.push_back(no_distinction(criterion.id, *value));
        }
    }
    return warnings;
}

} // namespace

std::vector<double> normalised_weights(const RuleSet& rules, const std::vector<char>& applied)
{
    std::vector<double> weights(rules.criteria.size(), 0.0);
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (is_applied(rules, applied, i)) {
            weights[i] = rules.criteria[i].weight;
            sum += weights[i];
            ++count;
        }
    }
    if (count == 0) {
        return weights;
    }
    if (!(sum > 0.0)) {
        const bool all = count == weights.size();
        throw Problems(Problem{Fault::definition, place_of_weights(rules, applied),
            all ? "the weights of the criteria sum to zero"
                : "the weights of the criteria that are applied sum to zero",
            all ? "give at least one criterion a positive weight"
                : "give at least one of them a positive weight, or bind the layers and fields of those left "
                  "out"});
    }
    if (!std::isfinite(sum)) {
        throw Problems(Problem{Fault::definition, place_of_weights(rules, applied),
            "the weights of the criteria sum to more than a number can hold", "give smaller weights"});
    }
    for (double& weight : weights) {
        weight /= sum;
    }
    return weights;
}

Ranking rank(const RuleSet& rules, const std::vector<char>& applied, const Judgement& judgement,
    const std::vector<std::string>& plot_ids, unsigned threads)
{
    assert(applied.size() == rules.size());
    assert(judgement.criteria == rules.criteria.size() && judgement.plots == plot_ids.size());
    Ranking ranking;
    ranking.weights = normalised_weights(rules, applied);
    ranking.scores = scores_of(rules, ranking.weights, judgement, threads);
    ranking.ranks = ranks_of_candidates(judgement, ranking.scores);
    ranking.order = order_of(ranking.ranks, plot_ids);
    ranking.warnings = warnings_about(rules, ranking, judgement);
    return ranking;
}

double counted_value(const Criterion& criterion, const std::optional<double>& value)
{
    return value.value_or(criterion.missing);
}

} // namespace kavel
