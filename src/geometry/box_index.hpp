// SPDX-License-Identifier: EUPL-1.2
// Which boxes meet a box, and which are nearest: a packed R-tree, built once and never changed.
#pragma once

#include "base/room.hpp"
#include "geometry/box_pack.hpp"

#include <algorithm>
#include <array>
#include <bit>
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
    /// Of these indices only, ascending, none of which is of an empty box.
    BoxIndex(std::vector<std::uint32_t> indices, const std::function<const Box&(std::size_t)>& box_of,
        unsigned threads);
    explicit BoxIndex(std::span<const Box> boxes)
        : BoxIndex(boxes.size(), [boxes](std::size_t index) -> const Box& { return boxes[index]; })
    {
    }

    /// Indices of the boxes that meet a box, ascending.
    std::vector<std::size_t> meeting(const Box& box) const;

    /// Visits those in no particular order: visit(index, its box). await(index) is called for what will be
    /// visited soon.
    template <class Await, class Visit> void for_each_meeting(const Box& box, Await await, Visit visit) const;
    template <class Visit> void for_each_meeting(const Box& box, Visit visit) const
    {
        for_each_meeting(
            box, [](std::size_t) {}, visit);
    }

    /// Visits boxes in order of distance to a box, up to `limit2` (squared, as all here): visit(index,
    /// distance2) returns how far may be gone on.
    template <class Visit> void by_distance(const Box& box, double limit2, Visit visit) const;

    /// The same with more foresight. `somewhere` is a place of what is looked from: before boxes are waited
    /// for, expect(distance2) hears how far the farthest place of a box is from it, and returns likewise how
    /// far may be gone on. await(index) is called for what may be visited soon.
    template <class Expect, class Await, class Visit>
    void by_distance(
        const Box& box, const Point& somewhere, double limit2, Expect expect, Await await, Visit visit) const;

private:
    static constexpr std::size_t node_size = BoxPack::room;
    static constexpr std::size_t most_levels = 8; ///< of 2^32 boxes

    struct Node {
        BoxPack boxes;
        std::array<std::uint32_t, node_size> children; ///< nodes; of the lowest level: indices as given
    };

    /// A node or a box that waits for its turn; `distance2` is that of its box, squared. The nearest is on
    /// top of the queue; of equally near ones, the lowest level, then the lowest place.
    struct Waiting {
        static constexpr std::uint64_t node_mark = std::uint64_t{1} << 48; ///< places of boxes are lower

        double distance2 = 0.0;
        std::uint64_t which = 0; ///< the number of a node, marked; or the place of a box

        bool operator<(const Waiting& other) const
        {
            // No branches: which of two is nearer is anyone's guess.
            return static_cast<bool>(static_cast<int>(distance2 > other.distance2)
                | (static_cast<int>(distance2 == other.distance2) & static_cast<int>(which > other.which)));
        }
    };

    template <class Visit> static void for_each_bit(std::uint32_t bits, Visit visit)
    {
        for (; bits != 0; bits &= bits - 1) {
            visit(static_cast<std::size_t>(std::countr_zero(bits)));
        }
    }
    bool is_lowest(std::size_t node) const { return node < m_lowest_nodes; }
    /// Puts children into the nodes from a number on.
    void fill_level(std::size_t first, std::span<const std::uint32_t> children,
        const std::function<const Box&(std::size_t)>& box_of, unsigned threads);

    Room<Node> m_nodes; ///< the lowest level first; the last is the root
    std::size_t m_lowest_nodes = 0;
};

template <class Await, class Visit>
void BoxIndex::for_each_meeting(const Box& box, Await await, Visit visit) const
{
    if (m_nodes.empty()) {
        return;
    }
    std::array<std::uint32_t, most_levels * node_size> to_visit;
    std::size_t waiting = 0;
    to_visit[waiting++] = static_cast<std::uint32_t>(m_nodes.size() - 1);
    while (waiting > 0) {
        const std::size_t number = to_visit[--waiting];
        const Node& node = m_nodes[number];
        const std::uint32_t meeting = which_meet(node.boxes, box);
        if (!is_lowest(number)) {
            for_each_bit(meeting, [&](std::size_t child) { to_visit[waiting++] = node.children[child]; });
            continue;
        }
        for_each_bit(meeting, [&](std::size_t child) { await(std::size_t{node.children[child]}); });
        for_each_bit(
            meeting, [&](std::size_t child) { visit(std::size_t{node.children[child]}, node.boxes[child]); });
    }
}

template <class Visit> void BoxIndex::by_distance(const Box& box, double limit2, Visit visit) const
{
    by_distance(
        box, {box.west, box.south}, limit2, [&limit2](double) { return limit2; }, [](std::size_t) {}, visit);
}

template <class Expect, class Await, class Visit>
void BoxIndex::by_distance(
    const Box& box, const Point& somewhere, double limit2, Expect expect, Await await, Visit visit) const
{
    if (m_nodes.empty() || box.empty()) {
        return;
    }
    std::vector<Waiting> waiting; // a heap
    waiting.reserve(8 * node_size);
    waiting.push_back({0.0, (m_nodes.size() - 1) | Waiting::node_mark});
    while (!waiting.empty()) {
        const Waiting next = waiting.front();
        if (next.distance2 > limit2) {
            return;
        }
        std::pop_heap(waiting.begin(), waiting.end());
        waiting.pop_back();
        const std::size_t number = next.which & ~Waiting::node_mark;
        if (number == next.which) {
            const std::size_t index = m_nodes[number / node_size].children[number % node_size];
            limit2 = std::min(limit2, visit(index, next.distance2));
            continue;
        }
        const Node& node = m_nodes[number];
        BoxPack::Figures distances2;
        squared_distances(node.boxes, box, distances2);
        BoxPack::Figures at_most2;
        farthest_squared(node.boxes, somewhere, at_most2);
        const double least_at_most2 = *std::min_element(at_most2.begin(), at_most2.begin() + node.boxes.size);
        if (least_at_most2 < limit2) {
            limit2 = std::min(limit2, expect(least_at_most2));
        }
        for (std::size_t child = 0; child < node.boxes.size; ++child) {
            if (distances2[child] > limit2) {
                continue;
            }
            if (is_lowest(number)) {
                await(std::size_t{node.children[child]});
                waiting.push_back({distances2[child], number * node_size + child});
            } else {
                waiting.push_back({distances2[child], node.children[child] | Waiting::node_mark});
            }
            std::push_heap(waiting.begin(), waiting.end());
        }
    }
}

} // namespace kavel
