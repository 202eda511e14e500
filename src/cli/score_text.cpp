// SPDX-License-Identifier: EUPL-1.2
#include "cli/score_text.hpp"

#include "base/wording.hpp"
#include "cli/text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace kavel {

namespace {

constexpr std::size_t top_plots = 10;

/// The best plots, in order.
std::vector<std::size_t> top(const Outcome& outcome)
{
    const auto& order = outcome.ranking.order;
    const std::size_t count = std::min({top_plots, order.size(), ranked(outcome)});
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count)};
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

} // namespace

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

} // namespace kavel
