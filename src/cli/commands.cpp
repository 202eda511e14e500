// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"

#include "base/problem.hpp"
#include "base/wording.hpp"
#include "cli/explain.hpp"
#include "cli/json_output.hpp"
#include "cli/text_layout.hpp"
#include "write/result_package.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace kavel {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t top_plots = 10;

/// Seconds since 1970 that a reproducible build or run asks for.
std::optional<std::int64_t> source_date_epoch()
{
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    if (text == nullptr) {
        return std::nullopt;
    }
    const auto seconds = as_number(text);
    if (!seconds || *seconds < 0.0) {
        throw Problems({Fault::command_line, {}, fmt::format("SOURCE_DATE_EPOCH is '{}'", text),
            "give whole seconds since 1970, or unset it"});
    }
    return static_cast<std::int64_t>(*seconds);
}

std::string today()
{
    const auto now = static_cast<time_t>(source_date_epoch().value_or(std::time(nullptr)));
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(now));
}

Study open(const StudyOptions& options, const Installation& installation)
{
    return open_study(
        {options.study, options.sets, options.scenario, options.language, today()}, installation);
}

std::vector<std::string> warnings_in(const std::vector<Title>& warnings, Language language)
{
    std::vector<std::string> texts;
    for (const Title& warning : warnings) {
        texts.push_back(warning.in(language));
    }
    return texts;
}

void print_warnings(const std::vector<std::string>& warnings, Language language)
{
    for (const std::string& warning : warnings) {
        fmt::print(stderr, "{}: {}\n", language == Language::nl ? "let op" : "warning", warning);
    }
}

std::size_t count_of(const Outcome& outcome, Status status)
{
    const auto& statuses = outcome.judgement.statuses;
    return static_cast<std::size_t>(std::count(statuses.begin(), statuses.end(), status));
}

std::size_t ranked(const Outcome& outcome)
{
    return count_of(outcome, Status::suitable) + count_of(outcome, Status::conditional);
}

/// The best plots, in order.
std::vector<std::size_t> top(const Outcome& outcome)
{
    const auto& order = outcome.ranking.order;
    const std::size_t count = std::min({top_plots, order.size(), ranked(outcome)});
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count)};
}

Json score_json(const Outcome& outcome, const std::string& output, double seconds)
{
    Json best = Json::array();
    for (const std::size_t plot : top(outcome)) {
        best.push_back({{"rank", *outcome.ranking.ranks[plot]},
            {"plot_id", outcome.region.candidates.ids[plot]}, {"name", outcome.region.candidates.names[plot]},
            {"score", *outcome.ranking.scores[plot].score}});
    }
    return {{"output", output}, {"plots", outcome.region.candidates.size()}, {"ranked", ranked(outcome)},
        {"conditional", count_of(outcome, Status::conditional)},
        {"excluded", count_of(outcome, Status::excluded)}, {"unusable", count_of(outcome, Status::unusable)},
        {"rules_applied", outcome.rules_applied()}, {"rules_left_out", outcome.rules_left_out()},
        {"top", best}, {"warnings", warnings_in(outcome.warnings, outcome.study.language)},
        {"seconds", seconds}};
}

void print_ranking(const Outcome& outcome, Language language)
{
    std::vector<std::vector<std::string>> rows;
    for (const std::size_t plot : top(outcome)) {
        rows.push_back({std::to_string(*outcome.ranking.ranks[plot]),
            number_text(*outcome.ranking.scores[plot].score, 1, language),
            title_of(outcome.judgement.lights[plot]).in(language), outcome.region.candidates.ids[plot],
            outcome.region.candidates.names[plot]});
    }
    const std::vector<std::string> head = language == Language::nl
        ? std::vector<std::string>{"rang", "score", "licht", "kavel", "naam"}
        : std::vector<std::string>{"rank", "score", "light", "plot", "name"};
    fmt::print("{}", text_table(head, rows));
}

