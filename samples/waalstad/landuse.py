# SPDX-License-Identifier: EUPL-1.2
"""Layers of how the land is used and what the plans allow there."""

from __future__ import annotations

import random

from osgeo import ogr

from borders import CODES, municipality_of, tiles
from region import Region
from settlements import road_strips, town_greens
from shapes import blob, line, polygon, polygons_of, union
from terrain import EAST, NORTH, SOUTH, WEST
from write import Layer


def _land_uses(region: Region) -> list[tuple[int, ogr.Geometry]]:
    """Code of the land use and where, the first that applies counts."""
    land = region.land
    main = [way for way in region.roads if way.kind in ("motorway", "ramp", "provincial")]
    tracks = [line(points).Buffer(16, 2) for points in region.rails.values()]
    return [
        (72, land.river),
        (78, land.canal),
        (75, land.lakes["De Bijland"]),
        (75, land.lakes["Kaliwaal"]),
        (75, land.lakes["Kolk Maasweg"]),
        (76, land.lakes["Elderplas"]),
        (76, land.lakes["Zandput Lindert"]),
        (11, union(road_strips(main))),
        (10, union(tracks)),
        *((24, park.outline) for park in region.parks),
        (24, region.yard),
        *((41, green) for green in town_greens()),
        (21, polygon(blob((184900, 424640), 210, 150, 0.1, 0.5))),
        *((20, place.edge) for place in region.settlements),
        *((60, shape) for _, shape in land.forest),
        (50, polygon(blob((182550, 432350), 380, 210, 0.03, 0.0))),
        (50, polygon(blob((187900, 430000), 320, 260, 0.03, 1.0))),
        (44, polygon(blob((189800, 420780), 330, 210, 0.1, 1.0))),
        (32, polygon(blob((186500, 423150), 110, 80, 0.04, 1.0))),
        (30, polygon(blob((177900, 421900), 140, 110, 0.04, 2.0))),
        (62, polygon(blob((180200, 427350), 420, 140, 0.1, 2.0))),
        (61, polygon(blob((191500, 427780), 520, 170, 0.1, 2.0))),
    ]


def land_use(rng: random.Random, region: Region) -> Layer:
    """Every square metre once; farmland in uneven blocks, a few of them not yet coded."""
    layer = Layer("bestand_bodemgebruik_2017", ogr.wkbMultiPolygon, "bg2017 bodemgebruik")
    names = {
        72: "Water",
        78: "Water",
        75: "Water",
        76: "Water",
        11: "Verkeer",
        10: "Verkeer",
        24: "Bebouwd",
        41: "Recreatie",
        21: "Bebouwd",
        20: "Bebouwd",
        60: "Bos",
        50: "Agrarisch",
        44: "Recreatie",
        32: "Semi-bebouwd",
        30: "Semi-bebouwd",
        62: "Natuur",
        61: "Natuur",
    }
    rest = polygon([(WEST, SOUTH), (EAST, SOUTH), (EAST, NORTH), (WEST, NORTH)])
    for code, shape in _land_uses(region):
        for part in polygons_of(rest.Intersection(shape)):
            layer.add(part, str(code), names[code])
        rest = rest.Difference(shape)
    for tile in tiles(rng, 1500):
        for part in polygons_of(rest.Intersection(tile)):
            known = rng.random() > 0.03
            layer.add(part, "51" if known else None, "Agrarisch" if known else None)
    return layer


def zoning(region: Region) -> Layer:
    """Single designations; a later plan lies over part of an older one."""
    layer = Layer(
        "enkelbestemming",
        ogr.wkbMultiPolygon,
        "identificatie naam bestemmingshoofdgroep artikelnummer typeplanobject planstatus datum",
    )

    def add(
        shape: ogr.Geometry,
        place: str,
        name: str,
        group: str,
        article: int,
        date: str = "2016-05-18",
    ) -> None:
        number = len(layer.rows) + 1
        layer.add(
            shape,
            f"NL.IMRO.{CODES[place]}.BP0001-{number:04d}",
            name,
            group,
            str(article),
            "enkelbestemming",
            "vastgesteld",
            date,
        )

    used = []
    for park in region.parks:
        add(
            park.outline,
            park.plan.municipality,
            f"Bedrijventerrein - {park.plan.name}",
            "bedrijventerrein",
            5,
        )
        used.append(park.outline)
    add(region.yard, "Waalstad", "Bedrijf - Containerterminal", "bedrijf", 4)
    for place in region.settlements:
        add(place.edge, place.plan.municipality, "Wonen", "wonen", 21)
        used.append(place.edge)
    add(
        polygon(blob((184900, 424640), 260, 200, 0.1, 0.5)),
        "Waalstad",
        "Centrum",
        "centrum",
        6,
        "2021-11-02",
    )
    for name, shape in region.land.forest:
        add(shape, municipality_of(region, shape), f"Natuur - {name}", "natuur", 12)
        used.append(shape)
    add(region.land.water, "Waalstad", "Water", "water", 22)
    used += [region.land.water, region.yard]
    farmland = union(used)
    for name, shape in region.land.municipalities.items():
        for part in polygons_of(shape.Difference(farmland))[:6]:
            add(part, name, "Agrarisch", "agrarisch", 3, "2013-09-26")
    return layer
