// SPDX-License-Identifier: EUPL-1.2
// The network: lines that are driven along, joined at their ends.
#pragma once

#include "geometry/along.hpp"
#include "geometry/ground.hpp"
#include "geometry/shapes.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kavel {

/// One line of the network, as it may be driven.
struct Road {
    std::uint32_t feature = 0; ///< in the layer of the network
    bool along = true; ///< may be driven as it is drawn
    bool against = true;
    bool access = true; ///< a plot may begin on it, a target end
    double cost_per_m = 1.0; ///< metres, or minutes, a metre; above 0
};

/// A place on a road, or a stretch of it when it is not the same metre twice.
struct RoadStretch {
    std::uint32_t road = 0;
    double from_m = 0.0; ///< along the road
    double to_m = 0.0;
    bool operator==(const RoadStretch&) const = default;
};

/// Where a plot or a target meets the network.
struct RoadAccess {
    std::vector<RoadStretch> stretches; ///< by road, and along each; empty: none near enough
    double leg_m
        = 0.0; ///< the way that is no road, from the plot or target to the one stretch; 0: on the road
    Point place; ///< on the plot or target: where the leg begins
};

/// All roads, each with the node at both its ends. Only grows, until it is joined.
class RoadNetwork {
public:
    /// The points are copied.
    void add(const Road& road, std::span<const Point> points);
    /// Makes nodes of the ends within `tolerance_m` of each other; after the last road, and once.
    void join(double tolerance_m);

    std::size_t size() const { return m_roads.size(); }
    const Road& road(std::uint32_t index) const { return m_roads[index]; }
    MeasuredLine line(std::uint32_t index) const;
    std::uint32_t first_node(std::uint32_t road) const { return m_nodes[2 * std::size_t{road}]; }
    std::uint32_t last_node(std::uint32_t road) const { return m_nodes[2 * std::size_t{road} + 1]; }
    std::uint32_t node_count() const { return m_node_count; }
    bool has_access() const;

    /// Where a plot or target meets the roads with access: all parts of them in it, else the nearest place
    /// (of equally near ones the first along the lowest road) when that is not beyond `max_m`.
    RoadAccess access_of(const Ground& ground, double max_m) const;

private:
    std::vector<RoadStretch> stretches_in(const Ground& ground) const;

    std::vector<Road> m_roads;
    Shapes m_lines; ///< one a road
    std::vector<double> m_along_m; ///< of all points of all lines
    std::vector<std::size_t> m_first_point; ///< of each road in m_along_m, and one past the last
    std::vector<std::uint32_t> m_nodes; ///< two a road: at its first and at its last point
    std::uint32_t m_node_count = 0;
    std::optional<LayerIndex> m_index;
};

} // namespace kavel
