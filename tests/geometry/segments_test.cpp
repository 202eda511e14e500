// SPDX-License-Identifier: EUPL-1.2
#include "geometry/segments.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <vector>

namespace kavel {
namespace {

/// To one segment, by the textbook: project, stay within the ends.
double by_the_book_m(const Point& a, const Point& b, const Point& from)
{
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length == 0.0) {
        return std::hypot(from.x - a.x, from.y - a.y);
    }
    const double ux = (b.x - a.x) / length;
    const double uy = (b.y - a.y) / length;
    const double along = std::min(length, std::max(0.0, (from.x - a.x) * ux + (from.y - a.y) * uy));
    return std::hypot(from.x - a.x - along * ux, from.y - a.y - along * uy);
}

TEST(Segments, are_as_far_from_a_point_as_the_nearest_of_them)
{
    std::mt19937 chance(3);
    std::uniform_real_distribution<double> x(190'000.0, 190'400.0); // where a plot lies in RD
    std::uniform_real_distribution<double> y(430'000.0, 430'400.0);
    for (std::size_t count = 1; count <= run_segments + 1; ++count) {
        for (int repeat = 0; repeat < 50; ++repeat) {
            std::vector<Point> points;
            for (std::size_t i = 0; i < count; ++i) {
                const bool twice = i > 0 && repeat % 5 == 0 && i % 3 == 0; // a segment without length
                points.push_back(twice ? points.back() : Point{x(chance), y(chance)});
            }
            const Point from{x(chance), y(chance)};
            double expected_m = by_the_book_m(points[0], points[0], from);
            for (std::size_t i = 1; i < count; ++i) {
                expected_m = std::min(expected_m, by_the_book_m(points[i - 1], points[i], from));
            }

            EXPECT_NEAR(std::sqrt(squared_distance(Segments(points), from)), expected_m, 1e-9) << count;
        }
    }
}

TEST(Segments, take_the_shortest_way_from_corners_when_it_is_shorter)
{
    const std::vector<Point> line{{0, 0}, {100, 0}, {100, 100}};
    const std::vector<Point> corners{{50, 20}, {103, 50}, {300, 300}};
    const Box box{0, 0, 100, 100};

    SquaredGap gap{std::numeric_limits<double>::infinity(), {}, {}};
    take_corners(gap, corners, line, box);
    EXPECT_EQ(gap.distance2, 9.0);
    EXPECT_EQ(gap.from, (Point{103, 50}));
    EXPECT_EQ(gap.to, (Point{100, 50}));

    SquaredGap shorter{9.0, {1, 2}, {3, 4}};
    take_corners(shorter, corners, line, box);
    EXPECT_EQ(shorter.from, (Point{1, 2})) << "what is as far takes no place";
}

} // namespace
} // namespace kavel
