// SPDX-License-Identifier: EUPL-1.2
#include "read/feature_table.hpp"

#include <numeric>

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

void Column::add(const Column& from, std::span<const std::size_t> rows)
{
    std::vector<std::uint32_t> codes(
        from.m_texts.size() + first_text_code, null_code); // of here, by those of there
    for (const std::size_t row : rows) {
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

void Column::add(const Column& from)
{
    std::vector<std::size_t> rows(from.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    add(from, rows);
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
