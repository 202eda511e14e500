// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include "base/work.hpp"

#include <algorithm>
#include <cmath>

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

/// Puts the items in tiles: slices from west to east, each from south to north.
void sort_into_tiles(
    std::span<std::uint32_t> items, const BoxOf& box_of, std::size_t node_size, unsigned threads)
{
    const auto nodes = static_cast<double>((items.size() + node_size - 1) / node_size);
    const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(nodes)));
    Box around;
    for (const std::uint32_t item : items) {
        around.add(box_of(item));
    }
    const Gauge along_x(around.west, around.east);
    const Gauge along_y(around.south, around.north);
    std::vector<std::uint64_t> keys(items.size());
    Silent silent;
    for_each_index(items.size(), threads, silent, {}, [&](std::size_t i, unsigned) {
        const Box& box = box_of(items[i]);
        keys[i] = along_x.key(box.west, box.east, items[i]);
    });
    std::sort(keys.begin(), keys.end());
    const std::size_t slice_size = slices * node_size;
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
    for (std::size_t i = 0; i < count; ++i) {
        if (!box_of(i).empty()) {
            m_items.push_back(static_cast<std::uint32_t>(i));
        }
    }
    if (m_items.empty()) {
        return;
    }
    sort_into_tiles(m_items, box_of, node_size, threads);
    m_boxes.reserve(m_items.size() + m_items.size() / (node_size - 1) + 2 * node_size);
    m_boxes.resize(m_items.size());
    Silent silent;
    for_each_index(m_items.size(), threads, silent, {},
        [&](std::size_t i, unsigned) { m_boxes[i] = box_of(m_items[i]); });
    m_level_starts = {0, m_boxes.size()};
    while (level_size(levels() - 1) > 1) {
        const std::size_t below = m_level_starts[levels() - 1];
        const std::size_t end = m_level_starts.back();
        for (std::size_t first = below; first < end; first += node_size) {
            Box around;
            for (std::size_t child = first; child < std::min(first + node_size, end); ++child) {
                around.add(m_boxes[child]);
            }
            m_boxes.push_back(around);
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
