// SPDX-License-Identifier: EUPL-1.2
#include "cli/text_layout.hpp"

#include <gtest/gtest.h>

#include <sstream>

using namespace kavel;

TEST(TextLayout, a_paragraph_hangs_under_its_first_word)
{
    std::string words;
    for (int i = 0; i < 40; ++i) {
        words += "woord ";
    }

    const std::string text = paragraph("  1. ", words);

    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    EXPECT_TRUE(line.starts_with("  1. woord woord"));
    EXPECT_LE(line.size(), text_width);
    std::getline(lines, line);
    EXPECT_TRUE(line.starts_with("     woord"));
    EXPECT_TRUE(text.ends_with("woord\n"));
}

TEST(TextLayout, a_word_that_is_too_long_gets_a_line_of_its_own)
{
    const std::string address(120, 'x');

    EXPECT_EQ(paragraph("- ", "zie " + address + " daar"), "- zie\n  " + address + "\n  daar\n");
}

TEST(TextLayout, a_figure_stays_with_its_unit)
{
    const std::string filling(text_width - 12, 'x');

    EXPECT_EQ(paragraph("", filling + " 3.1 = 1.200 m, 100 %"), filling + "\n3.1 = 1.200 m, 100 %\n");
    EXPECT_EQ(paragraph("", filling + " xxxxx (218 m)."), filling + " xxxxx\n(218 m).\n");
}

TEST(TextLayout, nothing_to_say_is_no_line)
{
    EXPECT_EQ(paragraph("Bron: ", ""), "");
    EXPECT_EQ(paragraph("Bron: ", " \n "), "");
    EXPECT_EQ(block("\n \n", 4), "");
}

TEST(TextLayout, a_block_keeps_its_lines_and_their_indents)
{
    EXPECT_EQ(block("\nCASE\n  WHEN a THEN 1\n\nEND\n", 4), "    CASE\n      WHEN a THEN 1\n\n    END\n");
}

TEST(TextLayout, characters_are_counted_and_not_bytes)
{
    EXPECT_EQ(character_count("één"), 3U);
    EXPECT_EQ(text_table({"a", "b"}, {{"één", "x"}, {"vier", "y"}}), "a     b\n----  -\néén   x\nvier  y\n");
}
