// SPDX-License-Identifier: EUPL-1.2
// From scores to places: who shares a rank, and in which order the plots stand.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kavel {

/// Standard competition ranks, 1 for the highest score: equal scores share a rank and the next is skipped (1,
/// 2, 2, 4). Scores are equal when a chain of scores joins them, each within 1e-9 of the one before. Nothing
/// in: nothing out.
std::vector<std::optional<int>> ranks_of(std::span<const std::optional<double>> scores);

/// Indices by rank, as ranks_of gives them, then by id in byte order; those without a rank last, also by id.
std::vector<std::size_t> order_of(
    const std::vector<std::optional<int>>& ranks, const std::vector<std::string>& ids);

} // namespace kavel
