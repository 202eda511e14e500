// SPDX-License-Identifier: EUPL-1.2
// From a raw result to a value between 0 (worst) and 1 (best).
#pragma once

#include "base/facts.hpp"
#include "policy/rules.hpp"

#include <optional>

namespace kavel {

/// The value of a fact, 0..1. An unknown fact, and a text that a numeric function cannot read as a number,
/// has none. None (infinitely far) takes the function's limit: linear and logistic their far end, points the
/// last value, bands the last band, gaussian 0, classes `other`. Formulas: docs/method.md.
std::optional<double> value_of(const ValueFunction& function, const Fact& fact);

} // namespace kavel
