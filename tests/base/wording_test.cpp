// SPDX-License-Identifier: EUPL-1.2
#include "base/wording.hpp"

#include <gtest/gtest.h>

#include <limits>

using namespace kavel;

TEST(NumberText, has_a_comma_and_points_in_dutch_and_the_reverse_in_english)
{
    struct {
        double number;
        int decimals;
        const char* nl;
        const char* en;
    } const table[] = {
        {0.0, 0, "0", "0"},
        {0.5, 1, "0,5", "0.5"},
        {999.0, 0, "999", "999"},
        {1000.0, 0, "1.000", "1,000"},
        {1234567.891, 2, "1.234.567,89", "1,234,567.89"},
        {-1234.5, 1, "-1.234,5", "-1,234.5"},
        {-999.0, 0, "-999", "-999"},
        {30.43, 1, "30,4", "30.4"},
        {999.96, 1, "1.000,0", "1,000.0"},
        {-0.04, 1, "0,0", "0.0"},
        {-0.0, 0, "0", "0"},
    };
    for (const auto& [number, decimals, nl, en] : table) {
        EXPECT_EQ(number_text(number, decimals, Language::nl), nl);
        EXPECT_EQ(number_text(number, decimals, Language::en), en);
    }
}

TEST(NumberText, keeps_the_decimals_that_a_number_has)
{
    EXPECT_EQ(number_text(10000.0, Language::nl), "10.000");
    EXPECT_EQ(number_text(0.05, Language::nl), "0,05");
    EXPECT_EQ(number_text(-12345.678, Language::en), "-12,345.678");
    EXPECT_EQ(number_text(1e300, Language::nl), "1e+300");
    EXPECT_EQ(number_text(1.5e-12, Language::nl), "1,5e-12");
}

TEST(NumberText, leaves_out_zeros_at_the_end_where_a_figure_was_computed)
{
    EXPECT_EQ(rounded_text(0.1 + 0.2, 6, Language::nl), "0,3");
    EXPECT_EQ(rounded_text(1.0 / 3.0, 3, Language::en), "0.333");
    EXPECT_EQ(rounded_text(1200.0, 6, Language::nl), "1.200");
    EXPECT_EQ(rounded_text(100.0, 0, Language::nl), "100");
    EXPECT_EQ(rounded_text(-1e-9, 3, Language::nl), "0");
}

TEST(NumberText, has_words_for_what_is_no_finite_number)
{
    constexpr double infinite = std::numeric_limits<double>::infinity();

    EXPECT_EQ(number_text(infinite, Language::nl), "oneindig");
    EXPECT_EQ(number_text(-infinite, 1, Language::en), "-infinite");
    EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN(), 1, Language::nl), "onbekend");
}
