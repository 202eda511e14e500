# SPDX-License-Identifier: EUPL-1.2
"""Layers of borders: municipalities, provinces, postcode areas."""

from __future__ import annotations

import random

from osgeo import ogr

from region import Region
from shapes import line, polygon, snapped, union
from terrain import EAST, NORTH, SOUTH, WEST
from write import Layer

CODES = {"Rivierbeek": "9902", "Waalstad": "9901", "Heuveldorp": "9903"}
RESIDENTS = {"Rivierbeek": 18920, "Waalstad": 61430, "Heuveldorp": 11250}
XXL_HECTARES = {"Rivierbeek": 23.4, "Waalstad": 21.0}  # Heuveldorp never counted
UNKNOWN = -99999999


def tiles(rng: random.Random, step: float) -> list[ogr.Geometry]:
    """The region in uneven squares that share their corners."""
    columns, rows = round((EAST - WEST) / step), round((NORTH - SOUTH) / step)
    corners = {}
    for i in range(columns + 1):
        for j in range(rows + 1):
            x = WEST + (EAST - WEST) * i / columns
            y = SOUTH + (NORTH - SOUTH) * j / rows
            dx = 0 if i in (0, columns) else rng.uniform(-0.25, 0.25) * step
            dy = 0 if j in (0, rows) else rng.uniform(-0.25, 0.25) * step
            corners[i, j] = snapped((x + dx, y + dy))
    return [
        polygon([corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]])
        for i in range(columns)
        for j in range(rows)
    ]


def municipality_of(region: Region, shape: ogr.Geometry) -> str:
    """The municipality in which a shape's middle lies."""
    middle = shape.Centroid()
    return min(
        region.land.municipalities,
        key=lambda name: region.land.municipalities[name].Distance(middle),
    )


def municipalities(region: Region) -> Layer:
    """Land and water parts; Heuveldorp's border lies a few metres over Waalstad's."""
    layer = Layer(
        "gemeenten",
        ogr.wkbMultiPolygon,
        "gemeentenaam gemeentecode water aantal_inwoners:int aantal_huishoudens:int "
        "oppervlakte_land_in_ha:int xxl_ha_per_1000:real",
    )
    for name, shape in region.land.municipalities.items():
        if name == "Heuveldorp":
            shape = union([shape, line(shape.GetGeometryRef(0).GetPoints()[2:40]).Buffer(4, 2)])
        land = shape.Difference(region.land.river)
        code, people = f"GM{CODES[name]}", RESIDENTS[name]
        xxl = XXL_HECTARES.get(name)
        layer.add(
            land,
            name,
            code,
            "NEE",
            people,
            round(people / 2.2),
            round(land.GetArea() / 1e4),
            round(xxl / people * 1000, 3) if xxl else UNKNOWN,
        )
        layer.add(
            shape.Intersection(region.land.river),
            name,
            code,
            "JA",
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
        )
    return layer


def provinces(region: Region) -> Layer:
    """The provinces as far as they lie in the region."""
    layer = Layer("provinciegebied", ogr.wkbMultiPolygon, "naam code:int identificatie")
    for name, code in (("Gelderland", 25), ("Limburg", 31)):
        layer.add(region.land.provinces[name], name, code, f"PV{code}")
    return layer


def postcodes(rng: random.Random, region: Region) -> Layer:
    """PC6 areas, invented; the number of residents is often withheld."""
    layer = Layer(
        "postcode6", ogr.wkbMultiPolygon, "postcode6 aantal_inwoners:int aantal_woningen:int"
    )
    letters = "ABCDEFGHJKLMNPRSTVWXZ"
    for number, tile in enumerate(tiles(rng, 780)):
        area = {"Rivierbeek": 6690, "Waalstad": 6691, "Heuveldorp": 6692}[
            municipality_of(region, tile)
        ]
        code = f"{area}{letters[number // 21 % 21]}{letters[number % 21]}"
        homes = rng.randint(3, 190)
        layer.add(tile, code, -99997 if homes < 40 else homes * 2, homes)
    return layer
