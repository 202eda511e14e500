// SPDX-License-Identifier: EUPL-1.2
#include "measure/overlap.hpp"

#include "geometry/overlay.hpp"
#include "geometry/planar.hpp"
#include "measure/region_by_hand.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kavel {
namespace {

const std::string plot_100 = rectangle(0, 0, 100, 100); // 10,000 m2

double share(const Shapes& plot, const Shapes& layer)
{
    return number({"covered_share", {}, {}}, plot, layer);
}

double area(const Shapes& plot, const Shapes& layer)
{
    return number({"covered_area", {}, {}}, plot, layer);
}

Fact at(const Shapes& layer, const std::vector<Value>& values)
{
    return fact({"attribute_at", {{"attribute", std::string("value")}}, values}, drawn(plot_100), layer);
}

Fact mean(const Shapes& layer, const std::vector<Value>& values)
{
    return fact({"attribute_mean", {{"attribute", std::string("value")}}, values}, drawn(plot_100), layer);
}

double share_of(const Shapes& layer, const std::vector<Value>& values, std::vector<Value> one_of)
{
    return number(
        {"attribute_share", {{"attribute", std::string("value")}, {"one_of", std::move(one_of)}}, values},
        drawn(plot_100), layer);
}

TEST(CoveredShare, is_the_part_of_the_plot_under_the_features)
{
    const Town plots("PPPP\n"
                     "PPPP\n");
    const Town nature("NN..\n"
                      "N...\n");

    EXPECT_DOUBLE_EQ(share(plots.outline('P'), nature.outline('N')), 3.0 / 8.0);
    EXPECT_DOUBLE_EQ(area(plots.outline('P'), nature.outline('N')), 30000.0);
}

TEST(CoveredShare, counts_features_that_overlap_once)
{
    const Town plots("PPPP\n");
    const Shapes layer
        = features({rectangle(0, -100, 200, 0), rectangle(100, -100, 300, 0), rectangle(150, -80, 160, -20)});

    EXPECT_DOUBLE_EQ(share(plots.outline('P'), layer), 0.75);
    EXPECT_DOUBLE_EQ(area(plots.outline('P'), layer), 30000.0);
}

TEST(CoveredShare, counts_the_same_feature_twice_once)
{
    const Shapes layer = features({rectangle(0, 0, 30, 30), rectangle(0, 0, 30, 30), plot_100, plot_100});

    EXPECT_DOUBLE_EQ(
        share(drawn(plot_100), features({rectangle(10, 10, 30, 30), rectangle(10, 10, 30, 30)})), 0.04);
    EXPECT_DOUBLE_EQ(share(drawn(plot_100), layer), 1.0);
}

TEST(CoveredShare, is_zero_for_what_only_touches)
{
    for (const auto& other : {rectangle(100, 0, 200, 100), rectangle(100, 100, 200, 200),
             rectangle(0, -50, 100, 0), rectangle(25, 100, 75, 150)}) {
        EXPECT_EQ(share(drawn(plot_100), drawn(other)), 0.0) << other;
    }
}

TEST(CoveredShare, is_zero_in_an_empty_layer_and_for_what_lies_elsewhere)
{
    EXPECT_EQ(share(drawn(plot_100), Shapes()), 0.0);
    EXPECT_EQ(share(drawn(plot_100), drawn(rectangle(500, 500, 600, 600))), 0.0);
}

TEST(CoveredShare, is_one_when_the_plot_lies_in_a_feature_or_is_one)
{
    EXPECT_EQ(share(drawn(plot_100), drawn(rectangle(-10, -10, 110, 110))), 1.0);
    EXPECT_EQ(share(drawn(plot_100), drawn(plot_100)), 1.0);
    EXPECT_EQ(share(drawn(plot_100), drawn(rectangle(0, -10, 110, 100))), 1.0); // two sides in common
}

TEST(CoveredShare, of_a_feature_inside_the_plot_is_its_area)
{
    EXPECT_DOUBLE_EQ(share(drawn(plot_100), drawn(rectangle(40, 40, 60, 60))), 0.04);
}

TEST(CoveredShare, is_zero_for_a_plot_in_the_hole_of_a_feature)
{
    const Town town("NNNNN\n"
                    "N...N\n"
                    "N.P.N\n"
                    "N...N\n"
                    "NNNNN\n");
    const Town filled("NNN\n"
                      "NPN\n"
                      "NNN\n");

    EXPECT_EQ(share(town.outline('P'), town.outline('N')), 0.0);
    EXPECT_EQ(share(filled.outline('P'), filled.outline('N')), 0.0); // it touches all round
}

TEST(CoveredShare, is_zero_for_a_feature_in_the_hole_of_the_plot)
{
    const Town town("PPPPP\n"
                    "P...P\n"
                    "P.N.P\n"
                    "P...P\n"
                    "PPPPP\n");
    const Town filled("PPP\n"
                      "PNP\n"
                      "PPP\n");

    EXPECT_EQ(share(town.outline('P'), town.outline('N')), 0.0);
    EXPECT_EQ(share(filled.outline('P'), filled.outline('N')), 0.0);
}

TEST(CoveredShare, is_one_for_a_plot_with_a_hole_in_a_feature)
{
    const Town town("PPP\n"
                    "P.P\n"
                    "PPP\n");

    EXPECT_DOUBLE_EQ(share(town.outline('P'), drawn(rectangle(-50, -350, 350, 50))), 1.0);
    EXPECT_DOUBLE_EQ(area(town.outline('P'), drawn(rectangle(-50, -350, 350, 50))), 80000.0);
}

TEST(CoveredShare, of_a_plot_around_a_feature_with_a_hole_is_without_the_hole)
{
    const Town plots("PPPPP\n"
                     "PPPPP\n"
                     "PPPPP\n"
                     "PPPPP\n"
                     "PPPPP\n");
    const Town nature(".....\n"
                      ".NNN.\n"
                      ".N.N.\n"
                      ".NNN.\n"
                      ".....\n");

    EXPECT_DOUBLE_EQ(share(plots.outline('P'), nature.outline('N')), 8.0 / 25.0);
}

TEST(CoveredShare, is_worked_out_for_rings_within_rings)
{
    const std::string plot_ring
        = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))";
    const struct {
        const char* why;
        std::string feature;
        double metres2;
    } table[] = {
        {"a ring between the plot's shell and its hole",
            "POLYGON ((20 20, 80 20, 80 80, 20 80, 20 20), (30 30, 70 30, 70 70, 30 70, 30 30))",
            3600.0 - 1600.0},
        {"a feature over the plot's hole", rectangle(20, 20, 80, 80), 3600.0 - 400.0},
        {"around the plot, with its hole in the plot's hole",
            "POLYGON ((-9 -9, 109 -9, 109 109, -9 109, -9 -9), (45 45, 55 45, 55 55, 45 55, 45 45))", 9600.0},
        {"around the plot, with its hole around the plot's hole",
            "POLYGON ((-9 -9, 109 -9, 109 109, -9 109, -9 -9), (30 30, 70 30, 70 70, 30 70, 30 30))",
            10000.0 - 1600.0},
        {"one part in the hole, one in the plot",
            "MULTIPOLYGON (((45 45, 55 45, 55 55, 45 55, 45 45)), ((10 10, 20 10, 20 20, 10 20, 10 10)))",
            100.0},
        {"one part in the plot, one far away",
            "MULTIPOLYGON (((500 45, 555 45, 555 55, 500 55, 500 45)), ((10 10, 20 10, 20 20, 10 20, 10 "
            "10)))",
            100.0},
        {"the plot in a hole, and a part in the plot",
            "MULTIPOLYGON (((-50 -50, 150 -50, 150 150, -50 150, -50 -50), (-20 -20, 120 -20, 120 120, -20 "
            "120, -20 -20)),"
            " ((10 10, 20 10, 20 20, 10 20, 10 10)))",
            100.0},
        {"exactly the hole", rectangle(40, 40, 60, 60), 0.0},
        {"exactly the shell", rectangle(0, 0, 100, 100), 9600.0},
        {"exactly the plot", plot_ring, 9600.0},
    };
    for (const auto& [why, feature, metres2] : table) {
        EXPECT_NEAR(area(drawn(plot_ring), drawn(feature)), metres2, 1e-9) << why;
        EXPECT_NEAR(share(drawn(plot_ring), drawn(feature)), metres2 / 9600.0, 1e-12) << why;
    }
}

