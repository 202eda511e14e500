// SPDX-License-Identifier: EUPL-1.2
#include "decide/weighted_sum.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace kavel {

double weighted_sum(std::span<const double> weights, std::span<const double> values)
{
    assert(weights.size() == values.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * values[i];
    }
    // Rounding may carry a plot that has the best value everywhere a hair past 100.
    return std::min(100.0, 100.0 * sum);
}

} // namespace kavel
