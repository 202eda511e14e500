// SPDX-License-Identifier: EUPL-1.2
// What the key `value` of a criterion may be, and how it is read.
#pragma once

#include "policy/rules.hpp"
#include "policy/strict_readers.hpp"

#include <string_view>

namespace kavel {

inline constexpr std::string_view value_function_wanted
    = "a table with one of linear, points, bands, classes, logistic, gaussian";

strict::Taken read_value_function(const strict::Spot& spot, ValueFunction& function);

} // namespace kavel
