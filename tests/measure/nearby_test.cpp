// SPDX-License-Identifier: EUPL-1.2
#include "measure/nearby.hpp"

#include "as_ogr.hpp"
#include "geometry/overlay.hpp"
#include "measure/region_by_hand.hpp"
#include "town.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

const std::string plot_100 = rectangle(0, 0, 100, 100);
const Parameters of_value{{"attribute", std::string("value")}};

Parameters within(double metres)
{
    return {{"within", metres}};
}

Parameters radius(double metres)
{
    return {{"radius", metres}};
}

Parameters value_within(double metres)
{
    return {{"attribute", std::string("value")}, {"radius", metres}};
}

Fact distance(
    const std::string& plot, const std::vector<std::string>& layer, const Parameters& parameters = {})
{
    return fact({"distance", parameters, {}}, drawn(plot), features(layer));
}

Fact nearest(
    const std::vector<std::string>& layer, const std::vector<Value>& values, Parameters parameters = of_value)
{
    parameters.insert(of_value.begin(), of_value.end());
    return fact({"nearest", parameters, values}, drawn(plot_100), features(layer));
}

double count(const std::vector<std::string>& layer, double radius_m)
{
    return number({"count_within", radius(radius_m), {}}, drawn(plot_100), features(layer));
}

double length(const std::string& plot, const std::vector<std::string>& layer, double radius_m)
{
    return number({"length_within", radius(radius_m), {}}, drawn(plot), features(layer));
}

double area(const std::string& plot, const std::vector<std::string>& layer, double radius_m)
{
    return number({"area_within", radius(radius_m), {}}, drawn(plot), features(layer));
}

/// A 64-gon in a circle: what a buffer adds at the corners of a convex polygon.
double corners_m2(double radius_m)
{
    return 32.0 * radius_m * radius_m * std::sin(2.0 * std::numbers::pi / 64.0);
}

std::string point(double x, double y)
{
    return fmt::format("POINT ({} {})", x, y);
}

TEST(Distance, runs_from_the_plots_edge_to_the_nearest_feature)
{
    const Town town("PP..R\n"
                    "PP...\n"
                    ".....\n"
                    "S....\n");

    EXPECT_EQ(fact({"distance", {}, {}}, town.outline('P'), town.outline('R')), Fact(200.0));
    EXPECT_EQ(fact({"distance", {}, {}}, town.outline('P'), town.outlines("RS")), Fact(100.0));
}

TEST(Distance, is_zero_for_what_touches_overlaps_or_lies_inside_and_around)
{
    for (const auto& other : {rectangle(100, 0, 200, 100), rectangle(100, 100, 200, 200),
             rectangle(50, 50, 150, 150), rectangle(40, 40, 60, 60), rectangle(-10, -10, 110, 110), plot_100,
             point(50, 50), point(100, 50), point(0, 0), std::string("LINESTRING (20 20, 30 30)"),
             std::string("LINESTRING (-50 50, 150 50)"), std::string("LINESTRING (100 -50, 100 150)")}) {
        EXPECT_EQ(distance(plot_100, {other}), Fact(0.0)) << other;
    }
}

TEST(Distance, of_a_plot_in_a_hole_is_to_the_hole_s_edge)
{
    const Town town("NNNNN\n"
                    "N...N\n"
                    "N.P.N\n"
                    "N...N\n"
                    "NNNNN\n");

    EXPECT_EQ(fact({"distance", {}, {}}, town.outline('P'), town.outline('N')), Fact(100.0));
    EXPECT_EQ(
        fact({"distance", {}, {}}, town.outline('N'), town.outline('P')), Fact(100.0)); // a plot around it
}

TEST(Distance, is_none_in_an_empty_layer)
{
    EXPECT_EQ(distance(plot_100, {}), Fact(None{}));
    EXPECT_EQ(distance(plot_100, {}, within(100)), Fact(None{}));
}

TEST(Distance, is_none_when_nothing_lies_within_the_search_distance)
{
    EXPECT_EQ(distance(plot_100, {point(150, 50)}, within(49)), Fact(None{}));
    EXPECT_EQ(distance(plot_100, {point(150, 50)}, within(50)), Fact(50.0)); // the distance itself counts
    EXPECT_EQ(distance(plot_100, {point(150, 50)}, within(50 - 0.9e-6)),
        Fact(50.0)); // a micrometre decides nothing
    EXPECT_EQ(distance(plot_100, {point(150, 50)}, within(50 - 1.1e-6)), Fact(None{}));
    EXPECT_EQ(distance(plot_100, {point(50, 50)}, within(0)), Fact(0.0));
}

