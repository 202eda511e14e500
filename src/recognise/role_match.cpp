// SPDX-License-Identifier: EUPL-1.2
#include "recognise/role_match.hpp"

#include "base/names.hpp"
#include "recognise/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace kavel {

namespace {

constexpr int published = 6;
constexpr int role_name = 5;
constexpr int other_name = 4;
constexpr int own_word = 3;
constexpr int shared_word = 1;
constexpr int own_field = 2;
constexpr int shared_field = 1;
constexpr int most_by_fields = 4;

/// Fields that any data set may have: they speak for no role.
constexpr std::array<std::string_view, 21> common_fields{"name", "naam", "id", "status", "kind", "type",
    "class", "code", "year", "source", "number", "nummer", "url", "level", "operator", "place", "use",
    "service", "category", "date", "nr"};

bool fits(RoleGeometry role, RoleGeometry found)
{
    const bool has_shapes
        = found != RoleGeometry::table && found != RoleGeometry::raster && found != RoleGeometry::json;
    if (role == RoleGeometry::any) {
        return has_shapes;
    }
    return role == found
        || (found == RoleGeometry::any && role != RoleGeometry::table && role != RoleGeometry::raster
            && role != RoleGeometry::json);
}

std::string stem_of(const FoundSource& source)
{
    return std::filesystem::path(source.file).stem().string();
}

/// The source's field that plays the role's field, by canonical or published name; nullptr: none.
const std::string* find_in(const FoundSource& source, const RoleField& field)
{
    const auto is_named = [&source](std::string_view name) {
        return std::find_if(source.fields.begin(), source.fields.end(),
            [name](const std::string& own) { return same_without_case(own, name); });
    };
    if (const auto found = is_named(field.name); found != source.fields.end()) {
        return &*found;
    }
    for (const std::string& alias : field.aliases) {
        if (const auto found = is_named(alias); found != source.fields.end()) {
            return &*found;
        }
    }
    return nullptr;
}

bool is_common(std::string_view field)
{
    return std::find(common_fields.begin(), common_fields.end(), lower_case(field)) != common_fields.end();
}

bool knows_field(const Role& role, std::string_view name)
{
    return std::any_of(role.fields.begin(), role.fields.end(), [name](const RoleField& field) {
        return same_without_case(field.name, name)
            || std::any_of(field.aliases.begin(), field.aliases.end(),
                [name](const std::string& alias) { return same_without_case(alias, name); });
    });
}

/// "spoorwegen:spooras" is the layer spooras of the file spoorwegen.
bool is_layer_and_file(const FoundSource& source, const PublishedSet& set)
{
    return std::any_of(set.layers.begin(), set.layers.end(), [&source](const std::string& layer) {
        const std::size_t colon = layer.find(':');
        return colon != std::string::npos && plain_name(layer.substr(0, colon)) == plain_name(stem_of(source))
            && plain_name(layer.substr(colon + 1)) == plain_name(source.layer);
    });
}

/// Whether a name, as a whole, is one of the role's own.
bool is_called(const std::string& name, const Role& role)
{
    const std::string plain = plain_name(name);
    const auto same = [&plain](const std::string& other) {
        return same_word(plain, plain_name(other.substr(0, other.find(" ("))));
    };
    return same(role.id) || same(role.title.nl) || same(role.title.en);
}

bool has_word(const std::vector<std::string>& words, std::string_view word)
{
    return std::any_of(
        words.begin(), words.end(), [word](const std::string& one) { return same_word(one, word); });
}

/// "gemeentedetail" begins with "gemeente".
bool has_word_that_begins_so(const std::vector<std::string>& words, std::string_view word)
{
    constexpr std::size_t long_enough = 8;
    const std::size_t stem = word.ends_with("en") ? word.size() - 2
        : word.ends_with("s")                     ? word.size() - 1
                                                  : word.size();
    return stem >= long_enough - 2 && word.size() >= long_enough
        && std::any_of(words.begin(), words.end(),
            [&](const std::string& one) { return one.starts_with(word.substr(0, stem)); });
}

/// Every word of a role's id of two words or more.
bool has_whole_id(const std::vector<std::string>& words, const Role& role)
{
    const std::vector<std::string> id = words_in(role.id);
    return id.size() > 1 && std::all_of(id.begin(), id.end(), [&words](const std::string& word) {
        return has_word(words, word);
    });
}

/// "geplande kades" are no quays yet; "geplande afritten" is a name of planned ramps.
bool tells_of_another_time(const std::vector<std::string>& words, std::string_view name)
{
    constexpr std::array<std::string_view, 8> other_times{
        "gepland", "geplande", "planned", "toekomstig", "toekomstige", "voormalig", "voormalige", "ontwerp"};
    const std::vector<std::string> in_name = words_in(name);
    return std::any_of(other_times.begin(), other_times.end(),
        [&](std::string_view time) { return has_word(words, time) && !has_word(in_name, time); });
}

void say(RoleMatch& match, const std::string& nl, const std::string& en)
{
    match.why.nl += (match.why.nl.empty() ? "" : "; ") + nl;
    match.why.en += (match.why.en.empty() ? "" : "; ") + en;
}

const PublishedSet* published_as(const FoundSource& source, const Role& role)
{
    for (const PublishedSet& set : role.sets) {
        if (plain_name(set.name) == plain_name(stem_of(source))) {
            return &set;
        }
        for (const std::string& layer : set.layers) {
            const std::string plain = plain_name(without_prefix(layer));
            if (same_word(plain, plain_name(without_prefix(source.layer)))
                || plain == plain_name(stem_of(source))) {
                return &set;
            }
        }
    }
    return nullptr;
}

} // namespace

