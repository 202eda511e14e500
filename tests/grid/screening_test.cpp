// SPDX-License-Identifier: EUPL-1.2
#include "grid/screening.hpp"

#include "base/problem.hpp"
#include "grid/hubs.hpp"
#include "grid/ledger.hpp"
#include "grid_by_hand.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

/// A square of a hectare, its south-west corner at (east, 0).
std::string plot_at(double east)
{
    return fmt::format("POLYGON (({0} 0, {1} 0, {1} 100, {0} 100, {0} 0))", east, east + 100);
}

/// One plot with this demand, and stations 1,000 m east of it unless they say otherwise.
PlotPower one_plot(const std::vector<StationRow>& stations, double demand_mw, GridModel model = plain_model(),
    std::vector<Layer> more = {})
{
    more.push_back(stations_layer(stations));
    return power_of_plot(
        grid_study(std::move(model)), grid_region(drawn(plot_at(0)), std::move(more), {demand_mw}));
}

const std::string far = "POINT (1100 50)";

TEST(APlotOnTheGrid, is_available_where_it_fits_in_the_studys_year)
{
    const PlotPower power = one_plot({{.id = "A", .available_mw = 2.0, .wkt = far}}, 2.0);
    EXPECT_EQ(power.typical.status, GridStatus::available);
    EXPECT_EQ(power.typical.earliest_year, 2026);
    EXPECT_EQ(power.typical.headroom_mw, 2.0);
    EXPECT_TRUE(power.station_assumed);
}

TEST(APlotOnTheGrid, is_later_where_relief_comes_and_unavailable_beyond_the_horizon)
{
    EXPECT_EQ(
        one_plot({{.id = "A", .available_mw = 1.0, .relief_year = 2033.0, .relief_mw = 1.0, .wkt = far}}, 2.0)
            .typical.earliest_year,
        2033);
    const PlotPower never = one_plot(
        {{.id = "A", .available_mw = 1.0, .relief_year = 2036.0, .relief_mw = 1.0, .wkt = far}}, 2.0);
    EXPECT_EQ(never.typical.status, GridStatus::unavailable);
    EXPECT_FALSE(never.typical.earliest_year);
}

TEST(APlotOnTheGrid, counts_no_year_before_the_studys_when_that_does_not_fit)
{
    // 8 MW until 2029, 2 MW from 2030, 9 MW from 2034.
    const PlotPower power = one_plot({{.id = "A", .wkt = far}}, 5.0, plain_model(),
        {forecast_layer({{"A", 2026.0, 8.0}, {"A", 2030.0, 2.0}, {"A", 2034.0, 9.0}})});
    EXPECT_EQ(power.typical.earliest_year, 2034);
    EXPECT_EQ(power.typical.status, GridStatus::later);
}

TEST(APlotOnTheGrid, must_fit_in_every_later_year_where_its_demand_varies)
{
    GridModel model = plain_model();
    model.profiles[0].charger_share = Figure{};
    model.profiles[0].charger_share->by_year = {{2026, 0.0}, {2036, 1.0}}; // 0.05 MW growing to 0.3 MW
    const auto plot = [&](std::vector<std::tuple<std::string, Value, Value>> rows) {
        const Region region = grid_region(
            drawn(plot_at(0)), {stations_layer({{.id = "A", .wkt = far}}), forecast_layer(std::move(rows))});
        return power_of_plot(grid_study(model), region).typical;
    };
    // 0.15 MW in 2030; room for it then, and no longer in 2033, and again from 2034.
    EXPECT_EQ(plot({{"A", 2026.0, 0.2}, {"A", 2033.0, 0.1}, {"A", 2034.0, 1.0}}).earliest_year, 2034);
    EXPECT_EQ(plot({{"A", 2026.0, 1.0}}).earliest_year, 2026);
}

TEST(APlotOnTheGrid, waits_for_its_connection_to_be_built)
{
    GridModel model = plain_model();
    model.connections[0].lead_years = 5;
    const PlotPower power = one_plot({{.id = "A", .available_mw = 9.0, .wkt = far}}, 2.0, model);
    EXPECT_EQ(power.typical.earliest_year, 2031);
    EXPECT_EQ(power.typical.status, GridStatus::later);
}

