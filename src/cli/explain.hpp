// SPDX-License-Identifier: EUPL-1.2
// `kavel explain`: a plot's story in plain Dutch or English, or as JSON, out of a result that was written
// before.
#pragma once

#include "base/facts.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace kavel {

/// Why the plot (by its plot_id or its exact name) stands where it stands, and what would move it. Without a
/// language in that of the result. Throws Problems: Fault::data for a file that is no result,
/// Fault::command_line for a plot that is not in it.
std::string explain(const std::filesystem::path& result, const std::string& plot,
    std::optional<Language> language = std::nullopt);

/// The same as one JSON document: numbers not rounded, titles in the language.
std::string explain_json(const std::filesystem::path& result, const std::string& plot,
    std::optional<Language> language = std::nullopt);

} // namespace kavel
