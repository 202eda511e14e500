// SPDX-License-Identifier: EUPL-1.2
#include "recognise/study_text.hpp"

#include "base/names.hpp"
#include "policy/grid_roles.hpp"
#include "policy/rule_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kavel {

namespace {

/// A basic string of TOML.
std::string toml_text(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            result += fmt::format("\\u{:04x}", byte);
        } else {
            result += c;
        }
    }
    return result + '"';
}

/// Of a source that does not say its CRS: what its coordinates can only be; empty: anything.
std::string crs_by_extent(const Box& extent)
{
    constexpr Box rd{0.0, 300000.0, 300000.0, 640000.0};
    constexpr Box degrees{3.0, 50.0, 7.5, 54.0};
    return extent.empty() ? "" : rd.holds(extent) ? "EPSG:28992" : degrees.holds(extent) ? "EPSG:4326" : "";
}

class Writing {
public:
    Writing(const std::vector<FoundSource>& sources, const StudyDraft& draft)
        : m_sources(sources)
        , m_draft(draft)
    {
    }

    std::string take() { return std::move(m_text); }
    void line(std::string_view text = "") { m_text += std::string(text) + '\n'; }
    void key(std::string_view name, const std::string& value) { line(fmt::format("{:6} = {}", name, value)); }
    std::string say(const Title& title) const { return title.in(m_draft.language); }
    std::string say(const char* nl, const char* en) const
    {
        return m_draft.language == Language::nl ? nl : en;
    }

    /// Each line of it a comment, broken between words where it is long.
    void comment(const std::string& text)
    {
        constexpr std::size_t longest = 116;
        std::size_t begin = 0;
        while (begin <= text.size()) {
            std::size_t end = std::min(text.find('\n', begin), text.size());
            if (end - begin > longest) {
                const std::size_t space = text.rfind(' ', begin + longest);
                end = space != std::string::npos && space > begin + 2 ? space
                                                                      : text.find(' ', begin + longest);
                end = std::min(end, text.size());
            }
            line("# " + text.substr(begin, end - begin));
            begin = end + 1;
        }
    }

    std::string path_of(const Claim& claim) const
    {
        return toml_text(m_draft.data + m_sources[claim.source].file);
    }

    void source(const Claim& claim)
    {
        const FoundSource& found = m_sources[claim.source];
        comment(say(claim.why));
        if (!claim.remark.empty()) {
            comment(say(claim.remark));
        }
        key("source", path_of(claim));
        if (!claim.sql.empty()) {
            line(fmt::format("sql    = '''{}'''", claim.sql));
        } else if (!found.only_layer) {
            key("layer", toml_text(found.layer));
        }
        if (!claim.where.empty()) {
            key("where", toml_text(claim.where));
        }
        // A query gives its fields names of its own.
        if (claim.role != nullptr && !claim.named.empty() && claim.sql.empty()) {
            std::vector<std::string> named;
            for (const auto& [canonical, own] : claim.named) {
                named.push_back(fmt::format("{} = {}", canonical, toml_text(own)));
            }
            key("fields", fmt::format("{{ {} }}", fmt::join(named, ", ")));
        }
        const std::string crs = found.crs.empty() ? crs_by_extent(found.extent) : "";
        if (!crs.empty()) {
            comment(say("de bron zegt geen stelsel; haar coördinaten zijn die van dit",
                "the source does not say its CRS; its coordinates are those of this one"));
            key("crs", toml_text(crs));
        }
    }

    void others(const RoleGuess& guess)
    {
        for (const Claim& claim : guess.others) {
            comment(fmt::format("{}: {} ({}{})", say("niet gekozen", "not taken"),
                shown_name(m_sources[claim.source]), say(claim.why),
                claim.remark.empty() ? "" : "; " + say(claim.remark)));
        }
    }

    void recipe(const Claim& claim)
    {
        if (claim.set != nullptr && !claim.set->recipe.empty()) {
            comment(fmt::format("{} ('kavel layers {}'): {}", say("recept", "recipe"), claim.role->id,
                say(claim.set->recipe)));
        }
    }

private:
    const std::vector<FoundSource>& m_sources;
    const StudyDraft& m_draft;
    std::string m_text;
};

void write_head(Writing& writing, const StudyDraft& draft)
{
    writing.comment(
        writing.say("Gemaakt door 'kavel init'. Wat herkend is staat hieronder, met waarom; kijk het na.",
            "Made by 'kavel init'. What was recognised stands below, with why; look it over."));
    writing.line("[study]");
    writing.key("title", toml_text(draft.title));
    writing.key("rules", toml_text(draft.rules));
    writing.key("crs", toml_text(draft.crs));
    writing.comment(writing.say("het jaar waarin kavels op de markt komen; nu dat van vandaag",
        "the year in which plots come to the market; now that of today"));
    writing.key("year", std::to_string(draft.year));
    writing.key("base_year", std::to_string(draft.year));
    writing.key("language", toml_text(draft.language == Language::nl ? "nl" : "en"));
}

