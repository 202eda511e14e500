// SPDX-License-Identifier: EUPL-1.2
#include "policy/source_reading.hpp"

#include "policy/source_path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

using namespace strict;

using Folder = std::filesystem::path;

Taken read_source_name(const Spot& spot, const Folder& folder, SourceName& name)
{
    const Taken taken = read_word(spot, name.shown);
    name.path = source_path(name.shown, folder);
    name.place = spot.node.place;
    return taken;
}

template <class T> Reader<T> source_name(SourceName T::*member, const Folder& folder)
{
    return into(member, std::string(a_text),
        [folder](const Spot& spot, SourceName& name) { return read_source_name(spot, folder, name); });
}

Keys<Covers> covers_keys(const Folder& folder)
{
    return {
        {"source", needed, source_name(&Covers::source, folder)},
        {"layer", allowed, word(&Covers::layer)},
        {"where", allowed, word(&Covers::where)},
    };
}

/// A path, or a table.
Taken read_covers(const Spot& spot, const Folder& folder, Covers& covers)
{
    covers.place = spot.node.place;
    if (const Table* table = spot.node.table()) {
        read_table(*table, spot.inside(), covers_keys(folder), covers);
        return Taken::yes;
    }
    return read_source_name(spot, folder, covers.source);
}

/// What sources of plots and of layers have in common.
Keys<Source> source_keys(const Folder& folder)
{
    return {
        {"source", needed, source_name(&Source::name, folder)},
        {"layer", allowed, word(&Source::layer)},
        {"where", allowed, word(&Source::where)},
        {"sql", allowed, word(&Source::sql)},
        {"crs", allowed, word(&Source::crs)},
        {"fields", allowed,
            into(&Source::fields, "a table with the source's name for each field",
                [](const Spot& spot, std::vector<std::pair<std::string, std::string>>& fields) {
                    return read_entries(spot, a_text, read_word, fields);
                })},
        {"set", allowed,
            into(&Source::set, "a table with a text or number for each field",
                [](const Spot& spot, std::vector<std::pair<std::string, Value>>& constants) {
                    return read_entries(spot, a_value, read_value, constants);
                })},
    };
}

Keys<Source> candidate_keys(const Folder& folder)
{
    return source_keys(folder)
        + Keys<Source>{
            {"id", allowed, word(&Source::id)},
            {"name", allowed, word(&Source::display_name)},
            {"prefix", allowed, text(&Source::prefix)},
        };
}

Keys<Source> layer_keys(const Folder& folder)
{
    return source_keys(folder)
        + Keys<Source>{
            {"covers", allowed,
                into(&Source::covers, "a path, or { source = ..., layer = ..., where = ... }",
                    [folder](
                        const Spot& spot, Covers& covers) { return read_covers(spot, folder, covers); })},
        };
}

/// Keys that say the same in two ways.
void check_source(const Table& table, const Source& source, const Subject& subject)
{
    for (const char* key : {"layer", "where"}) {
        if (table.find("sql") != nullptr && table.find(key) != nullptr) {
            subject.complain(source.place_of("sql"), fmt::format("has both sql and {}", key),
                fmt::format("keep one of them: sql says by itself what {} would", key));
        }
    }
    for (const auto& [name, value] : source.set) {
        const bool is_field = std::any_of(source.fields.begin(), source.fields.end(),
            [&name = name](const auto& field) { return field.first == name; });
        if (is_field) {
            subject.complain(source.place_of("set." + name),
                fmt::format("has '{}' under both fields and set", name), "keep one of them");
        }
    }
}

Source read_source(const Spot& spot, const Subject& subject, const Keys<Source>& keys)
{
    const Table& table = *spot.node.table();
    Source source;
    source.place = spot.node.place;
    source.places = value_places(table);
    for (const char* key : {"fields", "set"}) {
        const Node* node = table.find(key);
        if (node != nullptr && node->table() != nullptr) {
            for (const auto& [name, place] : value_places(*node->table())) {
                source.places.emplace(fmt::format("{}.{}", key, name), place);
            }
        }
    }
    read_table(table, subject, keys, source);
    check_source(table, source, subject);
    return source;
}

/// One table under [name], or a list of them under [[name]].
Taken read_sources(
    const Spot& spot, const std::string& name, const Keys<Source>& keys, std::vector<Source>& sources)
{
    ProblemList& problems = spot.subject.problems;
    if (spot.node.table() != nullptr) {
        sources.push_back(read_source(spot, {fmt::format("[{}]", name), spot.node.place, problems}, keys));
        return Taken::yes;
    }
    const Taken taken = read_list(
        spot, "a table with a source",
        [&](const Spot& item, Source& source) {
            if (item.node.table() == nullptr) {
                return Taken::wrong_kind;
            }
            source = read_source(item, {fmt::format("[[{}]]", name), item.node.place, problems}, keys);
            return Taken::yes;
        },
        sources);
    return taken == Taken::yes && spot.node.array()->empty() ? Taken::wrong_value : taken;
}

} // namespace

Taken read_candidates(const Spot& spot, const Folder& study_folder, std::vector<Source>& candidates)
{
    return read_sources(spot, "candidates", candidate_keys(study_folder), candidates);
}

Taken read_bindings(const Spot& spot, const Folder& study_folder, std::vector<LayerBinding>& layers)
{
    if (spot.node.table() == nullptr) {
        return Taken::wrong_kind;
    }
    const Keys<Source> keys = layer_keys(study_folder);
    const Subject subject = spot.inside();
    for (const Entry& entry : spot.node.table()->entries) {
        LayerBinding binding{entry.key, std::nullopt, {}, entry.value.place};
        const Spot item{subject, entry.key, entry.key_place, entry.value};
        report(item, read_sources(item, "layers." + entry.key, keys, binding.sources), sources_wanted);
        layers.push_back(std::move(binding));
    }
    return Taken::yes;
}

} // namespace kavel
