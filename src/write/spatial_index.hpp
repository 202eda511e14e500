// SPDX-License-Identifier: EUPL-1.2
// The R-tree of a geometry column, made in one go.
#pragma once

#include "geometry/shapes.hpp"
#include "write/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kavel {

/// A row of a table and the box of its geometry.
struct IndexedBox {
    std::int64_t row = 0;
    Box box;
};

/// Creates `rtree_TABLE_geom` with these boxes, and the triggers that keep it up to date (GeoPackage 1.3,
/// annex F.3). Nodes are filled along a Hilbert curve (Kamel and Faloutsos 1993) and written as SQLite's
/// R*Tree module stores them: row by row that module takes some twenty times as long.
void write_spatial_index(Database& database, const std::string& table, std::vector<IndexedBox> boxes);

} // namespace kavel
