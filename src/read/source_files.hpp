// SPDX-License-Identifier: EUPL-1.2
// By what a source is known again: size, modification time, inode and SHA-256 of its files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kavel {

struct FileMark {
    std::uint64_t bytes = 0;
    std::string sha256; ///< of the file; of all files in the order of their names when a source has several
    std::string modified; ///< ISO 8601, UTC; of the newest
};

/// Begins to compute a mark beside other work: hashing a file of gigabytes takes as long as reading it.
void begin_mark(const std::vector<std::string>& files);

/// Throws Problems when a file cannot be read. Computed once per list of files, also when threads ask at the
/// same time.
FileMark mark_of(const std::vector<std::string>& files);

/// Path, size, modification time and inode of each file: what has the same stamp is taken to be unchanged.
std::string stamp_of(const std::vector<std::string>& files);

/// What an earlier run found of files that are unchanged: their hash stands.
void remember_mark(const std::vector<std::string>& files, const FileMark& mark);

} // namespace kavel
