// SPDX-License-Identifier: EUPL-1.2
// How a rule reads a fact: as a number to compare, or as a value to look up.
#pragma once

#include "base/facts.hpp"

#include <optional>

namespace kavel {

/// The number that a fact is, or that its text reads as; none is infinitely far. Nothing when it is unknown
/// or no number.
std::optional<double> number_of(const Fact& fact);

/// The number or text of a fact; nothing, which equals no value, for unknown and for none.
Value plain_value(const Fact& fact);

} // namespace kavel
