// SPDX-License-Identifier: EUPL-1.2
#include "cli/batch.hpp"

#include "base/wording.hpp"
#include "cli/problem_text.hpp"
#include "cli/score_text.hpp"
#include "cli/text_layout.hpp"
#include "write/recorded_survey.hpp"
#include "write/result_package.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <system_error>

namespace kavel {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void complain(std::string wrong, std::string remedy)
{
    throw Problems({Fault::command_line, {}, std::move(wrong), std::move(remedy)});
}

/// One study's share of the progress of all.
class PartOfWatch final : public Watch {
public:
    PartOfWatch(Watch& whole, std::size_t part, std::size_t parts, std::string name)
        : m_whole(whole)
        , m_part(static_cast<double>(part))
        , m_parts(static_cast<double>(parts))
        , m_name(std::move(name))
    {
    }

    void progress(double share, const Title& what) override
    {
        if (!what.empty()) {
            m_whole.progress((m_part + share) / m_parts, {m_name + ": " + what.nl, m_name + ": " + what.en});
        }
    }
    bool wants_to_stop() override { return m_whole.wants_to_stop(); }

private:
    Watch& m_whole;
    double m_part;
    double m_parts;
    std::string m_name;
};

/// A study on its way: opened or not, scored or not.
struct Turn {
    std::string path;
    std::string name;
    std::string output;
    std::optional<Study> study;
    std::optional<Problems> problems;
    std::vector<std::string> row; ///< of the table at the end
    Json told;
};

std::vector<Turn> turns_of(const std::vector<std::string>& studies, const std::string& folder)
{
    std::vector<Turn> turns;
    std::map<std::string, std::string> of_name;
    for (const std::string& path : studies) {
        const std::string name = fs::path(path).stem().string();
        const auto [first, is_new] = of_name.emplace(name, path);
        if (!is_new) {
            complain(fmt::format("'{}' and '{}' would both be written to {}", first->second, path,
                         (fs::path(folder) / (name + ".gpkg")).string()),
                "give the studies different names, or score them apart");
        }
        turns.push_back({path, name, (fs::path(folder) / (name + ".gpkg")).string(), {}, {}, {}, {}});
    }
    return turns;
}

void make_folder(const std::string& folder)
{
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        complain(fmt::format("several studies need a folder, and '{}' is a file", folder),
            "name a folder with -o, such as -o results/");
    }
    fs::create_directories(folder, error);
    if (error) {
        throw Problems({Fault::output, {folder, 0, 0},
            fmt::format("the folder cannot be made ({})", error.message()), "choose another with -o"});
    }
}

std::vector<std::string> row_of(const Outcome& outcome, const std::string& name, double seconds)
{
    const Language language = outcome.study.language;
    const auto& order = outcome.ranking.order;
    const bool any = ranked(outcome) > 0;
    return {name, std::to_string(outcome.region.candidates.size()), std::to_string(ranked(outcome)),
        std::to_string(count_of(outcome, Status::excluded)),
        any ? outcome.region.candidates.ids[order.front()] : "-",
        any ? number_text(*outcome.ranking.scores[order.front()].score, 1, language) : "-",
        fmt::format("{} s", number_text(seconds, 1, language))};
}

void print_table(const std::vector<Turn>& turns, Language language)
{
    const bool nl = language == Language::nl;
    std::vector<std::vector<std::string>> rows;
    for (const Turn& turn : turns) {
        rows.push_back(turn.row);
        if (turn.problems) {
            rows.back() = {turn.name,
                fmt::format(fmt::runtime(nl ? "mislukt ({})" : "failed ({})"), exit_code(*turn.problems))};
            rows.back().resize(7);
        }
    }
    fmt::print("{}",
        text_table(nl
                ? std::vector<std::string>{"studie", "kavels", "gerangschikt", "uitgesloten", "beste",
                    "score", "duur"}
                : std::vector<std::string>{"study", "plots", "ranked", "excluded", "best", "score", "time"},
            rows));
}

/// Runs one step of a study; what goes wrong becomes the study's, and is told at once.
template <class Step> void attempt(Turn& turn, bool json, Step step)
{
    try {
        step();
        return;
    } catch (const Problems& problems) {
        turn.problems = problems;
    } catch (const Interrupted&) {
        throw;
    } catch (const std::exception& error) {
        turn.problems = unforeseen(error);
    }
    print_problems(*turn.problems);
    if (json) {
        turn.told = problems_json(*turn.problems);
        turn.told["study"] = turn.path;
    }
}

} // namespace

Outcome score_one(Study study, const std::string& output, const ScoreOptions& options,
    const Installation& installation, Batch& batch, Watch& watch)
{
    std::optional<Survey> recorded;
    if (!options.fresh) {
        recorded = recorded_survey(output, study, options.threads);
    }
    Outcome outcome = score(std::move(study), std::move(recorded), {options.threads}, batch, watch);
    write_result_package(
        outcome, {output, installation.folder / "styles", options.source_date_epoch, options.threads}, watch);
    return outcome;
}

bool names_a_folder(const std::string& output)
{
    return output.ends_with('/');
}

int score_batch(const StudyOptions& options, const std::optional<std::string>& folder,
    const ScoreOptions& score, const Installation& installation, const OpenStudy& open, Watch& watch)
{
    if (!folder) {
        complain("several studies need a folder for their results", "name it with -o, such as -o results/");
    }
    std::vector<Turn> turns = turns_of(options.studies, *folder);
    make_folder(*folder);
    Batch batch;
    for (Turn& turn : turns) {
        attempt(turn, options.json, [&] {
            turn.study = open(turn.path);
            batch.expect(*turn.study);
        });
    }
    Language language = options.language.value_or(Language::nl);
    for (std::size_t i = 0; i < turns.size(); ++i) {
        Turn& turn = turns[i];
        if (!turn.study) {
            continue;
        }
        attempt(turn, options.json, [&] {
            const auto start = std::chrono::steady_clock::now();
            PartOfWatch part(watch, i, turns.size(), turn.name);
            const Outcome outcome = score_one(*turn.study, turn.output, score, installation, batch, part);
            const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
            language = options.language.value_or(outcome.study.language);
            turn.row = row_of(outcome, turn.name, seconds.count());
            if (options.json) {
                turn.told = score_json(outcome, turn.output, seconds.count());
                turn.told["study"] = turn.path;
            } else if (!options.quiet) {
                std::vector<std::string> warnings = warnings_in(outcome.warnings, outcome.study.language);
                for (std::string& warning : warnings) {
                    warning.insert(0, turn.name + ": ");
                }
                print_warnings(warnings, outcome.study.language);
            }
        });
        batch.release(*turn.study);
        turn.study.reset();
    }
    watch.progress(1.0, {"klaar", "done"});
    int code = 0;
    Json all = Json::array();
    for (const Turn& turn : turns) {
        code = code == 0 && turn.problems ? exit_code(*turn.problems) : code;
        all.push_back(turn.told);
    }
    if (options.json) {
        print_json(options.studies.size() > 1 ? all : all.front());
    } else if (!options.quiet) {
        print_table(turns, language);
    }
    return code;
}

} // namespace kavel
