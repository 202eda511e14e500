// SPDX-License-Identifier: EUPL-1.2
#include "judge/verdict.hpp"

#include "base/work.hpp"
#include "judge/constraint_check.hpp"
#include "judge/value_function.hpp"

#include <cassert>
#include <utility>

namespace kavel {

namespace {

const Value& looked_up(
    const std::vector<std::vector<Value>>& values, std::size_t constraint, std::size_t plot)
{
    static const Value nothing;
    if (constraint >= values.size() || values[constraint].empty()) {
        return nothing;
    }
    return values[constraint][plot];
}

/// A left-out rule that excludes denies green to every plot: nobody looked.
bool every_excluding_rule_applied(const RuleSet& rules, const std::vector<char>& applied)
{
    for (std::size_t i = 0; i < rules.constraints.size(); ++i) {
        if (rules.constraints[i].on_fail == OnFail::exclude && applied[i] == 0) {
            return false;
        }
    }
    return true;
}

/// Judges plots, each by itself. Every plot starts as unusable, and stays so when it is never judged.
class Bench {
public:
    Bench(const RuleSet& rules, const std::vector<char>& applied, const FactTable& facts,
        const PlotFields& fields)
        : m_rules(rules)
        , m_applied(applied)
        , m_facts(facts)
        , m_fields(fields)
        , m_exclusions_complete(every_excluding_rule_applied(rules, applied))
    {
        m_result.plots = fields.usable.size();
        m_result.constraints = rules.constraints.size();
        m_result.criteria = rules.criteria.size();
        m_result.values.resize(m_result.plots * m_result.criteria);
        m_result.checks.resize(m_result.plots * m_result.constraints);
        m_result.statuses.assign(m_result.plots, Status::unusable);
        m_result.lights.assign(m_result.plots, Light::red);
        m_result.complete.assign(m_result.plots, 0);
    }

    void judge_plot(std::size_t plot)
    {
        bool complete = true;
        for (std::size_t i = 0; i < m_result.constraints; ++i) {
            if (m_applied[i] == 0) {
                continue;
            }
            Check& answer = m_result.checks[plot * m_result.constraints + i];
            answer = check(m_rules.constraints[i], m_facts.at(plot, i),
                {looked_up(m_fields.min_by, i, plot), looked_up(m_fields.max_by, i, plot)});
            complete = complete && answer.passed.has_value();
        }
        for (std::size_t i = 0; i < m_result.criteria; ++i) {
            const std::size_t rule = m_result.constraints + i;
            if (m_applied[rule] == 0) {
                continue;
            }
            const Criterion& criterion = m_rules.criteria[i];
            auto& value = m_result.values[plot * m_result.criteria + i];
            value = value_of(criterion.value, m_facts.at(plot, rule));
            complete = complete && (value.has_value() || !(criterion.weight > 0.0));
        }
        m_result.complete[plot] = complete ? 1 : 0;
        m_result.statuses[plot] = status_of(plot);
        m_result.lights[plot] = light_of(m_result.statuses[plot], complete);
    }

    Judgement take() { return std::move(m_result); }

private:
    Status status_of(std::size_t plot) const
    {
        Status status = Status::suitable;
        for (std::size_t i = 0; i < m_result.constraints; ++i) {
            if (m_result.check(plot, i).passed != false) {
                continue;
            }
            if (m_rules.constraints[i].on_fail == OnFail::exclude) {
                return Status::excluded;
            }
            status = Status::conditional;
        }
        return status;
    }

    Light light_of(Status status, bool complete) const
    {
        if (status == Status::excluded || status == Status::unusable) {
            return Light::red;
        }
        const bool green = status == Status::suitable && complete && m_exclusions_complete;
        return green ? Light::green : Light::amber;
    }

    const RuleSet& m_rules;
    const std::vector<char>& m_applied;
    const FactTable& m_facts;
    const PlotFields& m_fields;
    bool m_exclusions_complete;
    Judgement m_result;
};

} // namespace

std::string_view to_text(Status status)
{
    switch (status) {
    case Status::suitable:
        return "suitable";
    case Status::conditional:
        return "conditional";
    case Status::excluded:
        return "excluded";
    case Status::unusable:
        return "unusable";
    }
    return "";
}

std::string_view to_text(Light light)
{
    switch (light) {
    case Light::green:
        return "green";
    case Light::amber:
        return "amber";
    case Light::red:
        return "red";
    }
    return "";
}

const Title& title_of(Status status)
{
    static const Title suitable{"geen belemmering gevonden", "no obstacle found"};
    static const Title conditional{"onder voorwaarden", "conditional"};
    static const Title excluded{"uitgesloten", "excluded"};
    static const Title unusable{"niet te beoordelen", "cannot be judged"};
    switch (status) {
    case Status::suitable:
        return suitable;
    case Status::conditional:
        return conditional;
    case Status::excluded:
        return excluded;
    case Status::unusable:
        return unusable;
    }
    return unusable;
}

const Title& title_of(Light light)
{
    static const Title green{"groen", "green"};
    static const Title amber{"oranje", "amber"};
    static const Title red{"rood", "red"};
    switch (light) {
    case Light::green:
        return green;
    case Light::amber:
        return amber;
    case Light::red:
        return red;
    }
    return red;
}

Judgement judge(const RuleSet& rules, const std::vector<char>& applied, const FactTable& facts,
    const PlotFields& fields, unsigned threads)
{
    assert(applied.size() == rules.size());
    // A table without rules does not know its plots.
    assert(rules.size() == 0 || (facts.rules() == rules.size() && facts.plots() == fields.usable.size()));
    Bench bench(rules, applied, facts, fields);
    Silent nobody;
    for_each_index(fields.usable.size(), threads, nobody, {}, [&](std::size_t plot, unsigned) {
        if (fields.usable[plot] != 0) {
            bench.judge_plot(plot);
        }
    });
    return bench.take();
}

} // namespace kavel
