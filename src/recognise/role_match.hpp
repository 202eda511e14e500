// SPDX-License-Identifier: EUPL-1.2
// How well one source fits one role, and by what: its name, its layer as published, its fields.
#pragma once

#include "base/facts.hpp"
#include "policy/layer_catalogue.hpp"
#include "read/folder_listing.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace kavel {

struct RoleMatch {
    const Role* role = nullptr;
    const PublishedSet* set = nullptr; ///< by whose layer's name; nullptr: another reason
    int by_name = 0; ///< 0 nothing, 1 a word, 3 a word of this role alone, 4 one of its other names in it, 5
                     ///< the role's name, 6 a published layer
    int by_fields = 0; ///< 2 a field of this role alone, 1 one that others have too; 4 at most
    std::size_t fields = 0; ///< of the role, that the source has
    Title why;
    std::string lacks; ///< the field that it would have to have
    Title unfit; ///< why it cannot play the role all the same: a field or a kind of shape is missing; empty:
                 ///< it can

    int total() const { return by_name + by_fields; }
    /// Of roles that as much speaks for, one that is for the very kind of shapes goes before one for any.
    auto rank() const { return std::tuple(total(), fields, role->geometry == RoleGeometry::any ? 0 : 1); }
    /// A name that says it, fields that say it, or a word and a field that agree; of a raster, which has no
    /// fields, a word of this role alone.
    bool is_accepted() const;
    /// The name alone says what it is.
    bool says_name() const;
};

/// The source's fields that play those of a role, one a field: canonical, the source's own.
std::vector<std::pair<std::string, std::string>> fields_in(const FoundSource& source, const Role& role);

/// Fields of a role that the source has under no published name, but under the Dutch word for it: canonical,
/// the source's own. Layers of provinces and municipalities have no fixed names.
std::vector<std::pair<std::string, std::string>> fields_in_dutch(const FoundSource& source, const Role& role);

/// What is asked of the sources of a role beside that they look like it.
struct RoleDemands {
    std::map<std::string, std::string> fields; ///< by role, a field without which it says nothing
    std::map<std::string, RoleGeometry> shapes; ///< by role, lines or polygons, where a rule needs them
    std::string
        own_id; ///< the role whose needed field is but the number of each feature: any unique field will do
};

/// Roles with the words and fields that tell them apart.
class RoleKnowledge {
public:
    RoleKnowledge(const LayerCatalogue& catalogue, RoleDemands demands);

    /// Every role that the source may play by its kind of shapes and that anything speaks for, the best
    /// first. Of those that are equal, in the order of the catalogue.
    std::vector<RoleMatch> matches(const FoundSource& source) const;

private:
    struct Known {
        const Role* role;
        std::vector<std::string> words;
    };
    RoleMatch match(
        const FoundSource& source, const Known& known, const std::vector<const Known*>& rivals) const;
    void match_name(RoleMatch& match, const FoundSource& source, const Known& known,
        const std::vector<const Known*>& rivals) const;
    void match_fields(
        RoleMatch& match, const FoundSource& source, const std::vector<const Known*>& rivals) const;

    void match_demands(RoleMatch& match, const FoundSource& source) const;

    std::vector<Known> m_roles;
    RoleDemands m_demands;
};

} // namespace kavel
