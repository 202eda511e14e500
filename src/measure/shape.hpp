// SPDX-License-Identifier: EUPL-1.2
// Measures of the plot's own shape and fields.
#pragma once

#include "measure/register.hpp"

namespace kavel::measures {

Fact area(const Ask& ask); ///< m2
Fact perimeter(const Ask& ask); ///< m, holes included

/// 4 pi area / perimeter^2, 0..1 (Polsby and Popper 1991, Yale Law & Policy Review 9:301-353).
Fact compactness(const Ask& ask);

Fact inscribed_diameter(const Ask& ask); ///< m, within 1 %
Fact length(const Ask& ask); ///< m, long side of the minimum-area rectangle
Fact width(const Ask& ask); ///< m, its short side
Fact rectangularity(const Ask& ask); ///< area / area of that rectangle

/// 1 when a hall of `hall_length` x `hall_width`, with `apron` of dock space along a long side, fits in any
/// direction; else 0. The rectangle is evidence: its amount is the direction of its long sides.
Fact fits_hall(const Ask& ask);

/// The candidate's own field: a number or a text; null is unknown.
Fact field(const Ask& ask);

} // namespace kavel::measures