TEST(Distance, goes_to_any_part_of_a_mixed_feature)
{
    EXPECT_EQ(distance(plot_100,
                  {"GEOMETRYCOLLECTION (POINT (130 50), LINESTRING (120 0, 120 99), "
                   "POLYGON ((110 0, 115 0, 115 50, 110 0)))"}),
        Fact(10.0));
    EXPECT_EQ(distance(plot_100, {"MULTIPOINT (500 500, 104 103)"}), Fact(5.0));
}

TEST(Distance, does_not_mind_how_long_and_how_far_a_feature_is)
{
    EXPECT_EQ(distance(plot_100, {"LINESTRING (-1000000 110, 1000000 110)"}), Fact(10.0));
    EXPECT_EQ(distance(plot_100, {point(100 + 3e6, 100 + 4e6)}), Fact(5e6));
}

TEST(Distance, shows_the_way_to_the_feature)
{
    const Measured measured
        = answer_to({"distance", {}, {}}, drawn(plot_100), features({point(500, 500), point(130, 140)}));

    ASSERT_EQ(measured.evidence[0].size(), 1U);
    const Evidence& row = measured.evidence[0][0];
    EXPECT_EQ(row.kind, EvidenceKind::nearest);
    EXPECT_EQ(row.label, "#1");
    EXPECT_EQ(row.amount, 50.0);
    EXPECT_EQ(row.unit, "m");
    EXPECT_EQ(wkt_of(*from_wkb(row.wkb)), "LINESTRING (100 100,130 140)");
}

TEST(Distance, of_none_shows_nothing)
{
    EXPECT_TRUE(answer_to({"distance", {}, {}}, drawn(plot_100), Shapes()).evidence[0].empty());
}

TEST(Nearest, is_the_attribute_of_the_nearest_feature)
{
    EXPECT_EQ(nearest({point(150, 50), point(120, 50), point(160, 50)}, {text("A"), text("B"), text("C")}),
        Fact(std::string("B")));
    EXPECT_EQ(nearest({point(150, 50), point(50, 50)}, {1.0, 2.0}), Fact(2.0));
}

TEST(Nearest, of_features_as_near_is_the_lowest_id)
{
    const std::vector<Value> values{text("A"), text("B"), text("C")};

    // Three times 20 m, to the east, the north and the west.
    EXPECT_EQ(nearest({point(120, 50), point(50, 120), point(-20, 50)}, values), Fact(std::string("A")));
    // Within a micrometre is as near.
    EXPECT_EQ(
        nearest({point(120 + 0.9e-6, 50), point(50, 120), point(-20, 50)}, values), Fact(std::string("A")));
    EXPECT_EQ(
        nearest({point(120 + 1.1e-6, 50), point(50, 120), point(-20, 50)}, values), Fact(std::string("B")));
    // On the plot everything is as near.
    EXPECT_EQ(nearest({point(100, 50), point(50, 50), plot_100}, values), Fact(std::string("A")));
    EXPECT_EQ(nearest({plot_100, point(50, 50), point(100, 50)}, values), Fact(std::string("A")));
}

TEST(Nearest, of_chained_distances_is_the_lowest_within_a_micrometre_of_the_least)
{
    // 20 m, and 0.7 and 1.4 micrometre more: the last is not as near as the first.
    EXPECT_EQ(nearest({point(120 + 1.4e-6, 50), point(50, 120 + 0.7e-6), point(-20, 50)},
                  {text("A"), text("B"), text("C")}),
        Fact(std::string("B")));
}

TEST(Nearest, says_the_least_distance_whichever_feature_is_shown)
{
    const Measured measured = answer_to({"nearest", of_value, {text("A"), text("B")}}, drawn(plot_100),
        features({point(120 + 0.9e-6, 50), point(-20, 50)}));

    ASSERT_EQ(measured.evidence[0].size(), 1U);
    EXPECT_EQ(measured.evidence[0][0].label, "#0");
    EXPECT_NEAR(*measured.evidence[0][0].amount, 20.0, 1e-6);
    EXPECT_FALSE(measured.evidence[0][0].wkb.empty());
}

