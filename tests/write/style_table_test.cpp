// SPDX-License-Identifier: EUPL-1.2
#include "base/problem.hpp"
#include "write/tables.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(StyleTable, a_text_in_two_languages_is_written_in_one)
{
    const std::string text = R"(label="@{Uitgesloten|Excluded}" value="@{|x}" tip="a || b @map_scale")";

    EXPECT_EQ(in_one_language(text, Language::nl, "x.qml"),
        R"(label="Uitgesloten" value="" tip="a || b @map_scale")");
    EXPECT_EQ(in_one_language(text, Language::en, "x.qml"),
        R"(label="Excluded" value="x" tip="a || b @map_scale")");
}

TEST(StyleTable, a_text_that_is_not_closed_is_a_problem)
{
    EXPECT_THROW(in_one_language("@{Uitgesloten|Excluded", Language::nl, "x.qml"), Problems);
    EXPECT_THROW(in_one_language("@{Uitgesloten} a | b}", Language::nl, "x.qml"), Problems);
}

TEST(StyleTable, a_long_name_ends_after_a_word)
{
    EXPECT_EQ(style_name("thema Stroom", {}), "thema Stroom");
    EXPECT_EQ(style_name("thema Samenwerking en kringlopen", {}), "thema Samenwerking\u2026");
    EXPECT_EQ(style_name("thema Bereikbaarheid over water en spoor", {}), "thema Bereikbaarheid over\u2026");
    EXPECT_EQ(style_name("thema Onafhankelijkheidsverklaringen", {}), "thema Onafhankelijkheidsverkl\u2026");
    EXPECT_EQ(style_name("thema Stroom", {"thema Stroom"}), "thema Stroom 2");
    EXPECT_EQ(style_name("thema Samenwerking en kringlopen", {"thema Samenwerking\u2026"}),
        "thema Samenwerking\u2026 2");
}

TEST(StyleTable, a_theme_fills_in_its_column_and_its_title)
{
    const std::string style = R"(filter="{{column}} > {{column}}" label="{{title}}")";

    EXPECT_EQ(style_of_theme(style, "theme_fit", "R&D {{column}}\n<x> \"nu\""),
        R"(filter="theme_fit > theme_fit" label="R&amp;D {{column}} &lt;x&gt; &quot;nu&quot;")");
}

} // namespace
} // namespace kavel
