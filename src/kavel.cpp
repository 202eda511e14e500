// SPDX-License-Identifier: EUPL-1.2
#include "kavel.hpp"

#include "base/problem.hpp"
#include "measure/measure.hpp"
#include "read/layer_needs.hpp"
#include "route/routing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kavel {

namespace {

namespace fs = std::filesystem;

void append(std::vector<Title>& to, const std::vector<Title>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

/// One value a plot of a limit that is looked up in a field; empty for a limit that is not.
std::vector<Value> looked_up(const std::optional<Limit>& limit, const Candidates& candidates)
{
    const auto* lookup = limit ? std::get_if<Lookup>(&*limit) : nullptr;
    const Column* field = lookup != nullptr ? candidates.field(lookup->by) : nullptr;
    std::vector<Value> values;
    for (std::size_t plot = 0; field != nullptr && plot < candidates.size(); ++plot) {
        values.push_back(field->value(plot));
    }
    return values;
}

PlotFields plot_fields(const RuleSet& rules, const Candidates& candidates)
{
    PlotFields fields;
    for (const Title& why : candidates.unusable) {
        fields.usable.push_back(why.empty() ? 1 : 0);
    }
    for (const Constraint& constraint : rules.constraints) {
        fields.min_by.push_back(looked_up(constraint.min, candidates));
        fields.max_by.push_back(looked_up(constraint.max, candidates));
    }
    return fields;
}

std::vector<std::string> texts_of(const Column* column, std::size_t plots)
{
    std::vector<std::string> texts(plots);
    for (std::size_t plot = 0; column != nullptr && plot < plots; ++plot) {
        texts[plot] = to_text(column->value(plot));
    }
    return texts;
}

/// The candidate's own field, else where the plot lies.
std::vector<std::string> municipalities_of(const Region& region, unsigned threads, Watch& watch)
{
    const Column* field = region.candidates.field("municipality");
    const Layer* layer = region.layer("municipalities");
    if (field == nullptr && layer != nullptr) {
        return labels_at(*layer, region.candidates, threads, watch);
    }
    return texts_of(field, region.candidates.size());
}

/// In their order, without those that are excluded or unusable.
std::vector<std::size_t> ranked_plots(const Ranking& ranking)
{
    std::vector<std::size_t> ranked;
    for (const std::size_t plot : ranking.order) {
        if (ranking.ranks[plot]) {
            ranked.push_back(plot);
        }
    }
    return ranked;
}

} // namespace

std::size_t Outcome::rules_applied() const
{
    return static_cast<std::size_t>(std::count(applied.begin(), applied.end(), 1));
}

std::vector<std::string> Outcome::rules_left_out() const
{
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (applied[i] == 0) {
            ids.push_back(study.rules.rule(i).id);
        }
    }
    return ids;
}

Title Outcome::rules_summary() const
{
    Title summary{fmt::format("{} van {} regels toegepast", rules_applied(), applied.size()),
        fmt::format("{} of {} rules applied", rules_applied(), applied.size())};
    if (const auto left_out = rules_left_out(); !left_out.empty()) {
        const std::string ids = fmt::format("{}", fmt::join(left_out, ", "));
        summary.nl += "; niet: " + ids;
        summary.en += "; not: " + ids;
    }
    return summary;
}

Installation find_installation()
{
    const fs::path binary = fs::read_symlink("/proc/self/exe").parent_path();
    for (fs::path folder = binary; folder.has_relative_path(); folder = folder.parent_path()) {
        for (const fs::path& candidate : {folder, folder / KAVEL_SHARE}) {
            if (fs::is_directory(candidate / "layers") && fs::is_directory(candidate / "rules")) {
                return {candidate};
            }
        }
    }
    throw Problems({Fault::output, {},
        "the folders 'layers' and 'rules' of Kavel are not found beside or above the program",
        "install Kavel with 'cmake --install', or run it from its source tree"});
}

Study open_study(const StudyRequest& request, const Installation& installation)
{
    return read_study(
        request, {installation.folder / "layers", installation.folder / "rules", measure_catalogue()});
}

Opened open_region(const Study& study, const RunOptions& options, Watch& watch)
{
    Region region = read_region(study, options.threads, watch);
    check_formulas(study.rules, region.candidates, region.left_out);
    std::vector<char> applied = applied_rules(study.rules, region.left_out);
    normalised_weights(study.rules, applied); // complains of weights that decide nothing
    return {std::move(region), std::move(applied)};
}

Opened check(const Study& study, const RunOptions& options, Watch& watch)
{
    Opened opened = open_region(study, options, watch);
    if (study.rules.grid) {
        for (Title& warning : check_grid(study, opened.region)) {
            opened.region.warnings.push_back(std::move(warning));
        }
    }
    return opened;
}

Outcome score(Study study, const RunOptions& options, Watch& watch)
{
    Outcome outcome;
    outcome.study = std::move(study);
    const RuleSet& rules = outcome.study.rules;

    auto [region, applied] = open_region(outcome.study, options, watch);
    if (rules.grid) {
        outcome.screening = screen(outcome.study, region, options.threads, watch);
    }
    const Routing routing = find_routes(rules, applied, region, options.threads, watch);
    Measured measured = measure(rules, applied, region,
        {outcome.screening.plots, outcome.study.year, &routing}, options.threads, watch);
    outcome.judgement = judge(rules, applied, measured.facts, plot_fields(rules, region.candidates));
    outcome.ranking = rank(rules, applied, outcome.judgement, region.candidates.ids);
    if (rules.grid) {
        const std::vector<std::size_t> ranked = ranked_plots(outcome.ranking);
        outcome.ledger = ledger(outcome.screening, ranked, outcome.study.year);
        if (rules.grid->local) {
            outcome.hubs = energy_hubs(outcome.study, region, outcome.screening, ranked, watch);
        }
    }

    outcome.municipalities = municipalities_of(region, options.threads, watch);
    outcome.segments = texts_of(region.candidates.field("segment"), region.candidates.size());
    append(outcome.warnings, outcome.study.warnings);
    append(outcome.warnings, region.warnings);
    append(outcome.warnings, outcome.screening.warnings);
    append(outcome.warnings, routing.warnings);
    append(outcome.warnings, measured.warnings);
    append(outcome.warnings, outcome.ranking.warnings);
    outcome.region = std::move(region);
    outcome.applied = std::move(applied);
    outcome.facts = std::move(measured.facts);
    outcome.evidence = std::move(measured.evidence);
    return outcome;
}

} // namespace kavel
