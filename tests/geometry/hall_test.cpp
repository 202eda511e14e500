// SPDX-License-Identifier: EUPL-1.2
#include "geometry/hall.hpp"

#include "geometry/runs.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace kavel {
namespace {

using std::numbers::pi;

constexpr double within = 0.995; // of what just fits: always found
constexpr double beyond = 1.0 + 1e-6; // more than fits: never

Shapes turned(const Shapes& shapes, double degrees)
{
    Shapes copy = shapes;
    const double angle = degrees * pi / 180.0;
    copy.transform([angle](std::span<Point> points) {
        for (Point& point : points) {
            const double x = point.x * std::cos(angle) - point.y * std::sin(angle);
            const double y = point.x * std::sin(angle) + point.y * std::cos(angle);
            point = {190000.0 + x, 507000.0 + y};
        }
    });
    return copy;
}

/// Whether the rectangle has the size, and no part of it lies outside the shape, to a micrometre.
bool lies_inside(const PlacedRectangle& found, const Shapes& shapes, double a_m, double b_m)
{
    const auto& c = found.corners;
    const auto side = [&](int i, int k) { return std::hypot(c[i].x - c[k].x, c[i].y - c[k].y); };
    if (std::abs(side(0, 1) - std::max(a_m, b_m)) > 1e-6
        || std::abs(side(1, 2) - std::min(a_m, b_m)) > 1e-6) {
        return false;
    }
    // Slightly smaller, so that touching is not crossing; its outline must lie inside, and no corner of the
    // shape in it.
    const Point middle{(c[0].x + c[2].x) / 2.0, (c[0].y + c[2].y) / 2.0};
    std::vector<Point> ring;
    for (const int i : {0, 1, 2, 3, 0}) {
        ring.push_back(
            {middle.x + (c[i].x - middle.x) * (1.0 - 1e-7), middle.y + (c[i].y - middle.y) * (1.0 - 1e-7)});
    }
    Shapes hall;
    hall.add_path(PathKind::shell, ring);
    hall.end_feature();
    std::vector<Run> outside;
    std::vector<Run> inner;
    add_runs(outside, shapes[0], 0);
    add_runs(inner, hall[0], 0);
    return !outlines_meet(outside, inner) && inside(outside, ring.front())
        && std::none_of(outside.begin(), outside.end(),
            [&](const Run& run) { return inside(inner, run.points.front()); });
}

struct Case {
    std::string what;
    std::string plot;
    double a_m = 0.0; ///< the largest rectangle of its proportions that fits
    double b_m = 0.0;
};

/// A triangle with base b and height h holds a rectangle on its base with sides x along it and y up when
/// x / b + y / h = 1.
std::vector<Case> cases()
{
    std::string circle = "POLYGON ((";
    for (int i = 0; i <= 720; ++i) {
        const double angle = 2.0 * pi * (i % 720) / 720.0;
        circle
            += fmt::format("{}{} {}", i == 0 ? "" : ", ", 100.0 * std::cos(angle), 100.0 * std::sin(angle));
    }
    circle += "))";
    return {
        {"a square", "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))", 100, 100},
        {"a rectangle", "POLYGON ((0 0, 120 0, 120 115, 0 115, 0 0))", 120, 115},
        {"a strip", "POLYGON ((0 0, 1000 0, 1000 30, 0 30, 0 0))", 1000, 30},
        {"an L", "POLYGON ((0 0, 200 0, 200 60, 80 60, 80 150, 0 150, 0 0))", 200, 60},
        {"the other leg of the L", "POLYGON ((0 0, 200 0, 200 60, 80 60, 80 150, 0 150, 0 0))", 150, 80},
        {"a triangle", "POLYGON ((0 0, 300 0, 150 150, 0 0))", 150, 75},
        {"a right triangle", "POLYGON ((0 0, 300 0, 0 400, 0 0))", 200, 150},
        {"a plot with a hole",
            "POLYGON ((0 0, 200 0, 200 200, 0 200, 0 0), (60 60, 140 60, 140 140, 60 140, 60 60))", 200, 60},
        {"a cross",
            "POLYGON ((0 100, 100 100, 100 0, 150 0, 150 100, 250 100, 250 150, 150 150, 150 250, 100 250, "
            "100 150, 0 150, 0 100))",
            250, 50},
        {"two parts",
            "MULTIPOLYGON (((0 0, 50 0, 50 200, 0 200, 0 0)), ((50.1 0, 140 0, 140 80, 50.1 80, 50.1 0)))",
            200, 50},
        {"the diagonal of a square cut off at two corners",
            "POLYGON ((0 0, 20 0, 120 100, 120 120, 100 120, 0 20, 0 0))", 100 * std::sqrt(2.0),
            20 * std::sqrt(2.0)},
        // Of a circle of 200 m: the diagonal of the rectangle; the polygon of 720 corners is 1e-5 smaller.
        {"a circle", circle, 200.0 * std::cos(std::atan(0.5)) * 0.9999,
            200.0 * std::sin(std::atan(0.5)) * 0.9999},
    };
}

TEST(Hall, fits_up_to_its_limit_in_any_direction)
{
    for (const Case& one : cases()) {
        for (const double degrees : {0.0, 17.3, 45.0, 90.0, 123.456, 179.9}) {
            const Shapes plot = turned(drawn(one.plot), degrees);

            const auto found = fit_rectangle(plot[0], one.a_m * within, one.b_m * within);

            ASSERT_TRUE(found) << one.what << " turned " << degrees;
            EXPECT_TRUE(lies_inside(*found, plot, one.a_m * within, one.b_m * within)) << one.what << degrees;
        }
    }
}

TEST(Hall, that_is_too_large_never_fits)
{
    for (const Case& one : cases()) {
        const double more = one.what == "a circle" ? 1.0002 : beyond;
        for (const double degrees : {0.0, 17.3, 45.0, 90.0, 123.456, 179.9}) {
            const Shapes plot = turned(drawn(one.plot), degrees);

            EXPECT_FALSE(fit_rectangle(plot[0], one.a_m * more, one.b_m * more))
                << one.what << " turned " << degrees;
        }
    }
}

TEST(Hall, along_a_side_fits_exactly)
{
    const Shapes rectangle = drawn("POLYGON ((0 0, 120 0, 120 115, 0 115, 0 0))");
    const Shapes corner = drawn("POLYGON ((0 0, 200 0, 200 60, 80 60, 80 150, 0 150, 0 0))");

    for (const double degrees : {0.0, 17.3, 45.0, 101.0}) {
        EXPECT_TRUE(fit_rectangle(turned(rectangle, degrees)[0], 120, 115)) << degrees;
        EXPECT_TRUE(fit_rectangle(turned(corner, degrees)[0], 200, 60)) << degrees;
        EXPECT_TRUE(fit_rectangle(turned(corner, degrees)[0], 150, 80)) << degrees;
    }
}

TEST(Hall, must_not_lie_on_a_hole_or_across_two_parts)
{
    const Shapes pond
        = drawn("POLYGON ((0 0, 200 0, 200 200, 0 200, 0 0), (99 99, 101 99, 101 101, 99 101, 99 99))");
    const Shapes ditch
        = drawn("MULTIPOLYGON (((0 0, 100 0, 100 100, 0 100, 0 0)), ((100.5 0, 200 0, 200 100, 100.5 "
                "100, 100.5 0)))");

    EXPECT_TRUE(fit_rectangle(pond[0], 200, 99));
    EXPECT_FALSE(fit_rectangle(pond[0], 150, 130));
    EXPECT_TRUE(fit_rectangle(ditch[0], 100, 100));
    EXPECT_FALSE(fit_rectangle(ditch[0], 110, 50));
}

TEST(Hall, lies_in_the_direction_that_is_told)
{
    const Shapes strip = drawn("POLYGON ((0 0, 300 0, 300 40, 0 40, 0 0))");
    struct {
        double turned; // counter-clockwise
        double direction; // clockwise from north
    } const table[] = {{0, 90}, {30, 60}, {90, 0}, {120, 150}};

    for (const auto& [degrees, direction] : table) {
        const auto found = fit_rectangle(turned(strip, degrees)[0], 250, 39);

        ASSERT_TRUE(found) << degrees;
        const double apart = std::abs(std::remainder(found->direction_deg - direction, 180.0));
        EXPECT_LT(apart, 0.5) << degrees << ": " << found->direction_deg;
        EXPECT_GE(found->direction_deg, 0.0);
        EXPECT_LT(found->direction_deg, 180.0);
    }
}

} // namespace
} // namespace kavel
