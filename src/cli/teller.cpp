// SPDX-License-Identifier: EUPL-1.2
#include "cli/teller.hpp"

#include "base/wording.hpp"
#include "write/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace kavel {

namespace {

/// How figures of a measure are written.
struct Display {
    double factor = 1.0;
    int decimals = 0;
    bool keeps_zeros = false;
    std::string unit; ///< with the space before it
};

Display display_of(double value, const StoredRule& rule)
{
    const double size = std::abs(value);
    if (rule.measure.ends_with("_share")) {
        return {100.0, 1, false, " %"};
    }
    if (rule.unit == "m2") {
        constexpr double ha_a_m2 = 1e-4;
        constexpr double in_ha_from = 1000.0; // a tenth of a hectare: a plot and its limit in the same unit
        return size >= in_ha_from ? Display{ha_a_m2, 2, false, " ha"} : Display{1.0, 0, true, " m²"};
    }
    if (rule.unit == "m") {
        return {1.0, size < 10.0 && size > 0.0 ? 1 : 0, true, " m"};
    }
    const bool counts = rule.measure == "count_within";
    return {1.0, counts ? 0 : 2, false, rule.unit.empty() ? "" : " " + rule.unit};
}

/// An end of a stretch in as many decimals as are written. One that does not fit in them moves inwards, so
/// that what is written is enough.
Bound written(const Bound& bound, bool upwards, const StoredRule& rule, int finer)
{
    const Display display = display_of(bound.at, rule);
    const double unit = std::pow(10.0, display.decimals + finer) * display.factor;
    const double scaled = bound.at * unit;
    const double whole = std::round(scaled);
    constexpr double noise = 1e-9;
    if (std::abs(scaled - whole) <= noise * std::max(1.0, std::abs(scaled))) {
        return {whole / unit, bound.included};
    }
    return {(upwards ? std::ceil(scaled) : std::floor(scaled)) / unit, true};
}

} // namespace

std::string Teller::say(
    std::string_view nl, std::string_view en, std::initializer_list<std::string> parts) const
{
    std::string_view rest = m_language == Language::nl ? nl : en;
    std::string sentence;
    for (const std::string& part : parts) {
        const std::size_t gap = rest.find("{}");
        assert(gap != std::string_view::npos);
        sentence.append(rest.substr(0, gap)).append(part);
        rest.remove_prefix(gap + 2);
    }
    return sentence.append(rest);
}

const std::string& Teller::text(const Title& title) const
{
    return in_language_or_other(title, m_language);
}

const std::string& Teller::title(const StoredRule& rule) const
{
    const std::string& words = text(rule.title);
    return words.empty() ? rule.id : words;
}

std::string Teller::number(double value, int decimals) const
{
    return number_text(value, decimals, m_language);
}

std::string Teller::figure(double value, const StoredRule& rule, int finer) const
{
    if (rule.unit == "EUR" || rule.measure == "grid_battery_mwh") { // never more exact than they are
        return two_digits_text(value, m_language) + " " + rule.unit;
    }
    const Display display = display_of(value, rule);
    const int decimals = display.decimals + finer;
    return (display.keeps_zeros ? number_text(value * display.factor, decimals, m_language)
                                : rounded_text(value * display.factor, decimals, m_language))
        + display.unit;
}

std::string Teller::raw(const StoredRaw& raw, const StoredRule& rule, int finer) const
{
    if (raw.number) {
        return figure(*raw.number, rule, finer);
    }
    // A text of a source may be the same word; only a distance has nothing to be found.
    const bool none
        = rule.measure == "distance" && (raw.text == none_word().nl || raw.text == none_word().en);
    return none ? say("geen gevonden", "none found") : raw.text;
}

int Teller::finer_for(double a, double b, const StoredRule& rule) const
{
    constexpr int most = 6;
    int finer = 0;
    while (a != b && finer < most && figure(a, rule, finer) == figure(b, rule, finer)) {
        ++finer;
    }
    return finer;
}

std::string Teller::figures(const Figures& wanted, const StoredRule& rule) const
{
    Figures shown;
    int finer = 0;
    constexpr int finest = 6;
    do {
        shown.from = wanted.from ? std::optional(written(*wanted.from, true, rule, finer)) : std::nullopt;
        shown.to = wanted.to ? std::optional(written(*wanted.to, false, rule, finer)) : std::nullopt;
    } while (shown.from && shown.to && shown.from->at > shown.to->at && finer++ < finest);
    const Figures possible = possible_figures(rule.measure, rule.unit);
    const auto is_last = [](const std::optional<Bound>& bound, const std::optional<Bound>& last) {
        return bound && last && bound->at == last->at;
    };
    if (is_last(shown.to, possible.from) || is_last(shown.from, possible.to)) {
        return figure(shown.to ? shown.to->at : shown.from->at, rule, finer); // "0", not "at most 0"
    }
    std::string words;
    if (shown.from && !is_last(shown.from, possible.from)) {
        words = (shown.from->included ? say("ten minste ", "at least ") : say("meer dan ", "more than "))
            + figure(shown.from->at, rule, finer);
    }
    if (shown.to && !is_last(shown.to, possible.to)) {
        words += (words.empty() ? "" : say(" en ", " and "))
            + (shown.to->included ? say("ten hoogste ", "at most ") : say("minder dan ", "less than "))
            + figure(shown.to->at, rule, finer);
    }
    return words;
}

std::string Teller::seen(const StoredEvidence& evidence) const
{
    if (!evidence.amount || evidence.unit.empty()) {
        return evidence.label;
    }
    StoredRule of_that_unit;
    of_that_unit.unit = evidence.unit;
    return fmt::format("{} ({})", evidence.label, figure(*evidence.amount, of_that_unit));
}

} // namespace kavel
