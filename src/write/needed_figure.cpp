// SPDX-License-Identifier: EUPL-1.2
#include "write/needed_figure.hpp"

#include "policy/document.hpp"
#include "policy/value_function_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kavel {

namespace {

/// Keeps the figure that lies nearest to the present one.
class Nearest {
public:
    explicit Nearest(double now)
        : m_now(now)
    {
    }

    void offer(double figure)
    {
        if (!m_best || std::abs(figure - m_now) < std::abs(*m_best - m_now)) {
            m_best = figure;
        }
    }
    std::optional<double> best() const { return m_best; }

private:
    double m_now;
    std::optional<double> m_best;
};

struct FigureFor {
    double now;
    double value; ///< above that of `now`

    std::optional<double> operator()(const Linear& linear) const
    {
        return linear.worst + value * (linear.best - linear.worst);
    }

    std::optional<double> operator()(const Points& line) const
    {
        Nearest nearest(now);
        for (std::size_t i = 0; i < line.points.size(); ++i) {
            const auto& [x, at_x] = line.points[i];
            if (at_x >= value) {
                nearest.offer(x);
            }
            if (i == 0) {
                continue;
            }
            const auto& [left_x, at_left] = line.points[i - 1];
            if (std::min(at_left, at_x) < value && std::max(at_left, at_x) >= value) {
                nearest.offer(left_x + (value - at_left) / (at_x - at_left) * (x - left_x));
            }
        }
        return nearest.best();
    }

    std::optional<double> operator()(const Bands& steps) const
    {
        Nearest nearest(now);
        double below = -std::numeric_limits<double>::infinity(); // where the band begins
        for (const auto& [upto, at_band] : steps.bands) {
            if (at_band >= value) {
                nearest.offer(std::clamp(now, below, upto));
            }
            below = upto;
        }
        if (steps.last >= value) {
            nearest.offer(std::max(now, below));
        }
        return nearest.best();
    }

    std::optional<double> operator()(const Classes&) const { return std::nullopt; }

    std::optional<double> operator()(const Logistic& curve) const
    {
        if (value >= 1.0) {
            return std::nullopt; // never quite
        }
        return curve.midpoint
            + (curve.best - curve.worst) * std::log(value / (1.0 - value)) / (2.0 * std::log(19.0));
    }

    std::optional<double> operator()(const Gaussian& bell) const
    {
        const double away = bell.sigma * std::sqrt(-2.0 * std::log(value));
        return now < bell.best ? bell.best - away : bell.best + away;
    }
};

} // namespace

std::optional<ValueFunction> read_value_function_text(const std::string& text)
{
    const std::size_t space = text.find(' ');
    if (space == std::string::npos) {
        return std::nullopt;
    }
    // `linear {...}` is the TOML `{linear = {...}}`.
    const Place nowhere;
    const Node node
        = parse_value(fmt::format("{{{} = {}}}", text.substr(0, space), text.substr(space + 1)), nowhere);
    ProblemList problems;
    const strict::Subject subject{"value", nowhere, problems};
    ValueFunction function;
    const auto taken = read_value_function({subject, "value", nowhere, node}, function);
    return taken == strict::Taken::yes && !problems.any() ? std::optional(function) : std::nullopt;
}

std::optional<double> needed_figure(const ValueFunction& function, double now, double value)
{
    if (!(value > 0.0) || value > 1.0) {
        return std::nullopt;
    }
    const auto figure = std::visit(FigureFor{now, value}, function);
    return figure && std::isfinite(*figure) ? figure : std::nullopt;
}

} // namespace kavel
