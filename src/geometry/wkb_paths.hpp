// SPDX-License-Identifier: EUPL-1.2
// Paths out of well-known binary, as most sources have it.
#pragma once

#include "geometry/shapes.hpp"

#include <string_view>

namespace kavel {

/// Adds the paths of a geometry to the feature that is being made; Z and M are dropped, rings stay as they
/// are, closed or not. False, and nothing added, for what is not plain: a collection of kinds, a curve, a
/// surface, an empty part, big-endian bytes, or bytes that end too early.
bool add_wkb_paths(Shapes& shapes, std::string_view wkb);

} // namespace kavel
