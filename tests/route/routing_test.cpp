// SPDX-License-Identifier: EUPL-1.2
#include "route/routing.hpp"

#include "geometry/wkb.hpp"
#include "measure/region_by_hand.hpp"
#include "route/network_making.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kavel {
namespace {

const std::string plot = rectangle(-120, -50, -20, 50);
const std::string far_plot = rectangle(-500, 900, -400, 1000);

Layer roads(const std::vector<std::string>& lines, const std::vector<Value>& oneway = {},
    const std::vector<Value>& speeds = {})
{
    Layer layer = layer_of("roads", features(lines));
    if (!oneway.empty()) {
        layer.features.columns.push_back(column("oneway", oneway));
    }
    if (!speeds.empty()) {
        layer.features.columns.push_back(column("speed_kmh", speeds));
    }
    return layer;
}

Parameters on_roads(Parameters more = {})
{
    more.insert({"network", std::string("roads")});
    return more;
}

/// Everything found for some plots by rules on one network and on targets called "ramps".
struct Trip {
    std::vector<Criterion> rules;
    Layer network;
    std::vector<std::string> plots{plot};
    std::vector<std::string> targets{"POINT (300 0)"};
    std::vector<Layer> more{};

    Measured measured(unsigned threads = 1) const
    {
        std::vector<Layer> layers{network, layer_of("ramps", features(targets))};
        layers.insert(layers.end(), more.begin(), more.end());
        const Region region = region_of(features(plots), std::move(layers));
        const RuleSet set = rules_of(rules);
        const std::vector<char> applied(set.size(), 1);
        Silent watch;
        const Routing routing = find_routes(set, applied, region, threads, watch);
        Measured found = measure(set, applied, region, {{}, 2030, &routing}, threads, watch);
        found.warnings.insert(found.warnings.end(), routing.warnings.begin(), routing.warnings.end());
        return found;
    }
    Fact fact() const { return measured().facts.at(0, 0); }
    double number() const { return as_double(fact()); }
    std::vector<std::string> warnings() const
    {
        std::vector<std::string> texts;
        for (const Title& warning : measured().warnings) {
            texts.push_back(warning.en);
        }
        return texts;
    }
};

Criterion route(const Parameters& more = {}, std::string id = "ramp")
{
    return asks(std::move(id), "network_distance", "ramps", on_roads(more));
}

const Parameters minutes{{"cost", std::string("minutes")}};

TEST(Directions, are_told_in_the_words_of_several_sources)
{
    const auto said = [](const Value& oneway) {
        const Directions directions = directions_of(oneway);
        return std::string(directions.along ? "along " : "") + (directions.against ? "against" : "");
    };
    for (const Value& word : {Value(1.0), text("1"), text("1.0"), text("F"), text("yes"), text("H")}) {
        EXPECT_EQ(said(word), "along ") << to_text(word);
    }
    for (const Value& word : {Value(-1.0), text("-1"), text("T"), text("reverse")}) {
        EXPECT_EQ(said(word), "against") << to_text(word);
    }
    for (const Value& word :
        {Value(), Value(0.0), text("0"), text("no"), text("B"), text("O"), text(""), text("h")}) {
        EXPECT_EQ(said(word), "along against") << to_text(word);
    }
}

TEST(Routing, gives_metres_and_the_route)
{
    const Trip trip{{route()}, roads({"LINESTRING (0 0, 300 0)"})};
    EXPECT_NEAR(trip.number(), 320.0, 1e-9);
    const Measured measured = trip.measured();
    ASSERT_EQ(measured.evidence[0].size(), 1U);
    const Evidence& shown = measured.evidence[0][0];
    EXPECT_EQ(shown.kind, EvidenceKind::route);
    EXPECT_EQ(shown.label, "#0");
    EXPECT_NEAR(*shown.amount, 320.0, 1e-9);
    EXPECT_EQ(shown.unit, "m");
    const std::vector<Point> way{{-20, 0}, {0, 0}, {300, 0}};
    EXPECT_EQ(shown.wkb, line_wkb(way));
}

TEST(Routing, respects_the_direction_of_travel)
{
    EXPECT_EQ(why_unknown(Trip{{route()}, roads({"LINESTRING (0 0, 300 0)"}, {text("T")})}.fact()),
        "no route along the network");
    EXPECT_NEAR((Trip{{route()}, roads({"LINESTRING (0 0, 300 0)"}, {text("H")})}.number()), 320.0, 1e-9);
}

TEST(Routing, reckons_in_minutes)
{
    // 300 m at 60 km/h, a leg of 20 m at 30 km/h.
    const Layer fast = roads({"LINESTRING (0 0, 300 0)"}, {}, {text("60")});
    EXPECT_NEAR((Trip{{route(minutes)}, fast}.number()), 0.3 + 0.04, 1e-12);
    Parameters slow_legs = minutes;
    slow_legs.insert({"access_kmh", 6.0});
    EXPECT_NEAR((Trip{{route(slow_legs)}, fast}.number()), 0.3 + 0.2, 1e-12);
    EXPECT_EQ((Trip{{route(minutes)}, fast}.measured().evidence[0][0].unit), "min");
}

TEST(Routing, leaves_roads_of_unknown_speed_out_and_says_so)
{
    const Layer mixed = roads({"LINESTRING (0 0, 300 0)", "LINESTRING (0 0, 0 200, 300 200, 300 0)",
                                  "LINESTRING (0 0, 100 -100)", "LINESTRING (0 0, 100 -200)"},
        {}, {text("NVT"), Value(60.0), Value(0.0), Value()});
    const Trip trip{{route(minutes)}, mixed};
    EXPECT_NEAR(trip.number(), 0.04 + 0.7, 1e-12);
    EXPECT_EQ(trip.warnings(),
        std::vector<std::string>{
            "rule 'ramp': 3 lines of 'roads' without a usable speed are left out of the network; "
            "default_kmh gives them one"});
    Parameters stated = minutes;
    stated.insert({"default_kmh", 30.0});
    const Trip with_default{{route(stated)}, mixed};
    EXPECT_NEAR(with_default.number(), 0.04 + 0.6, 1e-12);
    EXPECT_TRUE(with_default.warnings().empty());
}

TEST(Routing, takes_only_the_lines_that_meet_the_conditions)
{
    Layer layer = roads({"LINESTRING (0 0, 300 0)", "LINESTRING (0 40, 0 200, 300 200, 300 0)"});
    layer.conditions = {{"net", {0, 1}}, {"access", {0, 1}}};
    EXPECT_NEAR(
        (Trip{{route({{"network_where", std::string("net")}})}, layer}.number()), 20.0 + 160.0 + 500.0, 1e-9);
    EXPECT_NEAR((Trip{{route({{"access_where", std::string("access")}})}, layer}.number()),
        20.0 + 160.0 + 500.0, 1e-9);
    layer.conditions = {{"none", {0, 0}}};
    const Trip nothing{{route({{"network_where", std::string("none")}})}, layer};
    EXPECT_EQ(why_unknown(nothing.fact()), "no road in the network to begin on");
    EXPECT_EQ(nothing.warnings().front(), "rule 'ramp': no line of 'roads' is in the network");
    const Trip closed{{route({{"access_where", std::string("none")}})}, layer};
    EXPECT_EQ(why_unknown(closed.fact()), "no road in the network to begin on");
    EXPECT_EQ(closed.warnings().front(), "rule 'ramp': no line of the network 'roads' meets access_where");
}

TEST(Routing, says_why_there_is_no_route)
{
    const Layer line = roads({"LINESTRING (0 0, 300 0)", "LINESTRING (5000 0, 6000 0)"});
    EXPECT_EQ(why_unknown(Trip{{route({{"max_access_m", 10.0}})}, line}.fact()),
        "no road to begin on within the limit");
    EXPECT_EQ(
        why_unknown(Trip{{route()}, line, {plot}, {"POINT (6000 0)"}}.fact()), "no route along the network");
    EXPECT_EQ(why_unknown(Trip{{route()}, line, {plot}, {}}.fact()), "no feature in the layer");
}

TEST(Routing, does_not_count_targets_beyond_the_limit)
{
    const Trip trip{{route({{"max_access_m", 25.0}})}, roads({"LINESTRING (0 0, 300 0)"}), {plot},
        {"POINT (100 30)", "POINT (300 25)"}};
    EXPECT_NEAR(trip.number(), 345.0, 1e-9);
    EXPECT_EQ(trip.warnings(),
        std::vector<std::string>{
            "rule 'ramp': 1 of the 2 features of 'ramps' do not lie at the network and are no target"});
}

TEST(Routing, says_when_most_plots_have_no_route)
{
    const Trip trip{{route()}, roads({"LINESTRING (0 0, 300 0)", "LINESTRING (-600 700, -300 700)"}),
        {plot, far_plot, far_plot}};
    EXPECT_EQ(trip.warnings(),
        std::vector<std::string>{
            "rule 'ramp': 2 of the 3 plots at the network have no route; lines are joined only "
            "where their ends meet"});
}

TEST(Routing, counts_the_metres_of_the_route_in_polygons)
{
    const Trip trip{
        {asks("village", "network_through", "ramps", on_roads({{"through", std::string("urban")}})), route()},
        roads({"LINESTRING (0 0, 300 0)"}), {plot}, {"POINT (300 0)"},
        {layer_of("urban", features({rectangle(-30, -10, 50, 10), rectangle(40, -10, 60, 10)}))}};
    EXPECT_NEAR(trip.number(), 80.0, 1e-9) << "the leg is part of the route";
    const Measured measured = trip.measured();
    EXPECT_NEAR(*measured.evidence[0][0].amount, 80.0, 1e-9);
    EXPECT_EQ(measured.evidence[0][0].unit, "m");
    EXPECT_EQ(measured.evidence[0][0].wkb, measured.evidence[0][1].wkb) << "one search, one route";
}

TEST(Routing, is_unknown_outside_what_any_of_its_layers_covers)
{
    Layer line = roads({"LINESTRING (0 0, 300 0)"});
    line.covers = drawn(rectangle(-50, -500, 500, 500));
    EXPECT_EQ(why_unknown(Trip{{route()}, line}.fact()), "outside the area that the source covers");
}

TEST(Routing, is_the_same_with_any_number_of_threads)
{
    std::vector<std::string> lines;
    std::vector<std::string> plots;
    for (int i = 0; i < 20; ++i) {
        lines.push_back(fmt::format("LINESTRING ({} 0, {} {})", i * 50, i * 50 + 50, i % 2 == 0 ? 0 : 1));
        lines.push_back(
            fmt::format("LINESTRING ({0} {1}, {0} 1, {2} 0)", i * 50 + 50, i % 2 == 0 ? 0 : 1, i * 50 + 100));
        plots.push_back(rectangle(i * 47, 20, i * 47 + 20, 60));
    }
    const Trip trip{{route()}, roads(lines), plots, {"POINT (0 -5)", "POINT (700 5)", "POINT (900 0)"}};
    const Measured one = trip.measured(1);
    const Measured eight = trip.measured(8);
    for (std::size_t i = 0; i < plots.size(); ++i) {
        EXPECT_EQ(one.facts.at(i, 0), eight.facts.at(i, 0));
        ASSERT_EQ(one.evidence[i].size(), eight.evidence[i].size());
        EXPECT_EQ(one.evidence[i].empty() ? "" : one.evidence[i][0].wkb,
            eight.evidence[i].empty() ? "" : eight.evidence[i][0].wkb);
    }
}

} // namespace
} // namespace kavel
