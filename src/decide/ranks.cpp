// SPDX-License-Identifier: EUPL-1.2
#include "decide/ranks.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>
#include <utility>

namespace kavel {

std::vector<std::optional<int>> ranks_of(std::span<const std::optional<double>> scores)
{
    constexpr double tie = 1e-9;
    std::vector<std::pair<double, std::size_t>> best_first;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i]) {
            best_first.emplace_back(*scores[i], i);
        }
    }
    std::sort(
        best_first.begin(), best_first.end(), [](const auto& a, const auto& b) { return a.first > b.first; });

    std::vector<std::optional<int>> ranks(scores.size());
    int rank = 0;
    for (std::size_t i = 0; i < best_first.size(); ++i) {
        const auto& [score, which] = best_first[i];
        if (i == 0 || best_first[i - 1].first - score > tie) {
            rank = static_cast<int>(i) + 1;
        }
        ranks[which] = rank;
    }
    return ranks;
}

std::vector<std::size_t> order_of(
    const std::vector<std::optional<int>>& ranks, const std::vector<std::string>& ids)
{
    assert(ranks.size() == ids.size());
    constexpr int unranked = std::numeric_limits<int>::max();
    std::vector<std::pair<int, std::size_t>> by_rank;
    by_rank.reserve(ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        by_rank.emplace_back(ranks[i].value_or(unranked), i);
    }
    std::sort(by_rank.begin(), by_rank.end(), [&](const auto& a, const auto& b) {
        return std::tie(a.first, ids[a.second], a.second) < std::tie(b.first, ids[b.second], b.second);
    });
    std::vector<std::size_t> order(ranks.size());
    std::transform(by_rank.begin(), by_rank.end(), order.begin(), [](const auto& one) { return one.second; });
    return order;
}

} // namespace kavel
