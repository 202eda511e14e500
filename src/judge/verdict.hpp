// SPDX-License-Identifier: EUPL-1.2
// What the rules say of each plot: values, checks, status and light. Sees facts only, no geometry.
#pragma once

#include "base/facts.hpp"
#include "base/tolerance.hpp"
#include "policy/rules.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

enum class Status { suitable, conditional, excluded, unusable };
enum class Light { green, amber, red };
std::string_view to_text(Status status);
std::string_view to_text(Light light);
const Title& title_of(Status status); ///< "geen belemmering gevonden" ...
const Title& title_of(Light light);

/// One constraint on one plot.
struct Check {
    std::optional<bool> passed; ///< nothing: unknown
    std::optional<double> min; ///< the limits that hold for this plot
    std::optional<double> max;
};

/// What is known of the plots beside the facts: the fields by which limits are looked up, and which plots are
/// usable.
struct PlotFields {
    std::vector<char> usable; ///< one a plot
    /// One a constraint: the values of the field by which its `min` (and `max`) are looked up, one a plot;
    /// empty: no look-up.
    std::vector<std::vector<Value>> min_by;
    std::vector<std::vector<Value>> max_by;
};

struct Judgement {
    std::size_t plots = 0;
    std::size_t constraints = 0;
    std::size_t criteria = 0;
    std::vector<std::optional<double>> values; ///< plots x criteria; nothing: unknown (or left out)
    std::vector<Check> checks; ///< plots x constraints
    std::vector<Status> statuses;
    std::vector<Light> lights;
    std::vector<char> complete;

    const std::optional<double>& value(std::size_t plot, std::size_t criterion) const
    {
        return values[plot * criteria + criterion];
    }
    const Check& check(std::size_t plot, std::size_t constraint) const
    {
        return checks[plot * constraints + constraint];
    }
};

/// `applied`: one a rule, constraints first; a rule that is not applied decides nothing.
Judgement judge(const RuleSet& rules, const std::vector<char>& applied, const FactTable& facts,
    const PlotFields& fields, unsigned threads = 1);

} // namespace kavel
