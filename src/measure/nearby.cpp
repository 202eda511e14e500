// SPDX-License-Identifier: EUPL-1.2
#include "measure/nearby.hpp"

#include "base/reasons.hpp"
#include "geometry/nearest.hpp"
#include "geometry/wkb.hpp"

#include <algorithm>
#include <limits>

namespace kavel::measures {

namespace {

constexpr double noise_m = distance_noise_m;

std::optional<Nearest> find_nearest(const Ask& ask)
{
    return ask.bench.nearest(
        *ask.index, ask.rule.number("within").value_or(std::numeric_limits<double>::infinity()));
}

const std::vector<Near>& features_within(const Ask& ask)
{
    return ask.bench.within(*ask.index, *ask.rule.number("radius"));
}

void show_nearest(const Ask& ask, const Nearest& nearest)
{
    const Gap gap = way_to(ask.ground, *ask.index, nearest);
    ask.evidence.push_back({0, EvidenceKind::nearest, ask.layer->label(nearest.feature), nearest.distance_m,
        "m", line_wkb(gap.from, gap.to)});
}

void show_within(
    const Ask& ask, std::size_t number, const std::optional<double>& total, std::string_view unit)
{
    ask.evidence.push_back({0, EvidenceKind::within, "n = " + std::to_string(number), total, unit, {}});
}

/// Whether a part that counts may come anywhere near the plot's buffer of a radius: where none does, as for
/// most plots and a power line, the buffer need not be made. GEOS first takes out dents of up to a hundredth
/// of the radius, so its buffer reaches no farther than that beyond the radius.
bool any_within_reach(const Ask& ask, double radius_m, Parts parts)
{
    if (ask.bench.has_surroundings(radius_m)) {
        return true; // another rule has asked for it
    }
    const double reach_m = 1.02 * radius_m + noise_m;
    if (parts == Parts::polygons && ask.bench.nearest(*ask.index, 0.0)) {
        return true; // a feature may hold the plot with its outline far away
    }
    for (const std::size_t index : ask.index->runs().meeting(ask.ground.shape.box().grown(reach_m))) {
        const Run& run = ask.index->run(index);
        if (!counts(run.kind, parts)) {
            continue;
        }
        for (const Run& outline : ask.ground.runs) {
            if (distance_m(outline.box, run.box) <= reach_m
                && gap_between(outline, run, reach_m).distance_m <= reach_m) {
                return true;
            }
        }
        if (inside(ask.ground.runs, run.points.front())) {
            return true;
        }
    }
    return false;
}

} // namespace

Fact distance(const Ask& ask)
{
    const auto nearest = find_nearest(ask);
    if (!nearest) {
        return None{};
    }
    show_nearest(ask, *nearest);
    return nearest->distance_m;
}

Fact nearest(const Ask& ask)
{
    const auto nearest = find_nearest(ask);
    if (!nearest) {
        return Unknown{ask.rule.number("within") ? &reason::no_feature_near : &reason::no_feature};
    }
    show_nearest(ask, *nearest);
    return fact_of(ask.attribute->value(nearest->feature));
}

Fact count_within(const Ask& ask)
{
    const std::size_t count = features_within(ask).size();
    const auto number = static_cast<double>(count);
    show_within(ask, count, number, "");
    return number;
}

Fact sum_within(const Ask& ask)
{
    const std::vector<Near>& features = features_within(ask);
    double sum = 0.0;
    std::size_t known = 0;
    for (const Near& near : features) {
        if (const auto number = number_of(ask, near.feature)) {
            sum += *number;
            ++known;
        }
    }
    if (known == 0 && !features.empty()) {
        return Unknown{&reason::no_value};
    }
    show_within(ask, known, sum, "");
    return sum;
}

Fact length_within(const Ask& ask)
{
    const double radius_m = *ask.rule.number("radius");
    double total_m = 0.0;
    std::vector<std::size_t> features;
    if (!any_within_reach(ask, radius_m, Parts::lines)) {
        show_within(ask, 0, total_m, "m");
        return total_m;
    }
    const Ground& around = ask.bench.surroundings(radius_m);
    for (const std::size_t index : ask.index->runs().meeting(around.shape.box())) {
        const Run& run = ask.index->run(index);
        if (run.kind != PathKind::line) {
            continue;
        }
        const double inside_m = length_inside_m(around.runs, run);
        if (inside_m > 0.0) {
            total_m += inside_m;
            features.push_back(run.feature);
        }
    }
    features.erase(std::unique(features.begin(), features.end()), features.end());
    show_within(ask, features.size(), total_m, "m");
    return total_m;
}

Fact area_within(const Ask& ask)
{
    const double radius_m = *ask.rule.number("radius");
    if (!any_within_reach(ask, radius_m, Parts::polygons)) {
        show_within(ask, 0, 0.0, "m2");
        return 0.0;
    }
    const Ground& around = ask.bench.surroundings(radius_m);
    std::vector<const Clip*> clips;
    for (const Clip& clip : ask.bench.clips(around, *ask.index)) {
        clips.push_back(&clip);
    }
    const double area_m2 = ask.bench.united_area_m2(around, *ask.index, clips);
    show_within(ask, clips.size(), area_m2, "m2");
    return area_m2;
}

} // namespace kavel::measures
