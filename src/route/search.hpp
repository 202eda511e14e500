// SPDX-License-Identifier: EUPL-1.2
// The cheapest way from anywhere in the network to the nearest of all targets, in one search for all of them.
#pragma once

#include "route/roads.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace kavel {

inline constexpr std::uint32_t no_target = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint32_t no_node = std::numeric_limits<std::uint32_t>::max();

/// The way from a plot to the target that it reaches at the lowest cost.
struct Way {
    double cost = 0.0; ///< metres or minutes, both legs included
    std::uint32_t target = no_target;
    std::vector<Point> begin; ///< from the plot to the first node, or to the target
    std::uint32_t node = no_node; ///< from where `RouteSearch::next` leads on; no_node: the way ends there
};

/// From a node to the next on the cheapest way to a target, or to that target.
struct Step {
    std::vector<Point> points;
    std::uint32_t next = no_node; ///< no_node: the target is reached
};

/// Roads are cut where targets meet them, so that a plot and a target on one road are no special case; then
/// one search runs from all targets at once, against the direction of travel (Dijkstra 1959; Boost.Graph). Of
/// ways that cost the same, up to the cost of a micrometre, the one to the lowest target is taken.
class RouteSearch {
public:
    /// `targets`: where each meets the network; `leg_cost_per_m`: of the ways that are no road.
    RouteSearch(const RoadNetwork& network, std::span<const RoadAccess> targets, double leg_cost_per_m);

    /// Nothing: no target can be reached.
    std::optional<Way> best_way(const RoadAccess& plot) const;
    Step step(std::uint32_t node) const;
    /// Nodes from which a target is reached, each after those that its way leads over.
    const std::vector<std::uint32_t>& settled() const { return m_settled; }
    std::uint32_t next(std::uint32_t node) const { return m_choices[node].next; }
    std::size_t node_count() const { return m_choices.size(); }

private:
    /// A part of a road between two nodes that follow each other on it.
    struct Piece {
        std::uint32_t road = 0;
        double from_m = 0.0;
        double to_m = 0.0;
        std::uint32_t tail = 0; ///< the node at from_m
        std::uint32_t head = 0;
        std::uint32_t target = no_target; ///< the lowest that it lies in
    };

    /// How the way goes on at a node.
    struct Choice {
        double cost = std::numeric_limits<double>::infinity(); ///< the least
        double of_way = std::numeric_limits<double>::infinity(); ///< of the way that is taken
        std::uint32_t target = no_target;
        std::uint32_t piece = no_node; ///< no_node: to the target from here
        std::uint32_t next = no_node;
    };

    /// A node at which a way may end.
    struct End {
        std::uint32_t node = 0;
        std::uint32_t target = 0;
    };
    struct Start;

    std::vector<End> cut_roads();
    void add_pieces(std::uint32_t road, std::span<const RoadStretch> stretches,
        std::span<const std::uint32_t> targets, std::vector<End>& ends);
    void search(const std::vector<End>& ends);
    void take(std::uint32_t node, const Choice& other);
    double leg_cost(const RoadAccess& access) const;
    void look_from(std::vector<Start>& starts, double leg, const RoadStretch& stretch) const;

    const RoadNetwork& m_network;
    std::span<const RoadAccess> m_targets;
    double m_leg_cost_per_m;
    double m_noise;
    std::vector<Piece> m_pieces; ///< by road, and along each
    std::vector<std::uint32_t> m_first_piece; ///< of each road, and one past the last
    std::vector<Choice> m_choices; ///< one a node
    std::vector<std::uint32_t> m_settled;
};

} // namespace kavel
