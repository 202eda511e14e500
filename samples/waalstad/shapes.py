# SPDX-License-Identifier: EUPL-1.2
"""Plane geometry for the sample: points, polygons, bent local frames, and what is already taken."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from osgeo import ogr

Point = tuple[float, float]
Line = list[Point]


def snapped(point: Point) -> Point:
    """The point on the centimetre, so that shared corners are equal to the last bit."""
    return (round(point[0], 2), round(point[1], 2))


def polygon(shell: Sequence[Point], *holes: Sequence[Point]) -> ogr.Geometry:
    """A polygon of corner points; rings are closed here."""
    shape = ogr.Geometry(ogr.wkbPolygon)
    for corners in (shell, *holes):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in corners:
            ring.AddPoint_2D(*snapped((x, y)))
        ring.CloseRings()
        shape.AddGeometry(ring)
    return shape


def line(points: Iterable[Point]) -> ogr.Geometry:
    """A line through the points."""
    shape = ogr.Geometry(ogr.wkbLineString)
    for x, y in points:
        shape.AddPoint_2D(*snapped((x, y)))
    return shape


def point(x: float, y: float) -> ogr.Geometry:
    """A point."""
    shape = ogr.Geometry(ogr.wkbPoint)
    shape.AddPoint_2D(*snapped((x, y)))
    return shape


def box(x0: float, y0: float, x1: float, y1: float) -> ogr.Geometry:
    """An upright rectangle."""
    return polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def blob(centre: Point, rx: float, ry: float, wobble: float, phase: float) -> list[Point]:
    """The corners of an ellipse with an uneven edge."""
    corners = []
    for step in range(40):
        angle = step * math.tau / 40
        swell = 1 + wobble * (math.sin(3 * angle + phase) + 0.6 * math.sin(5 * angle + 2 * phase))
        corners.append(
            (centre[0] + rx * swell * math.cos(angle), centre[1] + ry * swell * math.sin(angle))
        )
    return corners


def union(shapes: Iterable[ogr.Geometry]) -> ogr.Geometry:
    """The union of polygons, as one geometry."""
    collection = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        for part in polygons_of(shape):
            collection.AddGeometry(part)
    return collection.UnionCascaded()


def polygons_of(shape: ogr.Geometry | None) -> list[ogr.Geometry]:
    """The polygons in a geometry, largest first; slivers under a square metre are dropped."""
    if shape is None or shape.IsEmpty():
        return []
    kind = ogr.GT_Flatten(shape.GetGeometryType())
    if kind == ogr.wkbPolygon:
        return [shape.Clone()] if shape.GetArea() > 1 else []
    found = [
        p for i in range(shape.GetGeometryCount()) for p in polygons_of(shape.GetGeometryRef(i))
    ]
    return sorted(found, key=lambda part: -part.GetArea())


def lines_of(shape: ogr.Geometry | None) -> list[Line]:
    """The lines in a geometry, as lists of points."""
    if shape is None or shape.IsEmpty():
        return []
    if ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbLineString:
        return [[snapped(p[:2]) for p in shape.GetPoints()]]
    return [c for i in range(shape.GetGeometryCount()) for c in lines_of(shape.GetGeometryRef(i))]


def along(points: Line, distance: float) -> tuple[Point, float]:
    """The point at a distance along a line, and the direction there in radians."""
    for (ax, ay), (bx, by) in pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        if distance <= length and length > 0:
            share = distance / length
            return (ax + share * (bx - ax), ay + share * (by - ay)), math.atan2(by - ay, bx - ax)
        distance -= length
    (ax, ay), (bx, by) = points[-2:]
    return (bx, by), math.atan2(by - ay, bx - ax)


def length_of(points: Line) -> float:
    """The length of a line."""
    return sum(math.dist(a, b) for a, b in pairwise(points))


def beside(points: Line, offset: float) -> Line:
    """The line drawn at an offset: left of its direction when positive."""
    moved = []
    for i, (x, y) in enumerate(points):
        before, after = points[max(0, i - 1)], points[min(len(points) - 1, i + 1)]
        angle = math.atan2(after[1] - before[1], after[0] - before[0])
        moved.append((x - offset * math.sin(angle), y + offset * math.cos(angle)))
    return moved


def curve(points: Line, step: float = 60.0) -> Line:
    """A smooth line through a few points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    smooth: Line = []
    for p, q, r, s in zip(ends, ends[1:], ends[2:], ends[3:]):
        pieces = max(2, int(math.dist(q, r) / step))
        for i in range(pieces):
            t = i / pieces
            smooth.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p, q, r, s)
                )
            )
    return [*smooth, points[-1]]


