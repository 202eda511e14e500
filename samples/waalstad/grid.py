# SPDX-License-Identifier: EUPL-1.2
"""The electricity grid. Every figure of capacity is invented."""

from __future__ import annotations

import math
import random
from typing import NamedTuple

from osgeo import ogr

from borders import tiles
from region import Region
from shapes import Point, line, point, union
from write import Layer

# Per station: name, where, voltage and what is above it; then for offtake and for feed-in: MW free,
# MW in the queue, colour, year of relief, MW of relief (offtake only). A dash is not known.
TABLE = """
WAA380| Waalderhoek    | 178350 425350| 380 -    | 640 590 limited 2033 500| 900 870 congested 2035
WST150| Waalstad       | 182620 422520| 150 WAA380| 24 41 congested 2031 140| 12 55 congested 2033
RIV150| Rivierbeek     | 186950 430020| 150 WAA380| 26 14 limited 2032 60  | 20 9 limited -
HEU150| Heuvelveld     | 187950 423020| 150 WAA380| 38 9 limited - -       | 60 4 limited -
WS-KN | Kanaalzone     | 182080 424080| 20 WST150| 9 6.5 limited 2029 18   | 7 2 limited -
WS-KZ | Kanaalzone Zuid| 180590 422620| 10 WST150| 3.5 5 congested 2030 8  | 4 1 limited -
WS-SH | Spoorhaven     | 184520 421900| 10 WST150| 2 0 limited - -         | 2.5 0 available -
WS-ST | Waalstad Stad  | 183650 423650| 10 WST150| - - announced - -       | - - - -
RB-GW | Grote Weerd    | 181150 430960| 20 WST150| 16 12 congested 2028 30 | 10 14 congested 2031
RB-RP | Rivierpoort    | 185420 429150| 20 RIV150| 3.5 4 congested 2031 -  | 9 3 limited -
RB-OH | Oosterhof      | 189060 429300| 10 RIV150| 6 0.5 available - -     | 6 0 available -
HD-HV | Heuvelveld     | 188005 423060| 20 HEU150| 14 3 available - -      | 12 1 available -
HD-MD | Maalderij      | 192260 424480| 10 HEU150| 4.8 4.5 congested 2032 10| 3 6 congested 2034
"""


class Station(NamedTuple):
    """A row of the table."""

    id: str
    name: str
    place: Point
    kv: float
    above: str | None
    offtake: list[str | None]
    feed_in: list[str | None]


def _known(text: str) -> str | None:
    return None if text == "-" else text


def _station(row: str) -> Station:
    ident, name, where, fed, offtake, feed_in = (cell.strip() for cell in row.split("|"))
    x, y = map(float, where.split())
    kv, above = fed.split()
    return Station(
        ident,
        f"{name} {kv} kV",
        (x, y),
        float(kv),
        _known(above),
        [_known(word) for word in offtake.split()],
        [_known(word) for word in feed_in.split()],
    )


STATIONS = [_station(row) for row in TABLE.strip().splitlines()]
LARGE = {station.id: station.place for station in STATIONS if station.kv > 100}
FEEDERS = [station for station in STATIONS if station.kv < 100]


def stations() -> Layer:
    """The stations, and what they have left."""
    layer = Layer(
        "stations",
        ogr.wkbPoint,
        "station_id name voltage_kv:real upstream_id demand_available_mw:real "
        "demand_queue_mw:real demand_status relief_year:int relief_mw:real "
        "supply_available_mw:real supply_queue_mw:real supply_status "
        "supply_relief_year:int",
    )
    for station in STATIONS:
        layer.add(
            point(*station.place),
            station.id,
            station.name,
            station.kv,
            station.above,
            *station.offtake,
            *station.feed_in,
        )
    return layer


def nearest_feeder(place: Point) -> Station:
    """The station that serves a place."""
    return min(FEEDERS, key=lambda station: math.dist(station.place, place))


def service_areas(rng: random.Random) -> Layer:
    """Which station serves which ground: the nearest, block by block."""
    layer = Layer("service_areas", ogr.wkbMultiPolygon, "station_id")
    areas: dict[str, list[ogr.Geometry]] = {station.id: [] for station in FEEDERS}
    for tile in tiles(rng, 560):
        areas[nearest_feeder(tile.Centroid().GetPoint()[:2]).id].append(tile)
    for name, parts in areas.items():
        layer.add(union(parts), f"{name} " if name == "WS-SH" else name)
    return layer


def cables(region: Region) -> Layer:
    """Medium voltage along the roads, high voltage between the large stations."""
    layer = Layer("cables", ogr.wkbLineString, "voltage_kv:real")
    for way in region.roads:
        if way.kind in ("local", "provincial"):
            middle = way.points[len(way.points) // 2]
            layer.add(line(way.points), nearest_feeder(middle).kv)
    west, east, north = LARGE["WST150"], LARGE["HEU150"], LARGE["RIV150"]
    source = LARGE["WAA380"]
    layer.add(line([(176000, 425100), source]), 380)
    layer.add(line([source, (179200, 423900), (181300, 422900), west]), 150)
    layer.add(line([source, (179900, 430300), (183800, 430600), north]), 150)
    layer.add(line([(176000, 421450), (179600, 421300), (181900, 421500), west]), 150)
    layer.add(line([west, (183500, 420900), (186700, 420700), (187750, 422300), east]), 150)
    for station in FEEDERS:
        start = LARGE[str(station.above)]
        if math.dist(start, station.place) > 100:
            layer.add(line([start, (start[0], station.place[1]), station.place]), station.kv)
    return layer


def forecast() -> Layer:
    """What a few stations expect to have left."""
    layer = Layer(
        "forecast",
        ogr.wkbNone,
        "station_id year:int demand_available_mw:real supply_available_mw:real",
    )
    for name, figures in {
        "WST150": [(2027, -14.0), (2029, -20.0), (2031, 96.0), (2035, 60.0)],
        "HD-HV": [(2027, 13.0), (2030, 9.5), (2034, 21.0)],
        "RB-OH": [(2028, 1.1), (2032, None), (2033, 12.0)],
    }.items():
        for year, left in figures:
            layer.add(None, name, year, left, None)
    return layer