TEST(CoveredShare, is_worked_out_for_plots_of_many_parts)
{
    const Town plots("PP.PP\n");
    const Town nature(".NNN.\n");

    EXPECT_DOUBLE_EQ(share(plots.outline('P'), nature.outline('N')), 0.5);
    EXPECT_DOUBLE_EQ(share(plots.outline('P'), drawn(rectangle(-10, -110, 210, 10))), 0.5); // one part wholly
}

TEST(CoveredShare, lets_lines_and_points_of_a_feature_be)
{
    const Shapes layer = features({"GEOMETRYCOLLECTION (LINESTRING (0 0, 100 100), POINT (5 5))",
        "GEOMETRYCOLLECTION (LINESTRING (0 0, 100 100), POLYGON ((0 0, 50 0, 50 50, 0 50, 0 0)), POINT (90 "
        "90))"});

    EXPECT_DOUBLE_EQ(share(drawn(plot_100), layer), 0.25);
}

TEST(CoveredShare, below_a_billionth_of_the_plot_is_nothing)
{
    // A strip of 100 m by 0.99e-7 m is 0.99e-9 of the plot, one of 1.01e-7 m is more than a billionth.
    EXPECT_EQ(share(drawn(plot_100), drawn(rectangle(100.0 - 0.99e-7, -10, 200, 110))), 0.0);
    EXPECT_NEAR(share(drawn(plot_100), drawn(rectangle(100.0 - 1.01e-7, -10, 200, 110))), 1.01e-9, 1e-15);
}

