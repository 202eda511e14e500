// SPDX-License-Identifier: EUPL-1.2
// What Kavel's contract describes and this version does not know: said in one clear line, not taken for a
// misspelling. The table in not_yet.cpp becomes shorter with every part that is built.
#pragma once

#include "policy/strict_readers.hpp"

#include <string_view>
#include <vector>

namespace kavel {

/// Where a word would stand.
enum class Within { rule_set, decision, decision_method, criterion };

std::vector<std::string_view> not_yet(Within within);
bool is_not_yet(Within within, std::string_view word);

/// The same as keys of a structure: each is a problem that says so.
template <class T> strict::Keys<T> not_yet_keys(Within within)
{
    strict::Keys<T> keys;
    for (const std::string_view word : not_yet(within)) {
        const std::string shown
            = within == Within::rule_set ? "[" + std::string(word) + "]" : "'" + std::string(word) + "'";
        keys.push_back(strict::refusal<T>(word, shown + " is not in this version of Kavel", "remove it"));
    }
    return keys;
}

} // namespace kavel
