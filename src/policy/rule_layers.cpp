// SPDX-License-Identifier: EUPL-1.2
#include "policy/rule_layers.hpp"

namespace kavel {

std::vector<NamedLayer> layers_named_by(const Rule& rule)
{
    std::vector<NamedLayer> layers;
    if (!rule.layer.empty()) {
        layers.push_back({"layer", &rule.layer});
    }
    if (rule.measure == nullptr) {
        return layers;
    }
    for (const ParameterDeclaration& parameter : rule.measure->parameters) {
        const std::string* name = rule.text(parameter.name);
        if (parameter.kind == ParameterKind::layer && name != nullptr) {
            layers.push_back({parameter.name, name});
        }
    }
    return layers;
}

NeededParts needed_parts(const Rule& rule, std::string_view key)
{
    if (key == network_key::network) {
        return NeededParts::lines;
    }
    if (key == network_key::through) {
        return NeededParts::polygons;
    }
    switch (rule.measure->on) {
    case MeasuredOn::lines:
        return NeededParts::lines;
    case MeasuredOn::polygons:
        return NeededParts::polygons;
    case MeasuredOn::raster:
        return NeededParts::raster;
    default:
        return NeededParts::any;
    }
}

bool in_minutes(const Rule& rule)
{
    const std::string* cost = rule.text(network_key::cost);
    return cost != nullptr && *cost == "minutes";
}

std::string_view unit_of(const Rule& rule)
{
    if (rule.measure == nullptr || rule.measure->unit == "attribute") {
        return {};
    }
    if (rule.measure->unit == "cost") {
        return in_minutes(rule) ? "min" : "m";
    }
    return rule.measure->unit;
}

std::vector<NeededField> needed_fields(const Rule& rule, std::string_view key)
{
    std::vector<NeededField> fields;
    const std::string* attribute = rule.text("attribute");
    if (key == "layer" && attribute != nullptr) {
        fields.push_back({*attribute, "attribute"});
    }
    if (key == network_key::network && in_minutes(rule) && !rule.number(network_key::default_kmh)) {
        fields.push_back({std::string(speed_field), network_key::cost});
    }
    return fields;
}

} // namespace kavel
