// SPDX-License-Identifier: EUPL-1.2
#include "geometry/workbench.hpp"

#include "measure/region_by_hand.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace kavel {
namespace {

/// What a workbench cuts out of a layer for one ground.
struct Cut {
    Cut(Shapes ground_shape, Shapes layer_shapes)
        : plots(std::move(ground_shape))
        , layer(std::move(layer_shapes))
        , ground(plots[0])
        , index(layer)
    {
        bench.begin(ground);
    }

    const std::vector<Clip>& clips() { return bench.clips(ground, index); }
    double united_m2()
    {
        std::vector<const Clip*> all;
        for (const Clip& clip : clips()) {
            all.push_back(&clip);
        }
        return bench.united_area_m2(ground, index, all);
    }

    Shapes plots;
    Shapes layer;
    Ground ground;
    LayerIndex index;
    Workbench bench;
};

TEST(Clips, are_the_whole_ground_the_whole_feature_or_a_part)
{
    Cut cut(drawn(rectangle(0, 0, 100, 100)),
        features({rectangle(-10, -10, 110, 110), rectangle(40, 40, 50, 50), rectangle(90, 0, 200, 100),
            rectangle(300, 0, 400, 100)}));

    const std::vector<Clip>& clips = cut.clips();

    ASSERT_EQ(clips.size(), 3U);
    EXPECT_EQ(clips[0].what, Clip::What::whole_ground);
    EXPECT_DOUBLE_EQ(clips[0].area_m2, 10000.0);
    EXPECT_EQ(clips[1].what, Clip::What::whole_feature);
    EXPECT_DOUBLE_EQ(clips[1].area_m2, 100.0);
    EXPECT_EQ(clips[2].what, Clip::What::part);
    EXPECT_DOUBLE_EQ(clips[2].area_m2, 1000.0);
    EXPECT_EQ(clips[2].feature, 2U);
    EXPECT_EQ(clips[2].part[0].box(), (Box{90, 0, 100, 100}));
}

TEST(Clips, united_count_what_overlaps_once_by_way_of_others_too)
{
    // Three in a chain, two apart, one of them within another.
    Cut cut(drawn(rectangle(0, 0, 100, 100)),
        features({rectangle(0, 0, 20, 10), rectangle(15, 0, 35, 10), rectangle(30, 0, 50, 10),
            rectangle(60, 60, 70, 70), rectangle(60, 60, 65, 65), rectangle(80, 80, 90, 90)}));

    EXPECT_NEAR(cut.united_m2(), 500.0 + 100.0 + 100.0, 1e-9);
}

TEST(Clips, united_never_exceed_the_ground)
{
    Cut cut(drawn("POLYGON ((0 0, 100 0, 70 33.3, 0 0))"),
        features({rectangle(-1, -1, 50, 50), rectangle(50, -1, 101, 50), rectangle(20, -1, 80, 50)}));

    EXPECT_LE(cut.united_m2(), cut.ground.area_m2);
    EXPECT_NEAR(cut.united_m2(), 1665.0, 1e-9);
}

TEST(Clips, of_nothing_have_no_area)
{
    Cut cut(drawn(rectangle(0, 0, 100, 100)), Shapes());

    EXPECT_TRUE(cut.clips().empty());
    EXPECT_EQ(cut.united_m2(), 0.0);
}

TEST(Surroundings, of_radius_zero_are_the_plot)
{
    Cut cut(drawn(rectangle(0, 0, 100, 100)), Shapes());

    EXPECT_EQ(&cut.bench.surroundings(0.0), &cut.ground);
    EXPECT_GT(cut.bench.surroundings(10.0).area_m2, 14000.0);
    EXPECT_EQ(&cut.bench.surroundings(10.0), &cut.bench.surroundings(10.0)); // made once a plot
}

TEST(Workbench, forgets_the_last_plot_when_it_begins_another)
{
    const Shapes plots = features({rectangle(0, 0, 100, 100), rectangle(1000, 0, 1050, 50)});
    const Shapes layer = features({rectangle(0, 0, 10, 10), rectangle(1000, 0, 1020, 10)});
    const LayerIndex index(layer);
    const Ground first(plots[0]);
    const Ground second(plots[1]);
    Workbench bench;

    bench.begin(first);
    EXPECT_DOUBLE_EQ(bench.clips(first, index).at(0).area_m2, 100.0);
    const double first_buffer_m2 = bench.surroundings(10.0).area_m2;
    bench.begin(second);
    EXPECT_DOUBLE_EQ(bench.clips(second, index).at(0).area_m2, 200.0);
    EXPECT_LT(bench.surroundings(10.0).area_m2, first_buffer_m2);
}

TEST(Workbench, finds_the_nearest_by_what_rules_look_up_as_without)
{
    const Shapes layer = features({rectangle(130.0000005, 0, 140, 10), rectangle(130, 0, 140, 10),
        "POINT (1000 0)", "POINT (1050.0000005 25)", rectangle(990, 10, 1060, 60)});
    const Shapes plots = features({rectangle(0, 0, 100, 100), rectangle(1000, 0, 1050, 50),
        rectangle(5000, 0, 5010, 10), rectangle(0, 0, 100, 5)});
    const LayerIndex index(layer);
    Workbench plain;
    Workbench bench;
    // The second is just within one of these, and the first, which counts as equally near, just beyond.
    for (const double radius_m : {0.0, 29.9999992, 30.0, 500.0}) {
        bench.expect_within(index, radius_m);
    }
    for (std::size_t i = 0; i < plots.size(); ++i) {
        const Ground ground(plots[i]);
        plain.begin(ground);
        bench.begin(ground);
        for (const double bound_m : {0.0, 30.0, 29.0, std::numeric_limits<double>::infinity(), 29.0}) {
            const auto expected = find_nearest(ground, index, bound_m);
            for (Workbench* one : {&plain, &bench}) {
                const auto found = one->nearest(index, bound_m);
                ASSERT_EQ(found.has_value(), expected.has_value()) << "plot " << i << " within " << bound_m;
                if (found) {
                    EXPECT_EQ(found->feature, expected->feature) << "plot " << i << " within " << bound_m;
                    EXPECT_EQ(found->distance_m, expected->distance_m) << "plot " << i;
                }
            }
        }
    }
}

TEST(Workbench, looks_up_once_a_plot_what_lies_within)
{
    const Shapes layer = features({rectangle(110, 0, 120, 10), rectangle(1060, 0, 1070, 10)});
    const Shapes plots = features({rectangle(0, 0, 100, 100), rectangle(1000, 0, 1050, 50)});
    const LayerIndex index(layer);
    const Ground first(plots[0]);
    const Ground second(plots[1]);
    Workbench bench;

    bench.begin(first);
    const std::vector<Near>& within = bench.within(index, 20.0);
    ASSERT_EQ(within.size(), 1U);
    EXPECT_EQ(within[0].feature, 0U);
    EXPECT_EQ(bench.within(index, 20.0).data(), within.data());
    EXPECT_TRUE(bench.within(index, 5.0).empty());

    bench.begin(second);
    ASSERT_EQ(bench.within(index, 20.0).size(), 1U);
    EXPECT_EQ(bench.within(index, 20.0)[0].feature, 1U);
}

TEST(Workbench, cuts_a_feature_of_many_points_for_plot_after_plot)
{
    // A disc of 2,000 points around the origin: large enough to be kept between plots.
    Shapes layer;
    std::vector<Point> ring;
    for (int i = 0; i < 2000; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / 2000;
        ring.push_back({1000.0 * std::cos(angle), 1000.0 * std::sin(angle)});
    }
    ring.push_back(ring.front());
    layer.add_path(PathKind::shell, ring);
    layer.end_feature();
    const LayerIndex index(layer);
    const Shapes plots = features(
        {rectangle(-100, -100, 2000, 100), rectangle(-2000, -100, 100, 100), rectangle(-10, -10, 10, 10)});
    Workbench bench;

    std::vector<double> areas;
    std::vector<Ground> grounds;
    for (std::size_t i = 0; i < plots.size(); ++i) {
        grounds.emplace_back(plots[i]);
    }
    for (const Ground& ground : grounds) {
        bench.begin(ground);
        areas.push_back(bench.clips(ground, index).at(0).area_m2);
    }

    // From x = -100 to 0: 100 x 200. From 0 to the circle, |y| <= 100: the integral of sqrt(1e6 - y^2).
    const double half_strip = 100.0 * std::sqrt(1e6 - 1e4) + 1e6 * std::asin(0.1);
    EXPECT_NEAR(areas[0], 20000.0 + half_strip, 2.0);
    EXPECT_NEAR(areas[1], areas[0], 1e-6);
    EXPECT_DOUBLE_EQ(areas[2], 400.0);
}

TEST(LayerIndex, gives_each_feature_its_own_runs)
{
    const Shapes shapes
        = features({"POINT (0 0)", "POINT EMPTY", "MULTIPOINT (1 1, 2 2)", rectangle(0, 0, 1, 1)});
    const LayerIndex index(shapes);

    EXPECT_EQ(index.runs_of(0).size(), 1U);
    EXPECT_EQ(index.runs_of(1).size(), 0U);
    EXPECT_EQ(index.runs_of(2).size(), 2U);
    EXPECT_EQ(index.runs_of(3).size(), 1U);
    EXPECT_EQ(index.runs_of(3)[0].feature, 3U);
    EXPECT_EQ(index.features_meeting({0, 0, 1, 1}), (std::vector<std::size_t>{0, 2, 3}));
}

} // namespace
} // namespace kavel
