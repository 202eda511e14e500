// SPDX-License-Identifier: EUPL-1.2
// `expression` rules: read-only SQLite expressions over the other rules' raw results and the plot's fields.
#pragma once

#include "base/facts.hpp"
#include "policy/rules.hpp"
#include "read/region.hpp"

#include <vector>

namespace kavel {

/// Fills in the facts of all expression rules, constraints first, for every usable plot.
/// Columns are the raw results of all rules that are not expressions, and of expressions above; then the
/// plot's fields. A rule id (dashes as underscores) wins over a field; case is ignored; unknown is NULL, none
/// is infinite.
void answer_formulas(const RuleSet& rules, const std::vector<char>& applied, const Candidates& candidates,
    FactTable& facts, Watch& watch);

} // namespace kavel