bool RoleMatch::is_accepted() const
{
    return says_name() || by_fields >= most_by_fields || (by_name >= shared_word && by_fields >= own_field)
        || (role->geometry == RoleGeometry::raster && by_name >= own_word);
}

bool RoleMatch::says_name() const
{
    return by_name >= other_name;
}

std::vector<std::pair<std::string, std::string>> fields_in(const FoundSource& source, const Role& role)
{
    std::vector<std::pair<std::string, std::string>> fields;
    for (const RoleField& field : role.fields) {
        if (const std::string* own = find_in(source, field)) {
            fields.emplace_back(field.name, *own);
        }
    }
    return fields;
}

std::vector<std::pair<std::string, std::string>> fields_in_dutch(const FoundSource& source, const Role& role)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words{
        {{"kind", "soort"}, {"name", "naam"}, {"opening_year", "openingsjaar"}}};
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto& [canonical, dutch] : words) {
        const RoleField* field = role.field(canonical);
        if (field == nullptr || find_in(source, *field) != nullptr) {
            continue;
        }
        const auto own = std::find_if(source.fields.begin(), source.fields.end(),
            [word = dutch](const std::string& one) { return same_without_case(one, word); });
        if (own != source.fields.end()) {
            fields.emplace_back(canonical, *own);
        }
    }
    return fields;
}

RoleKnowledge::RoleKnowledge(const LayerCatalogue& catalogue, RoleDemands demands)
    : m_demands(std::move(demands))
{
    for (const Role& role : catalogue.roles) {
        m_roles.push_back({&role, telling_words(role)});
    }
}

std::vector<RoleMatch> RoleKnowledge::matches(const FoundSource& source) const
{
    std::vector<const Known*> rivals;
    for (const Known& known : m_roles) {
        if (fits(known.role->geometry, source.geometry)) {
            rivals.push_back(&known);
        }
    }
    std::vector<RoleMatch> matches;
    for (const Known* known : rivals) {
        RoleMatch one = match(source, *known, rivals);
        if (one.total() > 0) {
            matches.push_back(std::move(one));
        }
    }
    std::stable_sort(matches.begin(), matches.end(),
        [](const RoleMatch& a, const RoleMatch& b) { return a.rank() > b.rank(); });
    return matches;
}

RoleMatch RoleKnowledge::match(
    const FoundSource& source, const Known& known, const std::vector<const Known*>& rivals) const
{
    RoleMatch match;
    match.role = known.role;
    if (source.geometry == RoleGeometry::json) { // it was opened as what it is
        match.by_name = published;
        say(match, "het is de capaciteitskaart van de netbeheerders, in hun eigen vorm",
            "it is the grid operators' capacity map, in their own form");
        return match;
    }
    match_fields(match, source, rivals);
    match_name(match, source, known, rivals);
    match_demands(match, source);
    return match;
}

