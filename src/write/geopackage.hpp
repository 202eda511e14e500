// SPDX-License-Identifier: EUPL-1.2
// A GeoPackage 1.3 that is being filled, table by table.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"
#include "geometry/shapes.hpp"
#include "write/database.hpp"
#include "write/page_file.hpp"
#include "write/reference_system.hpp"
#include "write/rows.hpp"
#include "write/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kavel {

/// A table's rows, and where they, its index and its R-tree stand in the file, but for their roots.
struct FilledTable {
    PageNumber first_page = 0;
    PageNumber pages = 0;
    std::int64_t rows = 0;
    Box extent;
};

/// Its tables are made first, all of them, then filled: rows go past SQLite into pages of the file, and
/// SQLite writes what is said about them.
class GeoPackage {
public:
    /// Into an empty file, or one into which pages of another package are put for copy(); `changed`: the time
    /// that tables say they were last changed, as GeoPackage writes it.
    GeoPackage(std::filesystem::path file, const ReferenceSystem& system, Language language,
        std::string changed, std::vector<TableDeclaration> tables,
        std::unique_ptr<PagesAhead> ahead = nullptr);

    /// What fills an empty table: parts of it, which are made side by side and stand in it in their order.
    struct TableParts {
        std::string name;
        std::size_t count = 0;
        std::function<void(Rows&, std::size_t part)> fill;
    };
    void fill(const std::vector<TableParts>& tables, unsigned threads, Watch& watch, const Stretch& stretch);
    /// All of a table.
    void fill(const std::string& table, const std::function<void(Rows&)>& fill);

    /// A table that another package, of this program and as it wrote it, has filled.
    struct TableThere {
        std::string name;
        FilledTable filled;
    };
    /// Fills empty tables with the pages that the other has for them, which follow each other. False, and
    /// nothing is done, when they would have other numbers here.
    bool copy(const std::shared_ptr<const PageSource>& from, const std::vector<TableThere>& tables);
    /// Whether nobody has written into a package since this class did.
    static bool is_as_written(const PageSource& file);

    /// Of a table that was filled.
    const FilledTable& filled(const std::string& table);

    /// Writes what is left, says in the file what its tables are, and closes it.
    void finish();

private:
    struct Table {
        TableDeclaration declaration;
        std::map<std::string, PageNumber> roots; ///< of the table itself, its index, and those of its R-tree
        FilledTable filled;
    };
    class Filling;

    void create_tables(const std::filesystem::path& file, const ReferenceSystem& system,
        std::vector<TableDeclaration> tables);
    void find_roots(Database& database);
    Table& table(const std::string& name);

    std::filesystem::path m_file;
    Language m_language;
    std::string m_changed;
    std::int32_t m_srs_id;
    std::vector<Table> m_tables;
    std::optional<PageFile> m_pages; ///< while tables are filled
};

} // namespace kavel
