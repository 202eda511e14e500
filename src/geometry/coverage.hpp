// SPDX-License-Identifier: EUPL-1.2
// How much of each cell of a grid a polygon covers, exactly.
#pragma once

#include "geometry/shapes.hpp"

#include <cstddef>
#include <vector>

namespace kavel {

/// A rectangle of cells, rows from north to south.
struct CellWindow {
    double west = 0.0; ///< of the first column, m
    double north = 0.0; ///< of the first row
    double cell_width_m = 1.0;
    double cell_height_m = 1.0;
    std::size_t columns = 0;
    std::size_t rows = 0;
    bool operator==(const CellWindow&) const = default;
};

/// The share, 0..1, of each cell that the polygons of a valid shape cover, row by row. Every edge adds,
/// signed, the part of each cell that lies east of it; a running sum along the row gives the rest. No
/// sampling: exact up to rounding.
std::vector<double> coverage(const Shape& shape, const CellWindow& window);

} // namespace kavel