void RoleKnowledge::match_demands(RoleMatch& match, const FoundSource& source) const
{
    const std::string& id = match.role->id;
    if (const auto needed = m_demands.fields.find(id); needed != m_demands.fields.end()) {
        const RoleField* field = match.role->field(needed->second);
        if (field != nullptr && find_in(source, *field) == nullptr) {
            match.lacks = field->name;
            match.unfit = {
                fmt::format("het veld {0} ontbreekt; noem het met fields = {{ {0} = \"...\" }}", field->name),
                fmt::format(
                    "the field {0} is missing; name it with fields = {{ {0} = \"...\" }}", field->name)};
        }
    }
    // Lines that only say what hangs on what lie nowhere: no distance to them means anything.
    const std::vector<std::string> words = words_in(source.layer);
    if (has_word(words, "schematic") || has_word(words, "schematisch")) {
        match.unfit = {"de naam zegt dat het een schema is: de ligging klopt dan niet",
            "the name says that it is schematic: its position is not true then"};
    }
    const auto shape = m_demands.shapes.find(id);
    if (shape != m_demands.shapes.end() && source.geometry != RoleGeometry::any
        && source.geometry != shape->second) {
        const bool lines = shape->second == RoleGeometry::line;
        match.unfit = {fmt::format("de regels vragen hier {}", lines ? "lijnen" : "vlakken"),
            fmt::format("the rules ask for {} here", lines ? "lines" : "polygons")};
    }
}

void RoleKnowledge::match_name(RoleMatch& match, const FoundSource& source, const Known& known,
    const std::vector<const Known*>& rivals) const
{
    const Role& role = *known.role;
    const std::string stem = stem_of(source);
    const std::string& called = source.layer.empty() ? stem : source.layer;
    const PublishedSet* set = published_as(source, role);
    // A short name may be anybody's: there a field must speak too.
    constexpr std::size_t unmistakable = 12;
    if (set != nullptr
        && (match.by_fields > 0 || plain_name(called).size() >= unmistakable
            || is_layer_and_file(source, *set))) {
        match.by_name = published;
        match.set = set;
        say(match, fmt::format("'{}' heet zoals {} ({})", called, set->name, set->publisher),
            fmt::format("'{}' is called as {} ({})", called, set->name, set->publisher));
        return;
    }
    std::vector<std::string> words = words_in(stem + " " + without_prefix(source.layer));
    const bool is_layer = !source.layer.empty() && is_called(source.layer, role);
    const bool is_whole = is_layer || is_called(stem, role);
    if (is_whole || has_whole_id(words, role)) {
        // A file's name is about all its layers: of one of several it is a word only.
        match.by_name = is_whole && !is_layer && !source.only_layer ? own_word : role_name;
        match.set = set;
        say(match, fmt::format("de naam zegt '{}'", is_whole ? role.title.nl : role.id),
            fmt::format("the name says '{}'", is_whole ? role.title.en : role.id));
        return;
    }
    const std::vector<std::string> own_words
        = words_in((source.only_layer ? stem + " " : "") + without_prefix(source.layer));
    for (const std::string& name : role.names) {
        if (hold_name(own_words, name) && !tells_of_another_time(own_words, name)) {
            match.by_name = other_name;
            match.set = set;
            say(match, fmt::format("de naam heeft '{}'", name), fmt::format("the name has '{}'", name));
            return;
        }
    }
    for (const std::string& word : known.words) {
        const bool says = has_word(words, word) || has_word_that_begins_so(words, word);
        if (!says) {
            continue;
        }
        const bool is_own = std::none_of(rivals.begin(), rivals.end(),
            [&](const Known* rival) { return rival != &known && has_word(rival->words, word); });
        const int worth = is_own ? own_word : shared_word;
        if (worth > match.by_name) {
            match.by_name = worth;
            match.set = set;
        }
        say(match, fmt::format("de naam heeft het woord '{}'", word),
            fmt::format("the name has the word '{}'", word));
        return;
    }
}

void RoleKnowledge::match_fields(
    RoleMatch& match, const FoundSource& source, const std::vector<const Known*>& rivals) const
{
    std::vector<std::string> names;
    for (const RoleField& field : match.role->fields) {
        const std::string* own = find_in(source, field);
        if (own == nullptr) {
            continue;
        }
        ++match.fields;
        if (is_common(*own)) {
            continue;
        }
        const bool is_own = std::none_of(rivals.begin(), rivals.end(),
            [&](const Known* rival) { return rival->role != match.role && knows_field(*rival->role, *own); });
        match.by_fields = std::min(most_by_fields, match.by_fields + (is_own ? own_field : shared_field));
        names.push_back(*own);
    }
    constexpr std::size_t most_named = 5;
    if (!names.empty()) {
        const std::size_t more = names.size() > most_named ? names.size() - most_named : 0;
        names.resize(names.size() - more);
        const std::string list = fmt::format("{}", fmt::join(names, ", "));
        say(match, fmt::format("velden {}{}", list, more > 0 ? fmt::format(" en nog {}", more) : ""),
            fmt::format("fields {}{}", list, more > 0 ? fmt::format(" and {} more", more) : ""));
    }
}

} // namespace kavel