TEST(CoveredShare, of_two_features_with_different_overlaps_is_the_union_s)
{
    const Town plots("PPPP\n"
                     "PPPP\n");
    // One from the west, one from the east, both beyond the plot, overlapping in the middle.
    const Shapes layer = features({rectangle(-300, -150, 250, 50), rectangle(150, -250, 700, -50)});

    // West part 250 x 150 less nothing, east part 250 x 150, in common 100 x 100.
    EXPECT_NEAR(area(plots.outline('P'), layer), 37500.0 + 37500.0 - 10000.0, 1e-6);
}

TEST(CoveredShare, shows_the_overlaps_largest_first)
{
    const Shapes layer
        = features({rectangle(0, 0, 10, 10), rectangle(50, 50, 150, 150), rectangle(-10, 20, 110, 30)});

    const Measured measured = answer_to({"covered_share", {}, {}}, drawn(plot_100), layer);

    ASSERT_EQ(measured.evidence[0].size(), 3U);
    const struct {
        const char* label;
        double metres2;
    } rows[] = {{"#1", 2500.0}, {"#2", 1000.0}, {"#0", 100.0}};
    for (std::size_t i = 0; i < 3; ++i) {
        const Evidence& row = measured.evidence[0][i];
        EXPECT_EQ(row.label, rows[i].label);
        EXPECT_EQ(row.kind, EvidenceKind::overlap);
        EXPECT_NEAR(*row.amount, rows[i].metres2, 1e-9);
        EXPECT_EQ(row.unit, "m2");
        EXPECT_FALSE(row.wkb.empty());
        EXPECT_EQ(row.rule, 0U);
    }
}

