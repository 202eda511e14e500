// SPDX-License-Identifier: EUPL-1.2
#include "kavel.hpp"

#include "base/key_text.hpp"
#include "base/problem.hpp"
#include "measure/measure.hpp"
#include "policy/grid_roles.hpp"
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

/// Reads all sources and checks them against the rules.
Opened open_region(const Study& study, SharedSources& shared, const RunOptions& options, Watch& watch)
{
    Region region = read_region(study, shared, options.threads, watch);
    check_formulas(study.rules, region.candidates, region.left_out);
    std::vector<char> applied = applied_rules(study.rules, region.left_out);
    normalised_weights(study.rules, applied); // complains of weights that decide nothing
    return {std::move(region), std::move(applied)};
}

Survey survey(const Study& study, const RunOptions& options, SharedSources& shared, Watch& watch)
{
    Survey survey;
    const RuleSet& rules = study.rules;
    auto [region, applied] = open_region(study, shared, options, watch);
    if (rules.grid) {
        survey.screening = screen(study, region, options.threads, watch);
    }
    const Routing routing = find_routes(rules, applied, region, options.threads, watch);
    Measured measured = measure(
        rules, applied, region, {survey.screening.plots, study.year, &routing}, options.threads, watch);
    survey.municipalities = municipalities_of(region, options.threads, watch);
    survey.segments = texts_of(region.candidates.field("segment"), region.candidates.size());
    survey.region = std::move(region);
    survey.applied = std::move(applied);
    survey.facts = std::move(measured.facts);
    survey.evidence = std::move(measured.evidence);
    append(survey.doubts, routing.warnings);
    append(survey.doubts, measured.warnings);
    return survey;
}

/// What was measured before, of the same; only the grid, and what is reckoned from it, is judged anew.
Survey renewed(
    const Study& study, Survey survey, const RunOptions& options, SharedSources& shared, Watch& watch)
{
    const RuleSet& rules = study.rules;
    normalised_weights(rules, survey.applied); // complains of weights that decide nothing
    if (rules.grid) {
        Region read = read_region(study, shared, options.threads, watch, LayersRead::of_grid);
        survey.region.candidates = std::move(read.candidates);
        survey.region.layers = std::move(read.layers);
        survey.region.capacity_map = std::move(read.capacity_map);
        survey.screening = screen(study, survey.region, options.threads, watch);
        measure_again(
            rules, survey.applied, survey.region, {survey.screening.plots, study.year}, survey.facts, watch);
    }
    return survey;
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

Opened check(const Study& study, const RunOptions& options, Watch& watch)
{
    SharedSources of_this_study;
    Opened opened = open_region(study, of_this_study, options, watch);
    if (study.rules.grid) {
        append(opened.region.warnings, check_grid(study, opened.region));
    }
    append(opened.region.warnings, warnings_of_age(study, opened.region));
    return opened;
}

/// What an earlier result has is in its language.
static std::string key_in_batch(const Study& study)
{
    return survey_key(study, SourcePaths::found) + (study.language == Language::nl ? "nl" : "en");
}

void Batch::expect(const Study& study)
{
    ++m_surveys[key_in_batch(study)].expected;
    m_sources.expect(study);
}

void Batch::release(const Study& study)
{
    const auto kept = m_surveys.find(key_in_batch(study));
    if (kept != m_surveys.end() && --kept->second.expected == 0) {
        m_surveys.erase(kept);
    }
    m_sources.release(study);
}

std::optional<Survey> Batch::survey(const Study& study)
{
    const auto kept = m_surveys.find(key_in_batch(study));
    if (kept == m_surveys.end()) {
        return std::nullopt;
    }
    return kept->second.expected > 1 ? kept->second.survey : std::move(kept->second.survey);
}

void Batch::keep(const Study& study, const Survey& survey)
{
    const auto kept = m_surveys.find(key_in_batch(study));
    if (kept != m_surveys.end() && kept->second.expected > 1) {
        kept->second.survey = survey;
    }
}

std::string survey_key(const Study& study, SourcePaths paths)
{
    KeyText key;
    key.add(candidates_key(study, paths));
    for (const LayerBinding& layer : study.layers) {
        key.add(layer_key(study, layer, paths));
    }
    key.add_number(study.year);
    key.add_number(study.base_year);
    key.add(study.layer(capacity_map_role) != nullptr ? study.today : "");
    for (const LeftOut& one : study.left_out) {
        key.add_number(static_cast<double>(one.rule));
        key.add(one.why.en);
    }
    for (std::size_t rule = 0; rule < study.rules.size(); ++rule) {
        key.add(measuring_key(study.rules, rule));
    }
    key.add(study.rules.grid ? "grid" : "");
    return key.take();
}

Outcome score(
    Study study, std::optional<Survey> recorded, const RunOptions& options, Batch& batch, Watch& watch)
{
    std::optional<Survey> known = batch.survey(study);
    if (!known) {
        known = recorded ? renewed(study, std::move(*recorded), options, batch.sources(), watch)
                         : survey(study, options, batch.sources(), watch);
        batch.keep(study, *known);
    }
    Outcome outcome;
    static_cast<Survey&>(outcome) = std::move(*known);
    outcome.study = std::move(study);
    const RuleSet& rules = outcome.study.rules;

    outcome.judgement = judge(rules, outcome.applied, outcome.facts,
        plot_fields(rules, outcome.region.candidates), options.threads);
    outcome.ranking
        = rank(rules, outcome.applied, outcome.judgement, outcome.region.candidates.ids, options.threads);
    if (rules.grid) {
        const std::vector<std::size_t> ranked = ranked_plots(outcome.ranking);
        outcome.ledger = ledger(outcome.screening, ranked, outcome.study.year);
        if (rules.grid->local) {
            outcome.hubs = energy_hubs(outcome.study, outcome.region, outcome.screening, ranked, watch);
        }
    }

    append(outcome.warnings, outcome.study.warnings);
    append(outcome.warnings, outcome.region.warnings);
    append(outcome.warnings, warnings_of_age(outcome.study, outcome.region));
    append(outcome.warnings, outcome.screening.warnings);
    append(outcome.warnings, outcome.doubts);
    append(outcome.warnings, outcome.ranking.warnings);
    return outcome;
}

} // namespace kavel
