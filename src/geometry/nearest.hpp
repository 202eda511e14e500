// SPDX-License-Identifier: EUPL-1.2
// Which feature of a layer is nearest to a ground, and the shortest way to it; and which lie within reach.
#pragma once

#include "geometry/ground.hpp"

#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace kavel {

constexpr double distance_noise_m = 1e-6; ///< distances within a micrometre are equal

struct Nearest {
    std::size_t feature = 0;
    double distance_m = 0.0; ///< interiors included: 0 when they touch or overlap
    Gap way; ///< the shortest to it, where they lie apart
};

/// The nearest feature, of equally near ones the lowest; nothing when none lies within `bound_m`. `counts`:
/// which features are looked at; empty: all.
std::optional<Nearest> find_nearest(const Ground& ground, const LayerIndex& layer,
    double bound_m = std::numeric_limits<double>::infinity(),
    const std::function<bool(std::size_t)>& counts = {});

/// The way to a feature that was found, in the feature's own order, so that of equally short ways the same
/// one is shown whatever else was read of the layer.
Gap way_to(const Ground& ground, const LayerIndex& layer, const Nearest& nearest);

/// A feature, and how far it may be at least and at most, interiors included.
struct Near {
    std::size_t feature = 0;
    double at_least_m = 0.0;
    double at_most_m = 0.0;
};

/// The features no farther than a radius, interiors included, ascending.
std::vector<Near> features_within(const Ground& ground, const LayerIndex& layer, double radius_m);

/// Of these, the nearest as find_nearest gives it: for what lies within a radius has been looked up already.
/// Nothing: there are none.
std::optional<Nearest> nearest_of(std::span<const Near> near, const Ground& ground, const LayerIndex& layer);

} // namespace kavel
