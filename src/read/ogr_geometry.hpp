// SPDX-License-Identifier: EUPL-1.2
// From OGR's tree of geometries to flat paths: curves as lines, Z and M dropped, surfaces as polygons.
#pragma once

#include "geometry/shapes.hpp"

class OGRGeometry;

namespace kavel {

/// Adds the paths of a geometry to the feature that is being made; rings stay as they are, closed or not.
/// Returns whether it is a collection with more than one polygon in it.
bool add_ogr_paths(Shapes& shapes, const OGRGeometry& geometry);

} // namespace kavel
