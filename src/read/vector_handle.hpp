// SPDX-License-Identifier: EUPL-1.2
// What a vector source holds of GDAL; for the files that read by it.
#pragma once

#include "read/vector_source.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace kavel {

/// From so many features on, finding by place and reading in stretches are worth their while.
constexpr std::int64_t large_layer = 50000;

/// What GDAL is asked to open: a zip file is looked into.
std::string path_to_open(const std::string& path);

/// A GeoPackage is opened without locks, so that nothing is written beside it; not when a write-ahead log
/// lies there, for then its newest rows would be missed.
CPLStringList open_options(const std::string& path);

/// An opened dataset, and the layer that is read.
struct VectorSource::Handle {
    GDALDatasetUniquePtr dataset;
    OGRLayer* layer = nullptr;
    bool from_sql = false;
    std::string sql; ///< of which the layer is the result, when it is
    const char* dialect = nullptr; ///< in which it is written; nullptr: the source's own

    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle()
    {
        if (from_sql) {
            dataset->ReleaseResultSet(layer);
        }
    }
};

} // namespace kavel
