// SPDX-License-Identifier: EUPL-1.2
#include "read/vector_source.hpp"

#include "base/names.hpp"
#include "read/field_texts.hpp"
#include "read/gdal_messages.hpp"
#include "read/vector_handle.hpp"

#include <cpl_error.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <mutex>

namespace kavel {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(Fault fault, const Place& place, std::string wrong, std::string remedy)
{
    throw Problems({fault, place, std::move(wrong), std::move(remedy)});
}

bool ends_with(std::string_view text, std::string_view end)
{
    return text.size() >= end.size()
        && EQUALN(text.data() + text.size() - end.size(), end.data(), end.size());
}

bool is_file(const std::string& path)
{
    std::error_code error; // a name that no file can have is no file
    return fs::exists(fs::path(path), error);
}

bool looks_like_file(const std::string& path)
{
    return path.rfind("/vsi", 0) != 0 && path.find("://") == std::string::npos
        && (path.find(':') == std::string::npos || path.front() == '/');
}

std::string quoted(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
        text += "'" + names[i] + "'";
    }
    return text;
}

/// Some drivers only look at a condition when they begin to read by it.
void begin_reading(OGRLayer& layer)
{
    layer.ResetReading();
    const OGRFeatureUniquePtr first{layer.GetNextFeature()};
    layer.ResetReading();
}

/// A query begins with SELECT or WITH, and ends where it ends; whether a source can do it is for its driver.
void check_query(const Source& source)
{
    const std::string& sql = *source.sql;
    const auto complain = [&source](const std::string& wrong) {
        fail(Fault::definition, source.place_of("sql"), wrong, "give one SELECT, without a semicolon in it");
    };
    const std::size_t first = std::min(sql.find_first_not_of(" \t\r\n("), sql.size());
    const std::string word = sql.substr(first, sql.find_first_of(" \t\r\n(", first) - first);
    if (word.empty()) {
        complain("sql = is empty");
    }
    if (!EQUAL(word.c_str(), "SELECT") && !EQUAL(word.c_str(), "WITH") && word.rfind("--", 0) != 0) {
        complain(fmt::format("sql = begins with '{}'", word));
    }
    bool quoted = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        quoted = quoted != (sql[i] == '\'');
        if (sql[i] == ';' && !quoted && sql.find_first_not_of(" \t\r\n;", i) != std::string::npos) {
            complain("sql = goes on behind a ';'");
        }
    }
}

/// What follows a phrase in a message, up to the end of its line.
std::optional<std::string> after(const std::string& message, std::string_view phrase)
{
    const std::size_t found = message.find(phrase);
    if (found == std::string::npos) {
        return std::nullopt;
    }
    const std::size_t begin = found + phrase.size();
    return message.substr(begin, message.find_first_of("\r\n", begin) - begin);
}

/// The field that a condition names and the source does not have, as OGR, SQLite or PostgreSQL says it.
std::optional<std::string> unknown_field_in(const std::string& message)
{
    struct Saying {
        std::string_view before;
        std::string_view after;
    };
    for (const auto& [before, after] : {Saying{"\"", "\" not recognised as an available field"},
             Saying{"no such column: ", ""}, Saying{"column \"", "\" does not exist"}}) {
        const std::size_t end = after.empty() ? message.size() : message.find(after);
        const std::size_t found = end == std::string::npos ? end : message.rfind(before, end - 1);
        if (found != std::string::npos) {
            return message.substr(found + before.size(), end - found - before.size());
        }
    }
    return std::nullopt;
}

Crs crs_from(OGRSpatialReference& reference)
{
    reference.DemoteTo2D(nullptr);
    if (reference.IsCompound()) {
        reference.StripVertical();
    }
    Crs crs;
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    reference.exportToWkt(&wkt, options);
    crs.wkt = wkt != nullptr ? wkt : "";
    CPLFree(wkt);
    const char* authority = reference.GetAuthorityName(nullptr);
    const char* code = reference.GetAuthorityCode(nullptr);
    const char* name = reference.GetName();
    crs.name = authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code)
                                                       : (name != nullptr ? name : "?");
    return crs;
}

ColumnType type_of(const OGRFieldDefn& field)
{
    switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
        return field.GetSubType() == OFSTBoolean ? ColumnType::boolean : ColumnType::integer;
    case OFTReal:
        return ColumnType::real;
    default:
        return ColumnType::text;
    }
}

} // namespace

std::string path_to_open(const std::string& path)
{
    const bool plain_zip
        = ends_with(path, ".zip") && !ends_with(path, ".shp.zip") && !ends_with(path, ".gdb.zip");
    return looks_like_file(path) && plain_zip ? "/vsizip/{" + path + "}" : path;
}

CPLStringList open_options(const std::string& path)
{
    CPLStringList options;
    if (ends_with(path, ".gpkg") && is_file(path) && !is_file(path + "-wal")) {
        options.SetNameValue("NOLOCK", "YES");
    }
    return options;
}

