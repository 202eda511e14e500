// SPDX-License-Identifier: EUPL-1.2
#include "geometry/nearest.hpp"

#include "base/prefetch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kavel {

namespace {

constexpr double noise_m = distance_noise_m;

/// Keeps the features that may be the nearest, while runs come by in order of the distance of their boxes.
class NearestSearch {
public:
    explicit NearestSearch(double bound_m)
        : m_limit_m(bound_m + noise_m)
    {
    }

    /// Nothing farther than this can matter any more.
    double limit_m() const { return m_limit_m; }
    double limit2() const { return m_limit_m * m_limit_m; }

    /// Something is known to be as near as this.
    void expect(double distance_m) { m_limit_m = std::min(m_limit_m, distance_m + noise_m); }

    /// Whether a feature touches the ground that would be taken before this one, were it to touch as well.
    bool is_settled_without(std::size_t feature) const { return feature > m_lowest_touching; }

    void take(std::size_t feature, double distance_m)
    {
        if (distance_m == 0.0) {
            m_lowest_touching = std::min(m_lowest_touching, feature);
        }
        if (distance_m <= m_limit_m) {
            m_best_m = std::min(m_best_m, distance_m);
            m_near.push_back({feature, distance_m});
            expect(distance_m);
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
    double m_limit_m;
    double m_best_m = std::numeric_limits<double>::infinity();
    std::size_t m_lowest_touching = std::numeric_limits<std::size_t>::max();
    std::vector<Nearest> m_near;
};

/// Whether a feature lies within a radius, where it is enough to know how far the middle of its box is.
std::optional<bool> box_within(const Ground& ground, const Box& there, double radius_m)
{
    const double reach_m = radius_m + noise_m;
    double middle2 = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < ground.runs.size(); ++i) {
        if (squared_distance(ground.runs[i].box, there) <= reach_m * reach_m) {
            middle2 = std::min(middle2, squared_distance(ground.segments[i], there.middle()));
        }
    }
    const double middle_m = std::sqrt(middle2);
    const double around_m = there.half_diagonal_m();
    if (middle_m + around_m <= radius_m) {
        return true;
    }
    if (middle_m - around_m > reach_m + noise_m) { // far from the outline, on one side of it
        return there.meets(ground.shape.box()) && inside(ground.runs, there.middle());
    }
    return std::nullopt;
}

} // namespace

std::optional<Nearest> find_nearest(const Ground& ground, const LayerIndex& layer, double bound_m,
    const std::function<bool(std::size_t)>& counts)
{
    NearestSearch search(bound_m);
    const Box& box = ground.shape.box();
    if (ground.runs.empty()) {
        return std::nullopt;
    }
    const auto holds_ground
        = [&](std::span<const Run> rings) { return start_inside(rings, ground.runs) != nullptr; };
    if (layer.has_polygons()) { // the outline of one that holds the ground may be far away
        layer.features_not_found_by_run().for_each_meeting(box, [&](std::size_t feature, const Box&) {
            if ((!counts || counts(feature)) && holds_ground(layer.runs_of(feature))) {
                search.take(feature, 0.0);
            }
        });
    }
    const Point& somewhere = ground.runs.front().points.front();
    const auto expect = [&](double at_most2) {
        if (!counts) { // else the box may be of what does not count
            search.expect(std::sqrt(at_most2));
        }
        return search.limit2();
    };
    const auto await = [&](std::size_t index) { prefetch(&layer.run(index), sizeof(Run)); };
    std::vector<double> outlines2(ground.runs.size()); // from the run that is looked at
    const auto look_at = [&](std::size_t index, double at_least2) {
        const Run& run = layer.run(index);
        if (search.is_settled_without(run.feature) || (counts && !counts(run.feature))) {
            return search.limit2();
        }
        if (at_least2 == 0.0
            && (start_inside(ground.runs, {&run, 1}) != nullptr
                || (layer.found_by_run(run.feature) && holds_ground({&run, 1})))) {
            search.take(run.feature, 0.0);
            return search.limit2();
        }
        const double around_m = run.box.half_diagonal_m();
        const auto look_from = [&](std::size_t outline) {
            // Where the middle of its box is says how far the run may be: mostly enough to leave it out.
            const double middle_m = std::sqrt(squared_distance(ground.segments[outline], run.box.middle()));
            search.expect(middle_m + around_m);
            if (middle_m - around_m > search.limit_m() + noise_m) {
                return;
            }
            // The look is bounded a little wider: what is exactly as far must be found too.
            search.take(
                run.feature, gap_between(ground.runs[outline], run, search.limit_m() + noise_m).distance_m);
        };
        // The nearest first: what it gives leaves most of the others out.
        std::size_t first = 0;
        for (std::size_t i = 0; i < outlines2.size(); ++i) {
            outlines2[i] = squared_distance(ground.runs[i].box, run.box);
            first = outlines2[i] < outlines2[first] ? i : first;
        }
        for (std::size_t i = 0; i < outlines2.size(); ++i) {
            const std::size_t next = i == 0 ? first : i <= first ? i - 1 : i;
            if (outlines2[next] <= search.limit2()) {
                look_from(next);
            }
        }
        return search.limit2();
    };
    layer.runs().by_distance(box, somewhere, search.limit2(), expect, await, look_at);
    return search.found();
}

Gap way_to(const Ground& ground, const LayerIndex& layer, const Nearest& nearest)
{
    return gap_between(ground.runs, layer.runs_of(nearest.feature), nearest.distance_m + 3.0 * noise_m);
}

std::vector<std::size_t> features_within(const Ground& ground, const LayerIndex& layer, double radius_m)
{
    const double reach_m = radius_m + noise_m;
    std::vector<std::size_t> within;
    layer.for_each_meeting(ground.shape.box().grown(reach_m), [&](std::size_t feature, const Box& there) {
        const auto known = box_within(ground, there, radius_m);
        if (known ? *known
                  : gap_between(ground.runs, layer.runs_of(feature), reach_m + noise_m, reach_m).distance_m
                    <= reach_m) {
            within.push_back(feature);
        }
    });
    std::sort(within.begin(), within.end());
    return within;
}

} // namespace kavel
