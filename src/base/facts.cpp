// SPDX-License-Identifier: EUPL-1.2
#include "base/facts.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace kavel {

namespace {

std::optional<double> number_of(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? as_number(*text) : std::nullopt;
}

} // namespace

bool same_value(const Value& a, const Value& b)
{
    const auto* text_a = std::get_if<std::string>(&a);
    const auto* text_b = std::get_if<std::string>(&b);
    if (text_a != nullptr && text_b != nullptr) {
        return *text_a == *text_b;
    }
    const auto number_a = number_of(a);
    const auto number_b = number_of(b);
    return number_a && number_b && *number_a == *number_b;
}

std::optional<double> as_number(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    text = text.substr(first, text.find_last_not_of(blank) - first + 1);
    if (text.front() == '+' && text.size() > 1 && text[1] != '-') {
        text.remove_prefix(1);
    }
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

std::string shortest(double number)
{
    constexpr double exact_whole = 9007199254740992.0; // 2^53: whole numbers up to here are exact
    if (std::abs(number) < exact_whole && number == std::floor(number)) {
        return fmt::format("{:.0f}", number == 0.0 ? 0.0 : number);
    }
    return fmt::format("{}", number);
}

std::string to_text(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return shortest(*number);
    }
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : std::string();
}

std::string_view to_text(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::nearest:
        return "nearest";
    case EvidenceKind::overlap:
        return "overlap";
    case EvidenceKind::within:
        return "within";
    case EvidenceKind::route:
        return "route";
    case EvidenceKind::connection:
        return "connection";
    case EvidenceKind::hall:
        return "hall";
    }
    return "";
}

} // namespace kavel
