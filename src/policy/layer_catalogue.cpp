// SPDX-License-Identifier: EUPL-1.2
#include "policy/layer_catalogue.hpp"

#include "policy/strict_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

namespace kavel {

namespace {

using namespace strict;

/// Plots are no layer that a rule may name.
constexpr std::string_view plots_file = "candidates";

constexpr std::array<std::pair<RoleGeometry, std::string_view>, 7> geometries = {{
    {RoleGeometry::point, "point"},
    {RoleGeometry::line, "line"},
    {RoleGeometry::polygon, "polygon"},
    {RoleGeometry::any, "any"},
    {RoleGeometry::table, "table"},
    {RoleGeometry::raster, "raster"},
    {RoleGeometry::json, "json"},
}};

std::vector<std::pair<std::string, RoleGeometry>> geometry_words()
{
    std::vector<std::pair<std::string, RoleGeometry>> words;
    for (const auto& [geometry, word] : geometries) {
        words.emplace_back(word, geometry);
    }
    return words;
}

const Keys<Role> layer_keys = {
    {"title", needed, title(&Role::title)},
    {"geometry", needed, choice(&Role::geometry, geometry_words())},
    {"names", allowed, texts(&Role::names)},
    {"about", allowed, title(&Role::about)},
};

const Keys<RoleField> field_keys = {
    {"name", needed, word(&RoleField::name)},
    {"title", needed, title(&RoleField::title)},
    {"type", needed, choice(&RoleField::is_number, {{"text", false}, {"number", true}})},
    {"unit", allowed, text(&RoleField::unit)},
    {"aliases", allowed, texts(&RoleField::aliases)},
};

const Keys<PublishedSet> dataset_keys = {
    {"name", needed, word(&PublishedSet::name)},
    {"publisher", needed, text(&PublishedSet::publisher)},
    {"licence", allowed, text(&PublishedSet::licence)},
    {"where", needed, text(&PublishedSet::where)},
    {"layers", allowed, texts(&PublishedSet::layers)},
    {"updated", allowed, title(&PublishedSet::updated)},
    {"recipe", allowed, title(&PublishedSet::recipe)},
    {"filter", allowed, word(&PublishedSet::filter)},
    {"sql", allowed, text(&PublishedSet::sql)},
};

/// One `[[field]]` or `[[dataset]]`, called by its name.
template <class T> T read_named(const Spot& spot, const Keys<T>& keys)
{
    const Table& table = *spot.node.table();
    const Node* name = table.find("name");
    const auto* text = name != nullptr ? std::get_if<std::string>(&name->value) : nullptr;
    const Subject subject{
        text != nullptr ? fmt::format("{} '{}'", spot.key, *text) : fmt::format("a {}", spot.key),
        spot.node.place, spot.subject.problems};
    T object;
    read_table(table, subject, keys, object);
    return object;
}

const Keys<Role> file_keys = {
    {"layer", needed, section(layer_keys)},
    {"field", allowed, tables(&Role::fields, [](const Spot& spot) { return read_named(spot, field_keys); })},
    {"dataset", allowed,
        tables(&Role::sets, [](const Spot& spot) { return read_named(spot, dataset_keys); })},
};

/// The name of a `[[field]]` and its aliases, each where it stands.
std::vector<PlacedText> names_in(const Node& field)
{
    std::vector<const Node*> nodes;
    const Table* table = field.table();
    if (const Node* name = table != nullptr ? table->find("name") : nullptr) {
        nodes.push_back(name);
    }
    const Node* aliases = table != nullptr ? table->find("aliases") : nullptr;
    if (aliases != nullptr && aliases->array() != nullptr) {
        for (const Node& alias : *aliases->array()) {
            nodes.push_back(&alias);
        }
    }
    std::vector<PlacedText> names;
    for (const Node* node : nodes) {
        if (const auto* text = std::get_if<std::string>(&node->value)) {
            names.push_back({*text, node->place});
        }
    }
    return names;
}

/// A name or an alias that stands twice would find either of two fields.
void check_field_names(const Table& file, const std::string& role, ProblemList& problems)
{
    const Node* fields = file.find("field");
    if (fields == nullptr || fields->array() == nullptr) {
        return;
    }
    std::map<std::string, Place> known;
    for (const Node& field : *fields->array()) {
        for (const PlacedText& name : names_in(field)) {
            const auto [first, is_new] = known.emplace(name.text, name.place);
            if (!is_new) {
                problems.add(Fault::definition, name.place,
                    fmt::format("role '{}' has the field name '{}' in line {} too", role, name.text,
                        first->second.line),
                    "leave it with one of them");
            }
        }
    }
}

Role read_role(const std::filesystem::path& path, ProblemList& problems)
{
    const Document document = read_document(path, path.generic_string());
    Role role;
    role.id = path.stem().string();
    role.place = {document.shown, 0, 0};
    read_table(document.root, file_subject("a layer definition", document.shown, problems), file_keys, role);
    check_field_names(document.root, role.id, problems);
    return role;
}

/// In the order of their names, whatever the file system says.
std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

std::string_view to_text(RoleGeometry geometry)
{
    const auto found = std::find_if(geometries.begin(), geometries.end(),
        [&](const auto& candidate) { return candidate.first == geometry; });
    return found == geometries.end() ? std::string_view() : found->second;
}

const RoleField* Role::field(std::string_view name) const
{
    const auto found = std::find_if(
        fields.begin(), fields.end(), [&](const RoleField& candidate) { return candidate.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

const Role* LayerCatalogue::find(std::string_view id) const
{
    const auto found
        = std::find_if(roles.begin(), roles.end(), [&](const Role& candidate) { return candidate.id == id; });
    return found == roles.end() ? nullptr : &*found;
}

std::vector<std::string> LayerCatalogue::ids() const
{
    std::vector<std::string> ids;
    for (const Role& role : roles) {
        ids.push_back(role.id);
    }
    return ids;
}

LayerCatalogue read_layer_catalogue(const std::vector<std::filesystem::path>& folders)
{
    std::map<std::string, Role> by_id;
    ProblemList problems;
    for (const auto& folder : folders) {
        for (const auto& file : toml_files(folder)) {
            try {
                Role role = read_role(file, problems);
                by_id.insert_or_assign(role.id, std::move(role));
            } catch (const Problems& unreadable) {
                problems.add(unreadable);
            }
        }
    }
    problems.throw_if_any();
    LayerCatalogue catalogue;
    for (auto& [id, role] : by_id) {
        if (id == plots_file) {
            catalogue.plots = std::move(role);
        } else {
            catalogue.roles.push_back(std::move(role));
        }
    }
    return catalogue;
}

} // namespace kavel
