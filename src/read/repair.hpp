// SPDX-License-Identifier: EUPL-1.2
// Mends a feature's geometry in the contract's order, and says what was wrong with it.
#pragma once

#include "base/facts.hpp"
#include "geometry/overlay.hpp"
#include "geometry/shapes.hpp"

#include <memory>

namespace kavel {

/// What became of a geometry that was not good as it stood.
struct Mending {
    Title wrong;
    Title done;
    Shapes shapes; ///< one feature: what is left of it; empty when the feature is left out
    bool hangs_on_area = false; ///< it is so large that only the parts where rules look are mended
};

struct RawGeometry {
    Shape shape; ///< in the study's CRS; rings closed or not
    bool is_null = false;
    bool is_collection = false; ///< its polygons may overlap: they are mended apart and united
};

/// Nothing when the geometry is good as it is. Otherwise: unclosed rings closed; rings of fewer than four
/// points dropped (a shell takes its holes along); lines of one point dropped; invalid polygons mended by
/// GEOS MakeValid (linework), of which the polygons are kept. Null, empty, or with a coordinate that is no
/// number: left out. `looked_at`: the box outside which no rule looks, or empty. Of a large invalid
/// multipolygon (a nature reserve of 90,000 points costs seconds) only the polygons of which an outline comes
/// into that box, and those against them, are mended and kept; when none does, it stays as it is.
std::unique_ptr<Mending> mend(const RawGeometry& geometry, const Box& looked_at, Overlay& overlay);

} // namespace kavel
