// SPDX-License-Identifier: EUPL-1.2
#include "read/folder_listing.hpp"

#include "base/names.hpp"
#include "geometry/box_index.hpp"
#include "read/capacity_map.hpp"
#include "read/coordinates.hpp"
#include "read/gdal_messages.hpp"
#include "read/vector_handle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <set>

namespace kavel {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 22> vector_endings{".gpkg", ".shp", ".geojson", ".json", ".fgb",
    ".gml", ".kml", ".tab", ".mif", ".csv", ".zip", ".sqlite", ".parquet", ".gpx", ".xlsx", ".ods", ".dxf",
    ".gdb", ".jsonfg", ".geojsonl", ".db", ".xml"};
constexpr std::array<std::string_view, 4> raster_endings{".tif", ".tiff", ".asc", ".vrt"};
constexpr int deepest = 6; ///< folders below the one that is given

template <class Endings> bool ends_in(const fs::path& path, const Endings& endings)
{
    const std::string ending = lower_case(path.extension().string());
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

RoleGeometry geometry_of(OGRwkbGeometryType type)
{
    switch (wkbFlatten(type)) {
    case wkbNone:
        return RoleGeometry::table;
    case wkbPoint:
    case wkbMultiPoint:
        return RoleGeometry::point;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
    case wkbCircularString:
        return RoleGeometry::line;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbSurface:
        return RoleGeometry::polygon;
    default:
        return RoleGeometry::any;
    }
}

std::string name_of(const OGRSpatialReference* reference)
{
    if (reference == nullptr || reference->IsLocal() != FALSE) {
        return {};
    }
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    const char* name = reference->GetName();
    return authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code)
        : name != nullptr                          ? name
                                                   : "";
}

/// The kind of the first features, where the source does not say one for all.
RoleGeometry geometry_of_features(OGRLayer& layer)
{
    constexpr int enough = 20;
    std::set<RoleGeometry> kinds;
    layer.ResetReading();
    for (int i = 0; i < enough; ++i) {
        const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
        if (!feature) {
            break;
        }
        if (const OGRGeometry* geometry = feature->GetGeometryRef()) {
            kinds.insert(geometry_of(geometry->getGeometryType()));
        }
    }
    layer.ResetReading();
    return kinds.size() == 1 ? *kinds.begin() : RoleGeometry::any;
}

Box extent_of(OGRLayer& layer)
{
    OGREnvelope envelope;
    if (layer.GetExtent(&envelope, FALSE) != OGRERR_NONE) {
        return {};
    }
    return {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
}

FoundSource describe(OGRLayer& layer, const std::string& file)
{
    FoundSource found;
    found.file = file;
    found.layer = layer.GetName();
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        found.fields.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    }
    found.geometry = geometry_of(layer.GetGeomType());
    if (found.geometry == RoleGeometry::any) {
        found.geometry = geometry_of_features(layer);
    }
    if (layer.TestCapability(OLCFastFeatureCount) != FALSE) {
        found.features = layer.GetFeatureCount(FALSE);
    }
    if (found.geometry != RoleGeometry::table) {
        found.crs = name_of(layer.GetSpatialRef());
        found.extent = extent_of(layer);
    }
    return found;
}

/// Tables with which GIS programs keep their own house.
bool is_housekeeping(std::string_view layer)
{
    return layer == "layer_styles" || layer == "qgis_projects" || layer == "layer_metadata";
}

bool add_layers(FolderListing& listing, const fs::path& path, const std::string& file)
{
    GdalMessages messages;
    const std::string to_open = path_to_open(path.string());
    const CPLStringList options = open_options(path.string());
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(
        to_open.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List(), nullptr));
    if (!dataset) {
        return false;
    }
    if (dataset->GetLayerByName("ranked_sites") != nullptr) {
        return true; // a result of Kavel
    }
    const std::size_t first = listing.sources.size();
    for (OGRLayer* layer : dataset->GetLayers()) {
        if (!is_housekeeping(layer->GetName())) {
            listing.sources.push_back(describe(*layer, file));
        }
    }
    for (std::size_t i = first; i < listing.sources.size(); ++i) {
        listing.sources[i].only_layer = dataset->GetLayerCount() == 1;
    }
    return true;
}

bool add_raster(FolderListing& listing, const fs::path& path, const std::string& file)
{
    GdalMessages messages;
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!dataset) {
        return false;
    }
    FoundSource found;
    found.file = file;
    found.geometry = RoleGeometry::raster;
    found.crs = name_of(dataset->GetSpatialRef());
    listing.sources.push_back(std::move(found));
    return true;
}

/// The capacity map is told by what it holds, not by its name.
bool add_capacity_map(FolderListing& listing, const fs::path& path, const std::string& file)
{
    constexpr std::size_t beginning = 1 << 20;
    std::string text(beginning, ' ');
    std::ifstream(path, std::ios::binary).read(text.data(), static_cast<std::streamsize>(text.size()));
    if (text.find("\"energy_areas\"") == std::string::npos) {
        return false;
    }
    try {
        Source source;
        source.name = {file, path.string(), {}};
        read_capacity_map({source}, "");
    } catch (const Problems&) {
        return false; // its schema, for one
    }
    FoundSource found;
    found.file = file;
    found.geometry = RoleGeometry::json;
    listing.sources.push_back(std::move(found));
    return true;
}

