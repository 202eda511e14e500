// SPDX-License-Identifier: EUPL-1.2
#include "geometry/shapes.hpp"

#include <algorithm>
#include <utility>

namespace kavel {

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
    const std::uint32_t first = m_next_path;
    m_next_path = static_cast<std::uint32_t>(m_kinds.size());
    m_features.push_back({first, m_next_path});
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

void Shapes::add(const Shapes& from)
{
    const std::size_t points = m_points.size();
    const auto paths = static_cast<std::uint32_t>(m_kinds.size());
    const auto append = [](auto& to, const auto& what) { to.insert(to.end(), what.begin(), what.end()); };
    append(m_points, from.m_points);
    append(m_kinds, from.m_kinds);
    append(m_boxes, from.m_boxes);
    for (const std::size_t end : from.m_path_ends) {
        m_path_ends.push_back(end + points);
    }
    for (const Feature& feature : from.m_features) {
        m_features.push_back({feature.first_path + paths, feature.end + paths});
    }
    m_next_path = static_cast<std::uint32_t>(m_kinds.size());
}

void Shapes::reserve_times(double times)
{
    const auto make_room = [times](auto& list) {
        list.reserve(static_cast<std::size_t>(times * static_cast<double>(list.size())));
    };
    make_room(m_points);
    make_room(m_kinds);
    make_room(m_path_ends);
    make_room(m_features);
    make_room(m_boxes);
}

void Shapes::replace(std::size_t feature, const Shape& shape)
{
    add(shape);
    m_features[feature] = m_features.back();
    m_boxes[feature] = m_boxes.back();
    m_features.pop_back();
    m_boxes.pop_back();
}

void Shapes::reorder(std::span<const std::size_t> indices)
{
    std::vector<Feature> features;
    std::vector<Box> boxes;
    features.reserve(indices.size());
    boxes.reserve(indices.size());
    for (const std::size_t index : indices) {
        features.push_back(m_features[index]);
        boxes.push_back(m_boxes[index]);
    }
    m_features = std::move(features);
    m_boxes = std::move(boxes);
}

void Shapes::clear()
{
    m_points.clear();
    m_kinds.clear();
    m_path_ends.clear();
    m_features.clear();
    m_boxes.clear();
    m_box = Box();
    m_next_path = 0;
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
