// SPDX-License-Identifier: EUPL-1.2
// How a TOML table becomes a structure: one list of keys a structure, and what the list does not know is a
// problem.
//
//     const Keys<Linear> linear_keys = {
//         {"worst", needed, number(&Linear::worst)},
//         {"best", needed, number(&Linear::best)},
//     };
//     read_table(table, subject, linear_keys, linear);
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"
#include "policy/document.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kavel::strict {

/// What is being read, as messages call it ("[study]", "criterion 'size'"), where it stands, and where
/// problems go.
struct Subject {
    std::string name;
    Place place;
    ProblemList& problems;
    bool is_file = false; ///< the tables in it are called [by their key]

    /// "criterion 'size' has weight -2; give ...": `what` goes on after the name.
    void complain(const Place& at, std::string_view what, std::string remedy) const;
};

/// A file as a whole: "a study", "a rule set".
Subject file_subject(std::string name, const std::string& shown, ProblemList& problems);

/// One key of a table, as its reader meets it.
struct Spot {
    const Subject& subject;
    std::string_view key;
    const Place& key_place;
    const Node& node;

    /// An item of the list that stands here.
    Spot item(const Node& of_list) const { return {subject, key, key_place, of_list}; }
    /// The table that stands here, as messages call it.
    Subject inside() const;
};

enum class Taken {
    yes,
    wrong_kind, ///< a text where a number is wanted
    wrong_value, ///< the right kind, and not one that will do
    reported ///< the reader has said itself what is wrong
};

/// How the value of one key gets into a structure.
template <class T> struct Reader {
    std::string wanted; ///< "a text", "a number of 0 or more": for messages
    std::function<Taken(const Spot&, T&)> take;
};

enum class Presence {
    needed,
    allowed,
    refused ///< known, and reported by its reader: never proposed as a spelling
};
using enum Presence;

template <class T> struct Key {
    std::string_view name;
    Presence presence = allowed;
    Reader<T> reader;
};
template <class T> using Keys = std::vector<Key<T>>;

/// The keys of a structure as keys of one that is derived from it.
template <class Derived, class Base> Keys<Derived> keys_of(const Keys<Base>& base)
{
    Keys<Derived> keys;
    for (const Key<Base>& key : base) {
        keys.push_back({key.name, key.presence, {key.reader.wanted, key.reader.take}});
    }
    return keys;
}

/// Keys of another list behind those of a list.
template <class T> Keys<T> operator+(Keys<T> keys, const Keys<T>& more)
{
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

/// The names that may be proposed to who misspelt one.
template <class T> std::vector<std::string> names_of(const Keys<T>& keys)
{
    std::vector<std::string> names;
    for (const Key<T>& key : keys) {
        if (key.presence != refused) {
            names.emplace_back(key.name);
        }
    }
    return names;
}

/// Adds a problem unless the value was taken or its reader has spoken.
void report(const Spot& spot, Taken taken, std::string_view wanted);
void report_missing(const Subject& subject, std::string_view key, std::string_view wanted);
void report_unknown(const Subject& subject, const Entry& entry, const std::vector<std::string>& known);

/// Reads every key of a table: unknown ones, missing ones and values of a wrong kind become problems.
template <class T> void read_table(const Table& table, const Subject& subject, const Keys<T>& keys, T& object)
{
    for (const Key<T>& key : keys) {
        if (key.presence == needed && table.find(key.name) == nullptr) {
            report_missing(subject, key.name, key.reader.wanted);
        }
    }
    for (const Entry& entry : table.entries) {
        const auto key = std::find_if(
            keys.begin(), keys.end(), [&](const Key<T>& known) { return known.name == entry.key; });
        if (key == keys.end()) {
            report_unknown(subject, entry, names_of(keys));
            continue;
        }
        const Spot spot{subject, entry.key, entry.key_place, entry.value};
        report(spot, key->reader.take(spot, object), key->reader.wanted);
    }
}

/// Where the value of each key of a table stands.
std::map<std::string, Place, std::less<>> value_places(const Table& table);

// What a single value may be
// -------------------------------------------------------------------------------------------

/// Numbers that will do, ends included; never NaN or infinite.
struct Range {
    double least;
    double most;
    std::string_view wanted;
};
inline constexpr double largest = std::numeric_limits<double>::max();
inline constexpr Range any_number{-largest, largest, "a number"};
inline constexpr Range from_zero{0.0, largest, "a number of 0 or more"};
inline constexpr Range share{0.0, 1.0, "a number from 0 to 1"};

Taken read_text(const Spot& spot, std::string& text);
Taken read_word(const Spot& spot, std::string& word); ///< a text that is not empty
Taken read_number(const Spot& spot, const Range& range, double& number);
Taken read_whole(const Spot& spot, const Range& range, int& number);
Taken read_flag(const Spot& spot, bool& flag);
Taken read_title(
    const Spot& spot, Title& title); ///< in one language, or a plain text: then both are the same
Taken read_value(const Spot& spot, Value& value); ///< a text, a number, or a boolean as 1 or 0
Taken read_id(const Spot& spot, std::string& id); ///< letters, digits, '-' and '_'

/// A text that is looked up later, and where it stands.
struct PlacedText {
    std::string text;
    Place place;
};
Taken read_placed(const Spot& spot, PlacedText& text); ///< not empty

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
Taken read_values(const Spot& spot, std::vector<Value>& values); ///< one at least

// Readers: what stands behind a key, and where it goes
// -----------------------------------------------------------------

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

inline constexpr std::string_view a_word = "a text";
inline constexpr std::string_view an_id = "a name of letters, digits, '-' and '_'";
inline constexpr std::string_view title_wanted = R"(a text, or { nl = "...", en = "..." })";
inline constexpr std::string_view a_value = "a text or a number";
inline constexpr std::string_view values_wanted = "a list of one or more texts or numbers";

template <class T, class M> Reader<T> text(M T::*member)
{
    return into(member, "a text", read_text);
}

template <class T, class M> Reader<T> word(M T::*member)
{
    return into(member, std::string(a_word), read_word);
}

template <class T, class M> Reader<T> id(M T::*member)
{
    return into(member, std::string(an_id), read_id);
}

template <class T, class M> Reader<T> placed(M T::*member)
{
    return into(member, std::string(a_word), read_placed);
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
    return into(member, std::string(title_wanted), read_title);
}

template <class T, class M> Reader<T> texts(M T::*member)
{
    return into(member, "a list of texts", [](const Spot& spot, std::vector<std::string>& list) {
        return read_list(spot, a_word, read_word, list);
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
    return into(member, std::string(values_wanted), read_values);
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

/// A table of its own structure.
template <class T, class M, class U> Reader<T> table(M T::*member, const Keys<U>& keys)
{
    return into(member, "a table", [keys](const Spot& spot, U& object) {
        if (spot.node.table() == nullptr) {
            return Taken::wrong_kind;
        }
        read_table(*spot.node.table(), spot.inside(), keys, object);
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
template <class T> Key<T> refusal(std::string_view name, std::string wrong, std::string remedy)
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
