// SPDX-License-Identifier: EUPL-1.2
// A rule set: constraints, criteria, weights and how to decide. The policy, and nothing about files.
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"
#include "policy/document.hpp"
#include "policy/grid_model.hpp"
#include "policy/measure_declaration.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kavel {

struct Theme {
    std::string id;
    Title title;
    Place place; ///< of its table
};

/// A number of the rule's parameters, a text, or a list of values (`one_of` of a share).
using Parameter = std::variant<double, std::string, std::vector<Value>>;
using Parameters = std::map<std::string, Parameter, std::less<>>;

/// What constraints and criteria have in common.
struct Rule {
    std::string id;
    Title title;
    const MeasureDeclaration* measure = nullptr;
    std::string layer; ///< empty for measures without one
    Parameters parameters; ///< by the measure's parameter names
    std::string theme;
    std::vector<std::string> serves;
    std::string region_role;
    std::string source;
    bool optional = false;
    Place place; ///< of the rule's table
    std::map<std::string, Place, std::less<>> places; ///< of each key's value

    std::optional<double> number(std::string_view parameter) const;
    const std::string* text(std::string_view parameter) const;
    const std::vector<Value>* values(std::string_view parameter) const;
    /// Where a key's value stands, else where the rule does.
    const Place& place_of(std::string_view key) const;
};

/// A limit that depends on a field of the plot: `{ by, table, other }`.
struct Lookup {
    std::string by;
    std::vector<std::pair<Value, double>> table;
    std::optional<double> other;
};
using Limit = std::variant<double, Lookup>;

enum class OnFail { exclude, condition };

struct Constraint : Rule {
    std::optional<Limit> min;
    std::optional<Limit> max;
    std::vector<Value> one_of; ///< allowed values; `equals` is one of them
    OnFail on_fail = OnFail::exclude;
    Title condition;
};

struct Linear {
    double worst = 0.0, best = 1.0;
};
struct Points {
    std::vector<std::pair<double, double>> points; ///< x strictly increasing, value 0..1
};
struct Bands {
    std::vector<std::pair<double, double>> bands; ///< upto (inclusive, strictly increasing), value
    double last = 0.0; ///< value above the last upto
};
struct Classes {
    std::vector<std::pair<Value, double>> classes;
    double other = 0.0;
};
struct Logistic {
    double midpoint = 0.0, worst = 0.0, best = 1.0;
};
struct Gaussian {
    double best = 0.0, sigma = 1.0;
};
using ValueFunction = std::variant<Linear, Points, Bands, Classes, Logistic, Gaussian>;

struct Criterion : Rule {
    ValueFunction value;
    double weight = 1.0; ///< as given; at least 0, finite
    double missing = 0.0; ///< value where the measure is unknown
};

struct Decision {
    std::string method = "weighted-sum";
};

/// A file that the rule set was read from: itself, then what it extends.
struct RuleText {
    std::string shown;
    std::string text;
};

struct RuleSet {
    std::string name; ///< as the study names it
    Title title;
    std::string version;
    std::string source;
    std::vector<Theme> themes;
    std::vector<Constraint> constraints;
    std::vector<Criterion> criteria;
    Decision decision;
    std::optional<GridModel> grid;
    std::vector<RuleText> texts;

    /// Rules in one order: constraints first, then criteria.
    std::size_t size() const { return constraints.size() + criteria.size(); }
    const Rule& rule(std::size_t index) const;
    /// The goals (opgaven) that criteria serve, in the order in which they first appear.
    std::vector<std::string> goals() const;
};

/// Where rule sets by name are found, and what measures there are.
struct RuleReading {
    std::filesystem::path rules_folder; ///< of the installation
    MeasureCatalogue measures;
};

/// A change to a rule set from outside it: `criterion.ID.radius`, `weights.ID`, `decision.method` (contract
/// section 1).
struct Override {
    std::vector<std::string> key; ///< split at the dots
    Node value;
    Place place; ///< of the key
};

/// Finds NAME in the installation's folder, or reads it as a path relative to `beside`; follows `extends`;
/// applies the overrides in order; checks everything. Adds to `problems` and returns what could be read.
RuleSet read_rule_set(const std::string& name, const Place& named_at, const std::filesystem::path& beside,
    const RuleReading& reading, const std::vector<Override>& overrides, ProblemList& problems);

} // namespace kavel
