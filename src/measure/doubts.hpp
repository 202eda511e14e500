// SPDX-License-Identifier: EUPL-1.2
// What a rule asks of the data that the data never says: values that occur nowhere.
#pragma once

#include "base/facts.hpp"
#include "policy/rules.hpp"
#include "read/region.hpp"

#include <vector>

namespace kavel {

/// One warning a text of `one_of` or `classes` that occurs nowhere in the source, with the nearest that does.
std::vector<Title> doubts(const RuleSet& rules, const std::vector<char>& applied, const Region& region);

} // namespace kavel
