// SPDX-License-Identifier: EUPL-1.2
// Regions, layers and rules made by hand, for tests of what is measured: no file and no library in between.
#pragma once

#include "measure/measure.hpp"
#include "measure/register.hpp"
#include "values.hpp"
#include "wkt.hpp"

#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kavel {

inline const MeasureDeclaration* measure_named(std::string_view name)
{
    for (const MeasureDeclaration* measure : measure_catalogue()) {
        if (measure->name == name) {
            return measure;
        }
    }
    throw std::invalid_argument("no measure '" + std::string(name) + "'");
}

/// A column of so many values.
inline Column column(const std::string& name, const std::vector<Value>& values)
{
    Column made(name);
    for (const Value& value : values) {
        made.add(value);
    }
    return made;
}

/// Features with ids 0, 1, 2 ... and labels "#0", "#1" ...; `values` is their field "value".
inline Layer layer_of(const std::string& name, Shapes shapes, const std::vector<Value>& values = {})
{
    Layer layer;
    layer.name = name;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        layer.features.fids.push_back(static_cast<std::int64_t>(i));
        layer.features.sources.push_back(0);
        layer.names.add_null();
    }
    layer.features.shapes = std::move(shapes);
    if (!values.empty()) {
        layer.features.columns.push_back(column("value", values));
    }
    return layer;
}

/// Usable plots with ids "p0", "p1" ...
inline Region region_of(Shapes plots, std::vector<Layer> layers = {})
{
    Region region;
    for (std::size_t i = 0; i < plots.size(); ++i) {
        region.candidates.ids.push_back("p" + std::to_string(i));
        region.candidates.names.emplace_back();
        region.candidates.unusable.emplace_back();
        region.candidates.table.fids.push_back(static_cast<std::int64_t>(i));
        region.candidates.table.sources.push_back(0);
    }
    region.candidates.table.shapes = std::move(plots);
    for (Layer& layer : layers) {
        region.layers.push_back(std::make_shared<const Layer>(std::move(layer)));
    }
    return region;
}

/// A criterion that asks one thing of every plot, and takes texts as they are.
inline Criterion asks(
    std::string id, std::string_view measure, std::string layer = {}, Parameters parameters = {})
{
    Criterion rule;
    rule.id = std::move(id);
    rule.measure = measure_named(measure);
    rule.value = Classes{};
    rule.layer = std::move(layer);
    rule.parameters = std::move(parameters);
    return rule;
}

inline RuleSet rules_of(std::vector<Criterion> criteria)
{
    RuleSet rules;
    rules.criteria = std::move(criteria);
    return rules;
}

inline Measured measure_all(const RuleSet& rules, const Region& region, unsigned threads = 1)
{
    Silent watch;
    return measure(rules, std::vector<char>(rules.size(), 1), region, {}, threads, watch);
}

/// What a measure is asked with: its name, its parameters, and the features' field "value".
struct Question {
    std::string_view measure;
    Parameters parameters;
    std::vector<Value> values;
};

/// Everything that is measured for one plot and one rule.
inline Measured answer_to(const Question& question, const Shapes& plot, const Shapes& layer_features)
{
    return measure_all(rules_of({asks("rule", question.measure, "layer", question.parameters)}),
        region_of(plot, {layer_of("layer", layer_features, question.values)}));
}

inline Fact fact(const Question& question, const Shapes& plot, const Shapes& layer_features)
{
    return answer_to(question, plot, layer_features).facts.at(0, 0);
}

/// A fact that must be a number; anything else shows as NaN, which equals nothing.
inline double as_double(const Fact& fact)
{
    const auto* number = std::get_if<double>(&fact);
    return number != nullptr ? *number : std::numeric_limits<double>::quiet_NaN();
}

inline double number(const Question& question, const Shapes& plot, const Shapes& layer_features)
{
    return as_double(fact(question, plot, layer_features));
}

/// A measure of the plot alone.
inline double number(std::string_view measure, const Shapes& plot)
{
    return as_double(measure_all(rules_of({asks("rule", measure)}), region_of(plot)).facts.at(0, 0));
}

/// The reason beside an unknown fact, in English; a text in brackets for what is not unknown or has none.
inline std::string why_unknown(const Fact& fact)
{
    if (!is_unknown(fact)) {
        return "(not unknown)";
    }
    const Title* why = std::get<Unknown>(fact).why;
    return why != nullptr ? why->en : "(no reason)";
}

} // namespace kavel
