// SPDX-License-Identifier: EUPL-1.2
// How two polygonal shapes lie to each other, where plain geometry can tell: no overlay is asked for.
#pragma once

#include "geometry/runs.hpp"

namespace kavel {

/// `apart`: no area in common, they may touch. `unclear`: they overlap in part, or only an overlay can tell.
/// Two equal shapes: first_in_second.
enum class Relation { apart, first_in_second, second_in_first, unclear };

/// Of valid polygons. Neighbours that share corners and sides exactly, as maps of parcels and land use have
/// them, are told apart by the side on which each lies; any contact that rounding could decide is `unclear`.
Relation relation(std::span<const Run> first, std::span<const Run> second);

} // namespace kavel
