// SPDX-License-Identifier: EUPL-1.2
// Each command: one request and one library call, told to a person or to a program.
#pragma once

#include "base/facts.hpp"
#include "kavel.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kavel {

/// What all commands share.
struct CommonOptions {
    std::optional<Language> language;
    bool json = false; ///< one JSON document on stdout and nothing else there
    bool quiet = false;
};

struct StudyOptions : CommonOptions {
    std::vector<std::string> studies; ///< one, but for `score`
    std::vector<std::string> sets; ///< KEY=VALUE
    std::string scenario;
    unsigned threads = 0;
    bool fresh = false; ///< reuse no recorded results
};

/// One study to a file, or several to a folder. Returns the exit code: that of the first study that failed.
/// Throws Problems when it is one study.
int run_score(const StudyOptions& options, const std::optional<std::string>& output, Watch& watch);
void run_check(const StudyOptions& options, Watch& watch);

struct InitOptions : CommonOptions {
    std::string folder;
    std::string output = "study.toml";
    std::string rules = "rpw-logistiek"; ///< a name, or a path from the current folder
};

/// Writes a study out of a folder of downloads, and says why.
void run_init(const InitOptions& options, Watch& watch);
void run_explain(const CommonOptions& options, const std::string& result, const std::string& plot);
/// An empty name lists all.
void run_layers(const CommonOptions& options, const std::string& role);
void run_rules(const CommonOptions& options, const std::string& name);

} // namespace kavel
