// SPDX-License-Identifier: EUPL-1.2
// The weighted sum: an additive value model, in which a good value on one criterion makes up for a bad one on
// another.
#pragma once

#include <span>

namespace kavel {

/// 100 * sum(weight * value), added in the order of the criteria: the same last digit on every run. 0..100
/// for weights that sum to 1 and values 0..1.
double weighted_sum(std::span<const double> weights, std::span<const double> values);

} // namespace kavel
