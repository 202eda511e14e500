// SPDX-License-Identifier: EUPL-1.2
#include "route/nodes.hpp"

#include "geometry/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kavel {

namespace {

/// Sets that grow together; each is known by its lowest member.
class Sets {
public:
    explicit Sets(std::size_t size)
        : m_parents(size)
    {
        std::iota(m_parents.begin(), m_parents.end(), 0U);
    }

    std::uint32_t lowest(std::uint32_t member)
    {
        while (m_parents[member] != member) {
            m_parents[member] = m_parents[m_parents[member]];
            member = m_parents[member];
        }
        return member;
    }

    void join(std::uint32_t a, std::uint32_t b)
    {
        const std::uint32_t of_a = lowest(a);
        const std::uint32_t of_b = lowest(b);
        m_parents[std::max(of_a, of_b)] = std::min(of_a, of_b);
    }

private:
    std::vector<std::uint32_t> m_parents;
};

} // namespace

std::vector<std::uint32_t> nodes_of(std::span<const Point> ends, double tolerance_m)
{
    const double reach_m = tolerance_m + distance_noise_m;
    std::vector<std::uint32_t> eastward(ends.size());
    std::iota(eastward.begin(), eastward.end(), 0U);
    std::sort(eastward.begin(), eastward.end(), [&ends](std::uint32_t a, std::uint32_t b) {
        return ends[a].x != ends[b].x ? ends[a].x < ends[b].x
            : ends[a].y != ends[b].y  ? ends[a].y < ends[b].y
                                      : a < b;
    });
    Sets sets(ends.size());
    for (std::size_t i = 0; i < eastward.size(); ++i) {
        const Point& point = ends[eastward[i]];
        for (std::size_t k = i + 1; k < eastward.size(); ++k) {
            const Point& other = ends[eastward[k]];
            if (other.x - point.x > reach_m) {
                break;
            }
            if (std::hypot(other.x - point.x, other.y - point.y) <= reach_m) {
                sets.join(eastward[i], eastward[k]);
            }
        }
    }
    std::vector<std::uint32_t> nodes(ends.size());
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < ends.size(); ++i) {
        const std::uint32_t lowest = sets.lowest(i);
        nodes[i] = lowest == i ? count++ : nodes[lowest];
    }
    return nodes;
}

} // namespace kavel
