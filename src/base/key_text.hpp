// SPDX-License-Identifier: EUPL-1.2
// By what two things that are asked are known to be the same.
#pragma once

#include "base/facts.hpp"

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

} // namespace kavel
