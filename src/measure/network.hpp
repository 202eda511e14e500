// SPDX-License-Identifier: EUPL-1.2
// Measures of the way from the plot along a network to the nearest target.
#pragma once

#include "measure/register.hpp"

namespace kavel::measures {

/// m, or minutes, of the cheapest route, legs included; unknown without one, with why.
Fact network_distance(const Ask& ask);
/// m of that route inside the polygons of `through`.
Fact network_through(const Ask& ask);

} // namespace kavel::measures
