// SPDX-License-Identifier: EUPL-1.2
// What a measure looks from and at: a plot or its surroundings, and a layer with its indexes.
#pragma once

#include "base/room.hpp"
#include "geometry/box_index.hpp"
#include "geometry/coverage.hpp"
#include "geometry/overlay.hpp"
#include "geometry/runs.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kavel {

/// A polygonal area to measure on: a plot, or its buffer.
struct Ground {
    explicit Ground(const Shape& ground);

    Shape shape;
    std::vector<Run> runs;
    std::vector<Segments> segments; ///< of each run
    double area_m2 = 0.0;
};

/// A layer, its shapes in runs, and where to find them. Built once, used by all threads.
class LayerIndex {
public:
    explicit LayerIndex(const Shapes& shapes, unsigned threads = 1);

    const Shapes& shapes() const { return *m_shapes; }
    std::span<const Run> runs_of(std::size_t feature) const;
    const Run& run(std::size_t index) const { return m_runs[index]; }
    /// The features of which the box meets a box, ascending.
    std::vector<std::size_t> features_meeting(const Box& box) const;
    /// Visits those in no particular order: visit(feature, its box).
    template <class Visit> void for_each_meeting(const Box& box, Visit visit) const
    {
        m_features.for_each_meeting(box, visit);
        if (m_runs_are_features) {
            m_run_boxes.for_each_meeting(box, [&](std::size_t index, const Box& there) {
                if (is_one_run(m_runs[index].feature)) {
                    visit(std::size_t{m_runs[index].feature}, there);
                }
            });
        }
    }
    const BoxIndex& runs() const { return m_run_boxes; }
    /// Where most features are one run, as buildings are, those are found by their run; and the others.
    bool found_by_run(std::size_t feature) const { return m_runs_are_features && is_one_run(feature); }
    const BoxIndex& features_not_found_by_run() const { return m_features; }
    bool has_polygons() const { return m_has_polygons; }

private:
    bool is_one_run(std::size_t feature) const
    {
        return m_first_run[feature + 1] == m_first_run[feature] + 1;
    }

    const Shapes* m_shapes;
    Room<Run> m_runs;
    std::vector<std::size_t> m_first_run; ///< of each feature, and one past the last
    BoxIndex m_run_boxes;
    /// Of the boxes of features; of those that are found by their run it is empty.
    BoxIndex m_features;
    bool m_runs_are_features = false;
    bool m_has_polygons = false;
};

/// A feature's part of a ground.
struct Clip {
    enum class What { whole_ground, whole_feature, part };
    std::size_t feature = 0;
    double area_m2 = 0.0;
    What what = What::part;
    Shapes part; ///< one feature, when `what` is part
};

/// The clip of which most lies in a ground; of areas that differ by noise, the one of the lowest feature.
/// nullptr: none.
const Clip* largest(const std::vector<Clip>& clips, const Ground& ground);

/// Everything that one thread keeps while it measures one plot after the other.
class Workbench {
public:
    /// Begins with another plot: what was kept of the last one goes.
    void begin(const Ground& plot);
    const Ground& plot() const { return *m_plot; }

    /// The plot's buffer; radius 0: the plot.
    const Ground& surroundings(double radius_m);
    /// Whether they have been made already.
    bool has_surroundings(double radius_m) const { return m_surroundings.contains(radius_m); }
    /// The parts of a layer's polygons that lie in a ground, by feature. What only touches has no part.
    const std::vector<Clip>& clips(const Ground& ground, const LayerIndex& layer);
    /// Whether a ground lies wholly where a layer's sources are complete, up to a millionth of its area.
    bool lies_within(const Ground& ground, const LayerIndex& cover);
    /// Area under the union of clips: what overlaps counts once.
    double united_area_m2(
        const Ground& ground, const LayerIndex& layer, const std::vector<const Clip*>& clips);
    /// How much of each cell of a window the ground covers; kept for the next rule on the same grid.
    const std::vector<double>& coverage(const Ground& ground, const CellWindow& window);
    /// What a raster says in a window, read once for all rules on it; `raster` and `band` say which.
    const std::vector<double>& cell_values(const void* raster, int band, const CellWindow& window,
        const std::function<std::vector<double>()>& read);
    Overlay& overlay() { return m_overlay; }

private:
    GeosGeometry feature_polygons(const LayerIndex& layer, std::size_t feature);
    /// The features of a layer, ascending, that have area in common with one of it; kept from plot to plot.
    const std::vector<std::uint32_t>& overlapping(const LayerIndex& layer, std::size_t feature);
    bool overlap(const LayerIndex& layer, std::size_t a, std::size_t b);
    std::optional<Clip> clip(const Ground& ground, const LayerIndex& layer, std::size_t feature);

    Overlay m_overlay;
    const Ground* m_plot = nullptr;
    std::map<double, std::pair<Shapes, std::unique_ptr<Ground>>> m_surroundings;
    std::map<std::pair<const Ground*, const LayerIndex*>, std::vector<Clip>> m_clips;
    std::map<const Ground*, GeosGeometry> m_ground_polygons;
    std::vector<std::pair<CellWindow, std::vector<double>>> m_coverages; ///< of the plot
    struct RasterWindow {
        const void* raster = nullptr;
        int band = 0;
        CellWindow window;
        bool operator==(const RasterWindow&) const = default;
    };
    std::vector<std::pair<RasterWindow, std::vector<double>>> m_cell_values; ///< likewise
    std::map<std::pair<const LayerIndex*, std::size_t>, GeosGeometry>
        m_large_features; ///< kept from plot to plot
    std::map<const LayerIndex*, std::unordered_map<std::size_t, std::vector<std::uint32_t>>> m_overlapping;
};

} // namespace kavel
