// SPDX-License-Identifier: EUPL-1.2
// Which roles a data set can play: layers/ID.toml.
#pragma once

#include "base/facts.hpp"
#include "base/problem.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

enum class RoleGeometry { point, line, polygon, any, table, raster, json };
std::string_view to_text(RoleGeometry geometry);

/// A field that rules may name, and the names that it has in published data sets.
struct RoleField {
    std::string name;
    Title title;
    bool is_number = false;
    std::string unit;
    std::vector<std::string> aliases;
};

/// A published data set that can play a role.
struct PublishedSet {
    std::string name;
    std::string publisher;
    std::string licence;
    std::string where;
    std::vector<std::string> layers;
    Title updated;
    Title recipe;
    std::string filter; ///< the condition of the recipe, for `where`; empty: none
    std::string sql;
};

struct Role {
    std::string id;
    Title title;
    RoleGeometry geometry = RoleGeometry::any;
    std::vector<std::string> names; ///< by which files and layers of it go, beside its title
    Title about;
    std::vector<RoleField> fields;
    std::vector<PublishedSet> sets;
    Place place;

    const RoleField* field(std::string_view name) const;
};

struct LayerCatalogue {
    std::vector<Role> roles; ///< by id
    std::optional<Role> plots
        = std::nullopt; ///< of layers/candidates.toml: what plots and their fields are called

    const Role* find(std::string_view id) const;
    std::vector<std::string> ids() const;
};

/// Every *.toml of the folders; a later folder's role replaces an earlier one of the same id. A missing
/// folder is empty.
LayerCatalogue read_layer_catalogue(const std::vector<std::filesystem::path>& folders);

} // namespace kavel
