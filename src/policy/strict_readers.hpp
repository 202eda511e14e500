// SPDX-License-Identifier: EUPL-1.2
// What may stand behind a key of a strict table, and how it gets into a structure.
#pragma once

#include "base/facts.hpp"
#include "policy/document.hpp"
#include "policy/strict_toml.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kavel::strict {

/// Numbers that will do, ends included; never NaN or infinite.
struct Range {
    double least;
    double most;
    std::string_view wanted;
};
inline constexpr double largest = std::numeric_limits<double>::max();
inline constexpr Range any_number{-largest, largest, "a number"};
inline constexpr Range from_zero{0.0, largest, "a number of 0 or more"};
inline constexpr Range above_zero{std::numeric_limits<double>::min(), largest, "a number above 0"};
inline constexpr Range share{0.0, 1.0, "a number from 0 to 1"};

/// A text that is looked up later, and where it stands.
struct PlacedText {
    std::string text;
    Place place;
};

// What the functions and readers below want, for messages.
inline constexpr std::string_view a_text = "a text";
inline constexpr std::string_view an_id = "a name of letters, digits, '-' and '_'";
inline constexpr std::string_view a_title = R"(a text, or { nl = "...", en = "..." })";
inline constexpr std::string_view a_value = "a text or a number";
inline constexpr std::string_view some_values = "a list of one or more texts or numbers";
inline constexpr std::string_view some_numbers = "a table with a number for each text, one at least";

Taken read_text(const Spot& spot, std::string& text);
/// A text that is not empty.
Taken read_word(const Spot& spot, std::string& word);
/// Letters, digits, '-' and '_'.
Taken read_id(const Spot& spot, std::string& id);
Taken read_placed(const Spot& spot, PlacedText& word);
Taken read_number(const Spot& spot, const Range& range, double& number);
Taken read_whole(const Spot& spot, const Range& range, int& number);
Taken read_flag(const Spot& spot, bool& flag);
/// In one language, or a plain text: then both are the same.
Taken read_title(const Spot& spot, Title& title);
/// A text, a number, or a boolean as 1 or 0.
Taken read_value(const Spot& spot, Value& value);
/// One at least.
Taken read_values(const Spot& spot, std::vector<Value>& values);
/// A table of numbers under the user's own keys, one at least.
Taken read_numbers(const Spot& spot, const Range& range, std::vector<std::pair<Value, double>>& numbers);

/// A list; an item that will not do is reported where it stands, and left out.
template <class U, class Read>
Taken read_list(const Spot& spot, std::string_view wanted, Read read, std::vector<U>& list)
{
    if (spot.node.array() == nullptr) {
        return Taken::wrong_kind;
    }
    for (const Node& node : *spot.node.array()) {
        const Spot item = spot.item(node);
        U value{};
        const Taken taken = read(item, value);
        report(item, taken, wanted);
        if (taken == Taken::yes) {
            list.push_back(std::move(value));
        }
    }
    return Taken::yes;
}

/// A table whose keys are the user's own, in the order of the file.
template <class K, class V, class Read>
Taken read_entries(
    const Spot& spot, std::string_view wanted, Read read, std::vector<std::pair<K, V>>& entries)
{
    if (spot.node.table() == nullptr) {
        return Taken::wrong_kind;
    }
    const Subject subject = spot.inside();
    for (const Entry& entry : spot.node.table()->entries) {
        const Spot item{subject, entry.key, entry.key_place, entry.value};
        V value{};
        const Taken taken = read(item, value);
        // 3.1 = 50 without quotes is the key 1 of a table 3.
        const bool is_dotted = taken == Taken::wrong_kind && entry.value.table() != nullptr;
        report(
            item, taken, std::string(wanted) + (is_dotted ? ", and put quotes around a key with a dot" : ""));
        if (taken == Taken::yes) {
            entries.emplace_back(K(entry.key), std::move(value));
        }
    }
    return Taken::yes;
}

template <class M> struct Held {
    using type = M;
};
template <class M> struct Held<std::optional<M>> {
    using type = M;
};
template <class M> using HeldBy = typename Held<M>::type;

/// Reads into a member, which may be optional.
template <class T, class M, class Read> Reader<T> into(M T::*member, std::string wanted, Read read)
{
    return {std::move(wanted), [member, read](const Spot& spot, T& object) {
                HeldBy<M> value{};
                const Taken taken = read(spot, value);
                if (taken == Taken::yes) {
                    object.*member = std::move(value);
                }
                return taken;
            }};
}

