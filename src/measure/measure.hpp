// SPDX-License-Identifier: EUPL-1.2
// All applied rules over all plots: raw facts and what each rule saw.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"
#include "grid/plot_power.hpp"
#include "policy/measure_declaration.hpp"
#include "policy/rules.hpp"
#include "read/region.hpp"
#include "route/routing.hpp"

#include <span>
#include <string>
#include <vector>

namespace kavel {

/// What measures there are, in the order of the documentation.
MeasureCatalogue measure_catalogue();

struct Measured {
    FactTable facts; ///< plots x rules, constraints first
    std::vector<std::vector<Evidence>> evidence; ///< one a plot, in the order of the rules
    std::vector<Title> warnings;
};

/// Compiles every `expression` rule against the columns that it may use. Adds optional ones that name a
/// column which is not there to `left_out`; throws Problems for the others.
void check_formulas(const RuleSet& rules, const Candidates& candidates, std::vector<LeftOut>& left_out);

/// What the rooms before this one answered.
struct EarlierAnswers {
    std::span<const PlotPower> power; ///< of the grid model, one a candidate; empty: there is none
    int year = 0; ///< the study's
    const Routing* routing = nullptr; ///< of the rules on a network; nullptr: there are none
};

/// What a rule measures, and what measuring it warns of: two rules of one text get the same facts. It holds
/// the values that a limit or a value function names, for one that occurs nowhere is a doubt, and nothing
/// else of them.
std::string measuring_key(const RuleSet& rules, std::size_t rule);

/// `applied`: one a rule. Rules that are not applied, and all rules of an unusable plot, stay unknown.
Measured measure(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    const EarlierAnswers& earlier, unsigned threads, Watch& watch);

/// What the grid model answers, and the expressions over it, put in the place of what `facts` held: the rest
/// is known from before.
void measure_again(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    const EarlierAnswers& earlier, FactTable& facts, Watch& watch);

/// For each plot the label of the feature that covers most of it; empty where none does.
std::vector<std::string> labels_at(
    const Layer& layer, const Candidates& candidates, unsigned threads, Watch& watch);

} // namespace kavel
