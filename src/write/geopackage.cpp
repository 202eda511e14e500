// SPDX-License-Identifier: EUPL-1.2
#include "write/geopackage.hpp"

#include "write/record.hpp"
#include "write/tree_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <tuple>
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

/// How often SQLite has changed the file when it is closed: for the tables, and for what is said of them.
constexpr std::uint32_t changes_by_us = 2;

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

/// One table that is being filled: its rows, then its index and its R-tree behind them.
class GeoPackage::Filling {
public:
    Filling(PageFile& pages, Table& table)
        : m_pages(pages)
        , m_table(table)
        , m_tree(pages, table.roots.at(table.declaration.name))
    {
        m_table.filled.first_page = pages.next();
    }

    void add(const Rows& rows)
    {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            m_tree.add(m_table.filled.rows + static_cast<std::int64_t>(row) + 1, rows.record(row));
        }
        for (const Rows::RowBox& one : rows.boxes()) {
            m_boxes.push_back({m_table.filled.rows + static_cast<std::int64_t>(one.row) + 1, one.box});
            m_table.filled.extent.add(one.box);
        }
        std::int64_t first = m_table.filled.rows + 1;
        for (const Rows::Stretch& stretch : rows.stretches()) {
            m_stretches.push_back({stretch.text, first, static_cast<std::int64_t>(stretch.rows)});
            first += static_cast<std::int64_t>(stretch.rows);
        }
        m_table.filled.rows += static_cast<std::int64_t>(rows.size());
    }

    void finish()
    {
        m_tree.finish();
        if (!m_table.declaration.sorted_by.empty()) {
            write_index();
        }
        if (!m_table.declaration.geometry.empty()) {
            const auto root = [&](const char* ending) {
                return m_table.roots.at(tree_name(m_table.declaration) + ending);
            };
            fill_spatial_index(m_pages, {root("_node"), root("_rowid"), root("_parent")}, std::move(m_boxes));
        }
        m_table.filled.pages = m_pages.next() - m_table.filled.first_page;
    }

private:
    void write_index()
    {
        // Texts by their bytes, as SQLite compares them, and rows of one text in their order.
        std::sort(m_stretches.begin(), m_stretches.end());
        IndexTree index(m_pages, m_table.roots.at(index_name(m_table.declaration)));
        Record record;
        std::string bytes;
        for (const auto& [text, first, rows] : m_stretches) {
            for (std::int64_t row = first; row < first + rows; ++row) {
                record.add_text(text);
                record.add(row);
                bytes.clear();
                record.append_to(bytes);
                index.add(bytes);
            }
        }
        index.finish();
    }

    PageFile& m_pages;
    Table& m_table;
    TableTree m_tree;
    std::vector<IndexedBox> m_boxes;
    std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> m_stretches; ///< text, first row, rows
};

GeoPackage::GeoPackage(std::filesystem::path file, const ReferenceSystem& system, Language language,
    std::string changed, std::vector<TableDeclaration> tables)
    : m_file(std::move(file))
    , m_language(language)
    , m_changed(std::move(changed))
    , m_srs_id(system.srs_id)
{
    Database database = Database::fill(m_file);
    database.run("BEGIN; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300");
    database.run(own_tables);
    add_reference_systems(database, system);
    for (TableDeclaration& table : tables) {
        create(database, table);
        m_tables.push_back({std::move(table), {}, {}});
    }
    database.run("COMMIT");
    find_roots(database);
    database.close();
    m_pages.emplace(m_file);
}

void GeoPackage::create(Database& database, const TableDeclaration& table)
{
    database.run(create_statement(table));
    if (!table.geometry.empty()) {
        create_spatial_index(database, table.name);
    }
    if (!table.sorted_by.empty()) {
        database.run(fmt::format("CREATE INDEX {} ON {} ({})", quoted_name(index_name(table)),
            quoted_name(table.name), quoted_name(table.sorted_by)));
    }
    database.run(counting_triggers(table.name));
}

