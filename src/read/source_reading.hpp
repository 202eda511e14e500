// SPDX-License-Identifier: EUPL-1.2
// One source from OGR to good geometry in the study's CRS: read, reprojected, mended, counted.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"
#include "read/region.hpp"
#include "read/repair.hpp"
#include "read/vector_source.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// Where the value of a field comes from in one source.
struct FieldOrigin {
    std::optional<std::size_t> field; ///< index in the source's fields
    Value constant; ///< of `set`, when there is no field
};

/// A field as rules name it: `set`, then `fields`, then the source's own name (exactly, else without case),
/// then the role's published names.
std::optional<FieldOrigin> find_field(
    const VectorSource& opened, const Source& source, const Role* role, std::string_view name);

/// Index of a source's field by its own name, exactly, else without case.
std::optional<std::size_t> field_named(const VectorSource& opened, std::string_view name);

/// Complains of each `fields` entry whose source name is no field.
void check_field_names(const VectorSource& opened, const Source& source, ProblemList& problems);

/// Complains of a source without geometry; `remedy`: what to bind in its place.
void check_geometry(
    const VectorSource& opened, const Source& source, const std::string& remedy, ProblemList& problems);

struct SourceWish {
    std::string role; ///< for the report: "candidates" or the layer's name
    std::vector<std::size_t> fields; ///< indices in the source's fields
    Box area; ///< in the study's CRS; empty: everything
    std::string
        settings; ///< the study's table that has the source's settings; empty: it has no table of its own
    unsigned threads = 1;
};

/// Features of one source by feature id, in the study's CRS. `mendings` holds one a feature: nothing = good
/// as it stands.
struct SourceFeatures {
    RawFeatures raw;
    std::vector<std::unique_ptr<Mending>> mendings;
    SourceReport report; ///< `used` and `left_out` are the caller's to fill in
    std::vector<Repair> repairs;
    std::vector<Title> warnings;

    /// Whether a feature was mended only where rules look, or would be for another area.
    bool hangs_on_area() const;
    /// The geometry to go on with; an empty shape when nothing is left.
    Shape shape(std::size_t row) const { return mendings[row] ? mendings[row]->shapes[0] : raw.shapes[row]; }
    /// All of these, out of `raw` and without copying but what was mended.
    Shapes take_shapes();
};

/// Reads and reprojects; throws Problems, also when nobody says the CRS.
SourceFeatures read_source(
    VectorSource& opened, const Source& source, const Crs& study, const SourceWish& wish, Watch& watch);

/// Sizes, hashes and dates of the files, which are worked out beside the reading. Throws Problems when one
/// cannot be read.
void finish_marks(std::vector<SourceReport>& reports);

/// Mends every feature, on all threads; `looked_at` as of `mend`.
void mend_all(SourceFeatures& features, const Box& looked_at, unsigned threads, Watch& watch);

} // namespace kavel
