// SPDX-License-Identifier: EUPL-1.2
// Which boxes meet a box, and which are nearest: a packed R-tree, built once and never changed.
#pragma once

#include "geometry/shapes.hpp"

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
    /// Empty boxes are left out: they meet nothing.
    explicit BoxIndex(std::span<const Box> boxes);

    /// Indices of the boxes that meet a box, ascending.
    std::vector<std::size_t> meeting(const Box& box) const;

    /// Visits boxes in order of distance to a box until `visit` says to stop: visit(index, distance_m) -> go
    /// on.
    void by_distance(const Box& box, const std::function<bool(std::size_t, double)>& visit) const;

private:
    static constexpr std::size_t node_size = 16;

    std::size_t level_size(std::size_t level) const
    {
        return m_level_starts[level + 1] - m_level_starts[level];
    }
    std::size_t levels() const { return m_level_starts.empty() ? 0 : m_level_starts.size() - 1; }

    std::vector<Box> m_boxes; ///< the lowest level first; a node's children stand together
    std::vector<std::uint32_t> m_items; ///< of the lowest level: the index that was given
    std::vector<std::size_t> m_level_starts; ///< in m_boxes, and one past the last
};

} // namespace kavel
