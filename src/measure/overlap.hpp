// SPDX-License-Identifier: EUPL-1.2
// Measures of what lies over the plot: shares and areas under polygons, and the attributes of those.
#pragma once

#include "measure/register.hpp"

namespace kavel::measures {

/// Share (0..1) of the plot under the union of the features: features that overlap count once. 0 when they
/// only touch.
Fact covered_share(const Ask& ask);
/// The same in m2.
Fact covered_area(const Ask& ask);
/// The attribute of the feature that covers most of the plot; of equal areas, the lowest feature id. Unknown
/// without cover.
Fact attribute_at(const Ask& ask);
/// Mean of the attribute weighted by covered area, over the part where it is known. Overlaps count twice.
Fact attribute_mean(const Ask& ask);
/// Share of the plot under features whose attribute is one of `one_of`; overlaps count once.
Fact attribute_share(const Ask& ask);

} // namespace kavel::measures
