// SPDX-License-Identifier: EUPL-1.2
// How a TOML table becomes a structure: one list of keys a structure; what is not in the list is a problem.
// The readers of the list (word, number, title ...) are in strict_readers.hpp.
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
#include <functional>
#include <map>
#include <string>
#include <string_view>
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

/// Whether a key that is not in a table stands there misspelt: to call it both unknown and missing would be
/// one mistake told twice.
bool stands_misspelt(const Table& table, std::string_view key, const std::vector<std::string>& known);

/// Reads every key of a table: unknown ones, missing ones and values of a wrong kind become problems.
template <class T> void read_table(const Table& table, const Subject& subject, const Keys<T>& keys, T& object)
{
    const std::vector<std::string> known = names_of(keys);
    for (const Key<T>& key : keys) {
        if (key.presence == needed && table.find(key.name) == nullptr
            && !stands_misspelt(table, key.name, known)) {
            report_missing(subject, key.name, key.reader.wanted);
        }
    }
    for (const Entry& entry : table.entries) {
        const auto key = std::find_if(
            keys.begin(), keys.end(), [&](const Key<T>& candidate) { return candidate.name == entry.key; });
        if (key == keys.end()) {
            report_unknown(subject, entry, known);
            continue;
        }
        const Spot spot{subject, entry.key, entry.key_place, entry.value};
        report(spot, key->reader.take(spot, object), key->reader.wanted);
    }
}

/// Where the value of each key of a table stands.
std::map<std::string, Place, std::less<>> value_places(const Table& table);

} // namespace kavel::strict
