// SPDX-License-Identifier: EUPL-1.2
// Whether a polygon is valid, where plain geometry can tell: most buildings need not be asked of GEOS.
#pragma once

#include "geometry/shapes.hpp"

namespace kavel {

/// True of one ring of few points, closed, of which no two sides touch but neighbours in their common corner,
/// by a margin that rounding cannot decide. False says nothing: a hole, many points, a repeated point, or
/// invalid.
bool surely_valid(const Shape& shape);

} // namespace kavel
