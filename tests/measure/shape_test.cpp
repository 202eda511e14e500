// SPDX-License-Identifier: EUPL-1.2
#include "measure/shape.hpp"

#include "measure/region_by_hand.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace kavel {
namespace {

using std::numbers::pi;

TEST(Area, of_a_plot_is_without_its_holes)
{
    const Town town("PPP.P\n"
                    "P.P..\n"
                    "PPP..\n");

    EXPECT_DOUBLE_EQ(number("area", town.outline('P')), 90000.0);
}

TEST(Perimeter, of_a_plot_counts_its_holes)
{
    const Town town("PPP.P\n"
                    "P.P..\n"
                    "PPP..\n");

    EXPECT_DOUBLE_EQ(number("perimeter", town.outline('P')), 1200.0 + 400.0 + 400.0);
}

TEST(Compactness, is_one_for_a_circle_and_less_for_anything_else)
{
    const auto regular = [](int corners) {
        Shapes shapes;
        std::vector<Point> ring;
        for (int i = 0; i <= corners; ++i) {
            const double angle = 2.0 * pi * (i % corners) / corners;
            ring.push_back({100.0 * std::cos(angle), 100.0 * std::sin(angle)});
        }
        shapes.add_path(PathKind::shell, ring);
        shapes.end_feature();
        return shapes;
    };

    EXPECT_NEAR(number("compactness", regular(4)), pi / 4.0, 1e-12); // a square
    EXPECT_NEAR(number("compactness", regular(6)), pi / 6.0 * std::sqrt(3.0), 1e-12); // a hexagon
    EXPECT_NEAR(number("compactness", regular(10000)), 1.0, 1e-6);
    EXPECT_LE(number("compactness", regular(10000)), 1.0);
    EXPECT_NEAR(number("compactness", drawn(rectangle(0, 0, 400, 100))), 4.0 * pi * 40000.0 / 1e6, 1e-12);
}

TEST(InscribedDiameter, is_that_of_the_largest_circle_in_any_part)
{
    const Town town("PP..PPP\n"
                    "PP..PPP\n"
                    "....PPP\n");

    EXPECT_NEAR(number("inscribed_diameter", town.outline('P')), 300.0, 3.0);
}

TEST(InscribedDiameter, keeps_out_of_holes)
{
    const Town town("PPP\n"
                    "P.P\n"
                    "PPP\n");

    // In a corner square, touching two outer sides and the hole's corner: r (1 + 1 / sqrt 2) = 100.
    EXPECT_NEAR(
        number("inscribed_diameter", town.outline('P')), 200.0 / (1.0 + 1.0 / std::numbers::sqrt2), 1.2);
}

TEST(LengthAndWidth, are_the_sides_of_the_smallest_rectangle_around_the_plot)
{
    const Shapes turned = drawn("POLYGON ((0 0, 300 400, 220 460, -80 60, 0 0))"); // 500 x 100, along (3, 4)

    EXPECT_NEAR(number("length", turned), 500.0, 1e-9);
    EXPECT_NEAR(number("width", turned), 100.0, 1e-9);
    EXPECT_NEAR(number("rectangularity", turned), 1.0, 1e-12);
}

TEST(LengthAndWidth, of_equal_rectangles_are_those_of_the_narrower)
{
    const Shapes triangle = drawn("POLYGON ((0 0, 60 0, 0 80, 0 0))"); // 60 x 80 and 100 x 48 are equal

    EXPECT_NEAR(number("length", triangle), 100.0, 1e-9);
    EXPECT_NEAR(number("width", triangle), 48.0, 1e-9);
    EXPECT_NEAR(number("rectangularity", triangle), 0.5, 1e-12);
}

TEST(FitsHall, with_its_apron_along_a_long_side_and_shows_where)
{
    const Shapes plot = drawn("POLYGON ((0 0, 130 0, 130 120, 0 120, 0 0))");
    const auto asked = [&](double width_m, double length_m, double apron_m) {
        const Parameters size{{"hall_width", width_m}, {"hall_length", length_m}, {"apron", apron_m}};
        return measure_all(rules_of({asks("rule", "fits_hall", "", size)}), region_of(plot));
    };

    const Measured fitting = asked(80.0, 130.0, 40.0);
    const Measured too_deep = asked(80.0, 130.0, 41.0);

    EXPECT_EQ(as_double(fitting.facts.at(0, 0)), 1.0);
    ASSERT_EQ(fitting.evidence[0].size(), 1U);
    const Evidence& seen = fitting.evidence[0][0];
    EXPECT_EQ(seen.kind, EvidenceKind::hall);
    EXPECT_EQ(seen.label, "130 x 80 + 40 m");
    EXPECT_NEAR(*seen.amount, 90.0, 1e-9); // from west to east
    EXPECT_EQ(seen.unit, "°");
    EXPECT_FALSE(seen.wkb.empty());
    EXPECT_EQ(as_double(too_deep.facts.at(0, 0)), 0.0);
    EXPECT_TRUE(too_deep.evidence[0].empty());
}

TEST(FitsHall, whichever_side_is_called_the_length)
{
    const Shapes plot = drawn("POLYGON ((0 0, 130 0, 130 80, 0 80, 0 0))");
    const auto fits = [&](double width_m, double length_m) {
        const Parameters size{{"hall_width", width_m}, {"hall_length", length_m}};
        return as_double(
            measure_all(rules_of({asks("rule", "fits_hall", "", size)}), region_of(plot)).facts.at(0, 0));
    };

    EXPECT_EQ(fits(80.0, 130.0), 1.0);
    EXPECT_EQ(fits(130.0, 80.0), 1.0);
    EXPECT_EQ(fits(81.0, 129.0), 0.0);
}

TEST(Rectangularity, is_the_part_of_that_rectangle_that_is_plot)
{
    const Town town("PPP\n"
                    "P.P\n"
                    "PPP\n");
    const Town corner("P..\n"
                      "PP.\n"
                      "PPP\n");

    EXPECT_NEAR(number("rectangularity", town.outline('P')), 8.0 / 9.0, 1e-12);
    // The hull of the stairs is (0,0) (300,0) (300,100) (100,300) (0,300). Along the diagonal side the
    // rectangle is 600/sqrt 2 by 400/sqrt 2 = 120,000 m2; along the straight sides 300 x 300 = 90,000.
    EXPECT_NEAR(number("rectangularity", corner.outline('P')), 60000.0 / 90000.0, 1e-12);
}

TEST(Rectangularity, never_exceeds_one)
{
    for (int i = 1; i < 200; ++i) {
        const double angle = 0.03 * i;
        const double c = std::cos(angle);
        const double s = std::sin(angle);
        const auto at = [c, s](double x, double y) {
            return Point{2e5 + x * c - y * s, 5e5 + x * s + y * c};
        };
        Shapes hall;
        const Point ring[] = {at(0, 0), at(37, 0), at(37, 11), at(0, 11), at(0, 0)};
        hall.add_path(PathKind::shell, ring);
        hall.end_feature();

        ASSERT_LE(number("rectangularity", hall), 1.0);
        ASSERT_NEAR(number("rectangularity", hall), 1.0, 1e-8);
    }
}

TEST(Field, is_the_candidates_own_number_text_or_nothing)
{
    Region region
        = region_of(features({rectangle(0, 0, 1, 1), rectangle(2, 0, 3, 1), rectangle(4, 0, 5, 1)}));
    region.candidates.table.columns.push_back(column("prijs", {125.5, text("op aanvraag"), Value()}));
    const RuleSet rules = rules_of({asks("price", "field", "", {{"attribute", std::string("prijs")}})});

    const Measured measured = measure_all(rules, region);

    EXPECT_EQ(measured.facts.at(0, 0), Fact(125.5));
    EXPECT_EQ(measured.facts.at(1, 0), Fact(std::string("op aanvraag")));
    EXPECT_EQ(why_unknown(measured.facts.at(2, 0)), "no value in the source");
}

TEST(Field, is_found_by_its_canonical_name_before_its_own_and_exactly_before_without_case)
{
    Region region = region_of(drawn(rectangle(0, 0, 1, 1)));
    region.candidates.table.columns.push_back(column("Vermogen", {1.0}));
    region.candidates.table.columns.push_back(column("vermogen", {2.0}));
    region.candidates.table.columns.push_back(column("demand_mw", {3.0}));
    region.candidates.canonical.push_back(column("demand_mw", {4.0}));
    const struct {
        const char* name;
        double value;
    } table[]
        = {{"Vermogen", 1.0}, {"vermogen", 2.0}, {"VERMOGEN", 1.0}, {"demand_mw", 4.0}, {"Demand_MW", 4.0}};

    for (const auto& [name, value] : table) {
        const RuleSet rules = rules_of({asks("rule", "field", "", {{"attribute", std::string(name)}})});
        EXPECT_EQ(measure_all(rules, region).facts.at(0, 0), Fact(value)) << name;
    }
}

TEST(ShapeMeasures, leave_no_evidence)
{
    const RuleSet rules = rules_of(
        {asks("a", "area"), asks("b", "perimeter"), asks("c", "compactness"), asks("d", "inscribed_diameter"),
            asks("e", "length"), asks("f", "width"), asks("g", "rectangularity")});

    EXPECT_TRUE(measure_all(rules, region_of(drawn(rectangle(0, 0, 10, 10)))).evidence[0].empty());
}

} // namespace
} // namespace kavel