std::vector<fs::path> files_in(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code denied;
    fs::recursive_directory_iterator entries(folder,
        fs::directory_options::skip_permission_denied | fs::directory_options::follow_directory_symlink,
        denied);
    for (; entries != fs::recursive_directory_iterator(); entries.increment(denied)) {
        const fs::path& path = entries->path();
        const bool is_hidden = path.filename().string().starts_with(".");
        if (entries->is_directory(denied)) {
            const bool is_source = lower_case(path.extension().string()) == ".gdb";
            if (is_source && !is_hidden) {
                files.push_back(path);
            }
            if (is_hidden || is_source || entries.depth() >= deepest) {
                entries.disable_recursion_pending();
            }
        } else if (!is_hidden) {
            files.push_back(path);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

FolderListing list_folder(const fs::path& folder, const std::string& crs)
{
    register_drivers();
    FolderListing listing;
    for (const fs::path& path : files_in(folder)) {
        const std::string file = path.lexically_relative(folder).generic_string();
        const bool is_raster = ends_in(path, raster_endings);
        if (!is_raster && !ends_in(path, vector_endings)) {
            continue;
        }
        const bool is_json = lower_case(path.extension().string()) == ".json";
        const bool is_known = is_raster
            ? add_raster(listing, path, file)
            : (is_json && add_capacity_map(listing, path, file)) || add_layers(listing, path, file);
        if (!is_known) {
            listing.unreadable.push_back(file);
        }
    }
    for (FoundSource& source : listing.sources) {
        if (!source.crs.empty() && !source.extent.empty()) {
            source.place
                = source.crs == crs ? source.extent : transformed_bounds(source.crs, crs, source.extent);
        }
    }
    return listing;
}

bool finds_any(const Source& source)
{
    try {
        return VectorSource(source, "layers.x").finds_any();
    } catch (const Problems&) {
        return false;
    }
}

namespace {

/// Polygons of a layer in a CRS, and a point inside each; those of which GEOS finds no point are left out.
struct Ground {
    std::vector<OGRGeometryUniquePtr> shapes;
    std::vector<OGRPoint> points;
    std::vector<Box> boxes;
};

Box box_of(const OGRGeometry& shape)
{
    OGREnvelope envelope;
    shape.getEnvelope(&envelope);
    return {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
}

/// Nothing when it has so many features that looking at each takes long, or when its place cannot be told.
std::optional<Ground> ground_of(const Source& source, const OGRSpatialReference& crs)
{
    constexpr GIntBig most = 20000;
    const CPLStringList options = open_options(source.name.path);
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path_to_open(source.name.path).c_str(),
        GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List(), nullptr));
    OGRLayer* layer = !dataset ? nullptr
        : source.layer         ? dataset->GetLayerByName(source.layer->c_str())
                               : dataset->GetLayer(0);
    if (layer == nullptr || layer->GetSpatialRef() == nullptr || layer->GetFeatureCount() > most) {
        return std::nullopt;
    }
    OGRSpatialReference own = *layer->GetSpatialRef();
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&own, &crs));
    Ground ground;
    for (const auto& feature : *layer) {
        const OGRGeometry* stored = feature->GetGeometryRef();
        OGRGeometryUniquePtr shape(stored != nullptr ? stored->getLinearGeometry() : nullptr);
        if (!way || !shape || shape->IsEmpty() || shape->transform(way.get()) != OGRERR_NONE) {
            continue;
        }
        const OGRGeometryUniquePtr inside(
            OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(shape.get()))));
        if (inside && wkbFlatten(inside->getGeometryType()) == wkbPoint) {
            ground.points.push_back(*inside->toPoint());
            ground.boxes.push_back(box_of(*shape));
            ground.shapes.push_back(std::move(shape));
        }
    }
    return ground;
}

/// How many of the one have their point in a shape of the other.
std::size_t count_on(const Ground& one, const Ground& other)
{
    const BoxIndex index(other.boxes);
    return static_cast<std::size_t>(
        std::count_if(one.points.begin(), one.points.end(), [&](const OGRPoint& point) {
            Box place;
            place.add(Point{point.getX(), point.getY()});
            const auto near = index.meeting(place);
            return std::any_of(near.begin(), near.end(),
                [&](std::size_t i) { return other.shapes[i]->Contains(&point) != 0; });
        }));
}

} // namespace

bool lie_apart(const Source& one, const Source& other)
{
    GdalMessages messages; // an invalid shape is not worth a word here
    OGRSpatialReference crs;
    crs.importFromEPSG(4326);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const auto a = ground_of(one, crs);
    const auto b = ground_of(other, crs);
    if (!a || !b || a->shapes.empty() || b->shapes.empty()) {
        return false;
    }
    constexpr std::size_t hardly = 20; // one in so many: a border that is drawn over the neighbour's
    return count_on(*a, *b) * hardly <= a->shapes.size() && count_on(*b, *a) * hardly <= b->shapes.size();
}

std::vector<std::string> unique_fields(const Source& source, const std::vector<std::string>& fields)
{
    std::vector<std::string> unique;
    VectorSource opened(source, "candidates");
    for (const std::string& field : fields) {
        for (std::size_t i = 0; i < opened.fields().size(); ++i) {
            if (!same_without_case(opened.fields()[i].name, field) || !opened.fields()[i].readable) {
                continue;
            }
            Silent watch;
            const RawFeatures raw = opened.read({i}, Box(), 1, watch);
            std::set<std::string> seen;
            bool all = raw.fids.size() > 0;
            for (std::size_t row = 0; row < raw.fids.size() && all; ++row) {
                const std::string text = to_text(raw.columns[0].value(row));
                all = !text.empty() && seen.insert(text).second;
            }
            if (all) {
                unique.push_back(opened.fields()[i].name);
            }
            break;
        }
    }
    return unique;
}

} // namespace kavel