void write_plot_keys(Writing& writing, const Claim& claim, const PlotKeys& keys)
{
    for (const auto& [key, value] :
        {std::pair("id", keys.id), std::pair("name", keys.name), std::pair("prefix", keys.prefix)}) {
        if (!value.empty()) {
            writing.key(key, toml_text(value));
        }
    }
    if (!keys.missing.empty() && !keys.unused.empty()) {
        writing.comment(fmt::format("{} {}; {}: {}",
            writing.say("geen veld herkend voor", "no field recognised for"), fmt::join(keys.missing, ", "),
            writing.say("de bron heeft nog", "the source also has"), fmt::join(keys.unused, ", ")));
    }
    bool first = true;
    for (const auto& [canonical, own] : claim.named) {
        if (canonical == "id" || canonical == "name" || same_without_case(canonical, own)) {
            continue;
        }
        if (first) {
            writing.line("[candidates.fields]");
            first = false;
        }
        writing.line(fmt::format("{:22} = {}", canonical, toml_text(own)));
    }
}

void write_candidates(Writing& writing, const Recognition& found, const StudyDraft& draft)
{
    writing.line();
    if (found.candidates.bound.empty()) {
        writing.comment(
            writing.say("Geen kavels gevonden: noem hier het bestand met de vlakken die beoordeeld worden.",
                "No plots found: name the file with the polygons that are to be judged."));
        writing.comment("[candidates]\nsource = \"...\"");
    }
    const bool several = found.candidates.bound.size() > 1;
    for (std::size_t i = 0; i < found.candidates.bound.size(); ++i) {
        if (i > 0) {
            writing.line();
        }
        writing.line(several ? "[[candidates]]" : "[candidates]");
        writing.source(found.candidates.bound[i]);
        write_plot_keys(writing, found.candidates.bound[i], draft.plots[i]);
    }
    writing.others(found.candidates);
}

std::string ids_of(const std::vector<std::string>& ids)
{
    return fmt::format("{}", fmt::join(ids, ", "));
}

void write_missing(Writing& writing, const MissingLayer& layer, const RoleGuess* guess)
{
    writing.line();
    const std::string title = layer.role != nullptr ? writing.say(layer.role->title) : layer.name;
    const std::string wanted
        = layer.rules.empty() ? "" : fmt::format(" ({} {})", writing.say("voor", "for"), ids_of(layer.rules));
    const bool waits = guess != nullptr && !guess->bound.empty();
    writing.comment(fmt::format("{}: {}{}",
        waits
            ? writing.say("zonder postcode-areas niet te plaatsen", "without postcode-areas it has no place")
            : writing.say("niet gevonden", "not found"),
        title, wanted));
    if (layer.role != nullptr) {
        for (const PublishedSet& set : layer.role->sets) {
            writing.comment(fmt::format("  {}: {}, {}", set.name, set.publisher, set.where));
        }
    }
    if (guess != nullptr) {
        writing.others(*guess);
        for (const Claim& claim : guess->others) {
            writing.recipe(claim);
        }
    }
    if (waits) {
        for (const Claim& claim : guess->bound) {
            writing.comment(fmt::format("[[layers.{}]]\nsource = {}", layer.name, writing.path_of(claim)));
        }
        return;
    }
    writing.comment(fmt::format("[layers.{}]\nsource = \"...\"", layer.name));
}

} // namespace

std::string shown_name(const FoundSource& source)
{
    return source.only_layer || source.layer.empty() ? source.file
                                                     : fmt::format("{} ({})", source.file, source.layer);
}

bool is_usable(const Recognition& found, const RoleGuess& guess)
{
    if (guess.bound.empty() || guess.role == nullptr || guess.role->id != capacity_map_role) {
        return !guess.bound.empty();
    }
    return std::any_of(found.roles.begin(), found.roles.end(), [](const RoleGuess& other) {
        return (other.role->id == "postcode-areas" || other.role->id == stations_role)
            && !other.bound.empty();
    });
}

namespace {

bool is_bound(const Recognition& found, std::string_view name)
{
    return std::any_of(found.roles.begin(), found.roles.end(),
        [&](const RoleGuess& guess) { return guess.role->id == name && is_usable(found, guess); });
}

} // namespace

