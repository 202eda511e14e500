// SPDX-License-Identifier: EUPL-1.2
// What a measure looks from and at: a plot or its surroundings, and a layer with its indexes.
#pragma once

#include "base/prefetch.hpp"
#include "base/room.hpp"
#include "geometry/box_index.hpp"
#include "geometry/runs.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace kavel {

/// A polygonal area to measure on: a plot, or its buffer.
struct Ground {
    explicit Ground(const Shape& ground);

    Shape shape;
    std::vector<Run> runs;
    std::vector<Segments> segments; ///< of each run
    double area_m2 = 0.0;
};

/// A layer, its shapes in runs, and where to find them. Built once, used by all threads.
class LayerIndex {
public:
    explicit LayerIndex(const Shapes& shapes, unsigned threads = 1);

    const Shapes& shapes() const { return *m_shapes; }
    std::span<const Run> runs_of(std::size_t feature) const;
    const Run& run(std::size_t index) const { return m_runs[index]; }
    /// The features of which the box meets a box, ascending.
    std::vector<std::size_t> features_meeting(const Box& box) const;
    /// Visits those in no particular order: visit(feature, its box).
    template <class Visit> void for_each_meeting(const Box& box, Visit visit) const
    {
        m_features.for_each_meeting(box, visit);
        if (m_runs_are_features) {
            m_run_boxes.for_each_meeting(
                box, [&](std::size_t index) { prefetch(&m_runs[index], sizeof(Run)); },
                [&](std::size_t index, const Box& there) {
                    const Run& run = m_runs[index];
                    if (found_by_run(run)) {
                        visit(std::size_t{run.feature}, there);
                    }
                });
        }
    }
    const BoxIndex& runs() const { return m_run_boxes; }
    /// Where most features are one run, as buildings are, those are found by their run; and the others.
    bool found_by_run(const Run& run) const { return m_runs_are_features && run.whole_feature; }
    const BoxIndex& features_not_found_by_run() const { return m_features; }
    bool has_polygons() const { return m_has_polygons; }

private:
    const Shapes* m_shapes;
    Room<Run> m_runs;
    Room<std::uint32_t> m_first_run; ///< of each feature, and one past the last
    BoxIndex m_run_boxes;
    /// Of the boxes of features; of those that are found by their run it is empty.
    BoxIndex m_features;
    bool m_runs_are_features = false;
    bool m_has_polygons = false;
};

} // namespace kavel
