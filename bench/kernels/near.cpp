// SPDX-License-Identifier: EUPL-1.2
// What looking near a plot costs: the index of boxes, the nearest feature, the length of lines inside. One
// iteration is one plot, or one building.
#include "invented.hpp"

#include "geometry/nearest.hpp"
#include "geometry/validity.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace kavel;

const Shapes& all_plots()
{
    static const Shapes shapes = invented::plots();
    return shapes;
}

std::vector<Ground> all_grounds()
{
    std::vector<Ground> grounds;
    for (std::size_t i = 0; i < all_plots().size(); ++i) {
        grounds.emplace_back(all_plots()[i]);
    }
    return grounds;
}

void box_index_meeting(benchmark::State& state)
{
    const Shapes buildings = invented::buildings();
    const LayerIndex layer(buildings);
    std::size_t plot = 0;
    for (auto _ : state) {
        const Box box = all_plots()[plot++ % all_plots().size()].box().grown(300.0);
        benchmark::DoNotOptimize(layer.features_meeting(box));
    }
}
BENCHMARK(box_index_meeting);

void layer_index_of_30000_buildings(benchmark::State& state)
{
    const Shapes buildings = invented::buildings();
    for (auto _ : state) {
        benchmark::DoNotOptimize(LayerIndex(buildings));
    }
}
BENCHMARK(layer_index_of_30000_buildings)->Unit(benchmark::kMillisecond);

void nearest_of(benchmark::State& state, const Shapes& shapes)
{
    const LayerIndex layer(shapes);
    const std::vector<Ground> grounds = all_grounds();
    std::size_t plot = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(find_nearest(grounds[plot++ % grounds.size()], layer));
    }
}
BENCHMARK_CAPTURE(nearest_of, buildings, invented::buildings());
BENCHMARK_CAPTURE(nearest_of, halls, invented::halls());
BENCHMARK_CAPTURE(nearest_of, river, invented::river());

/// As for a plot of which one rule counts what lies within 100 m, and another asks how far the nearest is.
void within_and_nearest_building(benchmark::State& state)
{
    const Shapes buildings = invented::buildings();
    const LayerIndex layer(buildings);
    const std::vector<Ground> grounds = all_grounds();
    std::size_t plot = 0;
    for (auto _ : state) {
        const Ground& ground = grounds[plot++ % grounds.size()];
        const std::vector<Near> within = features_within(ground, layer, 100.0);
        benchmark::DoNotOptimize(
            within.empty() ? find_nearest(ground, layer) : nearest_of(within, ground, layer));
    }
}
BENCHMARK(within_and_nearest_building);

/// Whether a building is valid.
void validity_of_a_building(benchmark::State& state)
{
    const Shapes buildings = invented::buildings();
    std::size_t building = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(surely_valid(buildings[building++ % buildings.size()]));
    }
}
BENCHMARK(validity_of_a_building);

void length_of_river_inside(benchmark::State& state)
{
    const Shapes river = invented::river();
    const LayerIndex layer(river);
    const std::vector<Ground> grounds = all_grounds();
    std::size_t plot = 0;
    for (auto _ : state) {
        const Ground& ground = grounds[plot++ % grounds.size()];
        double length_m = 0.0;
        for (const std::size_t run : layer.runs().meeting(ground.shape.box())) {
            length_m += length_inside_m(ground.runs, layer.run(run));
        }
        benchmark::DoNotOptimize(length_m);
    }
}
BENCHMARK(length_of_river_inside);

} // namespace
