// SPDX-License-Identifier: EUPL-1.2
#include "grid/battery.hpp"

#include "battery_program.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

/// No losses, power for the whole content in an hour, all of it usable: the arithmetic can be done by heart.
constexpr BatteryKind plain{1.0, 1.0, 1.0};

TEST(LeastBattery, is_zero_where_every_hour_has_room)
{
    EXPECT_EQ(least_battery(std::vector<double>{1.0, 0.0, 2.0}, plain).energy_mwh, 0.0);
}

TEST(LeastBattery, holds_what_one_hour_misses)
{
    EXPECT_DOUBLE_EQ(*least_battery(std::vector<double>{5.0, -2.0, 5.0}, plain).energy_mwh, 2.0);
}

TEST(LeastBattery, holds_what_hours_in_a_row_miss_together)
{
    // 2 + 3 MWh, and no hour between them to charge in.
    EXPECT_DOUBLE_EQ(*least_battery(std::vector<double>{9.0, -2.0, -3.0, 9.0}, plain).energy_mwh, 5.0);
    // One hour of 1 MW between them: 2 - 1 + 3.
    EXPECT_DOUBLE_EQ(*least_battery(std::vector<double>{9.0, -2.0, 1.0, -3.0, 9.0}, plain).energy_mwh, 4.0);
}

TEST(LeastBattery, is_as_large_as_its_power_must_be)
{
    // Two hours of content a unit of power: 3 MW asks 6 MWh, though 3 MWh is all that is taken.
    EXPECT_DOUBLE_EQ(*least_battery(std::vector<double>{9.0, -3.0, 9.0}, {1.0, 2.0, 1.0}).energy_mwh, 6.0);
}

TEST(LeastBattery, charges_no_faster_than_its_power)
{
    // In the one hour between, E/4 comes in: E + E/4 >= 5 + 5 gives 8, but discharging 5 MW takes 20.
    EXPECT_DOUBLE_EQ(
        *least_battery(std::vector<double>{99.0, -5.0, 99.0, -5.0, 99.0}, {1.0, 4.0, 1.0}).energy_mwh, 20.0);
    // Shallow and long: twenty hours of 1 MW, then one hour in which E/4 comes in, then twenty more.
    std::vector<double> room(60, 100.0);
    for (std::size_t t = 10; t < 51; ++t) {
        room[t] = t == 30 ? 100.0 : -1.0;
    }
    EXPECT_NEAR(*least_battery(room, {1.0, 4.0, 1.0}).energy_mwh, 40.0 / 1.25, 1e-9);
}

TEST(LeastBattery, loses_on_the_way_in_and_on_the_way_out)
{
    // 0.81: 0.9 each way. 0.9 MWh at the terminals takes 1 MWh out of it; 0.8 of the content may be used.
    EXPECT_NEAR(
        *least_battery(std::vector<double>{9.0, 9.0, -0.9}, {0.81, 1.0, 0.8}).energy_mwh, 1.25, 1e-12);
}

TEST(LeastBattery, ends_the_year_where_it_began)
{
    // The room before the shortage lies at the end of the year.
    EXPECT_DOUBLE_EQ(*least_battery(std::vector<double>{-1.0, -1.0, 0.0, 1.0, 1.0}, plain).energy_mwh, 2.0);
}

TEST(LeastBattery, does_not_work_where_the_year_asks_more_than_it_gives)
{
    const BatterySize size = least_battery(std::vector<double>{1.0, -2.0, 0.5}, plain);
    EXPECT_FALSE(size.energy_mwh);
    EXPECT_DOUBLE_EQ(size.short_mwh, 0.5);
}

TEST(LeastBattery, works_where_the_year_gives_just_what_it_asks)
{
    EXPECT_DOUBLE_EQ(*least_battery(std::vector<double>{1.0, -2.0, 1.0}, plain).energy_mwh, 2.0);
}

TEST(LeastBattery, names_the_hours_that_decide_its_size)
{
    const BatterySize size = least_battery(std::vector<double>{9.0, -1.0, 9.0, -2.0, -3.0, 9.0}, plain);
    EXPECT_EQ(size.tightest_from, 3U);
    EXPECT_EQ(size.tightest_to, 4U);
}

