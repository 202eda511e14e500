// SPDX-License-Identifier: EUPL-1.2
#include "geometry/nearest.hpp"

#include <algorithm>
#include <vector>

namespace kavel {

namespace {

constexpr double noise_m = distance_noise_m;

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

} // namespace

std::optional<Nearest> find_nearest(const Ground& ground, const LayerIndex& layer, double bound_m,
    const std::function<bool(std::size_t)>& counts)
{
    NearestSearch search(bound_m);
    const Box box = ground.shape.box();
    for (const std::size_t feature : layer.features_meeting(box)) {
        if ((!counts || counts(feature)) && holds_part(layer.runs_of(feature), ground.runs)) {
            search.take(feature, 0.0);
        }
    }
    layer.runs().by_distance(box, [&](std::size_t index, double at_least_m) {
        if (at_least_m > search.limit_m()) {
            return false;
        }
        const Run& run = layer.run(index);
        if (counts && !counts(run.feature)) {
            return true;
        }
        for (const Run& outline : ground.runs) {
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

Gap way_to(const Ground& ground, const LayerIndex& layer, const Nearest& nearest)
{
    return gap_between(ground.runs, layer.runs_of(nearest.feature), nearest.distance_m + 3.0 * noise_m);
}

} // namespace kavel
