// SPDX-License-Identifier: EUPL-1.2
#include "policy/rule_layers.hpp"
#include "write/phrases.hpp"
#include "write/tables.hpp"

namespace kavel {

namespace {

void add_common_start(Rows& rows, const Rule& rule)
{
    rows.add(rule.id)
        .add_or_null(rule.title.nl)
        .add_or_null(rule.title.en)
        .add_or_null(rule.theme)
        .add_or_null(joined(rule.serves, ","))
        .add_or_null(rule.region_role)
        .add_or_null(rule.measure == nullptr ? std::string_view() : rule.measure->name)
        .add_or_null(unit_of(rule))
        .add_or_null(rule.layer)
        .add_or_null(parameters_text(rule.parameters));
}

void add_common_end(Rows& rows, const Outcome& outcome, std::size_t index)
{
    const Rule& rule = outcome.study.rules.rule(index);
    rows.add(rule.optional)
        .add_or_null(rule.source)
        .add(outcome.applied[index] != 0)
        .add_or_null(why_left_out(outcome, index).in(outcome.study.language))
        .end();
}

} // namespace

const Title& why_left_out(const Outcome& outcome, std::size_t rule)
{
    static const Title applied;
    static const Title unsaid{"niet toegepast", "not applied"};
    if (outcome.applied[rule] != 0) {
        return applied;
    }
    for (const auto* list : {&outcome.region.left_out, &outcome.study.left_out}) {
        for (const LeftOut& left_out : *list) {
            if (left_out.rule == rule) {
                return left_out.why;
            }
        }
    }
    return unsaid;
}

void fill_criteria(Rows& rows, const Outcome& outcome)
{
    const RuleSet& rules = outcome.study.rules;
    for (std::size_t i = 0; i < rules.criteria.size(); ++i) {
        const Criterion& criterion = rules.criteria[i];
        add_common_start(rows, criterion);
        rows.add(value_function_text(criterion.value))
            .add(criterion.weight)
            .add(outcome.ranking.weights[i])
            .add(criterion.missing);
        add_common_end(rows, outcome, rules.constraints.size() + i);
    }
}

void fill_constraints(Rows& rows, const Outcome& outcome)
{
    const RuleSet& rules = outcome.study.rules;
    for (std::size_t i = 0; i < rules.constraints.size(); ++i) {
        const Constraint& constraint = rules.constraints[i];
        add_common_start(rows, constraint);
        rows.add(limit_as_written(constraint))
            .add(constraint.on_fail == OnFail::exclude ? "exclude" : "condition")
            .add_or_null(constraint.condition.nl)
            .add_or_null(constraint.condition.en);
        add_common_end(rows, outcome, i);
    }
}

} // namespace kavel
