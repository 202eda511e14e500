// SPDX-License-Identifier: EUPL-1.2
// The R-tree of a geometry column, made in one go.
#pragma once

#include "geometry/shapes.hpp"
#include "write/database.hpp"
#include "write/page_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kavel {

/// A row of a table and the box of its geometry.
struct IndexedBox {
    std::int64_t row = 0;
    Box box;
};

/// Creates an empty `rtree_TABLE_geom`, and the triggers that keep it up to date (GeoPackage 1.3, annex F.3).
void create_spatial_index(Database& database, const std::string& table);

/// The root pages of the tables in which an R-tree keeps its nodes.
struct SpatialIndexRoots {
    PageNumber node = 0; ///< the nodes themselves
    PageNumber row = 0; ///< in which leaf each row is
    PageNumber parent = 0; ///< of each node but the root
};

/// Puts boxes into an empty one. Nodes are filled along a Hilbert curve (Kamel and Faloutsos 1993) and
/// written as SQLite's R*Tree module stores them: row by row that module takes some twenty times as long.
void fill_spatial_index(PageFile& file, const SpatialIndexRoots& roots, std::vector<IndexedBox> boxes);

} // namespace kavel