TEST(Nearest, is_unknown_when_there_is_none)
{
    EXPECT_EQ(why_unknown(nearest({}, {text("A")})), "no feature in the layer");
    EXPECT_EQ(why_unknown(nearest({point(150, 50)}, {text("A")}, within(49))),
        "no feature within the search distance");
    EXPECT_EQ(nearest({point(150, 50)}, {text("A")}, within(50)), Fact(std::string("A")));
}

TEST(Nearest, is_unknown_when_the_nearest_has_no_value)
{
    EXPECT_EQ(why_unknown(nearest({point(120, 50), point(150, 50)}, {Value(), text("B")})),
        "no value in the source");
}

TEST(CountWithin, counts_features_up_to_the_radius_itself)
{
    const std::vector<std::string> ramps{point(150, 50), point(160, 50), point(170, 50), point(130, 140)};

    EXPECT_EQ(count(ramps, 49.9), 0.0);
    EXPECT_EQ(count(ramps, 50.0), 2.0); // the fourth lies 30 east and 40 north of the corner
    EXPECT_EQ(count(ramps, 60.0), 3.0);
    EXPECT_EQ(count(ramps, 1000.0), 4.0);
    EXPECT_EQ(count(ramps, 60.0 - 0.9e-6), 3.0); // a micrometre decides nothing
    EXPECT_EQ(count(ramps, 60.0 - 1.1e-6), 2.0);
}

TEST(CountWithin, of_radius_zero_counts_what_touches)
{
    EXPECT_EQ(count({rectangle(100, 0, 200, 100), rectangle(100, 100, 200, 200), point(50, 50), point(100, 0),
                        "LINESTRING (100 -50, 100 150)", plot_100, rectangle(-10, -10, 110, 110),
                        rectangle(100.1, 0, 200, 100), rectangle(100 + 0.9e-6, 0, 200, 100)},
                  0.0),
        8.0); // all but the one at 0.1 m
}

TEST(CountWithin, counts_what_surrounds_the_plot_from_the_edge_of_its_hole)
{
    const std::string around = "POLYGON ((-200 -200, 300 -200, 300 300, -200 300, -200 -200), (-50 -50, 150 "
                               "-50, 150 150, -50 150, -50 -50))";

    EXPECT_EQ(count({around}, 49.9), 0.0);
    EXPECT_EQ(count({around}, 50.0), 1.0);
}

TEST(CountWithin, counts_each_feature_once_however_many_parts_it_has)
{
    EXPECT_EQ(count({"MULTIPOINT (110 50, 120 50, 130 50)",
                        "GEOMETRYCOLLECTION (POINT (50 50), LINESTRING (0 0, 9 9))"},
                  50.0),
        2.0);
}

TEST(CountWithin, is_zero_in_an_empty_layer)
{
    EXPECT_EQ(count({}, 1000.0), 0.0);
}

TEST(CountWithin, looks_into_the_corners_of_the_buffer_exactly)
{
    // 30 m east and 40 m north of the corner is 50 m; the polygon of a buffer would have missed it.
    EXPECT_EQ(count({point(130, 140)}, 50.0), 1.0);
    EXPECT_EQ(count({point(130, 140)}, 49.999), 0.0);
}

TEST(SumWithin, adds_the_values_of_what_is_near)
{
    const auto sum = [](const std::vector<Value>& values, double radius_m) {
        return fact({"sum_within", value_within(radius_m), values}, drawn(plot_100),
            features({point(110, 50), point(120, 50), point(130, 50)}));
    };

    EXPECT_EQ(sum({1.5, 2.0, 4.0}, 20.0), Fact(3.5));
    EXPECT_EQ(sum({1.5, 2.0, 4.0}, 100.0), Fact(7.5));
    EXPECT_EQ(sum({1.5, 2.0, 4.0}, 5.0), Fact(0.0)); // nothing is near: the sum of nothing
    EXPECT_EQ(sum({Value(), 2.0, text("4")}, 100.0), Fact(6.0)); // numbers as text count, nulls do not
    EXPECT_EQ(why_unknown(sum({Value(), text("veel"), 4.0}, 20.0)), "no value in the source");
    EXPECT_EQ(sum({-1.0, 1.0, 0.0}, 100.0), Fact(0.0));
}

