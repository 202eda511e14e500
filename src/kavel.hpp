// SPDX-License-Identifier: EUPL-1.2
// The public face of Kavel: a study in, ranked plots with all the evidence out.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"
#include "decide/ranking.hpp"
#include "grid/hubs.hpp"
#include "grid/ledger.hpp"
#include "grid/screening.hpp"
#include "judge/verdict.hpp"
#include "policy/study.hpp"
#include "read/region.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kavel {

/// Everything that one run found; what the result package is written from.
struct Outcome {
    Study study;
    Region region;
    FactTable facts;
    std::vector<std::vector<Evidence>> evidence; ///< one a plot, in the order of the rules
    Judgement judgement;
    Ranking ranking;
    Screening screening; ///< with [grid]: what the grid allows each plot
    std::vector<StationLedger> ledger; ///< one a station
    std::vector<EnergyHub> hubs; ///< with [grid.local]
    std::vector<char> applied; ///< one a rule: constraints first, then criteria
    std::vector<std::string> municipalities; ///< one a plot, for the summary; empty: "-"
    std::vector<std::string> segments; ///< likewise
    std::vector<Title> warnings; ///< of all stages, in their order

    std::size_t rules_applied() const;
    std::vector<std::string> rules_left_out() const; ///< ids
    /// "28 van 36 regels toegepast; niet: ..."
    Title rules_summary() const;
};

/// Where layers/, rules/ and styles/ are: beside the binary, in the source tree, or installed.
struct Installation {
    std::filesystem::path folder;
};
Installation find_installation();

struct RunOptions {
    unsigned threads = 0; ///< 0: every core
};

/// Reads and checks a study, its rules and layer definitions. Throws Problems.
Study open_study(const StudyRequest& request, const Installation& installation);

/// What a study's sources say, and which rules can be applied to it: one a rule, constraints first, then
/// criteria.
struct Opened {
    Region region;
    std::vector<char> applied;
};

/// Reads all sources and checks them against the rules.
Opened open_region(const Study& study, const RunOptions& options, Watch& watch);

/// Everything that `score` would complain about, the contradictions within the grid's figures included.
/// Throws Problems.
Opened check(const Study& study, const RunOptions& options, Watch& watch);

/// The whole story. Throws Problems, or Interrupted.
Outcome score(Study study, const RunOptions& options, Watch& watch);

} // namespace kavel
