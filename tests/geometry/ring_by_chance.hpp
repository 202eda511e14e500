// SPDX-License-Identifier: EUPL-1.2
// Rings by chance, the same from the same chance.
#pragma once

#include "geometry/shapes.hpp"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>
#include <vector>

namespace kavel {

/// Closed, counter-clockwise when `wobble` is below 1: corner i lies up to so much of a step farther round.
inline std::vector<Point> ring_by_chance(std::mt19937& chance, const Point& middle, double size_m,
    std::size_t corners, double roughness, double wobble)
{
    std::uniform_real_distribution<double> share(0.0, 1.0);
    std::vector<Point> ring;
    for (std::size_t i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * (static_cast<double>(i) + wobble * share(chance))
            / static_cast<double>(corners);
        const double distance_m = size_m * (1.0 - roughness * share(chance));
        ring.push_back({middle.x + distance_m * std::cos(angle), middle.y + distance_m * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

} // namespace kavel
