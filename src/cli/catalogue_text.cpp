// SPDX-License-Identifier: EUPL-1.2
#include "cli/catalogue_text.hpp"

#include "cli/rule_words.hpp"
#include "cli/text_layout.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace kavel {

namespace {

std::string_view say(Language language, std::string_view nl, std::string_view en)
{
    return language == Language::nl ? nl : en;
}

std::string_view geometry_words(RoleGeometry geometry, Language language)
{
    switch (geometry) {
    case RoleGeometry::point:
        return say(language, "punten", "points");
    case RoleGeometry::line:
        return say(language, "lijnen", "lines");
    case RoleGeometry::polygon:
        return say(language, "vlakken", "polygons");
    case RoleGeometry::any:
        return say(language, "punten, lijnen of vlakken", "points, lines or polygons");
    case RoleGeometry::table:
        return say(language, "tabel", "table");
    case RoleGeometry::raster:
        return "raster";
    case RoleGeometry::json:
        return "JSON";
    }
    return "";
}

std::string joined(const std::vector<std::string>& words)
{
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string field_text(const RoleField& field, Language language)
{
    std::string kind(field.is_number ? say(language, "getal", "number") : say(language, "tekst", "text"));
    if (!field.unit.empty()) {
        kind += ", " + field.unit;
    }
    std::string text
        = paragraph("  ", fmt::format("{}: {} ({})", field.name, title_words(field.title, language), kind));
    if (!field.aliases.empty()) {
        text += paragraph("    ",
            fmt::format("{}: {}", say(language, "in bekende bestanden", "in well-known data"),
                joined(field.aliases)));
    }
    return text;
}

std::string published_text(const PublishedSet& set, std::size_t number, Language language)
{
    const auto line = [](std::string_view label, std::string_view words) {
        return paragraph(fmt::format("     {}: ", label), words);
    };
    std::string text = paragraph(fmt::format("  {}. ", number), set.name);
    text += line(say(language, "Uitgever", "Publisher"), set.publisher);
    text += line(say(language, "Licentie", "Licence"), set.licence);
    text += line(say(language, "Waar", "Where"), set.where);
    text += line(say(language, "Lagen", "Layers"), joined(set.layers));
    text += line(say(language, "Bijgewerkt", "Updated"), title_words(set.updated, language));
    text += line(say(language, "Klaarmaken", "Prepare"), title_words(set.recipe, language));
    if (!set.sql.empty()) {
        text += fmt::format("     sql:\n{}", block(set.sql, 8));
    }
    return text;
}

} // namespace

std::string roles_text(const LayerCatalogue& catalogue, Language language)
{
    std::vector<std::vector<std::string>> rows;
    for (const Role& role : catalogue.roles) {
        rows.push_back({role.id, title_words(role.title, language),
            std::string(geometry_words(role.geometry, language))});
    }
    return text_table(
        {std::string(say(language, "laag", "layer")), std::string(say(language, "titel", "title")),
            std::string(say(language, "geometrie", "geometry"))},
        rows);
}

std::string role_text(const Role& role, Language language)
{
    const std::string head = fmt::format("{}: {}", role.id, title_words(role.title, language));
    std::string text = fmt::format("{}\n{}\n\n", head, std::string(character_count(head), '='));
    if (!role.about.empty()) {
        text += paragraph("", title_words(role.about, language)) + "\n";
    }
    text += fmt::format(
        "{}: {}\n", say(language, "Geometrie", "Geometry"), geometry_words(role.geometry, language));
    if (!role.names.empty()) {
        text += paragraph(
            fmt::format("{}: ", say(language, "Ook bekend als", "Also known as")), joined(role.names));
    }
    if (!role.fields.empty()) {
        text += fmt::format("\n{}\n", say(language, "Velden", "Fields"));
        for (const RoleField& field : role.fields) {
            text += field_text(field, language);
        }
    }
    if (!role.sets.empty()) {
        text += fmt::format("\n{}\n", say(language, "Gepubliceerde gegevens", "Published data"));
        for (std::size_t i = 0; i < role.sets.size(); ++i) {
            text += published_text(role.sets[i], i + 1, language);
        }
    }
    return text;
}

} // namespace kavel
