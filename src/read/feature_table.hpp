// SPDX-License-Identifier: EUPL-1.2
// A layer in columns, in the study's CRS: shapes, ids, and the fields that rules use.
#pragma once

#include "base/facts.hpp"
#include "geometry/shapes.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kavel {

/// How a field is written to the result.
enum class ColumnType { integer, real, text, boolean };

/// One field of all features; texts are stored once each.
class Column {
public:
    explicit Column(std::string name, ColumnType type = ColumnType::text)
        : m_name(std::move(name))
        , m_type(type)
    {
    }

    const std::string& name() const { return m_name; }
    ColumnType type() const { return m_type; }
    void set_type(ColumnType type) { m_type = type; }
    std::size_t size() const { return m_codes.size(); }

    void add_null();
    void add(double number);
    void add(std::string_view text);
    void add(const Value& value);

    /// Values of some rows of another column, in their order.
    void add(const Column& from, std::span<const std::size_t> rows);
    /// Values of all rows of another column.
    void add(const Column& from);
    /// Back to no rows; the room is kept.
    void clear();

    bool is_null(std::size_t row) const { return m_codes[row] == null_code; }
    bool is_number(std::size_t row) const { return m_codes[row] == number_code; }
    double number(std::size_t row) const { return m_numbers[row]; } ///< when is_number
    const std::string& text(std::size_t row) const { return m_texts[m_codes[row] - first_text_code]; }
    Value value(std::size_t row) const;
    /// A number, or a text that reads as one.
    std::optional<double> read_number(std::size_t row) const;
    /// The different texts, in order of first appearance.
    const std::vector<std::string>& texts() const { return m_texts; }

private:
    template <class RowOf> void add_rows(const Column& from, std::size_t count, RowOf row_of);

    static constexpr std::uint32_t null_code = 0;
    static constexpr std::uint32_t number_code = 1;
    static constexpr std::uint32_t first_text_code = 2;

    std::string m_name;
    ColumnType m_type;
    std::vector<std::uint32_t> m_codes;
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::vector<double> m_numbers; ///< one a row up to the last that is a number; 0 where it is none
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> m_code_of;
};

/// Features in the order of their sources, then of their ids.
struct FeatureTable {
    Shapes shapes;
    std::vector<std::int64_t> fids; ///< in its source
    std::vector<std::uint32_t> sources; ///< index of the source
    std::vector<Column> columns;

    std::size_t size() const { return shapes.size(); }
    std::string id(std::size_t row) const { return std::to_string(fids[row]); }
    const Column* column(std::string_view name) const;
    /// Of a column that may not be there: then nothing.
    std::optional<double> number(std::string_view name, std::size_t row) const;
};

} // namespace kavel
