// SPDX-License-Identifier: EUPL-1.2
// Networks drawn by hand, for tests of ways along them.
#pragma once

#include "route/roads.hpp"
#include "route/search.hpp"
#include "wkt.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace kavel {

/// A road by its points, as well-known text.
struct DrawnRoad {
    std::string line;
    Road says;
};

inline DrawnRoad both_ways(std::string line)
{
    return {std::move(line), {}};
}
inline DrawnRoad along_only(std::string line)
{
    return {std::move(line), {0, true, false, true, 1.0}};
}
inline DrawnRoad against_only(std::string line)
{
    return {std::move(line), {0, false, true, true, 1.0}};
}
inline DrawnRoad without_access(std::string line)
{
    return {std::move(line), {0, true, true, false, 1.0}};
}

inline std::unique_ptr<RoadNetwork> network_of(const std::vector<DrawnRoad>& roads, double tolerance_m = 0.01)
{
    auto network = std::make_unique<RoadNetwork>();
    for (const DrawnRoad& road : roads) {
        const Shapes drawn_line = drawn(road.line);
        network->add(road.says, drawn_line[0].path(0).points);
    }
    network->join(tolerance_m);
    return network;
}

inline RoadAccess access_of(const RoadNetwork& network, const std::string& shape, double max_m = 1e9)
{
    const Shapes shapes = drawn(shape);
    return network.access_of(Ground(shapes[0]), max_m);
}

/// A way in full.
struct FoundWay {
    double cost = -1.0; ///< -1: there is none
    std::uint32_t target = no_target;
    std::vector<Point> points;
};

/// From a plot to the nearest of some targets.
inline FoundWay way(const RoadNetwork& network, const std::string& plot,
    const std::vector<std::string>& targets, double leg_cost_per_m = 1.0)
{
    std::vector<RoadAccess> ends;
    for (const std::string& target : targets) {
        ends.push_back(access_of(network, target));
    }
    const RouteSearch search(network, ends, leg_cost_per_m);
    const auto found = search.best_way(access_of(network, plot));
    if (!found) {
        return {};
    }
    FoundWay whole{found->cost, found->target, found->begin};
    for (std::uint32_t node = found->node; node != no_node;) {
        const Step step = search.step(node);
        whole.points.insert(whole.points.end(), step.points.begin(), step.points.end());
        node = step.next;
    }
    whole.points.erase(std::unique(whole.points.begin(), whole.points.end()), whole.points.end());
    return whole;
}

inline double cost(const std::vector<DrawnRoad>& roads, const std::string& plot, const std::string& target)
{
    return way(*network_of(roads), plot, {target}).cost;
}

} // namespace kavel
