// SPDX-License-Identifier: EUPL-1.2
// [grid] from TOML, and the hourly profiles that it names.
#pragma once

#include "policy/grid_model.hpp"
#include "policy/strict_toml.hpp"

#include <filesystem>

namespace kavel {

/// Reads and checks [grid]. `rules_folder`: of the installation, with profiles/NAME.csv; a profile by path
/// starts from the folder of the rule set that names it.
strict::Taken read_grid_model(
    const strict::Spot& spot, const std::filesystem::path& rules_folder, std::optional<GridModel>& grid);

/// A CSV of hour,value with a row for each of the 8,760 hours of a year, values from 0 to 1. Throws Problems
/// with line and column.
std::vector<double> read_hourly_values(std::string_view text, const std::string& shown);

} // namespace kavel
