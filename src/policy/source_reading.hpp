// SPDX-License-Identifier: EUPL-1.2
// `[candidates]` and `[layers.X]` of a study: which sources they name, and how each is to be read.
#pragma once

#include "policy/strict_readers.hpp"
#include "policy/study.hpp"

#include <filesystem>
#include <vector>

namespace kavel {

inline constexpr std::string_view sources_wanted = "a table with a source, or a list of such tables";

/// One table or a list of them.
strict::Taken read_candidates(
    const strict::Spot& spot, const std::filesystem::path& study_folder, std::vector<Source>& candidates);

/// A table with, for each layer, one table or a list of them. Which role each plays is open.
strict::Taken read_bindings(
    const strict::Spot& spot, const std::filesystem::path& study_folder, std::vector<LayerBinding>& layers);

} // namespace kavel