void print_score(const Outcome& outcome, const std::string& output, double seconds)
{
    const Language language = outcome.study.language;
    const bool nl = language == Language::nl;
    print_warnings(warnings_in(outcome.warnings, language), language);
    const RuleSet& rules = outcome.study.rules;
    fmt::print(stderr, "{}: {}{}{}\n", nl ? "regels" : "rules", rules.name, rules.version.empty() ? "" : " ",
        rules.version);
    fmt::print(stderr, "{}\n", outcome.rules_summary().in(language));
    fmt::print(stderr,
        fmt::runtime(nl
                ? "{} kavels: {} gerangschikt ({} onder voorwaarden), {} uitgesloten, {} niet te "
                  "beoordelen; {} bronobjecten hersteld of weggelaten\n"
                : "{} plots: {} ranked ({} on conditions), {} excluded, {} cannot be judged; {} source "
                  "features mended or left out\n"),
        outcome.region.candidates.size(), ranked(outcome), count_of(outcome, Status::conditional),
        count_of(outcome, Status::excluded), count_of(outcome, Status::unusable),
        outcome.region.repairs.size());
    fmt::print(stderr,
        fmt::runtime(
            nl ? "{} geschreven in {} s; open het in QGIS\n" : "{} written in {} s; open it in QGIS\n"),
        output, number_text(seconds, 1, language));
    std::fflush(stderr);
    print_ranking(outcome, language);
}

} // namespace

void run_score(const StudyOptions& options, const std::string& output, Watch& watch)
{
    const auto start = std::chrono::steady_clock::now();
    const Installation installation = find_installation();
    const Outcome outcome = score(open(options, installation), {options.threads}, watch);
    write_result_package(outcome, {output, installation.folder / "styles", source_date_epoch()}, watch);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    watch.progress(1.0, {"klaar", "done"});
    if (options.json) {
        print_json(score_json(outcome, output, seconds.count()));
    }
    if (!options.quiet && !options.json) {
        print_score(outcome, output, seconds.count());
    }
}

void run_check(const StudyOptions& options, Watch& watch)
{
    const Study study = open(options, find_installation());
    const Opened opened = check(study, {options.threads}, watch);
    std::vector<Title> warnings = study.warnings;
    warnings.insert(warnings.end(), opened.region.warnings.begin(), opened.region.warnings.end());
    const std::vector<std::string> texts = warnings_in(warnings, study.language);
    const auto applied
        = static_cast<std::size_t>(std::count(opened.applied.begin(), opened.applied.end(), 1));
    if (options.json) {
        Json left_out = Json::array();
        for (const LeftOut& one : opened.region.left_out) {
            left_out.push_back(
                {{"rule", study.rules.rule(one.rule).id}, {"why", one.why.in(study.language)}});
        }
        print_json({{"problems", 0}, {"plots", opened.region.candidates.size()}, {"rules_applied", applied},
            {"rules_left_out", left_out}, {"repairs", opened.region.repairs.size()}, {"warnings", texts}});
        return;
    }
    if (options.quiet) {
        return;
    }
    const bool nl = study.language == Language::nl;
    print_warnings(texts, study.language);
    for (const LeftOut& one : opened.region.left_out) {
        fmt::print(stderr, "{}: {} ({})\n", nl ? "niet toegepast" : "not applied",
            study.rules.rule(one.rule).id, one.why.in(study.language));
    }
    fmt::print(stderr,
        fmt::runtime(nl ? "{}: geen fouten; {} kavels, {} van {} regels toe te passen\n"
                        : "{}: no errors; {} plots, {} of {} rules can be applied\n"),
        options.study, opened.region.candidates.size(), applied, study.rules.size());
}

void run_explain(const CommonOptions& options, const std::string& result, const std::string& plot)
{
    const std::string text = options.json ? explain_json(result, plot, options.language)
                                          : explain(result, plot, options.language);
    fmt::print("{}", text);
}

} // namespace kavel
