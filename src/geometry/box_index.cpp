// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include "base/work.hpp"

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
    m_items.resize(items);
    for_each_item(count, threads, [&](std::size_t i, std::size_t chunk) {
        if (!box_of(i).empty()) {
            m_items[chunks[chunk].items++] = static_cast<std::uint32_t>(i);
        }
    });
    sort_into_tiles(m_items, around, box_of, node_size, threads);
    m_boxes.reserve(m_items.size() + m_items.size() / (node_size - 1) + 2 * node_size);
    m_boxes.resize(m_items.size());
    for_each_item(
        m_items.size(), threads, [&](std::size_t i, std::size_t) { m_boxes[i] = box_of(m_items[i]); });
    m_level_starts = {0, m_boxes.size()};
    while (level_size(levels() - 1) > 1) {
        const std::size_t below = m_level_starts[levels() - 1];
        const std::size_t end = m_level_starts.back();
        for (std::size_t first = below; first < end; first += node_size) {
            Box children;
            for (std::size_t child = first; child < std::min(first + node_size, end); ++child) {
                children.add(m_boxes[child]);
            }
            m_boxes.push_back(children);
        }
        m_level_starts.push_back(m_boxes.size());
    }
}

std::vector<std::size_t> BoxIndex::meeting(const Box& box) const
{
    std::vector<std::size_t> found;
    if (m_items.empty() || box.empty()) {
        return found;
    }
    if (levels() == 1) {
        if (m_boxes.front().meets(box)) {
            found.push_back(m_items.front());
        }
        return found;
    }
    std::vector<std::pair<std::size_t, std::size_t>> to_visit; // level, place in it
    to_visit.reserve(4 * node_size);
    to_visit.emplace_back(levels() - 1, 0);
    while (!to_visit.empty()) {
        const auto [level, place] = to_visit.back();
        to_visit.pop_back();
        const std::size_t end = std::min((place + 1) * node_size, level_size(level - 1));
        for (std::size_t child = place * node_size; child < end; ++child) {
            if (!m_boxes[m_level_starts[level - 1] + child].meets(box)) {
                continue;
            }
            if (level == 1) {
                found.push_back(m_items[child]);
            } else {
                to_visit.emplace_back(level - 1, child);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace kavel
