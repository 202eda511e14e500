// SPDX-License-Identifier: EUPL-1.2
#include "read/layer_needs.hpp"

#include "measure/measure.hpp"
#include "measure/region_by_hand.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kavel {
namespace {

LayerNeeds needs(const RuleSet& rules, std::vector<char> applied = {})
{
    applied.resize(rules.size(), applied.empty() ? 1 : 0);
    return needs_of(rules, applied, "layer");
}

TEST(LayerNeeds, reach_as_far_as_the_farthest_rule)
{
    const RuleSet rules = rules_of({asks("a", "count_within", "layer", {{"radius", 500.0}}),
        asks("b", "distance", "layer", {{"within", 2000.0}}), asks("c", "covered_share", "layer"),
        asks("d", "count_within", "elsewhere", {{"radius", 9000.0}})});

    EXPECT_EQ(needs(rules).reach_m, 2000.0);
    EXPECT_FALSE(needs(rules).unbounded);
    EXPECT_EQ(needs(rules).rules, (std::vector<std::size_t>{0, 1, 2}));
}

TEST(LayerNeeds, have_no_bound_when_a_rule_looks_however_far)
{
    EXPECT_TRUE(needs(rules_of({asks("a", "distance", "layer")})).unbounded);
    EXPECT_TRUE(
        needs(rules_of({asks("a", "nearest", "layer", {{"attribute", std::string("x")}})})).unbounded);
    EXPECT_FALSE(needs(rules_of({asks("a", "covered_share", "layer"), asks("b", "area")})).unbounded);
}

TEST(LayerNeeds, name_each_attribute_once_with_the_first_rule_that_asks)
{
    const RuleSet rules = rules_of({asks("a", "covered_share", "layer"),
        asks("b", "attribute_at", "layer", {{"attribute", std::string("naam")}}),
        asks("c", "attribute_mean", "layer", {{"attribute", std::string("mva")}}),
        asks("d", "nearest", "layer", {{"attribute", std::string("naam")}})});

    const LayerNeeds found = needs(rules);

    ASSERT_EQ(found.attributes.size(), 2U);
    EXPECT_EQ(found.attributes[0].name, "naam");
    EXPECT_EQ(found.attributes[0].cos_phi, std::nullopt);
    EXPECT_EQ(found.attributes[1].name, "mva");
}

TEST(LayerNeeds, leave_out_rules_that_are_not_applied)
{
    const RuleSet rules = rules_of({asks("a", "covered_share", "layer"), asks("b", "distance", "layer")});

    const LayerNeeds found = needs(rules, {1, 0});

    EXPECT_FALSE(found.unbounded);
    EXPECT_EQ(found.rules, std::vector<std::size_t>{0});
}

TEST(AppliedRules, are_all_but_those_left_out)
{
    const RuleSet rules = rules_of({asks("a", "area"), asks("b", "area"), asks("c", "area")});

    EXPECT_EQ(applied_rules(rules, {}), (std::vector<char>{1, 1, 1}));
    EXPECT_EQ(applied_rules(rules, {{1, {}}, {1, {}}}), (std::vector<char>{1, 0, 1}));
}

} // namespace
} // namespace kavel
