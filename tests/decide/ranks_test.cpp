// SPDX-License-Identifier: EUPL-1.2
#include "decide/ranks.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

using namespace kavel;

namespace {

using Scores = std::vector<std::optional<double>>;
using Ranks = std::vector<std::optional<int>>;
constexpr auto none = std::nullopt;

} // namespace

TEST(Ranks, the_highest_score_is_first)
{
    EXPECT_EQ(ranks_of(Scores{50.0, 70.0, 60.0}), (Ranks{3, 1, 2}));
}

TEST(Ranks, equal_scores_share_a_rank_and_the_next_is_skipped)
{
    EXPECT_EQ(ranks_of(Scores{90.0, 80.0, 80.0, 70.0}), (Ranks{1, 2, 2, 4}));
    EXPECT_EQ(ranks_of(Scores{80.0, 80.0, 80.0}), (Ranks{1, 1, 1}));
}

TEST(Ranks, ties_chain_from_one_score_to_the_next)
{
    const double a = 50.0;

    EXPECT_EQ(ranks_of(Scores{a, a + 0.9e-9, a + 1.8e-9}), (Ranks{1, 1, 1}));
    EXPECT_EQ(ranks_of(Scores{a + 1.8e-9, a, a + 0.9e-9, 10.0}), (Ranks{1, 1, 1, 4}));
}

TEST(Ranks, a_gap_of_more_than_the_tolerance_breaks_the_chain)
{
    const double a = 50.0;

    EXPECT_EQ(ranks_of(Scores{a, a + 0.9e-9, a + 2.0e-9}), (Ranks{2, 2, 1}));
    EXPECT_EQ(ranks_of(Scores{a, a + 1.1e-9}), (Ranks{2, 1}));
}

TEST(Ranks, the_tolerance_is_the_same_at_every_height)
{
    EXPECT_EQ(ranks_of(Scores{0.0, 0.9e-9, 100.0, 100.0 - 0.9e-9}), (Ranks{3, 3, 1, 1}));
}

TEST(Ranks, what_has_no_score_has_no_rank_and_takes_no_place)
{
    EXPECT_EQ(ranks_of(Scores{none, 50.0, none, 60.0}), (Ranks{none, 2, none, 1}));
    EXPECT_EQ(ranks_of(Scores{none, none}), (Ranks{none, none}));
    EXPECT_EQ(ranks_of(Scores{}), Ranks{});
}

TEST(Order, runs_by_rank_and_then_by_id_in_byte_order)
{
    const std::vector<std::string> ids{"2", "10", "b", "B", "é", "z"};
    const Ranks ranks{1, 1, 1, 1, 1, 1};

    // Bytes: "10" before "2", capitals before small letters, beyond ASCII last.
    EXPECT_EQ(order_of(ranks, ids), (std::vector<std::size_t>{1, 0, 3, 2, 5, 4}));
}

TEST(Order, a_shorter_id_comes_before_a_longer_one_that_begins_with_it)
{
    EXPECT_EQ(order_of(Ranks{1, 1}, {"A-1", "A"}), (std::vector<std::size_t>{1, 0}));
}

TEST(Order, puts_the_unranked_last_by_id)
{
    const std::vector<std::string> ids{"d", "a", "c", "b"};

    EXPECT_EQ(order_of(Ranks{none, none, 1, 2}, ids), (std::vector<std::size_t>{2, 3, 1, 0}));
}
