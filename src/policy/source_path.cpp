// SPDX-License-Identifier: EUPL-1.2
#include "policy/source_path.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace kavel {

namespace {

/// "WFS:": two letters at least, for C:\plots.gpkg is a path.
bool has_driver(std::string_view name)
{
    const auto colon = name.find(':');
    return colon != std::string_view::npos && colon >= 2
        && std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(colon),
            [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '_'; });
}

bool is_absolute(std::string_view name)
{
    const bool has_drive
        = name.size() >= 2 && std::isalpha(static_cast<unsigned char>(name[0])) != 0 && name[1] == ':';
    return name.starts_with('/') || name.starts_with('\\') || has_drive;
}

/// The part before the name of an archive or packed file: "/vsizip/" or "/vsizip/{"; empty when there is
/// none.
std::string_view archive_prefix(std::string_view name)
{
    constexpr std::array<std::string_view, 5> readers
        = {"/vsizip/", "/vsitar/", "/vsigzip/", "/vsi7z/", "/vsirar/"};
    for (const std::string_view reader : readers) {
        if (name.starts_with(reader)) {
            const bool has_brace = name.substr(reader.size()).starts_with('{');
            return name.substr(0, reader.size() + (has_brace ? 1 : 0));
        }
    }
    return {};
}

} // namespace

std::string source_path(std::string_view written, const std::filesystem::path& study_folder)
{
    if (written.find("://") != std::string_view::npos || has_driver(written)) {
        return std::string(written);
    }
    if (const std::string_view prefix = archive_prefix(written); !prefix.empty()) {
        const std::string_view inside = written.substr(prefix.size());
        // GDAL takes "/vsizip/vsicurl/..." for a chain of two, with or without the second slash.
        return std::string(prefix)
            + (inside.starts_with("vsi") ? std::string(inside) : source_path(inside, study_folder));
    }
    if (is_absolute(written)) {
        return std::string(written);
    }
    return (study_folder / std::filesystem::path(written)).lexically_normal().generic_string();
}

} // namespace kavel
