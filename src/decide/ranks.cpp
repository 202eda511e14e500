// SPDX-License-Identifier: EUPL-1.2
#include "decide/ranks.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <tuple>

namespace kavel {

std::vector<std::optional<int>> ranks_of(std::span<const std::optional<double>> scores)
{
    constexpr double tie = 1e-9;
    std::vector<std::size_t> best_first;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i]) {
            best_first.push_back(i);
        }
    }
    std::sort(best_first.begin(), best_first.end(),
        [&scores](std::size_t a, std::size_t b) { return *scores[a] > *scores[b]; });

    std::vector<std::optional<int>> ranks(scores.size());
    int rank = 0;
    for (std::size_t i = 0; i < best_first.size(); ++i) {
        const double score = *scores[best_first[i]];
        if (i == 0 || *scores[best_first[i - 1]] - score > tie) {
            rank = static_cast<int>(i) + 1;
        }
        ranks[best_first[i]] = rank;
    }
    return ranks;
}

std::vector<std::size_t> order_of(
    const std::vector<std::optional<int>>& ranks, const std::vector<std::string>& ids)
{
    assert(ranks.size() == ids.size());
    constexpr int unranked = std::numeric_limits<int>::max();
    std::vector<std::size_t> order(ranks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const int rank_a = ranks[a].value_or(unranked);
        const int rank_b = ranks[b].value_or(unranked);
        return std::tie(rank_a, ids[a], a) < std::tie(rank_b, ids[b], b);
    });
    return order;
}

} // namespace kavel