std::vector<MissingLayer> missing_layers(
    const Recognition& found, const RuleSet& rules, const LayerCatalogue& catalogue)
{
    std::vector<MissingLayer> missing;
    const auto want = [&](std::string_view name) -> MissingLayer* {
        if (is_bound(found, name)) {
            return nullptr;
        }
        const auto known = std::find_if(
            missing.begin(), missing.end(), [name](const MissingLayer& layer) { return layer.name == name; });
        if (known != missing.end()) {
            return &*known;
        }
        return &missing.emplace_back(MissingLayer{std::string(name), catalogue.find(name), {}});
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        for (const NamedLayer& named : layers_named_by(rules.rule(i))) {
            if (MissingLayer* layer = want(*named.name)) {
                layer->rules.push_back(rules.rule(i).id);
            }
        }
    }
    for (const GridRole& role : grid_roles(rules)) {
        want(role.name);
    }
    if (rules.grid) {
        want(capacity_map_role);
    }
    want("municipalities"); // the summary counts by them
    return missing;
}

std::vector<std::size_t> rules_without_data(const Recognition& found, const RuleSet& rules)
{
    std::vector<std::size_t> without;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        const std::vector<NamedLayer> named = layers_named_by(rule);
        const bool lacks = std::any_of(named.begin(), named.end(),
            [&](const NamedLayer& layer) { return !is_bound(found, *layer.name); });
        if (lacks && !rule.optional) {
            without.push_back(i);
        }
    }
    return without;
}

std::string study_text(const Recognition& found, const std::vector<FoundSource>& sources,
    const RuleSet& rules, const std::vector<MissingLayer>& missing, const StudyDraft& draft)
{
    Writing writing(sources, draft);
    write_head(writing, draft);
    write_candidates(writing, found, draft);
    std::set<std::string> used;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        for (const NamedLayer& named : layers_named_by(rules.rule(i))) {
            used.insert(*named.name);
        }
    }
    for (const GridRole& role : grid_roles(rules)) {
        used.emplace(role.name);
    }
    used.insert({std::string(capacity_map_role), "municipalities"});
    for (const RoleGuess& guess : found.roles) {
        if (!is_usable(found, guess)) {
            continue;
        }
        writing.line();
        if (used.count(guess.role->id) == 0) {
            writing.comment(writing.say("geen regel vraagt hiernaar; het wordt niet gelezen",
                "no rule asks for this; it is not read"));
        }
        for (const Claim& claim : guess.bound) {
            writing.line(fmt::format(
                fmt::runtime(guess.bound.size() > 1 ? "[[layers.{}]]" : "[layers.{}]"), guess.role->id));
            writing.source(claim);
        }
        if (guess.bound.size() > 1 && guess.role->geometry != RoleGeometry::json) {
            writing.comment(writing.say(
                "delen van één kaart: zonder 'covers' (waar een bron volledig is) telt een plek buiten "
                "alle delen als vrij",
                "parts of one map: without 'covers' (where a source is complete) a spot outside all parts "
                "counts as free"));
        }
        writing.recipe(guess.bound.front());
        writing.others(guess);
    }
    for (const MissingLayer& layer : missing) {
        const auto guess = std::find_if(found.roles.begin(), found.roles.end(),
            [&layer](const RoleGuess& one) { return one.role == layer.role; });
        write_missing(writing, layer, guess != found.roles.end() ? &*guess : nullptr);
    }
    if (!found.unknown.empty()) {
        writing.line();
        writing.comment(writing.say("Niet herkend:", "Not recognised:"));
        for (const std::size_t source : found.unknown) {
            writing.comment("  " + shown_name(sources[source]));
        }
    }
    return writing.take();
}

std::string rules_text(const RuleSet& rules, const std::vector<std::size_t>& optional,
    const std::string& base, Language language)
{
    const bool nl = language == Language::nl;
    std::string text = nl
        ? "# Gemaakt door 'kavel init': regels waarvoor nog geen gegevens zijn mogen gemist worden.\n"
          "# Haal ze hier weg zodra de laag er is; een kavel is pas groen als elke harde regel meedoet.\n"
        : "# Made by 'kavel init': rules for which there is no data yet may be missed.\n"
          "# Take them out here once the layer is there; no plot is green before every hard rule counts.\n";
    text += fmt::format("[rules]\ntitle   = {{ nl = {}, en = {} }}\nversion = {}\nextends = {}\n",
        toml_text(rules.title.nl + ", met wat er is"), toml_text(rules.title.en + ", with what there is"),
        toml_text(rules.version), toml_text(base));
    for (const std::size_t index : optional) {
        text += fmt::format("\n[[{}]]\nid       = {}\noptional = true\n",
            index < rules.constraints.size() ? "constraint" : "criterion", toml_text(rules.rule(index).id));
    }
    return text;
}

} // namespace kavel
