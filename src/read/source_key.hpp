// SPDX-License-Identifier: EUPL-1.2
// By what it is known that two studies, or two runs, ask the same of the same sources.
#pragma once

#include "policy/study.hpp"
#include "read/layer_needs.hpp"

#include <string>

namespace kavel {

/// With the path at which a source is found here, or only as the study writes it.
enum class SourcePaths { found, written };

/// What is read of the candidates.
std::string candidates_key(const Study& study, SourcePaths paths);

/// What is read of a layer, but for the attributes and the area: those are of the rules.
std::string layer_key(const Study& study, const LayerBinding& binding, SourcePaths paths);

/// What the rules of a study that are applied, as far as only its files tell, ask of a layer.
LayerNeeds needs_in(const Study& study, const LayerBinding& binding);

} // namespace kavel
