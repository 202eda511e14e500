// SPDX-License-Identifier: EUPL-1.2
#include "policy/binding.hpp"

#include "policy/grid_roles.hpp"
#include "policy/rule_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace kavel {

namespace {

/// The summary needs it, whatever the rules say.
constexpr std::string_view always_read = "municipalities";

std::vector<std::string> layers_of(const RuleSet& rules)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        for (const NamedLayer& layer : layers_named_by(rules.rule(i))) {
            if (std::find(names.begin(), names.end(), *layer.name) == names.end()) {
                names.push_back(*layer.name);
            }
        }
    }
    for (const GridRole& role : grid_roles(rules)) {
        names.emplace_back(role.name);
    }
    if (rules.grid) {
        names.emplace_back(capacity_map_role);
    }
    return names;
}

std::string name_of(const RuleSet& rules, std::size_t index)
{
    const std::string_view kind = index < rules.constraints.size() ? "constraint" : "criterion";
    return fmt::format("{} '{}'", kind, rules.rule(index).id);
}

/// What a name that is no role and that no rule uses may have been meant for: what the rules use goes before
/// what else there is.
std::optional<std::string> meant_by(
    const std::string& name, const LayerCatalogue& catalogue, const std::vector<std::string>& used)
{
    const auto near = nearest_spelling(name, used);
    return near ? near : nearest_spelling(name, catalogue.ids());
}

/// Gives the name that was meant, if it can be told.
std::optional<std::string> report_no_role(const LayerBinding& layer, const LayerCatalogue& catalogue,
    const std::vector<std::string>& used, ProblemList& problems)
{
    const auto near = meant_by(layer.name, catalogue, used);
    const bool is_role = near && catalogue.find(*near) != nullptr;
    problems.add(Fault::definition, layer.place, fmt::format("there is no role '{}'", layer.name),
        !near ? "use a role ('kavel layers' lists them) or a name that a rule uses"
              : fmt::format("did you mean '{}'{}", *near,
                  is_role ? "? 'kavel layers' lists the roles" : ", which the rules use?"));
    return near;
}

/// Whether a role's data is of the kind that a rule looks at. Polygons have lines around them, and a role may
/// hold other shapes beside those that it is called by; a network and what it leads through are just that.
bool suits(NeededParts needed, std::string_view key, RoleGeometry geometry)
{
    const bool is_raster = geometry == RoleGeometry::raster;
    if (needed == NeededParts::raster) {
        return is_raster || geometry == RoleGeometry::any;
    }
    if (key != "layer" && geometry != RoleGeometry::any) {
        return geometry == (needed == NeededParts::lines ? RoleGeometry::line : RoleGeometry::polygon);
    }
    return !is_raster && geometry != RoleGeometry::json && geometry != RoleGeometry::table;
}

std::string_view remedy_for(NeededParts needed, std::string_view key)
{
    if (needed == NeededParts::raster) {
        return "name a layer that is a raster";
    }
    return key == "layer"              ? "name a layer of points, lines or polygons"
        : needed == NeededParts::lines ? "name a layer of lines"
                                       : "name a layer of polygons";
}

/// The earlier rule that takes a layer for a raster where another takes it for shapes; nullptr: none.
const Rule* other_kind(const RuleSet& rules, std::size_t index, const std::string& layer, bool as_raster)
{
    for (std::size_t i = 0; i < index; ++i) {
        const Rule& before = rules.rule(i);
        for (const NamedLayer& named : layers_named_by(before)) {
            if (*named.name == layer && before.measure != nullptr
                && (needed_parts(before, named.key) == NeededParts::raster) != as_raster) {
                return &before;
            }
        }
    }
    return nullptr;
}

/// A layer of one's own is a raster when its rules say so: all of them.
void check_geometry(const Study& study, std::size_t index, const NamedLayer& named, const LayerBinding& layer,
    ProblemList& problems)
{
    const Rule& rule = study.rules.rule(index);
    if (rule.measure == nullptr) {
        return;
    }
    const NeededParts needed = needed_parts(rule, named.key);
    const std::string name = name_of(study.rules, index);
    if (layer.role && !suits(needed, named.key, layer.role->geometry)) {
        problems.add(Fault::definition, rule.place_of(named.key),
            fmt::format("{} asks '{}' of the layer '{}', which is of the kind {}", name, rule.measure->name,
                layer.name, to_text(layer.role->geometry)),
            std::string(remedy_for(needed, named.key)));
        return;
    }
    const Rule* before = other_kind(study.rules, index, layer.name, needed == NeededParts::raster);
    if (before != nullptr) {
        problems.add(Fault::definition, rule.place_of(named.key),
            fmt::format("{} asks '{}' of the layer '{}', of which the rule '{}' asks '{}'", name,
                rule.measure->name, layer.name, before->id, before->measure->name),
            "a layer is a raster or has shapes: give one of them a layer of its own");
    }
}

