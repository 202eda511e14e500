// SPDX-License-Identifier: EUPL-1.2
// What a criterion would have to measure for a plot to get a higher value.
#pragma once

#include "policy/rules.hpp"

#include <optional>
#include <string>

namespace kavel {

/// A value function as the table `criteria` writes it (value_function_text); nothing when it cannot be read.
std::optional<ValueFunction> read_value_function_text(const std::string& text);

/// The figure nearest to `now` at which the value is at least `value`; nothing when no figure gives it, and
/// for classes.
std::optional<double> needed_figure(const ValueFunction& function, double now, double value);

} // namespace kavel
