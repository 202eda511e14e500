// SPDX-License-Identifier: EUPL-1.2
// From a tree of rules to themes, constraints, criteria and the decision method, each checked by itself.
#pragma once

#include "base/problem.hpp"
#include "policy/document.hpp"
#include "policy/measure_declaration.hpp"
#include "policy/rules.hpp"

namespace kavel {

/// Fills themes, constraints, criteria, decision and grid. A rule with problems is there with what could be
/// read of it.
void read_rules(const Table& tree, const RuleReading& reading, RuleSet& rules, ProblemList& problems);

} // namespace kavel
