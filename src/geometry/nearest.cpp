// SPDX-License-Identifier: EUPL-1.2
#include "geometry/nearest.hpp"

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

    void take(std::size_t feature, double distance_m)
    {
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
    std::vector<Nearest> m_near;
};

} // namespace

std::optional<Nearest> find_nearest(const Ground& ground, const LayerIndex& layer, double bound_m,
    const std::function<bool(std::size_t)>& counts)
{
    NearestSearch search(bound_m);
    const Box& box = ground.shape.box();
    if (ground.runs.empty()) {
        return std::nullopt;
    }
    if (layer.has_polygons()) { // the outline of one that holds the ground may be far away
        for (const std::size_t feature : layer.features_meeting(box)) {
            if ((!counts || counts(feature))
                && start_inside(layer.runs_of(feature), ground.runs) != nullptr) {
                search.take(feature, 0.0);
            }
        }
    }
    const Point& somewhere = ground.runs.front().points.front();
    const auto tighten = [&](const Box& there, double limit2) {
        const double at_most2 = farthest_squared(there, somewhere);
        if (!counts && at_most2 < limit2) {
            search.expect(std::sqrt(at_most2));
        }
        return search.limit2();
    };
    std::vector<double> outlines2(ground.runs.size()); // from the run that is looked at
    layer.runs().by_distance(box, search.limit2(), tighten, [&](std::size_t index, double at_least2) {
        const Run& run = layer.run(index);
        if (counts && !counts(run.feature)) {
            return search.limit2();
        }
        if (at_least2 == 0.0 && start_inside(ground.runs, {&run, 1}) != nullptr) {
            search.take(run.feature, 0.0);
        }
        const auto look_from = [&](const Run& outline) {
            // The look is bounded a little wider: what is exactly as far must be found too.
            search.take(run.feature, gap_between(outline, run, search.limit_m() + noise_m).distance_m);
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
                look_from(ground.runs[next]);
            }
        }
        return search.limit2();
    });
    return search.found();
}

Gap way_to(const Ground& ground, const LayerIndex& layer, const Nearest& nearest)
{
    return gap_between(ground.runs, layer.runs_of(nearest.feature), nearest.distance_m + 3.0 * noise_m);
}

} // namespace kavel
