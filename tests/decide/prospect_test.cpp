// SPDX-License-Identifier: EUPL-1.2
#include "decide/prospect.hpp"

#include <gtest/gtest.h>

using namespace kavel;

TEST(Prospect, half_of_the_points_is_promising)
{
    EXPECT_EQ(prospect_of(Light::green, 50.0), Prospect::promising);
    EXPECT_EQ(prospect_of(Light::amber, 50.0), Prospect::on_conditions);
}

TEST(Prospect, less_than_half_is_little_whatever_the_conditions)
{
    EXPECT_EQ(prospect_of(Light::green, 49.999), Prospect::little);
    EXPECT_EQ(prospect_of(Light::amber, 0.0), Prospect::little);
}

TEST(Prospect, an_excluded_plot_is_excluded_however_high_its_score)
{
    EXPECT_EQ(prospect_of(Light::red, 99.0), Prospect::excluded);
    EXPECT_EQ(prospect_of(Light::red, std::nullopt), Prospect::excluded);
}

TEST(Prospect, has_words_in_both_languages)
{
    EXPECT_EQ(
        title_of(Prospect::on_conditions), (Title{"kansrijk onder voorwaarden", "promising on conditions"}));
    EXPECT_EQ(to_text(Prospect::little), "little");
}
