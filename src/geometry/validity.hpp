// SPDX-License-Identifier: EUPL-1.2
// Whether a polygon is valid, where plain geometry can tell: most features need not be asked of GEOS.
#pragma once

#include "geometry/shapes.hpp"

namespace kavel {

/// True of polygons of which no two sides touch but neighbours in their common corner, by a margin that
/// rounding cannot decide, with every hole in its shell and nothing else in anything else. False says
/// nothing: a repeated point, rings that touch, an island in a hole, very many points, a line, or invalid.
bool surely_valid(const Shape& shape);

} // namespace kavel
