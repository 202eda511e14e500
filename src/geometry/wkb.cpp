// SPDX-License-Identifier: EUPL-1.2
#include "geometry/wkb.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace kavel {

namespace {

static_assert(std::endian::native == std::endian::little, "the bytes are written as they lie in memory");

enum : std::uint32_t { point_type = 1, line_type = 2, polygon_type = 3, to_multi = 3 };

class WkbText {
public:
    void header(std::uint32_t type)
    {
        m_bytes.push_back('\1'); // little-endian
        count(type);
    }
    void count(std::size_t number)
    {
        const auto value = static_cast<std::uint32_t>(number);
        append(&value, sizeof value);
    }
    void points(std::span<const Point> points) { append(points.data(), points.size_bytes()); }
    std::string take() { return std::move(m_bytes); }

private:
    void append(const void* data, std::size_t size) { m_bytes.append(static_cast<const char*>(data), size); }

    std::string m_bytes;
};

std::size_t count_of(const Shape& shape, PathKind kind)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        count += shape.path(i).kind == kind ? 1 : 0;
    }
    return count;
}

void add_polygon(WkbText& text, const Shape& shape, std::size_t shell)
{
    std::size_t end = shell + 1;
    while (end < shape.paths() && shape.path(end).kind == PathKind::hole) {
        ++end;
    }
    text.header(polygon_type);
    text.count(end - shell);
    for (std::size_t i = shell; i < end; ++i) {
        text.count(shape.path(i).points.size());
        text.points(shape.path(i).points);
    }
}

void add_parts(WkbText& text, const Shape& shape, PathKind kind)
{
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind != kind) {
            continue;
        }
        if (kind == PathKind::shell) {
            add_polygon(text, shape, i);
        } else {
            text.header(kind == PathKind::line ? line_type : point_type);
            if (kind == PathKind::line) {
                text.count(path.points.size());
            }
            text.points(path.points);
        }
    }
}

enum class Many { as_needed, always };

std::string parts_wkb(const Shape& shape, PathKind kind, std::uint32_t type, Many many)
{
    const std::size_t count = count_of(shape, kind);
    WkbText text;
    if (count > 1 || many == Many::always) {
        text.header(type + to_multi);
        text.count(count);
    }
    add_parts(text, shape, kind);
    return text.take();
}

} // namespace

std::string to_wkb(const Shape& shape)
{
    if (shape.has(PathKind::shell)) {
        return parts_wkb(shape, PathKind::shell, polygon_type, Many::as_needed);
    }
    if (shape.has(PathKind::line)) {
        return parts_wkb(shape, PathKind::line, line_type, Many::as_needed);
    }
    return shape.has(PathKind::point) ? parts_wkb(shape, PathKind::point, point_type, Many::as_needed)
                                      : std::string();
}

std::string to_multipolygon_wkb(const Shape& shape)
{
    return shape.has(PathKind::shell) ? parts_wkb(shape, PathKind::shell, polygon_type, Many::always)
                                      : std::string();
}

std::string line_wkb(const Point& from, const Point& to)
{
    const Point ends[] = {from, to};
    return line_wkb(ends);
}

std::string line_wkb(std::span<const Point> points)
{
    WkbText text;
    const Point& first = points.front();
    if (std::all_of(points.begin(), points.end(), [&first](const Point& one) { return one == first; })) {
        text.header(point_type);
        text.points(points.first(1));
    } else {
        text.header(line_type);
        text.count(points.size());
        text.points(points);
    }
    return text.take();
}

} // namespace kavel
