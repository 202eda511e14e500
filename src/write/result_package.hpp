// SPDX-License-Identifier: EUPL-1.2
// The result as one GeoPackage: written whole or not at all.
#pragma once

#include "kavel.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace kavel {

struct WriteOptions {
    std::filesystem::path output;
    std::filesystem::path styles_folder;
    std::optional<std::int64_t> source_date_epoch; ///< seconds since 1970; nothing: the clock's
    unsigned threads = 0; ///< 0: every core; the file is the same
};

/// Writes to a temporary file beside the target, then renames. Throws Problems (Fault::output) and leaves an
/// existing file untouched.
void write_result_package(const Outcome& outcome, const WriteOptions& options, Watch& watch);

} // namespace kavel
