// SPDX-License-Identifier: EUPL-1.2
// Which tables a result has: their columns, declared as data, with what they mean in both languages.
#pragma once

#include "base/facts.hpp"
#include "policy/rules.hpp"
#include "read/feature_table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kavel {

struct ColumnDeclaration {
    std::string name;
    std::string type; ///< as SQL declares it
    Title title;
    Title description; ///< may be empty
};

/// Every table has a whole-number key, 1 for its first row, before the columns named here.
struct TableDeclaration {
    std::string name;
    Title title;
    Title description;
    std::string
        geometry; ///< a GeoPackage geometry type, the column `geom` after the key; empty: a table without
    std::vector<ColumnDeclaration> columns;
    std::string key = "fid";
    std::string sorted_by; ///< a column in which other programs look rows up; empty: none
    bool listed = true; ///< among the package's tables; other programs do not show one that is not
};

/// Which of the columns has a name; their number: none has.
std::size_t column_index(const TableDeclaration& table, std::string_view name);

namespace tables {

/// Depends on the rules (a column a theme, a column a goal) and on the candidates' own fields.
TableDeclaration ranked_sites(const RuleSet& rules, const std::vector<Column>& own_fields);
const TableDeclaration& scores();
const TableDeclaration& checks();
const TableDeclaration& criteria();
const TableDeclaration& constraints();
/// With the grid's columns where the rules have [grid].
TableDeclaration summary(const RuleSet& rules);
const TableDeclaration& evidence();
const TableDeclaration& repairs();
const TableDeclaration& run();
const TableDeclaration& layer_styles();
/// What a later run needs to know of this one's survey, and the survey: for Kavel itself.
const TableDeclaration& survey();
const TableDeclaration& survey_notes();

} // namespace tables

/// `theme_` and an id as a column's name: a dash becomes an underscore.
std::string column_name(std::string_view prefix, std::string_view id);

/// How a field is stored: its declared type, or a wider one where a value does not fit it.
ColumnType stored_type(const Column& field);

} // namespace kavel
