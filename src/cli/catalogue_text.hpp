// SPDX-License-Identifier: EUPL-1.2
// The catalogues as text: which layers there are, what one of them asks, and what a rule set says in words.
#pragma once

#include "base/facts.hpp"
#include "policy/layer_catalogue.hpp"
#include "policy/rules.hpp"

#include <string>

namespace kavel {

/// A table of all roles: id, title, geometry.
std::string roles_text(const LayerCatalogue& catalogue, Language language);

/// One role: what it is, its fields with the names they have in published data, and where to get those data.
std::string role_text(const Role& role, Language language);

/// A rule set as the annex of a policy agreement: every rule numbered, with its limit or value, weight and
/// source.
std::string rule_set_text(const RuleSet& rules, Language language);

} // namespace kavel
