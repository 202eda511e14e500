// SPDX-License-Identifier: EUPL-1.2
// What a criterion would have to measure for a plot to get a higher value.
#pragma once

#include "policy/rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// A value function as the table `criteria` writes it (value_function_text); nothing when it cannot be read.
std::optional<ValueFunction> read_value_function_text(const std::string& text);

/// One end of a stretch of figures.
struct Bound {
    double at = 0.0;
    bool included = false;
    bool operator==(const Bound&) const = default;
};

/// Figures that lie side by side; where an end is not there, they go on for ever.
struct Figures {
    std::optional<Bound> from;
    std::optional<Bound> to;
    bool operator==(const Figures&) const = default;
};

/// The stretch nearest to `now` (which may be infinite) of the figures with a value above `value`; nothing
/// when there are none, and for classes.
std::optional<Figures> figures_above(const ValueFunction& function, double now, double value);

/// The texts that classes give a value above `value`; empty for any other function.
std::vector<std::string> classes_above(const ValueFunction& function, double value);

/// The figures that a measure can give: no length is below 0, no share above 1.
Figures possible_figures(std::string_view measure, std::string_view unit);

/// What two stretches have in common; nothing when that is nothing.
std::optional<Figures> common(const Figures& a, const Figures& b);

} // namespace kavel
