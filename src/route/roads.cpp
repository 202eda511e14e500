// SPDX-License-Identifier: EUPL-1.2
#include "route/roads.hpp"

#include "geometry/meeting.hpp"
#include "geometry/nearest.hpp"
#include "route/nodes.hpp"

#include <algorithm>

namespace kavel {

void RoadNetwork::add(const Road& road, std::span<const Point> points)
{
    if (m_first_point.empty()) {
        m_first_point.push_back(0);
    }
    m_roads.push_back(road);
    m_lines.add_path(PathKind::line, points);
    m_lines.end_feature();
    const std::vector<double> along = metres_along(points);
    m_along_m.insert(m_along_m.end(), along.begin(), along.end());
    m_first_point.push_back(m_along_m.size());
}

void RoadNetwork::join(double tolerance_m)
{
    std::vector<Point> ends;
    for (std::uint32_t i = 0; i < size(); ++i) {
        ends.push_back(line(i).points.front());
        ends.push_back(line(i).points.back());
    }
    m_nodes = nodes_of(ends, tolerance_m);
    m_node_count = m_nodes.empty() ? 0 : *std::max_element(m_nodes.begin(), m_nodes.end()) + 1;
    m_index.emplace(m_lines);
}

MeasuredLine RoadNetwork::line(std::uint32_t index) const
{
    const std::size_t first = m_first_point[index];
    return {m_lines[index].path(0).points,
        std::span(m_along_m).subspan(first, m_first_point[index + std::size_t{1}] - first)};
}

bool RoadNetwork::has_access() const
{
    return std::any_of(m_roads.begin(), m_roads.end(), [](const Road& road) { return road.access; });
}

std::vector<RoadStretch> RoadNetwork::stretches_in(const Ground& ground) const
{
    std::vector<RoadStretch> stretches;
    for (const std::size_t index : m_index->features_meeting(ground.shape.box().grown(distance_noise_m))) {
        const auto road = static_cast<std::uint32_t>(index);
        if (!m_roads[road].access) {
            continue;
        }
        for (const LinePart& part : parts_in(ground.runs, line(road))) {
            stretches.push_back({road, part.from_m, part.to_m});
        }
    }
    return stretches;
}

RoadAccess RoadNetwork::access_of(const Ground& ground, double max_m) const
{
    const auto nearest
        = find_nearest(ground, *m_index, max_m, [this](std::size_t road) { return m_roads[road].access; });
    if (!nearest) {
        return {};
    }
    RoadAccess access;
    if (nearest->distance_m <= distance_noise_m) {
        access.stretches = stretches_in(ground);
    }
    if (access.stretches.empty()) {
        const auto road = static_cast<std::uint32_t>(nearest->feature);
        const NearPlace near = first_nearest(ground.runs, line(road), nearest->distance_m);
        access.stretches = {{road, near.along_m, near.along_m}};
        access.leg_m = nearest->distance_m;
        access.place = near.on_shape;
    }
    return access;
}

} // namespace kavel
