// SPDX-License-Identifier: EUPL-1.2
#include "write/plot_story.hpp"

#include "base/problem.hpp"
#include "write/outcome_by_hand.hpp"
#include "write/result_package.hpp"
#include "write/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

class PlotStoryTest : public testing::Test {
protected:
    PlotStory story_of(const std::string& plot, const Outcome& outcome = outcome_by_hand())
    {
        Silent silent;
        write_result_package(outcome, {file(), std::filesystem::path(KAVEL_SOURCE) / "styles", 0}, silent);
        StoredResult result(file());
        return plot_story(result, plot, Language::nl);
    }

    Problem problem_with(const std::string& plot, const Outcome& outcome = outcome_by_hand())
    {
        try {
            story_of(plot, outcome);
        } catch (const Problems& problems) {
            return problems.list().front();
        }
        return {};
    }

    std::filesystem::path file() const { return m_folder / "ranked.gpkg"; }

private:
    TemporaryFolder m_folder;
};

TEST_F(PlotStoryTest, a_plot_is_found_by_its_id_and_by_its_name)
{
    EXPECT_EQ(story_of("b").plot.name, "Bijsterhuizen");
    EXPECT_EQ(story_of("Bijsterhuizen").plot.id, "b");
}

TEST_F(PlotStoryTest, a_plot_that_is_not_there_is_the_users_error)
{
    const Problem problem = problem_with("Bijsterhuisen");

    EXPECT_EQ(problem.fault, Fault::command_line);
    EXPECT_EQ(problem.remedy, "did you mean 'Bijsterhuizen'?");
}

TEST_F(PlotStoryTest, a_name_of_two_plots_is_no_answer)
{
    Outcome outcome = outcome_by_hand();
    outcome.region.candidates.names = {"Park", "Park", "Park 15", ""};

    EXPECT_EQ(problem_with("Park", outcome).remedy, "give the plot_id of one: a, b");
}

TEST_F(PlotStoryTest, another_file_is_no_result)
{
    write_text(file(), "plain text");
    EXPECT_THROW(StoredResult{file()}, Problems);
    EXPECT_THROW(StoredResult{file().string() + "x"}, Problems);
}

TEST_F(PlotStoryTest, the_second_is_compared_with_the_first)
{
    const PlotStory story = story_of("b");

    EXPECT_EQ(story.plot.rank, 2);
    EXPECT_EQ(story.ranked, 2U);
    ASSERT_TRUE(story.compared_with.has_value());
    EXPECT_EQ(story.compared_with->id, "a");
    // ramp 25 - 45, land use 5 - 16.7, station 0 - 6.7
    ASSERT_EQ(story.differences.size(), 3U);
    EXPECT_EQ(story.differences[0].rule.id, "ramp");
    EXPECT_NEAR(story.differences[0].points, -20.0, 1e-9);
    EXPECT_EQ(story.differences[0].here.number, 5250.0);
    EXPECT_EQ(story.differences[0].there.number, 1450.0);
    EXPECT_EQ(story.differences[1].rule.id, "land-use");
    EXPECT_EQ(story.differences[2].rule.id, "station");
    EXPECT_FALSE(story.differences[2].unknown_here); // none found
    EXPECT_TRUE(story.differences[2].unknown_there);
}

TEST_F(PlotStoryTest, a_lead_that_no_single_criterion_makes_up_for_has_no_way_past_it)
{
    // 38.3 behind; the ramp could give 25 more, the station 33.3.
    EXPECT_TRUE(story_of("b").overtaking.empty());
}

