// SPDX-License-Identifier: EUPL-1.2
#include "grid/stations.hpp"

#include "base/problem.hpp"
#include "grid_by_hand.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

Shapes a_plot()
{
    return drawn("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))");
}

StationNet net_of(
    const std::vector<StationRow>& rows, const GridModel& model = plain_model(), std::vector<Layer> more = {})
{
    more.push_back(stations_layer(rows));
    return {model, grid_region(a_plot(), std::move(more))};
}

double mw(const StationNet& net, const char* station, int year)
{
    return net.headroom(*net.find(station), Direction::demand, year).mw.value_or(-999.0);
}

TEST(HeadroomOfAStation, is_what_is_available_less_the_queue_plus_relief_from_its_year)
{
    GridModel model = plain_model();
    model.queue_share = 0.5;
    const StationNet net = net_of(
        {{.id = "A", .available_mw = 4.0, .queue_mw = 3.0, .relief_year = 2029.0, .relief_mw = 10.0}}, model);

    EXPECT_DOUBLE_EQ(mw(net, "A", 2028), 2.5);
    EXPECT_DOUBLE_EQ(mw(net, "A", 2029), 12.5);
}

TEST(HeadroomOfAStation, is_below_zero_where_the_queue_is_larger_than_what_is_available)
{
    EXPECT_DOUBLE_EQ(mw(net_of({{.id = "A", .available_mw = 4.0, .queue_mw = 9.0}}), "A", 2030), -5.0);
}

TEST(HeadroomOfAStation, is_less_what_is_required_only_where_available_means_present)
{
    const std::vector<StationRow> rows{{.id = "A", .available_mw = 10.0, .required_mw = 8.0}};
    EXPECT_DOUBLE_EQ(mw(net_of(rows), "A", 2030), 10.0);
    GridModel present = plain_model();
    present.available_means = "present";
    EXPECT_DOUBLE_EQ(mw(net_of(rows, present), "A", 2030), 2.0);
}

TEST(HeadroomOfAStation, is_not_known_where_available_is_null_though_the_queue_is_there)
{
    const StationNet net = net_of({{.id = "A", .queue_mw = 3.0, .relief_year = 2029.0, .relief_mw = 10.0}});
    EXPECT_FALSE(net.headroom(0, Direction::demand, 2030).mw);
    EXPECT_FALSE(net.headroom(0, Direction::demand, 2030).announced);
}

TEST(HeadroomOfAStation, is_announced_from_a_relief_year_without_megawatts)
{
    const StationNet net = net_of({{.id = "A", .available_mw = 1.0, .relief_year = 2031.0}});
    EXPECT_DOUBLE_EQ(mw(net, "A", 2030), 1.0);
    const Headroom announced = net.headroom(0, Direction::demand, 2031);
    EXPECT_TRUE(announced.announced);
    EXPECT_FALSE(announced.mw);
    EXPECT_EQ(announced.before_relief_mw, 1.0);
}

TEST(HeadroomOfAStation, is_the_last_forecast_that_has_begun_without_relief)
{
    const StationNet net
        = net_of({{.id = "A", .available_mw = 5.0, .relief_year = 2028.0, .relief_mw = 50.0}}, plain_model(),
            {forecast_layer({{"A ", 2033.0, 2.0}, {"A", 2029.0, 8.0}, {"A", 2031.0, nothing}})});

    EXPECT_DOUBLE_EQ(mw(net, "A", 2027), 5.0); // before the forecast
    EXPECT_DOUBLE_EQ(mw(net, "A", 2028), 55.0);
    EXPECT_DOUBLE_EQ(mw(net, "A", 2029), 8.0);
    EXPECT_DOUBLE_EQ(mw(net, "A", 2032), 8.0); // over the gap, and over a null
    EXPECT_DOUBLE_EQ(mw(net, "A", 2040), 2.0); // a falling forecast
}

