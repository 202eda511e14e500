// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"

#include "base/problem.hpp"
#include "base/wording.hpp"
#include "cli/batch.hpp"
#include "cli/explain.hpp"
#include "cli/json_output.hpp"
#include "cli/score_text.hpp"
#include "cli/today.hpp"
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

Study open(const StudyOptions& options, const std::string& study, const Installation& installation)
{
    return open_study({study, options.sets, options.scenario, options.language, today()}, installation);
}

} // namespace

int run_score(const StudyOptions& options, const std::optional<std::string>& output, Watch& watch)
{
    const ScoreOptions score{options.threads, options.fresh, source_date_epoch()};
    const Installation installation = find_installation();
    const auto open_one = [&](const std::string& study) { return open(options, study, installation); };
    if (options.studies.size() > 1 || (output && names_a_folder(*output))) {
        return score_batch(options, output, score, installation, open_one, watch);
    }
    const auto start = std::chrono::steady_clock::now();
    Batch batch;
    const std::string file = output.value_or("ranked.gpkg");
    const Outcome outcome
        = score_one(open_one(options.studies.front()), file, score, installation, batch, watch);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    watch.progress(1.0, {"klaar", "done"});
    if (options.json) {
        print_json(score_json(outcome, file, seconds.count()));
    }
    if (!options.quiet && !options.json) {
        print_score(outcome, file, seconds.count());
    }
    return 0;
}

void run_check(const StudyOptions& options, Watch& watch)
{
    const Study study = open(options, options.studies.front(), find_installation());
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
        options.studies.front(), opened.region.candidates.size(), applied, study.rules.size());
}

void run_explain(const CommonOptions& options, const std::string& result, const std::string& plot)
{
    const std::string text = options.json ? explain_json(result, plot, options.language)
                                          : explain(result, plot, options.language);
    fmt::print("{}", text);
}

} // namespace kavel
