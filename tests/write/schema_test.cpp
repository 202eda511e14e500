// SPDX-License-Identifier: EUPL-1.2
#include "write/schema.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

std::vector<std::string> names_after_renaming(const std::vector<std::string>& fields)
{
    std::vector<Column> columns;
    for (const std::string& field : fields) {
        columns.emplace_back(field);
    }
    const TableDeclaration table = tables::ranked_sites({}, columns);
    std::vector<std::string> names;
    for (std::size_t i = table.columns.size() - fields.size(); i < table.columns.size(); ++i) {
        names.push_back(table.columns[i].name);
    }
    return names;
}

TEST(Schema, a_field_whose_name_is_taken_gets_src_before_it)
{
    using Names = std::vector<std::string>;
    const struct {
        Names fields;
        Names written;
    } table[] = {
        {{"eigenaar"}, {"eigenaar"}},
        {{"rank"}, {"src_rank"}},
        {{"Status", "NAME"}, {"src_Status", "src_NAME"}},
        {{"fid", "geom", "ogc_fid"}, {"src_fid", "src_geom", "src_ogc_fid"}},
        {{"rank", "src_rank"}, {"src_rank", "src_src_rank"}},
        {{"a", "A"}, {"a", "src_A"}},
    };

    for (const auto& [fields, written] : table) {
        EXPECT_EQ(names_after_renaming(fields), written) << fields.front();
    }
}

TEST(Schema, a_dash_in_an_id_becomes_an_underscore)
{
    EXPECT_EQ(column_name("theme_", "spatial-fit"), "theme_spatial_fit");
}

TEST(Schema, a_column_is_as_wide_as_its_values)
{
    const struct {
        ColumnType declared;
        std::vector<Value> values;
        ColumnType stored;
    } table[] = {
        {ColumnType::integer, {1.0, Value{}, 3.0}, ColumnType::integer},
        {ColumnType::integer, {1.0, 2.5}, ColumnType::real},
        {ColumnType::integer, {1.0, 1e300}, ColumnType::real},
        {ColumnType::boolean, {1.0, 0.0}, ColumnType::boolean},
        {ColumnType::boolean, {1.0, 2.0}, ColumnType::integer},
        {ColumnType::boolean, {1.0, 0.5}, ColumnType::real},
        {ColumnType::real, {1.0, std::string("n.v.t.")}, ColumnType::text},
        {ColumnType::text, {1.0, 2.0}, ColumnType::text},
    };

    for (const auto& [declared, values, stored] : table) {
        Column field("field", declared);
        for (const Value& value : values) {
            field.add(value);
        }
        EXPECT_EQ(stored_type(field), stored) << to_text(values.back());
    }
}

} // namespace
} // namespace kavel
