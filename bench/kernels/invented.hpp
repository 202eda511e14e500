// SPDX-License-Identifier: EUPL-1.2
// Shapes to time kernels on, the same at every run: plots, buildings, parcels that share sides, and a river.
#pragma once

#include "geometry/shapes.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace kavel::invented {

constexpr double side_m = 10000.0; ///< of the square that all lie in

inline Point corner(const Point& middle, double radius_m, double angle)
{
    return {middle.x + radius_m * std::cos(angle), middle.y + radius_m * std::sin(angle)};
}

/// Rings of as many corners as asked for, of which the radius varies; valid, for they are stars.
inline Shapes stars(std::size_t count, std::size_t corners, double radius_m, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(0.0, side_m);
    std::uniform_real_distribution<double> stretch(0.6, 1.0);
    Shapes shapes;
    for (std::size_t i = 0; i < count; ++i) {
        const Point middle{place(random), place(random)};
        std::vector<Point> ring;
        for (std::size_t k = 0; k < corners; ++k) {
            const double angle
                = 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(corners);
            ring.push_back(corner(middle, radius_m * stretch(random), angle));
        }
        ring.push_back(ring.front());
        shapes.add_path(PathKind::shell, ring);
        shapes.end_feature();
    }
    return shapes;
}

inline Shapes plots()
{
    return stars(200, 40, 150.0, 1);
}
inline Shapes buildings()
{
    return stars(30000, 6, 8.0, 2);
}
inline Shapes halls()
{
    return stars(3000, 8, 60.0, 3);
}

/// A lattice of skewed parcels: neighbours share corners and sides exactly.
inline Shapes parcels()
{
    constexpr int rows = 100;
    std::mt19937 random(4);
    std::uniform_real_distribution<double> shift(-20.0, 20.0);
    std::vector<Point> lattice;
    for (int i = 0; i <= rows; ++i) {
        for (int k = 0; k <= rows; ++k) {
            lattice.push_back({100.0 * k + shift(random), 100.0 * i + shift(random)});
        }
    }
    const auto at = [&](int i, int k) { return lattice[static_cast<std::size_t>(i * (rows + 1) + k)]; };
    Shapes shapes;
    for (int i = 0; i < rows; ++i) {
        for (int k = 0; k < rows; ++k) {
            shapes.add_path(PathKind::shell,
                std::vector<Point>{at(i, k), at(i, k + 1), at(i + 1, k + 1), at(i + 1, k), at(i, k)});
            shapes.end_feature();
        }
    }
    return shapes;
}

/// One line of ten thousand points from west to east.
inline Shapes river()
{
    std::vector<Point> line;
    for (int i = 0; i <= 10000; ++i) {
        line.push_back(
            {static_cast<double>(i), 5000.0 + 800.0 * std::sin(i / 300.0) + 3.0 * std::sin(i / 5.0)});
    }
    Shapes shapes;
    shapes.add_path(PathKind::line, line);
    shapes.end_feature();
    return shapes;
}

} // namespace kavel::invented
