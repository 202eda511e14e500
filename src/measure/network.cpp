// SPDX-License-Identifier: EUPL-1.2
#include "measure/network.hpp"

#include "policy/rule_layers.hpp"

namespace kavel::measures {

namespace {

Fact answer(const Ask& ask, double PlotRoute::*figure, std::string_view unit)
{
    if (ask.route->why_unknown != nullptr) {
        return Unknown{ask.route->why_unknown};
    }
    const double found = ask.route->*figure;
    ask.evidence.push_back(
        {0, EvidenceKind::route, ask.layer->label(ask.route->target), found, unit, ask.route->wkb});
    return found;
}

} // namespace

Fact network_distance(const Ask& ask)
{
    return answer(ask, &PlotRoute::cost, unit_of(ask.rule));
}

Fact network_through(const Ask& ask)
{
    return answer(ask, &PlotRoute::through_m, unit_of(ask.rule));
}

} // namespace kavel::measures
