// SPDX-License-Identifier: EUPL-1.2
#include "read/layer_needs.hpp"

#include <algorithm>

namespace kavel {

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
            const bool known = std::any_of(needs.attributes.begin(), needs.attributes.end(),
                [attribute](const auto& one) { return one.name == *attribute; });
            if (!known) {
                needs.attributes.push_back({*attribute, i});
            }
        }
        const auto reach = rule.number("radius") ? rule.number("radius") : rule.number("within");
        const auto& parameters = rule.measure->parameters;
        const bool may_look_far = std::any_of(parameters.begin(), parameters.end(),
            [](const auto& parameter) { return parameter.name == "within"; });
        needs.unbounded = needs.unbounded || (may_look_far && !reach);
        needs.reach_m = std::max(needs.reach_m, reach.value_or(0.0));
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
