// SPDX-License-Identifier: EUPL-1.2
// What looking at what lies over a plot costs: relation, clips, unions, buffers, cells. One iteration is one
// plot.
#include "invented.hpp"

#include "geometry/relation.hpp"
#include "geometry/workbench.hpp"

#include <benchmark/benchmark.h>

#include <cmath>

namespace {

using namespace kavel;

std::vector<Ground> grounds_of(const Shapes& plots)
{
    std::vector<Ground> grounds;
    for (std::size_t i = 0; i < plots.size(); ++i) {
        grounds.emplace_back(plots[i]);
    }
    return grounds;
}

/// Each parcel against the parcels that touch it.
void relation_of_neighbours(benchmark::State& state)
{
    const Shapes parcels = invented::parcels();
    const LayerIndex layer(parcels);
    std::size_t parcel = 0;
    for (auto _ : state) {
        const std::size_t first = parcel++ % parcels.size();
        for (const std::size_t second : layer.features_meeting(parcels[first].box())) {
            benchmark::DoNotOptimize(relation(layer.runs_of(first), layer.runs_of(second)));
        }
    }
}
BENCHMARK(relation_of_neighbours);

void clips_of_parcels(benchmark::State& state)
{
    const Shapes plots = invented::plots();
    const Shapes parcels = invented::parcels();
    const LayerIndex layer(parcels);
    const std::vector<Ground> grounds = grounds_of(plots);
    Workbench bench;
    std::size_t plot = 0;
    for (auto _ : state) {
        const Ground& ground = grounds[plot++ % grounds.size()];
        bench.begin(ground);
        benchmark::DoNotOptimize(bench.clips(ground, layer));
    }
}
BENCHMARK(clips_of_parcels)->Unit(benchmark::kMicrosecond);

void area_of_halls_within_500_m(benchmark::State& state)
{
    const Shapes plots = invented::plots();
    const Shapes halls = invented::halls();
    const LayerIndex layer(halls);
    const std::vector<Ground> grounds = grounds_of(plots);
    Workbench bench;
    std::size_t plot = 0;
    for (auto _ : state) {
        bench.begin(grounds[plot++ % grounds.size()]);
        const Ground& around = bench.surroundings(500.0);
        std::vector<const Clip*> clips;
        for (const Clip& clip : bench.clips(around, layer)) {
            clips.push_back(&clip);
        }
        benchmark::DoNotOptimize(bench.united_area_m2(around, layer, clips));
    }
}
BENCHMARK(area_of_halls_within_500_m)->Unit(benchmark::kMicrosecond);

void buffer_of_500_m(benchmark::State& state)
{
    const Shapes plots = invented::plots();
    const std::vector<Ground> grounds = grounds_of(plots);
    Workbench bench;
    std::size_t plot = 0;
    for (auto _ : state) {
        bench.begin(grounds[plot++ % grounds.size()]);
        benchmark::DoNotOptimize(bench.surroundings(500.0));
    }
}
BENCHMARK(buffer_of_500_m)->Unit(benchmark::kMicrosecond);

void coverage_of_5_m_cells(benchmark::State& state)
{
    constexpr double cell_m = 5.0;
    const Shapes plots = invented::plots();
    std::size_t plot = 0;
    for (auto _ : state) {
        const Shape shape = plots[plot++ % plots.size()];
        const Box& box = shape.box();
        const double west = std::floor(box.west / cell_m) * cell_m;
        const double north = std::ceil(box.north / cell_m) * cell_m;
        const auto cells
            = [](double length_m) { return static_cast<std::size_t>(std::ceil(length_m / cell_m)); };
        const CellWindow window{
            west, north, cell_m, cell_m, cells(box.east - west), cells(north - box.south)};
        benchmark::DoNotOptimize(coverage(shape, window));
    }
}
BENCHMARK(coverage_of_5_m_cells)->Unit(benchmark::kMicrosecond);

} // namespace