TEST(APlotOnTheGrid, may_rest_on_relief_of_which_the_size_is_not_published)
{
    const PlotPower power
        = one_plot({{.id = "A", .available_mw = 1.0, .relief_year = 2031.0, .wkt = far}}, 2.0);
    EXPECT_EQ(power.typical.earliest_year, 2031);
    EXPECT_FALSE(power.typical.relief_sized);
    EXPECT_TRUE(one_plot({{.id = "A", .available_mw = 3.0, .relief_year = 2026.0, .wkt = far}}, 2.0)
                    .typical.relief_sized);
}

TEST(APlotOnTheGrid, is_unknown_without_a_station_and_where_its_headroom_is)
{
    EXPECT_EQ(
        one_plot({{.id = "A", .available_mw = 3.0, .wkt = ""}}, 2.0).typical.status, GridStatus::unknown);
    const PlotPower power = one_plot({{.id = "A", .wkt = far}}, 2.0);
    EXPECT_EQ(power.typical.status, GridStatus::unknown);
    EXPECT_FALSE(power.typical.earliest_year);
    EXPECT_TRUE(power.typical.connection);
}

TEST(APlotOnTheGrid, needs_only_what_it_has_not_contracted)
{
    Region region = grid_region(
        drawn(plot_at(0)), {stations_layer({{.id = "A", .available_mw = 1.0, .wkt = far}})}, {3.0});
    region.candidates.canonical.push_back(column("contracted_mw", {2.0}));
    const PlotPower power = power_of_plot(grid_study(plain_model()), region);
    EXPECT_EQ(power.typical.needed_mw, 1.0);
    EXPECT_EQ(power.typical.status, GridStatus::available);
}

TEST(APlotOnTheGrid, complains_of_a_negative_demand)
{
    try {
        one_plot({{.id = "A", .available_mw = 1.0, .wkt = far}}, -1.0);
        FAIL();
    } catch (const Problems& problems) {
        EXPECT_EQ(to_line(problems.list().front()),
            "plots.gpkg: plot 'p0' has demand_mw -1; give 0 or more, or nothing where it is not known");
    }
}

TEST(APlotOnTheGrid, belongs_to_the_area_that_covers_most_of_it)
{
    Shapes areas = drawn("POLYGON ((-100 0, 40 0, 40 100, -100 100, -100 0))");
    areas.add(drawn("POLYGON ((40 0, 200 0, 200 100, 40 100, 40 0))")[0]);
    const PlotPower power
        = one_plot({{.id = "A", .available_mw = 1.0}, {.id = "B", .available_mw = 2.0, .wkt = far}}, 0.5,
            plain_model(), {areas_layer(std::move(areas), {Value("A"), Value("B ")})});
    EXPECT_EQ(power.station(), 1U);
    EXPECT_FALSE(power.station_assumed);
}

TEST(APlotOnTheGrid, ignores_an_area_of_a_station_that_is_not_there)
{
    Screening screening;
    const Region region = grid_region(drawn(plot_at(0)),
        {stations_layer({{.id = "A", .available_mw = 1.0, .wkt = far}}),
            areas_layer(drawn(plot_at(0)), {Value("X")})},
        {0.5});
    screening = screened(grid_study(plain_model()), region);
    EXPECT_EQ(screening.plots[0].station(), 0U);
    EXPECT_TRUE(screening.plots[0].station_assumed);
    ASSERT_EQ(screening.warnings.size(), 1U);
    EXPECT_EQ(screening.warnings[0].en,
        "grid-areas: area 0 names station 'X', which is not there: it does not count");
}

TEST(APlotOnTheGrid, does_not_take_a_station_above_serving_max_kv_as_the_nearest)
{
    GridModel model = plain_model();
    model.serving_max_kv = 150.0;
    const PlotPower power
        = one_plot({{.id = "Z", .voltage_kv = 380.0, .available_mw = 9.0, .wkt = "POINT (150 50)"},
                       {.id = "A", .available_mw = 1.0, .wkt = far}},
            0.5, model);
    EXPECT_EQ(power.station(), 1U);
}

