// SPDX-License-Identifier: EUPL-1.2
// `kavel init`: a study out of a folder of downloads.
#include "base/names.hpp"
#include "base/problem.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/rule_sets.hpp"
#include "cli/today.hpp"
#include "policy/grid_roles.hpp"
#include "policy/rule_layers.hpp"
#include "read/folder_listing.hpp"
#include "recognise/study_text.hpp"
#include "recognise/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace kavel {

namespace {

namespace fs = std::filesystem;

constexpr const char* dutch_grid = "EPSG:28992";

/// A file to write, never over one that says something else.
struct NewFile {
    fs::path path;
    std::string text;

    void refuse_to_replace() const
    {
        std::error_code error;
        if (!fs::exists(path, error)) {
            return;
        }
        std::ifstream file(path, std::ios::binary);
        const std::string there{std::istreambuf_iterator<char>(file), {}};
        if (there != text) {
            throw Problems(
                {Fault::output, {path.string(), 0, 0}, fmt::format("'{}' is there already", path.string()),
                    "move it, or give another name with -o"});
        }
    }

    void write() const
    {
        std::ofstream file(path, std::ios::binary);
        file << text;
        file.close();
        if (!file) {
            throw Problems(
                {Fault::output, {path.string(), 0, 0}, fmt::format("'{}' cannot be written", path.string()),
                    "choose a folder that is there and that you may write in"});
        }
    }
};

Source source_of(const fs::path& folder, const FoundSource& found)
{
    Source source;
    source.name = {found.file, (folder / found.file).string(), {}};
    if (!found.layer.empty()) {
        source.layer = found.layer;
    }
    return source;
}

bool works(const fs::path& folder, const FoundSource& found, const std::string& sql, const std::string& where)
{
    Source source = source_of(folder, found);
    if (!sql.empty()) {
        source.layer.reset();
        source.sql = sql;
    } else {
        source.where = where;
    }
    return finds_any(source);
}

/// What a file's name says beside that it holds plots: "plots-waalstad" is "waalstad-"; empty: nothing.
std::string prefix_from(const FoundSource& found, const Role& plots)
{
    std::vector<std::string> words = words_in(fs::path(found.file).stem().string());
    std::erase_if(words, [&plots](const std::string& word) {
        return std::any_of(plots.names.begin(), plots.names.end(),
            [&word](const std::string& name) { return same_word(lower_case(name), word); });
    });
    return words.empty() ? "" : fmt::format("{}-", fmt::join(words, "-"));
}

/// Fields by the names that the catalogue knows for them; an id only where every plot has another. The plots
/// of several files get a word before their ids, for two municipalities may both have a plot 1.
std::vector<PlotKeys> plot_keys(const fs::path& folder, const std::vector<FoundSource>& sources,
    const RoleGuess& candidates, const Role& plots)
{
    std::vector<PlotKeys> all;
    for (const Claim& claim : candidates.bound) {
        const FoundSource& found = sources[claim.source];
        PlotKeys& keys = all.emplace_back();
        keys.unused = found.fields;
        for (const RoleField& field : plots.fields) {
            const auto named = std::find_if(claim.named.begin(), claim.named.end(),
                [&field](const auto& one) { return one.first == field.name; });
            if (field.name == "id") {
                std::vector<std::string> ids{field.aliases};
                ids.push_back(field.name);
                const auto unique = unique_fields(source_of(folder, found), ids);
                keys.id = unique.empty() ? "" : unique.front();
            } else if (named == claim.named.end()) {
                keys.missing.push_back(field.name);
            } else if (field.name == "name") {
                keys.name = named->second;
            }
            if (named != claim.named.end()) {
                std::erase(keys.unused, named->second);
            }
        }
        std::erase(keys.unused, keys.id);
        if (candidates.bound.size() > 1) {
            keys.prefix = prefix_from(found, plots);
        }
    }
    std::set<std::string> prefixes;
    for (const PlotKeys& keys : all) {
        prefixes.insert(keys.prefix);
    }
    const bool tell_apart = prefixes.size() == all.size() && prefixes.count("") == 0;
    for (std::size_t i = 0; i < all.size() && all.size() > 1 && !tell_apart; ++i) {
        all[i].prefix = fmt::format("{}-", i + 1);
    }
    return all;
}

RecogniserWish wish_for(const RuleSet& rules, const fs::path& folder)
{
    RecogniserWish wish;
    wish.crs = dutch_grid;
    wish.year = std::stoi(today().substr(0, 4));
    wish.demands.own_id = stations_role;
    for (const GridRole& role : grid_roles(rules)) {
        if (!role.needed.empty()) {
            wish.demands.fields.emplace(role.name, role.needed);
        }
    }
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        for (const NamedLayer& named : layers_named_by(rules.rule(rule))) {
            const NeededParts parts = needed_parts(rules.rule(rule), named.key);
            if (parts == NeededParts::lines || parts == NeededParts::polygons) {
                wish.demands.shapes.emplace(
                    *named.name, parts == NeededParts::lines ? RoleGeometry::line : RoleGeometry::polygon);
            }
        }
    }
    wish.works = [folder](const FoundSource& found, const std::string& sql, const std::string& where) {
        return works(folder, found, sql, where);
    };
    wish.lie_apart = [folder](const FoundSource& one, const FoundSource& other) {
        return lie_apart(source_of(folder, one), source_of(folder, other));
    };
    wish.unique_fields = [folder](const FoundSource& found, const std::vector<std::string>& fields) {
        return unique_fields(source_of(folder, found), fields);
    };
    return wish;
}

