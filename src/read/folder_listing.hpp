// SPDX-License-Identifier: EUPL-1.2
// What lies in a folder of downloads: every layer, table and raster that can be opened, told without reading
// it.
#pragma once

#include "geometry/shapes.hpp"
#include "policy/layer_catalogue.hpp"
#include "policy/study.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kavel {

/// A layer, a table, a raster, or a file of the grid operators' capacity map.
struct FoundSource {
    std::string file; ///< relative to the folder, with '/'
    std::string layer; ///< empty for what has none: a raster, JSON
    bool only_layer = true; ///< of its file
    RoleGeometry geometry = RoleGeometry::any; ///< any: several kinds, or the source does not say
    std::vector<std::string> fields;
    std::int64_t features = -1; ///< -1: not known without reading
    std::string crs; ///< "EPSG:28992", else its name; empty: the source does not say
    Box extent; ///< in that CRS; empty: not known without reading
    Box place; ///< the same in the CRS that was asked for; empty: not known
};

struct FolderListing {
    std::vector<FoundSource> sources; ///< by file, and as they stand in it
    std::vector<std::string> unreadable; ///< files that look like data and cannot be opened
};

/// Looks in subfolders too. Results of Kavel itself are passed by. Nothing is written. `crs`: of every
/// `place`.
FolderListing list_folder(const std::filesystem::path& folder, const std::string& crs);

/// Whether a source can be opened as a study would name it, its `sql` or `where` understood, and has a
/// feature then.
bool finds_any(const Source& source);

/// Whether hardly a feature of one lies on one of the other, by a point inside each. False where that would
/// take long to tell.
bool lie_apart(const Source& one, const Source& other);

/// Those of some fields of which every feature has another value; for an id. In the order given.
std::vector<std::string> unique_fields(const Source& source, const std::vector<std::string>& fields);

} // namespace kavel
