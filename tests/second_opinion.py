# SPDX-License-Identifier: EUPL-1.2
"""Measures computed a second time, feature by feature with GDAL and GEOS, to compare Kavel's raw results with.

Slow and plain on purpose: no index, no sharing, one overlay a pair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal, ogr, osr

ogr.UseExceptions()
osr.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")  # a broken shape is meant to be broken

Value = float | str | None
QUARTER_SEGMENTS = 16
EQUAL_M = 1e-6
LEAST_RING_POINTS = 4  # a triangle, closed


@dataclass
class Feature:
    fid: int
    shape: ogr.Geometry
    fields: dict[str, Value]


def reference_system(code: str) -> osr.SpatialReference:
    system = osr.SpatialReference()
    system.SetFromUserInput(code)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def read(source: Path, layer: str | None = None, where: str | None = None, crs: str | None = None) -> list[Feature]:
    """Features of which geometry is left: flat, mended, in this CRS, in the order of their ids."""
    opened = ogr.Open(str(source))
    table = opened.GetLayerByName(layer) if layer else opened.GetLayer(0)
    table.SetAttributeFilter(where)
    transformation = None
    if crs is not None and not table.GetSpatialRef().IsSame(reference_system(crs)):
        own = table.GetSpatialRef().Clone()
        own.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        transformation = osr.CoordinateTransformation(own, reference_system(crs))
    found = []
    for row in table:
        shape = row.GetGeometryRef()
        if shape is None or shape.IsEmpty():
            continue
        shape = shape.Clone().GetLinearGeometry()
        shape.FlattenTo2D()
        if transformation is not None:
            shape.Transform(transformation)
        shape.CloseRings()
        shape = without_short_rings(shape)
        if shape.GetDimension() == 2 and not shape.IsValid():
            shape = polygons_of(shape.MakeValid())
        if shape.IsEmpty():
            continue
        found.append(Feature(row.GetFID(), shape, row.items()))
    return sorted(found, key=lambda feature: feature.fid)


def without_short_rings(shape: ogr.Geometry) -> ogr.Geometry:
    """A ring of fewer than four points goes; a shell takes its holes along."""
    if shape.GetDimension() != 2:
        return shape
    kept = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in parts_of(shape):
        if ogr.GT_Flatten(part.GetGeometryType()) != ogr.wkbPolygon:
            continue
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for number in range(part.GetGeometryCount()):
            ring = part.GetGeometryRef(number)
            if ring.GetPointCount() >= LEAST_RING_POINTS:
                polygon.AddGeometry(ring)
            elif number == 0:
                break
        if not polygon.IsEmpty():
            kept.AddGeometry(polygon)
    return kept


def polygons_of(shape: ogr.Geometry) -> ogr.Geometry:
    """The polygons in a collection."""
    if ogr.GT_Flatten(shape.GetGeometryType()) in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
        return shape
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in parts_of(shape):
        if ogr.GT_Flatten(part.GetGeometryType()) == ogr.wkbPolygon:
            together.AddGeometry(part)
    return together


def parts_of(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    if shape.GetGeometryCount() == 0 or ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPolygon:
        yield shape
        return
    for number in range(shape.GetGeometryCount()):
        yield from parts_of(shape.GetGeometryRef(number).Clone())


def boxes_meet(a: ogr.Geometry, b: ogr.Geometry) -> bool:
    a_west, a_east, a_south, a_north = a.GetEnvelope()
    b_west, b_east, b_south, b_north = b.GetEnvelope()
    return a_west <= b_east and b_west <= a_east and a_south <= b_north and b_south <= a_north


def united(shapes: Iterable[ogr.Geometry]) -> ogr.Geometry:
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        for part in parts_of(shape):
            if ogr.GT_Flatten(part.GetGeometryType()) == ogr.wkbPolygon:
                together.AddGeometry(part)
    return together.UnionCascaded() if together.GetGeometryCount() else together


def as_number(value: Value) -> float | None:
    if value is None or isinstance(value, (int, float)):
        return None if value is None else float(value)
    try:
        return float(value)
    except ValueError:
        return None


# Of the plot


def compactness(plot: ogr.Geometry) -> float:
    return 4 * math.pi * plot.GetArea() / plot.Boundary().Length() ** 2


def sides(plot: ogr.Geometry) -> tuple[float, float]:
    """Long and short side of the smallest rectangle around it, of equals the narrower; one side lies on the hull."""
    hull = plot.ConvexHull()  # a ring dies with the polygon that it is of
    ring = hull.GetGeometryRef(0)
    points = [ring.GetPoint_2D(i) for i in range(ring.GetPointCount())]
    best = (math.inf, 0.0, math.inf)
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        side = math.hypot(x1 - x0, y1 - y0)
        if side == 0.0:
            continue
        ux, uy = (x1 - x0) / side, (y1 - y0) / side
        along = [x * ux + y * uy for x, y in points]
        across = [y * ux - x * uy for x, y in points]
        width, height = max(along) - min(along), max(across) - min(across)
        area, long, short = width * height, max(width, height), min(width, height)
        equal = math.isclose(area, best[0], rel_tol=1e-9)
        if short < best[2] if equal else area < best[0]:
            best = (area, long, short)
    return best[1], best[2]


# Of a layer


def covered_area(plot: ogr.Geometry, layer: list[Feature]) -> float:
    return united(clip.shape for clip in clips(plot, layer)).GetArea()


def clips(plot: ogr.Geometry, layer: list[Feature]) -> list[Feature]:
    """The parts of the features in the plot, those with area."""
    found = []
    for feature in layer:
        if boxes_meet(plot, feature.shape):
            part = polygons_of(plot.Intersection(polygons_of(feature.shape)))
            if part.GetArea() > 0:
                found.append(Feature(feature.fid, part, feature.fields))
    return found


def distance(plot: ogr.Geometry, layer: list[Feature]) -> float:
    return min((plot.Distance(feature.shape) for feature in layer), default=math.inf)


def nearest(plot: ogr.Geometry, layer: list[Feature], attribute: str) -> Value:
    least = distance(plot, layer)
    return next(f.fields[attribute] for f in layer if plot.Distance(f.shape) <= least + EQUAL_M)


def within(plot: ogr.Geometry, layer: list[Feature], radius: float) -> list[Feature]:
    return [feature for feature in layer if plot.Distance(feature.shape) <= radius + EQUAL_M]


def sum_within(plot: ogr.Geometry, layer: list[Feature], radius: float, attribute: str) -> float | None:
    """Of those that are known; unknown when there are some and none is."""
    values = [as_number(feature.fields[attribute]) for feature in within(plot, layer, radius)]
    known = [value for value in values if value is not None]
    return sum(known) if known or not values else None


def length_within(plot: ogr.Geometry, layer: list[Feature], radius: float) -> float:
    around = plot.Buffer(radius, QUARTER_SEGMENTS)
    near = (f.shape for f in layer if boxes_meet(around, f.shape))
    return sum(around.Intersection(part).Length() for shape in near for part in segments(shape))


def segments(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    """Each by itself, so that a stretch that runs there and back counts twice."""
    for line in parts_of(shape):
        for number in range(line.GetPointCount() - 1):
            one = ogr.Geometry(ogr.wkbLineString)
            one.AddPoint_2D(*line.GetPoint_2D(number))
            one.AddPoint_2D(*line.GetPoint_2D(number + 1))
            yield one


def area_within(plot: ogr.Geometry, layer: list[Feature], radius: float) -> float:
    return covered_area(plot.Buffer(radius, QUARTER_SEGMENTS), layer)


def attribute_at(plot: ogr.Geometry, layer: list[Feature], attribute: str) -> Value:
    covering = clips(plot, layer)
    if not covering:
        return None
    most = max(clip.shape.GetArea() for clip in covering)
    return next(c.fields[attribute] for c in covering if c.shape.GetArea() >= most - 1e-9 * plot.GetArea())


def attribute_mean(plot: ogr.Geometry, layer: list[Feature], attribute: str) -> float | None:
    known = [(clip.shape.GetArea(), as_number(clip.fields[attribute])) for clip in clips(plot, layer)]
    known = [(area, value) for area, value in known if value is not None]
    total = sum(area for area, _ in known)
    return sum(area * value for area, value in known) / total if total else None


def attribute_share(plot: ogr.Geometry, layer: list[Feature], attribute: str, one_of: list[Value]) -> float:
    chosen = [feature for feature in layer if feature.fields[attribute] in one_of]
    return covered_area(plot, chosen) / plot.GetArea()
