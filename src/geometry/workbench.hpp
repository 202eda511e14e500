// SPDX-License-Identifier: EUPL-1.2
// What one thread keeps while it measures plots: rules on one layer share what was made or found for a plot.
#pragma once

#include "geometry/coverage.hpp"
#include "geometry/ground.hpp"
#include "geometry/nearest.hpp"
#include "geometry/overlay.hpp"

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kavel {

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
    /// Rules will ask for what lies within this radius of each plot: looking for the nearest begins with
    /// that.
    void expect_within(const LayerIndex& layer, double radius_m);
    /// What lies within a radius of the plot, looked up once.
    const std::vector<Near>& within(const LayerIndex& layer, double radius_m);
    /// The nearest to the plot, looked up once, if it lies within a bound.
    std::optional<Nearest> nearest(
        const LayerIndex& layer, double bound_m = std::numeric_limits<double>::infinity());
    Overlay& overlay() { return m_overlay; }

private:
    /// What was found for a plot; its place is kept for the next.
    template <class Found> struct OfPlot {
        std::size_t plot = 0; ///< the number of the plot; 0: of none yet
        Found found;
    };
    struct Sought {
        double up_to_m = 0.0;
        std::optional<Nearest> nearest;
    };
    Sought seek(const LayerIndex& layer, double bound_m);
    GeosGeometry feature_polygons(const LayerIndex& layer, std::size_t feature);
    /// The features of a layer, ascending, that have area in common with one of it; kept from plot to plot.
    const std::vector<std::uint32_t>& overlapping(const LayerIndex& layer, std::size_t feature);
    bool overlap(const LayerIndex& layer, std::size_t a, std::size_t b);
    std::optional<Clip> clip(const Ground& ground, const LayerIndex& layer, std::size_t feature);

    Overlay m_overlay;
    const Ground* m_plot = nullptr;
    std::size_t m_plot_number = 0; ///< counts the plots
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
    std::map<const LayerIndex*, std::set<double>> m_expected_within; ///< radii, from plot to plot
    std::map<std::pair<const LayerIndex*, double>, OfPlot<std::vector<Near>>> m_within;
    std::map<const LayerIndex*, OfPlot<Sought>> m_nearest;
    std::map<std::pair<const LayerIndex*, std::size_t>, GeosGeometry>
        m_large_features; ///< kept from plot to plot
    std::map<const LayerIndex*, std::unordered_map<std::size_t, std::vector<std::uint32_t>>> m_overlapping;
};

} // namespace kavel
