// SPDX-License-Identifier: EUPL-1.2
#include "write/phrases.hpp"

#include "base/reasons.hpp"
#include "write/figures_above.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace kavel {
namespace {

TEST(Phrases, a_result_is_a_number_or_what_is_said_instead)
{
    const struct {
        Fact fact;
        std::optional<double> number;
        std::optional<std::string> text;
    } table[] = {
        {12.5, 12.5, std::nullopt},
        {std::string("hard"), std::nullopt, "hard"},
        {std::string(), std::nullopt, ""},
        {None{}, std::nullopt, "geen"},
        {Unknown{&reason::no_cover}, std::nullopt, reason::no_cover.nl},
        {Unknown{}, std::nullopt, "onbekend"},
        {std::numeric_limits<double>::infinity(), std::nullopt, "oneindig"},
    };

    for (const auto& [fact, number, text] : table) {
        EXPECT_EQ(raw_number(fact), number);
        EXPECT_EQ(raw_text(fact, Language::nl), text);
    }
    EXPECT_EQ(raw_text(None{}, Language::en), "none");
}

TEST(Phrases, the_limit_of_a_plot_is_short)
{
    Constraint one_of;
    one_of.one_of = {std::string("hard"), 3.0};

    EXPECT_EQ(limit_text({}, {true, std::nullopt, 0.0}, Language::nl), "<= 0");
    EXPECT_EQ(limit_text({}, {true, 100.0, std::nullopt}, Language::nl), ">= 100");
    EXPECT_EQ(limit_text({}, {true, 0.5, 10000.0}, Language::nl), ">= 0,5; <= 10000");
    EXPECT_EQ(limit_text({}, {true, 0.5, 10000.0}, Language::en), ">= 0.5; <= 10000");
    EXPECT_EQ(limit_text(one_of, {}, Language::nl), "een van: hard, 3");
    EXPECT_EQ(limit_text(one_of, {}, Language::en), "one of: hard, 3");
    EXPECT_EQ(limit_text({}, {}, Language::en), "");
}

TEST(Phrases, the_limit_of_a_rule_stands_as_it_was_written)
{
    Constraint constraint;
    constraint.min = Lookup{"category", {{std::string("3.1"), 50.0}, {4.0, 200.0}}, 100.0};
    constraint.max = 5000.0;
    Constraint one_of;
    one_of.one_of = {std::string("a \"b\""), 3.0};

    EXPECT_EQ(limit_as_written(constraint),
        R"(min = {by = "category", table = {"3.1" = 50, "4" = 200}, other = 100}; max = 5000)");
    EXPECT_EQ(limit_as_written(one_of), R"(one_of = ["a \"b\"", 3])");
}

TEST(Phrases, parameters_are_json_with_sorted_keys)
{
    const Parameters parameters{{"radius", 1000.0}, {"attribute", std::string("soort")}, {"share", 0.25},
        {"one_of", std::vector<Value>{std::string("a"), 3.0, 0.5}}};

    EXPECT_EQ(parameters_text(parameters),
        R"({"attribute":"soort","one_of":["a",3,0.5],"radius":1000,"share":0.25})");
    EXPECT_EQ(parameters_text({}), "");
}

const std::pair<ValueFunction, std::string> functions[] = {
    {Linear{8000.0, 500.0}, "linear {worst = 8000, best = 500}"},
    {Points{{{1000.0, 1.0}, {3000.5, 0.7}}}, "points [[1000, 1], [3000.5, 0.7]]"},
    {Bands{{{3.1, 0.2}, {4.1, 0.8}}, 1.0},
        "bands [{upto = 3.1, value = 0.2}, {upto = 4.1, value = 0.8}, {value = 1}]"},
    {Classes{{{std::string("3 \"x\""), 0.3}, {std::string("hard"), 1.0}}, 0.1},
        R"(classes {"3 \"x\"" = 0.3, "hard" = 1}, other = 0.1)"},
    {Logistic{5.0, 9.0, 1.0}, "logistic {midpoint = 5, worst = 9, best = 1}"},
    {Gaussian{5.0, 2.5}, "gaussian {best = 5, sigma = 2.5}"},
};

TEST(Phrases, a_value_function_can_be_read_back)
{
    for (const auto& [function, text] : functions) {
        EXPECT_EQ(value_function_text(function), text);
        const auto read = read_value_function_text(text);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_EQ(value_function_text(*read), text);
    }
    EXPECT_FALSE(read_value_function_text("").has_value());
    EXPECT_FALSE(read_value_function_text("parabolic {a = 1}").has_value());
}

TEST(Phrases, evidence_in_a_line_is_the_first_thing_seen)
{
    const std::vector<Evidence> far{{0, EvidenceKind::nearest, "A12 Duiven", 1234.4, "m", ""},
        {0, EvidenceKind::nearest, "A15", 2000.0, "m", ""}};
    const std::vector<Evidence> near{{0, EvidenceKind::nearest, "Kade", 3.14159, "m", ""}};
    const std::vector<Evidence> number{{0, EvidenceKind::within, "", 12.0, "", ""}};

    EXPECT_EQ(evidence_text(far, Language::nl), "A12 Duiven (1.234 m)");
    EXPECT_EQ(evidence_text(near, Language::nl), "Kade (3,14 m)");
    EXPECT_EQ(evidence_text(number, Language::nl), "12");
    EXPECT_EQ(evidence_text({}, Language::nl), "");
}

} // namespace
} // namespace kavel
