// SPDX-License-Identifier: EUPL-1.2
// Why a plot stands where it stands, and what would move it: the facts of the story, not its words.
#pragma once

#include "base/facts.hpp"
#include "write/figures_above.hpp"
#include "write/stored_result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kavel {

/// What stands between a plot and another one, on one criterion.
struct PointsApart {
    StoredRule rule;
    double points = 0.0; ///< of this plot less those of the other
    StoredRaw here;
    StoredRaw there;
    bool unknown_here = false;
    bool unknown_there = false;
};

/// A constraint, and the first that its rule saw.
struct CheckedConstraint {
    StoredRule rule;
    StoredCheck check;
    std::optional<StoredEvidence> seen;
};

/// A criterion of which the result is unknown, and what knowing it could do.
struct OpenQuestion {
    StoredRule rule;
    std::string why;
    double weight = 0.0;
    double counts_as = 0.0; ///< the value that stands in for it
    double least_score = 0.0; ///< were it at value 0
    double most_score = 0.0; ///< ... at 1
    std::optional<int> worst_rank; ///< nothing for a plot that is not ranked
    std::optional<int> best_rank;
};

/// One criterion, and how far its value would have to rise to make up for what the plot above is ahead.
struct Overtaking {
    StoredRule rule;
    StoredRaw now;
    double value_now = 0.0;
    double value_needed = 0.0;
    std::optional<Figures> figures; ///< that are enough; nothing for classes
    std::vector<std::string> classes; ///< texts that are enough
};

/// Something nearby that a rule saw.
struct NearbyFeature {
    StoredRule rule;
    StoredEvidence seen;
};

/// What the grid allows the plot.
struct GridStory {
    std::string status; ///< available, local ...
    std::optional<double> demand_mw;
    std::optional<double> headroom_mw;
    std::string station;
    bool station_assumed = false;
    std::optional<double> earliest_year;
    std::vector<StoredEvidence> lines; ///< what the verdict rests on, in the language of the result
    std::optional<StoredHub> hub;
};

struct PlotStory {
    StoredPlot plot;
    std::string municipality; ///< empty: not recorded
    std::size_t plots = 0;
    std::size_t ranked = 0;
    std::size_t sharing_rank = 0; ///< other plots with the same rank
    std::string why_unusable; ///< of an unusable plot
    std::optional<int> rank_of_score; ///< of an excluded plot: where its score would have stood
    std::vector<CheckedConstraint> constraints;
    std::optional<StoredPlot> compared_with; ///< the next better rank; for rank 1 the next worse one
    std::vector<PointsApart> differences; ///< largest first; those without a difference left out
    std::vector<OpenQuestion> unknown; ///< heaviest first
    std::vector<Overtaking>
        overtaking; ///< smallest rise first; empty for rank 1 and where no single one is enough
    std::vector<NearbyFeature> nearby; ///< nearest first
    std::optional<GridStory> grid; ///< nothing when the rules have no grid model
};

/// The plot by its id, else by its name; why something is unknown in the language. Throws Problems:
/// Fault::command_line for a plot that is not there, or a name of several; Fault::data for a file that is no
/// result.
PlotStory plot_story(StoredResult& result, const std::string& plot, Language language);

} // namespace kavel