/// A rule of which the study does not bind a layer: left out when it may be. `similar`: a bound layer that
/// may have been meant.
void go_without(Study& study, std::size_t index, const NamedLayer& named,
    const std::optional<std::string>& similar, ProblemList& problems)
{
    const Rule& rule = study.rules.rule(index);
    const std::string& layer = *named.name;
    if (!rule.optional) {
        problems.add(Fault::definition, rule.place_of(named.key),
            fmt::format(
                "{} needs the layer '{}', which the study does not bind", name_of(study.rules, index), layer),
            fmt::format("add [layers.{}] or make the rule optional{}", layer,
                similar ? fmt::format(", or did you mean the layer '{}'?", *similar) : ""));
    } else if (study.applied(index)) { // it is left out once, whatever else it lacks
        study.left_out.push_back({index,
            {fmt::format("de studie heeft geen laag '{}'", layer),
                fmt::format("the study has no layer '{}'", layer)}});
    }
}

/// Sorts what the study binds into layers that are read, roles that no rule uses, and names that mean
/// nothing; gives what those were meant for.
std::set<std::string> take_layers(
    Study& study, std::vector<LayerBinding> bound, const LayerCatalogue* catalogue, ProblemList& problems)
{
    const std::vector<std::string> used = layers_of(study.rules);
    std::set<std::string> meant;
    for (LayerBinding& layer : bound) {
        const Role* role = catalogue != nullptr ? catalogue->find(layer.name) : nullptr;
        if (role != nullptr) {
            layer.role = *role;
        }
        const bool is_used = std::find(used.begin(), used.end(), layer.name) != used.end();
        if (is_used || layer.name == always_read) {
            study.layers.push_back(std::move(layer));
        } else if (role == nullptr && catalogue != nullptr) {
            if (const auto name = report_no_role(layer, *catalogue, used, problems)) {
                meant.insert(*name);
            }
        } else {
            study.not_read.push_back(layer.name);
        }
    }
    return meant;
}

/// [grid] without stations is an error, unless all that asks for it may be left out.
void check_stations(Study& study, const std::vector<LayerBinding>& bound, ProblemList& problems)
{
    RuleSet& rules = study.rules;
    const auto is_bound = [&bound](std::string_view name) {
        return std::any_of(
            bound.begin(), bound.end(), [name](const LayerBinding& layer) { return layer.name == name; });
    };
    if (!rules.grid || is_bound(stations_role)) {
        return;
    }
    if (is_bound(capacity_map_role)) {
        if (!is_bound("postcode-areas")) {
            problems.add(Fault::definition, rules.grid->place,
                "[grid] cannot place the capacity map: it has no geometry, and the study binds no "
                "postcode-areas",
                "add [layers.postcode-areas]");
        }
        return;
    }
    std::vector<std::size_t> on_grid;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules.rule(i).measure != nullptr && is_of_grid(*rules.rule(i).measure)) {
            on_grid.push_back(i);
        }
    }
    const bool may_go = std::all_of(
        on_grid.begin(), on_grid.end(), [&rules](std::size_t i) { return rules.rule(i).optional; });
    if (on_grid.empty() || !may_go) {
        problems.add(Fault::definition, rules.grid->place,
            "[grid] needs stations, and the study binds neither grid-stations nor capacity-map",
            "add [layers.grid-stations], or make every rule on the grid optional");
        return;
    }
    for (const std::size_t i : on_grid) {
        study.left_out.push_back(
            {i, {"de studie heeft geen elektriciteitsstations", "the study has no grid stations"}});
    }
    rules.grid.reset();
    study.warnings.push_back({"geen stations: wat het net toelaat is niet beoordeeld",
        "no stations: what the grid allows was not judged"});
}

/// What a name that is no role may have been meant for: a layer that is bound, else a role.
std::optional<std::string> similar_layer(
    const std::string& name, const std::vector<std::string>& bound, const LayerCatalogue* catalogue)
{
    if (catalogue == nullptr) {
        return nearest_spelling(name, bound);
    }
    return catalogue->find(name) != nullptr ? std::nullopt : meant_by(name, *catalogue, bound);
}

} // namespace

void bind_layers(
    Study& study, std::vector<LayerBinding> bound, const LayerCatalogue* catalogue, ProblemList& problems)
{
    std::vector<std::string> names;
    for (const LayerBinding& layer : bound) {
        names.push_back(layer.name);
    }
    check_stations(study, bound, problems);
    const std::set<std::string> meant = take_layers(study, std::move(bound), catalogue, problems);
    for (std::size_t i = 0; i < study.rules.size(); ++i) {
        for (const NamedLayer& named : layers_named_by(study.rules.rule(i))) {
            if (const LayerBinding* layer = study.layer(*named.name)) {
                check_geometry(study, i, named, *layer, problems);
            } else if (meant.count(*named.name) == 0) {
                // A misspelt layer is one mistake, not one of its rules too.
                go_without(study, i, named, similar_layer(*named.name, names, catalogue), problems);
            }
        }
    }
}

} // namespace kavel