TEST(CoveredShare, shows_equal_overlaps_by_feature_id)
{
    const Shapes layer
        = features({rectangle(0, 0, 10, 10), rectangle(20, 0, 30, 10.00000001), rectangle(40, 0, 50, 10)});

    const Measured measured = answer_to({"covered_share", {}, {}}, drawn(plot_100), layer);

    ASSERT_EQ(measured.evidence[0].size(), 3U); // 1e-7 m2 more is a hundred thousandth of what counts
    EXPECT_EQ(measured.evidence[0][0].label, "#0");
    EXPECT_EQ(measured.evidence[0][1].label, "#1");
    EXPECT_EQ(measured.evidence[0][2].label, "#2");
}

TEST(CoveredShare, shows_twenty_overlaps_and_what_remains)
{
    std::vector<std::string> strips;
    for (int i = 0; i < 23; ++i) {
        strips.push_back(rectangle(0, 4 * i, 100, 4 * i + 1 + (i < 20 ? 1 : 0)));
    }

    const Measured measured = answer_to({"covered_share", {}, {}}, drawn(plot_100), features(strips));

    ASSERT_EQ(measured.evidence[0].size(), 21U);
    EXPECT_NEAR(*measured.evidence[0][19].amount, 200.0, 1e-9);
    EXPECT_EQ(measured.evidence[0][20].label, "+ 3");
    EXPECT_NEAR(*measured.evidence[0][20].amount, 300.0, 1e-9);
    EXPECT_TRUE(measured.evidence[0][20].wkb.empty());
}

TEST(AttributeAt, is_that_of_the_feature_that_covers_most)
{
    const Shapes layer = features({rectangle(0, 0, 100, 40), rectangle(0, 40, 100, 100)});

    EXPECT_EQ(at(layer, {text("A"), text("B")}), Fact(std::string("B")));
    EXPECT_EQ(at(layer, {1.0, 2.0}), Fact(2.0));
}

TEST(AttributeAt, of_equal_areas_is_that_of_the_lowest_feature_id)
{
    // Halves that differ by less than a billionth of the plot, 1e-5 m2, are equal.
    const Shapes equal = features({rectangle(0, 0, 100, 50), rectangle(0, 50, 100, 100)});
    const Shapes nearly = features({rectangle(0, 0, 100, 50 - 4e-8), rectangle(0, 50 - 4e-8, 100, 100)});
    const Shapes more = features({rectangle(0, 0, 100, 50 - 6e-8), rectangle(0, 50 - 6e-8, 100, 100)});

    EXPECT_EQ(at(equal, {text("A"), text("B")}), Fact(std::string("A")));
    EXPECT_EQ(at(nearly, {text("A"), text("B")}), Fact(std::string("A"))); // 8e-6 m2 less
    EXPECT_EQ(at(more, {text("A"), text("B")}), Fact(std::string("B"))); // 12e-6 m2 less
}

TEST(AttributeAt, of_areas_that_differ_in_steps_is_the_lowest_id_that_is_as_large_as_the_largest)
{
    // Thirds of 33 m; the second 0.7e-5 m2 larger than the first, the third 0.7e-5 larger than the second: a
    // billionth of the plot is 1e-5 m2, so the second is as large as the third and the first is not.
    const Shapes steps = features({rectangle(0, 0, 100, 33), rectangle(0, 33, 100, 66 + 0.7e-7),
        rectangle(0, 66.5, 100, 99.5 + 1.4e-7)});

    EXPECT_EQ(at(steps, {text("A"), text("B"), text("C")}), Fact(std::string("B")));
}

TEST(AttributeAt, of_the_same_place_twice_is_the_first_s)
{
    EXPECT_EQ(at(features({plot_100, plot_100}), {text("A"), text("B")}), Fact(std::string("A")));
    EXPECT_EQ(
        at(features({rectangle(0, 0, 100, 100), rectangle(-10, -10, 110, 110)}), {text("A"), text("B")}),
        Fact(std::string("A")));
}

TEST(AttributeAt, is_unknown_without_a_feature_on_the_plot)
{
    EXPECT_EQ(why_unknown(at(Shapes(), {text("A")})), "no feature covers the plot");
    EXPECT_EQ(
        why_unknown(at(features({rectangle(100, 0, 200, 100)}), {text("A")})), "no feature covers the plot");
}

