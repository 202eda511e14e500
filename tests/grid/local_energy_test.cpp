// SPDX-License-Identifier: EUPL-1.2
#include "grid/local_energy.hpp"

#include "grid_by_hand.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace kavel {
namespace {

TEST(CutHours, are_the_worst_of_the_network_and_of_equal_ones_the_earlier)
{
    const std::vector<double> load{0.5, 0.9, 0.9, 0.1, 0.9};
    EXPECT_EQ(cut_hours(load, 0.6), (std::vector<char>{0, 1, 1, 0, 0})); // 5 x 0.4 = 2
    EXPECT_EQ(cut_hours(load, 0.5), (std::vector<char>{0, 1, 1, 0, 1})); // 2.5, up
    EXPECT_EQ(cut_hours(load, 1.0), (std::vector<char>{0, 0, 0, 0, 0}));
}

TEST(CutHours, of_eighty_five_percent_are_1314_hours_of_a_year)
{
    std::vector<double> load(8760);
    std::iota(load.begin(), load.end(), 0.0);
    const auto cut = cut_hours(load, 0.85); // 8760 x 0.15 is a little above 1314 in binary
    EXPECT_EQ(std::count(cut.begin(), cut.end(), 1), 1314);
}

TEST(ATimeBlock, runs_over_midnight_from_counts_and_to_does_not)
{
    LocalEnergy local;
    local.pv_yield.values.assign(48, 0.0);
    TransportContract contract;
    contract.mw = 1.0;
    contract.from_hour = 22;
    contract.to_hour = 6;
    local.contracts = {contract};
    const auto holds = contract_hours(local).front();
    for (std::size_t t = 0; t < holds.size(); ++t) {
        EXPECT_EQ(holds[t] != 0, t % 24 >= 22 || t % 24 < 6) << t;
    }
}

TEST(TheLoadOfAPlot, takes_the_shapes_of_building_and_charging_by_their_parts)
{
    LocalEnergy local;
    local.building_load.values = {1.0, 0.0, 0.5};
    local.charging_load.values = {0.0, 1.0, 0.5};
    const GridProfile profile = plain_profile();
    Power power;
    power.building_mw = 1.0;
    power.charging_mw = 3.0;
    power.demand_mw = 2.0;
    std::vector<double> load;
    hourly_load(local, {10000.0, &profile, std::nullopt, 0.0}, power, load);
    EXPECT_EQ(load, (std::vector<double>{0.5, 1.5, 1.0}));
    power.building_mw = power.charging_mw = 0.0; // the building's alone
    hourly_load(local, {10000.0, &profile, 2.0, 0.0}, power, load);
    EXPECT_EQ(load, (std::vector<double>{2.0, 0.0, 1.0}));
}

TEST(TheRoomOfAPlot, is_headroom_of_at_least_zero_with_what_is_contracted_less_load_with_sun)
{
    LocalEnergy local;
    local.building_load.values = {1.0, 1.0};
    local.charging_load.values = {1.0, 1.0};
    local.pv_yield.values = {0.0, 0.8};
    local.ground_pv_share = 0.25;
    const GridProfile profile = plain_profile();
    Power power;
    power.demand_mw = 2.0;
    std::vector<double> room;
    // 1 ha: 0.25 of roof and 0.25 of ground at 200 Wp: 1 MWp
    hourly_room(local, {}, {10000.0, &profile, 2.0, 0.5}, power, Station{}, -3.0, 2030, room);
    ASSERT_EQ(room.size(), 2U);
    EXPECT_NEAR(room[0], 0.5 - 2.0, 1e-12);
    EXPECT_NEAR(room[1], 0.5 - 2.0 + 0.8, 1e-12);
}

} // namespace
} // namespace kavel
