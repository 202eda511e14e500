// SPDX-License-Identifier: EUPL-1.2
// What is wrong with an expression, told of the planner's own SQL and not of what is put around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

struct Flaw {
    std::string wrong; ///< goes on after "the expression of 'ID' "
    std::string remedy;
    bool column_missing = false; ///< it names what this study may not have
};

/// What can be told of the text alone: that it is more than one expression, not a whole one, or has a
/// parameter.
std::optional<Flaw> flaw_of_text(std::string_view sql);

/// What SQLite has against a text.
struct Refusal {
    std::string message;
    std::optional<std::size_t> offset; ///< in the text; at its length or beyond: it ends too early
    std::string function; ///< that is not allowed; empty: none
    std::string table; ///< likewise
};

/// `columns`: the names that the expression may use; `functions`: those that it may call.
Flaw flaw_by(const Refusal& refusal, std::string_view sql, const std::vector<std::string>& columns,
    const std::vector<std::string>& functions);

} // namespace kavel
