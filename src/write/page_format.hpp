// SPDX-License-Identifier: EUPL-1.2
// Where things stand in a page of a B-tree (SQLite, "Database File Format", 1.6).
#pragma once

#include "write/page_file.hpp"

#include <cstddef>
#include <cstdint>

namespace kavel {

enum PageType : std::uint8_t { index_inner = 2, table_inner = 5, index_leaf = 10, table_leaf = 13 };

inline constexpr std::size_t leaf_header = 8;
inline constexpr std::size_t inner_header = 12;
inline constexpr std::size_t pointer_size = 2;
inline constexpr std::size_t child_size = 4;
inline constexpr std::size_t content_place = 5; ///< in a page, as the next two
inline constexpr std::size_t cell_count_place = 3;
inline constexpr std::size_t last_child_place = 8;

// How much of a record stands in its cell; the rest runs on over pages of its own ("Cell Payload Overflow
// Pages").
inline constexpr std::size_t overflow_content = page_size - child_size;
inline constexpr std::size_t most_in_table_leaf = page_size - 35;
inline constexpr std::size_t most_in_index = (page_size - 12) * 64 / 255 - 23;
inline constexpr std::size_t least_in_cell = (page_size - 12) * 32 / 255 - 23;

constexpr std::size_t header_size(std::uint8_t type)
{
    return type == table_inner || type == index_inner ? inner_header : leaf_header;
}

/// Of a record of so many bytes; `most`: that a cell takes.
constexpr std::size_t bytes_in_cell(std::size_t size, std::size_t most)
{
    if (size <= most) {
        return size;
    }
    const std::size_t rest_of_pages = least_in_cell + (size - least_in_cell) % overflow_content;
    return rest_of_pages <= most ? rest_of_pages : least_in_cell;
}

} // namespace kavel
