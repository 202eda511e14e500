# SPDX-License-Identifier: EUPL-1.2
"""The motorway, its ramps, and the roads that cross it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from shapes import Line, Point, beside, curve, sampled, snapped
from terrain import NORTH, SOUTH, WEST

ACCESS = "Toegangsweg"  # the name of a park's link begins so


@dataclass(frozen=True)
class Road:
    """A stretch of road; `at_grade` roads cross each other on the level."""

    points: tuple[Point, ...]
    kind: str  # motorway, ramp, provincial, local, street
    name: str
    number: str = ""
    speed: int = 50
    oneway: bool = False
    ramp: str = ""  # OPR (on) or AFR (off)
    exit: str = ""

    @property
    def at_grade(self) -> bool:
        """Whether crossing roads meet it on the level."""
        return self.kind not in ("motorway", "ramp")


def road(points: Line, kind: str, name: str, number: str = "", speed: int = 50) -> Road:
    """A two-way road."""
    return Road(tuple(snapped(p) for p in points), kind, name, number, speed)


def motorway_y(x: float) -> float:
    """The axis of the A94."""
    return 430420 + 170 * math.sin((x - WEST) / 2600) + 40 * math.sin((x - WEST) / 1100)


# fmt: off
EXITS = [("35", "Elderwaard", 177800.0), ("36", "Grote Weerd", 181400.0),
         ("37", "Waalstad", 185250.0), ("38", "Oosterhof", 189200.0)]
# fmt: on
MOTORWAY_END = 191000.0
MOTORWAY_MEETS = (191280.0, 430395.0)  # the provincial road that it ends on


def cross_road(x: float) -> Line:
    """The road that passes over the motorway at an exit."""
    return {
        177800.0: curve(
            [
                (177500, NORTH),
                (177780, 432300),
                (177800, 431000),
                (177800, 430000),
                (177820, 429080),
            ]
        ),
        181400.0: curve(
            [
                (181900, NORTH),
                (181480, 432600),
                (181400, 431000),
                (181400, 430000),
                (181400, 429060),
            ]
        ),
        185250.0: curve(
            [
                (184900, NORTH),
                (185210, 432300),
                (185250, 431000),
                (185250, 430000),
                (185230, 428800),
                (185180, 427200),
                (185200, 426000),
                (185330, 424800),
                (185450, 423450),
                (186050, 421600),
                (186300, SOUTH),
            ]
        ),
        189200.0: curve(
            [
                (189350, NORTH),
                (189230, 432300),
                (189200, 431000),
                (189200, 430000),
                (189210, 429120),
            ]
        ),
    }[x]


def _at_height(points: Line, y: float) -> Point:
    """Where a line that runs north to south is at a height."""
    for (ax, ay), (bx, by) in pairwise(points):
        if min(ay, by) <= y <= max(ay, by) and ay != by:
            return snapped((ax + (y - ay) / (by - ay) * (bx - ax), y))
    raise ValueError(f"the road does not reach y = {y}")


def motorway_roads() -> list[Road]:
    """Both carriageways of the motorway, and its ramps."""
    axis = sampled(motorway_y, WEST, MOTORWAY_END, 100)
    end = MOTORWAY_MEETS
    eastbound = [*beside(axis, -14), end]
    westbound = [end, *reversed(beside(axis, 14))]
    found = [
        Road(tuple(snapped(p) for p in points), "motorway", "Rijksweg A94", "A94", 100, True)
        for points in (eastbound, westbound)
    ]
    for number, name, x in EXITS:
        over = cross_road(x)
        for side, way, carriageway in ((-1, 1, eastbound), (1, -1, westbound)):
            meet = _at_height(over, motorway_y(x) + side * 85)
            for kind, along in (("AFR", -way), ("OPR", way)):
                start = min(carriageway[1:-1], key=lambda p: abs(p[0] - (x + along * 430)))
                middle = (x + along * 170, motorway_y(x + along * 170) + side * 60)
                points = [start, *curve([start, middle, meet])[1:-1], meet]
                if kind == "OPR":
                    points.reverse()
                found.append(
                    Road(
                        tuple(snapped(p) for p in points),
                        "ramp",
                        f"{'Afrit' if kind == 'AFR' else 'Oprit'} {number} {name}",
                        "A94",
                        80,
                        True,
                        kind,
                        number,
                    )
                )
    return found


def overshot(points: Line, by: float = 25.0) -> Line:
    """The line a little longer at both ends, so that it surely meets the road that it ends on."""
    ends = []
    for end, inner in ((points[0], points[1]), (points[-1], points[-2])):
        share = by / math.dist(end, inner)
        ends.append((end[0] + share * (end[0] - inner[0]), end[1] + share * (end[1] - inner[1])))
    return [ends[0], *points[1:-1], ends[1]]
