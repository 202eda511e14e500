// SPDX-License-Identifier: EUPL-1.2
// Everything that a study's sources say: plots and layers in the study's CRS, with what was mended and how it
// was read.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"
#include "geometry/ground.hpp"
#include "policy/study.hpp"
#include "read/feature_table.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

/// How one source was read; a row of `run`.
struct SourceReport {
    std::string role; ///< "candidates", or the layer's name
    std::string source; ///< as written in the study
    std::string layer;
    std::string driver;
    std::uint64_t bytes = 0;
    std::string sha256; ///< of the file; of what was read for a service
    std::string modified; ///< ISO 8601, UTC; empty for a service
    std::int64_t features = 0; ///< in the source
    std::int64_t used = 0;
    std::int64_t left_out = 0; ///< features = used + left_out
    Title left_out_why; ///< filtered, outside the area, mended away, without the right dimension
    std::string crs;
    std::string operation; ///< coordinate operation; empty: none was needed
    std::optional<double> accuracy_m;
    std::vector<std::string> files; ///< that make it up; empty for a service
    std::string dated; ///< the date that the data itself says, ISO 8601; empty: none
};

/// The candidate plots. Plots without usable geometry keep their row, with an empty shape.
struct Candidates {
    FeatureTable
        table; ///< columns: the candidates' own fields under their source's names, then constants (`set`)
    /// Fields that the study names otherwise (`fields`), by canonical name, merged over the sources. Not
    /// written: the same values stand in the table under the source's name.
    std::vector<Column> canonical;
    std::vector<std::string> ids; ///< unique plot ids
    std::vector<std::string> names; ///< empty: none
    std::vector<Title> unusable; ///< why a plot is unusable; empty: it is usable

    std::size_t size() const { return ids.size(); }
    /// The column of a field by its canonical or its source's name (exactly, else without case); nullptr:
    /// none.
    const Column* field(std::string_view name) const;
};

class RasterSource;

/// Which features of a layer meet a condition of a rule, as the source itself says.
struct ConditionAnswer {
    std::string condition; ///< SQL, as the rule has it
    std::vector<char> met; ///< one a feature
};

/// A layer that rules use.
struct Layer {
    std::string name;
    Title title; ///< of its role; empty for a layer of one's own
    FeatureTable features; ///< columns by canonical name where a rule names it so
    Column names{"name"}; ///< one a feature; null: it has none
    std::optional<Shapes>
        covers; ///< one feature: the union in which every source is complete; nothing: no claim
    std::vector<std::string> sources; ///< as the study writes them
    std::vector<ConditionAnswer> conditions; ///< of the rules on this layer, each text once
    std::vector<std::shared_ptr<const RasterSource>> rasters; ///< of a raster layer, which has no features

    /// A feature by its name, else by its number: "#12".
    std::string label(std::size_t feature) const;
    const std::string& source_of(std::size_t feature) const { return sources[features.sources[feature]]; }
    /// One a feature; nullptr for a condition that no rule has.
    const std::vector<char>* answer_to(std::string_view condition) const;
    /// Where its features are; made when first asked for, by any thread.
    const LayerIndex& index(unsigned threads = 1) const;
    /// Of `covers`, which must be there.
    const LayerIndex& covers_index() const;

private:
    /// An index that is made once; a copy of the layer makes its own.
    struct Made {
        Made() = default;
        Made(const Made&) { }
        Made& operator=(const Made&) { return *this; }
        std::unique_ptr<std::once_flag> once = std::make_unique<std::once_flag>();
        std::unique_ptr<const LayerIndex> index;
    };
    mutable Made m_index;
    mutable Made m_covers_index;
};

struct CapacityMap;
class SharedSources;

struct Region {
    Candidates candidates;
    std::vector<std::shared_ptr<const Layer>> layers; ///< may be those of other studies too
    std::shared_ptr<const CapacityMap> capacity_map; ///< nullptr: none is bound
    std::vector<Repair> repairs;
    std::vector<SourceReport> sources;
    std::vector<LeftOut> left_out; ///< the study's, and optional rules whose field is not there
    std::vector<Title> warnings;

    const Layer* layer(std::string_view name) const;
};

/// All that rules need, or, where the rest is known already, those of the grid model only.
enum class LayersRead { all, of_grid };

/// Reads what the study's applied rules need. Takes from `shared`, and leaves there, what other
/// studies of a batch need too. Throws Problems with everything that is wrong with the sources.
Region read_region(const Study& study, SharedSources& shared, unsigned threads, Watch& watch,
    LayersRead layers = LayersRead::all);

/// Figures of the grid go out of date: the file's own date says it, or that of its last change.
std::vector<Title> warnings_of_age(const Study& study, const Region& region);

} // namespace kavel
