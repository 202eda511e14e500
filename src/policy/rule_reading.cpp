// SPDX-License-Identifier: EUPL-1.2
#include "policy/rule_reading.hpp"

#include "policy/grid_model_reading.hpp"
#include "policy/measure_keys.hpp"
#include "policy/not_yet.hpp"
#include "policy/rule_files.hpp"
#include "policy/strict_readers.hpp"
#include "policy/value_function_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

using namespace strict;

const Keys<Theme> theme_keys = {
    {"id", needed, id(&Theme::id)},
    {"title", needed, title(&Theme::title)},
};

/// What constraints and criteria have in common, beside what their measure asks for.
Keys<Rule> rule_keys(MeasureCatalogue measures)
{
    return {
        {"id", needed, id(&Rule::id)},
        {"title", needed, title(&Rule::title)},
        {"measure", needed, measure_reader(measures)},
        {"theme", allowed, id(&Rule::theme)},
        {"serves", allowed, ids(&Rule::serves)},
        {"region_role", allowed,
            choice(&Rule::region_role,
                {{"accelerate", "accelerate"}, {"connect", "connect"}, {"signal", "signal"},
                    {"research", "research"}, {"synergy", "synergy"}})},
        {"source", allowed, text(&Rule::source)},
        {"optional", allowed, flag(&Rule::optional)},
    };
}

const Keys<Lookup> lookup_keys = {
    {"by", needed, word(&Lookup::by)},
    {"table", needed,
        into(&Lookup::table, std::string(some_numbers),
            [](const Spot& spot, auto& table) { return read_numbers(spot, any_number, table); })},
    {"other", allowed, number(&Lookup::other)},
};

Reader<Constraint> limit(std::optional<Limit> Constraint::*member)
{
    return into(
        member, "a number, or { by = ..., table = { ... }, other = ... }", [](const Spot& spot, Limit& held) {
            if (const Table* table = spot.node.table()) {
                Lookup lookup;
                read_table(*table, spot.inside(), lookup_keys, lookup);
                held = std::move(lookup);
                return Taken::yes;
            }
            double constant = 0.0;
            const Taken taken = read_number(spot, any_number, constant);
            held = constant;
            return taken;
        });
}

/// Of any constraint.
const Keys<Constraint> constraint_keys = {
    {"min", allowed, limit(&Constraint::min)},
    {"max", allowed, limit(&Constraint::max)},
    {"on_fail", allowed,
        choice(&Constraint::on_fail, {{"exclude", OnFail::exclude}, {"condition", OnFail::condition}})},
    {"condition", allowed, title(&Constraint::condition)},
};

/// Of one whose measure gives a fact that may be a text.
const Keys<Constraint> choice_keys = {
    {"one_of", allowed, values(&Constraint::one_of)},
    {"equals", allowed,
        into(&Constraint::one_of, std::string(a_value),
            [](const Spot& spot, std::vector<Value>& held) {
                return read_value(spot, held.emplace_back());
            })},
};

/// A share by `one_of` is a number: `one_of` is the measure's own.
Keys<Constraint> no_choice_keys(const MeasureDeclaration& measure)
{
    return {refusal<Constraint>("equals",
        fmt::format("measure '{}' gives a number, and one_of belongs to it", measure.name),
        "limit it by min or max")};
}

const Keys<Criterion> criterion_keys = {
    {"value", needed, into(&Criterion::value, std::string(value_function_wanted), read_value_function)},
    {"weight", allowed, number(&Criterion::weight, {0.0, largest, "a weight of 0 or more"})},
    {"missing", allowed, number(&Criterion::missing, share)},
};

Reader<Decision> method_reader()
{
    return into(&Decision::method, std::string(a_text), [](const Spot& spot, std::string& method) {
        const std::vector<std::string> known = {"weighted-sum"};
        const Taken taken = read_word(spot, method);
        if (taken != Taken::yes || method == known.front()) {
            return taken;
        }
        const bool comes_later = is_not_yet(Within::decision_method, method);
        spot.subject.problems.add(Fault::definition, spot.node.place,
            comes_later ? fmt::format("the decision method '{}' is not in this version", method)
                        : fmt::format("there is no decision method '{}'", method),
            comes_later ? "use 'weighted-sum'" : suggest(method, known));
        return Taken::reported;
    });
}

const Keys<Decision> decision_keys
    = Keys<Decision>{{"method", allowed, method_reader()}} + not_yet_keys<Decision>(Within::decision);

