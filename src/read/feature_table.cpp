// SPDX-License-Identifier: EUPL-1.2
#include "read/feature_table.hpp"

namespace kavel {

void Column::add_null()
{
    m_codes.push_back(null_code);
}

void Column::add(double number)
{
    m_numbers.resize(m_codes.size()); // rows without a number take no room until one follows
    m_codes.push_back(number_code);
    m_numbers.push_back(number);
}

void Column::add(std::string_view text)
{
    auto found = m_code_of.find(text);
    if (found == m_code_of.end()) {
        const auto next = static_cast<std::uint32_t>(m_texts.size()) + first_text_code;
        found = m_code_of.emplace(text, next).first;
        m_texts.emplace_back(text);
    }
    m_codes.push_back(found->second);
}

void Column::add(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        add(*number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        add(std::string_view(*text));
    } else {
        add_null();
    }
}

template <class RowOf> void Column::add_rows(const Column& from, std::size_t count, RowOf row_of)
{
    std::vector<std::uint32_t> codes(
        from.m_texts.size() + first_text_code, null_code); // of here, by those of there
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = row_of(i);
        const std::uint32_t code = from.m_codes[row];
        if (code == number_code) {
            add(from.m_numbers[row]);
        } else if (code == null_code) {
            add_null();
        } else if (codes[code] != null_code) {
            m_codes.push_back(codes[code]);
        } else {
            add(std::string_view(from.text(row)));
            codes[code] = m_codes.back();
        }
    }
}

void Column::add(const Column& from, std::span<const std::size_t> rows)
{
    add_rows(from, rows.size(), [rows](std::size_t i) { return rows[i]; });
}

void Column::add(const Column& from)
{
    if (size() > 0) {
        add_rows(from, from.size(), [](std::size_t i) { return i; });
        return;
    }
    m_codes = from.m_codes;
    m_numbers = from.m_numbers;
    m_texts = from.m_texts;
    m_code_of = from.m_code_of;
}

void Column::clear()
{
    m_codes.clear();
    m_numbers.clear();
    m_texts.clear();
    m_code_of.clear();
}

Value Column::value(std::size_t row) const
{
    if (is_null(row)) {
        return {};
    }
    if (is_number(row)) {
        return m_numbers[row];
    }
    return text(row);
}

const Column* FeatureTable::column(std::string_view name) const
{
    for (const Column& column : columns) {
        if (column.name() == name) {
            return &column;
        }
    }
    return nullptr;
}

std::optional<double> Column::read_number(std::size_t row) const
{
    if (is_null(row)) {
        return std::nullopt;
    }
    return is_number(row) ? std::optional(number(row)) : as_number(text(row));
}

std::optional<double> FeatureTable::number(std::string_view name, std::size_t row) const
{
    const Column* found = column(name);
    return found != nullptr ? found->read_number(row) : std::nullopt;
}

} // namespace kavel
