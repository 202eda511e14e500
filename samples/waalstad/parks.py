# SPDX-License-Identifier: EUPL-1.2
"""Business parks: streets, parcels between them, halls on some, the others to be issued."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise

from osgeo import ogr

from roads import ACCESS, Road, overshot, road
from shapes import Frame, Line, Point, oblong, point, polygon

HALF_STREET = 9.0


@dataclass(frozen=True)
class ParkPlan:
    """What a business park looks like before it is drawn."""

    name: str
    municipality: str
    origin: Point
    degrees: float
    width: float
    blocks: tuple[float, ...]  # depth of each block, from v = 0 upwards
    crosses: tuple[float, ...]  # where streets cross the blocks
    links: tuple[tuple[float, float, float, float], ...]  # local lines to the roads outside
    bend: float = 0.0
    vacant: float = 0.35  # chance that a parcel of an old block is to be issued
    new_blocks: tuple[int, ...] = ()  # blocks that are wholly to be issued, plan not yet adopted
    halls: tuple[float, float] = (50, 110)  # width of a built parcel
    plots: tuple[float, float] = (80, 160)  # width of a plot to be issued
    category: str = "3.2"
    segment: str = "regionaal"
    quay: bool = False  # the first block lies on the water, without a street before it
    code: str = ""
    year: int = 1990


@dataclass
class Parcel:
    """A piece of a park between streets."""

    park: ParkPlan
    shape: ogr.Geometry
    block: int
    built: bool
    corner: bool = False  # an L


@dataclass
class Park:
    """A park as drawn."""

    plan: ParkPlan
    outline: ogr.Geometry
    parcels: list[Parcel] = field(default_factory=list)
    streets: list[Road] = field(default_factory=list)
    halls: list[tuple[ogr.Geometry, int]] = field(default_factory=list)  # with year built


# fmt: off
PLANS = [
    ParkPlan("De Grote Weerd", "Rivierbeek", (179640, 430960), 1.5, 1380, (330, 280, 230),
             (20, 690, 1360), ((1360, 0, 1790, 0), (1360, 646, 1830, 646)), 18, 0.45, (2,),
             (120, 260), (210, 420), "4.2", "xxl", code="GW", year=2006),
    ParkPlan("Rivierpoort", "Rivierbeek", (185400, 429230), -1.0, 1180, (190, 230, 200),
             (20, 600, 1160), ((20, 208, -190, 208), (600, 0, 600, -330)), 22, 0.28, (2,),
             (70, 150), (150, 290), "4.1", "regionaal", code="RP", year=2001),
    ParkPlan("Oosterhofse Velden", "Rivierbeek", (189330, 430720), 4.0, 900, (140, 170, 150),
             (20, 470), ((20, 158, -150, 158), (470, 514, 470, 1230)), 30, 0.2, (),
             (45, 100), (70, 150), "3.2", code="OV", year=1996),
    ParkPlan("Elderwaardse Hoek", "Rivierbeek", (177950, 429560), 3.0, 640, (120, 130),
             (20, 330), ((20, 138, -170, 138), (330, 0, 330, -640)), 12, 0.35, (),
             (40, 90), (60, 120), "3.1", code="EH", year=1988),
    ParkPlan("Kanaalzone Noord", "Waalstad", (181272, 424790), -96.8, 1340, (115, 190, 180, 160),
             (20, 660, 1320), ((1320, 331, 1640, 331), (660, 717, 660, 1900)), 0, 0.12, (3,),
             (80, 170), (190, 380), "4.2", "kadegebonden", True, "KN", 1974),
    ParkPlan("Kanaalzone Zuid", "Waalstad", (180530, 422240), 80.0, 880, (140, 170, 160),
             (20, 450, 860), ((450, 0, 450, -200), (20, 526, -250, 526)), 14, 0.25, (2,),
             (60, 140), (140, 240), "4.1", code="KZ", year=1985),
    ParkPlan("De Spoorhaven", "Waalstad", (184600, 421690), 2.0, 760, (130, 140, 140, 130),
             (20, 390), ((390, 0, 390, -400), (390, 0, 740, 0), (740, 316, 1190, 316)), 16, 0.2,
             (), (40, 90), (60, 130), "3.2", code="SH", year=1969),
    ParkPlan("Westkade", "Waalstad", (182760, 425830), -15.5, 840, (100, 105),
             (230, 600), ((0, 0, -420, 0), (230, 0, 230, -620)), 0, 0.3, (),
             (50, 110), (80, 150), "4.2", "regionaal", False, "WK", 1952),
    ParkPlan("Heuvelveld", "Heuveldorp", (188010, 422320), 1.0, 1290, (170, 230, 200),
             (20, 640, 1270), ((640, 654, 640, 1270), (640, 0, 640, -640)), 26, 0.2, (2,),
             (60, 140), (150, 280), "4.1", code="HV", year=1998),
    ParkPlan("De Maalderij", "Heuveldorp", (191440, 424500), 3.5, 780, (120, 130),
             (20, 400), ((780, 138, 1000, 138), (400, 0, 400, -480)), 14, 0.2, (),
             (45, 90), (60, 140), "3.2", code="MD", year=2010),
]

# fmt: on


def _streets(plan: ParkPlan, frame: Frame, rows: list[float], top: float) -> list[Road]:
    lowest = rows[1] - HALF_STREET if plan.quay else 0.0
    lines: list[tuple[str, Line]] = []
    for number, v in enumerate([r - HALF_STREET for r in rows][int(plan.quay) :] + [top]):
        lines.append((f"{plan.name} {number + 1}e straat", frame.line(2, v, plan.width - 2, v)))
    for number, u in enumerate(plan.crosses):
        line = frame.line(u, lowest, u, top)
        lines.append((f"{plan.name} dwarsweg {number + 1}", overshot(line)))
    for u0, v0, u1, v1 in plan.links:
        lines.append((f"{ACCESS} {plan.name}", overshot(frame.line(u0, v0, u1, v1))))
    return [road(points, "local", name, speed=50) for name, points in lines]


def _steps(
    rng: random.Random, plan: ParkPlan, u0: float, u1: float, new: bool, vacant: float
) -> list[tuple[float, float, bool]]:
    """A block's parcels from left to right: begin, end, built."""
    steps = []
    while u1 - u0 > 30:
        built = not new and rng.random() > vacant
        width = rng.uniform(*(plan.halls if built else plan.plots))
        end = u1 if u1 - u0 - width < plan.halls[0] * 0.8 else u0 + width
        steps.append((round(u0, 1), round(end, 1), built))
        u0 = end
    return steps


