// SPDX-License-Identifier: EUPL-1.2
// Which boxes meet a box, and which are nearest: a packed R-tree, built once and never changed.
#pragma once

#include "geometry/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace kavel {

/// Sort-tile-recursive packing (Leutenegger, Lopez and Edgington 1997): boxes are sorted into tiles, full
/// nodes of which follow each other in one array, level by level. A profile of Boost.Geometry's tree in its
/// place showed a fifth of a whole run spent on keeping its list of neighbours, which looking for the nearest
/// first does not need.
class BoxIndex {
public:
    BoxIndex() = default;
    /// `box_of` gives the box of each index below count. Empty boxes are left out: they meet nothing. The
    /// tree is the same on any number of threads.
    BoxIndex(std::size_t count, const std::function<const Box&(std::size_t)>& box_of, unsigned threads = 1);
    explicit BoxIndex(std::span<const Box> boxes)
        : BoxIndex(boxes.size(), [boxes](std::size_t index) -> const Box& { return boxes[index]; })
    {
    }

    /// Indices of the boxes that meet a box, ascending.
    std::vector<std::size_t> meeting(const Box& box) const;

    /// Visits boxes in order of distance to a box, up to `limit2` (squared, as all here): visit(index,
    /// distance2) returns how far may be gone on. Before a box is waited for, tighten(box, limit2) may say
    /// that no more than a nearer limit is needed, because that box is there.
    template <class Tighten, class Visit>
    void by_distance(const Box& box, double limit2, Tighten tighten, Visit visit) const;

private:
    static constexpr std::size_t node_size = 16;

    /// A box or a node that waits for its turn; `distance2` is that of its box, squared. The nearest is on
    /// top of the queue; of equally near ones, the lowest level, then the lowest place.
    struct Waiting {
        double distance2 = 0.0;
        std::uint64_t which = 0; ///< the level, then the place in it

        std::size_t level() const { return which >> 56; }
        std::size_t place() const { return which & 0xFFFFFFFFFFFFFFU; }
        bool operator<(const Waiting& other) const
        {
            return distance2 != other.distance2 ? distance2 > other.distance2 : which > other.which;
        }
    };

    std::size_t level_size(std::size_t level) const
    {
        return m_level_starts[level + 1] - m_level_starts[level];
    }
    std::size_t levels() const { return m_level_starts.empty() ? 0 : m_level_starts.size() - 1; }

    std::vector<Box> m_boxes; ///< the lowest level first; a node's children stand together
    std::vector<std::uint32_t> m_items; ///< of the lowest level: the index that was given
    std::vector<std::size_t> m_level_starts; ///< in m_boxes, and one past the last
};

template <class Tighten, class Visit>
void BoxIndex::by_distance(const Box& box, double limit2, Tighten tighten, Visit visit) const
{
    if (m_items.empty() || box.empty()) {
        return;
    }
    std::vector<Waiting> waiting; // a heap
    waiting.reserve(8 * node_size);
    const auto wait = [&](std::size_t level, std::size_t place) {
        const Box& next = m_boxes[m_level_starts[level] + place];
        const double distance2 = squared_distance(box, next);
        if (distance2 <= limit2) {
            limit2 = std::min(limit2, tighten(next, limit2));
            waiting.push_back({distance2, std::uint64_t{level} << 56 | place});
            std::push_heap(waiting.begin(), waiting.end());
        }
    };
    wait(levels() - 1, 0);
    while (!waiting.empty()) {
        const Waiting next = waiting.front();
        if (next.distance2 > limit2) {
            return;
        }
        std::pop_heap(waiting.begin(), waiting.end());
        waiting.pop_back();
        if (next.level() == 0) {
            limit2 = std::min(limit2, visit(std::size_t{m_items[next.place()]}, next.distance2));
            continue;
        }
        const std::size_t level = next.level() - 1;
        const std::size_t end = std::min((next.place() + 1) * node_size, level_size(level));
        for (std::size_t child = next.place() * node_size; child < end; ++child) {
            wait(level, child);
        }
    }
}

} // namespace kavel