TEST(AttributeAt, is_unknown_where_the_largest_has_no_value)
{
    const Shapes layer = features({rectangle(0, 0, 100, 40), rectangle(0, 40, 100, 100)});

    EXPECT_EQ(why_unknown(at(layer, {text("A"), Value()})), "no value in the source");
}

TEST(AttributeAt, sees_no_sliver_along_the_edge_or_inside)
{
    // 0.9e-9 of the plot is no cover, wherever it lies.
    const std::string along_edge = rectangle(100.0 - 0.9e-7, -10, 200, 110);
    const std::string inside = rectangle(50, 50, 50.003, 50.003);

    EXPECT_EQ(why_unknown(at(drawn(along_edge), {text("A")})), "no feature covers the plot");
    EXPECT_EQ(why_unknown(at(drawn(inside), {text("A")})), "no feature covers the plot");
}

TEST(AttributeMean, weighs_by_covered_area_over_the_covered_part)
{
    const Shapes layer
        = features({rectangle(0, 0, 100, 20), rectangle(0, 20, 100, 50), rectangle(500, 0, 600, 100)});

    // 2,000 m2 of 10 and 3,000 m2 of 20; the other half of the plot is bare.
    EXPECT_NEAR(as_double(mean(layer, {10.0, 20.0, 999.0})), (2000.0 * 10.0 + 3000.0 * 20.0) / 5000.0, 1e-9);
}

TEST(AttributeMean, leaves_out_what_has_no_number)
{
    const Shapes layer
        = features({rectangle(0, 0, 100, 20), rectangle(0, 20, 100, 50), rectangle(0, 50, 100, 90)});

    EXPECT_NEAR(
        as_double(mean(layer, {Value(), 20.0, text("40")})), (3000.0 * 20.0 + 4000.0 * 40.0) / 7000.0, 1e-9);
    EXPECT_EQ(why_unknown(mean(layer, {Value(), text("veel"), Value()})), "no value in the source");
    EXPECT_EQ(why_unknown(mean(Shapes(), {1.0})), "no feature covers the plot");
}

TEST(AttributeMean, counts_the_texts_that_are_no_number)
{
    const Shapes layer
        = features({rectangle(0, 0, 100, 20), rectangle(0, 20, 100, 50), rectangle(0, 50, 100, 90)});

    const Measured measured = answer_to(
        {"attribute_mean", {{"attribute", std::string("value")}}, {text("veel"), text("3"), text("weinig")}},
        drawn(plot_100), layer);

    EXPECT_EQ(measured.facts.at(0, 0), Fact(3.0));
    ASSERT_EQ(measured.warnings.size(), 1U);
    EXPECT_EQ(measured.warnings[0].en, "rule 'rule': 2 times a text where a number is needed: unknown");
}

TEST(AttributeShare, is_of_the_features_with_one_of_the_values)
{
    const Shapes layer
        = features({rectangle(0, 0, 100, 20), rectangle(0, 20, 100, 50), rectangle(0, 50, 100, 90)});
    const std::vector<Value> use{text("bos"), text("heide"), text("akker")};

    EXPECT_NEAR(share_of(layer, use, {text("bos"), text("heide")}), 0.5, 1e-12);
    EXPECT_NEAR(share_of(layer, use, {text("akker")}), 0.4, 1e-12);
    EXPECT_EQ(share_of(layer, use, {text("water")}), 0.0);
    EXPECT_EQ(share_of(layer, use, {text("Bos")}), 0.0); // case counts
}

TEST(AttributeShare, counts_overlaps_of_wanted_features_once)
{
    const Shapes layer
        = features({rectangle(0, 0, 100, 40), rectangle(0, 20, 100, 60), rectangle(0, 0, 100, 100)});

    EXPECT_NEAR(share_of(layer, {text("bos"), text("bos"), text("stad")}, {text("bos")}), 0.6, 1e-12);
}

