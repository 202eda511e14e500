// SPDX-License-Identifier: EUPL-1.2
#include "grid/demand.hpp"

#include "grid_by_hand.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

PlotDemand a_hectare(const GridProfile& profile)
{
    return {10000.0, &profile, std::nullopt, 0.0};
}

TEST(PowerOfAPlot, follows_from_area_floor_docks_and_roof)
{
    const GridProfile profile = plain_profile();
    const Power power = power_of(a_hectare(profile), Estimate::typical, 2030);

    EXPECT_NEAR(power.building_mw, 0.1, 1e-12); // 5,000 m2 x 20 W
    EXPECT_NEAR(power.charging_mw, 0.25, 1e-12); // 5 docks x 0.5 x 100 kW
    EXPECT_NEAR(power.demand_mw, 0.175, 1e-12);
    EXPECT_NEAR(power.supply_mw, 0.25, 1e-12); // 2,500 m2 x 200 Wp x 0.5
}

TEST(PowerOfAPlot, counts_floors_for_the_demand_and_the_roof_once)
{
    GridProfile profile = plain_profile();
    profile.floors = figure(3.0);
    const Power power = power_of(a_hectare(profile), Estimate::typical, 2030);

    EXPECT_NEAR(power.demand_mw, 3 * 0.175, 1e-12);
    EXPECT_NEAR(power.supply_mw, 0.25, 1e-12);
}

TEST(PowerOfAPlot, charges_lorries_over_a_window_no_faster_than_their_chargers)
{
    GridProfile profile = plain_profile();
    profile.docks_per_1000_m2.reset();
    profile.charger_share.reset();
    profile.trucks_per_1000_m2 = figure(2.0); // 10 lorries
    profile.kwh_per_truck_day = figure(360.0);
    profile.window_h = figure(8.0);
    // 10 x 360 / (8 x 0.9) = 500 kW, below 10 x 100 kW
    EXPECT_NEAR(power_of(a_hectare(profile), Estimate::typical, 2030).charging_mw, 0.5, 1e-12);

    profile.window_h = figure(2.0); // 2,000 kW, above
    EXPECT_NEAR(power_of(a_hectare(profile), Estimate::typical, 2030).charging_mw, 1.0, 1e-12);
}

TEST(PowerOfAPlot, gives_way_to_the_demand_that_the_plot_says_itself)
{
    const GridProfile profile = plain_profile();
    PlotDemand plot = a_hectare(profile);
    plot.own_demand_mw = 0.0;
    EXPECT_EQ(power_of(plot, Estimate::typical, 2030).demand_mw, 0.0);
    plot.own_demand_mw = 7.0;
    EXPECT_EQ(power_of(plot, Estimate::high, 2030).demand_mw, 7.0);
}

TEST(PowerOfAPlot, is_low_typical_or_high)
{
    GridProfile profile = plain_profile();
    profile.building_w_per_m2 = {10.0, 20.0, 40.0, true, {}};
    EXPECT_NEAR(power_of(a_hectare(profile), Estimate::low, 2030).demand_mw, 0.5 * (0.05 + 0.25), 1e-12);
    EXPECT_NEAR(power_of(a_hectare(profile), Estimate::high, 2030).demand_mw, 0.5 * (0.2 + 0.25), 1e-12);
}

TEST(AFigureByYear, is_linear_between_its_years_and_flat_outside)
{
    Figure share;
    share.by_year = {{2030, 0.15}, {2035, 0.40}};
    EXPECT_DOUBLE_EQ(share.at(Estimate::typical, 2026), 0.15);
    EXPECT_DOUBLE_EQ(share.at(Estimate::typical, 2030), 0.15);
    EXPECT_DOUBLE_EQ(share.at(Estimate::typical, 2032), 0.25);
    EXPECT_DOUBLE_EQ(share.at(Estimate::high, 2040), 0.40);
}

TEST(WhatIsNeeded, is_the_demand_less_what_is_contracted_and_never_below_zero)
{
    Power power;
    power.demand_mw = 3.0;
    EXPECT_EQ(power.needed_mw(1.0), 2.0);
    EXPECT_EQ(power.needed_mw(5.0), 0.0);
}

} // namespace
} // namespace kavel
