// SPDX-License-Identifier: EUPL-1.2
#include "cli/teller.hpp"

#include "base/wording.hpp"
#include "write/phrases.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

namespace kavel {

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
    const double size = std::abs(value);
    if (rule.measure.ends_with("_share")) {
        return rounded_text(100.0 * value, 1 + finer, m_language) + " %";
    }
    if (rule.unit == "m2") {
        constexpr double m2_a_ha = 10000.0;
        constexpr double in_ha_from = 1000.0; // a tenth of a hectare: a plot and its limit in the same unit
        return size >= in_ha_from ? rounded_text(value / m2_a_ha, 2 + finer, m_language) + " ha"
                                  : number(value, finer) + " m²";
    }
    if (rule.unit == "m") {
        return number(value, (size < 10.0 && size > 0.0 ? 1 : 0) + finer) + " m";
    }
    if (rule.unit == "EUR" || rule.measure == "grid_battery_mwh") { // never more exact than they are
        return two_digits_text(value, m_language) + " " + rule.unit;
    }
    const std::string plain = rounded_text(value, 2 + finer, m_language);
    return rule.unit.empty() ? plain : plain + " " + rule.unit;
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