def oblong(centre: Point, angle: float, width: float, depth: float) -> ogr.Geometry:
    """A rectangle round a centre; width along the angle."""
    cos, sin = math.cos(angle), math.sin(angle)
    corners = [(-width, -depth), (width, -depth), (width, depth), (-width, depth)]
    return polygon(
        [
            (centre[0] + (u * cos - v * sin) / 2, centre[1] + (u * sin + v * cos) / 2)
            for u, v in corners
        ]
    )


class Frame:
    """Local coordinates u, v in metres: turned by an angle, bent upwards towards the middle."""

    def __init__(self, origin: Point, degrees: float, width: float, bend: float = 0.0) -> None:
        self.origin, self.angle = origin, math.radians(degrees)
        self.width, self.bend = width, bend

    def world(self, u: float, v: float) -> Point:
        """Where a local point lies in the region."""
        v += self.bend * math.sin(math.pi * u / self.width)
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return snapped((self.origin[0] + u * cos - v * sin, self.origin[1] + u * sin + v * cos))

    def line(self, u0: float, v0: float, u1: float, v1: float, step: float = 60.0) -> Line:
        """A straight local line, with enough points to follow the bend."""
        pieces = max(1, int(math.hypot(u1 - u0, v1 - v0) / step)) if self.bend else 1
        return [
            self.world(u0 + (u1 - u0) * i / pieces, v0 + (v1 - v0) * i / pieces)
            for i in range(pieces + 1)
        ]

    def outline(self, corners: Sequence[Point]) -> list[Point]:
        """A local polygon's corners in the region, edges bent along."""
        ring: list[Point] = []
        for (u0, v0), (u1, v1) in zip(corners, [*corners[1:], corners[0]]):
            ring += self.line(u0, v0, u1, v1)[:-1]
        return ring

    def direction(self, u: float) -> float:
        """The direction in which u runs, at this u, in radians."""
        slope = self.bend * math.pi / self.width * math.cos(math.pi * u / self.width)
        return self.angle + math.atan(slope)


class Taken:
    """Places where nothing more may be built: asks fast whether a shape touches any of them."""

    def __init__(self, cell: float = 250.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[ogr.Geometry]] = defaultdict(list)

    def _cells_of(self, shape: ogr.Geometry) -> Iterable[tuple[int, int]]:
        x0, x1, y0, y1 = (int(edge // self._cell) for edge in shape.GetEnvelope())
        return ((i, j) for i in range(x0, x1 + 1) for j in range(y0, y1 + 1))

    def add(self, shape: ogr.Geometry) -> None:
        """Takes the place of a shape; a large one is cut into the cells it covers."""
        for i, j in self._cells_of(shape):
            x, y = i * self._cell, j * self._cell
            piece = shape.Intersection(box(x, y, x + self._cell, y + self._cell))
            if piece is not None and not piece.IsEmpty():
                self._cells[i, j].append(piece)

    def touches(self, shape: ogr.Geometry) -> bool:
        """Whether the shape meets anything taken."""
        return any(
            shape.Intersects(piece) for cell in self._cells_of(shape) for piece in self._cells[cell]
        )


def sampled(function: Callable[[float], float], x0: float, x1: float, step: float) -> Line:
    """The graph of a function as a line."""
    count = int((x1 - x0) / step)
    return [(x0 + i * step, function(x0 + i * step)) for i in range(count + 1)]
