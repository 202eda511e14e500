# SPDX-License-Identifier: EUPL-1.2
"""Layers of land use and plans."""

from __future__ import annotations

import random

from osgeo import ogr

from borders import CODES, UNKNOWN
from main_roads import planned_motorway
from parks import Park
from region import Region
from roads import motorway_y
from shapes import blob, line, polygon
from write import Layer


def _hectares(parcels: list[ogr.Geometry]) -> float:
    return round(sum(shape.GetArea() for shape in parcels) / 1e4, 2)


# For energy hubs, of some parks: kind of firm, highest use and contract in MW.
POWER = {
    "De Grote Weerd": ("E-commerce", 7.5, 9.6),
    "Kanaalzone Noord": ("Overslag en productie", 8.0, 12.5),
    "De Maalderij": ("Koelhuis", 1.6, 2.4),
    "Rivierpoort": ("Regionaal DC", 4.5, None),
}


def business_parks(rng: random.Random, region: Region) -> Layer:
    """The yearly survey of business parks; one old park was never measured net."""
    layer = Layer(
        "ibis_bedrijventerreinen",
        ogr.wkbMultiPolygon,
        "RIN_NUMMER:int JAAR:int PLAN_NAAM KERN_NAAM GEM_CODES WLOC_TYPE HA_BRUTO:real "
        "HA_NETTO:real HA_UITGEG:real HA_UIT_HJR:real MAX_MILEUCATEGORIE_CODE Verouderd "
        "vol energieprofiel vermogen_mw:real contract_mw:real",
    )

    def row(number: int, park: Park) -> None:
        plan = park.plan
        net = _hectares([p.shape for p in park.parcels])
        issued = _hectares([p.shape for p in park.parcels if p.built])
        layer.add(
            park.outline,
            99000 + number,
            2025,
            plan.name,
            plan.municipality,
            f"GM{CODES[plan.municipality]}",
            "B",
            _hectares([park.outline]),
            UNKNOWN if plan.name == "Westkade" else net,
            issued,
            round(rng.uniform(0, 2.5), 2),
            plan.category[0],
            "JA" if plan.year < 1975 else "NEE",
            "NEE" if issued < 0.95 * net else "JA",
            *POWER.get(plan.name, (None, None, None)),
        )

    for number, park in enumerate(region.parks, 1):
        row(number, park)
    layer.add(
        region.yard,
        99050,
        2025,
        "Containerterminal Waalstad",
        "Waalstad",
        "GM0000",
        "B",
        _hectares([region.yard]),
        _hectares([region.yard]),
        _hectares([region.yard]),
        0.0,
        "5",
        "NEE",
        "JA",
        None,
        None,
        None,
    )
    return layer


def parcels(region: Region) -> Layer:
    """Cadastral parcels in the business parks."""
    layer = Layer(
        "perceel",
        ogr.wkbMultiPolygon,
        "identificatieLokaalID kadastraleGemeenteWaarde AKRKadastraleGemeenteCodeWaarde "
        "sectie perceelnummer:int kadastraleGrootteWaarde:real soortGrootteWaarde",
    )
    for section, park in zip("ABCDEFGHIJ", region.parks, strict=True):
        place = park.plan.municipality
        for number, parcel in enumerate(park.parcels, 101):
            layer.add(
                parcel.shape,
                f"99{ord(section)}{number:04d}0000",
                place,
                place[:3].upper() + "00",
                section,
                number,
                round(parcel.shape.GetArea()),
                "Vastgesteld",
            )
    return layer


def housing_plans() -> Layer:
    """Where homes are to be built."""
    layer = Layer(
        "woningbouwplannen", ogr.wkbMultiPolygon, "name plan_status dwellings:int year:int"
    )
    for name, status, homes, year, centre, rx, ry in (
        ("Waalstad-West", "hard", 620, 2029, (183480, 424520), 380, 420),
        ("Zuidrand", "zacht", 340, 2033, (185050, 423050), 280, 190),
        ("Rivierbeek-Oost", "hard", 180, 2028, (183820, 429380), 130, 250),
        ("Heuveldorp Noord", "zacht", 150, 2032, (190900, 424950), 260, 170),
        ("Oosterhof, achter de kerk", "hard", 45, 2027, (189850, 428850), 110, 130),
        ("Sluiswijk Zuid", "zacht", None, None, (179150, 422180), 170, 110),
    ):
        layer.add(polygon(blob(centre, rx, ry, 0.05, rx)), name, status, homes, year)
    return layer


def clusters(region: Region) -> Layer:
    """Where the region wants its largest halls."""
    layer = Layer("xxl_clusters", ogr.wkbMultiPolygon, "name source")
    for name in ("De Grote Weerd", "Heuvelveld"):
        outline = next(p.outline for p in region.parks if p.plan.name == name)
        layer.add(outline.Buffer(60, 2), f"Cluster {name}", "RPW Waalstad (verzonnen)")
    return layer


def urban_area(region: Region) -> Layer:
    """The built-up area: settlements, and the parks that adjoin the town."""
    layer = Layer("bebouwde_kom", ogr.wkbMultiPolygon, "naamnl")
    for place in region.settlements:
        layer.add(place.edge.Buffer(25, 2), place.plan.name)
    for park in region.parks:
        if park.plan.name in ("Westkade", "De Spoorhaven", "Kanaalzone Noord", "Elderwaardse Hoek"):
            layer.add(park.outline, park.plan.name)
    return layer


def planned_infrastructure() -> Layer:
    """What is planned: the motorway across the river, a rail terminal, a high-voltage cable."""
    layer = Layer("gepland", ogr.wkbUnknown, "name kind status opening_year:int source")
    layer.add(
        line(planned_motorway()),
        "Doortrekking A94",
        "motorway",
        "tracébesluit in procedure",
        2034,
        "verzonnen",
    )
    strip = [(x, motorway_y(x) + 262) for x in range(181650, 183901, 250)]
    other = [(x, y + 130) for x, y in reversed(strip)]
    layer.add(
        polygon([*strip, *other]),
        "Railterminal Waalder",
        "rail-terminal",
        "plan vastgesteld",
        2031,
        "verzonnen",
    )
    layer.add(
        line(
            [
                (182700, 422560),
                (183200, 422750),
                (184000, 422950),
                (186300, 423000),
                (187900, 423000),
            ]
        ),
        "150 kV-kabel Waalstad - Heuvelveld",
        "cable",
        "in studie",
        None,
        "verzonnen",
    )
    return layer