template <class T, class M> Reader<T> text(M T::*member)
{
    return into(member, std::string(a_text), read_text);
}

template <class T, class M> Reader<T> word(M T::*member)
{
    return into(member, std::string(a_text), read_word);
}

template <class T, class M> Reader<T> id(M T::*member)
{
    return into(member, std::string(an_id), read_id);
}

template <class T, class M> Reader<T> placed(M T::*member)
{
    return into(member, std::string(a_text), read_placed);
}

template <class T, class M> Reader<T> number(M T::*member, Range range = any_number)
{
    return into(member, std::string(range.wanted),
        [range](const Spot& spot, double& value) { return read_number(spot, range, value); });
}

template <class T, class M> Reader<T> whole(M T::*member, Range range)
{
    return into(member, std::string(range.wanted),
        [range](const Spot& spot, int& value) { return read_whole(spot, range, value); });
}

template <class T, class M> Reader<T> flag(M T::*member)
{
    return into(member, "true or false", read_flag);
}

template <class T, class M> Reader<T> title(M T::*member)
{
    return into(member, std::string(a_title), read_title);
}

template <class T, class M> Reader<T> texts(M T::*member)
{
    return into(member, "a list of texts", [](const Spot& spot, std::vector<std::string>& list) {
        return read_list(spot, a_text, read_word, list);
    });
}

template <class T, class M> Reader<T> ids(M T::*member)
{
    return into(member, "a list of names", [](const Spot& spot, std::vector<std::string>& list) {
        return read_list(spot, an_id, read_id, list);
    });
}

template <class T, class M> Reader<T> values(M T::*member)
{
    return into(member, std::string(some_values), read_values);
}

/// A word out of a few, each with what it stands for.
template <class T, class M>
Reader<T> choice(M T::*member, std::vector<std::pair<std::string, HeldBy<M>>> words)
{
    std::vector<std::string> names;
    std::string wanted;
    for (const auto& [name, meaning] : words) {
        wanted += (wanted.empty() ? "one of '" : ", '") + name + "'";
        names.push_back(name);
    }
    return into(member, wanted, [words, names](const Spot& spot, HeldBy<M>& meaning) {
        std::string word;
        if (const Taken taken = read_text(spot, word); taken != Taken::yes) {
            return taken;
        }
        const auto found = std::find(names.begin(), names.end(), word);
        if (found == names.end()) {
            spot.subject.complain(
                spot.node.place, "has " + std::string(spot.key) + " '" + word + "'", suggest(word, names));
            return Taken::reported;
        }
        meaning = words[static_cast<std::size_t>(found - names.begin())].second;
        return Taken::yes;
    });
}

/// A table whose keys belong to the structure that it stands in.
template <class T> Reader<T> section(const Keys<T>& keys)
{
    return {"a table", [keys](const Spot& spot, T& object) {
                if (spot.node.table() == nullptr) {
                    return Taken::wrong_kind;
                }
                read_table(*spot.node.table(), spot.inside(), keys, object);
                return Taken::yes;
            }};
}

/// A table of a structure of its own.
template <class T, class M, class U> Reader<T> table(M T::*member, const Keys<U>& keys)
{
    return into(member, "a table", section(keys).take);
}

/// A list of tables; `read` makes one structure out of a spot with a table.
template <class T, class U>
Reader<T> tables(std::vector<U> T::*member, std::type_identity_t<std::function<U(const Spot&)>> read)
{
    return into(member, "a list of tables, each under a header in double brackets",
        [read](const Spot& spot, std::vector<U>& list) {
            return read_list(
                spot, "a table",
                [&read](const Spot& item, U& object) {
                    if (item.node.table() == nullptr) {
                        return Taken::wrong_kind;
                    }
                    object = read(item);
                    return Taken::yes;
                },
                list);
        });
}

/// A key that is known and may not stand here.
template <class T> Key<T> refusal(std::string_view name, const std::string& wrong, const std::string& remedy)
{
    return {name, refused, {"", [wrong, remedy](const Spot& spot, T&) {
                                spot.subject.problems.add(Fault::definition, spot.key_place, wrong, remedy);
                                return Taken::reported;
                            }}};
}

/// A key that is read by other means.
template <class T> Reader<T> read_elsewhere()
{
    return {"a table", [](const Spot&, T&) { return Taken::yes; }};
}

} // namespace kavel::strict
