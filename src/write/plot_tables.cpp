// SPDX-License-Identifier: EUPL-1.2
#include "base/prefetch.hpp"
#include "geometry/planar.hpp"
#include "geometry/wkb.hpp"
#include "policy/rule_layers.hpp"
#include "write/grid_tables.hpp"
#include "write/phrases.hpp"
#include "write/recorded_result.hpp"
#include "write/tables.hpp"

#include <algorithm>

namespace kavel {

namespace {

bool failed(const Outcome& outcome, std::size_t plot, std::size_t constraint)
{
    return outcome.applied[constraint] != 0 && outcome.judgement.check(plot, constraint).passed == false;
}

std::string failed_ids(const Outcome& outcome, std::size_t plot)
{
    const auto& constraints = outcome.study.rules.constraints;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        if (failed(outcome, plot, i)) {
            ids.push_back(constraints[i].id);
        }
    }
    return joined(ids, ",");
}

std::string condition_texts(const Outcome& outcome, std::size_t plot)
{
    const auto& constraints = outcome.study.rules.constraints;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        const Constraint& constraint = constraints[i];
        if (constraint.on_fail == OnFail::condition && failed(outcome, plot, i)) {
            const Title& text = constraint.condition.empty() ? constraint.title : constraint.condition;
            texts.push_back(in_language_or_other(text, outcome.study.language));
        }
    }
    return joined(texts, "; ");
}

void add_geometry(Rows& rows, const Outcome& outcome, std::size_t plot)
{
    if (outcome.recorded) {
        rows.add_geometry_blob(outcome.recorded->geometry(plot));
    } else if (outcome.judgement.statuses[plot] == Status::unusable) {
        rows.add_geometry({});
    } else {
        rows.add_geometry(to_multipolygon_wkb(outcome.region.candidates.table.shapes[plot]));
    }
}

void add_own_field(Rows& rows, const Column& field, std::size_t row, ColumnType stored_as)
{
    if (field.is_null(row)) {
        rows.add_null();
    } else if (!field.is_number(row)) {
        rows.add(field.text(row));
    } else if (stored_as == ColumnType::text) {
        rows.add(shortest(field.number(row)));
    } else if (stored_as == ColumnType::real) {
        rows.add(field.number(row));
    } else {
        rows.add(static_cast<std::int64_t>(field.number(row)));
    }
}

/// Raw, and raw in words, of one rule on one plot; an unusable plot has nothing measured, and its reason
/// instead.
void add_raw(Rows& rows, const Outcome& outcome, std::size_t plot, std::size_t rule)
{
    const Language language = outcome.study.language;
    if (outcome.judgement.statuses[plot] == Status::unusable) {
        rows.add_null().add_or_null(outcome.region.candidates.unusable[plot].in(language));
        return;
    }
    const Fact& fact = outcome.facts.at(plot, rule);
    if (const auto number = raw_number(fact)) {
        rows.add(*number).add_null();
    } else {
        rows.add_null().add(raw_text(fact, language));
    }
}

std::span<const Evidence> evidence_of(const Outcome& outcome, std::size_t plot, std::size_t rule)
{
    const auto& all = outcome.evidence[plot];
    const auto first
        = std::find_if(all.begin(), all.end(), [rule](const Evidence& row) { return row.rule == rule; });
    const auto last
        = std::find_if(first, all.end(), [rule](const Evidence& row) { return row.rule != rule; });
    return {first, last};
}

/// The first of what a criterion saw, in words.
std::string seen_by(const Outcome& outcome, std::size_t plot, std::size_t rule,
    const std::vector<std::vector<GridEvidence>>& of_grid)
{
    const MeasureDeclaration& measure = *outcome.study.rules.rule(rule).measure;
    if (!is_of_grid(measure)) {
        return evidence_text(evidence_of(outcome, plot, rule), outcome.study.language);
    }
    const auto seen = std::find_if(of_grid[plot].begin(), of_grid[plot].end(),
        [&](const GridEvidence& one) { return one.topic == topic_of(measure); });
    return seen != of_grid[plot].end() ? seen->row.label : std::string();
}

/// Plots that follow each other in rank lie anywhere in memory.
void prefetch_scores(const Outcome& outcome, std::size_t plot)
{
    prefetch(&outcome.region.candidates.ids[plot], sizeof(std::string));
    if (const std::size_t rules = outcome.facts.rules(); rules > 0) {
        prefetch(&outcome.facts.at(plot, 0), rules * sizeof(Fact));
    }
    if (const std::size_t criteria = outcome.judgement.criteria; criteria > 0) {
        prefetch(&outcome.judgement.value(plot, 0), criteria * sizeof(outcome.judgement.values.front()));
    }
}

} // namespace

