// SPDX-License-Identifier: EUPL-1.2
// From a source's CRS to the study's: which coordinate operation, how accurate, and the points themselves.
// PROJ stays inside coordinates.cpp.
#pragma once

#include "base/facts.hpp"
#include "geometry/shapes.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kavel {

/// The operation that PROJ ranks first for an area among those whose grids are installed (no network), one
/// for a whole layer. Long edges get no extra points.
class CoordinateOperation {
public:
    /// `source_crs` and `target_crs` in WKT; `area` is the layer's extent in degrees (west, south, east,
    /// north) or empty.
    CoordinateOperation(const std::string& source_crs, const std::string& target_crs, const Box& area);
    ~CoordinateOperation();
    CoordinateOperation(const CoordinateOperation&) = delete;
    CoordinateOperation& operator=(const CoordinateOperation&) = delete;

    const std::string& name() const { return m_name; }
    std::optional<double> accuracy_m() const { return m_accuracy_m; }
    /// Says which better operation was passed over because a grid of it is not installed.
    const std::optional<Title>& better_one_lacks_grid() const { return m_better; }

    /// x = easting or longitude, y = northing or latitude, whatever the order of the CRS's axes. What cannot
    /// be transformed becomes infinite.
    void transform(std::span<Point> points) const;

private:
    struct Proj;
    std::unique_ptr<Proj> m_proj;
    std::string m_name;
    std::optional<double> m_accuracy_m;
    std::optional<Title> m_better;
};

/// Bounds of a box in another CRS, densified; an empty box when it has none there.
Box transformed_bounds(const std::string& source_crs, const std::string& target_crs, const Box& box);

} // namespace kavel
