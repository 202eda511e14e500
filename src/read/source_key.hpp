// SPDX-License-Identifier: EUPL-1.2
// By what it is known that two studies, or two runs, ask the same of the same sources.
#pragma once

#include "policy/study.hpp"
#include "read/layer_needs.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kavel {

/// A text in which two lists of texts are the same only when they are the same.
class KeyText {
public:
    void add(std::string_view text);
    void add_maybe(const std::optional<std::string>& text);
    void add_value(const Value& value);
    void add_number(double number) { add_value(number); }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

/// With the path at which a source is found here, or only as the study writes it.
enum class SourcePaths { found, written };

/// What is read of the candidates.
std::string candidates_key(const Study& study, SourcePaths paths);

/// What is read of a layer, but for the attributes and the area: those are of the rules.
std::string layer_key(const Study& study, const LayerBinding& binding, SourcePaths paths);

/// What the rules of a study that are applied, as far as only its files tell, ask of a layer.
LayerNeeds needs_in(const Study& study, const LayerBinding& binding);

} // namespace kavel
