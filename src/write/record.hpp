// SPDX-License-Identifier: EUPL-1.2
// A row as SQLite stores it: the types of its values, then the values (SQLite, "Database File Format", 2.1).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kavel {

/// Appends a number as SQLite's variable-length integer: one to nine bytes of seven bits, the highest first.
void append_varint(std::string& bytes, std::uint64_t number);

/// Takes such a number from the front of the bytes. Throws DatabaseError where they end before it does.
std::uint64_t take_long_varint(std::string_view& bytes);
inline std::uint64_t take_varint(std::string_view& bytes)
{
    if (!bytes.empty() && (bytes.front() & 0x80) == 0) { // most are one byte
        const auto number = static_cast<std::uint64_t>(bytes.front());
        bytes.remove_prefix(1);
        return number;
    }
    return take_long_varint(bytes);
}

/// The text or the blob in a column of a finished record; empty when it is something else. Throws as
/// take_varint.
std::string_view text_in(std::string_view record, std::size_t column);
/// The number in a column; zero when it is something else. Throws as take_varint.
double number_in(std::string_view record, std::size_t column);

/// How many bytes an integer takes in a record: none when its type says it.
int integer_size(std::int64_t number);

/// Takes the values of one record after the other, from left to right.
class Record {
public:
    void add_null();
    void add(std::int64_t number);
    /// `whole_as_integer`: in a column of type REAL SQLite stores a number without a fraction as an integer.
    /// Not-a-number is null, as in SQLite.
    void add(double number, bool whole_as_integer);
    void add_text(std::string_view text);
    void add_blob(std::string_view bytes);

    /// Ends the record and appends it to `bytes`; the next one may begin.
    void append_to(std::string& bytes);

private:
    void add_big_endian(std::uint64_t number, int size);

    std::string m_types;
    std::string m_values;
};

} // namespace kavel
