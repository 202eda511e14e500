// SPDX-License-Identifier: EUPL-1.2
// A TOML file as a tree of plain values that know where they stand.
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kavel {

struct Node;

/// Entries in the order of the file.
struct Entry;
struct Table {
    std::vector<Entry> entries;

    const Node* find(std::string_view key) const;
    Node* find(std::string_view key);
    /// Puts a value under a key, in the place of what stood there.
    void put(std::string key, const Place& place, Node value);
};

using Array = std::vector<Node>;

/// A date or a time as it was written. No key of any file wants one, but who writes it may mean a year or a
/// text.
struct DateText {
    std::string text;
};

struct Node {
    Place place; ///< of the value
    std::variant<bool, std::int64_t, double, std::string, DateText, Array, Table> value;

    const Table* table() const { return std::get_if<Table>(&value); }
    const Array* array() const { return std::get_if<Array>(&value); }
    /// "a text", "a number", "a table": what it is, for error texts.
    std::string_view kind() const;
};

struct Entry {
    std::string key;
    Place key_place;
    Node value;
};

/// A TOML 1.0 file; a place's file is `shown`, the path as the user knows it. Throws Problems with line and
/// column.
struct Document {
    Table root;
    std::string text; ///< the file, byte for byte
    std::string shown;
};
Document read_document(const std::filesystem::path& path, const std::string& shown);

/// A VALUE of `--set KEY=VALUE`: a TOML value, or a text when it does not parse as one.
Node parse_value(std::string_view text, const Place& place);

} // namespace kavel
