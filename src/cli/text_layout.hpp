// SPDX-License-Identifier: EUPL-1.2
// Plain text that is good to read in a terminal and aloud: wrapped paragraphs and tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

inline constexpr std::size_t text_width = 90;

/// Characters of a UTF-8 text, as a reader counts them (marks that combine with a letter apart).
std::size_t character_count(std::string_view text);

/// Words on lines of at most text_width characters; the first line begins with `first`, the others with as
/// many spaces. A figure and its unit stay together. A word that is too long, such as an address, gets a line
/// of its own. Ends with a line break; no words: no line.
std::string paragraph(std::string_view first, std::string_view words);

/// A text as it is, every line with so many spaces before it; line breaks at its begin and end left out.
std::string block(std::string_view text, std::size_t indent);

/// Columns as wide as their longest cell, two spaces apart, a line under the head.
std::string text_table(
    const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

} // namespace kavel
