// SPDX-License-Identifier: EUPL-1.2
// How much of a way lies inside polygons.
#pragma once

#include "base/work.hpp"
#include "geometry/ground.hpp"
#include "route/search.hpp"

#include <span>
#include <vector>

namespace kavel {

/// Metres of a line inside the polygons, where they overlap once; their boundary belongs to them.
double metres_inside(const LayerIndex& polygons, std::span<const Point> line);

/// The same of whole ways to their targets. Ways run together on their way: each step is looked at once.
class WaysInside {
public:
    /// Looks at all steps of the ways from these nodes.
    WaysInside(const RouteSearch& search, const LayerIndex& polygons, std::span<const std::uint32_t> from,
        unsigned threads);

    /// Metres inside of a way that begins like this one.
    double metres(const Way& way) const;

private:
    const LayerIndex& m_polygons;
    std::vector<double> m_from_node_m; ///< of the whole way from each node that was asked for
};

} // namespace kavel
