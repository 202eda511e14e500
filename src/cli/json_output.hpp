// SPDX-License-Identifier: EUPL-1.2
// JSON for programs, on stdout.
#pragma once

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kavel {

using Json = nlohmann::ordered_json; ///< keys in the order in which they are given

/// One document and nothing else. What is no UTF-8 in somebody's data is replaced, and does not stop it.
inline void print_json(const Json& document)
{
    fmt::print("{}\n", document.dump(2, ' ', false, Json::error_handler_t::replace));
}

} // namespace kavel
