// SPDX-License-Identifier: EUPL-1.2
// Where a source is that a study names: paths are relative to the study, services and the like are left
// alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace kavel {

/// What OGR can open from the folder where the program was started. Left as they are: absolute paths, URLs
/// ("://"), names with a driver before a colon ("WFS:...", "PG:..."), and GDAL's virtual files, but for
/// archives in the study's folder ("/vsizip/data.zip/plots.gpkg").
std::string source_path(std::string_view written, const std::filesystem::path& study_folder);

} // namespace kavel