TEST_F(PlotStoryTest, the_smallest_rise_that_closes_the_gap_comes_first)
{
    Outcome outcome = outcome_by_hand();
    outcome.facts.at(0, 2) = 2400.0; // b: value 0.8, 40 points instead of 25
    by_hand::decide(outcome);

    const PlotStory story = story_of("b", outcome);

    // 23.33 behind: station from 0 to 0.7 (none found counts as infinitely far).
    ASSERT_EQ(story.overtaking.size(), 1U);
    EXPECT_EQ(story.overtaking[0].rule.id, "station");
    EXPECT_NEAR(story.overtaking[0].value_needed, 0.7, 1e-9);
    ASSERT_TRUE(story.overtaking[0].figures.has_value());
    EXPECT_FALSE(story.overtaking[0].figures->from->at > 0.0);
    EXPECT_NEAR(story.overtaking[0].figures->to->at, 1850.0, 1e-6); // 5000 less 0.7 of 4500
}

TEST_F(PlotStoryTest, the_figure_that_is_needed_follows_from_the_value_function)
{
    Outcome outcome = outcome_by_hand();
    outcome.facts.at(0, 4) = 2000.0; // b: station value 2/3
    outcome.facts.at(0, 2) = 2400.0; // ramp value 0.8: 40 + 5 + 22.2 = 67.2, 1.1 behind
    by_hand::decide(outcome);

    const PlotStory story = story_of("b", outcome);

    ASSERT_FALSE(story.overtaking.empty());
    EXPECT_EQ(story.overtaking[0].rule.id, "ramp");
    EXPECT_NEAR(story.overtaking[0].value_needed, 0.8 + (10.0 / 9.0) / 50.0, 1e-9);
    ASSERT_TRUE(story.overtaking[0].figures.has_value());
    EXPECT_NEAR(story.overtaking[0].figures->to->at, 2400.0 - 9500.0 * (10.0 / 9.0) / 50.0, 1e-6);
}

TEST_F(PlotStoryTest, what_is_unknown_can_move_the_score_and_the_rank)
{
    const PlotStory story = story_of("a");

    ASSERT_EQ(story.unknown.size(), 1U);
    EXPECT_EQ(story.unknown[0].rule.id, "station");
    EXPECT_EQ(story.unknown[0].why, reason::outside_coverage.nl);
    EXPECT_EQ(story.unknown[0].counts_as, 0.2);
    EXPECT_NEAR(story.unknown[0].least_score, 61.0 + 2.0 / 3.0, 1e-9);
    EXPECT_NEAR(story.unknown[0].most_score, 95.0, 1e-9);
    EXPECT_EQ(story.unknown[0].worst_rank, 1);
    EXPECT_EQ(story.compared_with->id, "b"); // the best is compared with the next
    EXPECT_TRUE(story.overtaking.empty());
}

TEST_F(PlotStoryTest, an_excluded_plot_hears_by_what_and_where_its_score_would_stand)
{
    const PlotStory story = story_of("c");

    EXPECT_FALSE(story.plot.rank.has_value());
    EXPECT_EQ(story.rank_of_score, 1);
    ASSERT_EQ(story.constraints.size(), 2U);
    EXPECT_EQ(story.constraints[0].check.passed, false);
    ASSERT_TRUE(story.constraints[0].seen.has_value());
    EXPECT_EQ(story.constraints[0].seen->label, "Rijntakken");
    EXPECT_FALSE(story.compared_with.has_value());
}

TEST_F(PlotStoryTest, an_unusable_plot_hears_why)
{
    EXPECT_EQ(story_of("d").why_unusable, reason::no_geometry.nl);
}

TEST_F(PlotStoryTest, plots_with_equal_scores_share_a_rank)
{
    Outcome outcome = outcome_by_hand();
    for (std::size_t rule = 0; rule < 5; ++rule) {
        outcome.facts.at(0, rule) = outcome.facts.at(1, rule);
    }
    by_hand::decide(outcome);

    const PlotStory story = story_of("b", outcome);

    EXPECT_EQ(story.plot.rank, 1);
    EXPECT_EQ(story.sharing_rank, 1U);
    EXPECT_FALSE(story.compared_with.has_value());
}

} // namespace
} // namespace kavel
