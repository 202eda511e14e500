// SPDX-License-Identifier: EUPL-1.2
// `kavel maps`: the drawing is QGIS's, by the plugin's own code; this starts it and tells what it says.
#pragma once

#include "base/work.hpp"
#include "cli/commands.hpp"

#include <string>

namespace kavel {

struct MapsOptions : CommonOptions {
    std::string result;
    std::string folder = "maps";
    bool all_pictures = false; ///< a PNG of every plot sheet, not of the first ten
};

/// Draws map, plot sheets and annex of a result into a folder. Throws Problems: Fault::data for what is no
/// result, Fault::output where there is no QGIS or the folder cannot be written; Interrupted.
void run_maps(const MapsOptions& options, Watch& watch);

} // namespace kavel