TEST(HeadroomOfAChain, is_the_least_of_the_station_and_two_levels_above_it)
{
    const StationNet net = net_of({{.id = "M", .upstream = "A", .available_mw = 9.0},
        {.id = "A", .upstream = "Z ", .available_mw = 12.0, .queue_mw = 20.0},
        {.id = "Z", .available_mw = 25.0}});
    const ChainHeadroom room = net.headroom({0, std::nullopt}, Direction::demand, 2030);

    EXPECT_TRUE(room.known);
    EXPECT_EQ(room.mw, -8.0);
    EXPECT_EQ(room.limiting, 1U);
    EXPECT_EQ(net.chain({0, std::nullopt}, Direction::demand), (std::vector<std::size_t>{0, 1, 2}));
}

TEST(HeadroomOfAChain, leaves_unknown_ones_above_out_and_is_unknown_where_the_station_is)
{
    const StationNet net = net_of({{.id = "M", .upstream = "A", .available_mw = 9.0},
        {.id = "A", .upstream = "Z"}, {.id = "Z", .available_mw = 5.0}});
    const ChainHeadroom room = net.headroom({0, std::nullopt}, Direction::demand, 2030);
    EXPECT_EQ(room.mw, 5.0);
    EXPECT_EQ(room.unknown_above, std::vector<std::size_t>{1});
    EXPECT_FALSE(net.headroom({1, std::nullopt}, Direction::demand, 2030).known);
}

TEST(HeadroomOfAChain, goes_another_way_for_feed_in)
{
    const StationNet net
        = net_of({{.id = "M", .upstream = "A", .supply_upstream = "Z", .supply_available_mw = 9.0},
            {.id = "A", .supply_available_mw = 1.0}, {.id = "Z", .supply_available_mw = 5.0}});
    EXPECT_EQ(net.headroom({0, std::nullopt}, Direction::supply, 2030).mw, 5.0);
}

TEST(HeadroomOfAChain, begins_above_a_station_where_the_place_says_otherwise)
{
    const StationNet net = net_of({{.id = "M", .upstream = "A", .available_mw = 9.0},
        {.id = "A", .available_mw = 1.0}, {.id = "B", .available_mw = 4.0}});
    EXPECT_EQ(net.headroom({0, 2}, Direction::demand, 2030).mw, 4.0);
}

std::string complaint(const std::vector<StationRow>& rows, std::vector<Layer> more = {})
{
    try {
        net_of(rows, plain_model(), std::move(more));
    } catch (const Problems& problems) {
        return to_line(problems.list().front());
    }
    return "";
}

TEST(StationNet, complains_of_a_duplicate_also_when_blanks_differ)
{
    EXPECT_EQ(complaint({{.id = "A"}, {.id = " A "}}),
        "stations.gpkg: two stations have the station_id 'A' (feature 1); keep one of them, or give them ids "
        "of their own");
}

TEST(StationNet, complains_of_a_loop_upstream)
{
    EXPECT_EQ(complaint({{.id = "A", .upstream = "B"}, {.id = "B", .upstream = "A"}}),
        "stations.gpkg: stations feed each other in a loop: A < B < A; correct the upstream_id of one of "
        "them");
}

TEST(StationNet, complains_of_two_forecasts_of_one_year)
{
    EXPECT_EQ(complaint({{.id = "A"}}, {forecast_layer({{"A", 2030.0, 1.0}, {"A", 2030.0, 2.0}})}),
        "forecast.gpkg: there are two forecasts of station 'A' for 2030; keep one of them");
}

TEST(StationNet, warns_of_an_upstream_that_no_station_is)
{
    const StationNet net = net_of({{.id = "A", .upstream = "X", .available_mw = 3.0}});
    ASSERT_EQ(net.warnings().size(), 1U);
    EXPECT_EQ(net.warnings()[0].en, "station 'A': upstream_id 'X' is no station; nothing is known above it");
    EXPECT_EQ(net.headroom({0, std::nullopt}, Direction::demand, 2030).mw, 3.0);
}

} // namespace
} // namespace kavel
