// SPDX-License-Identifier: EUPL-1.2
// Neighbours behind one station that together need less than each by itself: energy hubs. An exploration; it
// asks for an agreement with the grid operator.
#pragma once

#include "grid/screening.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace kavel {

struct HubMember {
    std::string id; ///< a plot's id, or a park's name
    std::optional<std::size_t> plot; ///< nothing: an existing business park
    bool joined = false; ///< hour by hour
    bool joined_alone = false; ///< by the sum of their own peaks
};

struct EnergyHub {
    std::string id; ///< "hub-1", in the order of their first members
    std::size_t station = 0;
    std::vector<HubMember> members; ///< parks first, then plots in ranking order
    double sum_of_peaks_mw = 0.0;
    double peak_mw = 0.0; ///< of all members together
    double limit_mw = 0.0; ///< headroom, and what those who joined have contracted
    Shapes hull; ///< around the members
};

/// `order`: the plots not excluded, in ranking order. With [grid.local].
std::vector<EnergyHub> energy_hubs(const Study& study, const Region& region, const Screening& screening,
    const std::vector<std::size_t>& order, Watch& watch);

} // namespace kavel
