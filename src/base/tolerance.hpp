// SPDX-License-Identifier: EUPL-1.2
// When a figure meets a limit: noise decides nothing (contract section 2).
#pragma once

#include <algorithm>
#include <cmath>

namespace kavel {

/// Whether a <= b up to the tolerance of a limit: 1e-9, relative, absolute below 1.
inline bool at_most(double a, double b)
{
    constexpr double tolerance = 1e-9;
    // The smaller of the two sizes, so that an infinite side has no infinite tolerance.
    return a <= b || a - b <= tolerance * std::max(1.0, std::min(std::abs(a), std::abs(b)));
}

} // namespace kavel
