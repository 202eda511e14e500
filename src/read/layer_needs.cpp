// SPDX-License-Identifier: EUPL-1.2
#include "read/layer_needs.hpp"

#include "policy/grid_roles.hpp"

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

} // namespace

LayerNeeds needs_of(const RuleSet& rules, const std::vector<char>& applied, std::string_view layer)
{
    LayerNeeds needs;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (applied[i] == 0 || rule.layer != layer) {
            continue;
        }
        needs.rules.push_back(i);
        if (const std::string* attribute = rule.text("attribute")) {
            add(needs, *attribute, std::nullopt);
        }
        const auto reach = rule.number("radius") ? rule.number("radius") : rule.number("within");
        const auto& parameters = rule.measure->parameters;
        const bool may_look_far = std::any_of(parameters.begin(), parameters.end(),
            [](const auto& parameter) { return parameter.name == "within"; });
        needs.unbounded = needs.unbounded || (may_look_far && !reach);
        needs.reach_m = std::max(needs.reach_m, reach.value_or(0.0));
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
