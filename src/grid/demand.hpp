// SPDX-License-Identifier: EUPL-1.2
// How a plot becomes power: floor area, docks or lorries, roof (contract section 5).
#pragma once

#include "policy/grid_model.hpp"

#include <optional>

namespace kavel {

/// What a plot brings to the grid model.
struct PlotDemand {
    double area_m2 = 0.0;
    const GridProfile* profile = nullptr;
    std::optional<double> own_demand_mw; ///< of the plot's own field: it goes before the profile
    double contracted_mw = 0.0; ///< power that it already has
};

/// The parts of a peak.
struct Power {
    double building_mw = 0.0;
    double charging_mw = 0.0;
    double demand_mw = 0.0; ///< coincidence x their sum, or the plot's own figure
    double supply_mw = 0.0; ///< feed-in peak

    /// What is asked of the grid beside what is contracted.
    double needed_mw(double contracted_mw) const
    {
        return demand_mw > contracted_mw ? demand_mw - contracted_mw : 0.0;
    }
};

Power power_of(const PlotDemand& plot, Estimate estimate, int year);

/// Whether the demand differs from year to year.
bool varies_by_year(const PlotDemand& plot);

} // namespace kavel
