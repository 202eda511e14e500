// SPDX-License-Identifier: EUPL-1.2
#include "base/facts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace kavel {
namespace {

TEST(Number, is_read_from_a_text_that_is_wholly_a_decimal_number)
{
    const struct {
        const char* text;
        double number;
    } table[] = {
        {"3", 3.0}, {"3.0", 3.0}, {"-2.5", -2.5}, {"+7", 7.0}, {".5", 0.5}, {"4.", 4.0}, {"007", 7.0},
        {"1e3", 1000.0}, {"1.5E-2", 0.015}, {"  12 ", 12.0}, {"\t12\r\n", 12.0}, {"-0", 0.0},
        {"9007199254740993", 9007199254740992.0}, // 2^53 + 1 has no double of its own
    };

    for (const auto& [text, number] : table) {
        ASSERT_TRUE(as_number(text).has_value()) << text;
        EXPECT_EQ(*as_number(text), number) << text;
    }
}

TEST(Number, is_not_read_from_anything_else)
{
    for (const char* text :
        {"", " ", "twee", "3 ha", "3,5", "1.000,5", "1 000", "0x10", "3.1.2", "e3", "1e", "--1", "+-1", "++1",
            "+", "-", ".", "nan", "NaN", "inf", "-inf", "infinity", "1e999", "-1e999", "3\v",
            "\xc2\xa0"
            "3"}) {
        EXPECT_FALSE(as_number(text).has_value()) << text;
    }
    EXPECT_FALSE(as_number(std::string_view("3\0", 2)).has_value());
}

TEST(Number, is_written_as_short_as_reads_back_the_same)
{
    const struct {
        double number;
        const char* text;
    } table[] = {
        {0.0, "0"},
        {-0.0, "0"},
        {3.0, "3"},
        {-3.0, "-3"},
        {0.1, "0.1"},
        {2.5, "2.5"},
        {100.0, "100"},
        {1234567.0, "1234567"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3.0, "0.3333333333333333"},
        {9007199254740991.0, "9007199254740991"},
        {-9007199254740991.0, "-9007199254740991"},
    };

    for (const auto& [number, text] : table) {
        EXPECT_EQ(shortest(number), text);
    }
}

TEST(Number, of_any_size_survives_being_written_and_read)
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 20000; ++i) {
        const std::uint64_t bits = random();
        double number = 0.0;
        std::memcpy(&number, &bits, sizeof number);
        if (!std::isfinite(number)) {
            continue;
        }
        ASSERT_EQ(as_number(shortest(number)), number) << shortest(number);
    }
}

TEST(Value, as_text_has_no_fraction_when_it_is_whole)
{
    EXPECT_EQ(to_text(Value()), "");
    EXPECT_EQ(to_text(Value(3.0)), "3");
    EXPECT_EQ(to_text(Value(3.25)), "3.25");
    EXPECT_EQ(to_text(Value(std::string("3.0"))), "3.0");
}

TEST(Value, is_the_same_when_texts_are_equal_or_a_number_is_what_the_text_reads_as)
{
    const Value nothing;
    const auto text = [](const char* characters) { return Value(std::string(characters)); };
    const struct {
        Value a, b;
        bool same;
    } table[] = {
        {3.0, 3.0, true},
        {3.0, 3.5, false},
        {3.0, text("3"), true},
        {3.0, text("3.0"), true},
        {3.0, text(" 3 "), true},
        {3.0, text("3e0"), true},
        {3.0, text("drie"), false},
        {3.0, text(""), false},
        {0.0, text(""), false},
        {0.0, -0.0, true},
        {text("A"), text("A"), true},
        {text("A"), text("a"), false}, // case counts
        {text("A"), text("A "), false},
        {text("3"), text("3.0"), false}, // two texts compare exactly
        {text(""), text(""), true},
        {nothing, nothing, false},
        {nothing, 0.0, false},
        {nothing, text(""), false},
    };

    for (const auto& [a, b, same] : table) {
        EXPECT_EQ(same_value(a, b), same) << to_text(a) << " and " << to_text(b);
        EXPECT_EQ(same_value(b, a), same) << to_text(b) << " and " << to_text(a);
    }
}

TEST(FactTable, begins_with_everything_unknown_and_without_a_reason)
{
    FactTable table(2, 3);

    EXPECT_EQ(table.plots(), 2U);
    EXPECT_EQ(table.rules(), 3U);
    for (std::size_t plot = 0; plot < 2; ++plot) {
        for (std::size_t rule = 0; rule < 3; ++rule) {
            EXPECT_EQ(table.at(plot, rule), Fact(Unknown{}));
        }
    }
}

TEST(FactTable, keeps_each_plots_fact_of_each_rule)
{
    FactTable table(2, 3);

    table.at(1, 0) = 4.0;
    table.at(0, 2) = std::string("A");

    EXPECT_EQ(std::as_const(table).at(1, 0), Fact(4.0));
    EXPECT_EQ(std::as_const(table).at(0, 2), Fact(std::string("A")));
    EXPECT_TRUE(is_unknown(table.at(0, 0)));
    EXPECT_TRUE(is_unknown(table.at(1, 2)));
}

TEST(FactTable, without_rules_or_plots_is_empty)
{
    EXPECT_EQ(FactTable().plots(), 0U);
    EXPECT_EQ(FactTable(0, 5).plots(), 0U);
    EXPECT_EQ(FactTable(0, 5).rules(), 5U);
}

TEST(Fact, none_is_something_else_than_unknown)
{
    EXPECT_FALSE(is_unknown(Fact(None{})));
    EXPECT_FALSE(is_unknown(Fact(0.0)));
    EXPECT_TRUE(is_unknown(Fact()));
    EXPECT_NE(Fact(None{}), Fact(Unknown{}));
}

TEST(Title, is_read_in_the_language_that_is_asked)
{
    const Title title{"kavel", "plot"};

    EXPECT_EQ(title.in(Language::nl), "kavel");
    EXPECT_EQ(title.in(Language::en), "plot");
    EXPECT_FALSE(title.empty());
    EXPECT_FALSE((Title{"", "plot"}).empty());
    EXPECT_TRUE(Title().empty());
}

TEST(Evidence, kinds_have_the_names_of_the_result)
{
    EXPECT_EQ(to_text(EvidenceKind::nearest), "nearest");
    EXPECT_EQ(to_text(EvidenceKind::overlap), "overlap");
    EXPECT_EQ(to_text(EvidenceKind::within), "within");
    EXPECT_EQ(to_text(EvidenceKind::hall), "hall");
    EXPECT_EQ(to_text(EvidenceKind::route), "route");
}

} // namespace
} // namespace kavel
