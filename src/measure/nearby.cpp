// SPDX-License-Identifier: EUPL-1.2
#include "measure/nearby.hpp"

#include "base/reasons.hpp"
#include "geometry/wkb.hpp"

#include <algorithm>
#include <limits>

namespace kavel::measures {

namespace {

constexpr double noise_m = 1e-6; ///< distances within a micrometre are equal

struct Nearest {
    std::size_t feature = 0;
    double distance_m = 0.0;
};

/// Keeps the features that may be the nearest, while runs come by in order of the distance of their boxes.
class NearestSearch {
public:
    explicit NearestSearch(double bound_m)
        : m_bound_m(bound_m + noise_m)
    {
    }

    /// Nothing farther than this can matter any more.
    double limit_m() const { return std::min(m_bound_m, m_best_m + noise_m); }

    void take(std::size_t feature, double distance_m)
    {
        if (distance_m <= limit_m()) {
            m_best_m = std::min(m_best_m, distance_m);
            m_near.push_back({feature, distance_m});
        }
    }

    /// The lowest of the features that are as near as the nearest.
    std::optional<Nearest> found() const
    {
        std::optional<Nearest> lowest;
        for (const Nearest& one : m_near) {
            if (one.distance_m <= m_best_m + noise_m && (!lowest || one.feature < lowest->feature)) {
                lowest = {one.feature, m_best_m};
            }
        }
        return lowest;
    }

private:
    double m_bound_m;
    double m_best_m = std::numeric_limits<double>::infinity();
    std::vector<Nearest> m_near;
};

std::optional<Nearest> find_nearest(const Ask& ask)
{
    NearestSearch search(ask.rule.number("within").value_or(std::numeric_limits<double>::infinity()));
    const Box box = ask.ground.shape.box();
    for (const std::size_t feature : ask.index->features().meeting(box)) {
        if (holds_part(ask.index->runs_of(feature), ask.ground.runs)) {
            search.take(feature, 0.0);
        }
    }
    ask.index->runs().by_distance(box, [&](std::size_t index, double at_least_m) {
        if (at_least_m > search.limit_m()) {
            return false;
        }
        const Run& run = ask.index->run(index);
        for (const Run& outline : ask.ground.runs) {
            const double limit_m = search.limit_m();
            if (distance_m(outline.box, run.box) <= limit_m) {
                // The look is bounded a little wider: what is exactly as far must be found too.
                search.take(run.feature, gap_between(outline, run, limit_m + noise_m).distance_m);
            }
        }
        return true;
    });
    return search.found();
}

/// The way to a feature, found again run by run in the feature's own order, so that of equally short ways the
/// same one is shown whatever else was read of the layer.
void show_nearest(const Ask& ask, const Nearest& nearest)
{
    const Gap gap = gap_between(
        ask.ground.runs, ask.index->runs_of(nearest.feature), nearest.distance_m + 3.0 * noise_m);
    ask.evidence.push_back({0, EvidenceKind::nearest, ask.layer->labels[nearest.feature], nearest.distance_m,
        "m", line_wkb(gap.from, gap.to)});
}

void show_within(
    const Ask& ask, std::size_t number, const std::optional<double>& total, std::string_view unit)
{
    ask.evidence.push_back({0, EvidenceKind::within, "n = " + std::to_string(number), total, unit, {}});
}

std::vector<std::size_t> features_within(const Ask& ask)
{
    const double radius_m = *ask.rule.number("radius");
    std::vector<std::size_t> within;
    for (const std::size_t feature :
        ask.index->features().meeting(ask.ground.shape.box().grown(radius_m + noise_m))) {
        const Gap gap = gap_between(
            ask.ground.runs, ask.index->runs_of(feature), radius_m + 2.0 * noise_m, radius_m + noise_m);
        if (gap.distance_m <= radius_m + noise_m) {
            within.push_back(feature);
        }
    }
    return within;
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
    const auto count = static_cast<double>(features_within(ask).size());
    show_within(ask, static_cast<std::size_t>(count), count, "");
    return count;
}

Fact sum_within(const Ask& ask)
{
    const std::vector<std::size_t> features = features_within(ask);
    double sum = 0.0;
    std::size_t known = 0;
    for (const std::size_t feature : features) {
        if (const auto number = number_of(ask, feature)) {
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
    const Ground& around = ask.bench.surroundings(*ask.rule.number("radius"));
    double total_m = 0.0;
    std::vector<std::size_t> features;
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
    const Ground& around = ask.bench.surroundings(*ask.rule.number("radius"));
    std::vector<const Clip*> clips;
    for (const Clip& clip : ask.bench.clips(around, *ask.index)) {
        clips.push_back(&clip);
    }
    const double area_m2 = ask.bench.united_area_m2(around, *ask.index, clips);
    show_within(ask, clips.size(), area_m2, "m2");
    return area_m2;
}

} // namespace kavel::measures