/// What was found, and the files that say it.
struct Begun {
    FolderListing listing;
    LayerCatalogue catalogue;
    RuleSet rules;
    Recognition found;
    std::vector<MissingLayer> missing;
    std::vector<NewFile> files; ///< the study first
};

/// As a file in another folder names it.
std::string name_of_rules(const std::string& name, const fs::path& beside)
{
    const bool is_path = name.find('/') != std::string::npos || name.ends_with(".toml");
    if (!is_path) {
        return name;
    }
    const std::string relative
        = fs::absolute(name).lexically_normal().lexically_relative(beside).generic_string();
    return relative.find('/') == std::string::npos ? "./" + relative : relative;
}

Begun begin(const InitOptions& options)
{
    const fs::path folder = fs::absolute(options.folder).lexically_normal();
    if (!fs::is_directory(folder)) {
        throw Problems({Fault::command_line, {}, fmt::format("'{}' is no folder", options.folder),
            "give the folder with the downloads"});
    }
    const Installation installation = find_installation();
    const fs::path study = fs::absolute(options.output).lexically_normal();
    Begun begun;
    begun.catalogue = read_layer_catalogue({installation.folder / "layers"});
    begun.rules = read_rule_set_by_name(options.rules, installation);
    begun.listing = list_folder(folder, dutch_grid);
    begun.found = recognise(begun.listing.sources, begun.catalogue, wish_for(begun.rules, folder));
    begun.missing = missing_layers(begun.found, begun.rules, begun.catalogue);

    const Language language = options.language.value_or(Language::nl);
    StudyDraft draft;
    draft.title
        = folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
    draft.rules = name_of_rules(options.rules, study.parent_path());
    draft.crs = dutch_grid;
    draft.year = std::stoi(today().substr(0, 4));
    draft.language = language;
    const fs::path data = folder.lexically_relative(study.parent_path());
    draft.data = data == "." ? "" : (data / "").generic_string();
    if (begun.catalogue.plots) {
        draft.plots
            = plot_keys(folder, begun.listing.sources, begun.found.candidates, *begun.catalogue.plots);
    }
    const auto optional = rules_without_data(begun.found, begun.rules);
    if (!optional.empty()) {
        const fs::path rules = study.parent_path() / (study.stem().string() + "-rules.toml");
        begun.files.push_back({rules, rules_text(begun.rules, optional, draft.rules, language)});
        draft.rules = "./" + rules.filename().string();
    }
    begun.files.insert(begun.files.begin(),
        {study, study_text(begun.found, begun.listing.sources, begun.rules, begun.missing, draft)});
    return begun;
}

/// How many rules can be applied to the study that was written, and what stands in the way.
struct Prospect {
    std::size_t applied = 0;
    std::size_t rules = 0;
    std::vector<std::string> left_out; ///< ids
    std::vector<std::string> problems; ///< as they are printed
};

Prospect look_ahead(const std::string& path, const Begun& begun, Language language, Watch& watch)
{
    Prospect prospect;
    prospect.rules = begun.rules.size();
    if (begun.found.candidates.bound.empty()) { // what it begins with, and no mistake yet
        prospect.problems.push_back(language == Language::nl
                ? "noem onder [candidates] het bestand met de kavels"
                : "name the file with the plots under [candidates]");
        return prospect;
    }
    try {
        const Study study = open_study({path, {}, "", std::nullopt, today()}, find_installation());
        const Opened opened = check(study, {}, watch);
        for (std::size_t i = 0; i < opened.applied.size(); ++i) {
            prospect.applied += opened.applied[i] != 0 ? 1 : 0;
            if (opened.applied[i] == 0) {
                prospect.left_out.push_back(study.rules.rule(i).id);
            }
        }
    } catch (const Problems& found) {
        for (const Problem& problem : found.list()) {
            prospect.problems.push_back(to_line(problem));
        }
    }
    return prospect;
}

Json claims_json(const std::vector<Claim>& claims, const std::vector<FoundSource>& sources, Language language)
{
    Json list = Json::array();
    for (const Claim& claim : claims) {
        list.push_back({{"role", claim.role != nullptr ? claim.role->id : "candidates"},
            {"file", sources[claim.source].file}, {"layer", sources[claim.source].layer},
            {"where", claim.where}, {"sql", claim.sql}, {"why", claim.why.in(language)},
            {"remark", claim.remark.in(language)}});
    }
    return list;
}

