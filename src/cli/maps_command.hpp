// SPDX-License-Identifier: EUPL-1.2
// `kavel maps`: the drawing is QGIS's, by the plugin's own code; this starts it and tells what it says.
#pragma once

#include "base/work.hpp"
#include "cli/commands.hpp"

#include <string>

namespace kavel {

/// Draws map, plot sheets and annex of a result into a folder. Throws Problems: Fault::data for what is no
/// result, Fault::output where there is no QGIS or the folder cannot be written; Interrupted.
void run_maps(
    const CommonOptions& options, const std::string& result, const std::string& folder, Watch& watch);

} // namespace kavel
