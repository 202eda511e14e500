// SPDX-License-Identifier: EUPL-1.2
#include "write/needed_figure.hpp"

#include "judge/value_function.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

const Linear near_is_good{10000.0, 500.0};
const Points hill{{{0.0, 0.0}, {10.0, 1.0}, {30.0, 0.5}}};
const Bands steps{{{3.1, 0.2}, {4.1, 0.8}}, 1.0};

TEST(NeededFigure, is_the_nearest_figure_with_that_value)
{
    const struct {
        ValueFunction function;
        double now, value, needed;
    } table[] = {
        {near_is_good, 5250.0, 0.9, 1450.0},
        {near_is_good, 20000.0, 0.5, 5250.0},
        {hill, 2.0, 0.6, 6.0}, // up the left side
        {hill, 29.0, 0.75, 20.0}, // up the right side
        {hill, 100.0, 1.0, 10.0}, // the top
        {steps, 3.0, 0.8, 3.1}, // the border of the band
        {steps, 1.0, 0.9, 4.1},
        {Logistic{5.0, 9.0, 1.0}, 9.0, 0.5, 5.0},
        {Logistic{5.0, 9.0, 1.0}, 9.0, 0.95, 1.0}, // half the distance from worst to best away
        {Gaussian{5.0, 2.0}, 20.0, 1.0, 5.0},
    };

    for (const auto& [function, now, value, needed] : table) {
        const auto figure = needed_figure(function, now, value);
        ASSERT_TRUE(figure.has_value()) << now << " to " << value;
        EXPECT_NEAR(*figure, needed, 1e-9) << now << " to " << value;
    }
}

TEST(NeededFigure, gives_the_value_that_was_asked_for)
{
    for (const ValueFunction& function : {ValueFunction(near_is_good), ValueFunction(hill),
             ValueFunction(Logistic{5.0, 9.0, 1.0}), ValueFunction(Gaussian{5.0, 2.0})}) {
        for (const double value : {0.55, 0.7, 0.9, 0.99}) {
            const auto figure = needed_figure(function, 40.0, value);
            ASSERT_TRUE(figure.has_value());
            EXPECT_NEAR(*value_of(function, *figure), value, 1e-9);
        }
    }
}

TEST(NeededFigure, is_nothing_where_no_figure_gives_the_value)
{
    EXPECT_FALSE(needed_figure(Points{{{0.0, 0.2}, {1.0, 0.6}}}, 0.0, 0.7).has_value());
    EXPECT_FALSE(needed_figure(Bands{{{1.0, 0.2}}, 0.5}, 0.0, 0.7).has_value());
    EXPECT_FALSE(needed_figure(Logistic{5.0, 9.0, 1.0}, 9.0, 1.0).has_value());
    EXPECT_FALSE(needed_figure(Classes{{{std::string("a"), 1.0}}, 0.0}, 0.0, 0.5).has_value());
    EXPECT_FALSE(needed_figure(near_is_good, 5000.0, 1.1).has_value());
}

} // namespace
} // namespace kavel
