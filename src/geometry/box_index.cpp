// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include "base/chunks.hpp"
#include "base/prefetch.hpp"

#include <algorithm>
#include <array>
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

    std::uint32_t place(double low, double high) const
    {
        const double place = (low + high - m_from) * m_scale;
        return place > 0.0 ? static_cast<std::uint32_t>(place) : 0; // NaN: first
    }

private:
    double m_from;
    double m_scale;
};

/// What is sorted by: the place of the middle, and of equal ones the lower index, so that the same boxes
/// always give the same tree.
std::uint64_t key(std::uint32_t place, std::uint32_t index)
{
    return std::uint64_t{place} << 32 | index;
}

std::uint32_t index_in(std::uint64_t key)
{
    return static_cast<std::uint32_t>(key);
}

/// Puts keys elsewhere in such an order that the first `part_size` are the lowest, the next as many the next,
/// and so on. Within a part any order will do: keys are put into buckets by their first bits, in the order in
/// which they come, and only the buckets that lie in two parts are sorted.
void sort_into_parts(std::span<const std::uint64_t> keys, std::span<std::uint64_t> sorted,
    std::size_t part_size, unsigned threads)
{
    constexpr std::size_t bits = 12;
    constexpr std::size_t buckets = std::size_t{1} << bits;
    using Ends = std::array<std::uint32_t, buckets>;
    const auto bucket_of = [](std::uint64_t key) { return static_cast<std::size_t>(key >> (64 - bits)); };
    if (keys.size() < buckets) {
        std::copy(keys.begin(), keys.end(), sorted.begin());
        std::sort(sorted.begin(), sorted.end());
        return;
    }
    const std::size_t blocks = std::min<std::size_t>(thread_count(threads), chunks_of(keys.size()));
    const auto block = [&](std::size_t i) {
        const std::size_t first = keys.size() * i / blocks;
        return keys.subspan(first, keys.size() * (i + 1) / blocks - first);
    };
    // In each bucket the keys of a block come behind those of the blocks before it.
    std::vector<Ends> ends(blocks);
    Silent silent;
    for_each_index(blocks, threads, silent, {}, [&](std::size_t i, unsigned) {
        for (const std::uint64_t key : block(i)) {
            ++ends[i][bucket_of(key)];
        }
    });
    std::uint32_t begin = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        for (Ends& of_block : ends) {
            begin += std::exchange(of_block[bucket], begin);
        }
    }
    for_each_index(blocks, threads, silent, {}, [&](std::size_t i, unsigned) {
        for (const std::uint64_t key : block(i)) {
            sorted[ends[i][bucket_of(key)]++] = key; // each end, which was its beginning, moves to its place
        }
    });
    const Ends& last = ends.back();
    for_each_index(buckets, threads, silent, {}, [&](std::size_t bucket, unsigned) {
        const std::size_t first = bucket == 0 ? 0 : last[bucket - 1];
        const std::size_t end = last[bucket];
        if (first < end && first / part_size != (end - 1) / part_size) {
            std::sort(&sorted[0] + first, &sorted[0] + end);
        }
    });
}

/// Puts the items in tiles: slices from west to east, each from south to north.
void sort_into_tiles(std::span<std::uint32_t> items, const Box& around, const BoxOf& box_of,
    std::size_t node_size, unsigned threads)
{
    const auto nodes = static_cast<double>((items.size() + node_size - 1) / node_size);
    const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(nodes)));
    const Gauge along_x(around.west, around.east);
    const Gauge along_y(around.south, around.north);
    Room<std::uint64_t> keys(items.size());
    Room<std::uint64_t> sorted(items.size());
    Room<std::uint32_t> places_y(items.back() + std::size_t{1}); // by index
    for_each_item(items.size(), threads, [&](std::size_t i, std::size_t) {
        const Box& box = box_of(items[i]);
        keys[i] = key(along_x.place(box.west, box.east), items[i]);
        places_y[items[i]] = along_y.place(box.south, box.north);
    });
    const std::size_t slice_size = slices * node_size;
    sort_into_parts(keys.all(), sorted.all(), slice_size, threads);
    Silent silent;
    for_each_index(
        (keys.size() + slice_size - 1) / slice_size, threads, silent, {}, [&](std::size_t slice, unsigned) {
            const std::size_t first = slice * slice_size;
            const std::size_t size = std::min(slice_size, keys.size() - first);
            const auto by_x = sorted.all().subspan(first, size);
            const auto by_y = keys.all().subspan(first, size);
            std::transform(by_x.begin(), by_x.end(), by_y.begin(),
                [&](std::uint64_t one) { return key(places_y[index_in(one)], index_in(one)); });
            sort_into_parts(by_y, by_x, node_size, 1);
            std::transform(by_x.begin(), by_x.end(), &items[first], index_in);
        });
}

