// SPDX-License-Identifier: EUPL-1.2
#include "geometry/along.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

double distance_between_m(const Point& a, const Point& b)
{
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

Point between_points(const Point& a, const Point& b, double share)
{
    return share == 1.0 ? b : Point{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

} // namespace

std::vector<double> metres_along(std::span<const Point> line)
{
    std::vector<double> along(line.size(), 0.0);
    for (std::size_t i = 1; i < line.size(); ++i) {
        along[i] = along[i - 1] + distance_between_m(line[i - 1], line[i]);
    }
    return along;
}

Point MeasuredLine::at(double metres) const
{
    const auto next = std::upper_bound(along_m.begin(), along_m.end(), metres);
    if (next == along_m.begin()) {
        return points.front();
    }
    if (next == along_m.end()) {
        return points.back();
    }
    const auto i = static_cast<std::size_t>(next - along_m.begin());
    return between_points(
        points[i - 1], points[i], (metres - along_m[i - 1]) / (along_m[i] - along_m[i - 1]));
}

std::vector<Point> MeasuredLine::between(double from_m, double to_m) const
{
    const double first_m = std::min(from_m, to_m);
    const double last_m = std::max(from_m, to_m);
    std::vector<Point> way{at(first_m)};
    const auto begin = std::upper_bound(along_m.begin(), along_m.end(), first_m);
    const auto end = std::lower_bound(begin, along_m.end(), last_m);
    for (auto i = begin; i != end; ++i) {
        way.push_back(points[static_cast<std::size_t>(i - along_m.begin())]);
    }
    way.push_back(at(last_m));
    if (to_m < from_m) {
        std::reverse(way.begin(), way.end());
    }
    return way;
}

double length_m(std::span<const Point> line)
{
    return line.empty() ? 0.0 : metres_along(line).back();
}

} // namespace kavel