def _parcels_of(
    rng: random.Random, plan: ParkPlan, frame: Frame, block: int, v0: float, v1: float
) -> list[tuple[Parcel, tuple[float, float, float, float]]]:
    edges = [0.0, *plan.crosses, plan.width]
    gap = 0.0 if plan.quay and block == 0 else HALF_STREET
    found = []

    def add(corners: list[Point], built: bool, corner: bool = False) -> None:
        parcel = Parcel(plan, polygon(frame.outline(corners)), block, built, corner)
        us, vs = [c[0] for c in corners], [c[1] for c in corners]
        found.append((parcel, (min(us), min(vs), max(us), max(vs))))

    for left, right in pairwise(edges):
        if right - left < 60:
            continue
        new = block in plan.new_blocks
        vacant = 0.6 if plan.quay and block == 0 else plan.vacant
        for u0, u1, built in _steps(rng, plan, left + gap, right - gap, new, vacant):
            middle = (v0 + v1) / 2
            square = [(u0, v0), (u1, v0), (u1, v1), (u0, v1)]
            if v1 - v0 < 135 or plan.segment == "xxl" or new or rng.random() < 0.25:
                add(square, built)
            elif not built and u1 - u0 > 90 and rng.random() < 0.4:
                notch = u0 + (u1 - u0) * rng.choice((0.4, 0.5, 0.6))
                add(
                    [(u0, v0), (u1, v0), (u1, middle), (notch, middle), (notch, v1), (u0, v1)],
                    False,
                    True,
                )
                add([(notch, middle), (u1, middle), (u1, v1), (notch, v1)], True)
            else:
                add([(u0, v0), (u1, v0), (u1, middle), (u0, middle)], built)
                add([(u0, middle), (u1, middle), (u1, v1), (u0, v1)], rng.random() > plan.vacant)
    return found


def _halls(
    rng: random.Random, plan: ParkPlan, frame: Frame, extent: tuple[float, float, float, float]
) -> list[tuple[ogr.Geometry, int]]:
    u0, v0, u1, v1 = extent
    count = 2 if u1 - u0 > 95 and rng.random() < 0.5 and plan.segment != "xxl" else 1
    halls = []
    for i in range(count):
        a, b = u0 + (u1 - u0) * i / count, u0 + (u1 - u0) * (i + 1) / count
        width, depth = (b - a) * rng.uniform(0.5, 0.78), (v1 - v0) * rng.uniform(0.45, 0.72)
        centre = frame.world((a + b) / 2, (v0 + v1) / 2 + rng.uniform(-0.08, 0.08) * (v1 - v0))
        year = min(2025, plan.year + int(rng.triangular(0, 2025 - plan.year, 4)))
        halls.append((oblong(centre, frame.direction((a + b) / 2), width, depth), year))
    return halls


def draw_park(rng: random.Random, plan: ParkPlan, blocked: ogr.Geometry) -> Park:
    """Draws a park; parcels that meet what is blocked are left out."""
    frame = Frame(plan.origin, plan.degrees, plan.width, plan.bend)
    rows, v = [], 0.0 if plan.quay else HALF_STREET
    for depth in plan.blocks:
        rows.append(v)
        v += depth + 2 * HALF_STREET
    top = v - HALF_STREET
    bottom = 0.0 if plan.quay else -HALF_STREET
    park = Park(
        plan,
        polygon(
            frame.outline(
                [
                    (0, bottom),
                    (plan.width, bottom),
                    (plan.width, top + HALF_STREET),
                    (0, top + HALF_STREET),
                ]
            )
        ),
    )
    park.streets = _streets(plan, frame, rows, top)
    for block, (v0, depth) in enumerate(zip(rows, plan.blocks)):
        for parcel, extent in _parcels_of(rng, plan, frame, block, v0, v0 + depth):
            if parcel.shape.Intersects(blocked):
                continue
            park.parcels.append(parcel)
            if parcel.built:
                park.halls += _halls(rng, plan, frame, extent)
    return park


def terminal_yard() -> tuple[ogr.Geometry, list[ogr.Geometry], ogr.Geometry]:
    """The container terminal by the canal: yard, sheds, and where lorries enter."""
    yard = polygon([(181385, 425060), (181960, 425000), (182010, 425330), (181430, 425520)])
    sheds = [oblong((181830, 425110), -0.1, 110, 45), oblong((181700, 425360), -0.3, 80, 30)]
    return yard, sheds, point(181990, 425200)
