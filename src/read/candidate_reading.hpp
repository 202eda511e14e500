// SPDX-License-Identifier: EUPL-1.2
// The candidate plots out of all their sources: ids, names, own fields, and shapes that can be measured.
#pragma once

#include "base/work.hpp"
#include "policy/study.hpp"
#include "read/region.hpp"
#include "read/vector_source.hpp"

#include <vector>

namespace kavel {

struct CandidateReading {
    Candidates candidates;
    std::vector<Repair> repairs;
    std::vector<SourceReport> sources;
    std::vector<Title> warnings;
};

/// Throws Problems: a source that cannot be read, an id that is null or not unique, no plot at all.
CandidateReading read_candidates(
    const std::vector<Source>& sources, const Crs& crs, unsigned threads, Watch& watch);

} // namespace kavel
