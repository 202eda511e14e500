// SPDX-License-Identifier: EUPL-1.2
// Says figures and titles of a stored result in one language, as a planner would write them.
#pragma once

#include "base/facts.hpp"
#include "write/figures_above.hpp"
#include "write/stored_result.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace kavel {

class Teller {
public:
    explicit Teller(Language language)
        : m_language(language)
    {
    }

    Language language() const { return m_language; }
    /// A sentence in the language; each {} in it takes the next of the parts.
    std::string say(
        std::string_view nl, std::string_view en, std::initializer_list<std::string> parts = {}) const;
    /// A text in the language, else in the other one.
    const std::string& text(const Title& title) const;
    /// A rule's title, else its id.
    const std::string& title(const StoredRule& rule) const;

    std::string number(double value, int decimals) const;
    /// Ranks and numbers of things.
    template <class Whole> std::string count(Whole number_of) const
    {
        return number(static_cast<double>(number_of), 0);
    }
    /// Points and scores: one decimal.
    std::string points(double value) const { return number(value, 1); }
    /// With its unit: whole metres, hectares from a tenth of one, shares in percent; `finer`: so many
    /// decimals more.
    std::string figure(double value, const StoredRule& rule, int finer = 0) const;
    /// The figure, or what is said instead of one.
    std::string raw(const StoredRaw& raw, const StoredRule& rule, int finer = 0) const;
    /// How many decimals more it takes for two figures that differ to look different.
    int finer_for(double a, double b, const StoredRule& rule) const;
    /// "at most 500 m", "more than 3 and at most 4": figures that are enough, whatever they are rounded to.
    std::string figures(const Figures& wanted, const StoredRule& rule) const;
    /// "A12 Duiven (1.234 m)".
    std::string seen(const StoredEvidence& evidence) const;

private:
    Language m_language;
};

} // namespace kavel
