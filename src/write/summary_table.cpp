// SPDX-License-Identifier: EUPL-1.2
#include "decide/prospect.hpp"
#include "write/grid_tables.hpp"
#include "write/tables.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace kavel {

namespace {

/// What an agreement between municipalities counts, of one plot or of many together.
struct Tally {
    std::int64_t plots = 0;
    double gross_ha = 0.0;
    std::optional<double> net_ha;
    double ha_green = 0.0;
    double ha_amber = 0.0;
    double ha_red = 0.0;
    std::int64_t unknown_results = 0;
    std::array<double, prospects.size()> ha_by_prospect{}; ///< in the order of prospects
    std::array<double, grid_statuses.size()> ha_by_grid{}; ///< in the order of grid_statuses
    double demand_mw = 0.0;
    std::map<std::size_t, double> headroom_mw; ///< by station, each once

    void add(const Tally& other)
    {
        plots += other.plots;
        gross_ha += other.gross_ha;
        if (other.net_ha) {
            net_ha = net_ha.value_or(0.0) + *other.net_ha;
        }
        ha_green += other.ha_green;
        ha_amber += other.ha_amber;
        ha_red += other.ha_red;
        unknown_results += other.unknown_results;
        for (std::size_t i = 0; i < ha_by_prospect.size(); ++i) {
            ha_by_prospect[i] += other.ha_by_prospect[i];
        }
        for (std::size_t i = 0; i < ha_by_grid.size(); ++i) {
            ha_by_grid[i] += other.ha_by_grid[i];
        }
        demand_mw += other.demand_mw;
        headroom_mw.insert(other.headroom_mw.begin(), other.headroom_mw.end());
    }
};

void tally_grid(Tally& tally, const PlotPower& power)
{
    const GridVerdict& verdict = power.typical;
    for (std::size_t i = 0; i < grid_statuses.size(); ++i) {
        tally.ha_by_grid[i] = verdict.status == grid_statuses[i] ? tally.gross_ha : 0.0;
    }
    tally.demand_mw = verdict.demand_mw;
    if (verdict.feeding && verdict.headroom_mw) {
        tally.headroom_mw.emplace(verdict.feeding->station, *verdict.headroom_mw);
    }
}

Tally tally_of(const Outcome& outcome, std::size_t plot)
{
    const Candidates& plots = outcome.region.candidates;
    Tally tally;
    tally.plots = 1;
    tally.gross_ha = area_ha(outcome, plot);
    const Column* net_ha = plots.field("net_ha");
    tally.net_ha = net_ha != nullptr ? net_ha->read_number(plot) : std::nullopt;
    switch (outcome.judgement.lights[plot]) {
    case Light::green:
        tally.ha_green = tally.gross_ha;
        break;
    case Light::amber:
        tally.ha_amber = tally.gross_ha;
        break;
    case Light::red:
        tally.ha_red = tally.gross_ha;
        break;
    }
    const Prospect prospect = prospect_of(outcome.judgement.lights[plot], outcome.ranking.scores[plot].score);
    tally.ha_by_prospect[static_cast<std::size_t>(prospect)] = tally.gross_ha;
    for (std::size_t rule = 0; rule < outcome.study.rules.size(); ++rule) {
        if (outcome.applied[rule] != 0 && is_unknown(outcome.facts.at(plot, rule))) {
            ++tally.unknown_results;
        }
    }
    if (outcome.study.rules.grid) {
        tally_grid(tally, outcome.screening.plots[plot]);
    }
    return tally;
}

const std::string& name_or_dash(const std::vector<std::string>& names, std::size_t plot)
{
    static const std::string dash = "-";
    return plot < names.size() && !names[plot].empty() ? names[plot] : dash;
}

enum class RowKind { plots, total };

void add_row(Rows& rows, const std::pair<std::string, std::string>& group, RowKind kind, const Tally& tally,
    bool with_grid)
{
    rows.add(group.first)
        .add(group.second)
        .add(kind == RowKind::total)
        .add(tally.plots)
        .add(tally.gross_ha)
        .add(tally.net_ha)
        .add(tally.ha_green)
        .add(tally.ha_amber)
        .add(tally.ha_red)
        .add(tally.unknown_results);
    for (const double ha : tally.ha_by_prospect) {
        rows.add(ha);
    }
    if (with_grid) {
        for (const double ha : tally.ha_by_grid) {
            rows.add(ha);
        }
        double headroom_mw = 0.0;
        for (const auto& [station, mw] : tally.headroom_mw) {
            headroom_mw += mw;
        }
        rows.add(tally.demand_mw).add(tally.headroom_mw.empty() ? std::nullopt : std::optional(headroom_mw));
    }
    rows.end();
}

} // namespace

void fill_summary(Rows& rows, const Outcome& outcome)
{
    std::map<std::string, std::map<std::string, Tally>> by_municipality;
    std::map<std::string, Tally> by_segment;
    Tally all;
    const bool with_grid = outcome.study.rules.grid.has_value();
    // In the order of the ranking: sums of hectares must not hang on the order of the sources.
    for (const std::size_t plot : outcome.ranking.order) {
        const Tally tally = tally_of(outcome, plot);
        const std::string& segment = name_or_dash(outcome.segments, plot);
        by_municipality[name_or_dash(outcome.municipalities, plot)][segment].add(tally);
        by_segment[segment].add(tally);
        all.add(tally);
    }
    const std::string total = Title{"totaal", "total"}.in(outcome.study.language);
    for (const auto& [municipality, segments] : by_municipality) {
        Tally together;
        for (const auto& [segment, tally] : segments) {
            add_row(rows, {municipality, segment}, RowKind::plots, tally, with_grid);
            together.add(tally);
        }
        add_row(rows, {municipality, total}, RowKind::total, together, with_grid);
    }
    for (const auto& [segment, tally] : by_segment) {
        add_row(rows, {total, segment}, RowKind::total, tally, with_grid);
    }
    add_row(rows, {total, total}, RowKind::total, all, with_grid);
}

} // namespace kavel
