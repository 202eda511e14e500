# SPDX-License-Identifier: EUPL-1.2
"""Layers of groundwater, heritage, and safety round installations."""

from __future__ import annotations

import random

from osgeo import ogr

import flaws
from shapes import Point, blob, line, polygon, sampled
from terrain import NORTH, dike_north, dike_south
from write import Layer


def groundwater() -> Layer:
    """Well field, protection area, no-drilling zone: each lies inside the next."""
    layer = Layer("grondwaterbescherming", ogr.wkbMultiPolygon, "soort naam")
    for kind, rx, ry in (
        ("waterwingebied", 280, 230),
        ("grondwaterbeschermingsgebied", 1350, 1300),
        ("boringsvrije zone", 2300, 1700),
        ("intrekgebied", 2900, 2100),
    ):
        layer.add(polygon(blob((189800, 421420), rx, ry, 0.05, 1.0)), kind, "Pompstation Lindert")
    layer.add(polygon(blob((177400, 421300), 700, 500, 0.05, 0.0)), "boringsvrije zone", "Sluisbos")
    return layer


def heritage() -> Layer:
    """Townscape, roman frontier, a mill, a fort; one contour lies at (0, 0)."""
    layer = Layer("erfgoed", ogr.wkbPolygon, "NAAM JURSTATUS rijksmonum:int aard_monum")
    frontier = polygon(
        [
            *sampled(lambda x: dike_south(x) + 20, 180200, 186900, 150),
            *reversed(sampled(lambda x: dike_south(x) - 190, 180200, 186900, 150)),
        ]
    )
    layer.add(
        polygon(blob((184950, 424650), 360, 290, 0.08, 0.6)),
        "Binnenstad Waalstad",
        "rijksbeschermd stads- of dorpsgezicht",
        None,
        None,
    )
    layer.add(frontier, "Romeinse Limes, bufferzone", "provinciaal", None, "archeologisch")
    layer.add(
        polygon(blob((185990, 429560), 150, 110, 0.1, 0.3)),
        "Nederzetting Rivierpoort",
        "rijksmonument",
        990101,
        "archeologisch",
    )
    layer.add(
        polygon(blob((188720, 422960), 70, 60, 0.02, 0.0)),
        "Korenmolen De Hoop",
        "provinciaal",
        990102,
        "onroerend gebouwd",
    )
    layer.add(
        polygon(blob((179400, dike_north(179400) - 60), 140, 90, 0.2, 1.5)),
        "Fort Elderwaard",
        "rijksmonument",
        990103,
        "onroerend gebouwd",
    )
    layer.add(
        polygon([(0, 0), (1, 0), (1, 1), (0, 1)]),
        "Onbekende ligging",
        "rijksmonument",
        990104,
        "archeologisch",
    )
    return layer


def external_safety(rng: random.Random) -> Layer:
    """Risk contours: true arcs, a bow-tie, one without geometry, one twice, one no longer valid."""
    layer = Layer(
        "ev_pr10_6",
        ogr.wkbUnknown,
        "identificatie bedrijfsnaam bronhouder evactiviteit maatgevende_stof eind_geldigheid",
    )

    def add(
        shape: ogr.Geometry | None,
        firm: str,
        holder: str,
        activity: str,
        substance: str | None,
        until: str | None = None,
    ) -> None:
        layer.add(
            shape, f"EV.{rng.randint(10**7, 10**8 - 1)}", firm, holder, activity, substance, until
        )

    cold: Point = (181720, 424060)
    add(
        flaws.circle(cold, 140),
        "Koelhuis Kanaalzone",
        "Waalstad",
        "ammoniakkoelinstallatie",
        "ammoniak",
    )
    add(
        flaws.circle(cold, 140),
        "Koelhuis Kanaalzone",
        "Waalstad",
        "ammoniakkoelinstallatie",
        "ammoniak",
    )
    add(
        flaws.circle((185330, 429700), 60),
        "Tankstation Rivierpoort",
        "Rivierbeek",
        "lpg-tankstation",
        "propaan",
    )
    add(
        flaws.bow_tie((185010, 421940), 120),
        "Tankopslag Spoorhaven",
        "Waalstad",
        "opslag",
        "benzine",
    )
    add(
        flaws.circle((188900, 422650), 110),
        "Verfgroothandel Heuvelveld",
        "Heuveldorp",
        "opslag gevaarlijke stoffen",
        "tolueen",
    )
    add(
        line([(187050, NORTH), (186950, 431000), (186900, 428500)]).Buffer(35, 4),
        "Gasleiding A-699",
        "Rijk",
        "buisleiding",
        "aardgas",
    )
    add(
        flaws.circle((180300, 431400), 160),
        "Vuurwerkopslag Weerd",
        "Rivierbeek",
        "opslag",
        None,
        "2019-03-01",
    )
    add(None, "Transportbedrijf zonder contour", "Rivierbeek", "opslag", None)
    return layer
