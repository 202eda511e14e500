// SPDX-License-Identifier: EUPL-1.2
// Values written by hand, for tests.
#pragma once

#include "base/facts.hpp"

#include <string>
#include <string_view>

namespace kavel {

inline Value text(std::string_view characters)
{
    return std::string(characters);
}

} // namespace kavel
