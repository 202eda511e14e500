// SPDX-License-Identifier: EUPL-1.2
#include "write/record.hpp"

#include "write/database.hpp"

#include <array>
#include <bit>
#include <cmath>

namespace kavel {

namespace {

/// What a value's type says; the sizes of integers are those of types 1 to 6.
enum Type : std::uint8_t { null = 0, real = 7, zero = 8, one = 9, blob = 12, text = 13 };
constexpr std::array<int, 7> integer_sizes{0, 1, 2, 3, 4, 6, 8};

bool fits(std::int64_t number, int bytes)
{
    const std::int64_t most = std::int64_t{1} << (8 * bytes - 1);
    return number >= -most && number < most;
}

std::uint8_t smallest_type(std::int64_t number)
{
    std::uint8_t type = 1;
    while (type < 6 && !fits(number, integer_sizes[type])) {
        ++type;
    }
    return type;
}

/// SQLite gives back a real number for an integer up to 2^47 in a column of type REAL; minus zero would lose
/// its sign.
bool stored_as_integer(double number)
{
    constexpr double most = 140737488355328.0; // 2^47
    return std::abs(number) < most && number == static_cast<double>(static_cast<std::int64_t>(number))
        && !(number == 0.0 && std::signbit(number));
}

struct Cell {
    std::uint64_t type = null;
    std::string_view bytes;
};

std::size_t size_of(std::uint64_t type)
{
    if (type >= blob) {
        return (type - blob) / 2;
    }
    return type < real ? static_cast<std::size_t>(integer_sizes[type]) : type == real ? 8 : 0;
}

Cell cell_in(std::string_view record, std::size_t column)
{
    std::string_view types = record;
    const std::size_t header = take_varint(types);
    const std::size_t said = record.size() - types.size();
    if (header > record.size() || header < said) {
        complain_of_corruption();
    }
    types = types.substr(0, header - said);
    for (std::size_t place = header;; --column) {
        const std::uint64_t type = take_varint(types);
        const std::size_t size = size_of(type);
        if (size > record.size() - place) {
            complain_of_corruption();
        }
        if (column == 0) {
            return {type, record.substr(place, size)};
        }
        place += size;
    }
}

} // namespace

void append_varint(std::string& bytes, std::uint64_t number)
{
    if (number < 0x80) {
        bytes += static_cast<char>(number);
        return;
    }
    std::array<char, 9> last_first{};
    std::size_t size = 0;
    if (number >> 56 != 0) { // the ninth byte has eight bits
        last_first[size++] = static_cast<char>(number);
        number >>= 8;
        for (; size < 9; number >>= 7) {
            last_first[size++] = static_cast<char>(number | 0x80);
        }
    } else {
        last_first[size++] = static_cast<char>(number & 0x7f);
        for (number >>= 7; number != 0; number >>= 7) {
            last_first[size++] = static_cast<char>(number | 0x80);
        }
    }
    while (size > 0) {
        bytes += last_first[--size];
    }
}

std::uint64_t take_long_varint(std::string_view& bytes)
{
    constexpr std::size_t longest = 9;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size() && i < longest; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[i]);
        number = i == longest - 1 ? number << 8 | byte : number << 7 | (byte & 0x7f);
        if (byte < 0x80 || i == longest - 1) {
            bytes.remove_prefix(i + 1);
            return number;
        }
    }
    complain_of_corruption();
}

std::string_view text_in(std::string_view record, std::size_t column)
{
    const Cell cell = cell_in(record, column);
    return cell.type >= blob ? cell.bytes : std::string_view();
}

double number_in(std::string_view record, std::size_t column)
{
    const auto [type, bytes] = cell_in(record, column);
    if (type >= blob || bytes.empty()) {
        return type == one ? 1.0 : 0.0;
    }
    // The first byte has the sign.
    std::uint64_t bits = (bytes[0] & 0x80) != 0 && type != real ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<std::uint8_t>(byte);
    }
    return type == real ? std::bit_cast<double>(bits) : static_cast<double>(static_cast<std::int64_t>(bits));
}

int integer_size(std::int64_t number)
{
    return number == 0 || number == 1 ? 0 : integer_sizes[smallest_type(number)];
}

void Record::add_null()
{
    m_types += static_cast<char>(null);
}

void Record::add(std::int64_t number)
{
    if (number == 0 || number == 1) {
        m_types += static_cast<char>(number == 0 ? zero : one);
        return;
    }
    const std::uint8_t type = smallest_type(number);
    m_types += static_cast<char>(type);
    add_big_endian(static_cast<std::uint64_t>(number), integer_sizes[type]);
}

void Record::add(double number, bool whole_as_integer)
{
    if (std::isnan(number)) {
        add_null();
    } else if (whole_as_integer && stored_as_integer(number)) {
        add(static_cast<std::int64_t>(number));
    } else {
        m_types += static_cast<char>(real);
        add_big_endian(std::bit_cast<std::uint64_t>(number), 8);
    }
}

void Record::add_text(std::string_view value)
{
    append_varint(m_types, 2 * value.size() + text);
    m_values += value;
}

void Record::add_blob(std::string_view bytes)
{
    append_varint(m_types, 2 * bytes.size() + blob);
    m_values += bytes;
}

void Record::add_big_endian(std::uint64_t number, int size)
{
    static_assert(std::endian::native == std::endian::little);
    const auto bytes = std::bit_cast<std::array<char, sizeof number>>(__builtin_bswap64(number));
    m_values.append(
        bytes.data() + bytes.size() - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
}

void Record::append_to(std::string& bytes)
{
    // The size of the types counts the bytes that say it; columns are far too few for three of those.
    constexpr std::size_t most_in_one_byte = 0x7f;
    append_varint(bytes, m_types.size() + (m_types.size() + 1 <= most_in_one_byte ? 1 : 2));
    bytes += m_types;
    bytes += m_values;
    m_types.clear();
    m_values.clear();
}

} // namespace kavel
