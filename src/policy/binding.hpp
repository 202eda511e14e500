// SPDX-License-Identifier: EUPL-1.2
// Which bound layer plays which role, which rules use it, and which rules have to do without.
#pragma once

#include "base/problem.hpp"
#include "policy/layer_catalogue.hpp"
#include "policy/study.hpp"

#include <vector>

namespace kavel {

/// Fills the study's layers, not_read and left_out from what its file binds and what its rules name. Without
/// a catalogue (it had problems of its own) any name will do.
void bind_layers(
    Study& study, std::vector<LayerBinding> bound, const LayerCatalogue* catalogue, ProblemList& problems);

} // namespace kavel
