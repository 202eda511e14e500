// SPDX-License-Identifier: EUPL-1.2
#include "write/figures_above.hpp"

#include "policy/document.hpp"
#include "policy/value_function_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kavel {

namespace {

/// Values this close are equal: the figures at the end of a stretch come out of a division.
constexpr double equal_values = 1e-12;

bool is_empty(const Figures& stretch)
{
    if (!stretch.from || !stretch.to || stretch.from->at < stretch.to->at) {
        return false;
    }
    return stretch.from->at > stretch.to->at || !stretch.from->included || !stretch.to->included;
}

/// How far a figure lies from a stretch that it is not in.
double gap(const Figures& stretch, double figure)
{
    return stretch.from && figure <= stretch.from->at ? stretch.from->at - figure
        : stretch.to                                  ? figure - stretch.to->at
                                                      : 0.0;
}

/// Stretches from low to high; those that touch are one.
class Stretches {
public:
    void add(const Figures& next)
    {
        const bool touches = !m_list.empty() && m_list.back().to && next.from
            && m_list.back().to->at == next.from->at && (m_list.back().to->included || next.from->included);
        if (touches) {
            m_list.back().to = next.to;
        } else if (!is_empty(next)) {
            m_list.push_back(next);
        }
    }

    std::optional<Figures> nearest_to(double figure) const
    {
        if (m_list.empty()) {
            return std::nullopt;
        }
        if (std::isinf(figure)) {
            return m_list.back();
        }
        return *std::min_element(m_list.begin(), m_list.end(),
            [figure](const Figures& a, const Figures& b) { return gap(a, figure) < gap(b, figure); });
    }

private:
    std::vector<Figures> m_list;
};

/// On the side of `best`, beyond the figure where a slope has just the value.
Figures beyond(double figure, double worst, double best)
{
    return best > worst ? Figures{Bound{figure, false}, std::nullopt}
                        : Figures{std::nullopt, Bound{figure, false}};
}

struct FiguresAbove {
    double now;
    double value;

    bool is_above(double reached) const { return reached > value + equal_values; }

    std::optional<Figures> operator()(const Linear& linear) const
    {
        return beyond(linear.worst + value * (linear.best - linear.worst), linear.worst, linear.best);
    }

    std::optional<Figures> operator()(const Points& line) const
    {
        Stretches stretches;
        const auto& points = line.points;
        if (is_above(points.front().second)) {
            stretches.add({std::nullopt, Bound{points.front().first, true}});
        }
        for (std::size_t i = 1; i < points.size(); ++i) {
            const auto& [left, at_left] = points[i - 1];
            const auto& [right, at_right] = points[i];
            Figures part{Bound{left, true}, Bound{right, true}};
            const Bound crossing{left + (value - at_left) / (at_right - at_left) * (right - left), false};
            if (!is_above(at_left) && !is_above(at_right)) {
                continue;
            }
            if (!is_above(at_left)) {
                part.from = crossing;
            } else if (!is_above(at_right)) {
                part.to = crossing;
            }
            stretches.add(part);
        }
        if (is_above(points.back().second)) {
            stretches.add({Bound{points.back().first, true}, std::nullopt});
        }
        return stretches.nearest_to(now);
    }

    std::optional<Figures> operator()(const Bands& steps) const
    {
        Stretches stretches;
        std::optional<Bound> begin; // where the band begins, which is still in the band before
        for (const auto& [upto, reached] : steps.bands) {
            if (is_above(reached)) {
                stretches.add({begin, Bound{upto, true}});
            }
            begin = Bound{upto, false};
        }
        if (is_above(steps.last)) {
            stretches.add({begin, std::nullopt});
        }
        return stretches.nearest_to(now);
    }

    std::optional<Figures> operator()(const Classes&) const { return std::nullopt; }

    std::optional<Figures> operator()(const Logistic& curve) const
    {
        const double figure = curve.midpoint
            + (curve.best - curve.worst) * std::log(value / (1.0 - value)) / (2.0 * std::log(19.0));
        return beyond(figure, curve.worst, curve.best);
    }

    std::optional<Figures> operator()(const Gaussian& bell) const
    {
        const double away = bell.sigma * std::sqrt(-2.0 * std::log(value));
        return Figures{Bound{bell.best - away, false}, Bound{bell.best + away, false}};
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

std::optional<Figures> figures_above(const ValueFunction& function, double now, double value)
{
    if (value < 0.0 || value >= 1.0) {
        return std::nullopt;
    }
    const double least = std::numeric_limits<double>::min(); // no slope goes on for ever
    return std::visit(FiguresAbove{now, std::max(value, least)}, function);
}

std::vector<std::string> classes_above(const ValueFunction& function, double value)
{
    std::vector<std::string> texts;
    if (const auto* classes = std::get_if<Classes>(&function)) {
        for (const auto& [text, reached] : classes->classes) {
            if (reached > value + equal_values) {
                texts.push_back(to_text(text));
            }
        }
    }
    return texts;
}

Figures possible_figures(std::string_view measure, std::string_view unit)
{
    if (measure.ends_with("_share") || measure == "compactness" || measure == "rectangularity"
        || measure == "fits_hall") {
        return {Bound{0.0, true}, Bound{1.0, true}};
    }
    if (unit == "m" || unit == "m2" || unit == "min" || measure == "count_within") {
        return {Bound{0.0, true}, std::nullopt};
    }
    return {};
}

std::optional<Figures> common(const Figures& a, const Figures& b)
{
    Figures both = a;
    if (b.from && (!a.from || b.from->at > a.from->at || (b.from->at == a.from->at && !b.from->included))) {
        both.from = b.from;
    }
    if (b.to && (!a.to || b.to->at < a.to->at || (b.to->at == a.to->at && !b.to->included))) {
        both.to = b.to;
    }
    return is_empty(both) ? std::nullopt : std::optional(both);
}

} // namespace kavel
