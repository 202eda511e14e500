// SPDX-License-Identifier: EUPL-1.2
// Measures of what lies near the plot: the nearest feature, and what is within a radius.
#pragma once

#include "measure/register.hpp"

namespace kavel::measures {

/// m from the plot, interior included, to the nearest feature; None when there is none, or none within
/// `within` m.
Fact distance(const Ask& ask);
/// The attribute of the nearest feature; of features equally near, the lowest feature id. Unknown when there
/// is none.
Fact nearest(const Ask& ask);
/// Number of features at most `radius` m away; 0 = touching.
Fact count_within(const Ask& ask);
/// Sum of their attribute over the features that have one; unknown when features are there and none has.
Fact sum_within(const Ask& ask);
/// m of line inside the plot's buffer; a stretch that a line runs twice counts twice.
Fact length_within(const Ask& ask);
/// m2 of the union of polygons inside the plot's buffer.
Fact area_within(const Ask& ask);

} // namespace kavel::measures
