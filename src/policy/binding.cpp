// SPDX-License-Identifier: EUPL-1.2
#include "policy/binding.hpp"

#include "policy/grid_roles.hpp"

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
        const std::string& layer = rules.rule(i).layer;
        if (!layer.empty() && std::find(names.begin(), names.end(), layer) == names.end()) {
            names.push_back(layer);
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

/// What the measures of today can read: shapes.
bool has_shapes(RoleGeometry geometry)
{
    return geometry != RoleGeometry::raster && geometry != RoleGeometry::json
        && geometry != RoleGeometry::table;
}

void check_geometry(
    const Rule& rule, const std::string& name, const LayerBinding& layer, ProblemList& problems)
{
    if (rule.measure != nullptr && layer.role && !has_shapes(layer.role->geometry)) {
        problems.add(Fault::definition, rule.place_of("layer"),
            fmt::format("{} asks '{}' of the layer '{}', which is of the kind {}", name, rule.measure->name,
                layer.name, to_text(layer.role->geometry)),
            "name a layer of points, lines or polygons");
    }
}

/// A rule whose layer the study does not bind: left out when it may be. `similar`: a bound layer that may
/// have been meant.
void go_without(
    Study& study, std::size_t index, const std::optional<std::string>& similar, ProblemList& problems)
{
    const Rule& rule = study.rules.rule(index);
    if (rule.optional) {
        study.left_out.push_back({index,
            {fmt::format("de studie heeft geen laag '{}'", rule.layer),
                fmt::format("the study has no layer '{}'", rule.layer)}});
        return;
    }
    problems.add(Fault::definition, rule.place_of("layer"),
        fmt::format("{} needs the layer '{}', which the study does not bind", name_of(study.rules, index),
            rule.layer),
        fmt::format("add [layers.{}] or make the rule optional{}", rule.layer,
            similar ? fmt::format(", or did you mean the layer '{}'?", *similar) : ""));
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
        const Rule& rule = study.rules.rule(i);
        if (rule.layer.empty()) {
            continue;
        }
        if (const LayerBinding* layer = study.layer(rule.layer)) {
            check_geometry(rule, name_of(study.rules, i), *layer, problems);
        } else if (meant.count(rule.layer)
            == 0) { // a misspelt layer is one mistake, not one of its rules too
            const bool is_role = catalogue != nullptr && catalogue->find(rule.layer) != nullptr;
            go_without(study, i, is_role ? std::nullopt : nearest_spelling(rule.layer, names), problems);
        }
    }
}

} // namespace kavel
