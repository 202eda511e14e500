// SPDX-License-Identifier: EUPL-1.2
// Rules and facts written by hand, for tests of what is judged, decided and said.
#pragma once

#include "base/facts.hpp"
#include "judge/verdict.hpp"
#include "policy/rules.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

inline Constraint limits(std::optional<Limit> min, std::optional<Limit> max, OnFail on_fail = OnFail::exclude)
{
    Constraint constraint;
    constraint.id = "limits";
    constraint.min = std::move(min);
    constraint.max = std::move(max);
    constraint.on_fail = on_fail;
    return constraint;
}

inline Constraint at_least(double min, OnFail on_fail = OnFail::exclude)
{
    return limits(Limit(min), std::nullopt, on_fail);
}

inline Constraint no_more_than(double max, OnFail on_fail = OnFail::exclude)
{
    return limits(std::nullopt, Limit(max), on_fail);
}

inline Constraint allowed(std::vector<Value> values, OnFail on_fail = OnFail::exclude)
{
    Constraint constraint = limits(std::nullopt, std::nullopt, on_fail);
    constraint.one_of = std::move(values);
    return constraint;
}

/// A criterion whose facts are its values: linear from 0 to 1.
inline Criterion criterion(std::string id, double weight)
{
    Criterion made;
    made.id = std::move(id);
    made.weight = weight;
    made.value = Linear{0.0, 1.0};
    return made;
}

inline Theme theme(std::string id, Title title = {})
{
    Theme made;
    made.id = std::move(id);
    made.title = std::move(title);
    return made;
}

inline RuleSet rule_set(std::vector<Constraint> constraints, std::vector<Criterion> criteria)
{
    RuleSet rules;
    rules.constraints = std::move(constraints);
    rules.criteria = std::move(criteria);
    return rules;
}

inline std::vector<char> all_applied(const RuleSet& rules)
{
    return std::vector<char>(rules.size(), 1);
}

/// One row a plot, one fact a rule.
inline FactTable facts(const std::vector<std::vector<Fact>>& rows)
{
    FactTable table(rows.size(), rows.empty() ? 0 : rows.front().size());
    for (std::size_t plot = 0; plot < rows.size(); ++plot) {
        for (std::size_t rule = 0; rule < rows[plot].size(); ++rule) {
            table.at(plot, rule) = rows[plot][rule];
        }
    }
    return table;
}

inline PlotFields all_usable(std::size_t plots)
{
    PlotFields fields;
    fields.usable.assign(plots, 1);
    return fields;
}

} // namespace kavel
