// SPDX-License-Identifier: EUPL-1.2
// What a measure says of itself: the words by which rules are read, help is printed and documents are made.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace kavel {

/// What a measure needs beside the plot.
enum class MeasuredOn {
    plot,
    any_geometry,
    lines,
    polygons,
    raster,
    candidate_field,
    other_rules,
    grid,
    local_energy
};

enum class ParameterKind { number, number_above_zero, text, value_list };

/// A key that a rule with this measure may have.
struct ParameterDeclaration {
    std::string_view name;
    ParameterKind kind = ParameterKind::number;
    bool required = true;
    std::string_view says_nl;
    std::string_view says_en;
};

struct MeasureDeclaration {
    std::string_view name;
    MeasuredOn on = MeasuredOn::plot;
    std::string_view unit; ///< m, m2 ...; empty: none; "attribute": that of the attribute
    std::string_view says_nl;
    std::string_view says_en;
    std::span<const ParameterDeclaration> parameters;
};

/// Answered by the grid model.
inline bool is_of_grid(const MeasureDeclaration& measure)
{
    return measure.on == MeasuredOn::grid || measure.on == MeasuredOn::local_energy;
}

inline bool needs_layer(const MeasureDeclaration& measure)
{
    return measure.on == MeasuredOn::any_geometry || measure.on == MeasuredOn::lines
        || measure.on == MeasuredOn::polygons || measure.on == MeasuredOn::raster;
}

using MeasureCatalogue = std::span<const MeasureDeclaration* const>;

} // namespace kavel
