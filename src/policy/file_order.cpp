// SPDX-License-Identifier: EUPL-1.2
#include "policy/file_order.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>

namespace kavel {

std::vector<Problem> in_file_order(const ProblemList& problems, const std::string& first)
{
    std::vector<Problem> list;
    try {
        problems.throw_if_any();
    } catch (const Problems& found) { // the only way to see what is in the list
        list = found.list();
    }
    std::map<std::string, std::size_t> files = {{first, 0}};
    for (const Problem& problem : list) {
        files.emplace(problem.place.file, files.size());
    }
    const auto key = [&](const Problem& problem) {
        return std::tuple(files.at(problem.place.file), problem.place.line, problem.place.column);
    };
    std::stable_sort(
        list.begin(), list.end(), [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
    return list;
}

} // namespace kavel
