// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include "base/work.hpp"
#include "geometry/wide.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace kavel {

namespace {

using BoxOf = std::function<const Box&(std::size_t)>;

/// How far the middle of a box lies along an axis, in 2^-32 of a stretch of it.
class Gauge {
public:
    Gauge(double from, double to)
        : m_from(2.0 * from)
        , m_scale(to > from ? 0xFFFFFFFFp0 / (2.0 * (to - from)) : 0.0)
    {
    }

    /// What is sorted by: the place of the middle, and of equal ones the lower index, so that the same boxes
    /// always give the same tree.
    std::uint64_t key(double low, double high, std::uint32_t index) const
    {
        const double place = (low + high - m_from) * m_scale;
        return (place > 0.0 ? static_cast<std::uint64_t>(place) << 32 : 0) | index; // NaN: first
    }

private:
    double m_from;
    double m_scale;
};

std::uint32_t index_in(std::uint64_t key)
{
    return static_cast<std::uint32_t>(key);
}

/// Raises figures to others where those are higher.
KAVEL_WITHIN void raise(Four& figures, const Four& to)
{
    figures = figures < to ? to : figures;
}

constexpr std::size_t chunk_size = std::size_t{1} << 14; ///< of items that a thread takes at once

std::size_t chunks_of(std::size_t count)
{
    return (count + chunk_size - 1) / chunk_size;
}

/// Calls work(item, chunk) for all items, chunk by chunk on all threads.
template <class Work> void for_each_item(std::size_t count, unsigned threads, Work work)
{
    Silent silent;
    for_each_index(chunks_of(count), threads, silent, {}, [&](std::size_t chunk, unsigned) {
        for (std::size_t i = chunk * chunk_size; i < std::min(count, (chunk + 1) * chunk_size); ++i) {
            work(i, chunk);
        }
    });
}

/// Keys are put into buckets by their first bits; the buckets are sorted side by side.
void sort_keys(std::vector<std::uint64_t>& keys, unsigned threads)
{
    constexpr std::size_t bits = 12;
    const auto bucket_of = [](std::uint64_t key) { return static_cast<std::size_t>(key >> (64 - bits)); };
    std::vector<std::size_t> ends((std::size_t{1} << bits) + 1);
    for (const std::uint64_t key : keys) {
        ++ends[bucket_of(key) + 1];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::uint64_t> sorted(keys.size());
    for (const std::uint64_t key : keys) {
        sorted[ends[bucket_of(key)]++] = key; // each end, which was its beginning, moves to its place
    }
    Silent silent;
    for_each_index(ends.size() - 1, threads, silent, {}, [&](std::size_t bucket, unsigned) {
        const std::size_t first = bucket == 0 ? 0 : ends[bucket - 1];
        std::sort(&sorted[0] + first, &sorted[0] + ends[bucket]);
    });
    keys = std::move(sorted);
}

/// Puts the items in tiles: slices from west to east, each from south to north.
void sort_into_tiles(std::span<std::uint32_t> items, const Box& around, const BoxOf& box_of,
    std::size_t node_size, unsigned threads)
{
    const auto nodes = static_cast<double>((items.size() + node_size - 1) / node_size);
    const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(nodes)));
    const Gauge along_x(around.west, around.east);
    const Gauge along_y(around.south, around.north);
    std::vector<std::uint64_t> keys(items.size());
    for_each_item(items.size(), threads, [&](std::size_t i, std::size_t) {
        const Box& box = box_of(items[i]);
        keys[i] = along_x.key(box.west, box.east, items[i]);
    });
    sort_keys(keys, threads);
    const std::size_t slice_size = slices * node_size;
    Silent silent;
    for_each_index(
        (keys.size() + slice_size - 1) / slice_size, threads, silent, {}, [&](std::size_t slice, unsigned) {
            const std::size_t first = slice * slice_size;
            const std::span of_slice
                = std::span(keys).subspan(first, std::min(slice_size, keys.size() - first));
            for (std::uint64_t& key : of_slice) {
                const Box& box = box_of(index_in(key));
                key = along_y.key(box.south, box.north, index_in(key));
            }
            std::sort(of_slice.begin(), of_slice.end());
            std::transform(of_slice.begin(), of_slice.end(), &items[first], index_in);
        });
}

} // namespace

