// SPDX-License-Identifier: EUPL-1.2
// What the grid model adds to the result: columns of the ranked plots, the stations with their ledger, energy
// hubs, and what each plot's verdict rests on.
#pragma once

#include "kavel.hpp"
#include "write/geopackage.hpp"
#include "write/schema.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace kavel {

/// In the order in which the summary counts them.
inline constexpr std::array grid_statuses{GridStatus::available, GridStatus::local, GridStatus::later,
    GridStatus::unavailable, GridStatus::unknown};

/// Columns of the summary; empty without a grid model.
std::vector<ColumnDeclaration> grid_summary_columns(const RuleSet& rules);

/// Columns of ranked_sites, in order; empty without a grid model.
std::vector<ColumnDeclaration> grid_columns(const RuleSet& rules);
void add_grid_cells(Rows& rows, const Outcome& outcome, std::size_t plot);

/// A column headroom_YYYY for each year from base_year to the horizon.
TableDeclaration grid_stations_table(const Study& study);
void fill_grid_stations(Rows& rows, const Outcome& outcome);

const TableDeclaration& energy_hubs_table();
void fill_energy_hubs(Rows& rows, const Outcome& outcome);

enum class GridTopic { connection, headroom, year, local, map };

struct GridEvidence {
    GridTopic topic = GridTopic::connection;
    Evidence row;
};

/// What a measure of the grid model is about.
GridTopic topic_of(const MeasureDeclaration& measure);

/// What the verdict on a plot rests on, in the study's language: the way to the connection, what it costs,
/// the station that has least left, since when it fits and what holds it back, battery, colours of the
/// capacity map. `rule` is that of the first applied rule on the grid; the number of rules when there is
/// none.
std::vector<GridEvidence> grid_evidence(const Outcome& outcome, std::size_t plot);

/// The id under which such evidence stands when no rule asks for the grid.
constexpr const char* grid_rule_id = "grid";

} // namespace kavel
