// SPDX-License-Identifier: EUPL-1.2
#include "cli/rule_words.hpp"

#include "base/wording.hpp"
#include "policy/rule_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <variant>
#include <vector>

namespace kavel {

namespace {

/// A word of the rule files and what people say.
struct Word {
    std::string_view id;
    std::string_view nl;
    std::string_view en;
};

constexpr std::array goals = {
    Word{"circular", "circulair", "circular"},
    Word{"connected", "verbonden", "connected"},
    Word{"productive", "productief", "productive"},
    Word{"position-paper", "position paper", "position paper"},
};

constexpr std::array region_roles = {
    Word{"accelerate", "versnellen", "accelerate"},
    Word{"connect", "verbinden", "connect"},
    Word{"signal", "signaleren", "signal"},
    Word{"research", "onderzoeken", "research"},
    Word{"synergy", "synergie", "synergy"},
};

std::string word_for(std::span<const Word> words, const std::string& id, Language language)
{
    const auto* const word = std::find_if(
        words.data(), words.data() + words.size(), [&id](const Word& one) { return one.id == id; });
    if (word == words.data() + words.size()) {
        return id;
    }
    return std::string(language == Language::nl ? word->nl : word->en);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    return fmt::format("{}", fmt::join(parts, between));
}

/// Numbers in the unit of a measure, in one language.
class Figures {
public:
    Figures(const Rule& rule, Language in)
        : m_language(in)
        , m_unit(unit_of(rule))
    {
    }

    bool dutch() const { return m_language == Language::nl; }
    std::string bare(double number) const { return number_text(number, m_language); }
    std::string with_unit(double number) const { return and_unit(bare(number)); }
    /// A figure that no rule wrote down, without the last digits of a computation.
    std::string computed(double number) const { return and_unit(rounded_text(number, 6, m_language)); }

private:
    std::string and_unit(const std::string& figure) const
    {
        return m_unit.empty() ? figure : fmt::format("{} {}", figure, m_unit);
    }

    Language m_language;
    std::string_view m_unit; ///< empty: none, or that of an attribute
};

std::string one_limit_words(const Limit& limit, std::string_view how, const Figures& say)
{
    if (const auto* number = std::get_if<double>(&limit)) {
        return fmt::format("{} {}", how, say.with_unit(*number));
    }
    const auto& lookup = std::get<Lookup>(limit);
    std::vector<std::string> parts;
    for (const auto& [key, number] : lookup.table) {
        parts.push_back(fmt::format("{} = {}", to_text(key), say.with_unit(number)));
    }
    const std::string_view otherwise = say.dutch() ? "anders" : "otherwise";
    const std::string_view unknown = say.dutch() ? "onbekend" : "unknown";
    parts.push_back(
        fmt::format("{} {}", otherwise, lookup.other ? say.with_unit(*lookup.other) : std::string(unknown)));
    return fmt::format("{}, {} {}: {}", how, say.dutch() ? "naar" : "by", lookup.by, joined(parts, ", "));
}

/// A value function in words; x in the unit of the measure, values without one.
struct ValueWords {
    Figures say;

    std::string operator()(const Linear& line) const
    {
        return fmt::format(fmt::runtime(say.dutch() ? "van 0 bij {} tot 1 bij {}, daartussen lineair"
                                                    : "from 0 at {} to 1 at {}, linear in between"),
            say.with_unit(line.worst), say.with_unit(line.best));
    }

    std::string operator()(const Points& line) const
    {
        std::vector<std::string> parts;
        for (const auto& [x, value] : line.points) {
            parts.push_back(
                fmt::format("{} {} {}", say.bare(value), say.dutch() ? "bij" : "at", say.with_unit(x)));
        }
        return joined(parts, "; ")
            + (say.dutch() ? "; daartussen lineair, daarbuiten gelijk"
                           : "; linear in between, level outside");
    }

    std::string operator()(const Bands& steps) const
    {
        std::vector<std::string> parts;
        for (const auto& [upto, value] : steps.bands) {
            parts.push_back(fmt::format(
                "{} {}: {}", say.dutch() ? "tot en met" : "up to", say.with_unit(upto), say.bare(value)));
        }
        parts.push_back(
            fmt::format("{}: {}", say.dutch() ? "daarboven" : "above that", say.bare(steps.last)));
        return joined(parts, "; ");
    }

