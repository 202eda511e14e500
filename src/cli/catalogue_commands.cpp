// SPDX-License-Identifier: EUPL-1.2
// `kavel layers` and `kavel rules`.
#include "base/problem.hpp"
#include "cli/catalogue_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/rule_sets.hpp"
#include "cli/text_layout.hpp"
#include "measure/measure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

namespace fs = std::filesystem;

Json role_json(const Role& role)
{
    Json fields = Json::array();
    for (const RoleField& field : role.fields) {
        fields.push_back({{"name", field.name}, {"title", {{"nl", field.title.nl}, {"en", field.title.en}}},
            {"type", field.is_number ? "number" : "text"}, {"unit", field.unit}, {"aliases", field.aliases}});
    }
    Json sets = Json::array();
    for (const PublishedSet& set : role.sets) {
        sets.push_back({{"name", set.name}, {"publisher", set.publisher}, {"licence", set.licence},
            {"where", set.where}, {"layers", set.layers},
            {"recipe", {{"nl", set.recipe.nl}, {"en", set.recipe.en}}}, {"sql", set.sql}});
    }
    return {{"id", role.id}, {"title", {{"nl", role.title.nl}, {"en", role.title.en}}},
        {"geometry", to_text(role.geometry)}, {"names", role.names},
        {"about", {{"nl", role.about.nl}, {"en", role.about.en}}}, {"fields", fields}, {"datasets", sets}};
}

Json rules_json(const RuleSet& rules)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        Json one{{"id", rule.id}, {"kind", i < rules.constraints.size() ? "constraint" : "criterion"},
            {"title", {{"nl", rule.title.nl}, {"en", rule.title.en}}}, {"theme", rule.theme},
            {"measure", rule.measure->name}, {"layer", rule.layer}, {"optional", rule.optional},
            {"source", rule.source}};
        if (i >= rules.constraints.size()) {
            one["weight"] = rules.criteria[i - rules.constraints.size()].weight;
        }
        list.push_back(one);
    }
    return {{"name", rules.name}, {"title", {{"nl", rules.title.nl}, {"en", rules.title.en}}},
        {"version", rules.version}, {"source", rules.source}, {"rules", list}};
}

} // namespace

void run_layers(const CommonOptions& options, const std::string& role)
{
    const LayerCatalogue catalogue = read_layer_catalogue({find_installation().folder / "layers"});
    if (role.empty()) {
        if (options.json) {
            Json list = Json::array();
            for (const Role& one : catalogue.roles) {
                list.push_back(role_json(one));
            }
            print_json(list);
        } else {
            fmt::print("{}", roles_text(catalogue, options.language.value_or(Language::nl)));
        }
        return;
    }
    const bool is_plots = catalogue.plots && role == catalogue.plots->id;
    const Role* found = is_plots ? &*catalogue.plots : catalogue.find(role);
    if (found == nullptr) {
        throw Problems({Fault::command_line, {}, fmt::format("there is no role '{}'", role),
            suggest(role, catalogue.ids())});
    }
    if (options.json) {
        print_json(role_json(*found));
    } else {
        fmt::print("{}", role_text(*found, options.language.value_or(Language::nl)));
    }
}

void run_rules(const CommonOptions& options, const std::string& name)
{
    const Installation installation = find_installation();
    const Language language = options.language.value_or(Language::nl);
    if (!name.empty()) {
        const RuleSet rules = read_rule_set_by_name(name, installation);
        if (options.json) {
            print_json(rules_json(rules));
        } else {
            fmt::print("{}", rule_set_text(rules, language));
        }
        return;
    }
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const std::string& one : rule_set_names(installation)) {
        const RuleSet rules = read_rule_set_by_name(one, installation);
        list.push_back({{"name", one}, {"title", {{"nl", rules.title.nl}, {"en", rules.title.en}}},
            {"version", rules.version}, {"rules", rules.size()}});
        rows.push_back({one, rules.version, std::to_string(rules.size()), rules.title.in(language)});
    }
    if (options.json) {
        print_json(list);
    } else {
        const std::vector<std::string> head = language == Language::nl
            ? std::vector<std::string>{"naam", "versie", "regels", "titel"}
            : std::vector<std::string>{"name", "version", "rules", "title"};
        fmt::print("{}", text_table(head, rows));
    }
}

} // namespace kavel
