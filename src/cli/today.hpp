// SPDX-License-Identifier: EUPL-1.2
// What day it is: of the clock, or of SOURCE_DATE_EPOCH.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace kavel {

/// Seconds since 1970 that a reproducible build or run asks for. Throws Problems for what is no number.
std::optional<std::int64_t> source_date_epoch();

/// ISO 8601.
std::string today();

} // namespace kavel
