// SPDX-License-Identifier: EUPL-1.2
// A study file as a person would begin one: what was recognised bound, what was not found as comments.
#pragma once

#include "policy/rules.hpp"
#include "recognise/recogniser.hpp"

#include <string>
#include <vector>

namespace kavel {

/// What a study says beside its sources.
struct StudyDraft {
    std::string title;
    std::string rules; ///< as the study names it
    std::string crs; ///< EPSG:28992
    int year = 0; ///< of the study and of its figures
    Language language = Language::nl;
    std::string data; ///< from the study's folder to the sources'; empty, or ends in '/'
    std::vector<std::pair<std::string, std::string>>
        plot_keys; ///< `id`, `name` and the like, for every candidate source
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
