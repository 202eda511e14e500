// SPDX-License-Identifier: EUPL-1.2
#include "measure/shape.hpp"

#include "geometry/hall.hpp"
#include "geometry/planar.hpp"
#include "geometry/wkb.hpp"

#include <algorithm>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

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

Fact fits_hall(const Ask& ask)
{
    const double one_m = *ask.rule.number("hall_width");
    const double other_m = *ask.rule.number("hall_length");
    const double apron_m = ask.rule.number("apron").value_or(0.0);
    const double length_m = std::max(one_m, other_m);
    const double width_m = std::min(one_m, other_m);
    const auto hall = fit_rectangle(ask.ground.shape, length_m, width_m + apron_m);
    if (!hall) {
        return 0.0;
    }
    std::string label = shortest(length_m) + " x " + shortest(width_m);
    label += apron_m > 0.0 ? " + " + shortest(apron_m) + " m" : " m";
    std::vector<Point> ring(hall->corners.begin(), hall->corners.end());
    ring.push_back(ring.front());
    Shapes outline;
    outline.add_path(PathKind::shell, ring);
    outline.end_feature();
    ask.evidence.push_back(
        {0, EvidenceKind::hall, std::move(label), hall->direction_deg, "°", to_wkb(outline[0])});
    return 1.0;
}

Fact field(const Ask& ask)
{
    return fact_of(ask.attribute->value(ask.plot));
}

} // namespace kavel::measures
