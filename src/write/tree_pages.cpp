// SPDX-License-Identifier: EUPL-1.2
#include "write/tree_pages.hpp"

#include "write/page_format.hpp"
#include "write/record.hpp"

#include <cassert>

namespace kavel {

namespace {

void append_page_number(std::string& bytes, PageNumber number)
{
    Page four(child_size, '\0');
    put(four, 0, number, child_size);
    bytes += four;
}

/// Appends a record to a cell; what does not stand in it goes into pages that follow each other.
void append_payload(std::string& cell, std::string_view record, std::size_t most, PageFile& file)
{
    if (record.size() <= most) {
        cell += record;
        return;
    }
    const std::size_t here = bytes_in_cell(record.size(), most);
    cell += record.substr(0, here);
    append_page_number(cell, file.next());
    for (record.remove_prefix(here); !record.empty();) {
        const std::string_view part = record.substr(0, overflow_content);
        record.remove_prefix(part.size());
        std::string next;
        append_page_number(next, record.empty() ? 0 : file.next() + 1);
        file.append(next, part);
    }
}

} // namespace

CellPage::CellPage(std::uint8_t type)
    : m_page(page_size, '\0')
    , m_type(type)
{
}

bool CellPage::takes(std::size_t bytes) const
{
    return header_size(m_type) + (m_cells + 1) * pointer_size + bytes <= m_content;
}

void CellPage::add(std::string_view front, std::string_view rest)
{
    assert(takes(front.size() + rest.size()));
    m_content -= front.size() + rest.size();
    front.copy(m_page.data() + m_content, front.size());
    rest.copy(m_page.data() + m_content + front.size(), rest.size());
    put(m_page, header_size(m_type) + m_cells * pointer_size, m_content, pointer_size);
    ++m_cells;
}

void CellPage::set_last_child(PageNumber child)
{
    put(m_page, last_child_place, child, child_size);
}

std::string CellPage::take_last()
{
    assert(m_cells > 0);
    --m_cells;
    const std::size_t pointer = header_size(m_type) + m_cells * pointer_size;
    // Cells lie one before the other; the first of all ends with the page.
    const std::size_t end
        = m_cells == 0 ? page_size : number_in_page(m_page, pointer - pointer_size, pointer_size);
    const std::string cell = m_page.substr(m_content, end - m_content);
    m_page.replace(m_content, cell.size(), cell.size(), '\0');
    m_page.replace(pointer, pointer_size, pointer_size, '\0');
    m_content = end;
    return cell;
}

std::string_view CellPage::bytes()
{
    m_page[0] = static_cast<char>(m_type);
    put(m_page, cell_count_place, m_cells, 2);
    put(m_page, content_place, m_content, 2);
    return m_page;
}

void CellPage::clear()
{
    m_page.assign(page_size, '\0'); // what no cell fills is zero: the same rows, the same bytes
    m_cells = 0;
    m_content = page_size;
}

TableTree::TableTree(PageFile& file, PageNumber root)
    : m_file(file)
    , m_root(root)
    , m_leaf(table_leaf)
{
}

void TableTree::add(std::int64_t key, std::string_view record)
{
    assert(key > m_last_key);
    m_cell.clear();
    append_varint(m_cell, record.size());
    append_varint(m_cell, static_cast<std::uint64_t>(key));
    if (record.size() > most_in_table_leaf) {
        append_payload(m_cell, record, most_in_table_leaf, m_file);
        record = {};
    }
    if (!m_leaf.takes(m_cell.size() + record.size())) {
        end_leaf();
    }
    m_leaf.add(m_cell, record);
    m_last_key = key;
}

void TableTree::end_leaf()
{
    m_leaves.push_back({m_file.append(m_leaf.bytes()), m_last_key});
    m_leaf.clear();
}

void TableTree::finish()
{
    if (m_leaves.empty()) {
        m_file.replace(m_root, m_leaf.bytes());
        return;
    }
    end_leaf();
    std::vector<Child> children = std::move(m_leaves);
    while (children.size() > 1) {
        children = level_above(children);
    }
}

/// The last level is the root, which has its page already.
std::vector<TableTree::Child> TableTree::level_above(const std::vector<Child>& children)
{
    std::string key;
    append_varint(key, static_cast<std::uint64_t>(m_last_key)); // no key takes more bytes than the last
    const std::size_t cells = (page_size - inner_header) / (pointer_size + child_size + key.size());
    const std::size_t pages = (children.size() + cells) / (cells + 1);
    std::vector<Child> above;
    for (std::size_t which = 0; which < pages; ++which) {
        // As even as can be: no page may have one child alone.
        const std::size_t first = which * children.size() / pages;
        const std::size_t last = (which + 1) * children.size() / pages - 1;
        CellPage page(table_inner);
        for (std::size_t i = first; i < last; ++i) {
            std::string cell;
            append_page_number(cell, children[i].page);
            append_varint(cell, static_cast<std::uint64_t>(children[i].last_key));
            page.add(cell);
        }
        page.set_last_child(children[last].page);
        if (pages == 1) {
            m_file.replace(m_root, page.bytes());
            return {{m_root, m_last_key}};
        }
        above.push_back({m_file.append(page.bytes()), children[last].last_key});
    }
    return above;
}

IndexTree::IndexTree(PageFile& file, PageNumber root)
    : m_file(file)
    , m_root(root)
    , m_leaf(index_leaf)
{
}

void IndexTree::add(std::string_view record)
{
    m_cell.clear();
    append_varint(m_cell, record.size());
    append_payload(m_cell, record, most_in_index, m_file);
    if (!m_divider.empty()) {
        end_leaf();
    } else if (!m_leaf.takes(m_cell.size())) {
        m_divider = m_cell;
        return;
    }
    m_leaf.add(m_cell);
}

void IndexTree::end_leaf()
{
    m_leaves.pages.push_back(m_file.append(m_leaf.bytes()));
    if (!m_divider.empty()) {
        m_leaves.dividers.push_back(std::move(m_divider));
    }
    m_divider.clear();
    m_leaf.clear();
}

void IndexTree::finish()
{
    if (!m_divider.empty()) { // no page may be empty: the last entry but one divides instead
        const std::string last = std::move(m_divider);
        m_divider = m_leaf.take_last();
        end_leaf();
        m_leaf.add(last);
    }
    if (m_leaves.pages.empty()) {
        m_file.replace(m_root, m_leaf.bytes());
        return;
    }
    end_leaf();
    Level level = std::move(m_leaves);
    while (level.pages.size() > 1) {
        level = level_above(level);
    }
}

/// A divider goes into the page above that both its neighbours have, or divides such pages.
IndexTree::Level IndexTree::level_above(const Level& level)
{
    const std::size_t dividers = level.dividers.size();
    Level above;
    for (std::size_t first = 0; first <= dividers;) {
        std::size_t bytes = inner_header;
        std::size_t last = first; // the divider that goes up; the number of them: none is left
        while (last < dividers) {
            const std::size_t more = pointer_size + child_size + level.dividers[last].size();
            if (bytes + more > page_size) {
                break;
            }
            bytes += more;
            ++last;
        }
        if (last == dividers - 1) {
            --last; // else the next page would have one child and nothing to divide
        }
        CellPage page(index_inner);
        for (std::size_t i = first; i < last; ++i) {
            std::string cell;
            append_page_number(cell, level.pages[i]);
            page.add(cell + level.dividers[i]);
        }
        page.set_last_child(level.pages[last]);
        if (first == 0 && last == dividers) {
            m_file.replace(m_root, page.bytes());
            return {{m_root}, {}};
        }
        above.pages.push_back(m_file.append(page.bytes()));
        if (last < dividers) {
            above.dividers.push_back(level.dividers[last]);
        }
        first = last + 1;
    }
    return above;
}

} // namespace kavel
