// SPDX-License-Identifier: EUPL-1.2
#include "geometry/nearest.hpp"

#include "as_ogr.hpp"
#include "geometry/ring_by_chance.hpp"
#include "geometry/wkb.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <random>
#include <vector>

namespace kavel {
namespace {

constexpr double anywhere = std::numeric_limits<double>::infinity();

/// A feature of a layer by chance: a point, a line, a polygon with or without a hole, or several parts.
void add_by_chance(Shapes& shapes, std::mt19937& chance, double spread_m)
{
    std::uniform_real_distribution<double> place(0.0, spread_m);
    std::uniform_real_distribution<double> size(2.0, 150.0);
    std::uniform_int_distribution<int> kind(0, 5);
    std::uniform_int_distribution<std::size_t> corners(3, 40);
    const Point middle{place(chance), place(chance)};
    const double size_m = size(chance);
    const std::vector<Point> ring = ring_by_chance(chance, middle, size_m, corners(chance), 0.4, 0.5);
    switch (kind(chance)) {
    case 0:
        shapes.add_path(PathKind::point, {&middle, 1});
        break;
    case 1:
        shapes.add_path(PathKind::line, ring); // a line that ends where it began
        break;
    case 2:
        shapes.add_path(PathKind::line, {ring.data(), ring.size() / 2});
        shapes.add_path(PathKind::line, {ring.data() + ring.size() / 2, ring.size() - ring.size() / 2});
        break;
    case 3:
        shapes.add_path(PathKind::shell, ring);
        shapes.add_path(PathKind::hole, ring_by_chance(chance, middle, size_m / 5.0, 7, 0.2, 0.5));
        break;
    case 4: // wide enough to hold a plot with its outline far away
        shapes.add_path(PathKind::shell, ring_by_chance(chance, middle, 5.0 * size_m, 30, 0.1, 0.5));
        break;
    default:
        shapes.add_path(PathKind::shell, ring);
    }
    shapes.end_feature();
}

/// What OGR's distance to every feature says.
std::optional<Nearest> looked_up(
    const Shape& plot, const Shapes& layer, double bound_m, const std::function<bool(std::size_t)>& counts)
{
    const OgrGeometry from = from_wkb(to_wkb(plot));
    std::vector<double> metres(layer.size(), anywhere);
    double best_m = anywhere;
    for (std::size_t feature = 0; feature < layer.size(); ++feature) {
        if (!counts || counts(feature)) {
            metres[feature] = from->Distance(from_wkb(to_wkb(layer[feature])).get());
            best_m = std::min(best_m, metres[feature]);
        }
    }
    for (std::size_t feature = 0; feature < layer.size(); ++feature) {
        if (best_m <= bound_m && metres[feature] <= best_m + distance_noise_m) {
            return Nearest{feature, best_m, {}};
        }
    }
    return std::nullopt;
}

TEST(Nearest, is_what_a_look_at_every_feature_finds)
{
    std::mt19937 chance(20260101);
    for (const double spread_m : {600.0, 3000.0, 20'000.0}) { // from crowded to far apart
        Shapes layer;
        Shapes plots;
        for (int i = 0; i < 120; ++i) {
            add_by_chance(layer, chance, spread_m);
        }
        std::uniform_real_distribution<double> place(-0.2 * spread_m, 1.2 * spread_m);
        for (int i = 0; i < 40; ++i) {
            plots.add_path(PathKind::shell,
                ring_by_chance(chance, {place(chance), place(chance)}, 80.0, 5 + i, 0.5, 0.5));
            plots.end_feature();
        }
        const LayerIndex index(layer, 2);
        const auto odd = [](std::size_t feature) { return feature % 2 == 1; };
        for (std::size_t plot = 0; plot < plots.size(); ++plot) {
            const Ground ground(plots[plot]);
            for (const double bound_m : {anywhere, 100.0, 0.0}) {
                for (const std::function<bool(std::size_t)>& counts :
                    {std::function<bool(std::size_t)>(), std::function<bool(std::size_t)>(odd)}) {
                    const auto expected = looked_up(plots[plot], layer, bound_m, counts);
                    const auto found = find_nearest(ground, index, bound_m, counts);
                    ASSERT_EQ(found.has_value(), expected.has_value()) << "plot " << plot << ", " << bound_m;
                    if (found) {
                        EXPECT_EQ(found->feature, expected->feature) << "plot " << plot << ", " << spread_m;
                        EXPECT_NEAR(found->distance_m, expected->distance_m, 1e-8);
                        EXPECT_NEAR(way_to(ground, index, *found).distance_m, expected->distance_m, 1e-8);
                    }
                }
            }
        }
    }
}

/// A crowd as buildings are: nearly all of one run, some wide enough to hold a plot.
Shapes buildings_by_chance(std::mt19937& chance, std::size_t count, double spread_m)
{
    std::uniform_real_distribution<double> place(0.0, spread_m);
    std::uniform_int_distribution<std::size_t> corners(3, 12);
    Shapes shapes;
    for (std::size_t i = 0; i < count; ++i) {
        const double size_m = i % 40 == 0 ? 150.0 : 9.0;
        shapes.add_path(PathKind::shell,
            ring_by_chance(chance, {place(chance), place(chance)}, size_m, corners(chance), 0.4, 0.5));
        shapes.end_feature();
    }
    return shapes;
}

std::vector<std::size_t> features_of(const std::vector<Near>& near)
{
    std::vector<std::size_t> features;
    for (const Near& one : near) {
        features.push_back(one.feature);
    }
    return features;
}

TEST(Nearest, in_a_crowd_is_what_a_look_at_every_feature_finds)
{
    std::mt19937 chance(7);
    const Shapes layer = buildings_by_chance(chance, 400, 1500.0);
    const LayerIndex index(layer);
    ASSERT_TRUE(index.found_by_run(index.run(0)));
    std::uniform_real_distribution<double> place(-100.0, 1600.0);
    for (int i = 0; i < 60; ++i) {
        Shapes plot;
        plot.add_path(PathKind::shell,
            ring_by_chance(
                chance, {place(chance), place(chance)}, i % 2 == 0 ? 20.0 : 250.0, 5 + i, 0.7, 0.5));
        plot.end_feature();
        const auto expected = looked_up(plot[0], layer, anywhere, {});
        const auto found = find_nearest(Ground(plot[0]), index);
        ASSERT_TRUE(found && expected);
        EXPECT_EQ(found->feature, expected->feature) << "plot " << i;
        EXPECT_NEAR(found->distance_m, expected->distance_m, 1e-8) << "plot " << i;
    }
}

TEST(Within, are_the_features_that_a_look_at_every_one_finds)
{
    std::mt19937 chance(11);
    Shapes mixed;
    for (int i = 0; i < 200; ++i) {
        add_by_chance(mixed, chance, 2500.0);
    }
    const Shapes crowd = buildings_by_chance(chance, 400, 1500.0);
    std::uniform_real_distribution<double> place(-100.0, 1600.0);
    std::size_t all = 0;
    for (const Shapes* layer : std::initializer_list<const Shapes*>{&mixed, &crowd}) {
        const LayerIndex index(*layer);
        for (int i = 0; i < 40; ++i) {
            Shapes plot; // with a hole, in which features may lie
            const Point middle{place(chance), place(chance)};
            plot.add_path(PathKind::shell, ring_by_chance(chance, middle, 250.0, 5 + i, 0.5, 0.5));
            plot.add_path(PathKind::hole, ring_by_chance(chance, middle, 100.0, 5 + i, 0.2, 0.5));
            plot.end_feature();
            const Ground ground(plot[0]);
            const OgrGeometry from = from_wkb(to_wkb(plot[0]));
            std::vector<double> metres;
            for (std::size_t feature = 0; feature < layer->size(); ++feature) {
                metres.push_back(from->Distance(from_wkb(to_wkb((*layer)[feature])).get()));
            }
            for (const double radius_m : {10.0, 100.0, 400.0}) {
                std::vector<std::size_t> expected;
                for (std::size_t feature = 0; feature < layer->size(); ++feature) {
                    if (metres[feature] <= radius_m) {
                        expected.push_back(feature);
                    }
                }
                const std::vector<Near> within = features_within(ground, index, radius_m);
                ASSERT_EQ(features_of(within), expected) << "plot " << i << ", " << radius_m << " m";
                for (const Near& near : within) {
                    EXPECT_LE(near.at_least_m, metres[near.feature] + 1e-8);
                    EXPECT_GE(near.at_most_m, metres[near.feature] - 1e-8);
                }
                const auto nearest = nearest_of(within, ground, index);
                ASSERT_EQ(nearest.has_value(), !expected.empty());
                if (nearest) {
                    const auto looked = looked_up(plot[0], *layer, radius_m, {});
                    EXPECT_EQ(nearest->feature, looked->feature) << "plot " << i << ", " << radius_m << " m";
                    EXPECT_NEAR(nearest->distance_m, looked->distance_m, 1e-8);
                }
                all += expected.size();
            }
        }
    }
    EXPECT_GT(all, 1000U);
}

TEST(Within, counts_what_is_as_far_as_the_radius)
{
    const Shapes plot = drawn("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
    const Shapes layer = features({"POINT (60 5)", "POINT (60.001 5)", "POINT (5 5)",
        "POLYGON ((-500 -500, 500 -500, 500 500, -500 500, -500 -500))", "LINESTRING (60 -80, 60 80)"});

    EXPECT_EQ(features_of(features_within(Ground(plot[0]), LayerIndex(layer), 50.0)),
        (std::vector<std::size_t>{0, 2, 3, 4}));
}

/// A rectangle with a corner every few metres: many runs, and many equally short ways between two of them.
Shapes dense_rectangle(double west, double south, double width, double height, double step)
{
    std::vector<Point> ring;
    const auto side = [&](double x, double y, double dx, double dy, double length) {
        for (double at = 0.0; at < length; at += step) {
            ring.push_back({x + dx * at, y + dy * at});
        }
    };
    side(west, south, 1, 0, width);
    side(west + width, south, 0, 1, height);
    side(west + width, south + height, -1, 0, width);
    side(west, south + height, 0, -1, height);
    ring.push_back(ring.front());
    Shapes shapes;
    shapes.add_path(PathKind::shell, ring);
    shapes.end_feature();
    return shapes;
}

TEST(Nearest, way_is_the_same_whatever_else_was_looked_at)
{
    // Streets of squares on a grid: most plots have many equally short ways to the nearest.
    Shapes layer;
    for (int i = 0; i < 144; ++i) {
        const double x = 40.0 * (i % 12);
        const double y = 40.0 * (i / 12);
        layer.add(drawn(rectangle(x, y, x + 20.0, y + 20.0))[0]);
    }
    layer.add(dense_rectangle(-400.0, 500.0, 1200.0, 50.0, 5.0)[0]); // along the north side
    const LayerIndex index(layer);
    std::mt19937 chance(5);
    std::uniform_int_distribution<int> place(0, 440);
    for (int i = 0; i < 200; ++i) {
        const double x = place(chance);
        const double y = place(chance);
        const Shapes plot = i % 2 == 0 ? drawn(rectangle(x, y, x + 1.0 + i % 15, y + 1.0 + i % 17))
                                       : dense_rectangle(x, 450.0 + i % 40, 200.0, 1.0 + i % 5, 5.0);
        const Ground ground(plot[0]);
        const auto nearest = find_nearest(ground, index);
        ASSERT_TRUE(nearest);
        const auto near = nearest_of(features_within(ground, index, 60.0), ground, index);
        ASSERT_TRUE(near);
        const Gap alone = gap_between(ground.runs, index.runs_of(nearest->feature), anywhere);
        for (const Gap& way : {way_to(ground, index, *nearest), way_to(ground, index, *near)}) {
            EXPECT_EQ(way.distance_m, alone.distance_m);
            EXPECT_EQ(way.from, alone.from) << "plot " << i;
            EXPECT_EQ(way.to, alone.to) << "plot " << i;
        }
    }
}

TEST(Nearest, of_equally_near_ones_is_the_lowest)
{
    const Shapes plot = drawn("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
    const Ground ground(plot[0]);

    const Shapes around
        = features({"POINT (30 5)", "POINT (5 25)", "POINT (-15 5)", "POINT (5 -15.0000005)"});
    const auto near = find_nearest(ground, LayerIndex(around));
    ASSERT_TRUE(near);
    EXPECT_EQ(near->feature, 1U); // 15 m, as 2 is, and 3 but for half a micrometre
    EXPECT_DOUBLE_EQ(near->distance_m, 15.0);

    const Shapes on_it = features({"POINT (100 100)", "POLYGON ((-50 -50, 60 -50, 60 60, -50 60, -50 -50))",
        "POINT (3 3)", "LINESTRING (5 -5, 5 15)"});
    const auto held = find_nearest(ground, LayerIndex(on_it));
    ASSERT_TRUE(held);
    EXPECT_EQ(held->feature, 1U); // holds the plot; the others lie in it and across it
    EXPECT_EQ(held->distance_m, 0.0);
}

TEST(Nearest, of_nothing_is_nothing)
{
    const Shapes plot = drawn("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
    const Shapes empty = drawn("POLYGON EMPTY");
    const Shapes far = drawn("POINT (1000 0)");

    EXPECT_FALSE(find_nearest(Ground(plot[0]), LayerIndex(Shapes())));
    EXPECT_FALSE(find_nearest(Ground(plot[0]), LayerIndex(empty)));
    EXPECT_FALSE(find_nearest(Ground(empty[0]), LayerIndex(far)));
    EXPECT_FALSE(find_nearest(Ground(plot[0]), LayerIndex(far), 989.0));
    EXPECT_TRUE(find_nearest(Ground(plot[0]), LayerIndex(far), 990.0));
}

} // namespace
} // namespace kavel
