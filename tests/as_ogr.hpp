// SPDX-License-Identifier: EUPL-1.2
// Geometries of OGR, for tests that ask another program for the answer.
#pragma once

#include <ogr_api.h>
#include <ogr_geometry.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace kavel {

using OgrGeometry = std::unique_ptr<OGRGeometry>;

inline OgrGeometry as_ogr(const std::string& wkt)
{
    OGRGeometry* geometry = nullptr;
    if (OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry) != OGRERR_NONE) {
        throw std::invalid_argument("no geometry: " + wkt);
    }
    return OgrGeometry(geometry);
}

inline OgrGeometry from_wkb(const std::string& wkb)
{
    OGRGeometry* geometry = nullptr;
    if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &geometry, wkb.size()) != OGRERR_NONE
        || static_cast<std::size_t>(geometry->WkbSize()) != wkb.size()) {
        throw std::invalid_argument("these bytes are no geometry, or more than one");
    }
    return OgrGeometry(geometry);
}

inline std::string wkt_of(const OGRGeometry& geometry)
{
    return geometry.exportToWkt();
}

} // namespace kavel
