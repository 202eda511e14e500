// SPDX-License-Identifier: EUPL-1.2
#include "write/figures_above.hpp"

#include "judge/value_function.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace kavel {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

const Linear near_is_good{10000.0, 500.0};
const Linear large_is_good{0.0, 10.0};
const Points hill{{{0.0, 0.0}, {10.0, 1.0}, {30.0, 0.5}}};
const Points valley{{{0.0, 1.0}, {10.0, 0.0}, {30.0, 0.8}}};
const Bands steps{{{3.1, 0.2}, {4.1, 0.8}}, 1.0};
const Bands stairs_down{{{0.0, 1.0}, {5.0, 0.6}, {9.0, 0.4}}, 0.0};

Figures up_to(double at, bool included = false)
{
    return {std::nullopt, Bound{at, included}};
}

Figures beyond(double at, bool included = false)
{
    return {Bound{at, included}, std::nullopt};
}

TEST(FiguresAbove, are_the_nearest_with_a_higher_value)
{
    const struct {
        ValueFunction function;
        double now, value;
        Figures figures;
    } table[] = {
        {near_is_good, 5250.0, 0.9, up_to(1450.0)}, {near_is_good, infinite, 0.5, up_to(5250.0)},
        {large_is_good, 2.0, 0.7, beyond(7.0)},
        {hill, 2.0, 0.6, {Bound{6.0, false}, Bound{26.0, false}}}, // up the left side, down the right one
        {hill, 29.0, 0.25, beyond(2.5)}, {valley, 14.0, 0.4, beyond(20.0)}, {valley, 9.0, 0.4, up_to(6.0)},
        {steps, 3.0, 0.7, beyond(3.1)}, // into the two bands above
        {steps, 1.0, 0.9, beyond(4.1)}, {steps, 1.0, 0.8, beyond(4.1)}, // as good is not better
        {stairs_down, 20.0, 0.5, up_to(5.0, true)}, {stairs_down, 20.0, 0.7, up_to(0.0, true)},
        {Bands{{{1.0, 0.0}, {2.0, 1.0}}, 0.5}, 0.0, 0.7, {Bound{1.0, false}, Bound{2.0, true}}},
        {Logistic{5.0, 9.0, 1.0}, 9.0, 0.5, up_to(5.0)},
        {Logistic{5.0, 9.0, 1.0}, 9.0, 0.95, up_to(1.0)}, // half the distance from worst to best away
    };

    for (const auto& [function, now, value, figures] : table) {
        const auto found = figures_above(function, now, value);
        ASSERT_TRUE(found.has_value()) << now << " to " << value;
        for (const auto end : {&Figures::from, &Figures::to}) {
            const auto& wanted = figures.*end;
            const auto& bound = (*found).*end;
            ASSERT_EQ(bound.has_value(), wanted.has_value()) << now << " to " << value;
            if (wanted) {
                EXPECT_NEAR(bound->at, wanted->at, 1e-9) << now << " to " << value;
                EXPECT_EQ(bound->included, wanted->included) << now << " to " << value;
            }
        }
    }
}

TEST(FiguresAbove, end_where_the_value_is_the_one_to_beat)
{
    for (const ValueFunction& function : {ValueFunction(near_is_good), ValueFunction(hill),
             ValueFunction(Logistic{5.0, 9.0, 1.0}), ValueFunction(Gaussian{5.0, 2.0})}) {
        for (const double value : {0.55, 0.7, 0.9, 0.99}) {
            const auto figures = figures_above(function, 40.0, value);
            ASSERT_TRUE(figures.has_value());
            EXPECT_NEAR(*value_of(function, figures->to->at), value, 1e-9);
        }
    }
}

TEST(FiguresAbove, are_not_there_where_no_figure_gives_a_higher_value)
{
    EXPECT_FALSE(figures_above(Points{{{0.0, 0.2}, {1.0, 0.6}}}, 0.0, 0.7).has_value());
    EXPECT_FALSE(figures_above(Bands{{{1.0, 0.2}}, 0.5}, 0.0, 0.5).has_value());
    EXPECT_FALSE(figures_above(Logistic{5.0, 9.0, 1.0}, 9.0, 1.0).has_value());
    EXPECT_FALSE(figures_above(Classes{{{std::string("a"), 1.0}}, 0.0}, 0.0, 0.5).has_value());
    EXPECT_FALSE(figures_above(near_is_good, 5000.0, 1.1).has_value());
}

TEST(ClassesAbove, are_those_with_a_higher_value)
{
    const Classes classes{{{std::string("gras"), 0.2}, {std::string("kade"), 0.5}, {3.0, 1.0}}, 0.0};

    EXPECT_EQ(classes_above(classes, 0.2), (std::vector<std::string>{"kade", "3"}));
    EXPECT_TRUE(classes_above(near_is_good, 0.2).empty());
}

TEST(PossibleFigures, are_no_lengths_below_zero_and_no_shares_above_one)
{
    EXPECT_FALSE(common(up_to(-5.0), possible_figures("distance", "m")).has_value());
    EXPECT_FALSE(common(up_to(0.0), possible_figures("count_within", "")).has_value()); // less than 0
    EXPECT_EQ(common(up_to(0.0, true), possible_figures("count_within", "")),
        (Figures{Bound{0.0, true}, Bound{0.0, true}}));
    EXPECT_FALSE(common(beyond(1.0), possible_figures("covered_share", "")).has_value());
    EXPECT_EQ(common(up_to(-5.0), possible_figures("field", "")), up_to(-5.0));
}

} // namespace
} // namespace kavel
