// SPDX-License-Identifier: EUPL-1.2
// How what went wrong is told: lines on stderr, JSON on stdout, an exit code.
#pragma once

#include "base/problem.hpp"
#include "cli/json_output.hpp"

namespace kavel {

/// The exit code of a run that was asked to stop.
inline constexpr int interrupted_code = 130;

/// One "error: " line each, on stderr.
void print_problems(const Problems& problems);

/// The document of the contract's section 4.
Json problems_json(const Problems& problems);

/// What nobody foresaw, as a problem of the data.
Problems unforeseen(const std::exception& error);

/// That of the first.
int exit_code(const Problems& problems);

} // namespace kavel
