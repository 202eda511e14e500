// SPDX-License-Identifier: EUPL-1.2
#include "write/rows.hpp"

#include "write/geometry_blob.hpp"

#include <cassert>

namespace kavel {

namespace {

/// Whether SQLite would take a text for a column of this type as it is, and a number not ("Datatypes", 3.1).
bool is_text(const ColumnDeclaration& column)
{
    return column.type.starts_with("TEXT");
}

} // namespace

Rows::Rows(const TableDeclaration& table, std::int32_t srs_id)
    : m_srs_id(srs_id)
    , m_cells(table.columns.size())
    , m_has_geometry(!table.geometry.empty())
    , m_sorted_by(column_index(table, table.sorted_by))
{
    for (const ColumnDeclaration& column : table.columns) {
        m_whole_as_integer.push_back(is_text(column) ? 0 : 1);
    }
    begin();
}

void Rows::begin()
{
    m_last = 0;
    m_geometry_is_next = m_has_geometry;
    m_record.add_null(); // the key, which stands with the record and not in it
}

std::size_t Rows::next()
{
    assert(m_last < m_cells);
    assert(!m_geometry_is_next);
    return m_last++;
}

Rows& Rows::add(double number)
{
    const std::size_t column = next();
    assert(m_whole_as_integer[column] != 0); // SQLite would make a text of it
    m_record.add(number, m_whole_as_integer[column] != 0);
    return *this;
}

Rows& Rows::add(std::int64_t number)
{
    [[maybe_unused]] const std::size_t column = next();
    assert(m_whole_as_integer[column] != 0);
    m_record.add(number);
    return *this;
}

Rows& Rows::add(std::string_view text)
{
    if (next() == m_sorted_by) {
        if (m_stretches.empty() || m_stretches.back().text != text) {
            m_stretches.push_back({std::string(text), 0});
        }
        ++m_stretches.back().rows;
    }
    m_record.add_text(text);
    return *this;
}

Rows& Rows::add_null()
{
    [[maybe_unused]] const std::size_t column = next();
    assert(column != m_sorted_by);
    m_record.add_null();
    return *this;
}

Rows& Rows::add_blob(std::string_view bytes)
{
    [[maybe_unused]] const std::size_t column = next();
    assert(column != m_sorted_by);
    m_record.add_blob(bytes);
    return *this;
}

Rows& Rows::add_geometry(std::string_view wkb)
{
    if (wkb.empty()) {
        return add_geometry_blob({});
    }
    return add_geometry_blob(geometry_blob(wkb, box_of_wkb(wkb), m_srs_id));
}

Rows& Rows::add_geometry_blob(std::string_view blob)
{
    assert(m_geometry_is_next);
    m_geometry_is_next = false;
    if (blob.empty()) {
        m_record.add_null();
        return *this;
    }
    if (const Box box = box_of_blob(blob); !box.empty()) {
        m_boxes.push_back({size(), box});
    }
    m_record.add_blob(blob);
    return *this;
}

void Rows::end()
{
    assert(m_last == m_cells);
    m_record.append_to(m_bytes);
    m_ends.push_back(m_bytes.size());
    begin();
}

void Rows::clear()
{
    m_bytes.clear();
    m_ends.clear();
    m_boxes.clear();
    m_stretches.clear();
}

std::string_view Rows::record(std::size_t row) const
{
    const std::size_t begin = row == 0 ? 0 : m_ends[row - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[row] - begin);
}

} // namespace kavel
