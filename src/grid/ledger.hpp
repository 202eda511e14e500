// SPDX-License-Identifier: EUPL-1.2
// What the stations would serve if the order of this ranking held. The operator keeps its own queue.
#pragma once

#include "grid/screening.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace kavel {

/// Of one station: the plots that draw on it, those behind stations below it included.
struct StationLedger {
    double wanted_mw = 0.0;
    double served_mw = 0.0;
    std::size_t plots_wanting = 0;
    std::vector<std::size_t> served; ///< plots, in ranking order
    std::optional<std::size_t> first_not_fitting;
};

/// Each plot of `order` takes its demand from its station and all above when all have it left in `year`
/// (unknown and announced ones do not limit), else it is passed over. One ledger a station.
std::vector<StationLedger> ledger(
    const Screening& screening, const std::vector<std::size_t>& order, int year);

} // namespace kavel