TEST(SumWithin, counts_the_texts_that_are_no_number_once_a_plot_that_sees_them)
{
    const RuleSet rules = rules_of({asks("load", "sum_within", "layer", value_within(10.0))});
    const Region region
        = region_of(features({rectangle(0, 0, 10, 10), rectangle(5, 0, 15, 10), rectangle(900, 0, 910, 10)}),
            {layer_of("layer", features({point(8, 5), point(9, 5)}), {text("veel"), 3.0})});

    const Measured measured = measure_all(rules, region);

    EXPECT_EQ(measured.facts.at(0, 0), Fact(3.0));
    ASSERT_EQ(measured.warnings.size(), 1U);
    EXPECT_EQ(measured.warnings[0].en, "rule 'load': 2 times a text where a number is needed: unknown");
}

TEST(SumWithin, says_how_many_features_it_added)
{
    const Measured measured = answer_to({"sum_within", value_within(100.0), {Value(), 2.0, 3.0}},
        drawn(plot_100), features({point(110, 50), point(120, 50), point(130, 50)}));

    ASSERT_EQ(measured.evidence[0].size(), 1U);
    EXPECT_EQ(measured.evidence[0][0].label, "n = 2");
    EXPECT_EQ(measured.evidence[0][0].amount, 5.0);
    EXPECT_EQ(measured.evidence[0][0].kind, EvidenceKind::within);
}

TEST(LengthWithin, is_of_the_line_inside_the_plots_buffer)
{
    EXPECT_NEAR(length(plot_100, {"LINESTRING (-1000 50, 1000 50)"}, 50.0), 200.0, 1e-9);
    // At 30 m above the edge the quarter circle is the chord from 33.75 to 39.375 degrees.
    const double degree = std::numbers::pi / 180.0;
    const Point low{50.0 * std::cos(33.75 * degree), 50.0 * std::sin(33.75 * degree)};
    const Point high{50.0 * std::cos(39.375 * degree), 50.0 * std::sin(39.375 * degree)};
    const double beyond = low.x + (30.0 - low.y) / (high.y - low.y) * (high.x - low.x);
    EXPECT_NEAR(length(plot_100, {"LINESTRING (-1000 130, 1000 130)"}, 50.0), 100.0 + 2.0 * beyond, 1e-9);
    EXPECT_EQ(length(plot_100, {"LINESTRING (-1000 151, 1000 151)"}, 50.0), 0.0);
    EXPECT_EQ(length(plot_100, {}, 50.0), 0.0);
}

TEST(LengthWithin, of_radius_zero_is_in_the_plot_itself)
{
    EXPECT_NEAR(length(plot_100, {"LINESTRING (-1000 50, 1000 50)"}, 0.0), 100.0, 1e-9);
    EXPECT_NEAR(length("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))",
                    {"LINESTRING (-1000 50, 1000 50)"}, 0.0),
        80.0, 1e-9);
}

TEST(LengthWithin, counts_a_stretch_twice_that_runs_twice)
{
    EXPECT_NEAR(length(plot_100, {"LINESTRING (10 50, 60 50, 10 50)"}, 10.0), 100.0, 1e-9);
    EXPECT_NEAR(
        length(plot_100, {"LINESTRING (10 50, 60 50)", "LINESTRING (60 50, 10 50)"}, 10.0), 100.0, 1e-9);
    EXPECT_NEAR(length(plot_100, {"MULTILINESTRING ((10 50, 60 50), (20 50, 30 50))"}, 10.0), 60.0, 1e-9);
}

TEST(LengthWithin, lets_the_edges_of_polygons_be)
{
    EXPECT_NEAR(length(plot_100,
                    {"GEOMETRYCOLLECTION (LINESTRING (10 50, 60 50), POLYGON ((10 10, 90 10, 90 90, 10 10)), "
                     "POINT (3 3))"},
                    10.0),
        50.0, 1e-9);
}

