// SPDX-License-Identifier: EUPL-1.2
// What looking near a plot costs: the index of boxes, the nearest feature, the length of lines inside. One
// iteration is one plot.
#include "invented.hpp"

#include "geometry/nearest.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace kavel;

const Shapes& all_plots()
{
    static const Shapes shapes = invented::plots();
    return shapes;
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
    std::vector<Ground> grounds;
    for (std::size_t i = 0; i < all_plots().size(); ++i) {
        grounds.emplace_back(all_plots()[i]);
    }
    std::size_t plot = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(find_nearest(grounds[plot++ % grounds.size()], layer));
    }
}
BENCHMARK_CAPTURE(nearest_of, buildings, invented::buildings());
BENCHMARK_CAPTURE(nearest_of, halls, invented::halls());
BENCHMARK_CAPTURE(nearest_of, river, invented::river());

void length_of_river_inside(benchmark::State& state)
{
    const Shapes river = invented::river();
    const LayerIndex layer(river);
    std::vector<Ground> grounds;
    for (std::size_t i = 0; i < all_plots().size(); ++i) {
        grounds.emplace_back(all_plots()[i]);
    }
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
