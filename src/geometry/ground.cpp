// SPDX-License-Identifier: EUPL-1.2
#include "geometry/ground.hpp"

#include "base/chunks.hpp"
#include "geometry/planar.hpp"

#include <algorithm>
#include <numeric>

namespace kavel {

Ground::Ground(const Shape& ground)
    : shape(ground)
    , area_m2(kavel::area_m2(ground))
{
    add_runs(runs, shape, 0);
    segments.reserve(runs.size());
    for (const Run& run : runs) {
        segments.emplace_back(run.points);
    }
}

LayerIndex::LayerIndex(const Shapes& shapes, unsigned threads)
    : m_shapes(&shapes)
    , m_first_run(shapes.size() + 1)
{
    m_first_run[0] = 0;
    for_each_item(shapes.size(), threads, [&](std::size_t feature, std::size_t) {
        m_first_run[feature + 1] = static_cast<std::uint32_t>(run_count(shapes[feature]));
    });
    const auto first_runs = m_first_run.all();
    std::partial_sum(first_runs.begin(), first_runs.end(), first_runs.begin());
    m_runs = Room<Run>(first_runs.back());
    constexpr double hardly_more = 1.25; // runs a feature
    m_runs_are_features
        = static_cast<double>(m_runs.size()) <= hardly_more * static_cast<double>(shapes.size());
    /// Of the features of a chunk.
    struct Found {
        bool polygons = false;
        std::vector<std::uint32_t> not_by_run;
    };
    std::vector<Found> found(chunks_of(shapes.size()));
    for_each_item(shapes.size(), threads, [&](std::size_t feature, std::size_t chunk) {
        const auto number = static_cast<std::uint32_t>(feature);
        const auto runs = m_runs.all().subspan(m_first_run[feature], runs_of(feature).size());
        fill_runs(runs, shapes[feature], number);
        const bool polygons = std::any_of(
            runs.begin(), runs.end(), [](const Run& run) { return run.kind == PathKind::shell; });
        found[chunk].polygons = found[chunk].polygons || polygons;
        if (!runs.empty() && !found_by_run(runs.front()) && !shapes[feature].box().empty()) {
            found[chunk].not_by_run.push_back(number);
        }
    });
    m_run_boxes = BoxIndex(
        m_runs.size(), [this](std::size_t run) -> const Box& { return m_runs[run].box; }, threads);
    std::vector<std::uint32_t> not_by_run;
    for (const Found& of_chunk : found) {
        m_has_polygons = m_has_polygons || of_chunk.polygons;
        not_by_run.insert(not_by_run.end(), of_chunk.not_by_run.begin(), of_chunk.not_by_run.end());
    }
    m_features = BoxIndex(
        std::move(not_by_run), [&](std::size_t feature) -> const Box& { return shapes[feature].box(); },
        threads);
}

std::vector<std::size_t> LayerIndex::features_meeting(const Box& box) const
{
    std::vector<std::size_t> found;
    for_each_meeting(box, [&found](std::size_t feature, const Box&) { found.push_back(feature); });
    std::sort(found.begin(), found.end());
    return found;
}

std::span<const Run> LayerIndex::runs_of(std::size_t feature) const
{
    return m_runs.all().subspan(m_first_run[feature], m_first_run[feature + 1] - m_first_run[feature]);
}

} // namespace kavel
