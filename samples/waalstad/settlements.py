# SPDX-License-Identifier: EUPL-1.2
"""The town and the villages: their edges, streets and houses, and the farms between them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass

from osgeo import ogr

from roads import Road, road
from shapes import (
    Frame,
    Line,
    Point,
    Taken,
    along,
    blob,
    length_of,
    line,
    lines_of,
    oblong,
    polygon,
    polygons_of,
    union,
)

# fmt: off
STREET_NAMES = ("Linde", "Eiken", "Beuken", "Kastanje", "Wilgen", "Populier", "Esdoorn", "Meidoorn",
                "Kersen", "Peren", "Merel", "Lijster", "Reiger", "Zwaluw", "Kievit", "Grutto",
                "Molen", "Kerk", "Markt", "Bleek", "Toren", "Poort", "Veer", "Dijk", "Waard",
                "Schipper", "Smid", "Bakker", "Wever", "Pannen")
# fmt: on
STREET_ENDS = ("straat", "laan", "hof", "weg", "pad", "plein", "singel")


@dataclass(frozen=True)
class SettlementPlan:
    """Where a settlement lies."""

    name: str
    municipality: str
    centre: Point
    radii: tuple[float, float]
    degrees: float
    phase: float
    town: bool = False


# fmt: off
PLANS = [
    SettlementPlan("Waalstad", "Waalstad", (184900, 424480), (1330, 960), -9, 0.7, True),
    SettlementPlan("Rivierbeek", "Rivierbeek", (183060, 429420), (640, 470), 3, 2.1),
    SettlementPlan("Elderwaard", "Rivierbeek", (178760, 428530), (330, 330), -4, 0.2),
    SettlementPlan("Oosterhof", "Rivierbeek", (189330, 428680), (400, 360), 8, 1.3),
    SettlementPlan("Sluiswijk", "Waalstad", (178880, 422680), (420, 400), 5, 2.8),
    SettlementPlan("Heuveldorp", "Heuveldorp", (190620, 424260), (560, 480), 12, 0.9),
    SettlementPlan("Lindert", "Heuveldorp", (188340, 421400), (330, 330), 2, 1.8),
]

# fmt: on


@dataclass
class Building:
    """A building as the register has it."""

    shape: ogr.Geometry
    use: str
    year: int
    area: int
    place: str
    storeys: int = 1


@dataclass
class Settlement:
    """A settlement as drawn, before its houses."""

    plan: SettlementPlan
    edge: ogr.Geometry
    streets: list[Road]


def draw_settlement(
    rng: random.Random, plan: SettlementPlan, blocked: ogr.Geometry, through: ogr.Geometry
) -> Settlement:
    """Draws the edge and the streets; `through` are the main roads, 25 m to each side."""
    edge = polygon(blob(plan.centre, *plan.radii, 0.07, plan.phase)).Difference(blocked)
    edge = polygons_of(edge)[0]
    width = 2.4 * plan.radii[0]
    frame = Frame(plan.centre, plan.degrees, width, 35 if plan.town else 18)
    lines: list[Line] = []
    reach_u, reach_v = 1.2 * plan.radii[0], 1.2 * plan.radii[1]
    v = -reach_v
    while v < reach_v:
        lines.append(frame.line(-reach_u, v, reach_u, v))
        v += rng.uniform(66, 84)
    u = -reach_u
    while u < reach_u:
        lines.append(frame.line(u, -reach_v, u, reach_v))
        u += rng.uniform(150, 240)
    streets = []
    for points in lines:
        shape = line(points).Intersection(edge)
        if shape.Intersection(through).Length() > 110:
            shape = shape.Difference(through)
        for piece in lines_of(shape):
            name = rng.choice(STREET_NAMES) + rng.choice(STREET_ENDS)
            streets.append(road(piece, "street", name, speed=30))
    return Settlement(plan, edge, streets)


def town_greens() -> list[ogr.Geometry]:
    """Parks and sports fields inside the town."""
    return [
        polygon(blob(centre, rx, ry, 0.12, rx))
        for centre, rx, ry in (
            ((184420, 424950), 130, 90),
            ((185750, 424850), 170, 110),
            ((184700, 423850), 150, 100),
            ((185830, 424100), 110, 150),
            ((184150, 424300), 100, 120),
        )
    ]


def road_strips(roads: Iterable[Road]) -> Iterable[ogr.Geometry]:
    """The ground that roads take."""
    half = {"motorway": 22.0, "ramp": 9.0, "provincial": 9.0, "local": 5.5, "street": 4.0}
    return (line(way.points).Buffer(half[way.kind], 2) for way in roads)


def _house(
    rng: random.Random, at: Point, angle: float, town: bool
) -> list[tuple[ogr.Geometry, int]]:
    """One to four houses side by side, with storeys."""
    kind = rng.random()
    if kind < (0.25 if town else 0.5):
        return [(oblong(at, angle, rng.uniform(8, 12), rng.uniform(8, 11)), 2)]
    if town and kind > 0.94:
        return [(oblong(at, angle, rng.uniform(24, 40), 12), rng.choice((4, 5, 6)))]
    count, width = (2, 6.4) if kind < 0.65 else (4 if town else 3, 5.6)
    row = []
    for i in range(count):
        shift = (i - (count - 1) / 2) * width
        middle = (at[0] + shift * math.cos(angle), at[1] + shift * math.sin(angle))
        row.append((oblong(middle, angle, width, 9.0), 2))
    return row


def houses(
    rng: random.Random, settlement: Settlement, roads: list[Road], taken: Taken
) -> list[Building]:
    """Houses on both sides of the streets and main roads inside a settlement."""
    found: list[Building] = []
    plan = settlement.plan
    inside = settlement.edge.Buffer(-8)
    for way in roads:
        if not way.at_grade or not line(way.points).Intersects(inside):
            continue
        setback = {"street": 12.5, "local": 15.0, "provincial": 22.0}[way.kind]
        for side in (1, -1):
            distance = rng.uniform(14, 24)
            total = length_of(list(way.points))
            while distance < total - 12:
                (x, y), angle = along(list(way.points), distance)
                at = (x - side * setback * math.sin(angle), y + side * setback * math.cos(angle))
                row = _house(rng, at, angle, plan.town)
                distance += max(12.0, 7.0 * len(row)) + rng.uniform(14, 58)
                if rng.random() < 0.12:
                    continue
                for shape, storeys in row:
                    if inside.Contains(shape) and not taken.touches(shape):
                        found.append(_dwelling(rng, shape, storeys, settlement))
                        taken.add(shape)
    return found


def _dwelling(
    rng: random.Random, shape: ogr.Geometry, storeys: int, settlement: Settlement
) -> Building:
    plan = settlement.plan
    (x, y, _), (cx, cy) = shape.Centroid().GetPoint(), plan.centre
    out = math.hypot((x - cx) / plan.radii[0], (y - cy) / plan.radii[1])
    year = int(1895 + 115 * min(1.0, out) + rng.uniform(-12, 14))
    use = "woonfunctie"
    if out < 0.16 and rng.random() < 0.5:
        use = rng.choice(
            (
                "woonfunctie,winkelfunctie",
                "winkelfunctie",
                "kantoorfunctie",
                "bijeenkomstfunctie",
                "woonfunctie,kantoorfunctie",
            )
        )
    return Building(shape, use, year, round(shape.GetArea() * storeys * 0.9), plan.name, storeys)


def farms(
    rng: random.Random, roads: list[Road], taken: Taken, municipality_of: dict[str, ogr.Geometry]
) -> list[Building]:
    """Farmhouses with barns along the roads outside the settlements."""
    found: list[Building] = []
    for way in roads:
        if way.kind not in ("local", "provincial"):
            continue
        distance, total = rng.uniform(60, 320), length_of(list(way.points))
        while distance < total - 60:
            (x, y), angle = along(list(way.points), distance)
            side = rng.choice((1, -1))
            spot = (x - side * 55 * math.sin(angle), y + side * 55 * math.cos(angle))
            distance += rng.uniform(260, 620)
            yard = oblong(spot, angle, 75, 70)
            place = next((n for n, g in municipality_of.items() if g.Contains(yard)), None)
            if place is None or taken.touches(yard):
                continue
            home = oblong(
                (x - side * 34 * math.sin(angle), y + side * 34 * math.cos(angle)), angle, 11, 14
            )
            barn = oblong(spot, angle + rng.choice((0, math.pi / 2)), 20, rng.uniform(28, 42))
            year = rng.randint(1880, 1985)
            found.append(Building(home, "woonfunctie", year, 180, place, 2))
            found.append(
                Building(barn, "overige gebruiksfunctie", year + 20, round(barn.GetArea()), place)
            )
            taken.add(yard)
    return found


def built_up(settlements: list[Settlement], parks: Iterable[ogr.Geometry]) -> ogr.Geometry:
    """The urban area: settlements and the parks that touch the town."""
    return union([*(s.edge for s in settlements), *parks])
