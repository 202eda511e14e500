// SPDX-License-Identifier: EUPL-1.2
#include "write/geopackage.hpp"

#include "write/geopackage_contents.hpp"
#include "write/output_file.hpp"
#include "write/record.hpp"
#include "write/spatial_index.hpp"
#include "write/tree_pages.hpp"

#include <algorithm>
#include <cassert>
#include <mutex>
#include <numeric>
#include <tuple>
#include <utility>

namespace kavel {

namespace {

/// How often SQLite has changed the file when it is closed: for the tables, and for what is said of them.
constexpr std::uint32_t changes_by_us = 2;

/// Rows that are in their table, for the room that they have: memory that was never touched is dear.
class SpareRows {
public:
    std::optional<Rows> take(const std::string& table)
    {
        const std::lock_guard lock(m_mutex);
        if (m_table != table || m_rows.empty()) {
            return std::nullopt;
        }
        Rows rows = std::move(m_rows.back());
        m_rows.pop_back();
        return rows;
    }

    void give(const std::string& table, Rows rows)
    {
        rows.clear();
        const std::lock_guard lock(m_mutex);
        if (m_table != table) {
            m_table = table;
            m_rows.clear();
        }
        m_rows.push_back(std::move(rows));
    }

private:
    std::mutex m_mutex;
    std::string m_table; ///< of which the rows are
    std::vector<Rows> m_rows;
};

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
            m_stretches.push_back({stretch.text, first});
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
                return m_table.roots.at(gpkg::tree_name(m_table.declaration) + ending);
            };
            fill_spatial_index(m_pages, {root("_node"), root("_rowid"), root("_parent")}, std::move(m_boxes));
        }
        m_table.filled.pages = m_pages.next() - m_table.filled.first_page;
    }

private:
    void write_index()
    {
        // Texts by their bytes, as SQLite compares them, and rows of one text in their order.
        std::vector<std::size_t> sorted(m_stretches.size());
        std::iota(sorted.begin(), sorted.end(), std::size_t{0});
        std::sort(sorted.begin(), sorted.end(), [this](std::size_t a, std::size_t b) {
            return std::tie(m_stretches[a].text, a) < std::tie(m_stretches[b].text, b);
        });
        IndexTree index(m_pages, m_table.roots.at(gpkg::index_name(m_table.declaration)));
        Record record;
        std::string bytes;
        for (const std::size_t which : sorted) {
            const auto& [text, first] = m_stretches[which];
            const std::int64_t next
                = which + 1 < m_stretches.size() ? m_stretches[which + 1].first_row : m_table.filled.rows + 1;
            int size = 0;
            for (std::int64_t row = first; row < next; ++row) {
                if (const int needed = integer_size(row); needed != size || needed == 0) {
                    size = needed;
                    record.add_text(text);
                    record.add(row);
                    bytes.clear();
                    record.append_to(bytes);
                } else { // only its last bytes differ
                    put(bytes, bytes.size() - static_cast<std::size_t>(size), static_cast<std::uint64_t>(row),
                        size);
                }
                index.add(bytes);
            }
        }
        index.finish();
    }

    PageFile& m_pages;
    Table& m_table;
    TableTree m_tree;
    std::vector<IndexedBox> m_boxes;
    struct Stretch {
        std::string text;
        std::int64_t first_row = 0;
    };
    std::vector<Stretch> m_stretches; ///< that follow each other
};

GeoPackage::GeoPackage(std::filesystem::path file, const ReferenceSystem& system, Language language,
    std::string changed, std::vector<TableDeclaration> tables, std::unique_ptr<PagesAhead> ahead)
    : m_file(std::move(file))
    , m_language(language)
    , m_changed(std::move(changed))
    , m_srs_id(system.srs_id)
{
    if (ahead == nullptr) {
        create_tables(m_file, system, std::move(tables));
        m_pages.emplace(m_file);
    } else { // SQLite begins in an empty file only
        const OutputFile begin(m_file);
        create_tables(begin.path(), system, std::move(tables));
        m_pages.emplace(m_file, begin.path(), std::move(ahead));
    }
}

void GeoPackage::create_tables(
    const std::filesystem::path& file, const ReferenceSystem& system, std::vector<TableDeclaration> tables)
{
    Database database = Database::fill(file);
    database.run("BEGIN; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300");
    gpkg::create_contents(database, system);
    for (TableDeclaration& table : tables) {
        gpkg::create_table(database, table);
        m_tables.push_back({std::move(table), {}, {}});
    }
    database.run("COMMIT");
    find_roots(database);
    database.close();
}

