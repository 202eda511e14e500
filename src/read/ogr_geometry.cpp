// SPDX-License-Identifier: EUPL-1.2
#include "read/ogr_geometry.hpp"

#include <ogr_geometry.h>

#include <memory>
#include <vector>

namespace kavel {

namespace {

class Flattener {
public:
    explicit Flattener(Shapes& shapes)
        : m_shapes(shapes)
    {
    }

    void add(const OGRGeometry& geometry)
    {
        switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPoint:
            add_point(*geometry.toPoint());
            break;
        case wkbLineString:
        case wkbLinearRing:
            add_curve(PathKind::line, *geometry.toSimpleCurve());
            break;
        case wkbPolygon:
        case wkbTriangle:
            add_polygon(*geometry.toPolygon());
            break;
        case wkbMultiPoint:
        case wkbMultiLineString:
        case wkbMultiPolygon:
        case wkbGeometryCollection:
            for (const OGRGeometry* part : *geometry.toGeometryCollection()) {
                add(*part);
            }
            break;
        case wkbPolyhedralSurface:
        case wkbTIN:
            for (const OGRPolygon* part : *geometry.toPolyhedralSurface()) {
                add_polygon(*part);
            }
            break;
        default: // curves have become lines before; nothing else holds coordinates
            break;
        }
    }

    std::size_t polygons() const { return m_polygons; }

private:
    void add_point(const OGRPoint& point)
    {
        if (!point.IsEmpty()) {
            const Point here{point.getX(), point.getY()};
            m_shapes.add_path(PathKind::point, std::span(&here, 1));
        }
    }

    void add_curve(PathKind kind, const OGRSimpleCurve& curve)
    {
        m_points.resize(static_cast<std::size_t>(curve.getNumPoints()));
        if (!m_points.empty()) {
            curve.getPoints(&m_points[0].x, sizeof(Point), &m_points[0].y, sizeof(Point));
            m_shapes.add_path(kind, m_points);
        }
    }

    void add_polygon(const OGRPolygon& polygon)
    {
        const OGRLinearRing* shell = polygon.getExteriorRing();
        if (shell == nullptr || shell->IsEmpty()) {
            return;
        }
        ++m_polygons;
        add_curve(PathKind::shell, *shell);
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
            add_curve(PathKind::hole, *polygon.getInteriorRing(i));
        }
    }

    Shapes& m_shapes;
    std::vector<Point> m_points;
    std::size_t m_polygons = 0;
};

} // namespace

bool add_ogr_paths(Shapes& shapes, const OGRGeometry& geometry)
{
    Flattener flattener(shapes);
    if (geometry.hasCurveGeometry(TRUE) != FALSE) {
        if (const std::unique_ptr<OGRGeometry> lines{geometry.getLinearGeometry()}) {
            flattener.add(*lines);
        }
    } else {
        flattener.add(geometry);
    }
    return wkbFlatten(geometry.getGeometryType()) == wkbGeometryCollection && flattener.polygons() > 1;
}

} // namespace kavel
