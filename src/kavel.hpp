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
#include "read/shared_sources.hpp"
#include "read/source_key.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kavel {

/// One a plot, in the order of the rules.
using EvidenceByPlot = std::vector<std::vector<Evidence>>;

class RecordedResult;

/// What was read and measured: all that does not hang on weights, value functions, limits and the method.
struct Survey {
    Region region;
    std::vector<char> applied; ///< one a rule: constraints first, then criteria
    Screening screening; ///< with [grid]: what the grid allows each plot
    FactTable facts;
    EvidenceByPlot evidence;
    /// An earlier result that has the evidence and the plots' shapes, which then are not here; else nullptr.
    std::shared_ptr<const RecordedResult> recorded;
    std::vector<Title> doubts; ///< what measuring has to warn of
    std::vector<std::string> municipalities; ///< one a plot, for the summary; empty: "-"
    std::vector<std::string> segments; ///< likewise
};

/// Everything that one run found; what the result package is written from.
struct Outcome : Survey {
    Study study;
    Judgement judgement;
    Ranking ranking;
    std::vector<StationLedger> ledger; ///< with [grid]: one a station
    std::vector<EnergyHub> hubs; ///< with [grid.local]
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

/// Everything that `score` would complain about, the contradictions within the grid's figures included.
/// Throws Problems.
Opened check(const Study& study, const RunOptions& options, Watch& watch);

/// What the studies of one go share: sources read for one serve the next, and so does what was measured,
/// where they ask the same. Keeps nothing that no study to come asks for.
class Batch {
public:
    /// Tells of a study that will be scored.
    void expect(const Study& study);
    /// The study was scored, or could not be.
    void release(const Study& study);

    SharedSources& sources() { return m_sources; }
    /// What was measured for an earlier study that asks the same; nothing: none did.
    std::optional<Survey> survey(const Study& study);
    /// For the studies to come that ask the same, if there are any.
    void keep(const Study& study, const Survey& survey);

private:
    struct Kept {
        std::size_t expected = 0;
        std::optional<Survey> survey;
    };
    SharedSources m_sources;
    std::map<std::string, Kept> m_surveys;
};

/// By what it is known that two studies measure the same of the same plots.
std::string survey_key(const Study& study, SourcePaths paths);

/// The whole story. `recorded`: what an earlier run measured of the same; nothing: none did. Throws Problems,
/// or Interrupted.
Outcome score(
    Study study, std::optional<Survey> recorded, const RunOptions& options, Batch& batch, Watch& watch);

} // namespace kavel
