// SPDX-License-Identifier: EUPL-1.2
// The routes that rules ask for: from every plot along a network to the nearest target, as plain data.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"
#include "policy/rules.hpp"
#include "read/region.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kavel {

/// A rule's route from one plot.
struct PlotRoute {
    const Title* why_unknown = nullptr; ///< nullptr: there is a route
    double cost = 0.0; ///< m, or minutes where the rule says so; both legs included
    double through_m = 0.0; ///< of the route, legs included, inside the polygons of `through`
    std::uint32_t target = 0; ///< feature of the rule's layer
    std::string wkb; ///< the route, legs included
};

struct Routing {
    std::vector<std::vector<PlotRoute>> of_rule; ///< one a rule: one a plot, or none for other measures
    std::vector<Title> warnings;

    /// nullptr: the rule asks for no route.
    const PlotRoute* find(std::size_t rule, std::size_t plot) const;
};

/// For all applied rules on a network (contract section 2). Rules that differ in `through` alone share one
/// search, those on one network its nodes and the plots' places on it. Unusable plots have no route.
Routing find_routes(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    unsigned threads, Watch& watch);

} // namespace kavel
