// SPDX-License-Identifier: EUPL-1.2
// The plain words of the domain: what was measured, what stays unknown, and what a rule saw.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kavel {

enum class Language { nl, en };

/// A text that a planner reads, in both languages.
struct Title {
    std::string nl;
    std::string en;

    const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
    bool empty() const { return nl.empty() && en.empty(); }
    bool operator==(const Title&) const = default;
};

/// Not known, and why: outside a source's coverage, no value in the data, no geometry.
struct Unknown {
    const Title* why = nullptr; ///< one of the texts in base/reasons.hpp; nullptr: no reason given
    bool operator==(const Unknown&) const = default;
};

/// Looked for and not there: infinitely far, which is something else than unknown.
struct None {
    bool operator==(const None&) const = default;
};

/// A text that takes no more room than a number: few of millions of facts are texts.
class FactText {
public:
    FactText(std::string text) // a text is a fact without more ado: NOLINT(google-explicit-constructor)
        : m_text(std::make_unique<const std::string>(std::move(text)))
    {
    }
    FactText(const FactText& other)
        : FactText(other.get())
    {
    }
    FactText(FactText&&) = default;
    FactText& operator=(const FactText& other) { return *this = FactText(other); }
    FactText& operator=(FactText&&) = default;
    ~FactText() = default;

    const std::string& get() const { return *m_text; }
    bool operator==(const FactText& other) const { return get() == other.get(); }

private:
    std::unique_ptr<const std::string> m_text;
};

/// A measured fact: unknown, none, a number in the measure's unit, or a text.
using Fact = std::variant<Unknown, None, double, FactText>;

inline bool is_unknown(const Fact& fact)
{
    return std::holds_alternative<Unknown>(fact);
}

/// A single value in a rule or a source: nothing, a number (a boolean is 1 or 0) or a text.
using Value = std::variant<std::monostate, double, std::string>;

/// Whether two values are the same: texts exactly; a number equals a text that reads as that number (3 = "3"
/// = "3.0"). Nothing is equal to nothing else, itself included.
bool same_value(const Value& a, const Value& b);

/// The decimal number that a text is, spaces around it allowed; nothing when it is no number, or not finite.
std::optional<double> as_number(std::string_view text);

/// A number as people write it: the shortest decimal that reads back as the same number, no exponent where
/// avoidable.
std::string shortest(double number);

/// The text of a value; a whole number without a fraction; empty for nothing.
std::string to_text(const Value& value);

/// What a rule found for a plot, in the order of the rules: constraints first, then criteria.
class FactTable {
public:
    FactTable() = default;
    FactTable(std::size_t plots, std::size_t rules)
        : m_rules(rules)
        , m_cells(plots * rules)
    {
    }

    std::size_t plots() const { return m_rules == 0 ? 0 : m_cells.size() / m_rules; }
    std::size_t rules() const { return m_rules; }
    Fact& at(std::size_t plot, std::size_t rule) { return m_cells[plot * m_rules + rule]; }
    const Fact& at(std::size_t plot, std::size_t rule) const { return m_cells[plot * m_rules + rule]; }

private:
    std::size_t m_rules = 0;
    std::vector<Fact> m_cells;
};

enum class EvidenceKind { nearest, overlap, within, route, connection, hall };
std::string_view to_text(EvidenceKind kind);

/// What a rule saw of the map for one plot; many rows may belong to one plot and rule.
struct Evidence {
    std::size_t rule = 0; ///< index in the rule set: constraints first, then criteria
    EvidenceKind kind = EvidenceKind::within;
    std::string label; ///< the feature by name, else by number
    std::optional<double> amount;
    std::string_view unit; ///< m, m2, ° or empty for a number of features
    std::string wkb; ///< little-endian WKB in the study's CRS; empty: no geometry
};

/// A source feature that had to be mended or left out.
struct Repair {
    std::string source;
    std::string layer;
    std::string feature; ///< its id in the source
    Title wrong;
    Title done;
};

} // namespace kavel