double area_ha(const Outcome& outcome, std::size_t plot)
{
    constexpr double m2_a_ha = 10000.0;
    return outcome.recorded ? outcome.recorded->area_ha(plot)
                            : area_m2(outcome.region.candidates.table.shapes[plot]) / m2_a_ha;
}

void fill_ranked_sites(
    Rows& rows, const Outcome& outcome, const std::vector<ColumnType>& stored_as, Plots plots)
{
    const Candidates& candidates = outcome.region.candidates;
    for (std::size_t row = 0; row < plots.size(); ++row) {
        const std::size_t plot = plots[row];
        if (row + 1 < plots.size() && outcome.recorded) {
            const std::string_view next = outcome.recorded->geometry(plots[row + 1]);
            prefetch(next.data(), next.size());
        }
        const Status status = outcome.judgement.statuses[plot];
        const Score& score = outcome.ranking.scores[plot];
        add_geometry(rows, outcome, plot);
        rows.add(outcome.ranking.ranks[plot])
            .add(candidates.ids[plot])
            .add_or_null(candidates.names[plot])
            .add(to_text(status))
            .add(to_text(outcome.judgement.lights[plot]))
            .add(score.score)
            .add(score.low)
            .add(score.high)
            .add_or_null(failed_ids(outcome, plot))
            .add_or_null(condition_texts(outcome, plot))
            .add(area_ha(outcome, plot));
        for (const auto& theme : score.themes) {
            rows.add(theme);
        }
        for (const auto& goal : score.goals) {
            rows.add(goal);
        }
        add_grid_cells(rows, outcome, plot);
        for (std::size_t i = 0; i < stored_as.size(); ++i) {
            add_own_field(rows, candidates.table.columns[i], plot, stored_as[i]);
        }
        rows.end();
    }
}

void fill_scores(
    Rows& rows, const Outcome& outcome, const std::vector<std::vector<GridEvidence>>& of_grid, Plots plots)
{
    const RuleSet& rules = outcome.study.rules;
    for (std::size_t row = 0; row < plots.size(); ++row) {
        const std::size_t plot = plots[row];
        if (row + 1 < plots.size()) {
            prefetch_scores(outcome, plots[row + 1]);
        }
        const bool usable = outcome.judgement.statuses[plot] != Status::unusable;
        std::size_t applied = 0;
        for (std::size_t i = 0; i < rules.criteria.size(); ++i) {
            const std::size_t rule = rules.constraints.size() + i;
            if (outcome.applied[rule] == 0) {
                continue;
            }
            const Criterion& criterion = rules.criteria[i];
            const double value = counted_value(criterion, outcome.judgement.value(plot, i));
            const double weight = outcome.ranking.weights[i];
            rows.add(outcome.region.candidates.ids[plot]).add(criterion.id);
            add_raw(rows, outcome, plot, rule);
            rows.add_or_null(unit_of(criterion))
                .add(usable ? std::optional(value) : std::nullopt)
                .add(weight)
                .add(usable ? std::optional(100.0 * weight * value) : std::nullopt);
            if (outcome.recorded) {
                rows.add_or_null(outcome.recorded->seen(plot, applied++));
            } else {
                rows.add_or_null(seen_by(outcome, plot, rule, of_grid));
            }
            rows.end();
        }
    }
}

void fill_checks(Rows& rows, const Outcome& outcome, Plots plots)
{
    const auto& constraints = outcome.study.rules.constraints;
    for (const std::size_t plot : plots) {
        for (std::size_t i = 0; i < constraints.size(); ++i) {
            if (outcome.applied[i] == 0) {
                continue;
            }
            const Check& check = outcome.judgement.check(plot, i);
            rows.add(outcome.region.candidates.ids[plot]).add(constraints[i].id);
            add_raw(rows, outcome, plot, i);
            rows.add_or_null(limit_text(constraints[i], check, outcome.study.language))
                .add(check.passed)
                .add(constraints[i].on_fail == OnFail::exclude ? "exclude" : "condition")
                .end();
        }
    }
}

void fill_evidence(Rows& rows, const Outcome& outcome, const EvidenceByPlot& evidence,
    const std::vector<std::vector<GridEvidence>>& of_grid, Plots plots)
{
    const RuleSet& rules = outcome.study.rules;
    const auto add = [&](std::size_t plot, const Evidence& seen) {
        rows.add_geometry(seen.wkb)
            .add(outcome.region.candidates.ids[plot])
            .add(seen.rule < rules.size() ? rules.rule(seen.rule).id : grid_rule_id)
            .add(to_text(seen.kind))
            .add_or_null(seen.label)
            .add(seen.amount)
            .add_or_null(seen.unit)
            .end();
    };
    for (const std::size_t plot : plots) {
        for (const Evidence& seen : evidence[plot]) {
            add(plot, seen);
        }
        if (!of_grid.empty()) {
            for (const GridEvidence& one : of_grid[plot]) {
                add(plot, one.row);
            }
        }
    }
}

} // namespace kavel
