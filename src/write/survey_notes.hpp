// SPDX-License-Identifier: EUPL-1.2
// What a result keeps of its survey, as bytes (CBOR, RFC 8949): everything but the shapes and the evidence,
// which stand in tables of their own.
#pragma once

#include "kavel.hpp"
#include "write/geopackage.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kavel {

struct SurveyNotes {
    std::string key; ///< of what was asked
    Language language = Language::nl; ///< of the texts of the evidence
    Survey survey; ///< without shapes, evidence, screening and layers
    FilledTable evidence; ///< where it stands in the file
};

std::string bytes_of(const std::string& key, const Outcome& outcome, const FilledTable& evidence);

/// Nothing for what is no such bytes, or of another version.
std::optional<SurveyNotes> notes_in(const std::string& bytes);

} // namespace kavel
