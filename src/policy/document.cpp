// SPDX-License-Identifier: EUPL-1.2
#include "policy/document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

namespace kavel {

namespace {

/// Turns the tree of toml++ into ours. Dates and times are no part of any file of Kavel: each is a problem.
class TreeBuilder {
public:
    /// Of a file: everything has a line and a column of its own.
    TreeBuilder(const std::string& shown, ProblemList& problems)
        : m_file{shown, 0, 0}
        , m_problems(problems)
    {
    }

    /// Of a value that stands in no file: everything in it is in one place.
    TreeBuilder(Place everywhere, ProblemList& problems)
        : m_file(std::move(everywhere))
        , m_one_place(true)
        , m_problems(problems)
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
        } else {
            m_problems.add(Fault::definition, result.place, "here stands a date or a time",
                "write it as a text, in quotes");
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
    ProblemList& m_problems;
};

/// What toml++ says, without the sentence that it starts with.
std::string in_short(const toml::parse_error& error)
{
    const std::string text(error.description());
    const auto colon = text.find(": ");
    return colon == std::string::npos ? text : text.substr(colon + 2);
}

Problem syntax_problem(const toml::parse_error& error, const Place& place)
{
    const std::string why = in_short(error);
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
    ProblemList problems;
    const TreeBuilder builder(document.shown, problems);
    try {
        document.root = builder.table(toml::parse(std::string_view(document.text)));
    } catch (const toml::parse_error& error) {
        throw Problems(syntax_problem(error, builder.place(error.source())));
    }
    problems.throw_if_any();
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
        ProblemList dates;
        Node value = TreeBuilder(place, dates).node(*parsed.get("value"));
        return dates.any() ? as_text : value;
    } catch (const toml::parse_error&) {
        return as_text;
    }
}

} // namespace kavel
