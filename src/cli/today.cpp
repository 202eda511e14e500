// SPDX-License-Identifier: EUPL-1.2
#include "cli/today.hpp"

#include "base/facts.hpp"
#include "base/problem.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

namespace kavel {

std::optional<std::int64_t> source_date_epoch()
{
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    if (text == nullptr) {
        return std::nullopt;
    }
    const auto seconds = as_number(text);
    if (!seconds || *seconds < 0.0) {
        throw Problems({Fault::command_line, {}, fmt::format("SOURCE_DATE_EPOCH is '{}'", text),
            "give whole seconds since 1970, or unset it"});
    }
    return static_cast<std::int64_t>(*seconds);
}

std::string today()
{
    const auto now = static_cast<time_t>(source_date_epoch().value_or(std::time(nullptr)));
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(now));
}

} // namespace kavel
