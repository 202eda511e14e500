// SPDX-License-Identifier: EUPL-1.2
// The figures of a rule in words that a planner can check against the policy.
#pragma once

#include "base/facts.hpp"
#include "policy/rules.hpp"

#include <string>
#include <string_view>

namespace kavel {

/// "ten minste 100 m", "at most 0", "one of: hard, zacht".
std::string limit_words(const Constraint& constraint, Language language);

/// "van 0 bij 10.000 m tot 1 bij 500 m, daartussen lineair".
std::string value_words(const Criterion& criterion, Language language);

/// What is measured, of which layer and with which parameters; not the text of an expression.
std::string measure_words(const Rule& rule, Language language);

/// A goal (opgave) by its name; an id that is not among the known goals as it is.
std::string goal_words(const std::string& goal, Language language);

/// The region's role: "versnellen", "accelerate".
std::string region_role_words(const std::string& role, Language language);

/// The title in the language, else in the other one.
const std::string& title_words(const Title& title, Language language);

} // namespace kavel
