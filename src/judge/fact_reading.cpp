// SPDX-License-Identifier: EUPL-1.2
#include "judge/fact_reading.hpp"

#include <cmath>
#include <limits>

namespace kavel {

std::optional<double> number_of(const Fact& fact)
{
    if (std::holds_alternative<None>(fact)) {
        return std::numeric_limits<double>::infinity();
    }
    if (const auto* text = std::get_if<FactText>(&fact)) {
        return as_number(text->get());
    }
    const auto* number = std::get_if<double>(&fact);
    if (number == nullptr || std::isnan(*number)) {
        return std::nullopt;
    }
    return *number;
}

Value plain_value(const Fact& fact)
{
    if (const auto* text = std::get_if<FactText>(&fact)) {
        return text->get();
    }
    if (const auto* number = std::get_if<double>(&fact)) {
        return *number;
    }
    return {};
}

} // namespace kavel
