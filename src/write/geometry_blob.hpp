// SPDX-License-Identifier: EUPL-1.2
// A geometry as a GeoPackage stores it: well-known binary behind a header with its box
// (GeoPackage 1.3, 2.1.3).
#pragma once

#include "geometry/shapes.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace kavel {

/// The box of a two-dimensional little-endian WKB; empty for a geometry without points.
Box box_of_wkb(std::string_view wkb);

/// The header says the CRS and the box, or that the geometry is empty.
std::string geometry_blob(std::string_view wkb, const Box& box, std::int32_t srs_id);

/// The well-known binary behind the header of one that this program wrote; of an empty text nothing.
std::string_view wkb_of(std::string_view blob);

/// The box that a blob of geometry_blob says its geometry has; empty when it says none.
Box box_of_blob(std::string_view blob);

} // namespace kavel