BoxIndex::BoxIndex(std::size_t count, const BoxOf& box_of, unsigned threads)
{
    struct Chunk {
        Box around;
        std::size_t items = 0; ///< that are not empty
    };
    std::vector<Chunk> chunks(chunks_of(count));
    for_each_item(count, threads, [&](std::size_t i, std::size_t chunk) {
        const Box& box = box_of(i);
        chunks[chunk].around.add(box);
        chunks[chunk].items += box.empty() ? 0 : 1;
    });
    Box around;
    std::size_t items = 0;
    for (Chunk& chunk : chunks) {
        around.add(chunk.around);
        items += std::exchange(chunk.items, items); // from here on: where its items begin
    }
    if (items == 0) {
        return;
    }
    std::vector<std::uint32_t> sorted(items);
    for_each_item(count, threads, [&](std::size_t i, std::size_t chunk) {
        if (!box_of(i).empty()) {
            sorted[chunks[chunk].items++] = static_cast<std::uint32_t>(i);
        }
    });
    sort_into_tiles(sorted, around, box_of, node_size, threads);
    m_nodes.reserve(items / (node_size - 1) + most_levels);
    add_level(sorted, box_of, threads);
    m_lowest_nodes = m_nodes.size();
    for (std::size_t below = 0; m_nodes.size() - below > 1;) {
        std::vector<std::uint32_t> nodes(m_nodes.size() - below);
        std::iota(nodes.begin(), nodes.end(), static_cast<std::uint32_t>(below));
        std::vector<Box> boxes;
        for (; below < m_nodes.size(); ++below) {
            boxes.push_back(m_nodes[below].around());
        }
        add_level(
            nodes,
            [&](std::size_t node) -> const Box& { return boxes[node - nodes.front()]; }, threads);
    }
}

void BoxIndex::add_level(std::span<const std::uint32_t> children, const BoxOf& box_of, unsigned threads)
{
    const std::size_t first = m_nodes.size();
    m_nodes.resize(first + (children.size() + node_size - 1) / node_size);
    for_each_item(m_nodes.size() - first, threads, [&](std::size_t i, std::size_t) {
        Node& node = m_nodes[first + i];
        const auto of_node = children.subspan(i * node_size);
        node.size = static_cast<std::uint32_t>(std::min(node_size, of_node.size()));
        for (std::size_t child = 0; child < node.size; ++child) {
            const Box& box = box_of(of_node[child]);
            node.children[child] = of_node[child];
            node.west[child] = box.west;
            node.south[child] = box.south;
            node.east[child] = box.east;
            node.north[child] = box.north;
        }
    });
}

std::vector<std::size_t> BoxIndex::meeting(const Box& box) const
{
    std::vector<std::size_t> found;
    for_each_meeting(box, [&found](std::size_t index, const Box&) { found.push_back(index); });
    std::sort(found.begin(), found.end());
    return found;
}

Box BoxIndex::Node::around() const
{
    Box around;
    for (std::size_t child = 0; child < size; ++child) {
        around.add(box(child));
    }
    return around;
}

KAVEL_WIDE void BoxIndex::reckon_distances(const Node& node, const Box& box, Node::Figures& distances2)
{
    for (std::size_t first = 0; first < node_size; first += lanes) { // as squared_distance does
        Four west, south, east, north;
        load(west, node.west, first);
        load(south, node.south, first);
        load(east, node.east, first);
        load(north, node.north, first);
        Four dx{}, dy{};
        raise(dx, west - box.east);
        raise(dx, box.west - east);
        raise(dy, south - box.north);
        raise(dy, box.south - north);
        store(distances2, first, dx * dx + dy * dy);
    }
}

KAVEL_WIDE void BoxIndex::reckon_farthest(const Node& node, const Point& point, Node::Figures& distances2)
{
    for (std::size_t first = 0; first < node_size; first += lanes) { // as farthest_squared does
        Four west, south, east, north;
        load(west, node.west, first);
        load(south, node.south, first);
        load(east, node.east, first);
        load(north, node.north, first);
        Four dx = point.x - west;
        Four dy = point.y - south;
        raise(dx, east - point.x);
        raise(dy, north - point.y);
        store(distances2, first, dx * dx + dy * dy);
    }
}

KAVEL_WIDE std::uint32_t BoxIndex::which_meet(const Node& node, const Box& box)
{
    std::array<std::uint64_t, node_size> meets; // as wide as what is compared
    for (std::size_t i = 0; i < node_size; ++i) {
        meets[i] = static_cast<std::uint64_t>(node.west[i] <= box.east)
            & static_cast<std::uint64_t>(box.west <= node.east[i])
            & static_cast<std::uint64_t>(node.south[i] <= box.north)
            & static_cast<std::uint64_t>(box.south <= node.north[i]);
    }
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < node_size; ++i) {
        bits |= static_cast<std::uint32_t>(meets[i]) << i;
    }
    return bits & ((std::uint32_t{1} << node.size) - 1);
}

} // namespace kavel
