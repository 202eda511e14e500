// SPDX-License-Identifier: EUPL-1.2
// One source as OGR gives it: its layer, fields, CRS and features, read-only and not yet mended. GDAL stays
// inside vector_source.cpp and ogr_geometry.cpp.
#pragma once

#include "base/problem.hpp"
#include "base/work.hpp"
#include "geometry/shapes.hpp"
#include "policy/study.hpp"
#include "read/feature_table.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class OGRLayer;

namespace kavel {

class GdalMessages;

/// A CRS as the study or a source gives it.
struct Crs {
    std::string wkt;
    std::string name; ///< "EPSG:28992", else its name
};

/// The study's CRS: projected and in metres. Throws Problems at the place where the study says it.
Crs study_crs(const std::string& definition, const Place& place);

struct SourceField {
    std::string name;
    ColumnType type = ColumnType::text;
    bool readable = true; ///< binary fields are not
};

/// Features as they stand in the source, by feature id: geometry flattened, not mended, in the source's CRS.
struct RawFeatures {
    Shapes shapes;
    std::vector<std::int64_t> fids;
    std::vector<char> is_null; ///< no geometry at all
    std::vector<char> is_collection; ///< a collection: its polygons may overlap, and are united
    std::vector<Column> columns; ///< the fields asked for, in that order
    std::vector<std::vector<std::size_t>>
        not_finite; ///< per column: rows with a NaN or infinite number, read as null
    std::vector<std::string> warnings; ///< GDAL's

    /// Those of a part that was read apart, behind those that are here.
    void add(const RawFeatures& part);
    /// Back to no features; the columns, and the room, are kept.
    void clear();
};

class VectorSource {
public:
    /// Opens it and finds the layer; `role_shown` names it in error texts: "candidates" or "layers.X".
    VectorSource(const Source& source, const std::string& role_shown);
    ~VectorSource();
    VectorSource(VectorSource&&) noexcept;
    VectorSource(const VectorSource&) = delete;

    /// Lets go of the source itself, which some drivers keep in memory; what it said of itself stays.
    void close();
    bool is_open() const { return m_handle != nullptr; }

    const std::string& layer_name() const { return m_layer_name; }
    /// What is read, for error texts: "layer 'x'", or the query that the study gives.
    std::string what_is_read() const;
    const std::string& driver() const { return m_driver; }
    const std::vector<SourceField>& fields() const { return m_fields; }
    bool has_geometry() const { return m_has_geometry; }
    /// What the source says of its CRS, or the study in its place; nothing: nobody says.
    const std::optional<Crs>& crs() const { return m_crs; }
    /// The CRS that the source says when the study's `crs` says another.
    const std::optional<Crs>& overruled_crs() const { return m_overruled_crs; }
    /// Files that make up the source; empty for a service.
    std::vector<std::string> files() const;
    /// Features in the layer, before any filter.
    std::int64_t total() const { return m_total; }
    /// Extent of the layer in its CRS, whatever of it was read; empty when it does not know.
    Box extent(const RawFeatures& read) const;
    /// Whether reading less than everything is worth it: a large layer of a driver that finds features by
    /// place.
    bool finds_by_place() const { return m_finds_by_place; }

    /// Features that meet `area` (in the source's CRS; an empty box: all), sorted by feature id. `fields` are
    /// indices. A feature without geometry is read wherever the area is.
    RawFeatures read(const std::vector<std::size_t>& fields, const Box& area, unsigned threads, Watch& watch);

    /// Ids of the features that meet a condition of a rule beside the source's own `where`, ascending; in the
    /// SQL that `where` takes. `key` and `place`: what the rule calls it, for error texts. To be asked after
    /// `read`.
    std::vector<std::int64_t> meeting(
        const std::string& condition, const std::string& key, const Place& place) const;

    /// Whether a feature meets what the source asks for (`where`, `sql`); by reading one.
    bool finds_any() const;

private:
    struct Handle;
    /// Whether the whole layer does, as far as the source knows without reading it.
    bool lies_within(const Box& area) const;
    void find_layer(const Source& source, const std::string& role_shown);
    void find_crs(const Source& source);
    void find_fields();
    [[noreturn]] void fail_on_query(const Source& source, const std::string& why) const;
    [[noreturn]] void fail_on_condition(const std::string& condition, const std::string& key,
        const Place& place, const std::string& why) const;

    /// In columns, on all threads: stretches of feature ids, each thread through a handle of its own.
    void read_in_stretches(
        const std::vector<SourceField>& fields, RawFeatures& raw, unsigned threads, Watch& watch) const;
    /// The source's own `where`, if it has one, and a condition beside it.
    std::string narrowed(const std::string& condition) const;
    /// Throws Problems when GDAL said that it failed.
    void expect_read(const GdalMessages& messages, std::size_t features) const;
    /// Leaves what is not asked for unread.
    void ignore_others(OGRLayer& layer, const std::vector<SourceField>& fields) const;

    std::unique_ptr<Handle> m_handle;
    bool m_finds_by_place = false;
    Place m_place;
    std::string m_path;
    std::string m_shown;
    std::string m_layer_name;
    std::string m_driver;
    std::vector<SourceField> m_fields;
    bool m_has_geometry = true;
    std::string m_where;
    std::optional<Crs> m_crs;
    std::optional<Crs> m_overruled_crs;
    std::int64_t m_total = 0;
};

} // namespace kavel