TEST(AttributeShare, matches_numbers_with_texts_that_read_as_the_same_number)
{
    const Shapes layer = features({rectangle(0, 0, 100, 10), rectangle(0, 20, 100, 40),
        rectangle(0, 50, 100, 80), rectangle(0, 90, 100, 100)});
    const std::vector<Value> codes{3.0, text("3"), text("3.0"), Value()};

    EXPECT_NEAR(share_of(layer, codes, {3.0}), 0.6, 1e-12); // the number and both texts
    EXPECT_NEAR(share_of(layer, codes, {text("3")}), 0.3, 1e-12); // the number and its own text
    EXPECT_NEAR(share_of(layer, codes, {text("3.0")}), 0.4, 1e-12);
    EXPECT_EQ(share_of(layer, codes, {0.0}), 0.0); // nothing is no zero
}

/// Squares and stars at random, some of them overlapping.
Shapes scattered(std::mt19937& random, int count)
{
    std::uniform_real_distribution<double> place(-200.0, 1200.0);
    std::uniform_real_distribution<double> size(10.0, 300.0);
    Shapes shapes;
    for (int i = 0; i < count; ++i) {
        const double x = place(random);
        const double y = place(random);
        const double outer = size(random);
        const double turn = size(random);
        std::vector<Point> ring;
        for (int corner = 0; corner < 12; ++corner) {
            const double angle = turn + corner * std::acos(-1.0) / 6.0;
            const double radius = corner % 2 == 0 ? outer : 0.4 * outer;
            ring.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
        }
        ring.push_back(ring.front());
        shapes.add_path(PathKind::shell, ring);
        shapes.end_feature();
    }
    return shapes;
}

TEST(CoveredShare, lies_between_zero_and_one_and_is_the_union_s)
{
    std::mt19937 random(31);
    Overlay overlay;
    for (int round = 0; round < 60; ++round) {
        const Shapes layer = scattered(random, 1 + round % 12);
        const Shapes plots = scattered(random, 1);

        const double measured = share(plots, layer);

        std::vector<GeosGeometry> all;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            all.push_back(overlay.polygons(layer[i]));
        }
        const double by_union = overlay.area_m2(overlay.intersection(
                                    overlay.polygons(plots[0]), overlay.united(std::move(all))))
            / area_m2(plots[0]);
        ASSERT_GE(measured, 0.0);
        ASSERT_LE(measured, 1.0);
        ASSERT_NEAR(measured, by_union, 1e-9);
    }
}

TEST(CoveredArea, of_the_pieces_of_a_plot_add_up_to_that_of_the_plot)
{
    std::mt19937 random(32);
    std::uniform_real_distribution<double> place(100.0, 900.0);
    for (int round = 0; round < 30; ++round) {
        const Shapes layer = scattered(random, 8);
        const double x = place(random);
        const double y = place(random);

        const double whole = area(drawn(rectangle(0, 0, 1000, 1000)), layer);

        double sum = 0.0;
        for (const auto& piece : {rectangle(0, 0, x, y), rectangle(x, 0, 1000, y), rectangle(0, y, x, 1000),
                 rectangle(x, y, 1000, 1000)}) {
            sum += area(drawn(piece), layer);
        }
        ASSERT_NEAR(sum, whole, 4e-3); // a billionth of the plot a piece
    }
}

TEST(CoveredShare, is_the_same_whichever_way_the_layer_is_cut_up)
{
    std::mt19937 random(33);
    Overlay overlay;
    for (int round = 0; round < 30; ++round) {
        const Shapes layer = scattered(random, 6);
        std::vector<GeosGeometry> all;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            all.push_back(overlay.polygons(layer[i]));
        }
        Shapes one;
        overlay.add_polygons(one, overlay.united(std::move(all)));
        one.end_feature();
        const Shapes plots = drawn(rectangle(200, 200, 700, 800));

        ASSERT_NEAR(share(plots, layer), share(plots, one), 1e-9);
    }
}

} // namespace
} // namespace kavel
