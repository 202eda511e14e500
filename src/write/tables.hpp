// SPDX-License-Identifier: EUPL-1.2
// What stands in each table of the result: one function a table, which fills its rows from an outcome.
#pragma once

#include "kavel.hpp"
#include "write/geopackage.hpp"
#include "write/grid_tables.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace kavel {

/// Some plots of an outcome, in the order in which they stand in a table; each of the four below gives the
/// rows of these.
using Plots = std::span<const std::size_t>;

double area_ha(const Outcome& outcome, std::size_t plot);

/// An unusable plot has no geometry. `stored_as`: one a field of the candidates.
void fill_ranked_sites(
    Rows& rows, const Outcome& outcome, const std::vector<ColumnType>& stored_as, Plots plots);
/// Rules in the order of the rule set; a rule that is not applied has no rows. `of_grid`: what each plot's
/// verdict on the grid rests on; empty without a grid model.
void fill_scores(
    Rows& rows, const Outcome& outcome, const std::vector<std::vector<GridEvidence>>& of_grid, Plots plots);
void fill_checks(Rows& rows, const Outcome& outcome, Plots plots);
void fill_evidence(Rows& rows, const Outcome& outcome, const EvidenceByPlot& evidence,
    const std::vector<std::vector<GridEvidence>>& of_grid, Plots plots);

/// Every rule of the set, applied or not.
void fill_criteria(Rows& rows, const Outcome& outcome);
void fill_constraints(Rows& rows, const Outcome& outcome);

/// By municipality, its segments and then its total; then each segment's total; then the total of all.
void fill_summary(Rows& rows, const Outcome& outcome);

void fill_repairs(Rows& rows, const Outcome& outcome);

/// `started`: seconds since 1970. Says nothing of the output's path, threads, duration or host.
void fill_run(Rows& rows, const Outcome& outcome, std::int64_t started);

/// The styles of the folder, their texts in the study's language; `changed` as GeoPackage writes a time.
void fill_layer_styles(
    Rows& rows, const std::filesystem::path& styles_folder, const Study& study, const std::string& changed);

/// The name of a style among those that a layer has: no other has it, whole words where it is too long for
/// QGIS's table.
std::string style_name(const std::string& wanted, const std::vector<std::string>& taken);

/// The template of a theme's style, `{{column}}` and `{{title}}` filled in.
std::string style_of_theme(const std::string& style, const std::string& column, const std::string& title);

/// A text with `@{Nederlands|English}` in it, in one of the two. Throws Problems (Fault::output) where one is
/// not closed.
std::string in_one_language(const std::string& text, Language language, const std::string& shown);

/// Seconds since 1970 as "2026-11-25T00:32:15" and what follows.
std::string utc_text(std::int64_t seconds, std::string_view ending);

/// Why a rule was left out; empty for a rule that is applied.
const Title& why_left_out(const Outcome& outcome, std::size_t rule);

} // namespace kavel
