// SPDX-License-Identifier: EUPL-1.2
#include "policy/study_changes.hpp"

#include "policy/overrides.hpp"
#include "policy/strict_readers.hpp"
#include "policy/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kavel {

namespace {

using namespace strict;

struct Scenario {
    Title title;
    std::vector<Override> changes;
};
using Scenarios = std::vector<std::pair<std::string, Scenario>>;

/// `set`: dotted keys in quotes, each with its new value.
Taken read_set(const Spot& spot, std::vector<Override>& changes)
{
    if (spot.node.table() == nullptr) {
        return Taken::wrong_kind;
    }
    for (const Entry& entry : spot.node.table()->entries) {
        const std::vector<std::string> key = split_key(entry.key);
        if (key.size() == 1) { // study.year = 2035 without quotes is the key year of a table study
            spot.subject.complain(entry.key_place, fmt::format("sets '{}', which is no whole key", entry.key),
                fmt::format("write the whole key in quotes, as in \"{}.KEY\" = ...", entry.key));
        } else {
            changes.push_back({key, entry.value, entry.key_place});
        }
    }
    return Taken::yes;
}

const Keys<Scenario> scenario_keys = {
    {"title", allowed, title(&Scenario::title)},
    {"set", allowed,
        into(&Scenario::changes, "a table of dotted keys in quotes, each with its value", read_set)},
};

Scenarios read_scenarios(const Table& study, const Subject& file)
{
    Scenarios scenarios;
    if (const Node* node = study.find("scenario")) {
        const Spot spot{file, "scenario", node->place, *node};
        const Taken taken = read_entries(
            spot, "a table with set = { ... }",
            [](const Spot& item, Scenario& scenario) {
                if (item.node.table() == nullptr) {
                    return Taken::wrong_kind;
                }
                const Subject subject{
                    fmt::format("[scenario.{}]", item.key), item.node.place, item.subject.problems};
                read_table(*item.node.table(), subject, scenario_keys, scenario);
                return Taken::yes;
            },
            scenarios);
        report(spot, taken, "a table for each scenario, [scenario.NAME]");
    }
    return scenarios;
}

std::vector<Override> read_weights(const Table& study, const Subject& file)
{
    std::vector<Override> weights;
    if (const Node* node = study.find("weights")) {
        if (node->table() == nullptr) {
            report({file, "weights", node->place, *node}, Taken::wrong_kind,
                "a table with a weight for each criterion");
            return weights;
        }
        for (const Entry& entry : node->table()->entries) {
            weights.push_back({{"weights", entry.key}, entry.value, entry.key_place});
        }
    }
    return weights;
}

std::vector<Override> read_sets(const std::vector<std::string>& sets, ProblemList& problems)
{
    std::vector<Override> changes;
    for (const std::string& set : sets) {
        const auto equals = set.find('=');
        const auto first = set.find_first_not_of(" \t");
        if (equals == std::string::npos || first >= equals) {
            problems.add(Fault::command_line, set_place(set),
                equals == std::string::npos ? "there is no '=' in it" : "there is no key before the '='",
                "write --set KEY=VALUE, as in --set study.year=2035");
            continue;
        }
        const auto last = set.find_last_not_of(" \t", equals - 1);
        const std::string key = set.substr(first, last - first + 1);
        changes.push_back({split_key(key),
            parse_value(std::string_view(set).substr(equals + 1), set_place(set)), set_place(set)});
    }
    return changes;
}

/// The scenario that was asked for; an empty one when there is none of that name.
Scenario chosen(
    const Scenarios& scenarios, const std::string& name, const std::string& study, ProblemList& problems)
{
    if (name.empty()) {
        return {};
    }
    std::vector<std::string> names;
    for (const auto& [known, scenario] : scenarios) {
        if (known == name) {
            return {scenario.title.empty() ? Title{name, name} : scenario.title, scenario.changes};
        }
        names.push_back(known);
    }
    problems.add(Fault::command_line, {fmt::format("--scenario {}", name), 0, 0},
        fmt::format("{} has no scenario '{}'", study, name), suggest(name, names));
    return {};
}

} // namespace

StudyChanges read_changes(const Table& study, const StudyRequest& request, ProblemList& problems)
{
    const Subject file = file_subject("a study", request.path, problems);
    const std::vector<Override> weights = read_weights(study, file);
    const Scenarios scenarios = read_scenarios(study, file);
    const Scenario scenario = chosen(scenarios, request.scenario, request.path, problems);
    const std::vector<Override> sets = read_sets(request.sets, problems);

    StudyChanges changes{scenario.title, {}, {}};
    for (const auto* part : {&weights, &scenario.changes, &sets}) {
        for (const Override& change : *part) {
            const std::string& root = change.key.front();
            const bool is_of_study = root == "study" || root == "candidates" || root == "layers";
            (is_of_study ? changes.to_study : changes.to_rules).push_back(change);
        }
    }
    return changes;
}

Place set_place(const std::string& set)
{
    return {fmt::format("--set {}", set), 0, 0};
}

bool is_on_command_line(const Place& place)
{
    return place.file.starts_with("--set ") || place.file.starts_with("--scenario ");
}

} // namespace kavel