Crs study_crs(const std::string& definition, const Place& place)
{
    GdalMessages messages;
    OGRSpatialReference reference;
    constexpr auto remedy = "choose a projected CRS in metres, such as EPSG:28992";
    if (reference.SetFromUserInput(definition.c_str()) != OGRERR_NONE) {
        fail(Fault::definition, place, fmt::format("'{}' is no CRS that is known", definition), remedy);
    }
    if (reference.IsGeographic()) {
        fail(Fault::definition, place, fmt::format("{} is in degrees", definition), remedy);
    }
    const char* unit = nullptr;
    const double metres = reference.GetLinearUnits(&unit);
    if (!reference.IsProjected()) {
        fail(Fault::definition, place, fmt::format("{} is no projected CRS", definition), remedy);
    }
    if (std::abs(metres - 1.0) > 1e-12) {
        fail(Fault::definition, place,
            fmt::format("{} is in '{}', not in metres", definition, unit != nullptr ? unit : "?"), remedy);
    }
    return crs_from(reference);
}

VectorSource::VectorSource(const Source& source, const std::string& role_shown)
    : m_handle(std::make_unique<Handle>())
    , m_place(source.place_of("source"))
    , m_path(source.name.path)
    , m_shown(source.name.shown)
{
    register_drivers();
    const std::string& path = source.name.path;
    if (looks_like_file(path) && !is_file(path)) {
        fail(Fault::data, m_place, fmt::format("'{}' does not exist", m_shown),
            "correct the path; a relative one starts at the study file");
    }
    GdalMessages messages;
    const CPLStringList options = open_options(path);
    m_handle->dataset.reset(GDALDataset::Open(path_to_open(path).c_str(),
        GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, options.List(), nullptr));
    if (!m_handle->dataset) {
        fail(Fault::data, m_place, fmt::format("'{}' cannot be read as a vector source", m_shown),
            fmt::format("give a file or service that OGR opens ({})", messages.why()));
    }
    m_driver = m_handle->dataset->GetDriverName();
    find_layer(source, role_shown);
    find_fields();
    find_crs(source);
    messages.forget();
    m_total = m_handle->layer->GetFeatureCount(TRUE);
    // Some drivers (OpenStreetMap) cannot say beforehand: what was read is counted then.
    if (!messages.failures().empty()) {
        fail(Fault::data, {m_shown, 0, 0}, fmt::format("{} cannot be counted", what_is_read()),
            fmt::format("repair or export the source again ({})", messages.why()));
    }
    m_finds_by_place
        = m_total > large_layer && m_handle->layer->TestCapability(OLCFastSpatialFilter) != FALSE;
    if (source.where) {
        m_where = *source.where;
        if (m_handle->layer->SetAttributeFilter(source.where->c_str()) != OGRERR_NONE
            || (begin_reading(*m_handle->layer), !messages.failures().empty())) {
            // Counting says what is wrong, where reading only says that something is.
            std::string why = messages.why();
            messages.forget();
            m_handle->layer->GetFeatureCount(TRUE);
            why = messages.failures().empty() ? why : messages.why();
            fail_on_condition(*source.where, "where", source.place_of("where"), why);
        }
    }
}

VectorSource::~VectorSource() = default;
VectorSource::VectorSource(VectorSource&&) noexcept = default;

void VectorSource::close()
{
    m_handle.reset();
}

void VectorSource::find_layer(const Source& source, const std::string& role_shown)
{
    GDALDataset& dataset = *m_handle->dataset;
    if (source.sql) {
        check_query(source);
        GdalMessages messages;
        const bool own_dialect = EQUAL(m_driver.c_str(), "GPKG") || EQUAL(m_driver.c_str(), "SQLite")
            || EQUAL(m_driver.c_str(), "PostgreSQL") || EQUAL(m_driver.c_str(), "MySQL");
        m_handle->sql = *source.sql;
        m_handle->dialect = own_dialect ? nullptr : "SQLITE";
        m_handle->layer = dataset.ExecuteSQL(source.sql->c_str(), nullptr, m_handle->dialect);
        if (m_handle->layer == nullptr) {
            fail_on_query(source, messages.why());
        }
        m_handle->from_sql = true;
        m_layer_name = "sql";
        return;
    }
    std::vector<std::string> all;
    std::vector<std::string> with_geometry;
    for (OGRLayer* layer : dataset.GetLayers()) {
        all.emplace_back(layer->GetName());
        if (layer->GetGeomType() != wkbNone) {
            with_geometry.emplace_back(layer->GetName());
        }
    }
    if (source.layer) {
        m_handle->layer = dataset.GetLayerByName(source.layer->c_str());
        if (m_handle->layer == nullptr) {
            fail(Fault::definition, source.place_of("layer"),
                fmt::format("'{}' has no layer '{}'", m_shown, *source.layer), suggest(*source.layer, all));
        }
    } else if (all.size() == 1 || with_geometry.size() == 1) {
        m_handle->layer = dataset.GetLayerByName((all.size() == 1 ? all : with_geometry).front().c_str());
    } else if (all.empty()) {
        fail(Fault::data, m_place, fmt::format("'{}' has no layer", m_shown), "give a source with features");
    } else {
        fail(Fault::definition, m_place, fmt::format("{} has the layers {}", m_shown, quoted(all)),
            fmt::format("say which one with layer = \"{}\" under [{}]", all.front(), role_shown));
    }
    m_layer_name = m_handle->layer->GetName();
}

