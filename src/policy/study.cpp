// SPDX-License-Identifier: EUPL-1.2
#include "policy/study.hpp"

#include "policy/binding.hpp"
#include "policy/file_order.hpp"
#include "policy/overrides.hpp"
#include "policy/source_reading.hpp"
#include "policy/strict_readers.hpp"
#include "policy/study_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace kavel {

namespace {

using namespace strict;

constexpr Range a_year{1000, 9999, "a year of four digits"};

/// What a study's file says, defaults not yet filled in.
struct StudyFile {
    std::optional<std::string> title;
    PlacedText rules;
    std::optional<PlacedText> crs;
    std::optional<int> year;
    std::optional<int> base_year;
    std::optional<Language> language;
    std::vector<Source> candidates;
    std::vector<LayerBinding> layers;
};

/// A year; of a date, what to write in its place is known.
Reader<StudyFile> year(std::optional<int> StudyFile::*member)
{
    return into(member, std::string(a_year.wanted), [](const Spot& spot, int& held) {
        if (const auto* date = std::get_if<DateText>(&spot.node.value);
            date != nullptr && date->text.find('-') == 4) {
            spot.subject.complain(spot.node.place, fmt::format("has {} {}, a date", spot.key, date->text),
                fmt::format("write {} = {}", spot.key, date->text.substr(0, 4)));
            return Taken::reported;
        }
        return read_whole(spot, a_year, held);
    });
}

const Keys<StudyFile> study_keys = {
    {"title", allowed, text(&StudyFile::title)},
    {"rules", needed, placed(&StudyFile::rules)},
    {"crs", allowed, placed(&StudyFile::crs)},
    {"year", allowed, year(&StudyFile::year)},
    {"base_year", allowed, year(&StudyFile::base_year)},
    {"language", allowed, choice(&StudyFile::language, {{"nl", Language::nl}, {"en", Language::en}})},
};

StudyFile read_study_file(const Table& root, const std::string& shown, ProblemList& problems)
{
    const std::filesystem::path folder = std::filesystem::path(shown).parent_path();
    const Keys<StudyFile> keys = {
        {"study", needed, section(study_keys)},
        {"candidates", needed,
            into(&StudyFile::candidates, std::string(sources_wanted),
                [folder](const Spot& spot, std::vector<Source>& sources) {
                    return read_candidates(spot, folder, sources);
                })},
        {"layers", allowed,
            into(&StudyFile::layers, "a table for each layer, [layers.NAME]",
                [folder](const Spot& spot, std::vector<LayerBinding>& layers) {
                    return read_bindings(spot, folder, layers);
                })},
        {"weights", allowed, read_elsewhere<StudyFile>()},
        {"scenario", allowed, read_elsewhere<StudyFile>()},
    };
    StudyFile file;
    read_table(root, file_subject("a study", shown, problems), keys, file);
    return file;
}

int year_or_now(std::optional<int> year, const char* key, int now, std::vector<Title>& warnings)
{
    if (!year) {
        warnings.push_back({fmt::format("de studie heeft geen {}: het huidige jaar {} is gebruikt", key, now),
            fmt::format("the study has no {}: the current year {} is used", key, now)});
    }
    return year.value_or(now);
}

/// What stands in the file, and what holds when it is left out.
void take_file(Study& study, StudyFile& file, const StudyRequest& request)
{
    study.title = file.title.value_or(std::filesystem::path(request.path).stem().string());
    const PlacedText crs = file.crs.value_or(PlacedText{"EPSG:28992", {request.path, 0, 0}});
    study.crs = crs.text;
    study.crs_place = crs.place;
    const int now = static_cast<int>(as_number(request.today.substr(0, 4)).value_or(0.0));
    study.today = request.today;
    study.year = year_or_now(file.year, "year", now, study.warnings);
    study.base_year = year_or_now(file.base_year, "base_year", now, study.warnings);
    study.language = request.language.value_or(file.language.value_or(Language::nl));
    study.candidates = std::move(file.candidates);
}

/// The installation's roles, and those of the study itself; nothing when they have problems, which are added.
std::optional<LayerCatalogue> catalogue_for(const std::filesystem::path& layers_folder,
    const std::filesystem::path& study_folder, ProblemList& problems)
{
    std::vector<std::filesystem::path> folders = {layers_folder};
    const std::filesystem::path own = study_folder / "layers";
    std::error_code missing;
    if (std::filesystem::is_directory(own, missing)
        && !std::filesystem::equivalent(own, layers_folder, missing)) {
        folders.push_back(own);
    }
    try {
        return read_layer_catalogue(folders);
    } catch (const Problems& wrong) {
        problems.add(wrong);
        return std::nullopt;
    }
}

/// Throws what was found; what stands on the command line is its own fault.
void throw_if_any(const ProblemList& problems, const std::string& study)
{
    std::vector<Problem> list = in_file_order(problems, study);
    for (Problem& problem : list) {
        problem.fault = is_on_command_line(problem.place) ? Fault::command_line : problem.fault;
    }
    if (!list.empty()) {
        throw Problems(std::move(list));
    }
}

} // namespace

const Place& Source::place_of(std::string_view key) const
{
    const auto found = places.find(key);
    return found != places.end() ? found->second : place;
}

const LayerBinding* Study::layer(std::string_view name) const
{
    const auto found = std::find_if(
        layers.begin(), layers.end(), [&](const LayerBinding& candidate) { return candidate.name == name; });
    return found == layers.end() ? nullptr : &*found;
}

bool Study::applied(std::size_t rule) const
{
    return std::none_of(
        left_out.begin(), left_out.end(), [&](const LeftOut& candidate) { return candidate.rule == rule; });
}

Study read_study(const StudyRequest& request, const PolicyReading& reading)
{
    if (request.path.empty()) {
        throw Problems(Problem{Fault::definition, {}, "the path of the study is empty", "name a study file"});
    }
    Document document = read_document(request.path, request.path);
    const std::filesystem::path folder = std::filesystem::path(request.path).parent_path();
    ProblemList problems;

    const StudyChanges changes = read_changes(document.root, request, problems);
    for (const Override& change : changes.to_study) {
        put_in_tree(document.root, change, problems);
    }
    StudyFile file = read_study_file(document.root, request.path, problems);

    Study study;
    study.shown = request.path;
    study.text = document.text;
    study.scenario = request.scenario;
    study.scenario_title = changes.scenario_title;
    study.sets = request.sets;
    take_file(study, file, request);

    if (!file.rules.text.empty()) {
        study.rules = read_rule_set(file.rules.text, file.rules.place, folder,
            {reading.rules_folder, reading.measures}, changes.to_rules, problems);
    }
    const std::optional<LayerCatalogue> catalogue = catalogue_for(reading.layers_folder, folder, problems);
    if (!study.rules.texts.empty()) { // rules that cannot be read name no layers
        bind_layers(study, std::move(file.layers), catalogue ? &*catalogue : nullptr, problems);
    }
    throw_if_any(problems, request.path);
    return study;
}

} // namespace kavel