void append(Json& to, const Json& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

Json as_json(const Begun& begun, const Prospect& prospect, const InitOptions& options)
{
    const Language language = options.language.value_or(Language::nl);
    const auto& sources = begun.listing.sources;
    Json bound = claims_json(begun.found.candidates.bound, sources, language);
    Json not_taken = claims_json(begun.found.candidates.others, sources, language);
    for (const RoleGuess& guess : begun.found.roles) {
        append(
            is_usable(begun.found, guess) ? bound : not_taken, claims_json(guess.bound, sources, language));
        append(not_taken, claims_json(guess.others, sources, language));
    }
    Json missing = Json::array();
    for (const MissingLayer& layer : begun.missing) {
        Json where = Json::array();
        for (const PublishedSet& set :
            layer.role != nullptr ? layer.role->sets : std::vector<PublishedSet>()) {
            where.push_back(fmt::format("{}: {}, {}", set.name, set.publisher, set.where));
        }
        missing.push_back({{"role", layer.name}, {"rules", layer.rules}, {"where", where}});
    }
    Json unknown = Json::array();
    for (const std::size_t source : begun.found.unknown) {
        unknown.push_back({{"file", sources[source].file}, {"layer", sources[source].layer}});
    }
    Json problems = Json::array();
    for (const std::string& problem : prospect.problems) {
        problems.push_back(problem);
    }
    Json files = Json::array();
    for (const NewFile& file : begun.files) {
        files.push_back(file.path.filename().string());
    }
    return {{"output", options.output}, {"files", files}, {"bound", bound}, {"not_taken", not_taken},
        {"not_found", missing}, {"not_recognised", unknown}, {"unreadable", begun.listing.unreadable},
        {"rules_applied", prospect.applied}, {"rules", prospect.rules}, {"rules_left_out", prospect.left_out},
        {"problems", problems}};
}

/// What a person reads.
class Telling {
public:
    Telling(const Begun& begun, Language language)
        : m_begun(begun)
        , m_language(language)
    {
    }

    void tell(const Prospect& prospect, const InitOptions& options) const
    {
        guess(m_begun.found.candidates, "candidates");
        for (const RoleGuess& one : m_begun.found.roles) {
            guess(one, one.role->id);
        }
        std::vector<std::string> missing;
        for (const MissingLayer& layer : m_begun.missing) {
            missing.push_back(layer.name);
        }
        list(say("niet gevonden", "not found"), missing);
        std::vector<std::string> unknown;
        for (const std::size_t source : m_begun.found.unknown) {
            unknown.push_back(shown_name(m_begun.listing.sources[source]));
        }
        list(say("niet herkend", "not recognised"), unknown);
        list(say("niet te lezen", "cannot be read"), m_begun.listing.unreadable);
        for (const std::string& problem : prospect.problems) {
            line(fmt::format("{}: {}", say("nog te doen", "still to do"), problem));
        }
        if (prospect.problems.empty()) {
            line(fmt::format(fmt::runtime(say("{} geschreven; {} van {} regels worden toegepast",
                                 "{} written; {} of {} rules will be applied")),
                options.output, prospect.applied, prospect.rules));
        } else {
            line(fmt::format(fmt::runtime(say("{} geschreven; voor 'kavel score' is er nog iets te doen ({})",
                                 "{} written; something is still to do before 'kavel score' ({})")),
                options.output, prospect.problems.size()));
        }
    }

private:
    std::string say(const char* nl, const char* en) const { return m_language == Language::nl ? nl : en; }
    static void line(const std::string& text) { fmt::print(stderr, "{}\n", text); }
    static void list(const std::string& what, const std::vector<std::string>& items)
    {
        if (!items.empty()) {
            line(fmt::format("{}: {}", what, fmt::join(items, ", ")));
        }
    }

    void guess(const RoleGuess& one, const std::string& role) const
    {
        for (const Claim& claim : one.bound) {
            const bool is_taken = one.role == nullptr || is_usable(m_begun.found, one);
            line(fmt::format("{}: {} ({}{})",
                is_taken ? role : say("niet gekozen voor ", "not taken for ") + role,
                shown_name(m_begun.listing.sources[claim.source]), claim.why.in(m_language),
                is_taken ? "" : say("; postcode-areas ontbreekt", "; postcode-areas is missing")));
        }
        for (const Claim& claim : one.others) {
            line(fmt::format("{} {}: {} ({}; {})", say("niet gekozen voor", "not taken for"), role,
                shown_name(m_begun.listing.sources[claim.source]), claim.why.in(m_language),
                claim.remark.in(m_language)));
        }
    }

    const Begun& m_begun;
    Language m_language;
};

} // namespace

void run_init(const InitOptions& options, Watch& watch)
{
    const Begun begun = begin(options);
    for (const NewFile& file : begun.files) {
        file.refuse_to_replace();
    }
    for (const NewFile& file : begun.files) {
        file.write();
    }
    const Prospect prospect
        = look_ahead(options.output, begun, options.language.value_or(Language::nl), watch);
    if (options.json) {
        print_json(as_json(begun, prospect, options));
    } else if (!options.quiet) {
        Telling(begun, options.language.value_or(Language::nl)).tell(prospect, options);
    }
}

} // namespace kavel
