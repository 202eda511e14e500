// SPDX-License-Identifier: EUPL-1.2
// What changes a study and its rules from outside the rules: [weights], a scenario, --set; later ones win.
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"
#include "policy/document.hpp"
#include "policy/rules.hpp"

#include <string>
#include <vector>

namespace kavel {

struct StudyRequest;

struct StudyChanges {
    Title scenario_title;
    std::vector<Override> to_study; ///< study, candidates, layers
    std::vector<Override> to_rules; ///< the rest
};

/// Reads [weights] and [scenario] of a study, and the --set of the command line.
StudyChanges read_changes(const Table& study, const StudyRequest& request, ProblemList& problems);

/// A --set as a place: its problems are of the command line.
Place set_place(const std::string& set);
bool is_on_command_line(const Place& place);

} // namespace kavel