/// The indices of boxes that are not empty, ascending.
std::vector<std::uint32_t> not_empty(std::size_t count, const BoxOf& box_of, unsigned threads)
{
    std::vector<std::size_t> begins(chunks_of(count) + 1);
    for_each_item(count, threads,
        [&](std::size_t i, std::size_t chunk) { begins[chunk + 1] += box_of(i).empty() ? 0 : 1; });
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<std::uint32_t> indices(begins.back());
    for_each_item(count, threads, [&](std::size_t i, std::size_t chunk) {
        if (!box_of(i).empty()) {
            indices[begins[chunk]++] = static_cast<std::uint32_t>(i);
        }
    });
    return indices;
}

} // namespace

BoxIndex::BoxIndex(std::size_t count, const BoxOf& box_of, unsigned threads)
    : BoxIndex(not_empty(count, box_of, threads), box_of, threads)
{
}

BoxIndex::BoxIndex(std::vector<std::uint32_t> indices, const BoxOf& box_of, unsigned threads)
{
    if (indices.empty()) {
        return;
    }
    std::vector<Box> boxes_around(chunks_of(indices.size()));
    for_each_item(indices.size(), threads,
        [&](std::size_t i, std::size_t chunk) { boxes_around[chunk].add(box_of(indices[i])); });
    Box around;
    for (const Box& box : boxes_around) {
        around.add(box);
    }
    sort_into_tiles(indices, around, box_of, node_size, threads);

    const auto nodes_for = [](std::size_t children) { return (children + node_size - 1) / node_size; };
    m_lowest_nodes = nodes_for(indices.size());
    std::size_t all_nodes = m_lowest_nodes;
    for (std::size_t level = m_lowest_nodes; level > 1; level = nodes_for(level)) {
        all_nodes += nodes_for(level);
    }
    m_nodes = Room<Node>(all_nodes);
    fill_level(0, indices, box_of, threads);
    std::size_t below = 0;
    for (std::size_t first = m_lowest_nodes; first < all_nodes;) {
        std::vector<std::uint32_t> nodes(first - below);
        std::iota(nodes.begin(), nodes.end(), static_cast<std::uint32_t>(below));
        std::vector<Box> boxes;
        for (const std::uint32_t node : nodes) {
            boxes.push_back(m_nodes[node].boxes.box());
        }
        fill_level(
            first, nodes, [&](std::size_t node) -> const Box& { return boxes[node - below]; }, threads);
        below = std::exchange(first, first + nodes_for(nodes.size()));
    }
}

void BoxIndex::fill_level(
    std::size_t first, std::span<const std::uint32_t> children, const BoxOf& box_of, unsigned threads)
{
    const auto of_node = [children](std::size_t i) {
        const std::size_t begin = std::min(i * node_size, children.size());
        return children.subspan(begin, std::min(node_size, children.size() - begin));
    };
    for_each_item((children.size() + node_size - 1) / node_size, threads, [&](std::size_t i, std::size_t) {
        // What lies side by side on the map lies apart in memory.
        for (const std::uint32_t child : of_node(i + 1)) {
            prefetch(&box_of(child), sizeof(Box));
        }
        Node& node = m_nodes[first + i];
        node.boxes.size = 0;
        for (const std::uint32_t child : of_node(i)) {
            node.children[node.boxes.size] = child;
            node.boxes.add(box_of(child));
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

} // namespace kavel
