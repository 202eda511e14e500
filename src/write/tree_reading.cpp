// SPDX-License-Identifier: EUPL-1.2
#include "write/tree_reading.hpp"

#include "write/database.hpp"
#include "write/page_format.hpp"
#include "write/record.hpp"

#include <algorithm>
#include <string>

namespace kavel {

namespace {

constexpr std::size_t most_at_once = 64; ///< pages

std::uint64_t number_at(std::string_view page, std::size_t place, std::size_t size)
{
    if (place + size > page.size()) {
        complain_of_corruption();
    }
    return number_in_page(page, place, size);
}

std::size_t cells_of(std::string_view page, std::uint8_t type)
{
    if (static_cast<std::uint8_t>(page[0]) != type) {
        complain_of_corruption();
    }
    return number_at(page, cell_count_place, 2);
}

/// The cell and what stands behind it.
std::string_view cell_at(std::string_view page, std::uint8_t type, std::size_t which)
{
    const std::size_t place = number_at(page, header_size(type) + which * pointer_size, pointer_size);
    if (place >= page.size()) {
        complain_of_corruption();
    }
    return page.substr(place);
}

/// A record that does not fit into its cell: what stands in it, and what its pages have, each of which names
/// the next.
std::string whole_record(const PageSource& file, std::string_view cell, std::size_t size)
{
    const std::size_t here = bytes_in_cell(size, most_in_table_leaf);
    auto next = static_cast<PageNumber>(number_at(cell, here, child_size));
    if (size / overflow_content > file.pages()) {
        complain_of_corruption();
    }
    std::string record(cell.substr(0, here));
    record.reserve(size);
    std::string pages;
    while (record.size() < size) {
        const PageNumber first = next;
        if (first == 0 || first > file.pages()) {
            complain_of_corruption();
        }
        // They mostly follow each other in the file.
        const std::size_t wanted = (size - record.size() + overflow_content - 1) / overflow_content;
        const std::size_t count = std::min({wanted, most_at_once, std::size_t{file.pages()} - first + 1});
        file.read(first, static_cast<PageNumber>(count), pages);
        for (std::size_t i = 0; i < count && next == first + i; ++i) {
            const std::string_view page = std::string_view(pages).substr(i * page_size, page_size);
            record += page.substr(child_size, size - record.size());
            next = static_cast<PageNumber>(number_at(page, 0, child_size));
        }
    }
    return record;
}

} // namespace

TableReading::TableReading(const PageSource& file, PageNumber root)
    : m_file(file)
{
    find_leaves(root);
}

void TableReading::find_leaves(PageNumber number)
{
    if (++m_seen_pages > m_file.pages()) {
        complain_of_corruption(); // they go round in a ring
    }
    const Page page = m_file.page(number);
    if (static_cast<std::uint8_t>(page[0]) == table_leaf) {
        m_leaves.push_back(number);
        return;
    }
    const std::size_t cells = cells_of(page, table_inner);
    std::vector<PageNumber> children;
    for (std::size_t i = 0; i < cells; ++i) {
        children.push_back(static_cast<PageNumber>(number_at(cell_at(page, table_inner, i), 0, child_size)));
    }
    children.push_back(static_cast<PageNumber>(number_at(page, last_child_place, child_size)));
    // All children stand equally deep: one look tells.
    if (static_cast<std::uint8_t>(m_file.page(children.front())[0]) == table_leaf) {
        m_leaves.insert(m_leaves.end(), children.begin(), children.end());
        return;
    }
    for (const PageNumber child : children) {
        find_leaves(child);
    }
}

void TableReading::for_rows(std::size_t first_leaf, std::size_t last_leaf,
    const std::function<void(std::int64_t key, std::string_view record)>& row) const
{
    std::string pages;
    for (std::size_t leaf = first_leaf; leaf < last_leaf;) {
        std::size_t count = 1; // leaves that follow each other in the file
        while (count < most_at_once && leaf + count < last_leaf
            && m_leaves[leaf + count] == m_leaves[leaf] + count) {
            ++count;
        }
        m_file.read(m_leaves[leaf], static_cast<PageNumber>(count), pages);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view page = std::string_view(pages).substr(i * page_size, page_size);
            const std::size_t cells = cells_of(page, table_leaf);
            for (std::size_t which = 0; which < cells; ++which) {
                std::string_view cell = cell_at(page, table_leaf, which);
                const std::uint64_t size = take_varint(cell);
                const auto key = static_cast<std::int64_t>(take_varint(cell));
                if (size > most_in_table_leaf) {
                    row(key, whole_record(m_file, cell, size));
                } else if (size > cell.size()) {
                    complain_of_corruption();
                } else {
                    row(key, cell.substr(0, size));
                }
            }
        }
        leaf += count;
    }
}

} // namespace kavel
