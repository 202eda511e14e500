# SPDX-License-Identifier: EUPL-1.2
"""Geometries as they should not be, and are in real files."""

from __future__ import annotations

import math

from osgeo import gdal, ogr

from shapes import Point, polygon


def self_touching(centre: Point, size: float) -> ogr.Geometry:
    """A ring that touches itself in a point: a hole drawn as part of the outline."""
    x, y = centre
    return polygon(
        [
            (x - size, y - size),
            (x + size, y - size),
            (x + size, y + size),
            (x, y + size),
            (x - size * 0.3, y),
            (x + size * 0.3, y),
            (x, y + size),
            (x - size, y + size),
        ]
    )


def bow_tie(centre: Point, size: float) -> ogr.Geometry:
    """A ring that crosses itself: two corners were swapped."""
    x, y = centre
    return polygon(
        [(x - size, y - size), (x + size, y + size), (x + size, y - size), (x - size, y + size)]
    )


def _add_as_it_is(shape: ogr.Geometry, ring: ogr.Geometry) -> None:
    """Adds a ring without GDAL's warning that it is not closed: that is what it is for."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    shape.AddGeometry(ring)
    gdal.PopErrorHandler()


def unclosed(shape: ogr.Geometry) -> ogr.Geometry:
    """The polygon without the last point of its ring."""
    broken = ogr.Geometry(ogr.wkbPolygon)
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y, *_ in shape.GetGeometryRef(0).GetPoints()[:-1]:
        ring.AddPoint_2D(x, y)
    _add_as_it_is(broken, ring)
    return broken


def two_point_ring(start: Point, end: Point) -> ogr.Geometry:
    """A polygon of two points."""
    broken = ogr.Geometry(ogr.wkbPolygon)
    ring = ogr.Geometry(ogr.wkbLinearRing)
    ring.AddPoint_2D(*start)
    ring.AddPoint_2D(*end)
    _add_as_it_is(broken, ring)
    return broken


def collection(*shapes: ogr.Geometry) -> ogr.Geometry:
    """A GeometryCollection."""
    whole = ogr.Geometry(ogr.wkbGeometryCollection)
    for shape in shapes:
        whole.AddGeometry(shape)
    return whole


def circle(centre: Point, radius: float) -> ogr.Geometry:
    """A circle as true arcs (CurvePolygon)."""
    x, y = centre
    arcs = ", ".join(
        f"{x + radius * math.cos(a):.2f} {y + radius * math.sin(a):.2f}"
        for a in (0, math.pi / 2, math.pi, 3 * math.pi / 2, 0)
    )
    return ogr.CreateGeometryFromWkt(f"CURVEPOLYGON(CIRCULARSTRING({arcs}))")


def raised(shape: ogr.Geometry, height: float) -> ogr.Geometry:
    """The same in three dimensions."""
    solid = shape.Clone()
    solid.Set3D(True)
    for i in range(solid.GetPointCount()):
        x, y, *_ = solid.GetPoint(i)
        solid.SetPoint(i, x, y, height + 0.02 * i)
    return solid
