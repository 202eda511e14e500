// SPDX-License-Identifier: EUPL-1.2
#include "write/spatial_index.hpp"

#include "write/record.hpp"
#include "write/tree_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace kavel {

namespace {

/// An entry of a node: a row and its box in a leaf, a node and the box around its entries above that.
struct Entry {
    std::int64_t id = 0;
    std::array<float, 4> sides{}; ///< west, east, south, north: rounded outwards
};

constexpr std::size_t node_header_size = 4;
constexpr std::size_t entry_size = 8 + 4 * sizeof(float);
constexpr std::size_t entries_a_node = 51; ///< RTREE_MAXCELLS of SQLite's rtree.c, for pages of 4096
constexpr std::size_t node_size = node_header_size + entries_a_node * entry_size;
constexpr std::int64_t root = 1;

float at_most_float(double number)
{
    const auto near = static_cast<float>(number);
    return static_cast<double>(near) > number ? std::nextafter(near, -std::numeric_limits<float>::infinity())
                                              : near;
}

float at_least_float(double number)
{
    const auto near = static_cast<float>(number);
    return static_cast<double>(near) < number ? std::nextafter(near, std::numeric_limits<float>::infinity())
                                              : near;
}

Entry entry_of(const IndexedBox& indexed)
{
    const Box& box = indexed.box;
    return {indexed.row,
        {at_most_float(box.west), at_least_float(box.east), at_most_float(box.south),
            at_least_float(box.north)}};
}

std::array<float, 4> around(std::span<const Entry> entries)
{
    std::array<float, 4> sides = entries.front().sides;
    for (const Entry& entry : entries) {
        sides = {std::min(sides[0], entry.sides[0]), std::max(sides[1], entry.sides[1]),
            std::min(sides[2], entry.sides[2]), std::max(sides[3], entry.sides[3])};
    }
    return sides;
}

/// Where a cell of a grid of 2^16 by 2^16 lies along the Hilbert curve that fills it.
std::uint32_t along_hilbert_curve(std::uint32_t x, std::uint32_t y)
{
    std::uint32_t position = 0;
    for (std::uint32_t half = 1U << 15; half > 0; half /= 2) {
        const std::uint32_t right = (x & half) != 0 ? 1 : 0;
        const std::uint32_t upper = (y & half) != 0 ? 1 : 0;
        position += half * half * ((3 * right) ^ upper);
        if (upper == 0) {
            if (right == 1) {
                x = 0xffff - x;
                y = 0xffff - y;
            }
            std::swap(x, y);
        }
    }
    return position;
}

void sort_by_nearness(std::vector<IndexedBox>& boxes)
{
    Box all;
    for (const IndexedBox& indexed : boxes) {
        all.add(indexed.box);
    }
    const auto cell = [](double middle, double from, double to) {
        const double share = to > from ? (middle - from) / (to - from) : 0.0;
        return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * 65535.0);
    };
    std::vector<std::pair<std::uint32_t, std::size_t>> order(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Box& box = boxes[i].box;
        order[i] = {along_hilbert_curve(cell((box.west + box.east) / 2, all.west, all.east),
                        cell((box.south + box.north) / 2, all.south, all.north)),
            i};
    }
    std::sort(order.begin(), order.end());
    std::vector<IndexedBox> sorted;
    sorted.reserve(boxes.size());
    for (const auto& [position, i] : order) {
        sorted.push_back(boxes[i]);
    }
    boxes = std::move(sorted);
}

/// The bytes of a node; only the root says its height.
std::string node_bytes(std::span<const Entry> entries, std::size_t height)
{
    std::string bytes;
    bytes.reserve(node_size);
    const auto append = [&bytes](std::uint64_t number, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            bytes += static_cast<char>(number >> shift & 0xff);
        }
    };
    append(height, 2);
    append(entries.size(), 2);
    for (const Entry& entry : entries) {
        append(static_cast<std::uint64_t>(entry.id), 8);
        for (const float side : entry.sides) {
            append(std::bit_cast<std::uint32_t>(side), 4);
        }
    }
    bytes.resize(node_size, '\0');
    return bytes;
}

/// Nodes, numbered from the leaves upwards behind the root, which is number 1.
class Tree {
public:
    explicit Tree(std::vector<Entry> entries)
    {
        std::size_t height = 0;
        while (entries.size() > entries_a_node) {
            entries = add_level(entries, height);
            ++height;
        }
        m_nodes.front() = node_bytes(entries, height);
        link(entries, root, height);
    }

