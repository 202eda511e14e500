// SPDX-License-Identifier: EUPL-1.2
// A GeoPackage 1.3 that is being filled, table by table.
#pragma once

#include "base/facts.hpp"
#include "geometry/shapes.hpp"
#include "write/database.hpp"
#include "write/reference_system.hpp"
#include "write/schema.hpp"
#include "write/spatial_index.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// Takes the cells of a table's rows from left to right; the key comes by itself: 1, 2, 3...
class Rows {
public:
    Rows(Database& database, const TableDeclaration& table, std::int32_t srs_id);

    Rows& add(double number);
    Rows& add(std::int64_t number);
    Rows& add(int number) { return add(static_cast<std::int64_t>(number)); }
    Rows& add(std::size_t number) { return add(static_cast<std::int64_t>(number)); }
    Rows& add(bool yes) { return add(static_cast<std::int64_t>(yes ? 1 : 0)); }
    Rows& add(std::string_view text);
    Rows& add(const std::string& text) { return add(std::string_view(text)); }
    Rows& add(const char* text) { return add(std::string_view(text)); }
    Rows& add_null();
    template <class T> Rows& add(const std::optional<T>& cell) { return cell ? add(*cell) : add_null(); }
    /// An empty text says nothing: null.
    Rows& add_or_null(std::string_view text) { return text.empty() ? add_null() : add(text); }
    /// The geometry comes first; empty: null.
    Rows& add_geometry(std::string_view wkb);
    /// Ends the row; all its cells have been added.
    void end();

    std::int64_t count() const { return m_count; }
    const Box& extent() const { return m_extent; }
    std::vector<IndexedBox> take_boxes() { return std::move(m_boxes); }

private:
    int next();

    Statement m_insert;
    std::int32_t m_srs_id;
    int m_cells; ///< in a row, without the key
    int m_last = 0; ///< cells of this row so far
    std::int64_t m_count = 0;
    Box m_extent;
    std::vector<IndexedBox> m_boxes;
};

class GeoPackage {
public:
    /// Into an empty file; `changed`: the time that tables say they were last changed, as GeoPackage writes
    /// it.
    GeoPackage(
        const std::filesystem::path& file, ReferenceSystem system, Language language, std::string changed);

    /// Creates a table, has it filled, indexes it and says in the file what it is.
    void write(const TableDeclaration& table, const std::function<void(Rows&)>& fill);
    /// For what is no table of the package: programs do not list it.
    Database& database() { return m_database; }
    /// Writes what is left and closes the file; nothing can be added any more.
    void close();

private:
    void create_own_tables();
    void add_reference_systems();
    void create(const TableDeclaration& table);
    void register_table(const TableDeclaration& table, const Rows& rows);
    void register_columns(const TableDeclaration& table);
    void count_features(const TableDeclaration& table, std::int64_t rows);

    Database m_database;
    ReferenceSystem m_system;
    Language m_language;
    std::string m_changed;
};

} // namespace kavel
