// SPDX-License-Identifier: EUPL-1.2
// Problems in the order in which a reader meets them: file by file, from top to bottom.
#pragma once

#include "base/problem.hpp"

#include <string>
#include <vector>

namespace kavel {

/// The files in the order in which they come up, but `first` before all of them.
std::vector<Problem> in_file_order(const ProblemList& problems, const std::string& first);

} // namespace kavel
