// SPDX-License-Identifier: EUPL-1.2
#include "geometry/wkb_paths.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace kavel {

namespace {

enum Type : std::uint32_t { point = 1, line, polygon, multi_point, multi_line, multi_polygon };

struct FoundPath {
    PathKind kind;
    std::size_t first; ///< byte of its first point
    std::size_t points;
    std::size_t dimensions;
};

class WkbPaths {
public:
    /// `room`: emptied, and used for what is found.
    WkbPaths(std::string_view wkb, std::vector<FoundPath>& room)
        : m_wkb(wkb)
        , m_paths(room)
    {
        m_paths.clear();
    }

    /// A whole geometry, or a part of one.
    bool find()
    {
        std::uint32_t type = 0;
        if (m_at >= m_wkb.size() || m_wkb[m_at++] != 1 || !take(type)) {
            return false;
        }
        // Z and M as ISO says them (by thousands), or in bits as PostGIS does.
        const bool z
            = (type & 0x80000000U) != 0 || (type & 0xffffU) / 1000 == 1 || (type & 0xffffU) / 1000 == 3;
        const bool m = (type & 0x40000000U) != 0 || (type & 0xffffU) / 1000 >= 2;
        if ((type & 0x20000000U) != 0) {
            return false; // with a number of its CRS in front
        }
        const std::size_t dimensions = 2 + (z ? 1 : 0) + (m ? 1 : 0);
        switch ((type & 0xffffU) % 1000) {
        case point:
            return add(PathKind::point, 1, dimensions);
        case line:
            return add_counted(PathKind::line, dimensions);
        case polygon:
            return add_polygon(dimensions);
        case multi_point:
        case multi_line:
        case multi_polygon:
            return each([this] { return find(); });
        default:
            return false;
        }
    }

    void add_to(Shapes& shapes)
    {
        thread_local std::vector<Point> points;
        for (const FoundPath& path : m_paths) {
            points.resize(path.points);
            const char* from = m_wkb.data() + path.first;
            if (path.dimensions == 2) {
                std::memcpy(points.data(), from, path.points * sizeof(Point));
            } else {
                for (std::size_t i = 0; i < path.points; ++i) {
                    std::memcpy(&points[i], from + i * path.dimensions * sizeof(double), sizeof(Point));
                }
            }
            shapes.add_path(path.kind, points);
        }
    }

private:
    bool take(std::uint32_t& number)
    {
        if (m_wkb.size() - m_at < sizeof number) {
            return false;
        }
        std::memcpy(&number, m_wkb.data() + m_at, sizeof number);
        m_at += sizeof number;
        return true;
    }

    bool add(PathKind kind, std::size_t points, std::size_t dimensions)
    {
        const std::size_t bytes = points * dimensions * sizeof(double);
        if (points == 0 || (m_wkb.size() - m_at) / (dimensions * sizeof(double)) < points) {
            return false;
        }
        double x = 0.0;
        std::memcpy(&x, m_wkb.data() + m_at, sizeof x);
        if (kind == PathKind::point && std::isnan(x)) {
            return false; // how an empty point is written
        }
        m_paths.push_back({kind, m_at, points, dimensions});
        m_at += bytes;
        return true;
    }

    bool add_counted(PathKind kind, std::size_t dimensions)
    {
        std::uint32_t points = 0;
        return take(points) && add(kind, points, dimensions);
    }

    bool add_polygon(std::size_t dimensions)
    {
        PathKind kind = PathKind::shell;
        return each([&] {
            const bool added = add_counted(kind, dimensions);
            kind = PathKind::hole;
            return added;
        });
    }

    template <class One> bool each(One one)
    {
        std::uint32_t count = 0;
        if (!take(count) || count == 0) {
            return false;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!one()) {
                return false;
            }
        }
        return true;
    }

    std::string_view m_wkb;
    std::size_t m_at = 0;
    std::vector<FoundPath>& m_paths;
};

} // namespace

bool add_wkb_paths(Shapes& shapes, std::string_view wkb)
{
    thread_local std::vector<FoundPath> room;
    WkbPaths paths(wkb, room);
    if (!paths.find()) {
        return false;
    }
    paths.add_to(shapes);
    return true;
}

} // namespace kavel
