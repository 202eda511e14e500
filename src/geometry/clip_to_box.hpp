// SPDX-License-Identifier: EUPL-1.2
// A large polygon cut down to the box that anybody looks at.
#pragma once

#include "geometry/shapes.hpp"

namespace kavel {

/// The rings of a shape inside a box, ring by ring (Sutherland and Hodgman 1974). Where a ring leaves the box and comes
/// back its parts stay joined by edges along the border that lie on each other, so the outcome is to be read by the
/// even-odd rule and still has to be made valid. Lines and points are kept as they are.
Shapes clipped_to_box(const Shape& shape, const Box& box);

} // namespace kavel
