// SPDX-License-Identifier: EUPL-1.2
// What `score` tells of one study: to a person as a table, to a program as JSON.
#pragma once

#include "cli/json_output.hpp"
#include "kavel.hpp"

#include <string>
#include <vector>

namespace kavel {

std::vector<std::string> warnings_in(const std::vector<Title>& warnings, Language language);
/// One line each, on stderr.
void print_warnings(const std::vector<std::string>& warnings, Language language);

/// Plots with a rank, those on conditions included.
std::size_t ranked(const Outcome& outcome);
std::size_t count_of(const Outcome& outcome, Status status);

/// The document of the contract's section 4.
Json score_json(const Outcome& outcome, const std::string& output, double seconds);

/// Counts and warnings on stderr, the best plots on stdout.
void print_score(const Outcome& outcome, const std::string& output, double seconds);

} // namespace kavel