void GeoPackage::find_roots(Database& database)
{
    const std::map<std::string, PageNumber> roots = root_pages(database);
    for (Table& table : m_tables) {
        const TableDeclaration& declared = table.declaration;
        std::vector<std::string> names{declared.name};
        if (!declared.sorted_by.empty()) {
            names.push_back(index_name(declared));
        }
        if (!declared.geometry.empty()) {
            for (const char* ending : {"_node", "_rowid", "_parent"}) {
                names.push_back(tree_name(declared) + ending);
            }
        }
        for (const std::string& name : names) {
            table.roots.emplace(name, roots.at(name));
        }
    }
}

GeoPackage::Table& GeoPackage::table(const std::string& name)
{
    const auto table = std::find_if(
        m_tables.begin(), m_tables.end(), [&](const Table& one) { return one.declaration.name == name; });
    assert(table != m_tables.end());
    return *table;
}

void GeoPackage::fill(const std::string& name, const std::function<void(Rows&)>& fill)
{
    Table& filled = table(name);
    Rows rows(filled.declaration, m_srs_id);
    fill(rows);
    Filling filling(*m_pages, filled);
    filling.add(rows);
    filling.finish();
}

void GeoPackage::fill(const std::string& name, const Parts& parts, Watch& watch,
    const std::function<void(Rows&, std::size_t part)>& fill)
{
    Table& filled = table(name);
    Filling filling(*m_pages, filled);
    std::vector<std::optional<Rows>> made(thread_count(parts.threads));
    for_each_in_order(
        parts.count, parts.threads, watch, parts.stretch,
        [&](std::size_t part, unsigned thread) {
            fill(made[thread].emplace(filled.declaration, m_srs_id), part);
        },
        [&](std::size_t, unsigned thread) { filling.add(*made[thread]); });
    filling.finish();
}

bool GeoPackage::copy(const std::string& name, const std::filesystem::path& from, const FilledTable& there)
{
    Table& filled = table(name);
    if (m_pages->next() != there.first_page) {
        return false;
    }
    Database database = Database::read(from);
    const std::map<std::string, PageNumber> others = root_pages(database);
    for (const auto& [part, root] : filled.roots) {
        const auto other = others.find(part);
        if (other == others.end() || other->second != root) {
            return false;
        }
    }
    const PageSource source(from);
    m_pages->copy(source, there.first_page, there.pages);
    for (const auto& [part, root] : filled.roots) {
        m_pages->replace(root, source.page(root));
    }
    filled.filled = there;
    return true;
}

bool GeoPackage::is_as_written(const std::filesystem::path& file)
{
    return PageSource(file).changes() == changes_by_us;
}

const FilledTable& GeoPackage::filled(const std::string& name)
{
    return table(name).filled;
}

Database& GeoPackage::finish()
{
    m_pages->finish();
    m_pages.reset();
    m_database.emplace(Database::fill(m_file));
    m_database->run("BEGIN");
    for (const Table& table : m_tables) {
        register_table(table);
        register_columns(*m_database, table.declaration, m_language);
    }
    return *m_database;
}

void GeoPackage::register_table(const Table& table)
{
    const TableDeclaration& declared = table.declaration;
    const bool spatial = !declared.geometry.empty();
    Statement insert(*m_database, "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, declared.name);
    insert.bind(2, spatial ? "features" : "attributes");
    insert.bind(3, declared.title.in(m_language));
    insert.bind(4, declared.description.in(m_language));
    insert.bind(5, m_changed);
    if (spatial && !table.filled.extent.empty()) {
        insert.bind(6, table.filled.extent.west);
        insert.bind(7, table.filled.extent.south);
        insert.bind(8, table.filled.extent.east);
        insert.bind(9, table.filled.extent.north);
    }
    if (spatial) {
        insert.bind(10, std::int64_t{m_srs_id});
    }
    insert.step();
    const std::string name = quoted_text(declared.name);
    if (spatial) {
        m_database->run(fmt::format("INSERT INTO gpkg_geometry_columns VALUES ({}, 'geom', '{}', {}, 0, 0);"
                                    "INSERT INTO gpkg_extensions VALUES ({}, 'geom', 'gpkg_rtree_index', "
                                    "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            name, declared.geometry, m_srs_id, name));
    }
    m_database->run(fmt::format("INSERT INTO gpkg_ogr_contents VALUES ({}, {})", name, table.filled.rows));
}

void GeoPackage::close()
{
    m_database->run("COMMIT");
    m_database->close();
}

} // namespace kavel