    std::string operator()(const Classes& table) const
    {
        std::vector<std::string> parts;
        for (const auto& [key, value] : table.classes) {
            parts.push_back(fmt::format("{} = {}", to_text(key), say.bare(value)));
        }
        parts.push_back(fmt::format("{} {}", say.dutch() ? "anders" : "otherwise", say.bare(table.other)));
        return joined(parts, "; ");
    }

    std::string operator()(const Logistic& curve) const
    {
        // The distance from worst to best is the width of the curve; it need not lie in the middle of the
        // two.
        const double half_width = (curve.best - curve.worst) / 2.0;
        return fmt::format(fmt::runtime(say.dutch() ? "S-vormig: 0,05 bij {}, 0,5 bij {} en 0,95 bij {}"
                                                    : "S-shaped: 0.05 at {}, 0.5 at {} and 0.95 at {}"),
            say.computed(curve.midpoint - half_width), say.with_unit(curve.midpoint),
            say.computed(curve.midpoint + half_width));
    }

    std::string operator()(const Gaussian& bell) const
    {
        return fmt::format(
            fmt::runtime(say.dutch()
                    ? "klokvormig: 1 bij {}, aan beide kanten 0,61 op {} daarvandaan en 0,14 op {}"
                    : "bell-shaped: 1 at {}, on either side 0.61 at {} from there and 0.14 at {}"),
            say.with_unit(bell.best), say.with_unit(bell.sigma), say.computed(2.0 * bell.sigma));
    }
};

std::string parameter_words(const Parameter& parameter, Language language)
{
    if (const auto* number = std::get_if<double>(&parameter)) {
        return number_text(*number, language);
    }
    if (const auto* text = std::get_if<std::string>(&parameter)) {
        return *text;
    }
    std::vector<std::string> parts;
    for (const Value& value : std::get<std::vector<Value>>(parameter)) {
        parts.push_back(to_text(value));
    }
    return joined(parts, language == Language::nl ? " of " : " or ");
}

} // namespace

std::string limit_words(const Constraint& constraint, Language language)
{
    const Figures say(constraint, language);
    std::vector<std::string> parts;
    if (constraint.min) {
        parts.push_back(one_limit_words(*constraint.min, say.dutch() ? "ten minste" : "at least", say));
    }
    if (constraint.max) {
        parts.push_back(one_limit_words(*constraint.max, say.dutch() ? "ten hoogste" : "at most", say));
    }
    if (constraint.one_of.size() == 1) {
        parts.push_back((say.dutch() ? "gelijk aan " : "equal to ") + to_text(constraint.one_of.front()));
    } else if (!constraint.one_of.empty()) {
        std::vector<std::string> allowed;
        for (const Value& value : constraint.one_of) {
            allowed.push_back(to_text(value));
        }
        parts.push_back((say.dutch() ? "een van: " : "one of: ") + joined(allowed, ", "));
    }
    return joined(parts, say.dutch() ? "; en " : "; and ");
}

std::string value_words(const Criterion& criterion, Language language)
{
    return std::visit(ValueWords{Figures(criterion, language)}, criterion.value);
}

std::string measure_words(const Rule& rule, Language language)
{
    const bool dutch = language == Language::nl;
    std::vector<std::string> details;
    if (rule.measure != nullptr) {
        details.emplace_back(rule.measure->name);
    }
    if (!rule.layer.empty()) {
        details.push_back((dutch ? "laag " : "layer ") + rule.layer);
    }
    for (const auto& [name, parameter] : rule.parameters) {
        if (name != "sql") {
            details.push_back(fmt::format("{} = {}", name, parameter_words(parameter, language)));
        }
    }
    const std::string_view says
        = rule.measure == nullptr ? "" : (dutch ? rule.measure->says_nl : rule.measure->says_en);
    return says.empty() ? joined(details, ", ") : fmt::format("{} ({})", says, joined(details, ", "));
}

std::string goal_words(const std::string& goal, Language language)
{
    return word_for(goals, goal, language);
}

std::string region_role_words(const std::string& role, Language language)
{
    return word_for(region_roles, role, language);
}

const std::string& title_words(const Title& title, Language language)
{
    const std::string& wanted = title.in(language);
    return wanted.empty() ? title.in(language == Language::nl ? Language::en : Language::nl) : wanted;
}

} // namespace kavel
