# SPDX-License-Identifier: EUPL-1.2
"""Layers of roads, rail, water transport, lorries and passengers."""

from __future__ import annotations

from osgeo import ogr

import flaws
from borders import municipality_of
from region import Region
from roads import EXITS, MOTORWAY_END, Road, cross_road, motorway_y
from shapes import Point, beside, length_of, line, point, sampled
from terrain import BROOK, CANAL_AXIS, half_width, river_y
from write import Layer


def _carriageway(way: Road) -> str:
    if way.kind == "motorway":
        return "HR"
    return way.ramp or "RB"


def segments(region: Region) -> Layer:
    """The road network; numbers are text without a letter, as published; one has heights."""
    layer = Layer(
        "wegvakken",
        ogr.wkbUnknown,
        "wvk_id:int jte_id_beg:int jte_id_end:int wegbehsrt wegnummer bst_code "
        "rijrichtng stt_naam gme_naam maxshd st_lengthshape:real",
    )
    nodes: dict[Point, int] = {}
    for number, way in enumerate(region.roads, 1):
        shape = line(way.points)
        begin, end = (
            nodes.setdefault(p, 700001 + len(nodes)) for p in (way.points[0], way.points[-1])
        )
        holder = {"motorway": "R", "ramp": "R", "provincial": "P"}.get(way.kind, "G")
        digits = way.number[1:].zfill(3) if way.number else None
        speed = "NVT" if way.kind == "street" and number % 97 == 0 else str(way.speed)
        length = round(shape.Length(), 2)
        if way.name == "Terminalweg":
            shape = flaws.raised(shape, 12.5)
        layer.add(
            shape,
            990000 + number,
            begin,
            end,
            holder,
            digits,
            _carriageway(way),
            "H" if way.oneway else "B",
            way.name,
            municipality_of(region, shape),
            speed,
            length,
        )
    return layer


def ramps() -> Layer:
    """Where each ramp meets the road that crosses the motorway."""
    layer = Layer("afritten", ogr.wkbPoint, "afritnummer afritnaam awegnummer")
    for number, name, x in EXITS:
        for side in (-1, 1):
            meet = min(cross_road(x), key=lambda p: abs(p[1] - motorway_y(x) - side * 85))
            layer.add(point(meet[0], motorway_y(x) + side * 85), number, name, "A94")
    return layer


PLANNED_RAMPS = [
    ("39", "Rivierbeek-Oost", 2034, (191690.0, 430480.0)),
    ("40", "Heuveldorp", 2034, (192560.0, 424265.0)),
]


def planned_ramps() -> Layer:
    """Ramps of the extended motorway."""
    layer = Layer(
        "geplande_aansluitingen", ogr.wkbPoint, "name number status opening_year:int source"
    )
    for number, name, year, (x, y) in PLANNED_RAMPS:
        layer.add(point(x, y), name, number, "tracébesluit in procedure", year, "verzonnen")
    return layer


def ramps_2035() -> Layer:
    """The ramps as they are when the motorway has been extended."""
    layer = ramps()
    layer.name = "afritten_2035"
    for number, name, _, (x, y) in PLANNED_RAMPS:
        layer.add(point(x, y), number, name, "A94")
    return layer


def corridors(region: Region) -> Layer:
    """Freight corridors with lorries a day, invented; none are counted on rail and water."""
    layer = Layer(
        "goederencorridors", ogr.wkbMultiLineString, "name lorries_per_day:int CORRIDORS wegnummer"
    )
    breaks = [176000.0, *(x for _, _, x in EXITS), MOTORWAY_END]
    for west, east, lorries in zip(
        breaks[:-1], breaks[1:], (12400, 11900, 10600, 8900, 6200), strict=True
    ):
        stretch = [
            (west, motorway_y(west)),
            *sampled(motorway_y, west + 50, east - 50, 150),
            (east, motorway_y(east)),
        ]
        layer.add(line(stretch), "Rijksweg A94", lorries, "Oost", "094")
    layer.add(line(cross_road(185250.0)), "Provinciale weg N890", 3100, "Oost", "890")
    layer.add(line(region.rails["Waalderlijn"]), "Waalderlijn", None, "Oost", None)
    layer.add(line(region.land.river_axis), "Waalder", None, "Oost", None)
    return layer


def rail(region: Region) -> Layer:
    """The railways."""
    layer = Layer(
        "spooras", ogr.wkbMultiLineString, "name typespoorbaan vervoerfunctie aantalsporen status"
    )
    for name, points in region.rails.items():
        goods = "goederenvervoer" if name != "Spoorlijn Waalstad - Lindert" else "personenvervoer"
        layer.add(
            line(points),
            name,
            "trein",
            goods,
            "enkel" if "Raccord" in name else "dubbel",
            "Bestaand",
        )
    layer.add(
        line([(x, motorway_y(x) + 275) for x in range(181650, 183901, 250)]),
        "Railterminal Waalder, kopsporen",
        "trein",
        "goederenvervoer",
        "meervoudig",
        "Definitief ontwerp",
    )
    return layer


def quays() -> Layer:
    """Quays, with heights above NAP."""
    layer = Layer("kades", ogr.wkbLineString25D, "name kind length_m:int")
    bank = [p for p in beside(CANAL_AXIS, 53) if 423480 < p[1] < 424780]
    brickworks = [(x, river_y(x) + half_width(x) + 6) for x in (182070, 182180, 182290, 182400)]
    town = [(x, river_y(x) - half_width(x) - 6) for x in (183600, 183750, 183900, 184050)]
    for name, kind, points in (
        ("Kanaalkade Noord", "kade", bank),
        ("Insteekhaven Kanaalzone, noordzijde", "kade", [(181270, 425038), (181800, 424966)]),
        ("Insteekhaven Kanaalzone, zuidzijde", "kade", [(181262, 424925), (181795, 424862)]),
        ("Loswal De Bunt", "loswal", brickworks),
        ("Waalderkade", "passantenkade", town),
    ):
        layer.add(flaws.raised(line(points), 11.0), name, kind, round(length_of(points)))
    return layer


def waterways(region: Region) -> Layer:
    """Fairways with their CEMT class as published: an underscore in it, or nothing at all."""
    layer = Layer("vaarwegen", ogr.wkbMultiLineString, "code name description")
    layer.add(line(region.land.river_axis), "VI_B", "Waalder", "vierbaksduwstel")
    layer.add(line([(181330, river_y(181330)), *CANAL_AXIS[1:]]), "V_B", "Waalstads Kanaal", None)
    layer.add(line([(181260, 424980), (181800, 424915)]), "V_A", "Insteekhaven Kanaalzone", None)
    layer.add(line(BROOK), None, "Lindertse Beek", "niet bevaarbaar")
    return layer
