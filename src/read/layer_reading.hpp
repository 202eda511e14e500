// SPDX-License-Identifier: EUPL-1.2
// A layer out of all its sources: opened, its fields found, read, mended, put together, with what it covers.
#pragma once

#include "read/layer_needs.hpp"
#include "read/region.hpp"
#include "read/source_reading.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace kavel {

/// A layer's sources, opened but not read.
struct OpenedLayer {
    const LayerBinding* binding = nullptr;
    std::vector<std::shared_ptr<VectorSource>> sources; ///< one a source of the binding
    std::vector<std::shared_ptr<const RasterSource>> rasters; ///< instead, of a raster layer

    std::int64_t features() const; ///< in its sources
};

/// Opens a source of a binding, by its index. Throws Problems.
using OpenSource = std::function<std::shared_ptr<VectorSource>(std::size_t)>;

/// Opens every source; adds what is wrong to `problems`.
OpenedLayer open_layer(const LayerBinding& binding, const OpenSource& open, ProblemList& problems);

/// The same of a layer of which the rules (`needs`) look at a raster.
OpenedLayer open_raster_layer(const LayerBinding& binding, const RuleSet& rules, const LayerNeeds& needs,
    const Crs& study, ProblemList& problems);

/// Optional rules of which the attribute is in none of the sources are left out; others are a problem.
void find_attributes(const OpenedLayer& opened, const RuleSet& rules, const LayerNeeds& needs,
    std::vector<LeftOut>& left_out, ProblemList& problems);

/// A layer, and what reading it gives beside its features.
struct LayerReading {
    std::shared_ptr<const Layer> layer;
    std::vector<Repair> repairs;
    std::vector<SourceReport> sources;
    std::vector<Title> warnings;
    bool hangs_on_area = false; ///< what was read, or how it was mended, may differ for another area
};

struct LayerWish {
    LayerNeeds needs;
    Crs crs; ///< the study's
    Box plots; ///< around all candidates
    unsigned threads = 0;

    /// Where its rules look; empty: everywhere.
    Box area() const { return needs.unbounded ? Box() : plots.grown(needs.reach_m + 1.0); }
};

/// Throws Problems.
LayerReading read_layer(OpenedLayer& opened, const LayerWish& wish, Watch& watch);

/// What a study has to hear of a layer that was read, for itself or for another. Throws Problems when a rule
/// needs lines or polygons and no feature has any.
std::vector<Title> check_layer(
    const Layer& layer, const LayerBinding& binding, const RuleSet& rules, const LayerWish& wish);

} // namespace kavel