/// "criterion 'size'", or "a criterion" for one without an id.
Subject subject_of(const Spot& spot)
{
    const std::string* name = id_of(spot.node);
    return {name != nullptr ? fmt::format("{} '{}'", spot.key, *name) : fmt::format("a {}", spot.key),
        spot.node.place, spot.subject.problems};
}

Theme read_theme(const Spot& spot)
{
    Theme theme;
    theme.place = spot.node.place;
    read_table(*spot.node.table(), subject_of(spot), theme_keys, theme);
    return theme;
}

/// A constraint or a criterion with these keys of its own.
template <class T>
T read_rule(const Spot& spot, const Subject& subject, const Keys<T>& own_keys, MeasureCatalogue measures)
{
    const Table& table = *spot.node.table();
    T rule;
    rule.place = spot.node.place;
    rule.places = value_places(table);
    const Keys<T> keys = keys_of<T>(rule_keys(measures)) + own_keys;
    const MeasureDeclaration* measure = measure_in(table, measures);
    read_table(
        table, subject, keys + keys_of<T>(measure_keys(table, measure, measures, names_of(keys))), rule);
    return rule;
}

/// A limit stands there, be it misspelt.
bool has_limit(const Table& table, const Keys<Constraint>& keys)
{
    std::vector<std::string> limits = {"min", "max", "one_of", "equals"};
    const std::vector<std::string> known = names_of(keys);
    return std::any_of(limits.begin(), limits.end(), [&](const std::string& limit) {
        const bool is_known = std::find(known.begin(), known.end(), limit) != known.end();
        return is_known && (table.find(limit) != nullptr || stands_misspelt(table, limit, known));
    });
}

void check_limits(const Constraint& constraint, const Table& table, bool is_by_choice,
    const Keys<Constraint>& keys, const Subject& subject)
{
    const Node* equals = table.find("equals");
    if (!has_limit(table, keys)) {
        subject.complain(subject.place, "has no limit",
            is_by_choice ? "add min, max, equals or one_of" : "add min or max");
    }
    if (is_by_choice && equals != nullptr && table.find("one_of") != nullptr) {
        subject.complain(equals->place, "has both equals and one_of", "keep one of them");
    }
    const auto* min = constraint.min ? std::get_if<double>(&*constraint.min) : nullptr;
    const auto* max = constraint.max ? std::get_if<double>(&*constraint.max) : nullptr;
    if (min != nullptr && max != nullptr && *min > *max) {
        subject.complain(constraint.place_of("min"),
            fmt::format("has min {} above max {}", shortest(*min), shortest(*max)),
            "give a min that is at most max");
    }
}

Constraint read_constraint(const Spot& spot, MeasureCatalogue measures)
{
    const Table& table = *spot.node.table();
    const Subject subject = subject_of(spot);
    const MeasureDeclaration* measure = measure_in(table, measures);
    const bool is_by_choice = measure == nullptr || !has_parameter(*measure, "one_of");
    const Keys<Constraint> own = constraint_keys + (is_by_choice ? choice_keys : no_choice_keys(*measure));
    auto constraint = read_rule<Constraint>(spot, subject, own, measures);
    check_limits(constraint, table, is_by_choice, own, subject);
    return constraint;
}

} // namespace

void read_rules(const Table& tree, const RuleReading& reading, RuleSet& rules, ProblemList& problems)
{
    const MeasureCatalogue measures = reading.measures;
    const Keys<Criterion> criterion = criterion_keys + not_yet_keys<Criterion>(Within::criterion);
    const Keys<RuleSet> keys = Keys<RuleSet>{
        {"rules", allowed, read_elsewhere<RuleSet>()},
        {"theme", allowed, tables(&RuleSet::themes, read_theme)},
        {"constraint", allowed,
            tables(&RuleSet::constraints, [&](const Spot& spot) { return read_constraint(spot, measures); })},
        {"criterion", allowed,
            tables(&RuleSet::criteria,
                [&](const Spot& spot) { return read_rule<Criterion>(spot, subject_of(spot), criterion, measures); })},
        {"decision", allowed, table(&RuleSet::decision, decision_keys)},
        {"grid", allowed,
            {"a table", [&](const Spot& spot, RuleSet& set) { return read_grid_model(spot, reading.rules_folder, set.grid); }}},
    } + not_yet_keys<RuleSet>(Within::rule_set);
    read_table(tree, file_subject("a rule set", rules.texts.front().shown, problems), keys, rules);
}

} // namespace kavel
