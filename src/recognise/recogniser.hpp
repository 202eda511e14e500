// SPDX-License-Identifier: EUPL-1.2
// Which source plays which role: guesses, each with its reason, and what was passed over. No file is opened
// here.
#pragma once

#include "recognise/role_match.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kavel {

/// A source in a role.
struct Claim {
    std::size_t source = 0; ///< index in the list that was given
    Title why;
    Title remark; ///< why it was not taken, or what to mind; empty: nothing
    std::string where; ///< for the study: the catalogue's own condition
    std::string sql; ///< likewise, instead of layer and where
    std::vector<std::pair<std::string, std::string>> named; ///< fields to name: canonical, the source's own
    const PublishedSet* set = nullptr; ///< that it is known as
    const Role* role = nullptr; ///< nullptr: candidates
    int worth = 0;
    std::size_t fields = 0;
    bool says_name = false; ///< the name alone says what it is
    std::string lacks; ///< the field that it would have to have
};

struct RoleGuess {
    const Role* role = nullptr; ///< nullptr: candidates
    std::vector<Claim> bound; ///< several: parts of one map
    std::vector<Claim> others; ///< that might play it too
};

struct Recognition {
    RoleGuess candidates;
    std::vector<RoleGuess> roles; ///< one a role of the catalogue, in its order
    std::vector<std::size_t> unknown; ///< sources that nothing speaks for
};

/// What the recogniser must know beside the sources.
struct RecogniserWish {
    std::string crs; ///< the study's: of the same data twice the one in it is taken
    RoleDemands demands;
    /// Whether a source can be opened with an `sql`, or else a `where`, and has a feature then.
    std::function<bool(const FoundSource&, const std::string& sql, const std::string& where)> works;
    /// Whether hardly a feature of one lies on one of the other.
    std::function<bool(const FoundSource&, const FoundSource&)> lie_apart = nullptr;
    /// Its fields in which every feature has another value, of those that are asked for.
    std::function<std::vector<std::string>(const FoundSource&, const std::vector<std::string>&)> unique_fields
        = nullptr;
    int year = 0; ///< of today: what a name dates later is a plan; 0: unknown
};

/// A source is bound to the role that most speaks for; of two that are as good nothing is chosen, unless they
/// are parts of one map: from several files, and beside each other. Plots of several files are taken together
/// likewise. A role without a source of its own takes one of another role where the catalogue says how
/// (`sql`, `filter`).
Recognition recognise(
    const std::vector<FoundSource>& sources, const LayerCatalogue& catalogue, const RecogniserWish& wish);

} // namespace kavel