TEST(LengthWithin, counts_a_road_along_any_side_of_the_plot_alike)
{
    EXPECT_DOUBLE_EQ(length(plot_100, {"LINESTRING (-50 0, 150 0)"}, 0.0), 100.0) << "south";
    EXPECT_DOUBLE_EQ(length(plot_100, {"LINESTRING (-50 100, 150 100)"}, 0.0), 100.0) << "north";
    EXPECT_DOUBLE_EQ(length(plot_100, {"LINESTRING (0 -50, 0 150)"}, 0.0), 100.0) << "west";
    EXPECT_DOUBLE_EQ(length(plot_100, {"LINESTRING (100 -50, 100 150)"}, 0.0), 100.0) << "east";
}

TEST(LengthWithin, follows_the_buffer_s_own_polygon)
{
    // From the corner outward the 64-gon has a corner at 0, 5.625, 11.25 ... degrees; halfway between two of
    // them it is radius x cos(pi / 64) away.
    const double half_step = std::numbers::pi / 64.0;
    const auto ray = [](double angle) {
        return fmt::format("LINESTRING (100 100, {} {})", 100.0 + 2000.0 * std::cos(angle),
            100.0 + 2000.0 * std::sin(angle));
    };

    EXPECT_NEAR(length(plot_100, {ray(8.0 * 2.0 * half_step)}, 1000.0), 1000.0, 1e-6);
    EXPECT_NEAR(length(plot_100, {ray(9.0 * half_step)}, 1000.0), 1000.0 * std::cos(half_step), 1e-6);
}

TEST(LengthWithin, of_long_and_winding_lines_is_the_overlays)
{
    std::mt19937 random(41);
    std::uniform_real_distribution<double> place(-400.0, 500.0);
    for (int round = 0; round < 20; ++round) {
        std::string line = "LINESTRING (";
        for (int i = 0; i < 60; ++i) {
            line += fmt::format("{}{} {}", i == 0 ? "" : ", ", place(random), place(random));
        }
        line += ")";
        Overlay overlay;
        Shapes buffer;
        overlay.add_polygons(buffer, overlay.buffer(overlay.polygons(drawn(plot_100)[0]), 150.0));
        buffer.end_feature();
        std::string polygon = "POLYGON ((";
        for (const Point& p : buffer[0].path(0).points) {
            polygon += fmt::format("{}{} {}", polygon.back() == '(' ? "" : ", ", p.x, p.y);
        }
        polygon += "))";
        const OgrGeometry read_line = as_ogr(line);
        const OgrGeometry read_polygon = as_ogr(polygon);
        // Segment by segment: the overlay of the whole line would count what lies on each other once.
        double expected = 0.0;
        const OGRLineString& points = *read_line->toLineString();
        for (int i = 1; i < points.getNumPoints(); ++i) {
            OGRLineString segment;
            segment.addPoint(points.getX(i - 1), points.getY(i - 1));
            segment.addPoint(points.getX(i), points.getY(i));
            const OgrGeometry part(segment.Intersection(read_polygon.get()));
            expected += OGR_G_Length(OGRGeometry::ToHandle(part.get()));
        }

        ASSERT_NEAR(length(plot_100, {line}, 150.0), expected, 1e-6);
    }
}

TEST(LengthWithin, shows_how_many_features_and_metres)
{
    const Measured measured = answer_to({"length_within", radius(10.0), {}}, drawn(plot_100),
        features({"MULTILINESTRING ((10 50, 60 50), (20 60, 30 60))", "LINESTRING (0 500, 9 500)",
            "LINESTRING (0 20, 9 20)"}));

    ASSERT_EQ(measured.evidence[0].size(), 1U);
    EXPECT_EQ(measured.evidence[0][0].label, "n = 2");
    EXPECT_NEAR(*measured.evidence[0][0].amount, 69.0, 1e-9);
    EXPECT_EQ(measured.evidence[0][0].unit, "m");
}

TEST(AreaWithin, is_the_union_inside_the_plots_buffer)
{
    const double whole = 10000.0 + 400.0 * 50.0 + corners_m2(50.0);

    EXPECT_NEAR(area(plot_100, {rectangle(-500, -500, 500, 500)}, 50.0), whole, 1e-9 * whole);
    EXPECT_NEAR(area(plot_100, {rectangle(0, 0, 500, 100)}, 50.0), 15000.0, 1e-6);
    EXPECT_NEAR(
        area(plot_100, {rectangle(0, 100, 100, 120), rectangle(50, 110, 100, 130)}, 50.0), 2500.0, 1e-6);
    EXPECT_EQ(area(plot_100, {rectangle(151, 0, 200, 100)}, 50.0), 0.0);
    EXPECT_EQ(area(plot_100, {}, 50.0), 0.0);
}

