// SPDX-License-Identifier: EUPL-1.2
#include "measure/doubts.hpp"

#include "base/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kavel {

namespace {

/// The column of which a rule names values: of its layer, or of the plots.
const Column* column_of(const Rule& rule, const Region& region)
{
    const std::string* attribute = rule.text("attribute");
    if (attribute == nullptr) {
        return nullptr;
    }
    if (rule.layer.empty()) {
        return region.candidates.field(*attribute);
    }
    const Layer* layer = region.layer(rule.layer);
    return layer != nullptr ? layer->features.column(*attribute) : nullptr;
}

} // namespace

std::vector<Value> named_values(const RuleSet& rules, std::size_t index)
{
    const Rule& rule = rules.rule(index);
    if (const auto* values = rule.values("one_of")) {
        return *values;
    }
    if (index < rules.constraints.size()) {
        return rules.constraints[index].one_of;
    }
    std::vector<Value> values;
    const Criterion& criterion = rules.criteria[index - rules.constraints.size()];
    if (const auto* classes = std::get_if<Classes>(&criterion.value)) {
        for (const auto& [value, worth] : classes->classes) {
            values.push_back(value);
        }
    }
    return values;
}

namespace {

std::vector<std::string> values_in(const Column& column)
{
    std::vector<std::string> values(column.texts().begin(), column.texts().end());
    std::set<double> numbers;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.is_number(row)) {
            numbers.insert(column.number(row));
        }
    }
    for (const double number : numbers) {
        values.push_back(shortest(number));
    }
    return values;
}

bool occurs(const Value& value, const Column& column)
{
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (same_value(value, column.value(row))) {
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<Title> doubts(const RuleSet& rules, const std::vector<char>& applied, const Region& region)
{
    std::vector<Title> list;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Column* column = applied[i] != 0 ? column_of(rules.rule(i), region) : nullptr;
        const std::vector<Value> named = column != nullptr ? named_values(rules, i) : std::vector<Value>();
        if (named.empty()) {
            continue;
        }
        const std::vector<std::string> values = values_in(*column);
        for (const Value& value : named) {
            if (!std::holds_alternative<std::string>(value) || occurs(value, *column)) {
                continue;
            }
            const std::string text = to_text(value);
            const auto near = nearest_spelling(text, values);
            list.push_back(
                {fmt::format("regel '{}': waarde '{}' komt nergens voor in '{}'{}", rules.rule(i).id, text,
                     column->name(), near ? fmt::format("; bedoelt u '{}'?", *near) : ""),
                    fmt::format("rule '{}': value '{}' occurs nowhere in '{}'{}", rules.rule(i).id, text,
                        column->name(), near ? fmt::format("; did you mean '{}'?", *near) : "")});
        }
    }
    return list;
}

} // namespace kavel
