// SPDX-License-Identifier: EUPL-1.2
// Rule sets as the command line names them.
#pragma once

#include "kavel.hpp"

#include <string>
#include <vector>

namespace kavel {

/// Names of the rule sets of the installation.
std::vector<std::string> rule_set_names(const Installation& installation);

/// A name, or a path from the current folder. Throws Problems: what is no rule set is the command line's
/// fault.
RuleSet read_rule_set_by_name(const std::string& name, const Installation& installation);

} // namespace kavel
