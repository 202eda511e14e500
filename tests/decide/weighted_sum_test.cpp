// SPDX-License-Identifier: EUPL-1.2
#include "decide/weighted_sum.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

using kavel::weighted_sum;

namespace {

/// Divides each column by its sum, after 1/x where less is better: how the sources below make values of their
/// figures.
std::vector<std::vector<double>> shares(
    std::vector<std::vector<double>> matrix, const std::vector<int>& directions)
{
    for (std::size_t column = 0; column < directions.size(); ++column) {
        double sum = 0.0;
        for (auto& row : matrix) {
            row[column] = directions[column] < 0 ? 1.0 / row[column] : row[column];
            sum += row[column];
        }
        for (auto& row : matrix) {
            row[column] /= sum;
        }
    }
    return matrix;
}

} // namespace

TEST(WeightedSum, is_a_hundred_times_the_weighted_mean)
{
    EXPECT_DOUBLE_EQ(weighted_sum(std::vector{0.5, 0.3, 0.2}, std::vector{1.0, 0.5, 0.0}), 65.0);
}

TEST(WeightedSum, runs_from_zero_to_a_hundred)
{
    const std::vector<double> sixths(6, 1.0 / 6.0);
    const std::vector<double> tenths(10, 0.1);

    EXPECT_EQ(weighted_sum(sixths, std::vector<double>(6, 0.0)), 0.0);
    EXPECT_NEAR(weighted_sum(sixths, std::vector<double>(6, 1.0)), 100.0, 1e-12);
    EXPECT_LE(weighted_sum(sixths, std::vector<double>(6, 1.0)), 100.0);
    EXPECT_LE(weighted_sum(tenths, std::vector<double>(10, 1.0)), 100.0);
}

TEST(WeightedSum, without_criteria_is_zero)
{
    EXPECT_EQ(weighted_sum({}, {}), 0.0);
}

// Kracka et al. 2010, as in scikit-criteria's tests/agg/test_simple.py: seven equal weights.
TEST(WeightedSum, agrees_with_scikit_criteria)
{
    const auto values = shares(
        {{33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852}, {38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184},
            {37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845},
            {30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186},
            {36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.61}, {37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935}},
        {-1, -1, -1, -1, 1, -1, 1});
    const std::vector<double> expected{0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701};

    const std::vector<double> weights(7, 1.0 / 7.0);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(weighted_sum(weights, values[i]), 100.0 * expected[i], 1e-6) << "row " << i;
    }
}

// pymcdm's test/test_mcdm.py, TestWSM; its weights sum to 2, so its scores are twice ours.
TEST(WeightedSum, agrees_with_pymcdm)
{
    const auto values
        = shares({{96, 83, 75, 7}, {63, 5, 56, 9}, {72, 30, 32, 48}, {11, 4, 27, 9}, {77, 21, 17, 11}},
            {1, 1, -1, -1});
    const std::vector<double> weights{8.0 / 26.0, 5.0 / 26.0, 6.0 / 26.0, 7.0 / 26.0};
    const std::vector<double> expected{0.609, 0.313, 0.334, 0.265, 0.479};

    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(2.0 * weighted_sum(weights, values[i]) / 100.0, expected[i], 0.0005) << "row " << i;
    }
}
