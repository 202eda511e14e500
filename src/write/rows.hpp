// SPDX-License-Identifier: EUPL-1.2
// Rows of a table, cell by cell, in the form in which SQLite stores them.
#pragma once

#include "geometry/shapes.hpp"
#include "write/record.hpp"
#include "write/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// Takes the cells of a table's rows from left to right; the key comes by itself, when the rows are put into
/// their table. Made without SQLite, so that many threads can make rows of one table.
class Rows {
public:
    Rows(const TableDeclaration& table, std::int32_t srs_id);

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
    Rows& add_blob(std::string_view bytes);
    /// The geometry comes first; empty: null.
    Rows& add_geometry(std::string_view wkb);
    /// A geometry as geometry_blob makes one; empty: null.
    Rows& add_geometry_blob(std::string_view blob);
    /// Ends the row; all its cells have been added.
    void end();

    /// Back to no rows; the room is kept.
    void clear();

    std::size_t size() const { return m_ends.size(); }
    std::string_view record(std::size_t row) const;

    struct RowBox {
        std::size_t row = 0;
        Box box;
    };
    /// Of the geometries that are there and not empty.
    const std::vector<RowBox>& boxes() const { return m_boxes; }

    /// Rows that follow each other with the same text in the column by which the table is sorted.
    struct Stretch {
        std::string text;
        std::size_t rows = 0;
    };
    const std::vector<Stretch>& stretches() const { return m_stretches; }

private:
    /// The column of the cell that comes.
    std::size_t next();
    void begin();

    std::int32_t m_srs_id;
    std::size_t m_cells; ///< of a row, without key and geometry
    bool m_has_geometry;
    std::size_t m_sorted_by; ///< a column; m_cells: none
    std::vector<char> m_whole_as_integer; ///< one a column
    std::size_t m_last = 0; ///< columns of this row so far
    bool m_geometry_is_next = false;
    Record m_record;
    std::string m_bytes; ///< of all records
    std::vector<std::size_t> m_ends; ///< of each record
    std::vector<RowBox> m_boxes;
    std::vector<Stretch> m_stretches;
};

} // namespace kavel