TEST(AConnection, is_the_first_class_that_is_large_enough_to_the_letter)
{
    GridModel model = plain_model();
    model.connections = {connection("small", 2.0), connection("large", 10.0)};
    const std::vector<StationRow> stations{{.id = "A", .available_mw = 9.0, .wkt = far}};
    EXPECT_EQ(one_plot(stations, 2.0, model).typical.connection->connection_class, 0U);
    EXPECT_EQ(one_plot(stations, 2.0 + 1e-10, model).typical.connection->connection_class,
        0U); // within the tolerance
    EXPECT_EQ(one_plot(stations, 2.0001, model).typical.connection->connection_class, 1U);
    const PlotPower none = one_plot(stations, 11.0, model);
    EXPECT_FALSE(none.typical.connection);
    EXPECT_EQ(none.typical.status, GridStatus::unavailable);
}

TEST(AConnection, is_sold_in_mva)
{
    GridModel model = plain_model();
    model.cos_phi = 0.9;
    model.connections = {connection("small", 2.0), connection("large", 10.0)};
    const std::vector<StationRow> stations{{.id = "A", .available_mw = 9.0, .wkt = far}};
    EXPECT_EQ(one_plot(stations, 1.8, model).typical.connection->connection_class, 0U);
    EXPECT_EQ(one_plot(stations, 1.9, model).typical.connection->connection_class, 1U);
}

TEST(AConnection, costs_its_way_round_and_no_farther_than_it_may)
{
    GridModel model = plain_model();
    model.detour = 1.3;
    model.connections[0].fixed_eur = 1000.0;
    model.connections[0].eur_per_m = 10.0;
    model.connections[0].max_distance_m = 1300.0;
    const std::vector<StationRow> stations{{.id = "A", .available_mw = 9.0, .wkt = far}};
    const PlotPower power = one_plot(stations, 1.0, model); // exactly 1,000 m of straight line
    EXPECT_NEAR(*power.typical.connection->distance_m, 1300.0, 1e-9);
    EXPECT_NEAR(*power.typical.connection->cost_eur, 14000.0, 1e-6);
    model.connections[0].max_distance_m = 1299.0;
    EXPECT_FALSE(one_plot(stations, 1.0, model).typical.connection);
}

TEST(AConnection, to_a_cable_asks_for_one_of_enough_voltage)
{
    GridModel model = plain_model();
    model.connections = {connection("cable", 10.0, false)};
    model.connections[0].min_voltage_kv = 10.0;
    Shapes cables = drawn("LINESTRING (150 0, 150 100)"); // 50 m, voltage not known
    cables.add(drawn("LINESTRING (300 0, 300 100)")[0]); // 200 m
    const auto layer = cables_layer(std::move(cables), {nothing, 10.0});
    const std::vector<StationRow> stations{{.id = "A", .available_mw = 9.0, .wkt = far}};
    EXPECT_NEAR(*one_plot(stations, 1.0, model, {layer}).typical.connection->distance_m, 200.0, 1e-9);
    model.connections[0].min_voltage_kv = 0.0;
    EXPECT_NEAR(*one_plot(stations, 1.0, model, {layer}).typical.connection->distance_m, 50.0, 1e-9);
    EXPECT_FALSE(one_plot(stations, 1.0, model).typical.connection); // no cables at all
}

TEST(AConnection, to_a_station_goes_up_to_the_voltage_that_it_asks)
{
    GridModel model = plain_model();
    model.connections[0].min_voltage_kv = 110.0;
    const StationRow low{.id = "M", .upstream = "A", .available_mw = 9.0, .wkt = "POINT (200 50)"};
    const StationRow above{.id = "A", .voltage_kv = 110.0, .available_mw = 4.0, .wkt = far};
    const StationRow other{.id = "B", .voltage_kv = 110.0, .available_mw = 3.0, .wkt = "POINT (400 50)"};
    EXPECT_EQ(one_plot({low, above, other}, 1.0, model).station(),
        1U); // the one that feeds it, though another is nearer
    StationRow alone = low;
    alone.upstream = nothing;
    EXPECT_EQ(one_plot({alone, above, other}, 1.0, model).station(), 2U); // none upstream: the nearest
    EXPECT_FALSE(one_plot({alone}, 1.0, model).typical.connection); // none at all
}

