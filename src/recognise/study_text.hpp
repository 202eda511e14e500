// SPDX-License-Identifier: EUPL-1.2
// A study file as a person would begin one: what was recognised bound, what was not found as comments.
#pragma once

#include "policy/rules.hpp"
#include "recognise/recogniser.hpp"

#include <string>
#include <vector>

namespace kavel {

/// What a study says of one source of plots.
struct PlotKeys {
    std::string id; ///< the field; empty: the feature id
    std::string name; ///< likewise; empty: none
    std::string prefix; ///< of the ids; empty: none
    std::vector<std::string> missing; ///< canonical fields that no field of the source is called after
    std::vector<std::string> unused; ///< the source's own fields that nothing is called after
};

/// What a study says beside its sources.
struct StudyDraft {
    std::string title;
    std::string rules; ///< as the study names it
    std::string crs; ///< EPSG:28992
    int year = 0; ///< of the study and of its figures
    Language language = Language::nl;
    std::string data; ///< from the study's folder to the sources'; empty, or ends in '/'
    std::vector<PlotKeys> plots; ///< one a source of candidates
};

/// A layer that rules name and that nothing was found for.
struct MissingLayer {
    std::string name;
    const Role* role = nullptr; ///< nullptr: a layer of the rule set's own
    std::vector<std::string> rules; ///< ids of those that ask for it; empty: the grid model, or the summary
};
std::vector<MissingLayer> missing_layers(
    const Recognition& found, const RuleSet& rules, const LayerCatalogue& catalogue);

/// Rules that may not be left out, and of which a layer is missing.
std::vector<std::size_t> rules_without_data(const Recognition& found, const RuleSet& rules);

/// "kampen.gpkg (roads)".
std::string shown_name(const FoundSource& source);

/// Whether a role's source can be bound as it stands: the capacity map needs postcode areas or stations
/// beside it, for it has no geometry.
bool is_usable(const Recognition& found, const RoleGuess& guess);

std::string study_text(const Recognition& found, const std::vector<FoundSource>& sources,
    const RuleSet& rules, const std::vector<MissingLayer>& missing, const StudyDraft& draft);

/// A rule set that lets a study do without some rules of another: `base` as `extends` names it.
std::string rules_text(const RuleSet& rules, const std::vector<std::size_t>& optional,
    const std::string& base, Language language);

} // namespace kavel
