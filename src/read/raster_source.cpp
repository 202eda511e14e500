// SPDX-License-Identifier: EUPL-1.2
#include "read/raster_source.hpp"

#include "read/gdal_messages.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <mutex>
#include <thread>

namespace kavel {

namespace {

[[noreturn]] void fail(Fault fault, const Place& place, std::string wrong, std::string remedy)
{
    throw Problems({fault, place, std::move(wrong), std::move(remedy)});
}

bool same_crs(const OGRSpatialReference& a, const std::string& wkt)
{
    OGRSpatialReference own(a);
    own.StripVertical();
    OGRSpatialReference study;
    study.importFromWkt(wkt.c_str());
    const char* const loosely[]
        = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT", nullptr};
    if (own.IsSame(&study, loosely) != 0) {
        return true;
    }
    // A file that spells its CRS out may still be the one that the study names.
    return own.AutoIdentifyEPSG() == OGRERR_NONE && study.AutoIdentifyEPSG() == OGRERR_NONE
        && own.GetAuthorityCode(nullptr) != nullptr && study.GetAuthorityCode(nullptr) != nullptr
        && std::string(own.GetAuthorityCode(nullptr)) == study.GetAuthorityCode(nullptr);
}

} // namespace

struct RasterSource::Handles {
    mutable std::mutex mutex;
    mutable std::map<std::thread::id, GDALDatasetUniquePtr> by_thread;
};

RasterSource::RasterSource(const Source& source, const Crs& study, const std::string& role_shown)
    : m_handles(std::make_unique<Handles>())
    , m_path(source.name.path)
    , m_shown(source.name.shown)
{
    register_drivers();
    const Place& place = source.place_of("source");
    for (const char* key : {"where", "sql", "layer", "fields"}) {
        if (source.places.contains(key)) {
            fail(Fault::definition, source.place_of(key),
                fmt::format("[{}] has {}, which a raster does not know", role_shown, key), "remove it");
        }
    }
    GdalMessages messages;
    GDALDatasetUniquePtr dataset(
        GDALDataset::Open(m_path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (!dataset || dataset->GetRasterCount() == 0) {
        std::error_code error;
        const bool is_there = m_path.starts_with("/vsi") || std::filesystem::exists(m_path, error);
        fail(Fault::data, place,
            is_there ? fmt::format("'{}' cannot be read as a raster", m_shown)
                     : fmt::format("'{}' does not exist", m_shown),
            is_there ? fmt::format("give a raster that GDAL opens ({})", messages.why())
                     : "correct the path; a relative one starts at the study file");
    }
    double transform[6] = {};
    if (dataset->GetGeoTransform(transform) != CE_None || transform[2] != 0.0 || transform[4] != 0.0
        || transform[1] <= 0.0 || transform[5] >= 0.0) {
        fail(Fault::data, {m_shown, 0, 0}, "is no north-up raster", "warp it first, with gdalwarp");
    }
    const OGRSpatialReference* said = dataset->GetSpatialRef();
    OGRSpatialReference given;
    if (said == nullptr && source.crs && given.SetFromUserInput(source.crs->c_str()) == OGRERR_NONE) {
        said = &given;
    }
    if (said == nullptr) {
        fail(Fault::data, {m_shown, 0, 0}, "does not say its CRS",
            fmt::format("add crs = \"EPSG:28992\", or the CRS that it is in, under [{}]", role_shown));
    }
    if (!same_crs(*said, study.wkt)) {
        fail(Fault::data, {m_shown, 0, 0},
            fmt::format("is in {}, not in {}", said->GetName() != nullptr ? said->GetName() : "another CRS",
                study.name),
            fmt::format("warp it first: gdalwarp -t_srs {} -r near {} warped.tif", study.name, m_shown));
    }
    m_grid = {transform[0], transform[3], transform[1], -transform[5],
        static_cast<std::size_t>(dataset->GetRasterXSize()),
        static_cast<std::size_t>(dataset->GetRasterYSize())};
    m_bands = dataset->GetRasterCount();
    m_driver = dataset->GetDriverName();
    m_crs_name = study.name;
    m_handles->by_thread.emplace(std::this_thread::get_id(), std::move(dataset));
}

RasterSource::~RasterSource() = default;

std::vector<std::string> RasterSource::files() const
{
    const std::lock_guard lock(m_handles->mutex);
    std::vector<std::string> files;
    const CPLStringList list(m_handles->by_thread.begin()->second->GetFileList());
    for (int i = 0; i < list.size(); ++i) {
        std::error_code error;
        if (std::filesystem::is_regular_file(list[i], error)) {
            files.emplace_back(list[i]);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<double> RasterSource::read(int band_number, const Cells& cells) const
{
    GDALDataset* dataset = nullptr;
    {
        const std::lock_guard lock(m_handles->mutex);
        GDALDatasetUniquePtr& own = m_handles->by_thread[std::this_thread::get_id()];
        if (!own) {
            own.reset(GDALDataset::Open(m_path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
        }
        dataset = own.get();
    }
    GdalMessages messages;
    const std::size_t count = cells.columns * cells.rows;
    std::vector<double> values(count);
    const auto read_into = [&cells](GDALRasterBand& from, void* into, GDALDataType type) {
        const int columns = static_cast<int>(cells.columns);
        const int rows = static_cast<int>(cells.rows);
        return from.RasterIO(GF_Read, static_cast<int>(cells.column), static_cast<int>(cells.row), columns,
                   rows, into, columns, rows, type, 0, 0, nullptr)
            == CE_None;
    };
    GDALRasterBand* band = dataset != nullptr ? dataset->GetRasterBand(band_number) : nullptr;
    // Where a value itself says that there is no data, or all cells have it, the mask need not be read.
    int has_nodata = 0;
    const double nodata = band != nullptr ? band->GetNoDataValue(&has_nodata) : 0.0;
    const int flags = band != nullptr ? band->GetMaskFlags() : 0;
    const bool by_value
        = flags == GMF_NODATA && has_nodata != 0 && GDALDataTypeIsInteger(band->GetRasterDataType()) != FALSE;
    const bool by_mask = !by_value && flags != GMF_ALL_VALID;
    std::vector<unsigned char> mask(by_mask ? count : 0);
    if (band == nullptr || !read_into(*band, values.data(), GDT_Float64)
        || (by_mask && !read_into(*band->GetMaskBand(), mask.data(), GDT_Byte))) {
        fail(Fault::data, {m_shown, 0, 0}, fmt::format("band {} cannot be read", band_number),
            fmt::format("repair or export the raster again ({})", messages.why()));
    }
    int has_scale = 0;
    int has_offset = 0;
    const double scale = band->GetScale(&has_scale);
    const double offset = band->GetOffset(&has_offset);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = (by_mask && mask[i] == 0) || (by_value && values[i] == nodata)
            ? std::numeric_limits<double>::quiet_NaN()
            : values[i] * (has_scale != 0 ? scale : 1.0) + (has_offset != 0 ? offset : 0.0);
    }
    return values;
}

} // namespace kavel