TEST(FeedIn, fits_by_its_own_chain)
{
    const PlotPower power
        = one_plot({{.id = "A", .available_mw = 9.0, .supply_available_mw = 0.3, .wkt = far}}, 1.0);
    EXPECT_EQ(power.supply_mw, 0.25);
    EXPECT_EQ(power.supply_headroom_mw, 0.3);
    EXPECT_EQ(power.supply_fits, true);
    EXPECT_FALSE(one_plot({{.id = "A", .available_mw = 9.0, .wkt = far}}, 1.0).supply_fits);
}

TEST(LowAndHigh, are_judged_beside_the_typical_demand)
{
    GridModel model = plain_model();
    model.profiles[0].building_w_per_m2 = {0.0, 20.0, 400.0, true, {}};
    const Region region
        = grid_region(drawn(plot_at(0)), {stations_layer({{.id = "A", .available_mw = 0.15, .wkt = far}})});
    const PlotPower power = power_of_plot(grid_study(model), region);
    EXPECT_EQ(power.low->status, GridStatus::available); // 0.125 MW
    EXPECT_EQ(power.typical.status, GridStatus::unavailable); // 0.175 MW
    EXPECT_NEAR(power.high->demand_mw, 0.5 * (2.0 + 0.25), 1e-12);
}

/// Three plots in a row of 1, 2 and 1 MW behind one station of 2.5 MW, under one of 10 MW.
Screening three_plots(const Region& region)
{
    return screened(grid_study(plain_model()), region);
}

Region region_of_three()
{
    Shapes plots = drawn(plot_at(0));
    plots.add(drawn(plot_at(200))[0]);
    plots.add(drawn(plot_at(1500))[0]);
    return grid_region(std::move(plots),
        {stations_layer({{.id = "M", .upstream = "A", .available_mw = 2.5, .wkt = far},
            {.id = "A", .voltage_kv = 110.0, .available_mw = 10.0, .wkt = "POINT (9000 0)"}})},
        {1.0, 2.0, 1.0});
}

