// SPDX-License-Identifier: EUPL-1.2
// The register of measures: what a rule may ask of a plot, and who answers.
#pragma once

#include "base/facts.hpp"
#include "geometry/workbench.hpp"
#include "grid/plot_power.hpp"
#include "policy/measure_declaration.hpp"
#include "policy/rules.hpp"
#include "read/region.hpp"
#include "route/routing.hpp"

#include <atomic>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace kavel {

/// One question: this rule, of this plot.
struct Ask {
    const Rule& rule;
    std::size_t plot = 0;
    const Ground& ground; ///< the plot's shape
    const Layer* layer = nullptr;
    const LayerIndex* index = nullptr;
    const Column* attribute = nullptr; ///< of the layer's features, or of the plots
    const PlotPower* power = nullptr; ///< of the grid model
    int year = 0; ///< the study's
    const PlotRoute* route = nullptr; ///< of a rule on a network
    Workbench& bench;
    std::vector<Evidence>& evidence; ///< to add to; `rule` is filled in afterwards
    std::atomic<std::size_t>& texts_not_numbers; ///< counts texts where a number was needed
};

struct Measure {
    MeasureDeclaration says;
    Fact (*of)(const Ask&); ///< nullptr: answered from the other rules' facts (expression)
    bool looks_within = false; ///< it asks the bench which features lie within its `radius`
};

std::span<const Measure> all_measures();

/// A field's value as a fact: nothing is unknown.
Fact fact_of(const Value& value);

/// A value as a number; counts a text that is none.
std::optional<double> number_of(const Ask& ask, std::size_t row);

} // namespace kavel
