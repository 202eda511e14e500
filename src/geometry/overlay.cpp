// SPDX-License-Identifier: EUPL-1.2
#include "geometry/overlay.hpp"

#include "geometry/planar.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

constexpr int quarter_circle_segments = 16;

void keep_message(const char* message, void* kept)
{
    *static_cast<std::string*>(kept) = message;
}
void ignore_message(const char*, void*) { }

/// Ownership of the members passes to a collection that GEOS makes of them.
std::vector<GEOSGeometry*> release_all(std::vector<GeosGeometry>& parts)
{
    std::vector<GEOSGeometry*> raw;
    raw.reserve(parts.size());
    for (GeosGeometry& part : parts) {
        raw.push_back(part.release());
    }
    return raw;
}

} // namespace

void GeosRelease::operator()(GEOSGeom_t* geometry) const
{
    GEOSGeom_destroy_r(context, geometry);
}

Overlay::Overlay()
    : m_context(GEOS_init_r())
{
    GEOSContext_setErrorMessageHandler_r(m_context, keep_message, &m_message);
    GEOSContext_setNoticeMessageHandler_r(m_context, ignore_message, nullptr);
}

Overlay::~Overlay()
{
    GEOS_finish_r(m_context);
}

GeosGeometry Overlay::own(GEOSGeom_t* geometry)
{
    if (geometry == nullptr) {
        throw GeometryFailure(m_message);
    }
    return {geometry, GeosRelease{m_context}};
}

GeosGeometry Overlay::ring(std::span<const Point> points)
{
    const auto size = static_cast<unsigned>(points.size());
    static_assert(sizeof(Point) == 2 * sizeof(double));
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
        m_context, reinterpret_cast<const double*>(points.data()), size, 0, 0);
    if (sequence == nullptr) {
        throw GeometryFailure(m_message);
    }
    return own(GEOSGeom_createLinearRing_r(m_context, sequence));
}

GeosGeometry Overlay::polygon(const Shape& shape, std::size_t shell)
{
    GeosGeometry outer = ring(shape.path(shell).points);
    std::vector<GeosGeometry> holes;
    for (std::size_t i = shell + 1; i < shape.paths() && shape.path(i).kind == PathKind::hole; ++i) {
        holes.push_back(ring(shape.path(i).points));
    }
    const auto count = static_cast<unsigned>(holes.size());
    return own(GEOSGeom_createPolygon_r(m_context, outer.release(), release_all(holes).data(), count));
}

GeosGeometry Overlay::polygons(const Shape& shape)
{
    std::vector<GeosGeometry> parts;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        if (shape.path(i).kind == PathKind::shell) {
            parts.push_back(polygon(shape, i));
        }
    }
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    const auto count = static_cast<unsigned>(parts.size());
    return own(GEOSGeom_createCollection_r(m_context, GEOS_MULTIPOLYGON, release_all(parts).data(), count));
}

std::string Overlay::why_invalid(const GeosGeometry& geometry)
{
    char* reason = GEOSisValidReason_r(m_context, geometry.get());
    const std::string text = reason != nullptr ? reason : "GEOS: " + m_message;
    GEOSFree_r(m_context, reason);
    return text == "Valid Geometry" ? "" : text;
}

GeosGeometry Overlay::mended(const GeosGeometry& geometry)
{
    return own(GEOSMakeValid_r(m_context, geometry.get()));
}

GeosGeometry Overlay::copy(const GeosGeometry& geometry)
{
    return own(GEOSGeom_clone_r(m_context, geometry.get()));
}

GeosGeometry Overlay::intersection(const GeosGeometry& a, const GeosGeometry& b)
{
    return own(GEOSIntersection_r(m_context, a.get(), b.get()));
}

GeosGeometry Overlay::united(std::vector<GeosGeometry> parts)
{
    const auto count = static_cast<unsigned>(parts.size());
    const GeosGeometry all = own(
        GEOSGeom_createCollection_r(m_context, GEOS_GEOMETRYCOLLECTION, release_all(parts).data(), count));
    return own(GEOSUnaryUnion_r(m_context, all.get()));
}

GeosGeometry Overlay::buffer(const GeosGeometry& geometry, double radius_m)
{
    return own(GEOSBuffer_r(m_context, geometry.get(), radius_m, quarter_circle_segments));
}

double Overlay::area_m2(const GeosGeometry& geometry)
{
    double area = 0.0;
    if (GEOSArea_r(m_context, geometry.get(), &area) != 1) {
        throw GeometryFailure(m_message);
    }
    return area;
}

Box Overlay::box(const GeosGeometry& geometry)
{
    Box box;
    if (GEOSisEmpty_r(m_context, geometry.get()) == 1) {
        return box;
    }
    GEOSGeom_getXMin_r(m_context, geometry.get(), &box.west);
    GEOSGeom_getYMin_r(m_context, geometry.get(), &box.south);
    GEOSGeom_getXMax_r(m_context, geometry.get(), &box.east);
    GEOSGeom_getYMax_r(m_context, geometry.get(), &box.north);
    return box;
}

double Overlay::inscribed_diameter_m(const Shape& shape)
{
    const double area = kavel::area_m2(shape);
    if (!(area > 0.0)) {
        return 0.0;
    }
    const GeosGeometry geometry = polygons(shape);
    // GEOS takes its tolerance in metres: it starts at a hundredth of a square's side and shrinks with the
    // circle found.
    double tolerance_m = std::sqrt(area) / 100.0;
    for (;;) {
        const GeosGeometry radius = own(GEOSMaximumInscribedCircle_r(m_context, geometry.get(), tolerance_m));
        double radius_m = 0.0;
        GEOSLength_r(m_context, radius.get(), &radius_m);
        constexpr double share = 0.005; // half of the 1 % that is promised
        if (tolerance_m <= share * radius_m || tolerance_m < 1e-6) {
            return 2.0 * radius_m;
        }
        tolerance_m = std::clamp(share * radius_m, tolerance_m / 100.0, tolerance_m / 2.0);
    }
}

void Overlay::add_polygons(Shapes& shapes, const GeosGeometry& geometry)
{
    const auto add_ring = [this, &shapes](PathKind kind, const GEOSGeometry* ring) {
        const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(m_context, ring);
        unsigned size = 0;
        GEOSCoordSeq_getSize_r(m_context, sequence, &size);
        std::vector<Point> points(size);
        GEOSCoordSeq_copyToBuffer_r(m_context, sequence, reinterpret_cast<double*>(points.data()), 0, 0);
        shapes.add_path(kind, points);
    };
    const auto add_part = [&](const GEOSGeometry* part, const auto& self) -> void {
        const int type = GEOSGeomTypeId_r(m_context, part);
        if (type == GEOS_POLYGON && GEOSisEmpty_r(m_context, part) == 0) {
            add_ring(PathKind::shell, GEOSGetExteriorRing_r(m_context, part));
            for (int i = 0; i < GEOSGetNumInteriorRings_r(m_context, part); ++i) {
                add_ring(PathKind::hole, GEOSGetInteriorRingN_r(m_context, part, i));
            }
        } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
            for (int i = 0; i < GEOSGetNumGeometries_r(m_context, part); ++i) {
                self(GEOSGetGeometryN_r(m_context, part, i), self);
            }
        }
    };
    add_part(geometry.get(), add_part);
}

} // namespace kavel
