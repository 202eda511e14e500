// SPDX-License-Identifier: EUPL-1.2
// What rules ask of the grid model: its answer for the plot as a fact.
#pragma once

#include "measure/register.hpp"

namespace kavel::measures {

Fact grid_demand(const Ask& ask);
Fact grid_supply(const Ask& ask);
Fact grid_headroom(const Ask& ask);
Fact grid_ratio(const Ask& ask);
Fact grid_wait(const Ask& ask);
Fact grid_distance(const Ask& ask);
Fact grid_cost(const Ask& ask);
Fact grid_status(const Ask& ask);
Fact grid_gap(const Ask& ask);
Fact grid_voltage(const Ask& ask);
Fact grid_battery_mwh(const Ask& ask);
Fact grid_local_share(const Ask& ask);

} // namespace kavel::measures
