// SPDX-License-Identifier: EUPL-1.2
#include "decide/ranks.hpp"

#include <algorithm>
#include <cassert>
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
    const auto ranked = static_cast<std::size_t>(
        std::count_if(ranks.begin(), ranks.end(), [](const auto& rank) { return rank.has_value(); }));
    // A rank says where the plots that share it begin.
    std::vector<std::size_t> order(ranks.size());
    std::vector<std::size_t> sharing(ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        const std::size_t first = ranks[i] ? static_cast<std::size_t>(*ranks[i]) - 1 : ranked;
        assert(first + sharing[first] < order.size());
        order[first + sharing[first]++] = i;
    }
    for (std::size_t first = 0; first < order.size(); first += sharing[first]) {
        assert(sharing[first] > 0);
        const auto begin = order.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, begin + static_cast<std::ptrdiff_t>(sharing[first]),
            [&](std::size_t a, std::size_t b) { return std::tie(ids[a], a) < std::tie(ids[b], b); });
    }
    return order;
}

} // namespace kavel
