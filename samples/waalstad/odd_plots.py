# SPDX-License-Identifier: EUPL-1.2
"""Candidate plots outside the parks, and plots with the flaws that real lists have."""

from __future__ import annotations

import random
from itertools import pairwise

from osgeo import ogr

from plots import Plot, make_plot
from shapes import Frame, blob, box, polygon, polygons_of, union
from terrain import dike_north, half_width, river_y


def _field(
    origin: tuple[float, float], degrees: float, width: float, depth: float, bend: float = 0.0
) -> ogr.Geometry:
    frame = Frame(origin, degrees, width, bend)
    return polygon(frame.outline([(0, 0), (width, 0), (width, depth), (0, depth)]))


def _brickworks() -> ogr.Geometry:
    """An old brickworks on the northern bank, between river and dike."""
    west, east = 182050.0, 182420.0
    lower = [(x, river_y(x) + half_width(x) + 25) for x in (west, west + 125, west + 250, east)]
    upper = [(x, dike_north(x) - 190) for x in (east, west + 250, west + 125, west)]
    return polygon([*lower, *upper])


FARM_IN_HOLE = (187560.0, 428560.0)

# id, name, segment, plan status, environmental category, meant for a quay-bound firm
TABLE = """
RB-X1 | Knoop Elderwaard                | xxl          | zacht | 4.1 | 0
RB-X2 | Oosterhof-Noord                 | xxl          | zacht | 3.2 | 0
RB-X3 | De Grote Weerd West             | xxl          | zacht | 4.2 | 0
RB-X4 | Hoeve Waalzicht                 | xxl          | zacht | 3.2 | 0
RB-X5 | Steenfabriek De Bunt            | kadegebonden | hard  | 4.2 | 1
RB-X6 | Uiterwaard Elderwaard           | kadegebonden | zacht | 3.2 | 1
RB-X7 | Veerstraat, nader te bepalen    | regionaal    | zacht | 3.1 | 0
RB-X8 | Rivierpoort 99 (nog in te meten) | regionaal   | zacht | 3.2 | 0
RB-X9 | Oostgrens A94                   | xxl          | zacht | 4.1 | 0
WS-X1 | Sluiswijk Zuid                  | regionaal    | zacht | 3.2 | 0
WS-X2 | Maasweg-Zuid                    | xxl          | zacht | 3.2 | 0
WS-X3 | Spoorzone West                  | regionaal    | hard  | 3.2 | 0
HD-X1 | Heuvelrand                      | xxl          | zacht | 3.2 | 0
HD-X2 | Lindertse Akkers                | regionaal    | zacht | 3.1 | 0
HD-X3 | Maasweg-Oost                    | regionaal    | zacht | 3.2 | 0
"""
WORDS_OF_ITS_OWN = {"WS-X2": "Groothandel"}  # a kind of firm that no rule set knows
MUNICIPALITIES = {"RB": "Rivierbeek", "WS": "Waalstad", "HD": "Heuveldorp"}


def _odd_shapes() -> dict[str, ogr.Geometry | None]:
    """Greenfields, two parts beside a drain, a hole round a farm, a bow-tie, nothing at all."""
    hole = polygon(blob(FARM_IN_HOLE, 42, 42, 0.03, 0.0))
    water_edge = river_y(176760) + half_width(176760)
    bow_tie = [(0, 0), (300, 10), (290, 230), (150, 225), (150, 205), (160, 240), (-5, 220)]
    return {
        "RB-X1": _field((176300, 430990), 2, 720, 340, 14),
        "RB-X2": _field((190450, 430900), 3, 640, 300, 20),
        "RB-X3": union(
            [_field((178560, 431120), 2, 260, 330), _field((178860, 431130), 2, 300, 330)]
        ),
        "RB-X4": _field((187390, 428420), 2, 360, 300).Difference(hole),
        "RB-X5": _brickworks(),
        "RB-X6": _field((176760, water_edge + 90), 4, 260, 170, -8),
        "RB-X7": polygon([(183450 + x, 428655 + y) for x, y in bow_tie]),
        "RB-X8": None,
        "RB-X9": _field((192150, 429750), -22, 420, 230, 10),
        "WS-X1": _field((179150, 421750), 1, 330, 210, 8),
        "WS-X2": _field((181620, 422740), 0, 420, 300, 12),
        "WS-X3": _field((183790, 423430), 3, 230, 205, 4),
        "HD-X1": _field((190880, 422560), 3, 700, 330, 10),
        "HD-X2": _field((189430, 421640), -6, 300, 220),
        "HD-X3": _field((189650, 423690), 24, 330, 190, 6),
    }


def odd_plots(rng: random.Random) -> list[Plot]:
    """Plots outside the parks, and plots with the flaws that real lists have."""
    shapes = _odd_shapes()
    found = []
    for row in TABLE.strip().splitlines():
        ident, name, segment, status, category, quay = (cell.strip() for cell in row.split("|"))
        place, hard = MUNICIPALITIES[ident[:2]], status == "hard"
        shape = shapes[ident]
        profile = WORDS_OF_ITS_OWN.get(ident)
        found.append(
            make_plot(rng, ident, name, place, shape, segment, hard, category, int(quay), profile)
        )
    return found


def overlapping_plots(rng: random.Random, plots: list[Plot]) -> list[Plot]:
    """Two plots that lie over others: another way to cut the same ground."""
    by_park: dict[str, list[Plot]] = {}
    for plot in plots:
        if plot.shape is not None:
            by_park.setdefault(plot.id[:2], []).append(plot)
    found = []
    for code, ident, name, size in (
        ("HV", "HV-V1", "Heuvelveld variant 1", 190.0),
        ("RP", "RP-V1", "Rivierpoort variant 1", 150.0),
    ):
        for one, two in pairwise(by_park[code]):
            gap = one.shape.Distance(two.shape)  # type: ignore[union-attr]
            if gap < 1:
                x, y, *_ = one.shape.Union(two.shape).Centroid().GetPoint()  # type: ignore
                cut = box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
                both = union([one.shape, two.shape])  # type: ignore[list-item]
                shape = polygons_of(both.Intersection(cut))[0]
                found.append(
                    make_plot(rng, ident, name, one.municipality, shape, "regionaal", False, "3.2")
                )
                break
    return found
