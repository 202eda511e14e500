// SPDX-License-Identifier: EUPL-1.2
// Changes from outside: a value put into a tree where a dotted key leads (`[weights]`, scenarios, --set).
#pragma once

#include "base/problem.hpp"
#include "policy/document.hpp"
#include "policy/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// "layers.nnn.0.source" as its parts.
std::vector<std::string> split_key(std::string_view key);

/// Puts the override's value into the tree where its key leads. Tables that are not there yet are made; in a
/// list the key goes on with a number, from 0.
void put_in_tree(Table& tree, const Override& change, ProblemList& problems);

/// The same for a tree of rules, in order: criterion.ID.KEY, constraint.ID.KEY, weights.ID, decision.KEY.
void put_in_rules(Table& rules, const std::vector<Override>& changes, ProblemList& problems);

} // namespace kavel
