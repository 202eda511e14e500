// SPDX-License-Identifier: EUPL-1.2
// What needs a topology library: mending, clipping, uniting, buffers. GEOS stays inside overlay.cpp.
#pragma once

#include "geometry/shapes.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

struct GEOSGeom_t;
struct GEOSContextHandle_HS;

namespace kavel {

/// Gives a GEOS geometry back to the context that made it.
struct GeosRelease {
    GEOSContextHandle_HS* context = nullptr;
    void operator()(GEOSGeom_t* geometry) const;
};
using GeosGeometry = std::unique_ptr<GEOSGeom_t, GeosRelease>;

/// GEOS could not do what was asked: a geometry that is no geometry, or one that its overlay cannot node.
class GeometryFailure : public std::exception {
public:
    explicit GeometryFailure(std::string what)
        : m_what(std::move(what))
    {
    }
    const char* what() const noexcept override { return m_what.c_str(); }

private:
    std::string m_what;
};

/// One a thread: owns a GEOS context. Every geometry that it gives must go before it does.
class Overlay {
public:
    Overlay();
    ~Overlay();
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;

    /// The polygons of a shape; an empty multipolygon when it has none.
    GeosGeometry polygons(const Shape& shape);
    /// One polygon: the shell at a path, with the holes that follow it.
    GeosGeometry polygon(const Shape& shape, std::size_t shell);

    bool valid(const GeosGeometry& geometry) { return why_invalid(geometry).empty(); }
    /// What is wrong, and where, in GEOS's words: "Self-intersection[174000.0 440000.0]"; empty: it is valid.
    std::string why_invalid(const GeosGeometry& geometry);
    /// GEOS MakeValid by the linework method.
    GeosGeometry mended(const GeosGeometry& geometry);

    GeosGeometry copy(const GeosGeometry& geometry);
    GeosGeometry intersection(const GeosGeometry& a, const GeosGeometry& b);
    GeosGeometry united(std::vector<GeosGeometry> parts);
    /// The polygon that GEOS's buffer makes with 16 segments a quarter circle.
    GeosGeometry buffer(const GeosGeometry& geometry, double radius_m);

    double area_m2(const GeosGeometry& geometry);
    Box box(const GeosGeometry& geometry);
    /// Diameter of the largest inscribed circle, within 1 % (GEOS MaximumInscribedCircle); 0 for a shape
    /// without area.
    double inscribed_diameter_m(const Shape& shape);

    /// Adds the polygons of a geometry to the feature that is being made; lines and points in it are left
    /// out.
    void add_polygons(Shapes& shapes, const GeosGeometry& geometry);

private:
    GeosGeometry own(GEOSGeom_t* geometry);
    GeosGeometry ring(std::span<const Point> points);

    GEOSContextHandle_HS* m_context;
    std::string m_message;
};

} // namespace kavel
