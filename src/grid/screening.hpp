// SPDX-License-Identifier: EUPL-1.2
// What the grid allows every plot: a screening, no load-flow study (contract section 5).
#pragma once

#include "base/work.hpp"
#include "grid/plot_power.hpp"
#include "grid/stations.hpp"
#include "policy/study.hpp"
#include "read/region.hpp"

#include <memory>
#include <vector>

namespace kavel {

struct Screening {
    std::shared_ptr<const StationNet> net;
    std::vector<PlotPower> plots; ///< one a candidate
    std::vector<Title> warnings;
};

/// With the rule set's [grid]. Throws Problems: stations that contradict each other, a negative demand.
Screening screen(const Study& study, const Region& region, unsigned threads, Watch& watch);

/// What `screen` would complain about, without screening; returns its warnings about the data.
std::vector<Title> check_grid(const Study& study, const Region& region);

} // namespace kavel
