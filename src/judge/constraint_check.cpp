// SPDX-License-Identifier: EUPL-1.2
#include "judge/constraint_check.hpp"

#include "judge/fact_reading.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>
#include <vector>

namespace kavel {

namespace {

/// And of three-valued logic: one failure decides, whatever else is unknown.
std::optional<bool> both(std::optional<bool> a, std::optional<bool> b)
{
    if (a == false || b == false) {
        return false;
    }
    return a && b ? std::optional(true) : std::nullopt;
}

std::optional<double> limit_for(const std::optional<Limit>& limit, const Value& looked_up)
{
    if (!limit) {
        return std::nullopt;
    }
    if (const auto* number = std::get_if<double>(&*limit)) {
        return *number;
    }
    const auto& lookup = std::get<Lookup>(*limit);
    for (const auto& [key, number] : lookup.table) {
        if (same_value(key, looked_up)) {
            return number;
        }
    }
    return lookup.other;
}

std::optional<bool> known_at_most(const std::optional<double>& a, const std::optional<double>& b)
{
    return a && b ? std::optional(at_most(*a, *b)) : std::nullopt;
}

/// Texts as they are; two numbers, or a number and a text that reads as one, up to the tolerance of a limit.
bool equals(const Value& value, const Value& allowed)
{
    const auto* number = std::get_if<double>(&value);
    const auto* allowed_number = std::get_if<double>(&allowed);
    if (number != nullptr && allowed_number != nullptr) {
        return at_most(*number, *allowed_number) && at_most(*allowed_number, *number);
    }
    if (number != nullptr && std::holds_alternative<std::string>(allowed)) {
        const auto read = as_number(std::get<std::string>(allowed));
        return read && equals(value, *read);
    }
    if (allowed_number != nullptr && std::holds_alternative<std::string>(value)) {
        return equals(allowed, value);
    }
    return same_value(value, allowed);
}

bool is_one_of(const Value& value, const std::vector<Value>& allowed)
{
    return std::any_of(
        allowed.begin(), allowed.end(), [&value](const Value& one) { return equals(value, one); });
}

} // namespace

Check check(const Constraint& constraint, const Fact& fact, const LookupValues& values)
{
    Check result;
    result.min = limit_for(constraint.min, values.min_by);
    result.max = limit_for(constraint.max, values.max_by);
    if (is_unknown(fact)) {
        return result;
    }
    const auto number = number_of(fact);
    result.passed = true;
    if (constraint.min) {
        result.passed = both(result.passed, known_at_most(result.min, number));
    }
    if (constraint.max) {
        result.passed = both(result.passed, known_at_most(number, result.max));
    }
    if (!constraint.one_of.empty()) {
        result.passed = both(result.passed, is_one_of(plain_value(fact), constraint.one_of));
    }
    return result;
}

} // namespace kavel