    void write(PageFile& file, const SpatialIndexRoots& roots)
    {
        TableTree nodes(file, roots.node);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            m_record.add_null();
            m_record.add_blob(m_nodes[i]);
            add(nodes, static_cast<std::int64_t>(i) + root);
        }
        nodes.finish();
        write_links(file, roots.row, m_leaf_of);
        write_links(file, roots.parent, m_parent_of);
    }

private:
    using Links = std::vector<std::pair<std::int64_t, std::int64_t>>;

    /// Cuts a level's entries into nodes; gives the entries of the level above.
    std::vector<Entry> add_level(std::span<const Entry> entries, std::size_t height)
    {
        std::vector<Entry> above;
        for (std::size_t first = 0; first < entries.size(); first += entries_a_node) {
            const auto part = entries.subspan(first, std::min(entries_a_node, entries.size() - first));
            m_nodes.push_back(node_bytes(part, 0));
            const auto number = static_cast<std::int64_t>(m_nodes.size()) - 1 + root;
            link(part, number, height);
            above.push_back({number, around(part)});
        }
        return above;
    }

    void link(std::span<const Entry> entries, std::int64_t node, std::size_t height)
    {
        for (const Entry& entry : entries) {
            (height == 0 ? m_leaf_of : m_parent_of).emplace_back(entry.id, node);
        }
    }

    void write_links(PageFile& file, PageNumber root_page, Links& links)
    {
        std::sort(links.begin(), links.end());
        TableTree tree(file, root_page);
        for (const auto& [from, to] : links) {
            m_record.add_null();
            m_record.add(to);
            add(tree, from);
        }
        tree.finish();
    }

    void add(TableTree& tree, std::int64_t key)
    {
        m_bytes.clear();
        m_record.append_to(m_bytes);
        tree.add(key, m_bytes);
    }

    std::vector<std::string> m_nodes{1}; ///< the root comes first, and is made last
    Links m_leaf_of;
    Links m_parent_of;
    Record m_record;
    std::string m_bytes;
};

/// {0} the tree, {1} the table, in quotes; {2} the tree without. As GDAL 3.6 writes them.
constexpr std::array<std::string_view, 6> triggers{
    R"(CREATE TRIGGER "{2}_insert" AFTER INSERT ON {1} WHEN (new."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom")) )"
    R"(BEGIN INSERT OR REPLACE INTO {0} VALUES (NEW."fid",ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"),)"
    R"(ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END)",
    R"(CREATE TRIGGER "{2}_update1" AFTER UPDATE OF "geom" ON {1} WHEN OLD."fid" = NEW."fid" AND )"
    R"((NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom")) BEGIN INSERT OR REPLACE INTO {0} VALUES )"
    R"((NEW."fid",ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"),ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END)",
    R"(CREATE TRIGGER "{2}_update2" AFTER UPDATE OF "geom" ON {1} WHEN OLD."fid" = NEW."fid" AND )"
    R"((NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom")) BEGIN DELETE FROM {0} WHERE id = OLD."fid"; END)",
    R"(CREATE TRIGGER "{2}_update3" AFTER UPDATE ON {1} WHEN OLD."fid" != NEW."fid" AND )"
    R"((NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom")) BEGIN DELETE FROM {0} WHERE id = OLD."fid"; )"
    R"(INSERT OR REPLACE INTO {0} VALUES (NEW."fid",ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"),)"
    R"(ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END)",
    R"(CREATE TRIGGER "{2}_update4" AFTER UPDATE ON {1} WHEN OLD."fid" != NEW."fid" AND )"
    R"((NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom")) BEGIN DELETE FROM {0} WHERE id IN (OLD."fid", NEW."fid"); END)",
    R"(CREATE TRIGGER "{2}_delete" AFTER DELETE ON {1} WHEN old."geom" NOT NULL BEGIN DELETE FROM {0} )"
    R"(WHERE id = OLD."fid"; END)",
};

} // namespace

void create_spatial_index(Database& database, const std::string& table)
{
    const std::string tree = "rtree_" + table + "_geom";
    database.run(
        fmt::format("CREATE VIRTUAL TABLE {} USING rtree(id, minx, maxx, miny, maxy)", quoted_name(tree)));
    for (const std::string_view trigger : triggers) {
        database.run(fmt::format(fmt::runtime(trigger), quoted_name(tree), quoted_name(table), tree));
    }
}

void fill_spatial_index(PageFile& file, const SpatialIndexRoots& roots, std::vector<IndexedBox> boxes)
{
    if (boxes.empty()) {
        return; // it has its root, without entries
    }
    sort_by_nearness(boxes);
    std::vector<Entry> entries(boxes.size());
    std::transform(boxes.begin(), boxes.end(), entries.begin(), entry_of);
    Tree(std::move(entries)).write(file, roots);
}

} // namespace kavel
