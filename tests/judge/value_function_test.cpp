// SPDX-License-Identifier: EUPL-1.2
#include "judge/value_function.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace kavel;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Row {
    Fact fact;
    double value;
};

std::string shown(const Fact& fact)
{
    if (const auto* number = std::get_if<double>(&fact)) {
        return shortest(*number);
    }
    if (const auto* text = std::get_if<FactText>(&fact)) {
        return "'" + text->get() + "'";
    }
    return std::holds_alternative<None>(fact) ? "none" : "unknown";
}

void expect_exactly(const ValueFunction& function, const std::vector<Row>& table)
{
    for (const auto& [fact, value] : table) {
        EXPECT_EQ(value_of(function, fact), value) << shown(fact);
    }
}

void expect_near(const ValueFunction& function, const std::vector<Row>& table)
{
    for (const auto& [fact, value] : table) {
        ASSERT_TRUE(value_of(function, fact)) << shown(fact);
        EXPECT_NEAR(*value_of(function, fact), value, 1e-12) << shown(fact);
    }
}

/// One of each function, for what holds for all of them.
const std::vector<ValueFunction> numeric_functions{Linear{10000.0, 500.0}, Points{{{0.0, 0.2}, {10.0, 0.8}}},
    Bands{{{10.0, 0.3}}, 0.9}, Logistic{50.0, 0.0, 100.0}, Gaussian{5.0, 2.0}};

} // namespace

TEST(ValueFunction, linear_falls_when_less_is_better)
{
    expect_exactly(Linear{10000.0, 500.0},
        {
            {-1.0, 1.0},
            {500.0, 1.0}, // best
            {5250.0, 0.5},
            {10000.0, 0.0}, // worst
            {20000.0, 0.0},
            {None{}, 0.0},
            {infinite, 0.0},
            {-infinite, 1.0},
        });
}

TEST(ValueFunction, linear_rises_when_more_is_better)
{
    expect_exactly(Linear{10000.0, 50000.0},
        {
            {0.0, 0.0},
            {10000.0, 0.0}, // worst
            {20000.0, 0.25},
            {50000.0, 1.0}, // best
            {60000.0, 1.0},
            {None{}, 1.0},
            {-infinite, 0.0},
        });
}

TEST(ValueFunction, linear_at_its_ends_is_a_plain_zero_without_a_minus)
{
    EXPECT_FALSE(std::signbit(*value_of(Linear{10000.0, 500.0}, 10000.0)));
    EXPECT_FALSE(std::signbit(*value_of(Linear{0.0, 1.0}, -0.0)));
}

TEST(ValueFunction, linear_compares_exactly)
{
    const double hair = std::nextafter(500.0, 1000.0);

    EXPECT_LT(*value_of(Linear{10000.0, 500.0}, std::nextafter(9000.0, 10000.0)),
        *value_of(Linear{10000.0, 500.0}, 9000.0));
    EXPECT_EQ(value_of(Bands{{{500.0, 1.0}}, 0.0}, hair), 0.0);
}

TEST(ValueFunction, ends_as_far_apart_as_numbers_go_still_give_a_value)
{
    constexpr double far = std::numeric_limits<double>::max();

    EXPECT_EQ(value_of(Linear{-far, far}, 0.0), 0.5);
    EXPECT_EQ(value_of(Linear{-far, far}, None{}), 1.0);
    EXPECT_EQ(value_of(Points{{{-far, 0.0}, {far, 1.0}}}, 0.0), 0.5);
    EXPECT_EQ(value_of(Logistic{0.0, -far, far}, 0.0), 0.5);
    EXPECT_EQ(value_of(Logistic{0.0, -far, far}, None{}), 1.0);
}

TEST(ValueFunction, points_are_joined_by_straight_lines_and_level_outside)
{
    expect_near(Points{{{1000.0, 1.0}, {3000.0, 0.7}, {10000.0, 0.0}}},
        {
            {0.0, 1.0},
            {1000.0, 1.0},
            {2000.0, 0.85},
            {3000.0, 0.7},
            {6500.0, 0.35},
            {10000.0, 0.0},
            {99999.0, 0.0},
            {None{}, 0.0},
            {-infinite, 1.0},
        });
}

TEST(ValueFunction, points_may_rise_and_fall)
{
    expect_near(Points{{{0.0, 0.0}, {10.0, 1.0}, {30.0, 0.5}}},
        {{5.0, 0.5}, {10.0, 1.0}, {20.0, 0.75}, {None{}, 0.5}});
}

TEST(ValueFunction, a_point_has_exactly_its_own_value)
{
    const Points points{{{0.1, 0.3}, {0.2, 0.7}, {0.3, 0.1}}};

    expect_exactly(points, {{0.1, 0.3}, {0.2, 0.7}, {0.3, 0.1}});
}

