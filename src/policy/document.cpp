// SPDX-License-Identifier: EUPL-1.2
#include "policy/document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace kavel {

namespace {

template <class Moment> DateText written(const Moment& moment)
{
    std::ostringstream text;
    text << moment;
    return {text.str()};
}

/// Turns the tree of toml++ into ours.
class TreeBuilder {
public:
    /// Of a file: everything has a line and a column of its own.
    explicit TreeBuilder(const std::string& shown)
        : m_file{shown, 0, 0}
    {
    }

    /// Of a value that stands in no file: everything in it is in one place.
    explicit TreeBuilder(Place everywhere)
        : m_file(std::move(everywhere))
        , m_one_place(true)
    {
    }

    /// The entries as they stand in the file; toml++ keeps them by name.
    Table table(const toml::table& from) const
    {
        Table result;
        for (const auto& [key, value] : from) {
            result.entries.push_back({std::string(key.str()), place(key.source()), node(value)});
        }
        std::stable_sort(result.entries.begin(), result.entries.end(), [](const Entry& a, const Entry& b) {
            return std::pair(a.key_place.line, a.key_place.column)
                < std::pair(b.key_place.line, b.key_place.column);
        });
        return result;
    }

    Node node(const toml::node& from) const
    {
        Node result{place(from.source()), false};
        if (const auto* entries = from.as_table()) {
            result.value = table(*entries);
        } else if (const auto* items = from.as_array()) {
            Array list;
            for (const auto& item : *items) {
                list.push_back(node(item));
            }
            result.value = std::move(list);
        } else if (const auto* text = from.as_string()) {
            result.value = text->get();
        } else if (const auto* whole = from.as_integer()) {
            result.value = whole->get();
        } else if (const auto* number = from.as_floating_point()) {
            result.value = number->get();
        } else if (const auto* flag = from.as_boolean()) {
            result.value = flag->get();
        } else if (const auto* date = from.as_date()) {
            result.value = written(date->get());
        } else if (const auto* time = from.as_time()) {
            result.value = written(time->get());
        } else if (const auto* moment = from.as_date_time()) {
            result.value = written(moment->get());
        }
        return result;
    }

    Place place(const toml::source_region& region) const
    {
        return m_one_place
            ? m_file
            : Place{m_file.file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
    }

private:
    Place m_file;
    bool m_one_place = false;
};

/// What toml++ says, without the sentence that it starts with.
std::string in_short(const toml::parse_error& error)
{
    const std::string text(error.description());
    const auto colon = text.find(": ");
    return colon == std::string::npos ? text : text.substr(colon + 2);
}

/// Whether a place is at the end of its line, or of the file.
bool stands_at_line_end(std::string_view text, const Place& place)
{
    for (int line = 1; line < place.line; ++line) {
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const auto letters = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // UTF-8: not the rest of a letter
    });
    return place.column > letters;
}

Problem syntax_problem(const toml::parse_error& error, const Place& place, bool at_line_end)
{
    const std::string why = in_short(error);
    if (error.description().find("string: ") != std::string_view::npos && at_line_end) {
        const bool at_end_of_file = why.find("end-of-file") != std::string::npos;
        return {Fault::definition, place,
            at_end_of_file ? "the file ends in a text that is not closed"
                           : "the text in this line is not closed",
            "close it with the quote that opens it"};
    }
    if (at_line_end && why.starts_with("expected value")) {
        return {
            Fault::definition, place, "there is no value behind the '='", "give one, or take the key out"};
    }
    if (why.find("could not determine value type") != std::string::npos) {
        return {Fault::definition, place, "this is no value",
            "correct it, or put quotes around it when it is a text"};
    }
    if (why.ends_with("saw ','")) {
        return {Fault::definition, place, "behind the value stands a ','",
            "put several values in square brackets, and write a decimal number with a point"};
    }
    if (why.find("redefine") != std::string::npos) {
        return {Fault::definition, place, "this name stands in the file for the second time",
            fmt::format("keep one of the two ({})", why)};
    }
    if (why.find("utf-8") != std::string::npos) {
        return {
            Fault::definition, place, "the file is not in UTF-8", fmt::format("save it as UTF-8 ({})", why)};
    }
    return {Fault::definition, place, "this is not TOML",
        fmt::format("correct it here or just before ({})", why)};
}

/// The bytes of a file; nothing when they cannot be read.
std::optional<std::string> bytes_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    std::array<char, 65536> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
        bytes.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    return file.is_open() && !file.bad() ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string why_unreadable(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return "there is no such file";
    }
    return std::filesystem::is_directory(path, error) ? "it is a folder" : "it may not be opened";
}

} // namespace

const Node* Table::find(std::string_view key) const
{
    const auto entry = std::find_if(
        entries.begin(), entries.end(), [&](const Entry& candidate) { return candidate.key == key; });
    return entry == entries.end() ? nullptr : &entry->value;
}

Node* Table::find(std::string_view key)
{
    return const_cast<Node*>(std::as_const(*this).find(key)); // the table itself is not const
}

void Table::put(std::string key, const Place& place, Node value)
{
    const auto entry = std::find_if(
        entries.begin(), entries.end(), [&](const Entry& candidate) { return candidate.key == key; });
    if (entry == entries.end()) {
        entries.push_back({std::move(key), place, std::move(value)});
    } else {
        *entry = {std::move(key), place, std::move(value)};
    }
}

std::string_view Node::kind() const
{
    struct Kind {
        std::string_view operator()(bool) const { return "true or false"; }
        std::string_view operator()(std::int64_t) const { return "a number"; }
        std::string_view operator()(double) const { return "a number"; }
        std::string_view operator()(const std::string&) const { return "a text"; }
        std::string_view operator()(const DateText&) const { return "a date or a time"; }
        std::string_view operator()(const Array&) const { return "a list"; }
        std::string_view operator()(const Table&) const { return "a table"; }
    };
    return std::visit(Kind{}, value);
}

Document read_document(const std::filesystem::path& path, const std::string& shown)
{
    const std::optional<std::string> bytes = bytes_of(path);
    if (!bytes) {
        throw Problems(Problem{Fault::definition, {shown, 0, 0},
            fmt::format("the file cannot be read: {}", why_unreadable(path)), "correct the path"});
    }
    Document document{{}, *bytes, shown};
    const TreeBuilder builder(document.shown);
    try {
        document.root = builder.table(toml::parse(std::string_view(document.text)));
    } catch (const toml::parse_error& error) {
        const Place place = builder.place(error.source());
        throw Problems(syntax_problem(error, place, stands_at_line_end(document.text, place)));
    }
    return document;
}

Node parse_value(std::string_view text, const Place& place)
{
    Node as_text{place, std::string(text)};
    try {
        const toml::table parsed = toml::parse(fmt::format("value = {}", text));
        if (parsed.size() != 1) { // more lines than a value has
            return as_text;
        }
        Node value = TreeBuilder(place).node(*parsed.get("value"));
        return std::holds_alternative<DateText>(value.value) ? as_text : value;
    } catch (const toml::parse_error&) {
        return as_text;
    }
}

} // namespace kavel
