// SPDX-License-Identifier: EUPL-1.2
// A raster as GDAL gives it: a north-up grid in the study's CRS, read window by window, never as a whole.
#pragma once

#include "geometry/coverage.hpp"
#include "policy/study.hpp"
#include "read/vector_source.hpp"

#include <memory>
#include <string>
#include <vector>

namespace kavel {

class RasterSource {
public:
    /// Throws Problems: not there, no raster, not north-up, without a CRS or in another than the study's.
    RasterSource(const Source& source, const Crs& study, const std::string& role_shown);
    ~RasterSource();
    RasterSource(const RasterSource&) = delete;

    /// All cells.
    const CellWindow& grid() const { return m_grid; }
    int bands() const { return m_bands; }
    const std::string& shown() const { return m_shown; }
    const std::string& crs_name() const { return m_crs_name; }
    std::vector<std::string> files() const;
    std::string driver() const { return m_driver; }

    /// A rectangle of cells.
    struct Cells {
        std::size_t column = 0;
        std::size_t row = 0;
        std::size_t columns = 0;
        std::size_t rows = 0;
    };
    /// Values row by row, scale and offset applied; NaN where there is no data (nodata value, mask, NaN). May
    /// be called by several threads at once. Throws Problems when the file cannot be read there.
    std::vector<double> read(int band, const Cells& cells) const;

private:
    struct Handles; ///< a data set a thread: GDAL's may not be shared
    std::unique_ptr<Handles> m_handles;
    CellWindow m_grid;
    int m_bands = 0;
    std::string m_path;
    std::string m_shown;
    std::string m_driver;
    std::string m_crs_name;
};

} // namespace kavel
