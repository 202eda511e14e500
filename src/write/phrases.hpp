// SPDX-License-Identifier: EUPL-1.2
// Rules and facts as the result's tables say them in text.
#pragma once

#include "base/facts.hpp"
#include "judge/verdict.hpp"
#include "policy/rules.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kavel {

/// "a, b": how lists of ids stand in one cell.
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");

/// What `raw` holds: a finite number; nothing for unknown, none, a text, or infinitely far.
std::optional<double> raw_number(const Fact& fact);

/// What `raw_text` holds: a text as it is, "none", why it is unknown; nothing for a number.
std::optional<std::string> raw_text(const Fact& fact, Language language);

/// The words for a result that was looked for and not found, and for one that is unknown without a reason
/// given.
const Title& none_word();
const Title& unknown_word();

/// A text in the language, else in the other one.
const std::string& in_language_or_other(const Title& title, Language language);

/// "<= 0", ">= 5; <= 10", "one of: a, b": the limit that holds for a plot; empty when none is known for it.
std::string limit_text(const Constraint& constraint, const Check& check, Language language);

/// The limit as the rule sets it, in TOML: `min = 100`, `min = {by = "category", table = {"3.1" = 50}, other
/// = 100}`.
std::string limit_as_written(const Constraint& constraint);

/// `linear {worst = 8000, best = 500}`, `classes {"hard" = 1, "soft" = 0.3}, other = 0`: the rest is TOML.
std::string value_function_text(const ValueFunction& function);

/// A JSON object with sorted keys; empty when the rule has no parameters.
std::string parameters_text(const Parameters& parameters);

/// "A12 Duiven (1.234 m)": the first thing that a rule saw; empty when it left no evidence.
std::string evidence_text(std::span<const Evidence> of_rule, Language language);

} // namespace kavel
