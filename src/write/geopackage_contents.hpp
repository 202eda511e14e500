// SPDX-License-Identifier: EUPL-1.2
// What a GeoPackage says of itself and of its tables, in tables of its own, by SQL (GeoPackage 1.3).
#pragma once

#include "base/facts.hpp"
#include "geometry/shapes.hpp"
#include "write/database.hpp"
#include "write/page_file.hpp"
#include "write/reference_system.hpp"
#include "write/schema.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace kavel::gpkg {

/// Makes the package's own tables; `system`: that of its geometries.
void create_contents(Database& database, const ReferenceSystem& system);

/// Makes an empty table with its index, its R-tree, and, if it is listed, the triggers by which GDAL
/// counts its rows.
void create_table(Database& database, const TableDeclaration& table);

/// Of the index by which a table is sorted, and of its R-tree.
std::string index_name(const TableDeclaration& table);
std::string tree_name(const TableDeclaration& table);

/// Of the trees of tables and indexes, by name.
std::map<std::string, PageNumber> root_pages(Database& database);

/// What is said of a table that is filled.
struct TableEntry {
    const TableDeclaration& table;
    std::int64_t rows = 0;
    Box extent;
    std::int32_t srs_id = 0;
    std::string changed; ///< a time, as GeoPackage writes it
};
void register_table(Database& database, const TableEntry& entry, Language language);

} // namespace kavel::gpkg
