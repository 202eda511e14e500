// SPDX-License-Identifier: EUPL-1.2
// Rows of a table of an SQLite database, read back from the pages that TableTree made (or SQLite itself), for
// when there are millions of which one cell is asked.
#pragma once

#include "write/page_file.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace kavel {

class TableReading {
public:
    /// `root`: the table's page. Throws DatabaseError, as all below, where the pages are no such tree.
    TableReading(const PageSource& file, PageNumber root);

    /// Of the leaves, in which the rows stand.
    std::size_t leaves() const { return m_leaves.size(); }
    /// Calls with the key and the record (as Record makes one) of every row of some leaves, in the order of
    /// the keys. Many threads may ask at once.
    void for_rows(std::size_t first_leaf, std::size_t last_leaf,
        const std::function<void(std::int64_t key, std::string_view record)>& row) const;

private:
    void find_leaves(PageNumber page);

    const PageSource& m_file;
    std::vector<PageNumber> m_leaves;
    std::size_t m_seen_pages = 0; ///< above them
};

} // namespace kavel