TEST(ValueFunction, a_single_point_is_level_everywhere)
{
    expect_exactly(Points{{{5.0, 0.4}}}, {{0.0, 0.4}, {5.0, 0.4}, {6.0, 0.4}, {None{}, 0.4}});
}

TEST(ValueFunction, a_band_includes_its_upper_end)
{
    expect_exactly(Bands{{{3.1, 0.2}, {3.2, 0.5}, {4.1, 0.8}}, 1.0},
        {
            {-infinite, 0.2},
            {1.0, 0.2},
            {3.1, 0.2},
            {std::nextafter(3.1, 4.0), 0.5},
            {3.2, 0.5},
            {4.1, 0.8},
            {std::nextafter(4.1, 5.0), 1.0},
            {4.2, 1.0},
            {None{}, 1.0},
        });
}

TEST(ValueFunction, a_class_matches_the_same_text_or_the_same_number)
{
    expect_exactly(Classes{{{std::string("hard"), 1.0}, {std::string("3.0"), 0.6}, {4.0, 0.4}}, 0.1},
        {
            {std::string("hard"), 1.0}, {std::string("Hard"), 0.1}, // case counts
            {std::string("hard "), 0.1}, {std::string("zacht"), 0.1}, {std::string(), 0.1},
            {3.0, 0.6}, // the key reads as that number
            {std::string("3.0"), 0.6}, {std::string("3"), 0.1}, // two texts compare as texts
            {4.0, 0.4}, {std::string("4.00"), 0.4}, // the key is a number
            {5.0, 0.1}, {None{}, 0.1}, // the limit
        });
}

TEST(ValueFunction, a_class_that_is_not_listed_is_zero_when_nothing_else_is_said)
{
    EXPECT_EQ(value_of(Classes{{{std::string("trunk"), 1.0}}}, std::string("track")), 0.0);
}

TEST(ValueFunction, logistic_is_a_half_at_the_midpoint_and_nineteen_to_one_at_the_ends)
{
    expect_near(Logistic{50.0, 0.0, 100.0},
        {
            {0.0, 0.05}, // worst
            {50.0, 0.5},
            {100.0, 0.95}, // best
            {None{}, 1.0},
            {-infinite, 0.0},
        });
}

TEST(ValueFunction, logistic_falls_when_less_is_better_and_its_midpoint_may_lie_anywhere)
{
    // 1 / (1 + exp(-2 ln 19 (x - 200) / (0 - 1000))); at x = 450: exponent ln 19 / 2, so 1 / (1 + sqrt(19)).
    expect_near(Logistic{200.0, 1000.0, 0.0},
        {
            {200.0, 0.5},
            {700.0, 0.05},
            {-300.0, 0.95},
            {450.0, 1.0 / (1.0 + std::sqrt(19.0))},
            {None{}, 0.0},
        });
}

TEST(ValueFunction, gaussian_is_one_at_its_best_and_alike_on_both_sides)
{
    expect_near(Gaussian{0.785, 0.3},
        {
            {0.785, 1.0},
            {1.085, std::exp(-0.5)}, // one sigma
            {0.485, std::exp(-0.5)},
            {1.385, std::exp(-2.0)}, // two
            {None{}, 0.0},
            {-infinite, 0.0},
        });
}

TEST(ValueFunction, a_text_is_read_as_a_decimal_number_where_one_is_needed)
{
    const Linear linear{0.0, 10.0};

    expect_exactly(
        linear, {{std::string("2.5"), 0.25}, {std::string(" 5 "), 0.5}, {std::string("+1e1"), 1.0}});
    for (const char* no_number : {"", "vijf", "5 m", "2,5", "inf", "nan", "0x10"}) {
        EXPECT_EQ(value_of(linear, std::string(no_number)), std::nullopt) << no_number;
    }
}

TEST(ValueFunction, an_unknown_fact_has_no_value_in_any_function)
{
    for (const ValueFunction& function : numeric_functions) {
        EXPECT_EQ(value_of(function, Unknown{}), std::nullopt) << function.index();
        EXPECT_EQ(value_of(function, std::string("geen getal")), std::nullopt) << function.index();
        EXPECT_EQ(value_of(function, std::nan("")), std::nullopt) << function.index();
    }
    EXPECT_EQ(value_of(Classes{{}, 0.7}, Unknown{}), std::nullopt);
}

TEST(ValueFunction, every_value_lies_between_zero_and_one)
{
    for (const ValueFunction& function : numeric_functions) {
        for (double x = -20000.0; x <= 20000.0; x += 37.3) {
            const double value = *value_of(function, x);
            EXPECT_GE(value, 0.0) << function.index() << " at " << x;
            EXPECT_LE(value, 1.0) << function.index() << " at " << x;
        }
    }
}
