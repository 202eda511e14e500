// SPDX-License-Identifier: EUPL-1.2
// The B-trees of an SQLite database, filled from rows in the order of their keys: every page once and in
// full, the leaves first (SQLite, "Database File Format", 1.6). SQLite itself goes down the tree, and splits
// pages, for each of the millions of rows.
#pragma once

#include "write/page_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kavel {

/// A page of cells that is being filled: pointers from the front, cells from the back.
class CellPage {
public:
    /// `type`: the first byte of the page; pages above leaves also say their last child.
    explicit CellPage(std::uint8_t type);

    bool takes(std::size_t bytes) const;
    /// A cell that stands in two places.
    void add(std::string_view front, std::string_view rest = {});
    void set_last_child(PageNumber child);
    /// Takes back the cell that was added last.
    std::string take_last();
    bool empty() const { return m_cells == 0; }
    std::string_view bytes();
    /// Begins with another page.
    void clear();

private:
    Page m_page;
    std::uint8_t m_type;
    std::size_t m_cells = 0;
    std::size_t m_content = page_size; ///< where the last cell begins
};

/// Of a table: records by whole-number keys.
class TableTree {
public:
    /// Takes the place of an empty table; `root` is its page.
    TableTree(PageFile& file, PageNumber root);

    /// Keys are above zero and rise from row to row.
    void add(std::int64_t key, std::string_view record);
    void finish();

private:
    struct Child {
        PageNumber page = 0;
        std::int64_t last_key = 0;
    };
    void end_leaf();
    std::vector<Child> level_above(const std::vector<Child>& children);

    PageFile& m_file;
    PageNumber m_root;
    CellPage m_leaf;
    std::int64_t m_last_key = 0;
    std::string m_cell;
    std::vector<Child> m_leaves;
};

/// Of an index: records that are entries themselves, also in the pages above the leaves.
class IndexTree {
public:
    IndexTree(PageFile& file, PageNumber root);

    /// Entries rise in the order of the index.
    void add(std::string_view record);
    void finish();

private:
    /// Pages, and between each two of them the entry that divides them.
    struct Level {
        std::vector<PageNumber> pages;
        std::vector<std::string> dividers;
    };
    void end_leaf();
    Level level_above(const Level& level);

    PageFile& m_file;
    PageNumber m_root;
    CellPage m_leaf; ///< that is being filled
    std::string m_cell;
    std::string m_divider; ///< that waits for an entry behind it; empty: none does
    Level m_leaves;
};

} // namespace kavel
