// SPDX-License-Identifier: EUPL-1.2
// What a result keeps of its survey, so that a later run with other weights need not measure again: a table
// that GIS programs do not show, beside the evidence that they do.
#pragma once

#include "kavel.hpp"
#include "write/geopackage.hpp"
#include "write/survey_notes.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace kavel {

/// The survey that a result at `output` holds, when sources, candidates and what is measured of them are
/// those of the study: a source is the same when its size, modification time and inode are, or else its
/// SHA-256. Nothing for a file that is not there, is no result, or holds another survey. What it says of the
/// hashes of sources that did not change is remembered in any case.
std::optional<Survey> recorded_survey(
    const std::filesystem::path& output, const Study& study, unsigned threads);

/// What tells a later run whether the survey is its own, and where it stands.
void fill_survey(Rows& rows, const Outcome& outcome, const FilledTable& evidence, const FilledTable& notes);
void fill_survey_notes(Rows& rows, const SurveyNotes& notes);

/// Marks a finished result with what its sources look like, so that they need not be hashed again.
void stamp_result(const std::filesystem::path& file, const Outcome& outcome);

} // namespace kavel
