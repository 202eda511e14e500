// SPDX-License-Identifier: EUPL-1.2
#include "policy/strict_readers.hpp"

#include <cstdint>
#include <variant>

namespace kavel::strict {

namespace {

const Keys<Title> title_keys = {
    {"nl", allowed, word(&Title::nl)},
    {"en", allowed, word(&Title::en)},
};

} // namespace

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

Taken read_numbers(const Spot& spot, const Range& range, std::vector<std::pair<Value, double>>& numbers)
{
    const auto read = [&range](const Spot& item, double& number) { return read_number(item, range, number); };
    const Taken taken = read_entries(spot, range.wanted, read, numbers);
    return taken == Taken::yes && spot.node.table()->entries.empty() ? Taken::wrong_value : taken;
}

Taken read_placed(const Spot& spot, PlacedText& text)
{
    text.place = spot.node.place;
    return read_word(spot, text.text);
}

} // namespace kavel::strict
