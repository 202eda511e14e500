// SPDX-License-Identifier: EUPL-1.2
// What the applied rules ask of a layer: which fields, which kinds of parts, and how far from the plots.
#pragma once

#include "policy/study.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

struct LayerNeeds {
    struct Attribute {
        std::string name;
        std::optional<double> cos_phi; ///< of a power in MW: a field in MVA (named so) is converted by this
    };
    std::vector<Attribute> attributes; ///< each once
    std::vector<std::size_t> rules; ///< the applied rules that name this layer
    struct Condition {
        std::string text;
        std::string key; ///< of the rule that has it first
        Place place;
    };
    std::vector<Condition> conditions; ///< each text once
    bool unbounded = false; ///< a rule looks for the nearest feature, however far
    double reach_m = 0.0; ///< else: the farthest that any rule looks
    std::string needed; ///< a field without which the layer says nothing; empty: none
    bool is_raster = false; ///< its rules look at a raster
    int most_band = 1; ///< the highest band that a rule asks for
    bool keeps_placeless = false; ///< a feature without geometry counts

    bool wanted() const { return !rules.empty() || !attributes.empty(); }
};

/// `left_out`: rules that are not applied, one a rule.
LayerNeeds needs_of(const RuleSet& rules, const std::vector<char>& applied, std::string_view layer);

/// One a rule: whether it is applied.
std::vector<char> applied_rules(const RuleSet& rules, const std::vector<LeftOut>& left_out);

} // namespace kavel
