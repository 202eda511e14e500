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
    network,
    candidate_field,
    other_rules,
    grid,
    local_energy
};

/// `positive`: a number above 0. `layer` names a layer beside the rule's own, `condition` is SQL that the
/// source of a layer answers.
enum class ParameterKind { number, positive, text, value_list, layer, condition, choice };

/// A key that a rule with this measure may have.
struct ParameterDeclaration {
    std::string_view name;
    ParameterKind kind = ParameterKind::number;
    bool required = true;
    std::string_view says_nl;
    std::string_view says_en;
    std::span<const std::string_view> choices{}; ///< of a choice
};

struct MeasureDeclaration {
    std::string_view name;
    MeasuredOn on = MeasuredOn::plot;
    std::string_view unit; ///< m, m2 ...; empty: none; "attribute": that of the attribute; "cost": m or min
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
        || measure.on == MeasuredOn::polygons || measure.on == MeasuredOn::raster
        || measure.on == MeasuredOn::network;
}

using MeasureCatalogue = std::span<const MeasureDeclaration* const>;

} // namespace kavel
