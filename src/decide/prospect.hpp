// SPDX-License-Identifier: EUPL-1.2
// The four classes, in words, that an agreement between municipalities speaks of.
#pragma once

#include "base/facts.hpp"
#include "judge/verdict.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace kavel {

enum class Prospect { promising, on_conditions, little, excluded };
inline constexpr std::array prospects{
    Prospect::promising, Prospect::on_conditions, Prospect::little, Prospect::excluded};

/// From this score a plot that may stay is promising: half of the points. A choice; it stands in `run`.
inline constexpr double promising_score = 50.0;

/// Red: excluded. Else below promising_score: little. Else green: promising, amber: on conditions.
Prospect prospect_of(Light light, std::optional<double> score);

std::string_view to_text(Prospect prospect);
const Title& title_of(Prospect prospect); ///< "kansrijk onder voorwaarden" ...

} // namespace kavel
