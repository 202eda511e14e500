// SPDX-License-Identifier: EUPL-1.2
// Says figures and titles of a stored result in one language, as a planner would write them.
#pragma once

#include "base/facts.hpp"
#include "write/stored_result.hpp"

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
    std::string say(std::string_view nl, std::string_view en) const;
    /// A text in the language, else in the other one.
    const std::string& text(const Title& title) const;
    /// A rule's title, else its id.
    const std::string& title(const StoredRule& rule) const;

    std::string number(double value, int decimals) const;
    /// Points and scores: one decimal.
    std::string points(double value) const { return number(value, 1); }
    /// With its unit: whole metres, hectares from one hectare, shares in percent; `finer`: so many decimals
    /// more.
    std::string figure(double value, const StoredRule& rule, int finer = 0) const;
    /// The figure, or what is said instead of one.
    std::string raw(const StoredRaw& raw, const StoredRule& rule, int finer = 0) const;
    /// How many decimals more it takes for two figures that differ to look different.
    int finer_for(double a, double b, const StoredRule& rule) const;
    /// "A12 Duiven (1.234 m)".
    std::string seen(const StoredEvidence& evidence) const;

private:
    Language m_language;
};

} // namespace kavel
