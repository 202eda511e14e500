// SPDX-License-Identifier: EUPL-1.2
#include "measure/shape.hpp"

#include "geometry/planar.hpp"

#include <algorithm>
#include <numbers>

namespace kavel::measures {

Fact area(const Ask& ask)
{
    return ask.ground.area_m2;
}

Fact perimeter(const Ask& ask)
{
    return perimeter_m(ask.ground.shape);
}

Fact compactness(const Ask& ask)
{
    const double around_m = perimeter_m(ask.ground.shape);
    return 4.0 * std::numbers::pi * ask.ground.area_m2 / (around_m * around_m);
}

Fact inscribed_diameter(const Ask& ask)
{
    return ask.bench.overlay().inscribed_diameter_m(ask.ground.shape);
}

Fact length(const Ask& ask)
{
    return minimum_area_rectangle(ask.ground.shape).length_m;
}

Fact width(const Ask& ask)
{
    return minimum_area_rectangle(ask.ground.shape).width_m;
}

Fact rectangularity(const Ask& ask)
{
    const Rectangle around = minimum_area_rectangle(ask.ground.shape);
    return std::min(1.0, ask.ground.area_m2 / (around.length_m * around.width_m));
}

Fact field(const Ask& ask)
{
    return fact_of(ask.attribute->value(ask.plot));
}

} // namespace kavel::measures
