// SPDX-License-Identifier: EUPL-1.2
// What a rule asks of the data that the data never says: values that occur nowhere.
#pragma once

#include "base/facts.hpp"
#include "policy/rules.hpp"
#include "read/region.hpp"

#include <vector>

namespace kavel {

/// The values that a rule names: in `one_of`, or as classes of its value function.
std::vector<Value> named_values(const RuleSet& rules, std::size_t index);

/// One warning a text of `one_of` or `classes` that occurs nowhere in the source, with the nearest that does.
std::vector<Title> doubts(const RuleSet& rules, const std::vector<char>& applied, const Region& region);

} // namespace kavel
