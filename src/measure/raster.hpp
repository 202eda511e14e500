// SPDX-License-Identifier: EUPL-1.2
// Measures of a plot on a raster: over the cells with data of which it covers more than 1e-9, weighted by how
// much.
#pragma once

#include "measure/register.hpp"

namespace kavel::measures {

Fact raster_mean(const Ask& ask);
Fact raster_min(const Ask& ask);
Fact raster_max(const Ask& ask);
Fact raster_sum(const Ask& ask);
Fact raster_share(const Ask& ask);

} // namespace kavel::measures
