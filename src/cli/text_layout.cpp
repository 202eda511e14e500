// SPDX-License-Identifier: EUPL-1.2
#include "cli/text_layout.hpp"

#include <algorithm>

namespace kavel {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// A figure stays with its unit, and an equals sign with what stands on either side.
bool belong_together(std::string_view before, std::string_view after)
{
    const bool is_figure = before.find_first_not_of("-0123456789.,", before.starts_with('(') ? 1 : 0)
        == std::string_view::npos;
    return before == "=" || after == "=" || (is_figure && character_count(after) <= 3);
}

/// The words of a text; those between which no line may break are one.
std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    std::string_view before;
    for (std::size_t begin = text.find_first_not_of(blanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (!words.empty() && belong_together(before, word)) {
            words.back() += " ";
            words.back() += word;
        } else {
            words.emplace_back(word);
        }
        before = word;
        begin = text.find_first_not_of(blanks, end);
    }
    return words;
}

std::string row_text(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += cells[i];
        if (i + 1 < cells.size()) {
            line.append(widths[i] - character_count(cells[i]) + 2, ' ');
        }
    }
    line.erase(line.find_last_not_of(' ') + 1); // the last cell may be empty
    return line + "\n";
}

} // namespace

std::size_t character_count(std::string_view text)
{
    // Every byte of UTF-8 but the continuation bytes begins a character.
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string paragraph(std::string_view first, std::string_view words)
{
    const std::size_t indent = character_count(first);
    std::string text;
    std::string line(first);
    bool line_has_words = false;
    for (const std::string& word : words_of(words)) {
        if (line_has_words && character_count(line) + 1 + character_count(word) > text_width) {
            text += line + "\n";
            line.assign(indent, ' ');
            line_has_words = false;
        }
        line += line_has_words ? " " : "";
        line += word;
        line_has_words = true;
    }
    return line_has_words ? text + line + "\n" : text;
}

std::string block(std::string_view text, std::size_t indent)
{
    std::string lines;
    const std::size_t begin = text.find_first_not_of("\r\n");
    const std::size_t last = text.find_last_not_of(blanks);
    if (begin == std::string_view::npos || last == std::string_view::npos || last < begin) {
        return lines;
    }
    text = text.substr(begin, last - begin + 1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines += line.empty() ? "" : std::string(indent, ' ');
        lines += line;
        lines += "\n";
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string text_table(
    const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    std::vector<std::string> underline;
    for (std::size_t i = 0; i < head.size(); ++i) {
        std::size_t width = character_count(head[i]);
        for (const auto& row : rows) {
            width = std::max(width, character_count(row[i]));
        }
        widths.push_back(width);
        underline.emplace_back(width, '-');
    }
    std::string table = row_text(head, widths) + row_text(underline, widths);
    for (const auto& row : rows) {
        table += row_text(row, widths);
    }
    return table;
}

} // namespace kavel
