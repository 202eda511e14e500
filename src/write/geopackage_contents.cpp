// SPDX-License-Identifier: EUPL-1.2
#include "write/geopackage_contents.hpp"

#include "write/spatial_index.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace kavel::gpkg {

namespace {

/// The GeoPackage's own tables (GeoPackage 1.3, annex C), and GDAL's table of row counts, without which it
/// would count millions of rows each time a file is opened.
constexpr const char* own_tables = R"(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
INSERT INTO gpkg_extensions VALUES ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
)";

const ReferenceSystem undefined_plane{"Undefined Cartesian SRS", -1, "NONE", -1, "undefined",
    "undefined Cartesian coordinate reference system"};
const ReferenceSystem undefined_globe{"Undefined geographic SRS", 0, "NONE", 0, "undefined",
    "undefined geographic coordinate reference system"};

std::string create_statement(const TableDeclaration& table)
{
    std::string columns = quoted_name(table.key) + " INTEGER PRIMARY KEY NOT NULL";
    if (!table.geometry.empty()) {
        columns += fmt::format(", \"geom\" {}", table.geometry);
    }
    for (const ColumnDeclaration& column : table.columns) {
        columns += fmt::format(", {} {}", quoted_name(column.name), column.type);
    }
    return fmt::format("CREATE TABLE {} ({})", quoted_name(table.name), columns);
}

/// GDAL keeps the number of rows by these.
std::string counting_triggers(const std::string& table)
{
    std::string triggers;
    for (const auto& [event, sign] : {std::pair("insert", '+'), std::pair("delete", '-')}) {
        triggers += fmt::format(
            "CREATE TRIGGER {} AFTER {} ON {} BEGIN UPDATE gpkg_ogr_contents SET feature_count = "
            "feature_count {} 1 WHERE lower(table_name) = lower({}); END;",
            quoted_name(fmt::format("trigger_{}_feature_count_{}", event, table)), event, quoted_name(table),
            sign, quoted_text(table));
    }
    return triggers;
}

void add_reference_systems(Database& database, const ReferenceSystem& own)
{
    ReferenceSystem degrees = reference_system("EPSG:4326");
    degrees.name = "WGS 84 geodetic";
    degrees.description = "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid";
    Statement insert(database, "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)");
    for (const ReferenceSystem& system : {undefined_plane, undefined_globe, degrees, own}) {
        insert.bind(1, system.name);
        insert.bind(2, std::int64_t{system.srs_id});
        insert.bind(3, system.organization);
        insert.bind(4, std::int64_t{system.organization_id});
        insert.bind(5, system.definition);
        if (system.description.empty()) {
            insert.bind_null(6);
        } else {
            insert.bind(6, system.description);
        }
        insert.step();
        insert.reset();
    }
}

void register_columns(Database& database, const TableDeclaration& table, Language language)
{
    Statement insert(database, "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)");
    const auto bind_or_null = [&insert](int parameter, const std::string& text) {
        if (text.empty()) {
            insert.bind_null(parameter);
        } else {
            insert.bind(parameter, text);
        }
    };
    std::set<std::string> names;
    for (const ColumnDeclaration& column : table.columns) {
        const std::string& title = column.title.in(language);
        if (title.empty()) {
            continue;
        }
        // Programs show the one or the other in the column's place; `name` may stand in a table once.
        const bool says_more = title != column.name && names.insert(title).second;
        insert.bind(1, table.name);
        insert.bind(2, column.name);
        bind_or_null(3, says_more ? title : std::string());
        insert.bind(4, title);
        bind_or_null(5, column.description.in(language));
        insert.step();
        insert.reset();
    }
}

} // namespace

void create_contents(Database& database, const ReferenceSystem& system)
{
    database.run(own_tables);
    add_reference_systems(database, system);
}

void create_table(Database& database, const TableDeclaration& table)
{
    database.run(create_statement(table));
    if (!table.geometry.empty()) {
        create_spatial_index(database, table.name);
    }
    if (!table.sorted_by.empty()) {
        database.run(fmt::format("CREATE INDEX {} ON {} ({})", quoted_name(index_name(table)),
            quoted_name(table.name), quoted_name(table.sorted_by)));
    }
    if (table.listed) {
        database.run(counting_triggers(table.name));
    }
}

std::string index_name(const TableDeclaration& table)
{
    return table.name + "_" + table.sorted_by;
}

std::string tree_name(const TableDeclaration& table)
{
    return "rtree_" + table.name + "_geom";
}

std::map<std::string, PageNumber> root_pages(Database& database)
{
    std::map<std::string, PageNumber> roots;
    Statement row(database, "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0");
    while (row.step()) {
        roots.emplace(row.text(0), static_cast<PageNumber>(row.integer(1)));
    }
    return roots;
}

void register_table(Database& database, const TableEntry& entry, Language language)
{
    const TableDeclaration& declared = entry.table;
    const bool spatial = !declared.geometry.empty();
    Statement insert(database, "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, declared.name);
    insert.bind(2, spatial ? "features" : "attributes");
    insert.bind(3, declared.title.in(language));
    insert.bind(4, declared.description.in(language));
    insert.bind(5, entry.changed);
    if (spatial && !entry.extent.empty()) {
        insert.bind(6, entry.extent.west);
        insert.bind(7, entry.extent.south);
        insert.bind(8, entry.extent.east);
        insert.bind(9, entry.extent.north);
    }
    if (spatial) {
        insert.bind(10, std::int64_t{entry.srs_id});
    }
    insert.step();
    const std::string name = quoted_text(declared.name);
    if (spatial) {
        database.run(fmt::format("INSERT INTO gpkg_geometry_columns VALUES ({}, 'geom', '{}', {}, 0, 0);"
                                 "INSERT INTO gpkg_extensions VALUES ({}, 'geom', 'gpkg_rtree_index', "
                                 "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            name, declared.geometry, entry.srs_id, name));
    }
    database.run(fmt::format("INSERT INTO gpkg_ogr_contents VALUES ({}, {})", name, entry.rows));
    register_columns(database, declared, language);
}

} // namespace kavel::gpkg
