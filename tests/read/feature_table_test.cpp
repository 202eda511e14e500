// SPDX-License-Identifier: EUPL-1.2
#include "read/feature_table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace kavel {
namespace {

TEST(Column, keeps_nothing_numbers_and_texts_apart)
{
    Column column("functie");
    column.add_null();
    column.add(2.5);
    column.add(std::string_view("bos"));
    column.add(std::string_view(""));
    column.add(Value());
    column.add(Value(0.0));
    column.add(Value(std::string("2.5")));

    const std::vector<Value> expected{
        Value(), 2.5, std::string("bos"), std::string(), Value(), 0.0, std::string("2.5")};

    ASSERT_EQ(column.size(), expected.size());
    for (std::size_t row = 0; row < expected.size(); ++row) {
        EXPECT_EQ(column.value(row), expected[row]) << row;
        EXPECT_EQ(column.is_null(row), std::holds_alternative<std::monostate>(expected[row])) << row;
        EXPECT_EQ(column.is_number(row), std::holds_alternative<double>(expected[row])) << row;
    }
}

TEST(Column, stores_each_text_once_in_order_of_appearance)
{
    Column column("functie");
    for (const char* text : {"zee", "bos", "zee", "Bos", "bos"}) {
        column.add(std::string_view(text));
    }

    EXPECT_EQ(column.texts(), (std::vector<std::string>{"zee", "bos", "Bos"}));
    EXPECT_EQ(column.text(2), "zee");
    EXPECT_EQ(column.text(3), "Bos");
}

TEST(Column, that_is_copied_goes_on_by_itself)
{
    Column column("functie", ColumnType::integer);
    column.add(std::string_view("zee"));
    Column copy = column;

    copy.add(std::string_view("bos"));
    copy.add(std::string_view("zee"));

    EXPECT_EQ(column.size(), 1U);
    EXPECT_EQ(copy.value(1), Value(std::string("bos")));
    EXPECT_EQ(copy.texts().size(), 2U);
    EXPECT_EQ(copy.type(), ColumnType::integer);
}

TEST(Column, takes_all_of_another_at_once_as_row_by_row)
{
    Column from("functie");
    from.add(std::string_view("bos"));
    from.add_null();
    from.add(2.5);
    from.add(std::string_view("zee"));
    from.add(std::string_view("bos"));
    Column at_once("use", ColumnType::integer);
    Column by_row("use", ColumnType::integer);

    for (int twice = 0; twice < 2; ++twice) { // into an empty one, and behind what is there
        at_once.add(from);
        by_row.add(from, std::vector<std::size_t>{0, 1, 2, 3, 4});
        for (Column* column : {&at_once, &by_row}) {
            column->add(std::string_view("dorp"));
            column->add(std::string_view("zee"));
        }
        ASSERT_EQ(at_once.size(), by_row.size());
        EXPECT_EQ(at_once.texts(), by_row.texts());
        for (std::size_t row = 0; row < by_row.size(); ++row) {
            EXPECT_EQ(at_once.value(row), by_row.value(row)) << row;
        }
    }
    EXPECT_EQ(at_once.name(), "use");
    EXPECT_EQ(at_once.type(), ColumnType::integer);
}

TEST(FeatureTable, finds_a_column_by_its_exact_name)
{
    FeatureTable table;
    table.columns.emplace_back("naam");
    table.columns.emplace_back("Naam");

    EXPECT_EQ(table.column("Naam"), &table.columns[1]);
    EXPECT_EQ(table.column("NAAM"), nullptr);
}

} // namespace
} // namespace kavel
