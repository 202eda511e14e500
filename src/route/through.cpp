// SPDX-License-Identifier: EUPL-1.2
#include "route/through.hpp"

#include "geometry/meeting.hpp"

namespace kavel {

double metres_inside(const LayerIndex& polygons, std::span<const Point> line)
{
    if (line.size() < 2) {
        return 0.0;
    }
    Box box;
    for (const Point& point : line) {
        box.add(point);
    }
    const std::vector<double> along = metres_along(line);
    std::vector<LinePart> all;
    for (const std::size_t feature : polygons.features_meeting(box)) {
        const auto parts = parts_in(polygons.runs_of(feature), {line, along}, Parts::polygons);
        all.insert(all.end(), parts.begin(), parts.end());
    }
    return united_length_m(std::move(all));
}

WaysInside::WaysInside(const RouteSearch& search, const LayerIndex& polygons,
    std::span<const std::uint32_t> from, unsigned threads)
    : m_polygons(polygons)
    , m_from_node_m(search.node_count(), 0.0)
{
    std::vector<char> is_asked(search.node_count(), 0);
    for (std::uint32_t node : from) {
        while (node != no_node && is_asked[node] == 0) {
            is_asked[node] = 1;
            node = search.next(node);
        }
    }
    std::vector<std::uint32_t> asked;
    for (const std::uint32_t node : search.settled()) {
        if (is_asked[node] != 0) {
            asked.push_back(node);
        }
    }
    Silent silent;
    for_each_index(asked.size(), threads, silent, {}, [&](std::size_t i, unsigned) {
        m_from_node_m[asked[i]] = metres_inside(polygons, search.step(asked[i]).points);
    });
    for (const std::uint32_t node : asked) { // in this order what follows is known
        if (const std::uint32_t next = search.next(node); next != no_node) {
            m_from_node_m[node] += m_from_node_m[next];
        }
    }
}

double WaysInside::metres(const Way& way) const
{
    return metres_inside(m_polygons, way.begin) + (way.node == no_node ? 0.0 : m_from_node_m[way.node]);
}

} // namespace kavel
