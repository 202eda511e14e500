// SPDX-License-Identifier: EUPL-1.2
#include "base/problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace kavel {
namespace {

using Words = std::vector<std::string>;

TEST(Problem, is_one_line_with_its_place_what_is_wrong_and_what_to_do)
{
    const struct {
        Problem problem;
        const char* line;
    } table[] = {
        {{Fault::definition, {"study.toml", 12, 1}, "there is no role 'natura200'",
             "did you mean 'natura2000'?"},
            "study.toml:12:1: there is no role 'natura200'; did you mean 'natura2000'?"},
        {{Fault::data, {"plots.gpkg", 0, 0}, "3 plots share kavel_id 'A-17'", "make the ids unique"},
            "plots.gpkg: 3 plots share kavel_id 'A-17'; make the ids unique"},
        {{Fault::output, {}, "the disk is full", "make room"}, "the disk is full; make room"},
        {{Fault::output, {}, "the disk is full", ""}, "the disk is full"},
    };

    for (const auto& [problem, line] : table) {
        EXPECT_EQ(to_line(problem), line);
    }
}

TEST(Problem, stays_on_one_line_whatever_a_file_or_a_library_says)
{
    const Problem problem{Fault::data, {"odd\nname.csv", 0, 0}, "value 'a\r\nb'", "repair it\n"};

    const std::string line = to_line(problem);

    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 0);
    EXPECT_EQ(std::count(line.begin(), line.end(), '\r'), 0);
    EXPECT_EQ(line, "odd name.csv: value 'a  b'; repair it ");
}

TEST(Problems, say_all_their_lines_one_under_the_other)
{
    const Problems problems({{Fault::data, {}, "a", "do b"}, {Fault::definition, {"f", 0, 0}, "c", ""}});

    EXPECT_STREQ(problems.what(), "a; do b\nf: c");
    ASSERT_EQ(problems.list().size(), 2U);
    EXPECT_EQ(problems.list()[0].fault, Fault::data);
    EXPECT_EQ(problems.list()[1].fault, Fault::definition);
}

TEST(ProblemList, throws_everything_at_once_in_the_order_in_which_it_was_found)
{
    ProblemList list;
    EXPECT_FALSE(list.any());
    EXPECT_NO_THROW(list.throw_if_any());

    list.add(Fault::definition, {"a.toml", 1, 2}, "first", "do this");
    list.add(Problems({Fault::data, {}, "second", "do that"}));

    EXPECT_TRUE(list.any());
    try {
        list.throw_if_any();
        FAIL() << "nothing was thrown";
    } catch (const Problems& problems) {
        EXPECT_STREQ(problems.what(), "a.toml:1:2: first; do this\nsecond; do that");
    }
}

TEST(Fault, has_the_exit_code_of_the_contract)
{
    EXPECT_EQ(static_cast<int>(Fault::command_line), 1);
    EXPECT_EQ(static_cast<int>(Fault::definition), 2);
    EXPECT_EQ(static_cast<int>(Fault::data), 3);
    EXPECT_EQ(static_cast<int>(Fault::output), 4);
}

TEST(NearestSpelling, is_the_word_with_the_fewest_changes)
{
    const Words roles{"housing", "natura2000", "nnn", "motorway-ramps"};
    const struct {
        const char* word;
        std::optional<std::string> near;
    } table[] = {
        {"natura2000", "natura2000"}, // nothing differs
        {"natura200", "natura2000"}, // a letter short
        {"natura20000", "natura2000"}, // a letter too many
        {"nautra2000", "natura2000"}, // two letters swapped
        {"NATURA2000", "natura2000"}, // case is no change
        {"motorway_ramps", "motorway-ramps"},
        {"nn", "nnn"},
        {"hosuign", "housing"}, // two swaps in seven letters
        {"xx", std::nullopt},
        {"railway", std::nullopt},
        {"", std::nullopt},
    };

    for (const auto& [word, near] : table) {
        EXPECT_EQ(nearest_spelling(word, roles), near) << word;
    }
}

TEST(NearestSpelling, of_equally_near_words_is_the_first)
{
    const Words words{"bat", "cat"};

    EXPECT_EQ(nearest_spelling("rat", words), "bat");
}

TEST(NearestSpelling, is_nothing_among_no_words)
{
    EXPECT_EQ(nearest_spelling("rat", Words()), std::nullopt);
}

TEST(Suggestion, offers_the_near_word_else_the_list_else_removal)
{
    EXPECT_EQ(suggest("raduis", Words{"radius", "attribute"}), "did you mean 'radius'?");
    EXPECT_EQ(suggest("straal", Words{"radius", "attribute"}), "use one of 'radius', 'attribute'");
    EXPECT_EQ(suggest("straal", Words()), "remove it");
}

TEST(Suggestion, lists_at_most_ten_words)
{
    Words words;
    for (const char c : std::string("abcdefghijk")) {
        words.push_back(std::string(5, c));
    }

    EXPECT_EQ(suggest("straal", words),
        "use one of 'aaaaa', 'bbbbb', 'ccccc', 'ddddd', 'eeeee', 'fffff', 'ggggg', 'hhhhh', 'iiiii', "
        "'jjjjj', ...");
    words.pop_back();
    EXPECT_EQ(suggest("straal", words),
        "use one of 'aaaaa', 'bbbbb', 'ccccc', 'ddddd', 'eeeee', 'fffff', 'ggggg', 'hhhhh', 'iiiii', "
        "'jjjjj'");
}

} // namespace
} // namespace kavel
