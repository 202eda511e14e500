// SPDX-License-Identifier: EUPL-1.2
#include "policy/not_yet.hpp"

#include <algorithm>

namespace kavel {

std::vector<std::string_view> not_yet(Within within)
{
    switch (within) {
    case Within::rule_set:
        return {"portfolio"};
    case Within::decision:
        return {"robustness", "order_weights", "orness", "on"};
    case Within::decision_method:
        return {"weighted-product", "owa", "topsis", "promethee-ii"};
    case Within::criterion:
        return {"preference"};
    }
    return {};
}

bool is_not_yet(Within within, std::string_view word)
{
    const std::vector<std::string_view> words = not_yet(within);
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace kavel
