// SPDX-License-Identifier: EUPL-1.2
// A study: which plots, which files play which role, which rules, what year.
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"
#include "policy/layer_catalogue.hpp"
#include "policy/rules.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

/// A source as the study names it, and as it can be opened.
struct SourceName {
    std::string shown; ///< as written in the study
    std::string path; ///< relative paths made relative to the study file; services and /vsi paths as they are
    Place place; ///< of the value
};

/// Polygons in which a source is complete.
struct Covers {
    SourceName source;
    std::optional<std::string> layer;
    std::optional<std::string> where;
    Place place;
};

/// One `[candidates]` or `[layers.X]` table.
struct Source {
    SourceName name;
    std::optional<std::string> layer;
    std::optional<std::string> where;
    std::optional<std::string> sql; ///< instead of layer and where
    std::optional<std::string> crs; ///< for a source that does not say its own
    std::vector<std::pair<std::string, std::string>> fields; ///< canonical name, source's name
    std::vector<std::pair<std::string, Value>> set; ///< constants for every feature
    std::optional<Covers> covers;
    std::optional<std::string> id; ///< candidates only
    std::optional<std::string> display_name; ///< candidates only: the field with the plot's name
    std::string prefix; ///< candidates only: for plot ids
    Place place; ///< of the table
    std::map<std::string, Place, std::less<>> places; ///< of each key's value; fields as "fields.NAME"

    const Place& place_of(std::string_view key) const;
};

/// The sources that play a role, or are a layer of one's own.
struct LayerBinding {
    std::string name;
    std::optional<Role> role; ///< nothing: a layer of one's own
    std::vector<Source> sources;
    Place place;
};

/// A rule that is not applied, and why.
struct LeftOut {
    std::size_t rule = 0; ///< index: constraints first, then criteria
    Title why;
};

struct Study {
    std::string shown; ///< the path as the user typed it
    std::string text; ///< the file, byte for byte
    std::string scenario; ///< empty: none
    Title scenario_title;
    std::vector<std::string> sets; ///< KEY=VALUE of --set, as typed
    std::string title;
    std::string crs;
    Place crs_place;
    int year = 0;
    int base_year = 0;
    std::string today; ///< ISO 8601; by which sources are old
    Language language = Language::nl;
    std::vector<Source> candidates;
    std::vector<LayerBinding> layers; ///< only those that an applied rule, or the summary, uses
    std::vector<std::string> not_read; ///< bound layers that no rule uses
    RuleSet rules;
    std::vector<LeftOut> left_out; ///< optional rules whose layer is not bound
    std::vector<Title> warnings;

    const LayerBinding* layer(std::string_view name) const;
    bool applied(std::size_t rule) const;
};

/// What the command line adds to a study.
struct StudyRequest {
    std::string path;
    std::vector<std::string> sets; ///< KEY=VALUE
    std::string scenario;
    std::optional<Language> language;
    std::string today; ///< ISO 8601; gives the years of a study without them
};

struct PolicyReading {
    std::filesystem::path layers_folder;
    std::filesystem::path rules_folder;
    MeasureCatalogue measures;
};

/// Study, scenario, overrides, rules and layer definitions, checked against each other. Throws Problems with
/// all of them.
Study read_study(const StudyRequest& request, const PolicyReading& reading);

} // namespace kavel
