// SPDX-License-Identifier: EUPL-1.2
#include "policy/strict_toml.hpp"

#include <fmt/format.h>

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
    return std::nullopt;
}

std::string kind_of(const Node& node)
{
    const bool is_empty = (node.array() != nullptr && node.array()->empty())
        || (node.table() != nullptr && node.table()->entries.empty());
    return is_empty ? fmt::format("an empty {}", node.kind().substr(2)) : std::string(node.kind());
}

/// What goes without saying until somebody writes "" or inf.
std::string_view reminder(const Node& node)
{
    const auto* number = std::get_if<double>(&node.value);
    const auto* text = std::get_if<std::string>(&node.value);
    if (number != nullptr && !std::isfinite(*number)) {
        return ", and a finite one";
    }
    return text != nullptr && text->empty() ? ", and not an empty one" : "";
}

const Keys<Title> title_keys = {
    {"nl", allowed, word(&Title::nl)},
    {"en", allowed, word(&Title::en)},
};

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
    spot.subject.complain(spot.node.place, what, fmt::format("give {}{}", wanted, reminder(spot.node)));
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

std::map<std::string, Place, std::less<>> value_places(const Table& table)
{
    std::map<std::string, Place, std::less<>> places;
    for (const Entry& entry : table.entries) {
        places.emplace(entry.key, entry.value.place);
    }
    return places;
}

Taken read_text(const Spot& spot, std::string& text)
{
    const auto* found = std::get_if<std::string>(&spot.node.value);
    if (found == nullptr) {
        return Taken::wrong_kind;
    }
    text = *found;
    return Taken::yes;
}

Taken read_word(const Spot& spot, std::string& word)
{
    const Taken taken = read_text(spot, word);
    return taken == Taken::yes && word.empty() ? Taken::wrong_value : taken;
}

Taken read_number(const Spot& spot, const Range& range, double& number)
{
    if (const auto* whole = std::get_if<std::int64_t>(&spot.node.value)) {
        number = static_cast<double>(*whole);
    } else if (const auto* real = std::get_if<double>(&spot.node.value)) {
        number = *real;
    } else {
        return Taken::wrong_kind;
    }
    // NaN is in no range.
    return number >= range.least && number <= range.most ? Taken::yes : Taken::wrong_value;
}

Taken read_whole(const Spot& spot, const Range& range, int& number)
{
    double real = 0.0;
    const Taken taken = read_number(spot, range, real);
    if (taken == Taken::yes && !std::holds_alternative<std::int64_t>(spot.node.value)) {
        return Taken::wrong_value;
    }
    number = taken == Taken::yes ? static_cast<int>(real) : 0;
    return taken;
}

Taken read_flag(const Spot& spot, bool& flag)
{
    const auto* found = std::get_if<bool>(&spot.node.value);
    if (found == nullptr) {
        return Taken::wrong_kind;
    }
    flag = *found;
    return Taken::yes;
}

Taken read_title(const Spot& spot, Title& title)
{
    if (const auto* text = std::get_if<std::string>(&spot.node.value)) {
        title = {*text, *text};
    } else if (const Table* table = spot.node.table()) {
        read_table(*table, spot.inside(), title_keys, title);
        title.nl = title.nl.empty() ? title.en : title.nl;
        title.en = title.en.empty() ? title.nl : title.en;
        if (title.empty() && !table->entries.empty()) {
            return Taken::reported;
        }
    } else {
        return Taken::wrong_kind;
    }
    return title.empty() ? Taken::wrong_value : Taken::yes;
}

Taken read_value(const Spot& spot, Value& value)
{
    double number = 0.0;
    if (const auto* text = std::get_if<std::string>(&spot.node.value)) {
        value = *text;
        return Taken::yes;
    }
    if (const auto* flag = std::get_if<bool>(&spot.node.value)) {
        value = *flag ? 1.0 : 0.0;
        return Taken::yes;
    }
    const Taken taken = read_number(spot, any_number, number);
    value = number;
    return taken;
}

Taken read_id(const Spot& spot, std::string& id)
{
    constexpr std::string_view may_have = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    const Taken taken = read_word(spot, id);
    return taken == Taken::yes && id.find_first_not_of(may_have) != std::string::npos ? Taken::wrong_value
                                                                                      : taken;
}

Taken read_values(const Spot& spot, std::vector<Value>& values)
{
    const Taken taken = read_list(spot, a_value, read_value, values);
    return taken == Taken::yes && spot.node.array()->empty() ? Taken::wrong_value : taken;
}

Taken read_placed(const Spot& spot, PlacedText& text)
{
    text.place = spot.node.place;
    return read_word(spot, text.text);
}

} // namespace kavel::strict
