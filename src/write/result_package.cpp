// SPDX-License-Identifier: EUPL-1.2
#include "write/result_package.hpp"

#include "write/geopackage.hpp"
#include "write/grid_tables.hpp"
#include "write/output_file.hpp"
#include "write/recorded_result.hpp"
#include "write/recorded_survey.hpp"
#include "write/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <functional>
#include <future>
#include <system_error>

namespace kavel {

namespace {

/// Of the run as a whole: reading, measuring and judging come before.
const Stretch writing{0.9, 1.0, {"resultaat schrijven", "writing the result"}};

std::int64_t now()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

/// A file that the study was made from, and what it is to it.
struct Input {
    std::filesystem::path path;
    std::string what;
};

void add_inputs(std::vector<Input>& inputs, const std::vector<Source>& sources, const std::string& what)
{
    for (const Source& source : sources) {
        inputs.push_back({source.name.path, what});
        if (source.covers) {
            inputs.push_back({source.covers->source.path, what});
        }
    }
}

/// A source is never overwritten.
void expect_no_input(const Study& study, const std::filesystem::path& output)
{
    std::vector<Input> inputs{{study.shown, "the study itself"}};
    add_inputs(inputs, study.candidates, "a source of [candidates]");
    for (const LayerBinding& layer : study.layers) {
        add_inputs(inputs, layer.sources, fmt::format("a source of [layers.{}]", layer.name));
    }
    for (const RuleText& text : study.rules.texts) {
        inputs.push_back({text.shown, "the rule set"});
    }
    for (const Input& input : inputs) {
        std::error_code no_such_file;
        if (std::filesystem::equivalent(input.path, output, no_such_file)) {
            throw Problems(Problem{Fault::output, {output.string(), 0, 0},
                fmt::format("this is {}", input.what), "choose another path with -o"});
        }
    }
}

/// What every row relies on; a breach is an error in the program.
[[maybe_unused]] bool is_consistent(const Outcome& outcome)
{
    const std::size_t plots = outcome.region.candidates.size();
    const RuleSet& rules = outcome.study.rules;
    const auto one_a_plot = {outcome.region.candidates.names.size(),
        outcome.region.candidates.unusable.size(), outcome.region.candidates.table.fids.size(),
        outcome.judgement.statuses.size(), outcome.judgement.lights.size(), outcome.ranking.order.size(),
        outcome.ranking.scores.size(), outcome.ranking.ranks.size()};
    for (const std::size_t size : one_a_plot) {
        if (size != plots) {
            return false;
        }
    }
    if (!outcome.recorded
        && (outcome.evidence.size() != plots || outcome.region.candidates.table.size() != plots)) {
        return false;
    }
    if (outcome.applied.size() != rules.size() || outcome.ranking.weights.size() != rules.criteria.size()) {
        return false;
    }
    int last_rank = 0;
    bool unranked = false;
    for (const std::size_t plot : outcome.ranking.order) {
        const Status status = outcome.judgement.statuses[plot];
        const auto& rank = outcome.ranking.ranks[plot];
        const auto& score = outcome.ranking.scores[plot];
        const bool out = status == Status::excluded || status == Status::unusable;
        if (rank.has_value() == out || score.score.has_value() == (status == Status::unusable)) {
            return false;
        }
        if (rank && (unranked || *rank < last_rank)) {
            return false;
        }
        unranked = !rank;
        last_rank = rank.value_or(last_rank);
        if (score.themes.size() != rules.themes.size() || score.goals.size() != rules.goals().size()) {
            return false;
        }
    }
    return true;
}

std::vector<TableDeclaration> tables_of(const Outcome& outcome)
{
    const RuleSet& rules = outcome.study.rules;
    std::vector<TableDeclaration> list{tables::ranked_sites(rules, outcome.region.candidates.table.columns),
        tables::scores(), tables::checks(), tables::criteria(), tables::constraints(), tables::summary(rules),
        tables::evidence()};
    if (rules.grid) {
        list.push_back(grid_stations_table(outcome.study));
        if (rules.grid->local) {
            list.push_back(energy_hubs_table());
        }
    }
    list.insert(list.end(),
        {tables::repairs(), tables::run(), tables::layer_styles(), tables::survey(), tables::survey_notes()});
    return list;
}

/// Plots by some hundreds, so that threads have something to share out. `plots` must live on.
GeoPackage::TableParts by_plot(const TableDeclaration& table, Plots plots, std::size_t plots_a_part,
    const std::function<void(Rows&, Plots)>& rows_of)
{
    return {table.name, (plots.size() + plots_a_part - 1) / plots_a_part,
        [plots, plots_a_part, rows_of](Rows& rows, std::size_t part) {
            const std::size_t first = part * plots_a_part;
            rows_of(rows, plots.subspan(first, std::min(plots_a_part, plots.size() - first)));
        }};
}

GeoPackage::TableParts at_once(const TableDeclaration& table, const std::function<void(Rows&)>& rows_of)
{
    return {table.name, 1, [rows_of](Rows& rows, std::size_t) { rows_of(rows); }};
}

std::vector<std::size_t> by_id(const Outcome& outcome)
{
    std::vector<std::size_t> plots = outcome.ranking.order;
    std::sort(plots.begin(), plots.end(),
        [&ids = outcome.region.candidates.ids](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });
    return plots;
}

void fill_tables(GeoPackage& package, const Outcome& outcome, const WriteOptions& options,
    std::int64_t started, Watch& watch)
{
    std::vector<ColumnType> stored_as;
    for (const Column& field : outcome.region.candidates.table.columns) {
        stored_as.push_back(stored_type(field));
    }
    std::vector<std::vector<GridEvidence>> of_grid;
    for (std::size_t plot = 0; plot < outcome.screening.plots.size(); ++plot) {
        of_grid.push_back(grid_evidence(outcome, plot));
    }
    const Plots ranked = outcome.ranking.order;
    std::vector<GeoPackage::TableParts> parts;

    // What was seen does not hang on the ranking: it stands by plot id, before all that does, so that a
    // ranking by other weights can take over its pages as they are.
    const auto* recorded = outcome.recorded.get();
    const bool copied = recorded != nullptr && recorded->copy_into(package);
    const EvidenceByPlot read = recorded != nullptr && !copied
        ? recorded->evidence(outcome.study, outcome.region.candidates.ids)
        : EvidenceByPlot();
    const EvidenceByPlot& evidence = recorded != nullptr ? read : outcome.evidence;
    std::vector<std::size_t> plots_by_id;
    if (!copied) {
        plots_by_id = by_id(outcome);
        parts.push_back(by_plot(tables::evidence(), plots_by_id, 64,
            [&](Rows& rows, Plots plots) { fill_evidence(rows, outcome, evidence, of_grid, plots); }));
        parts.push_back(
            at_once(tables::survey_notes(), [&](Rows& rows) { fill_survey_notes(rows, notes_on(outcome)); }));
    }
    parts.push_back(by_plot(tables::scores(), ranked, 256,
        [&](Rows& rows, Plots plots) { fill_scores(rows, outcome, of_grid, plots); }));
    // One thread's work, while another makes the index of the scores.
    parts.push_back(
        at_once(tables::summary(outcome.study.rules), [&](Rows& rows) { fill_summary(rows, outcome); }));
    parts.push_back(by_plot(
        tables::checks(), ranked, 256, [&](Rows& rows, Plots plots) { fill_checks(rows, outcome, plots); }));
    parts.push_back(by_plot(tables::ranked_sites(outcome.study.rules, {}), ranked, 256,
        [&](Rows& rows, Plots plots) { fill_ranked_sites(rows, outcome, stored_as, plots); }));

    parts.push_back(at_once(tables::criteria(), [&](Rows& rows) { fill_criteria(rows, outcome); }));
    parts.push_back(at_once(tables::constraints(), [&](Rows& rows) { fill_constraints(rows, outcome); }));
    if (outcome.study.rules.grid) {
        parts.push_back(at_once(
            grid_stations_table(outcome.study), [&](Rows& rows) { fill_grid_stations(rows, outcome); }));
        if (outcome.study.rules.grid->local) {
            parts.push_back(
                at_once(energy_hubs_table(), [&](Rows& rows) { fill_energy_hubs(rows, outcome); }));
        }
    }
    parts.push_back(at_once(tables::repairs(), [&](Rows& rows) { fill_repairs(rows, outcome); }));
    parts.push_back(at_once(tables::run(), [&](Rows& rows) { fill_run(rows, outcome, started); }));
    parts.push_back(at_once(tables::layer_styles(), [&](Rows& rows) {
        fill_layer_styles(rows, options.styles_folder, outcome.study, utc_text(started, ".000Z"));
    }));
    package.fill(parts, options.threads, watch, writing);

    package.fill(tables::survey().name, [&](Rows& rows) {
        fill_survey(rows, outcome, package.filled(tables::evidence().name),
            package.filled(tables::survey_notes().name));
    });
}

Problem as_problem(const DatabaseError& error, const std::filesystem::path& output)
{
    if (error.disk_full()) {
        return {Fault::output, {output.string(), 0, 0}, "the disk is full",
            "free some space or choose another path with -o"};
    }
    return {Fault::output, {output.string(), 0, 0}, "the file cannot be written",
        fmt::format("choose another path with -o [{}]", error.what())};
}

} // namespace

void write_result_package(const Outcome& outcome, const WriteOptions& options, Watch& watch)
{
    assert(is_consistent(outcome));
    const std::int64_t started = options.source_date_epoch.value_or(now());
    expect_no_input(outcome.study, options.output);
    Draft draft = outcome.recorded != nullptr ? outcome.recorded->take_draft(options.output) : Draft();
    if (draft.file == nullptr) {
        draft.file = std::make_unique<OutputFile>(options.output);
    }
    OutputFile& file = *draft.file;
    try {
        GeoPackage package(file.path(), reference_system(outcome.study.crs), outcome.study.language,
            utc_text(started, ".000Z"), tables_of(outcome), std::move(draft.pages));
        fill_tables(package, outcome, options, started, watch);
        package.finish();
    } catch (const DatabaseError& error) {
        throw Problems(as_problem(error, options.output));
    }
    stamp_result(file.path(), outcome);
    file.keep();
}

} // namespace kavel