void VectorSource::fail_on_query(const Source& source, const std::string& why) const
{
    const Place& place = source.place_of("sql");
    if (const auto table = after(why, "no such table: ")) {
        std::vector<std::string> names;
        for (OGRLayer* layer : m_handle->dataset->GetLayers()) {
            names.emplace_back(layer->GetName());
        }
        fail(Fault::definition, place,
            fmt::format("sql = names the table '{}', which '{}' does not have", *table, m_shown),
            suggest(*table, names));
    }
    if (const auto column = after(why, "no such column: ")) {
        fail(Fault::definition, place,
            fmt::format("sql = names the column '{}', which is not there", *column),
            "correct the name, or the table that it is of");
    }
    fail(Fault::definition, place, fmt::format("'{}' cannot do the query of sql =", m_shown),
        fmt::format("correct it ({})", why));
}

void VectorSource::fail_on_condition(
    const std::string& condition, const std::string& key, const Place& place, const std::string& why) const
{
    std::vector<std::string> names;
    for (const SourceField& field : m_fields) {
        names.push_back(field.name);
    }
    const std::optional<std::string> unknown = unknown_field_in(why);
    if (unknown) {
        fail(Fault::definition, place,
            fmt::format("{} = \"{}\" names the field '{}', which '{}' does not have", key, condition,
                *unknown, m_shown),
            suggest(*unknown, names));
    }
    fail(Fault::definition, place,
        fmt::format("'{}' does not understand {} = \"{}\"", m_shown, key, condition),
        fmt::format("correct the condition ({})", why));
}

void VectorSource::find_fields()
{
    const OGRFeatureDefn& definition = *m_handle->layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        m_fields.push_back({utf8(field.GetNameRef()), type_of(field), field.GetType() != OFTBinary});
    }
    m_has_geometry = definition.GetGeomFieldCount() > 0;
}

void VectorSource::find_crs(const Source& source)
{
    const OGRSpatialReference* said = m_handle->layer->GetSpatialRef();
    const char* name = said != nullptr ? said->GetName() : nullptr;
    std::optional<Crs> own;
    // GeoPackage's own words for a CRS that is not known.
    if (name != nullptr && !said->IsLocal() && !EQUAL(name, "Undefined geographic SRS")
        && !EQUAL(name, "Undefined Cartesian SRS")) {
        OGRSpatialReference copy(*said);
        own = crs_from(copy);
    }
    if (!source.crs) {
        m_crs = std::move(own);
        return;
    }
    GdalMessages messages;
    OGRSpatialReference given;
    if (given.SetFromUserInput(source.crs->c_str()) != OGRERR_NONE) {
        fail(Fault::definition, source.place_of("crs"),
            fmt::format("'{}' is no CRS that is known", *source.crs), "use a code such as EPSG:28992");
    }
    m_crs = crs_from(given);
    if (own && own->name != m_crs->name) {
        m_overruled_crs = std::move(own);
    }
}

std::string VectorSource::narrowed(const std::string& condition) const
{
    return m_where.empty() ? condition : fmt::format("({}) AND ({})", m_where, condition);
}

std::string VectorSource::what_is_read() const
{
    return m_handle->from_sql ? "the query of sql =" : fmt::format("layer '{}'", m_layer_name);
}

std::vector<std::string> VectorSource::files() const
{
    std::vector<std::string> files;
    const CPLStringList list(m_handle->dataset->GetFileList());
    for (int i = 0; i < list.size(); ++i) {
        std::string file = list[i];
        std::error_code error;
        if (constexpr std::string_view zip = "/vsizip/";
            file.rfind(zip, 0) == 0) { // the zip file is the source
            file = file.substr(zip.size());
            std::erase_if(file, [](char c) { return c == '{' || c == '}'; });
            while (!file.empty() && !fs::is_regular_file(file, error)) {
                file = file.substr(
                    0, file.find_last_of('/') == std::string::npos ? 0 : file.find_last_of('/'));
            }
        }
        if (fs::is_regular_file(file, error) && std::find(files.begin(), files.end(), file) == files.end()) {
            files.push_back(file);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Box VectorSource::extent(const RawFeatures& read) const
{
    // A driver that must read everything to know its extent has just done so.
    if (m_where.empty() && static_cast<std::int64_t>(read.fids.size()) == m_total
        && m_handle->layer->TestCapability(OLCFastGetExtent) == FALSE) {
        return read.shapes.box();
    }
    GdalMessages messages;
    OGREnvelope envelope;
    if (!m_has_geometry || m_handle->layer->GetExtent(&envelope, TRUE) != OGRERR_NONE) {
        return {};
    }
    const Box box{envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
    return std::isfinite(box.west + box.south + box.east + box.north) ? box : Box();
}

} // namespace kavel
