// SPDX-License-Identifier: EUPL-1.2
#include "read/field_texts.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

std::string utf8(std::string_view text)
{
    std::string copy(text);
    if (CPLIsUTF8(copy.c_str(), -1) != FALSE) {
        return copy;
    }
    char* recoded = CPLRecode(copy.c_str(), CPL_ENC_ISO8859_1, CPL_ENC_UTF8);
    copy = recoded;
    CPLFree(recoded);
    return copy;
}

void add_whole(Column& column, std::int64_t whole)
{
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (whole > exact || whole < -exact) {
        column.add(std::string_view(std::to_string(whole)));
    } else {
        column.add(static_cast<double>(whole));
    }
}

void add_number(Column& column, double number, std::vector<std::size_t>& not_finite)
{
    if (std::isfinite(number)) {
        column.add(number);
    } else {
        column.add_null();
        not_finite.push_back(column.size() - 1);
    }
}

void add_text(Column& column, std::string_view text)
{
    text = text.substr(0, text.find('\0'));
    if (is_ascii(text)) {
        column.add(text);
    } else {
        column.add(std::string_view(utf8(text)));
    }
}

} // namespace kavel