void GeoPackage::find_roots(Database& database)
{
    const std::map<std::string, PageNumber> roots = gpkg::root_pages(database);
    for (Table& table : m_tables) {
        const TableDeclaration& declared = table.declaration;
        std::vector<std::string> names{declared.name};
        if (!declared.sorted_by.empty()) {
            names.push_back(gpkg::index_name(declared));
        }
        if (!declared.geometry.empty()) {
            for (const char* ending : {"_node", "_rowid", "_parent"}) {
                names.push_back(gpkg::tree_name(declared) + ending);
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

void GeoPackage::fill(
    const std::vector<TableParts>& tables, unsigned threads, Watch& watch, const Stretch& stretch)
{
    // Rows are put down while they are still in the caches; the next table's are made while one thread makes
    // an index.
    constexpr std::size_t parts_ahead = 8;
    constexpr std::size_t parts_beside_an_index = 512;
    struct Job {
        const TableParts* parts;
        std::size_t part; ///< the number of parts: the table is finished
    };
    std::vector<Job> jobs;
    for (const TableParts& parts : tables) {
        for (std::size_t part = 0; part <= parts.count; ++part) {
            jobs.push_back({&parts, part});
        }
    }
    std::vector<std::optional<Rows>> made(jobs.size());
    SpareRows spare;
    std::optional<Filling> filling;
    make_in_order(
        jobs.size(), threads, watch, stretch,
        [&](std::size_t job) {
            const auto& [parts, part] = jobs[job];
            const std::size_t left = parts->count - part;
            return job + (left >= parts_ahead ? parts_ahead : parts_beside_an_index);
        },
        [&](std::size_t job) {
            const auto& [parts, part] = jobs[job];
            if (part < parts->count) {
                made[job] = spare.take(parts->name);
                if (!made[job]) {
                    made[job].emplace(table(parts->name).declaration, m_srs_id);
                }
                parts->fill(*made[job], part);
            }
        },
        [&](std::size_t job) {
            const auto& [parts, part] = jobs[job];
            if (part == 0) {
                filling.emplace(*m_pages, table(parts->name));
            }
            if (part < parts->count) {
                filling->add(*made[job]);
                spare.give(parts->name, std::move(*made[job]));
                made[job].reset();
            } else {
                filling->finish();
            }
        });
}

void GeoPackage::fill(const std::string& name, const std::function<void(Rows&)>& fill)
{
    Silent nobody;
    this->fill({{name, 1, [&](Rows& rows, std::size_t) { fill(rows); }}}, 1, nobody, {});
}

bool GeoPackage::copy(const std::shared_ptr<const PageSource>& from, const std::vector<TableThere>& tables)
{
    Database database = Database::read(from->path());
    const std::map<std::string, PageNumber> others = gpkg::root_pages(database);
    const PageNumber first = m_pages->next();
    PageNumber next = first;
    const bool stand_alike = std::all_of(tables.begin(), tables.end(), [&](const TableThere& there) {
        const auto& roots = table(there.name).roots;
        const bool follows = there.filled.first_page == next;
        next += there.filled.pages;
        return follows && std::all_of(roots.begin(), roots.end(), [&others](const auto& root) {
            const auto other = others.find(root.first);
            return other != others.end() && other->second == root.second;
        });
    });
    if (!stand_alike) {
        m_pages->drop_ahead();
        return false;
    }
    m_pages->copy(from, first, next - first);
    for (const TableThere& there : tables) {
        Table& filled = table(there.name);
        for (const auto& [part, root] : filled.roots) {
            m_pages->replace(root, from->page(root));
        }
        filled.filled = there.filled;
    }
    return true;
}

bool GeoPackage::is_as_written(const PageSource& file)
{
    return file.changes() == changes_by_us;
}

const FilledTable& GeoPackage::filled(const std::string& name)
{
    return table(name).filled;
}

void GeoPackage::finish()
{
    m_pages->finish();
    m_pages.reset();
    Database database = Database::fill(m_file);
    database.run("BEGIN");
    for (const Table& table : m_tables) {
        if (table.declaration.listed) {
            gpkg::register_table(database,
                {table.declaration, table.filled.rows, table.filled.extent, m_srs_id, m_changed}, m_language);
        }
    }
    database.run("COMMIT");
    database.close();
}

} // namespace kavel