/// The size that both find; nothing when both find that none works.
std::optional<double> expect_as_programme(
    const std::vector<double>& room_mw, const BatteryKind& kind, const std::string& what)
{
    const BatterySize found = least_battery(room_mw, kind);
    const auto expected = battery_by_linear_programme(room_mw, kind);
    EXPECT_EQ(found.energy_mwh.has_value(), expected.has_value()) << what;
    if (expected && found.energy_mwh) {
        EXPECT_NEAR(*found.energy_mwh, *expected, 1e-5 * std::max(*expected, 1e-3)) << what;
    }
    return expected;
}

/// Random years of a fortnight: of every kind of load, some of which no battery can serve.
TEST(LeastBattery, equals_a_linear_programme_on_random_years_of_336_hours)
{
    std::mt19937 random(5);
    const auto among
        = [&random](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
    int none = 0;
    int some = 0;
    for (int year = 0; year < 200; ++year) {
        const BatteryKind kind{among(0.6, 1.0), among(0.5, 6.0), among(0.5, 1.0)};
        const double mean = among(-0.2, 1.5);
        const double swing = among(0.0, 3.0);
        const double noise = among(0.0, 2.0);
        std::vector<double> room(336);
        for (std::size_t t = 0; t < room.size(); ++t) {
            room[t] = mean + swing * std::sin(2.0 * std::numbers::pi * static_cast<double>(t) / 24.0)
                + noise * among(-1.0, 1.0);
        }
        expect_as_programme(room, kind, "year " + std::to_string(year));
        const auto size = least_battery(room, kind).energy_mwh;
        none += size ? 0 : 1;
        some += size && *size > 0.0 ? 1 : 0;
    }
    EXPECT_GT(none, 10);
    EXPECT_GT(some, 100);
}

/// Hours of a whole year: load by day or by night, sun, a long cold spell, a contract for the night.
std::vector<double> year_of(
    double limit_mw, double pv_mwp, bool charges_at_night, double cold_mw, double night_contract_mw)
{
    std::vector<double> room(8760);
    std::mt19937 random(8);
    for (std::size_t t = 0; t < room.size(); ++t) {
        const double day = static_cast<double>(t / 24);
        const auto hour = static_cast<double>(t % 24);
        const bool weekend = (t / 24) % 7 >= 5;
        const double building = (hour >= 7 && hour < 19 ? 1.0 : 0.35) * (weekend ? 0.5 : 1.0);
        const bool charging = charges_at_night ? hour >= 22 || hour < 5 : hour >= 16 && hour < 21;
        const double season = 0.5 + 0.5 * std::cos(2.0 * std::numbers::pi * (day - 172.0) / 365.0);
        const double sun = std::max(0.0, std::sin(std::numbers::pi * (hour - 6.0) / 12.0))
            * (0.15 + 0.75 * season) * std::uniform_real_distribution(0.3, 1.0)(random);
        const double cold = day >= 20 && day < 41 ? cold_mw : 0.0;
        const bool night = hour >= 22 || hour < 6;
        room[t] = limit_mw + (night ? night_contract_mw : 0.0) - 1.2 * building
            - (charging && !weekend ? 1.5 : 0.0) - cold + pv_mwp * sun;
    }
    return room;
}

TEST(LeastBattery, equals_a_linear_programme_on_whole_years)
{
    const BatteryKind kind;
    const auto some = [&kind](const std::vector<double>& room, const char* what) {
        const auto size = expect_as_programme(room, kind, what);
        EXPECT_GT(size.value_or(0.0), 0.1) << what << ": a year that asks for no battery tries nothing";
        RecordProperty(what, std::to_string(size.value_or(-1.0)));
    };
    some(year_of(1.7, 0.0, false, 0.0, 0.0), "no sun");
    some(year_of(0.9, 6.0, false, 0.0, 0.0), "much sun");
    some(year_of(1.6, 2.0, false, 0.3, 0.0), "a long cold spell");
    some(year_of(1.4, 1.0, true, 0.0, 0.0), "charging at night");
    some(year_of(1.0, 1.0, true, 0.0, 1.0), "a contract for the night");
}

} // namespace
} // namespace kavel
