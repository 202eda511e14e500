// SPDX-License-Identifier: EUPL-1.2
#include "read/source_key.hpp"

#include "base/key_text.hpp"

#include <filesystem>

namespace kavel {

namespace {

void add_name(KeyText& key, const SourceName& name, SourcePaths paths)
{
    key.add(name.shown);
    if (paths == SourcePaths::found) {
        std::error_code not_a_file;
        key.add(std::filesystem::weakly_canonical(name.path, not_a_file).string());
        key.add(name.path);
    }
}

void add_source(KeyText& key, const Source& source, SourcePaths paths)
{
    add_name(key, source.name, paths);
    for (const auto* text :
        {&source.layer, &source.where, &source.sql, &source.crs, &source.id, &source.display_name}) {
        key.add_maybe(*text);
    }
    key.add(source.prefix);
    key.add_number(static_cast<double>(source.fields.size()));
    for (const auto& [canonical, own] : source.fields) {
        key.add(canonical);
        key.add(own);
    }
    key.add_number(static_cast<double>(source.set.size()));
    for (const auto& [name, value] : source.set) {
        key.add(name);
        key.add_value(value);
    }
    key.add(source.covers ? "covers" : "");
    if (source.covers) {
        add_name(key, source.covers->source, paths);
        key.add_maybe(source.covers->layer);
        key.add_maybe(source.covers->where);
    }
}

/// By which names the role's fields are found.
void add_role(KeyText& key, const Role& role)
{
    key.add(role.title.nl);
    key.add(role.title.en);
    for (const RoleField& field : role.fields) {
        key.add(field.name);
        for (const std::string& alias : field.aliases) {
            key.add(alias);
        }
    }
}

} // namespace

std::string candidates_key(const Study& study, SourcePaths paths)
{
    KeyText key;
    key.add("candidates");
    key.add(study.crs);
    for (const Source& source : study.candidates) {
        add_source(key, source, paths);
    }
    return key.take();
}

LayerNeeds needs_in(const Study& study, const LayerBinding& binding)
{
    return needs_of(study.rules, applied_rules(study.rules, study.left_out), binding.name);
}

std::string layer_key(const Study& study, const LayerBinding& binding, SourcePaths paths)
{
    KeyText key;
    key.add(binding.name);
    key.add(study.crs);
    if (binding.role) {
        add_role(key, *binding.role);
    }
    for (const Source& source : binding.sources) {
        add_source(key, source, paths);
    }
    const LayerNeeds needs = needs_in(study, binding);
    key.add_number(needs.keeps_placeless ? 1.0 : 0.0);
    key.add_number(needs.is_raster ? 1.0 : 0.0);
    for (const LayerNeeds::Attribute& attribute : needs.attributes) {
        if (attribute.cos_phi) {
            key.add(attribute.name);
            key.add_number(*attribute.cos_phi);
        }
    }
    for (const LayerNeeds::Condition& condition : needs.conditions) {
        key.add(condition.text);
    }
    return key.take();
}

} // namespace kavel
