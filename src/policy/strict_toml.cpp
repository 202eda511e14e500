// SPDX-License-Identifier: EUPL-1.2
#include "policy/strict_toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kavel::strict {

namespace {

/// A single value as the file has it; nothing for lists and tables.
std::optional<std::string> shown(const Node& node)
{
    if (const auto* text = std::get_if<std::string>(&node.value)) {
        return fmt::format("'{}'", *text);
    }
    if (const auto* flag = std::get_if<bool>(&node.value)) {
        return *flag ? "true" : "false";
    }
    if (const auto* whole = std::get_if<std::int64_t>(&node.value)) {
        return std::to_string(*whole);
    }
    if (const auto* number = std::get_if<double>(&node.value)) {
        return shortest(*number);
    }
    if (const auto* date = std::get_if<DateText>(&node.value)) {
        return date->text;
    }
    return std::nullopt;
}

std::string kind_of(const Node& node)
{
    const bool is_empty = (node.array() != nullptr && node.array()->empty())
        || (node.table() != nullptr && node.table()->entries.empty());
    return is_empty ? fmt::format("an empty {}", node.kind().substr(2)) : std::string(node.kind());
}

/// What goes without saying until somebody writes "" or inf, or forgets the quotes.
std::string_view reminder(const Node& node, std::string_view wanted)
{
    const auto* number = std::get_if<double>(&node.value);
    const auto* text = std::get_if<std::string>(&node.value);
    if (number != nullptr && !std::isfinite(*number)) {
        return ", and a finite one";
    }
    if (std::holds_alternative<DateText>(node.value)) {
        return wanted.starts_with("a text") ? ", in quotes" : "";
    }
    return text != nullptr && text->empty() ? ", and not an empty one" : "";
}

} // namespace

void Subject::complain(const Place& at, std::string_view what, std::string remedy) const
{
    problems.add(Fault::definition, at, fmt::format("{} {}", name, what), std::move(remedy));
}

Subject file_subject(std::string name, const std::string& shown, ProblemList& problems)
{
    return {std::move(name), {shown, 0, 0}, problems, true};
}

Subject Spot::inside() const
{
    const std::string name
        = subject.is_file ? fmt::format("[{}]", key) : fmt::format("{} of {}", key, subject.name);
    return {name, node.place, subject.problems};
}

void report(const Spot& spot, Taken taken, std::string_view wanted)
{
    if (taken == Taken::yes || taken == Taken::reported) {
        return;
    }
    const std::optional<std::string> value = shown(spot.node);
    std::string what = value ? fmt::format("has {} {}", spot.key, *value)
                             : fmt::format("has {} for {}", kind_of(spot.node), spot.key);
    if (value && taken == Taken::wrong_kind && !std::holds_alternative<bool>(spot.node.value)) {
        what += fmt::format(", {}", spot.node.kind());
    }
    spot.subject.complain(
        spot.node.place, what, fmt::format("give {}{}", wanted, reminder(spot.node, wanted)));
}

void report_missing(const Subject& subject, std::string_view key, std::string_view wanted)
{
    if (subject.is_file) {
        subject.complain(subject.place, fmt::format("has no [{}]", key), fmt::format("add [{}]", key));
    } else {
        subject.complain(
            subject.place, fmt::format("has no {}", key), fmt::format("add {} = ... ({})", key, wanted));
    }
}

void report_unknown(const Subject& subject, const Entry& entry, const std::vector<std::string>& known)
{
    subject.complain(entry.key_place, fmt::format("does not know the key '{}'", entry.key),
        fmt::format("remove it, or {}", suggest(entry.key, known)));
}

bool stands_misspelt(const Table& table, std::string_view key, const std::vector<std::string>& known)
{
    return std::any_of(table.entries.begin(), table.entries.end(), [&](const Entry& entry) {
        const bool is_known = std::find(known.begin(), known.end(), entry.key) != known.end();
        return !is_known && nearest_spelling(entry.key, known) == key;
    });
}

std::map<std::string, Place, std::less<>> value_places(const Table& table)
{
    std::map<std::string, Place, std::less<>> places;
    for (const Entry& entry : table.entries) {
        places.emplace(entry.key, entry.value.place);
    }
    return places;
}

} // namespace kavel::strict
