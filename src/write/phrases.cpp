// SPDX-License-Identifier: EUPL-1.2
#include "write/phrases.hpp"

#include "base/wording.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

/// As TOML and JSON write it: the quotes and control characters of both are the same.
std::string quoted_json(const std::string& text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string as_toml(const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? quoted_json(*text) : to_text(value);
}

/// A whole number without a fraction, which JSON libraries would print as 1000.0.
nlohmann::json as_json(double number)
{
    constexpr double exact_whole = 9007199254740992.0; // 2^53
    if (number == std::floor(number) && std::abs(number) < exact_whole) {
        return static_cast<std::int64_t>(number);
    }
    return number;
}

nlohmann::json as_json(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return as_json(*number);
    }
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? nlohmann::json(*text) : nlohmann::json();
}

struct ParameterAsJson {
    nlohmann::json operator()(double number) const { return as_json(number); }
    nlohmann::json operator()(const std::string& text) const { return text; }
    nlohmann::json operator()(const std::vector<Value>& values) const
    {
        auto list = nlohmann::json::array();
        for (const Value& value : values) {
            list.push_back(as_json(value));
        }
        return list;
    }
};

std::string as_toml(const Limit& limit)
{
    if (const auto* number = std::get_if<double>(&limit)) {
        return shortest(*number);
    }
    const auto& lookup = std::get<Lookup>(limit);
    std::string table;
    for (const auto& [value, number] : lookup.table) {
        table += fmt::format(
            "{}{} = {}", table.empty() ? "" : ", ", quoted_json(to_text(value)), shortest(number));
    }
    const std::string other
        = lookup.other ? fmt::format(", other = {}", shortest(*lookup.other)) : std::string();
    return fmt::format("{{by = {}, table = {{{}}}{}}}", quoted_json(lookup.by), table, other);
}

struct FunctionAsText {
    std::string operator()(const Linear& linear) const
    {
        return fmt::format("linear {{worst = {}, best = {}}}", shortest(linear.worst), shortest(linear.best));
    }
    std::string operator()(const Points& line) const
    {
        std::string list;
        for (const auto& [x, value] : line.points) {
            list += fmt::format("{}[{}, {}]", list.empty() ? "" : ", ", shortest(x), shortest(value));
        }
        return fmt::format("points [{}]", list);
    }
    std::string operator()(const Bands& steps) const
    {
        std::string list;
        for (const auto& [upto, value] : steps.bands) {
            list += fmt::format("{{upto = {}, value = {}}}, ", shortest(upto), shortest(value));
        }
        return fmt::format("bands [{}{{value = {}}}]", list, shortest(steps.last));
    }
    std::string operator()(const Classes& classes) const
    {
        std::string list;
        for (const auto& [key, value] : classes.classes) {
            list += fmt::format(
                "{}{} = {}", list.empty() ? "" : ", ", quoted_json(to_text(key)), shortest(value));
        }
        return fmt::format("classes {{{}}}, other = {}", list, shortest(classes.other));
    }
    std::string operator()(const Logistic& curve) const
    {
        return fmt::format("logistic {{midpoint = {}, worst = {}, best = {}}}", shortest(curve.midpoint),
            shortest(curve.worst), shortest(curve.best));
    }
    std::string operator()(const Gaussian& bell) const
    {
        return fmt::format("gaussian {{best = {}, sigma = {}}}", shortest(bell.best), shortest(bell.sigma));
    }
};

/// Without thousands apart, so that a program can read the cell.
std::string number_in_cell(double number, Language language)
{
    std::string text = shortest(number);
    if (language == Language::nl) {
        std::replace(text.begin(), text.end(), '.', ',');
    }
    return text;
}

} // namespace

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string list;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) {
            list += between;
        }
        list += part;
    }
    return list;
}

std::optional<double> raw_number(const Fact& fact)
{
    const auto* number = std::get_if<double>(&fact);
    return number != nullptr && std::isfinite(*number) ? std::optional(*number) : std::nullopt;
}

const Title& none_word()
{
    static const Title word{"geen", "none"};
    return word;
}

const Title& unknown_word()
{
    static const Title word{"onbekend", "unknown"};
    return word;
}

const std::string& in_language_or_other(const Title& title, Language language)
{
    const std::string& wanted = title.in(language);
    return wanted.empty() ? title.in(language == Language::nl ? Language::en : Language::nl) : wanted;
}

std::optional<std::string> raw_text(const Fact& fact, Language language)
{
    if (const auto* unknown = std::get_if<Unknown>(&fact)) {
        return (unknown->why == nullptr ? unknown_word() : *unknown->why).in(language);
    }
    if (std::holds_alternative<None>(fact)) {
        return none_word().in(language);
    }
    if (const auto* text = std::get_if<FactText>(&fact)) {
        return text->get();
    }
    const double number = std::get<double>(fact);
    return std::isfinite(number) ? std::nullopt : std::optional(number_text(number, language));
}

std::string limit_text(const Constraint& constraint, const Check& check, Language language)
{
    std::vector<std::string> parts;
    if (check.min) {
        parts.push_back(">= " + number_in_cell(*check.min, language));
    }
    if (check.max) {
        parts.push_back("<= " + number_in_cell(*check.max, language));
    }
    if (!constraint.one_of.empty()) {
        std::vector<std::string> allowed;
        for (const Value& value : constraint.one_of) {
            allowed.push_back(to_text(value));
        }
        parts.push_back((language == Language::nl ? "een van: " : "one of: ") + joined(allowed));
    }
    return joined(parts, "; ");
}

std::string limit_as_written(const Constraint& constraint)
{
    std::vector<std::string> parts;
    if (constraint.min) {
        parts.push_back("min = " + as_toml(*constraint.min));
    }
    if (constraint.max) {
        parts.push_back("max = " + as_toml(*constraint.max));
    }
    if (!constraint.one_of.empty()) {
        std::vector<std::string> allowed;
        for (const Value& value : constraint.one_of) {
            allowed.push_back(as_toml(value));
        }
        parts.push_back(fmt::format("one_of = [{}]", joined(allowed)));
    }
    return joined(parts, "; ");
}

std::string value_function_text(const ValueFunction& function)
{
    return std::visit(FunctionAsText{}, function);
}

std::string parameters_text(const Parameters& parameters)
{
    if (parameters.empty()) {
        return {};
    }
    auto object = nlohmann::json::object();
    for (const auto& [name, parameter] : parameters) {
        object[name] = std::visit(ParameterAsJson{}, parameter);
    }
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string evidence_text(std::span<const Evidence> of_rule, Language language)
{
    if (of_rule.empty()) {
        return {};
    }
    const Evidence& first = of_rule.front();
    if (!first.amount) {
        return first.label;
    }
    const bool whole = std::abs(*first.amount) >= 10.0 || *first.amount == std::floor(*first.amount);
    const std::string amount = number_text(*first.amount, whole ? 0 : 2, language);
    const std::string with_unit = first.unit.empty() ? amount : fmt::format("{} {}", amount, first.unit);
    return first.label.empty() ? with_unit : fmt::format("{} ({})", first.label, with_unit);
}

} // namespace kavel
