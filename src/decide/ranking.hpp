// SPDX-License-Identifier: EUPL-1.2
// Which plot is better: scores, themes, goals, ranks.
#pragma once

#include "base/facts.hpp"
#include "judge/verdict.hpp"
#include "policy/rules.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kavel {

/// One plot's scores, 0..100; nothing for an unusable plot.
struct Score {
    std::optional<double> score;
    std::optional<double> low; ///< every unknown criterion at 0
    std::optional<double> high; ///< ... at 1
    std::vector<std::optional<double>>
        themes; ///< in the order of the rule set; nothing without positive weight
    std::vector<std::optional<double>> goals; ///< in the order of RuleSet::goals()
};

struct Ranking {
    std::vector<double> weights; ///< one a criterion, summing to 1; 0 where the rule is not applied
    std::vector<Score> scores; ///< one a plot
    std::vector<std::optional<int>> ranks; ///< one a plot; nothing: excluded or unusable
    std::vector<std::size_t> order; ///< plots by rank, then by id in byte order; unranked last
    std::vector<Title> warnings; ///< criteria that give every ranked plot the same value
};

/// The weights of the applied criteria as shares of their sum; all 0 when no criterion is applied. Throws
/// Problems when they sum to zero, or to more than a number can hold.
std::vector<double> normalised_weights(const RuleSet& rules, const std::vector<char>& applied);

/// Throws Problems when the weights of the applied criteria sum to zero (and there are criteria).
Ranking rank(const RuleSet& rules, const std::vector<char>& applied, const Judgement& judgement,
    const std::vector<std::string>& plot_ids, unsigned threads = 1);

/// The value that a criterion contributes: the judged one, `missing` where it is unknown.
double counted_value(const Criterion& criterion, const std::optional<double>& value);

} // namespace kavel
