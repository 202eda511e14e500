// SPDX-License-Identifier: EUPL-1.2
// A source's value as a column keeps it, however it was read.
#pragma once

#include "read/feature_table.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// A text of a source as UTF-8: what is none is taken to be Latin-1.
std::string utf8(std::string_view text);

/// Whole numbers beyond 2^53 are no longer exact as a double; they are kept as text.
void add_whole(Column& column, std::int64_t whole);

/// NaN and infinite are null, and their rows are noted.
void add_number(Column& column, double number, std::vector<std::size_t>& not_finite);

void add_text(Column& column, std::string_view text);

} // namespace kavel
