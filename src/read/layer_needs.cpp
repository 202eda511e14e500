// SPDX-License-Identifier: EUPL-1.2
#include "read/layer_needs.hpp"

#include "policy/grid_roles.hpp"
#include "policy/rule_layers.hpp"

#include <algorithm>

namespace kavel {

namespace {

void add(LayerNeeds& needs, std::string name, std::optional<double> cos_phi)
{
    const auto known = std::find_if(
        needs.attributes.begin(), needs.attributes.end(), [&](const auto& one) { return one.name == name; });
    if (known == needs.attributes.end()) {
        needs.attributes.push_back({std::move(name), cos_phi});
    } else if (cos_phi) {
        known->cos_phi = cos_phi;
    }
}

/// The grid model looks at whole layers: the station above may stand anywhere.
void add_grid(LayerNeeds& needs, const RuleSet& rules, const GridRole& role)
{
    needs.unbounded = true;
    needs.needed = role.needed;
    needs.keeps_placeless = role.keeps_placeless;
    if (!role.needed.empty()) {
        add(needs, std::string(role.needed), std::nullopt);
    }
    for (const std::string_view field : role.fields) {
        add(needs, std::string(field),
            field.ends_with("_mw") ? std::optional(rules.grid->cos_phi) : std::nullopt);
    }
    if (role.name == stations_role && rules.grid->local) {
        for (const TransportContract& contract : rules.grid->local->contracts) {
            if (!contract.mw_field.empty()) {
                add(needs, contract.mw_field, rules.grid->cos_phi);
            }
        }
    }
}

/// A network is looked at as a whole, and so are the ends of its routes and what they lead through.
void add_network(LayerNeeds& needs, const Rule& rule, std::string_view key)
{
    needs.unbounded = true;
    if (key != network_key::network) {
        return;
    }
    add(needs, std::string(oneway_field), std::nullopt);
    if (in_minutes(rule)) {
        add(needs, std::string(speed_field), std::nullopt);
    }
    for (const std::string_view condition_key : {network_key::network_where, network_key::access_where}) {
        const std::string* text = rule.text(condition_key);
        const bool is_new = text != nullptr
            && std::none_of(needs.conditions.begin(), needs.conditions.end(),
                [text](const auto& one) { return one.text == *text; });
        if (is_new) {
            needs.conditions.push_back({*text, std::string(condition_key), rule.place_of(condition_key)});
        }
    }
}

/// What a rule asks of the layer that it names by a key.
void add_rule(LayerNeeds& needs, const Rule& rule, std::string_view key)
{
    for (const NeededField& field : needed_fields(rule, key)) {
        add(needs, field.name, std::nullopt);
    }
    if (rule.measure->on == MeasuredOn::network) {
        add_network(needs, rule, key);
        return;
    }
    needs.is_raster = needs.is_raster || rule.measure->on == MeasuredOn::raster;
    needs.most_band = std::max(needs.most_band, static_cast<int>(rule.number("band").value_or(1.0)));
    const auto reach = rule.number("radius") ? rule.number("radius") : rule.number("within");
    const auto& parameters = rule.measure->parameters;
    const bool may_look_far = std::any_of(parameters.begin(), parameters.end(),
        [](const auto& parameter) { return parameter.name == "within"; });
    needs.unbounded = needs.unbounded || (may_look_far && !reach);
    needs.reach_m = std::max(needs.reach_m, reach.value_or(0.0));
}

} // namespace

LayerNeeds needs_of(const RuleSet& rules, const std::vector<char>& applied, std::string_view layer)
{
    LayerNeeds needs;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (applied[i] == 0) {
            continue;
        }
        for (const NamedLayer& named : layers_named_by(rule)) {
            if (*named.name == layer) {
                add_rule(needs, rule, named.key);
                if (needs.rules.empty() || needs.rules.back() != i) {
                    needs.rules.push_back(i);
                }
            }
        }
    }
    const std::vector<GridRole> roles = grid_roles(rules);
    if (const GridRole* role = grid_role(roles, layer)) {
        add_grid(needs, rules, *role);
    }
    return needs;
}

std::vector<char> applied_rules(const RuleSet& rules, const std::vector<LeftOut>& left_out)
{
    std::vector<char> applied(rules.size(), 1);
    for (const LeftOut& one : left_out) {
        applied[one.rule] = 0;
    }
    return applied;
}

} // namespace kavel