TEST(AreaWithin, of_radius_zero_is_the_covered_area)
{
    EXPECT_NEAR(area(plot_100, {rectangle(50, 0, 500, 100)}, 0.0), 5000.0, 1e-6);
}

TEST(AreaWithin, has_a_buffer_of_sixteen_segments_a_quarter_circle)
{
    for (const double radius_m : {1.0, 100.0, 5000.0}) {
        const double whole = 10000.0 + 400.0 * radius_m + corners_m2(radius_m);

        EXPECT_NEAR(area(plot_100, {rectangle(-9000, -9000, 9000, 9000)}, radius_m), whole, 1e-9 * whole)
            << radius_m;
    }
}

TEST(AreaWithin, keeps_a_hole_of_the_plot_that_the_buffer_does_not_fill)
{
    const std::string ring
        = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (30 30, 70 30, 70 70, 30 70, 30 30))";
    const double outer = 10000.0 + 400.0 * 10.0 + corners_m2(10.0);

    EXPECT_NEAR(area(ring, {rectangle(-500, -500, 500, 500)}, 10.0), outer - 400.0, 1e-6); // 20 x 20 remains
    EXPECT_NEAR(area(ring, {rectangle(45, 45, 55, 55)}, 10.0), 0.0, 1e-9); // in what remains
    EXPECT_NEAR(area(ring, {rectangle(45, 45, 55, 55)}, 20.1), 100.0, 1e-9);
}

TEST(AreaWithin, lets_lines_and_points_be)
{
    EXPECT_NEAR(area(plot_100,
                    {"GEOMETRYCOLLECTION (LINESTRING (10 50, 60 50), POLYGON ((10 10, 20 10, 20 20, 10 20, "
                     "10 10)), POINT (3 3))",
                        "POINT (50 50)"},
                    10.0),
        100.0, 1e-9);
}

TEST(AreaWithin, counts_small_features_in_a_large_buffer)
{
    // A transformer house of 0.2 x 0.2 m on the buffer's edge is more than a billionth of the plot (1e-5 m2),
    // whatever it is of the buffer.
    EXPECT_NEAR(area(plot_100, {rectangle(5099.9, 50, 5100.1, 50.2)}, 5000.0), 0.02, 1e-5);
    EXPECT_NEAR(area(plot_100, {rectangle(5000, 50, 5000.2, 50.2)}, 5000.0), 0.04, 1e-5);
}

TEST(Nearby, equals_a_look_at_every_feature)
{
    std::mt19937 random(42);
    std::uniform_real_distribution<double> place(0.0, 2000.0);
    for (int round = 0; round < 20; ++round) {
        std::vector<std::string> layer;
        for (int i = 0; i < 100; ++i) {
            const double x = place(random);
            const double y = place(random);
            switch (i % 3) {
            case 0:
                layer.push_back(point(x, y));
                break;
            case 1:
                layer.push_back(fmt::format("LINESTRING ({} {}, {} {})", x, y, x + 80.0, y - 40.0));
                break;
            default:
                layer.push_back(rectangle(x, y, x + 60.0, y + 30.0));
            }
        }
        const double x = place(random);
        const double y = place(random);
        const std::string plot = rectangle(x, y, x + 200.0, y + 100.0);
        const OgrGeometry ogr_plot = as_ogr(plot);
        double least = 1e9;
        int near = 0;
        for (const std::string& one : layer) {
            const OgrGeometry geometry = as_ogr(one);
            const double metres = ogr_plot->Distance(geometry.get());
            least = std::min(least, metres);
            near += metres <= 300.0 ? 1 : 0;
        }

        ASSERT_NEAR(as_double(distance(plot, layer)), least, 1e-9);
        ASSERT_EQ(number({"count_within", radius(300.0), {}}, drawn(plot), features(layer)), near);
    }
}

} // namespace
} // namespace kavel
