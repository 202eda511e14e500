// SPDX-License-Identifier: EUPL-1.2
#include "judge/value_function.hpp"

#include "judge/fact_reading.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <variant>

namespace kavel {

namespace {

/// (a - b) / (c - d), halved on both sides so that ends as far apart as numbers go do not overflow.
double ratio(double a, double b, double c, double d)
{
    return (a / 2 - b / 2) / (c / 2 - d / 2);
}

// The functions of a number x, which may be infinite: each then takes its limit.

double value_at(const Linear& line, double x)
{
    const bool rising = line.best > line.worst;
    if (rising ? x <= line.worst : x >= line.worst) {
        return 0.0;
    }
    if (rising ? x >= line.best : x <= line.best) {
        return 1.0;
    }
    return ratio(x, line.worst, line.best, line.worst);
}

double value_at(const Points& line, double x)
{
    const auto& points = line.points;
    assert(!points.empty());
    const auto right = std::upper_bound(points.begin(), points.end(), x,
        [](double number, const auto& point) { return number < point.first; });
    if (right == points.begin()) {
        return points.front().second;
    }
    if (right == points.end()) {
        return points.back().second;
    }
    const auto& [left_x, left_value] = *std::prev(right);
    const auto& [right_x, right_value] = *right;
    return left_value + (right_value - left_value) * ratio(x, left_x, right_x, left_x);
}

double value_at(const Bands& steps, double x)
{
    for (const auto& [upto, value] : steps.bands) {
        if (x <= upto) {
            return value;
        }
    }
    return steps.last;
}

double value_at(const Logistic& curve, double x)
{
    // 2 ln 19 makes the value 0.05 and 0.95 at half the distance from worst to best on either side of the
    // midpoint.
    const double steepness = 2.0 * std::log(19.0);
    return 1.0 / (1.0 + std::exp(-steepness * ratio(x, curve.midpoint, curve.best, curve.worst)));
}

double value_at(const Gaussian& bell, double x)
{
    const double deviations = (x - bell.best) / bell.sigma;
    return std::exp(-deviations * deviations / 2.0);
}

struct ValueOf {
    const Fact& fact;

    std::optional<double> operator()(const Classes& table) const
    {
        if (is_unknown(fact)) {
            return std::nullopt;
        }
        const Value value = plain_value(fact);
        for (const auto& [key, class_value] : table.classes) {
            if (same_value(key, value)) {
                return class_value;
            }
        }
        return table.other;
    }

    template <class Numeric> std::optional<double> operator()(const Numeric& function) const
    {
        const auto x = number_of(fact);
        return x ? std::optional(value_at(function, *x)) : std::nullopt;
    }
};

} // namespace

std::optional<double> value_of(const ValueFunction& function, const Fact& fact)
{
    return std::visit(ValueOf{fact}, function);
}

} // namespace kavel
