// SPDX-License-Identifier: EUPL-1.2
#include "base/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace kavel {

namespace {

/// A number as C writes it, in the signs of the language.
std::string in_language(std::string plain, Language language)
{
    const char decimal = language == Language::nl ? ',' : '.';
    const char thousand = language == Language::nl ? '.' : ',';
    std::replace(plain.begin(), plain.end(), '.', decimal);
    const std::size_t first = plain.starts_with('-') ? 1 : 0;
    std::size_t group = std::min(plain.find_first_not_of("0123456789", first), plain.size());
    while (group > first + 3) {
        group -= 3;
        plain.insert(group, 1, thousand);
    }
    return plain;
}

std::string not_finite(double number, Language language)
{
    if (std::isnan(number)) {
        return language == Language::nl ? "onbekend" : "unknown";
    }
    const std::string sign = number < 0.0 ? "-" : "";
    return sign + (language == Language::nl ? "oneindig" : "infinite");
}

} // namespace

std::string number_text(double number, int decimals, Language language)
{
    if (!std::isfinite(number)) {
        return not_finite(number, language);
    }
    std::string plain = fmt::format("{:.{}f}", number, decimals);
    if (plain.find_first_not_of("-0.") == std::string::npos && plain.starts_with('-')) {
        plain.erase(0, 1); // what rounds to zero has no sign
    }
    return in_language(std::move(plain), language);
}

std::string rounded_text(double number, int most_decimals, Language language)
{
    std::string text = number_text(number, most_decimals, language);
    if (std::isfinite(number) && most_decimals > 0) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.') || text.ends_with(',')) {
            text.pop_back();
        }
    }
    return text;
}

std::string number_text(double number, Language language)
{
    return std::isfinite(number) ? in_language(shortest(number), language) : not_finite(number, language);
}

std::string two_digits_text(double number, Language language)
{
    if (number == 0.0 || !std::isfinite(number)) {
        return number_text(number, 0, language);
    }
    const int power = static_cast<int>(std::floor(std::log10(std::abs(number)))) - 1;
    const double step = std::pow(10.0, power);
    return rounded_text(std::round(number / step) * step, std::max(0, -power), language);
}

} // namespace kavel
