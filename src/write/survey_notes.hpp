// SPDX-License-Identifier: EUPL-1.2
// What a result keeps of its survey, as bytes (CBOR, RFC 8949): everything but the shapes and the evidence,
// which stand in tables of their own.
#pragma once

#include "kavel.hpp"
#include "write/geopackage.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// What tells whether the rest is worth reading, and where it is.
struct SurveyHeader {
    std::string key; ///< of what was asked
    Language language = Language::nl; ///< of the texts of the evidence
    std::vector<SourceReport> sources;
    std::size_t plots = 0;
    std::size_t criteria = 0; ///< that are applied: each plot's rows in `scores`
    FilledTable evidence;
    FilledTable notes;
};
std::string bytes_of(const SurveyHeader& header);

/// All but the sources.
struct SurveyNotes {
    std::string notes; ///< CBOR
    std::string arrays; ///< what is long: the notes say what stands where in it
};
SurveyNotes notes_on(const Outcome& outcome);

/// Both throw std::runtime_error for what is no such bytes, or of another version.
SurveyHeader header_in(std::string_view bytes);
Survey survey_in(std::string_view notes, std::string_view arrays);

} // namespace kavel
