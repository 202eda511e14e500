// SPDX-License-Identifier: EUPL-1.2
#include "geometry/nearest.hpp"

#include "base/prefetch.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

namespace kavel {

namespace {

constexpr double noise_m = distance_noise_m;
constexpr double apart_m = 2.0 * noise_m; ///< what is farther than this does not touch

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

    /// A way to a feature, from one run to another.
    void take(std::size_t feature, const Gap& way, std::size_t from = 0, std::size_t to = 0)
    {
        if (way.distance_m == 0.0) {
            m_lowest_touching = std::min(m_lowest_touching, feature);
        }
        if (way.distance_m <= m_limit_m) {
            m_best_m = std::min(m_best_m, way.distance_m);
            m_ways.push_back({feature, way, from, to});
            expect(way.distance_m);
        }
    }
    void take_touching(std::size_t feature) { take(feature, {0.0, {}, {}}); }

    /// The lowest of the features that are as near as the nearest.
    std::optional<Nearest> found() const
    {
        const Way* lowest = nullptr;
        for (const Way& way : m_ways) {
            if (way.gap.distance_m <= m_best_m + noise_m && (lowest == nullptr || way.goes_before(*lowest))) {
                lowest = &way;
            }
        }
        if (lowest == nullptr) {
            return std::nullopt;
        }
        return Nearest{lowest->feature, m_best_m, lowest->gap};
    }

private:
    struct Way {
        std::size_t feature = 0;
        Gap gap;
        std::size_t from = 0;
        std::size_t to = 0;

        /// Of equally short ways to a feature, the one that gap_between finds first.
        bool goes_before(const Way& other) const
        {
            return std::tie(feature, gap.distance_m, from, to)
                < std::tie(other.feature, other.gap.distance_m, other.from, other.to);
        }
    };

    double m_limit_m;
    double m_best_m = std::numeric_limits<double>::infinity();
    std::size_t m_lowest_touching = std::numeric_limits<std::size_t>::max();
    std::vector<Way> m_ways;
};

/// The shortest way to a feature, but no farther than a bound; `apart`: of which it is known that neither
/// lies in the other. Where `enough_m` is near enough, it may be less.
Gap gap_to(
    const Ground& ground, std::span<const Run> feature, bool apart, double bound_m, double enough_m = 0.0)
{
    return apart ? gap_between_outlines(ground.runs, feature, bound_m, enough_m)
                 : gap_between(ground.runs, feature, bound_m, enough_m);
}

/// A feature of a box, if it lies within a radius. How far the middle of its box is from the outline mostly
/// tells, without a look at its points.
std::optional<Near> near_within(
    const Ground& ground, const LayerIndex& layer, std::size_t feature, const Box& there, double radius_m)
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
    const bool apart = middle_m - around_m > apart_m; // from the outline: it lies on one side of it
    if (apart && there.meets(ground.shape.box()) && inside(ground.runs, there.middle())) {
        return Near{feature, 0.0, 0.0};
    }
    Near near{feature, std::max(middle_m - around_m, 0.0), middle_m + around_m};
    if (near.at_most_m <= radius_m) {
        return near;
    }
    if (near.at_least_m > reach_m + noise_m) {
        return std::nullopt;
    }
    const double distance_m
        = gap_to(ground, layer.runs_of(feature), apart, reach_m + noise_m, reach_m).distance_m;
    if (distance_m > reach_m) {
        return std::nullopt;
    }
    near.at_most_m = std::min(near.at_most_m, distance_m);
    return near;
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
                search.take_touching(feature);
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
                || (layer.found_by_run(run) && holds_ground({&run, 1})))) {
            search.take_touching(run.feature);
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
            search.take(run.feature, gap_between(ground.runs[outline], run, search.limit_m() + noise_m),
                outline, index);
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
    if (nearest.way.distance_m > apart_m) {
        return nearest.way;
    }
    return gap_between(ground.runs, layer.runs_of(nearest.feature), nearest.distance_m + 3.0 * noise_m);
}

std::vector<Near> features_within(const Ground& ground, const LayerIndex& layer, double radius_m)
{
    std::vector<Near> within;
    layer.for_each_meeting(
        ground.shape.box().grown(radius_m + noise_m), [&](std::size_t feature, const Box& there) {
            if (const auto near = near_within(ground, layer, feature, there, radius_m)) {
                within.push_back(*near);
            }
        });
    std::sort(
        within.begin(), within.end(), [](const Near& a, const Near& b) { return a.feature < b.feature; });
    return within;
}

std::optional<Nearest> nearest_of(std::span<const Near> near, const Ground& ground, const LayerIndex& layer)
{
    NearestSearch search(std::numeric_limits<double>::infinity());
    const auto look_at = [&](const Near& one) {
        if (one.at_least_m > search.limit_m() + noise_m || search.is_settled_without(one.feature)) {
            return;
        }
        if (one.at_most_m == 0.0) {
            search.take_touching(one.feature);
            return;
        }
        search.take(one.feature,
            gap_to(ground, layer.runs_of(one.feature), one.at_least_m > apart_m, search.limit_m() + noise_m));
    };
    // The one that is surely near first: what it gives leaves most of the others out.
    const auto first = std::min_element(
        near.begin(), near.end(), [](const Near& a, const Near& b) { return a.at_most_m < b.at_most_m; });
    if (first != near.end()) {
        search.expect(first->at_most_m);
        look_at(*first);
    }
    for (auto one = near.begin(); one != near.end(); ++one) {
        if (one != first) {
            look_at(*one);
        }
    }
    return search.found();
}

} // namespace kavel