TEST(TheLedger, passes_over_who_does_not_fit_any_more)
{
    const Region region = region_of_three();
    const auto ledgers = ledger(three_plots(region), {0, 1, 2}, 2030);
    EXPECT_EQ(ledgers[0].served, (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(ledgers[0].first_not_fitting, 1U);
    EXPECT_DOUBLE_EQ(ledgers[0].wanted_mw, 4.0);
    EXPECT_DOUBLE_EQ(ledgers[0].served_mw, 2.0);
    EXPECT_DOUBLE_EQ(ledgers[1].served_mw, 2.0); // and the station above it
    EXPECT_EQ(ledger(three_plots(region), {1, 0, 2}, 2030)[0].served, std::vector<std::size_t>{1});
}

/// Loads that never change, and no sun: every hour is the peak.
LocalEnergy flat_energy()
{
    LocalEnergy local;
    local.building_load.values.assign(8760, 1.0);
    local.charging_load.values.assign(8760, 1.0);
    local.pv_yield.values.assign(8760, 0.0);
    return local;
}

TEST(AnEnergyHub, joins_neighbours_within_its_radius_behind_one_station)
{
    Study study = grid_study(plain_model());
    study.rules.grid->local = flat_energy();
    study.rules.grid->local->hub_radius_m = 100.0; // the first two lie just so far apart, the third far off
    const Region region = region_of_three();
    Silent watch;
    const Screening screening = screened(study, region);
    const auto hubs = energy_hubs(study, region, screening, {1, 0, 2}, watch);
    ASSERT_EQ(hubs.size(), 1U);
    ASSERT_EQ(hubs[0].members.size(), 2U);
    EXPECT_EQ(hubs[0].id, "hub-1");
    EXPECT_EQ(hubs[0].members[0].id, "p1"); // in ranking order
    EXPECT_TRUE(hubs[0].members[0].joined);
    EXPECT_FALSE(hubs[0].members[1].joined); // 2 + 1 MW in 2.5 MW
    EXPECT_DOUBLE_EQ(hubs[0].sum_of_peaks_mw, 3.0);
    EXPECT_DOUBLE_EQ(hubs[0].peak_mw, 3.0);
    EXPECT_DOUBLE_EQ(hubs[0].limit_mw, 2.5);
}

TEST(AnEnergyHub, fits_more_hour_by_hour_than_by_peaks)
{
    Study study = grid_study(plain_model());
    LocalEnergy local = flat_energy();
    GridProfile night = plain_profile("night");
    night.building_load = HourlyProfile{};
    night.charging_load = HourlyProfile{};
    for (std::size_t t = 0; t < 8760; ++t) {
        const bool by_day = t % 24 >= 6 && t % 24 < 22;
        local.building_load.values[t] = local.charging_load.values[t] = by_day ? 1.0 : 0.0;
        night.building_load->values.push_back(by_day ? 0.0 : 1.0);
        night.charging_load->values.push_back(by_day ? 0.0 : 1.0);
    }
    study.rules.grid->local = local;
    study.rules.grid->profiles.push_back(night);
    Region region = region_of_three();
    region.candidates.canonical.push_back(column("profile", {Value("plain"), Value("night"), nothing}));
    Silent watch;
    const auto hubs = energy_hubs(study, region, screened(study, region), {0, 1}, watch);
    ASSERT_EQ(hubs.size(), 1U);
    EXPECT_TRUE(hubs[0].members[1].joined); // 1 MW by day, 2 MW by night
    EXPECT_FALSE(hubs[0].members[1].joined_alone); // 1 + 2 MW
    EXPECT_DOUBLE_EQ(hubs[0].peak_mw, 2.0);
    EXPECT_DOUBLE_EQ(hubs[0].sum_of_peaks_mw, 3.0);
}

TEST(LocalEnergyOfAPlot, makes_it_fit_where_a_battery_does_and_takes_little_ground)
{
    Study study = grid_study(plain_model());
    LocalEnergy local = flat_energy();
    local.battery_round_trip = 1.0;
    local.battery_depth = 1.0;
    for (std::size_t t = 0; t < 8760; ++t) { // an hour at noon above what is there
        local.building_load.values[t] = local.charging_load.values[t] = t % 24 == 12 ? 1.0 : 0.5;
    }
    study.rules.grid->local = local;
    const Region region = grid_region(
        drawn(plot_at(0)), {stations_layer({{.id = "A", .available_mw = 1.5, .wkt = far}})}, {2.0});
    const GridVerdict verdict = power_of_plot(study, region).typical;
    EXPECT_EQ(verdict.status, GridStatus::local);
    EXPECT_DOUBLE_EQ(
        *verdict.local->battery_mwh, 1.0); // 0.5 MW for an hour; two hours of content a unit of power
    EXPECT_DOUBLE_EQ(verdict.local->battery_mw, 0.5);
    EXPECT_DOUBLE_EQ(verdict.local->local_share, 50.0 / 10000.0);
}

TEST(LocalEnergyOfAPlot, adds_contracts_in_their_hours)
{
    Study study = grid_study(plain_model());
    study.rules.grid->local = flat_energy();
    TransportContract night;
    night.mw = 1.0;
    night.from_hour = 0;
    night.to_hour = 0; // the whole day
    study.rules.grid->local->contracts = {night};
    const Region region = grid_region(
        drawn(plot_at(0)), {stations_layer({{.id = "A", .available_mw = 1.0, .wkt = far}})}, {2.0});
    EXPECT_EQ(power_of_plot(study, region).typical.local->battery_mwh, 0.0);
    study.rules.grid->local->contracts[0].min_voltage_kv = 110.0; // not offered at 10 kV
    EXPECT_FALSE(power_of_plot(study, region).typical.local->battery_mwh);
}

} // namespace
} // namespace kavel
