// SPDX-License-Identifier: EUPL-1.2
#include "measure/doubts.hpp"

#include "measure/region_by_hand.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

const Parameters of_value{{"attribute", std::string("value")}};

Region land_use()
{
    const Shapes shapes = features(
        {rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(2, 0, 3, 1), rectangle(3, 0, 4, 1)});
    Region region = region_of(drawn(rectangle(0, 0, 4, 1)),
        {layer_of("layer", shapes, {text("bos"), text("heide"), 3.0, Value()})});
    region.candidates.table.columns.push_back(column("segment", {text("XL")}));
    return region;
}

std::vector<std::string> doubts_about(const RuleSet& rules)
{
    std::vector<std::string> texts;
    for (const Title& doubt : doubts(rules, std::vector<char>(rules.size(), 1), land_use())) {
        texts.push_back(doubt.en);
    }
    return texts;
}

Criterion share_of(std::vector<Value> values)
{
    return asks("use", "attribute_share", "layer",
        {{"attribute", std::string("value")}, {"one_of", std::move(values)}});
}

TEST(Doubts, are_about_texts_that_occur_nowhere)
{
    EXPECT_EQ(doubts_about(rules_of({share_of({text("bos"), text("heide"), text("3"), text("3.0"), 3.0})})),
        std::vector<std::string>());
    EXPECT_EQ(doubts_about(rules_of({share_of({text("bosch"), text("zee")})})),
        (std::vector<std::string>{"rule 'use': value 'bosch' occurs nowhere in 'value'",
            "rule 'use': value 'zee' occurs nowhere in 'value'"}));
    EXPECT_EQ(doubts_about(rules_of({share_of({text("Bos")})})),
        (std::vector<std::string>{"rule 'use': value 'Bos' occurs nowhere in 'value'; did you mean 'bos'?"}));
}

TEST(Doubts, are_about_the_classes_of_a_criterion)
{
    Criterion at = asks("at", "attribute_at", "layer", of_value);
    at.value = Classes{{{text("bos"), 1.0}, {text("heidde"), 0.5}}, 0.0};

    EXPECT_EQ(doubts_about(rules_of({at})),
        (std::vector<std::string>{
            "rule 'at': value 'heidde' occurs nowhere in 'value'; did you mean 'heide'?"}));
}

TEST(Doubts, are_about_the_allowed_values_of_a_constraint)
{
    RuleSet rules;
    Constraint constraint;
    constraint.id = "segment";
    constraint.measure = measure_named("field");
    constraint.parameters = {{"attribute", std::string("segment")}};
    constraint.one_of = {text("XL"), text("XXL")};
    rules.constraints.push_back(constraint);

    EXPECT_EQ(doubts_about(rules),
        (std::vector<std::string>{
            "rule 'segment': value 'XXL' occurs nowhere in 'segment'; did you mean 'XL'?"}));
}

TEST(Doubts, are_not_about_rules_that_are_not_applied_or_name_no_value)
{
    const RuleSet rules = rules_of({share_of({text("zee")}), asks("area", "area")});

    EXPECT_TRUE(doubts(rules, {0, 1}, land_use()).empty());
}

TEST(Doubts, stand_among_the_warnings_of_measuring)
{
    const Measured measured = measure_all(rules_of({share_of({text("zee")})}), land_use());

    ASSERT_EQ(measured.warnings.size(), 1U);
    EXPECT_EQ(measured.warnings[0].nl, "regel 'use': waarde 'zee' komt nergens voor in 'value'");
}

} // namespace
} // namespace kavel
