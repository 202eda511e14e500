// SPDX-License-Identifier: EUPL-1.2
// Several studies in one go: each gets its result, or its errors, whatever becomes of the others.
#pragma once

#include "cli/commands.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace kavel {

struct ScoreOptions {
    unsigned threads = 0;
    bool fresh = false;
    std::optional<std::int64_t> source_date_epoch;
};

/// Scores one study and writes its result. Throws Problems, or Interrupted, and then writes nothing.
Outcome score_one(Study study, const std::string& output, const ScoreOptions& options,
    const Installation& installation, Batch& batch, Watch& watch);

/// Whether `-o` names a folder also for one study: its name ends in a slash.
bool names_a_folder(const std::string& output);

using OpenStudy = std::function<Study(const std::string& path)>;

/// Scores every study to NAME.gpkg in a folder, which is made where it is not there. One that fails stops no
/// other. Prints how each went; returns the exit code of the first that failed. Throws Problems for a command
/// line that cannot be carried out, and Interrupted.
int score_batch(const StudyOptions& options, const std::optional<std::string>& folder,
    const ScoreOptions& score, const Installation& installation, const OpenStudy& open, Watch& watch);

} // namespace kavel
