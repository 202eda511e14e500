// SPDX-License-Identifier: EUPL-1.2
// How texts for people write a number: 1.234,5 in Dutch, 1,234.5 in English.
#pragma once

#include "base/facts.hpp"

#include <string>

namespace kavel {

/// Rounded to so many decimals, thousands apart. Not for years and codes, which have no thousands.
std::string number_text(double number, int decimals, Language language);

/// Rounded to at most so many decimals, without zeros at the end: what was computed.
std::string rounded_text(double number, int most_decimals, Language language);

/// To two significant digits: "910.000", "5,2": what is no better known than that.
std::string two_digits_text(double number, Language language);

/// As many decimals as the number has: what a rule says, word for word.
std::string number_text(double number, Language language);

} // namespace kavel
