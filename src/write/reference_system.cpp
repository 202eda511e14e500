// SPDX-License-Identifier: EUPL-1.2
#include "write/reference_system.hpp"

#include "base/problem.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_spatialref.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace kavel {

namespace {

/// The first number for a CRS that no authority numbers; the ones below are for authorities (as GDAL does).
constexpr std::int32_t first_own_id = 100000;

std::optional<std::int32_t> as_code(const char* text)
{
    const std::string_view code(text == nullptr ? "" : text);
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    if (code.empty() || error != std::errc{} || end != code.data() + code.size() || number <= 0) {
        return std::nullopt;
    }
    return number;
}

[[noreturn]] void complain(const std::string& crs)
{
    throw Problems(
        Problem{Fault::output, {}, fmt::format("the CRS '{}' cannot be written to a GeoPackage", crs),
            "choose one with an EPSG number"});
}

std::string wkt_of(const OGRSpatialReference& system)
{
    char* text = nullptr;
    const std::array<const char*, 2> options{"FORMAT=WKT1_GDAL", nullptr};
    const OGRErr error = system.exportToWkt(&text, options.data());
    std::string wkt(error == OGRERR_NONE && text != nullptr ? text : "");
    CPLFree(text);
    return wkt;
}

} // namespace

ReferenceSystem reference_system(const std::string& crs)
{
    const CPLErrorHandlerPusher quiet(CPLQuietErrorHandler); // what goes wrong is told as a problem
    OGRSpatialReference system;
    if (system.SetFromUserInput(crs.c_str()) != OGRERR_NONE) {
        complain(crs);
    }
    ReferenceSystem row;
    row.definition = wkt_of(system);
    if (row.definition.empty()) {
        complain(crs);
    }
    const char* name = system.GetName();
    row.name = name == nullptr ? crs : name;
    const char* authority = system.GetAuthorityName(nullptr);
    const auto code = as_code(system.GetAuthorityCode(nullptr));
    if (authority != nullptr && code) {
        row.organization = authority;
        row.organization_id = *code;
        row.srs_id = *code;
    } else {
        row.organization = "NONE";
        row.organization_id = first_own_id;
        row.srs_id = first_own_id;
    }
    return row;
}

std::string gdal_version()
{
    return GDALVersionInfo("RELEASE_NAME");
}

std::string geos_version()
{
    int major = 0;
    int minor = 0;
    int patch = 0;
    return OGRGetGEOSVersion(&major, &minor, &patch) ? fmt::format("{}.{}.{}", major, minor, patch) : "";
}

std::string proj_version()
{
    int major = 0;
    int minor = 0;
    int patch = 0;
    OSRGetPROJVersion(&major, &minor, &patch);
    return fmt::format("{}.{}.{}", major, minor, patch);
}

} // namespace kavel
