// SPDX-License-Identifier: EUPL-1.2
#include "geometry/shapes.hpp"

#include <algorithm>

namespace kavel {

void Box::add(const Point& point)
{
    west = std::min(west, point.x);
    south = std::min(south, point.y);
    east = std::max(east, point.x);
    north = std::max(north, point.y);
}

void Box::add(const Box& box)
{
    west = std::min(west, box.west);
    south = std::min(south, box.south);
    east = std::max(east, box.east);
    north = std::max(north, box.north);
}

std::size_t Shape::paths() const
{
    const std::size_t first = m_feature == 0 ? 0 : m_shapes->m_feature_ends[m_feature - 1];
    return m_shapes->m_feature_ends[m_feature] - first;
}

Path Shape::path(std::size_t index) const
{
    const std::size_t at = (m_feature == 0 ? 0 : m_shapes->m_feature_ends[m_feature - 1]) + index;
    const std::size_t first = at == 0 ? 0 : m_shapes->m_path_ends[at - 1];
    return {m_shapes->m_kinds[at],
        std::span(m_shapes->m_points).subspan(first, m_shapes->m_path_ends[at] - first)};
}

const Box& Shape::box() const
{
    return m_shapes->m_boxes[m_feature];
}

std::size_t Shape::points() const
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < paths(); ++i) {
        count += path(i).points.size();
    }
    return count;
}

bool Shape::has(PathKind kind) const
{
    for (std::size_t i = 0; i < paths(); ++i) {
        if (path(i).kind == kind) {
            return true;
        }
    }
    return false;
}

Box Shapes::box() const
{
    Box box;
    for (const Box& feature : m_boxes) {
        box.add(feature);
    }
    return box;
}

void Shapes::add_path(PathKind kind, std::span<const Point> points)
{
    m_points.insert(m_points.end(), points.begin(), points.end());
    m_kinds.push_back(kind);
    m_path_ends.push_back(m_points.size());
    for (const Point& point : points) {
        m_box.add(point);
    }
}

void Shapes::end_feature()
{
    m_feature_ends.push_back(m_kinds.size());
    m_boxes.push_back(m_box);
    m_box = Box();
}

void Shapes::add(const Shape& shape)
{
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        add_path(path.kind, path.points);
    }
    end_feature();
}

void Shapes::add(const Shapes& from, std::size_t first, std::size_t last)
{
    const auto start_of
        = [](const std::vector<std::size_t>& ends, std::size_t at) { return at == 0 ? 0 : ends[at - 1]; };
    const std::size_t first_path = start_of(from.m_feature_ends, first);
    const std::size_t last_path = start_of(from.m_feature_ends, last);
    const std::size_t first_point = start_of(from.m_path_ends, first_path);
    const std::size_t last_point = start_of(from.m_path_ends, last_path);
    const std::size_t points = m_points.size();
    const std::size_t paths = m_kinds.size();
    const auto part = [](const auto& list, std::size_t begin, std::size_t end) {
        return std::span(list).subspan(begin, end - begin);
    };
    const auto append = [](auto& to, const auto& what) { to.insert(to.end(), what.begin(), what.end()); };
    append(m_points, part(from.m_points, first_point, last_point));
    append(m_kinds, part(from.m_kinds, first_path, last_path));
    append(m_boxes, part(from.m_boxes, first, last));
    for (const std::size_t end : part(from.m_path_ends, first_path, last_path)) {
        m_path_ends.push_back(end - first_point + points);
    }
    for (const std::size_t end : part(from.m_feature_ends, first, last)) {
        m_feature_ends.push_back(end - first_path + paths);
    }
}

void Shapes::reserve_for(const Shapes& more)
{
    const auto make_room = [](auto& list, const auto& added) { list.reserve(list.size() + added.size()); };
    make_room(m_points, more.m_points);
    make_room(m_kinds, more.m_kinds);
    make_room(m_path_ends, more.m_path_ends);
    make_room(m_feature_ends, more.m_feature_ends);
    make_room(m_boxes, more.m_boxes);
}

void Shapes::transform(const std::function<void(std::span<Point>)>& move)
{
    move(m_points);
    for (std::size_t feature = 0; feature < size(); ++feature) {
        m_boxes[feature] = Box();
        const Shape shape = (*this)[feature];
        for (std::size_t i = 0; i < shape.paths(); ++i) {
            for (const Point& point : shape.path(i).points) {
                m_boxes[feature].add(point);
            }
        }
    }
}

} // namespace kavel
