// SPDX-License-Identifier: EUPL-1.2
#include "write/geopackage.hpp"

#include "write/geometry_blob.hpp"

#include <fmt/format.h>

#include <cassert>
#include <set>
#include <utility>

namespace kavel {

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

std::string insert_statement(const TableDeclaration& table)
{
    std::string parameters = table.geometry.empty() ? "?" : "?, ?";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        parameters += ", ?";
    }
    return fmt::format("INSERT INTO {} VALUES ({})", quoted_name(table.name), parameters);
}

} // namespace

Rows::Rows(Database& database, const TableDeclaration& table, std::int32_t srs_id)
    : m_insert(database, insert_statement(table))
    , m_srs_id(srs_id)
    , m_cells(static_cast<int>(table.columns.size()) + (table.geometry.empty() ? 0 : 1))
{
}

int Rows::next()
{
    assert(m_last < m_cells);
    ++m_last;
    return m_last + 1; // the key is the first parameter
}

Rows& Rows::add(double number)
{
    m_insert.bind(next(), number);
    return *this;
}

Rows& Rows::add(std::int64_t number)
{
    m_insert.bind(next(), number);
    return *this;
}

Rows& Rows::add(std::string_view text)
{
    m_insert.bind(next(), text);
    return *this;
}

Rows& Rows::add_null()
{
    m_insert.bind_null(next());
    return *this;
}

Rows& Rows::add_geometry(std::string_view wkb)
{
    assert(m_last == 0);
    if (wkb.empty()) {
        return add_null();
    }
    const Box box = box_of_wkb(wkb);
    if (!box.empty()) {
        m_boxes.push_back({m_count + 1, box});
        m_extent.add(box);
    }
    m_insert.bind_blob(next(), geometry_blob(wkb, box, m_srs_id));
    return *this;
}

void Rows::end()
{
    assert(m_last == m_cells);
    m_last = 0;
    ++m_count;
    m_insert.bind(1, m_count);
    m_insert.step();
    m_insert.reset();
}

GeoPackage::GeoPackage(
    const std::filesystem::path& file, ReferenceSystem system, Language language, std::string changed)
    : m_database(Database::fill(file))
    , m_system(std::move(system))
    , m_language(language)
    , m_changed(std::move(changed))
{
    m_database.run("PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; BEGIN");
    create_own_tables();
}

void GeoPackage::create_own_tables()
{
    m_database.run(own_tables);
    add_reference_systems();
}

void GeoPackage::add_reference_systems()
{
    ReferenceSystem degrees = reference_system("EPSG:4326");
    degrees.name = "WGS 84 geodetic";
    degrees.description = "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid";
    Statement insert(m_database, "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)");
    for (const ReferenceSystem& system : {undefined_plane, undefined_globe, degrees, m_system}) {
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

void GeoPackage::write(const TableDeclaration& table, const std::function<void(Rows&)>& fill)
{
    create(table);
    Rows rows(m_database, table, m_system.srs_id);
    fill(rows);
    register_table(table, rows);
    register_columns(table);
    if (!table.geometry.empty()) {
        write_spatial_index(m_database, table.name, rows.take_boxes());
    }
    if (!table.sorted_by.empty()) {
        m_database.run(
            fmt::format("CREATE INDEX {} ON {} ({})", quoted_name(table.name + "_" + table.sorted_by),
                quoted_name(table.name), quoted_name(table.sorted_by)));
    }
    count_features(table, rows.count());
}

void GeoPackage::create(const TableDeclaration& table)
{
    std::string columns = quoted_name(table.key) + " INTEGER PRIMARY KEY NOT NULL";
    if (!table.geometry.empty()) {
        columns += fmt::format(", \"geom\" {}", table.geometry);
    }
    for (const ColumnDeclaration& column : table.columns) {
        columns += fmt::format(", {} {}", quoted_name(column.name), column.type);
    }
    m_database.run(fmt::format("CREATE TABLE {} ({})", quoted_name(table.name), columns));
}

void GeoPackage::register_table(const TableDeclaration& table, const Rows& rows)
{
    const bool spatial = !table.geometry.empty();
    Statement insert(m_database, "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, table.name);
    insert.bind(2, spatial ? "features" : "attributes");
    insert.bind(3, table.title.in(m_language));
    insert.bind(4, table.description.in(m_language));
    insert.bind(5, m_changed);
    if (spatial && !rows.extent().empty()) {
        insert.bind(6, rows.extent().west);
        insert.bind(7, rows.extent().south);
        insert.bind(8, rows.extent().east);
        insert.bind(9, rows.extent().north);
    }
    if (spatial) {
        insert.bind(10, std::int64_t{m_system.srs_id});
    }
    insert.step();
    if (spatial) {
        m_database.run(fmt::format("INSERT INTO gpkg_geometry_columns VALUES ({}, 'geom', '{}', {}, 0, 0);"
                                   "INSERT INTO gpkg_extensions VALUES ({}, 'geom', 'gpkg_rtree_index', "
                                   "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            quoted_text(table.name), table.geometry, m_system.srs_id, quoted_text(table.name)));
    }
}

void GeoPackage::register_columns(const TableDeclaration& table)
{
    Statement insert(m_database, "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)");
    const auto bind_or_null = [&insert](int parameter, const std::string& text) {
        if (text.empty()) {
            insert.bind_null(parameter);
        } else {
            insert.bind(parameter, text);
        }
    };
    std::set<std::string> names;
    for (const ColumnDeclaration& column : table.columns) {
        const std::string& title = column.title.in(m_language);
        if (title.empty()) {
            continue;
        }
        // Programs show the one or the other in the column's place; `name` may stand in a table once.
        const bool says_more = title != column.name && names.insert(title).second;
        insert.bind(1, table.name);
        insert.bind(2, column.name);
        bind_or_null(3, says_more ? title : std::string());
        insert.bind(4, title);
        bind_or_null(5, column.description.in(m_language));
        insert.step();
        insert.reset();
    }
}

void GeoPackage::count_features(const TableDeclaration& table, std::int64_t rows)
{
    const std::string name = quoted_text(table.name);
    m_database.run(fmt::format("INSERT INTO gpkg_ogr_contents VALUES ({}, {})", name, rows));
    for (const auto& [event, sign] : {std::pair("insert", '+'), std::pair("delete", '-')}) {
        m_database.run(
            fmt::format("CREATE TRIGGER {} AFTER {} ON {} BEGIN UPDATE gpkg_ogr_contents SET feature_count = "
                        "feature_count {} 1 WHERE lower(table_name) = lower({}); END",
                quoted_name(fmt::format("trigger_{}_feature_count_{}", event, table.name)), event,
                quoted_name(table.name), sign, name));
    }
}

void GeoPackage::close()
{
    m_database.run("COMMIT");
    m_database.close();
}

} // namespace kavel
