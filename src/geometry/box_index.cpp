// SPDX-License-Identifier: EUPL-1.2
#include "geometry/box_index.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

/// An item and the middle of its box along one axis: what is sorted stands together in memory.
struct Keyed {
    double middle;
    std::uint32_t item;

    /// The index breaks ties, so that the same boxes always give the same tree.
    bool operator<(const Keyed& other) const
    {
        return middle != other.middle ? middle < other.middle : item < other.item;
    }
};

/// Puts the boxes in tiles: slices from west to east, each from south to north.
void sort_into_tiles(std::vector<std::uint32_t>& items, std::span<const Box> boxes, std::size_t node_size)
{
    const auto nodes = static_cast<double>((items.size() + node_size - 1) / node_size);
    const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(nodes)));
    const std::size_t slice_size = slices * node_size;
    std::vector<Keyed> keyed(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        keyed[i] = {boxes[items[i]].west + boxes[items[i]].east, items[i]};
    }
    std::sort(keyed.begin(), keyed.end());
    for (Keyed& one : keyed) {
        one.middle = boxes[one.item].south + boxes[one.item].north;
    }
    for (std::size_t first = 0; first < keyed.size(); first += slice_size) {
        const auto from = keyed.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(
            from, keyed.begin() + static_cast<std::ptrdiff_t>(std::min(first + slice_size, keyed.size())));
    }
    std::transform(keyed.begin(), keyed.end(), items.begin(), [](const Keyed& one) { return one.item; });
}

} // namespace

BoxIndex::BoxIndex(std::span<const Box> boxes)
{
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!boxes[i].empty()) {
            m_items.push_back(static_cast<std::uint32_t>(i));
        }
    }
    if (m_items.empty()) {
        return;
    }
    sort_into_tiles(m_items, boxes, node_size);
    m_boxes.reserve(m_items.size() + m_items.size() / (node_size - 1) + node_size);
    m_level_starts.push_back(0);
    for (const std::uint32_t item : m_items) {
        m_boxes.push_back(boxes[item]);
    }
    m_level_starts.push_back(m_boxes.size());
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
