// SPDX-License-Identifier: EUPL-1.2
// Things that belong together, directly or by way of others.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace kavel {

/// Groups of 0 .. count - 1, by their lowest member, members ascending. `joined(i, k)` is asked with k < i,
/// and only of two that are not in one group yet.
std::vector<std::vector<std::size_t>> connected_groups(
    std::size_t count, const std::function<bool(std::size_t, std::size_t)>& joined);

/// The same where what each is joined to is known: `beside`, in both directions.
std::vector<std::vector<std::size_t>> connected_groups(const std::vector<std::vector<std::size_t>>& beside);

} // namespace kavel
