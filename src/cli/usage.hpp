// SPDX-License-Identifier: EUPL-1.2
// What is wrong with a command line, in one line that names the word and the nearest that would do.
#pragma once

#include "base/problem.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
class Validator;
} // namespace CLI

namespace kavel {

/// Why a command line could not be parsed.
Problem usage_problem(const CLI::App& app, const CLI::ParseError& error);

/// For an option that takes one of a few words, or a whole number of a range.
CLI::Validator one_of(const std::vector<std::string>& words);
CLI::Validator whole_number(int least, int most);

} // namespace kavel
