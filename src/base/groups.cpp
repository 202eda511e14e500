// SPDX-License-Identifier: EUPL-1.2
#include "base/groups.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace kavel {

std::vector<std::vector<std::size_t>> connected_groups(
    std::size_t count, const std::function<bool(std::size_t, std::size_t)>& joined)
{
    std::vector<std::size_t> leader(count);
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto find = [&leader](std::size_t i) {
        while (leader[i] != i) {
            i = leader[i] = leader[leader[i]];
        }
        return i;
    };
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const std::size_t of_i = find(i);
            const std::size_t of_k = find(k);
            if (of_i != of_k && joined(i, k)) {
                leader[std::max(of_i, of_k)] = std::min(of_i, of_k);
            }
        }
    }
    std::map<std::size_t, std::vector<std::size_t>> by_lowest;
    for (std::size_t i = 0; i < count; ++i) {
        by_lowest[find(i)].push_back(i);
    }
    std::vector<std::vector<std::size_t>> groups;
    for (auto& [lowest, members] : by_lowest) {
        groups.push_back(std::move(members));
    }
    return groups;
}

std::vector<std::vector<std::size_t>> connected_groups(const std::vector<std::vector<std::size_t>>& beside)
{
    std::vector<std::vector<std::size_t>> groups;
    std::vector<char> taken(beside.size(), 0);
    for (std::size_t first = 0; first < beside.size(); ++first) {
        if (taken[first] != 0) {
            continue;
        }
        std::vector<std::size_t>& group = groups.emplace_back(1, first);
        taken[first] = 1;
        for (std::size_t next = 0; next < group.size(); ++next) {
            for (const std::size_t other : beside[group[next]]) {
                if (taken[other] == 0) {
                    taken[other] = 1;
                    group.push_back(other);
                }
            }
        }
        std::sort(group.begin(), group.end());
    }
    return groups;
}

} // namespace kavel
