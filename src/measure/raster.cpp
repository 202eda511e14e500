// SPDX-License-Identifier: EUPL-1.2
#include "measure/raster.hpp"

#include "base/reasons.hpp"
#include "read/raster_source.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kavel::measures {

namespace {

constexpr double least_share = 1e-9; ///< a cell that is covered less does not count
constexpr std::size_t most_cells = std::size_t{1} << 20; ///< looked at together

/// The cells of a raster that a box meets.
RasterSource::Cells cells_under(const CellWindow& grid, const Box& box)
{
    const auto clamp = [](double position, std::size_t most) {
        return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(most)));
    };
    RasterSource::Cells cells;
    cells.column = clamp(std::floor((box.west - grid.west) / grid.cell_width_m), grid.columns);
    cells.row = clamp(std::floor((grid.north - box.north) / grid.cell_height_m), grid.rows);
    cells.columns = clamp(std::ceil((box.east - grid.west) / grid.cell_width_m), grid.columns) - cells.column;
    cells.rows = clamp(std::ceil((grid.north - box.south) / grid.cell_height_m), grid.rows) - cells.row;
    return cells;
}

/// Calls take(value, share, cell_m2) for each cell with data: its value, how much of it the plot covers, its
/// size.
template <class Take> void each_cell(const Ask& ask, const RasterSource& raster, int band, Take take)
{
    const CellWindow& grid = raster.grid();
    const RasterSource::Cells all = cells_under(grid, ask.ground.shape.box());
    if (all.columns == 0 || all.rows == 0) {
        return;
    }
    const std::size_t rows_together = std::max<std::size_t>(1, most_cells / all.columns);
    for (std::size_t first = 0; first < all.rows; first += rows_together) {
        RasterSource::Cells strip = all;
        strip.row += first;
        strip.rows = std::min(rows_together, all.rows - first);
        const CellWindow window{grid.west + static_cast<double>(strip.column) * grid.cell_width_m,
            grid.north - static_cast<double>(strip.row) * grid.cell_height_m, grid.cell_width_m,
            grid.cell_height_m, strip.columns, strip.rows};
        const std::vector<double>& shares = ask.bench.coverage(ask.ground, window);
        const std::vector<double>& values
            = ask.bench.cell_values(&raster, band, window, [&] { return raster.read(band, strip); });
        const double cell_m2 = grid.cell_width_m * grid.cell_height_m;
        for (std::size_t i = 0; i < values.size(); ++i) {
            while (i < values.size() && !(shares[i] > least_share)) { // in a row many lie outside
                ++i;
            }
            for (; i < values.size() && shares[i] > least_share; ++i) {
                if (!std::isnan(values[i])) {
                    take(values[i], shares[i], cell_m2);
                }
            }
        }
    }
}

/// What the cells of all rasters of a layer add up to.
struct Sums {
    double covered_m2 = 0.0; ///< with data
    double value_m2 = 0.0; ///< value x covered area
    double sum = 0.0; ///< value x share
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double wanted_m2 = 0.0; ///< of cells with one of the wanted values
};

/// The numbers among them, or that they read as: a cell is nothing else.
std::vector<double> numbers_of(const std::vector<Value>& values)
{
    std::vector<double> numbers;
    for (const Value& value : values) {
        if (const auto number = as_number(to_text(value))) {
            numbers.push_back(*number);
        }
    }
    return numbers;
}

Sums sums_of(const Ask& ask, const std::vector<Value>* one_of = nullptr)
{
    Sums sums;
    const std::vector<double> wanted = one_of != nullptr ? numbers_of(*one_of) : std::vector<double>();
    const int band = static_cast<int>(ask.rule.number("band").value_or(1.0));
    for (const auto& raster : ask.layer->rasters) {
        each_cell(ask, *raster, band, [&](double value, double share, double cell_m2) {
            sums.covered_m2 += share * cell_m2;
            sums.value_m2 += value * share * cell_m2;
            sums.sum += value * share;
            sums.least = std::min(sums.least, value);
            sums.most = std::max(sums.most, value);
            if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), value) != wanted.end()) {
                sums.wanted_m2 += share * cell_m2;
            }
        });
    }
    if (sums.covered_m2 > 0.0) {
        ask.evidence.push_back(
            {0, EvidenceKind::overlap, ask.layer->rasters.front()->shown(), sums.covered_m2, "m2", {}});
    }
    return sums;
}

Fact or_no_data(const Sums& sums, double figure)
{
    return sums.covered_m2 > 0.0 ? Fact(figure) : Fact(Unknown{&reason::no_data});
}

} // namespace

Fact raster_mean(const Ask& ask)
{
    const Sums sums = sums_of(ask);
    return or_no_data(sums, sums.value_m2 / sums.covered_m2);
}

Fact raster_min(const Ask& ask)
{
    const Sums sums = sums_of(ask);
    return or_no_data(sums, sums.least);
}

Fact raster_max(const Ask& ask)
{
    const Sums sums = sums_of(ask);
    return or_no_data(sums, sums.most);
}

Fact raster_sum(const Ask& ask)
{
    const Sums sums = sums_of(ask);
    return or_no_data(sums, sums.sum);
}

Fact raster_share(const Ask& ask)
{
    const Sums sums = sums_of(ask, ask.rule.values("one_of"));
    return or_no_data(sums, sums.wanted_m2 / sums.covered_m2);
}

} // namespace kavel::measures
