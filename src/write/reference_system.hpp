// SPDX-License-Identifier: EUPL-1.2
// How a GeoPackage names a coordinate reference system.
#pragma once

#include <cstdint>
#include <string>

namespace kavel {

/// A row of gpkg_spatial_ref_sys.
struct ReferenceSystem {
    std::string name;
    std::int32_t srs_id = 0;
    std::string organization;
    std::int32_t organization_id = 0;
    std::string definition; ///< WKT 1, or "undefined"
    std::string description; ///< may be empty
};

/// Of a CRS as a study names it ("EPSG:28992", a PROJ string, WKT). One without a number of an authority gets
/// a number of its own in the file. Throws Problems (Fault::output) for a CRS that WKT 1 cannot express.
ReferenceSystem reference_system(const std::string& crs);

/// Versions of the libraries that made the result; name and version.
std::string gdal_version();
std::string geos_version();
std::string proj_version();

} // namespace kavel
