// SPDX-License-Identifier: EUPL-1.2
#include "geometry/coverage.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

/// Signed shares in cells; what lies east of a cell's own part is left to the running sum. One column more
/// than the window, for what passes its east side.
class Accumulator {
public:
    explicit Accumulator(const CellWindow& window)
        : m_window(window)
        , m_cells((window.columns + 1) * window.rows, 0.0)
    {
    }

    void add_ring(std::span<const Point> points, double sign)
    {
        for (std::size_t i = 1; i < points.size(); ++i) {
            add_edge(in_cells(points[i - 1]), in_cells(points[i]), sign);
        }
    }

    std::vector<double> shares() const
    {
        std::vector<double> shares;
        shares.reserve(m_window.columns * m_window.rows);
        for (std::size_t row = 0; row < m_window.rows; ++row) {
            double sum = 0.0;
            for (std::size_t column = 0; column < m_window.columns; ++column) {
                sum += m_cells[row * (m_window.columns + 1) + column];
                shares.push_back(std::clamp(sum, 0.0, 1.0));
            }
        }
        return shares;
    }

private:
    Point in_cells(const Point& point) const
    {
        return {(point.x - m_window.west) / m_window.cell_width_m,
            (m_window.north - point.y) / m_window.cell_height_m};
    }

    void add_edge(Point from, Point to, double sign)
    {
        if (from.y > to.y) {
            std::swap(from, to);
            sign = -sign;
        }
        const double top = std::max(from.y, 0.0);
        const double bottom = std::min(to.y, static_cast<double>(m_window.rows));
        if (!(top < bottom)) {
            return;
        }
        const double x_per_y = (to.x - from.x) / (to.y - from.y);
        const auto x_at = [&](double y) { return y == to.y ? to.x : from.x + (y - from.y) * x_per_y; };
        for (auto row = static_cast<std::size_t>(top); static_cast<double>(row) < bottom; ++row) {
            const double y0 = std::max(top, static_cast<double>(row));
            const double y1 = std::min(bottom, static_cast<double>(row + 1));
            const double x0 = x_at(y0);
            const double x1 = x_at(y1);
            add_in_row(row, std::min(x0, x1), std::max(x0, x1), sign * (y1 - y0));
        }
    }

    /// A stretch of an edge within one row, from west to east, of a signed height.
    void add_in_row(std::size_t row, double west, double east, double height)
    {
        double* cells = &m_cells[row * (m_window.columns + 1)];
        const auto width = static_cast<double>(m_window.columns);
        if (west >= width) {
            return; // nothing of the window lies east of it
        }
        if (east <= 0.0) {
            cells[0] += height;
            return;
        }
        if (east - west <= 0.0) {
            add_in_cell(cells, static_cast<std::size_t>(west), west, west, height);
            return;
        }
        const double per_x = height / (east - west);
        if (west < 0.0) {
            cells[0] += -west * per_x;
            west = 0.0;
        }
        const double end = std::min(east, width);
        for (auto column = static_cast<std::size_t>(west); static_cast<double>(column) < end; ++column) {
            const double x0 = std::max(west, static_cast<double>(column));
            const double x1 = std::min(end, static_cast<double>(column + 1));
            add_in_cell(cells, column, x0, x1, (x1 - x0) * per_x);
        }
    }

    static void add_in_cell(double* cells, std::size_t column, double x0, double x1, double height)
    {
        const double west_part = 0.5 * (x0 + x1) - static_cast<double>(column);
        cells[column] += height * (1.0 - west_part);
        cells[column + 1] += height * west_part;
    }

    const CellWindow& m_window;
    std::vector<double> m_cells;
};

double twice_signed_area(std::span<const Point> points)
{
    double twice = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point& a = points[i - 1];
        const Point& b = points[i];
        twice += (a.x - points[0].x) * (b.y - points[0].y) - (b.x - points[0].x) * (a.y - points[0].y);
    }
    return twice;
}

} // namespace

std::vector<double> coverage(const Shape& shape, const CellWindow& window)
{
    Accumulator cells(window);
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind == PathKind::shell || path.kind == PathKind::hole) {
            const bool counter_clockwise = twice_signed_area(path.points) > 0.0;
            cells.add_ring(path.points, counter_clockwise == (path.kind == PathKind::shell) ? 1.0 : -1.0);
        }
    }
    return cells.shares();
}

} // namespace kavel
