// SPDX-License-Identifier: EUPL-1.2
// Which files a rule set is read from, and the one tree of rules that they make together.
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"
#include "policy/document.hpp"
#include "policy/rules.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kavel {

/// What a rule set says of itself; of the outermost file that says it.
struct RuleSetHead {
    Title title;
    std::string version;
    std::string source;
};

/// A rule set and all that it extends, merged; every place is still the one in its own file.
struct RuleTree {
    RuleSetHead head;
    Table root; ///< without [rules]
    std::vector<RuleText> texts; ///< itself, then what it extends
};

/// Nothing when a file of the chain cannot be found or read: the rest would complain of what is in it.
std::optional<RuleTree> read_rule_tree(const std::string& name, const Place& named_at,
    const std::filesystem::path& beside, const std::filesystem::path& rules_folder, ProblemList& problems);

/// The tables that a file of rules may have, for spelling.
inline const std::vector<std::string> rule_set_tables
    = {"rules", "theme", "constraint", "criterion", "decision"};

/// The id of a theme or a rule; nothing when it has none.
const std::string* id_of(const Node& rule);

/// The ids in a list of rules, such as "criterion"; none when there is no such list.
std::vector<std::string> ids_in(const Table& root, std::string_view list);

} // namespace kavel
