# SPDX-License-Identifier: EUPL-1.2
"""The land itself: the river Waalder, the canal, the hills, and the borders drawn across them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from osgeo import ogr

from shapes import Line, beside, blob, box, curve, line, polygon, polygons_of, sampled, union

WEST, SOUTH, EAST, NORTH = 176000.0, 420000.0, 194000.0, 434000.0
REGION = (WEST, SOUTH, EAST, NORTH)


def river_y(x: float) -> float:
    """Where the river's axis lies."""
    t = (x - WEST) / (EAST - WEST)
    return (
        426800
        + 700 * math.sin(math.tau * 1.35 * t + 0.6)
        + 260 * math.sin(math.tau * 3.1 * t + 1.0)
    )


def half_width(x: float) -> float:
    """Half the river's width, across the valley."""
    return 145 + 22 * math.sin(x / 900) + 12 * math.sin(x / 310)


def town_front(x: float) -> float:
    """1 where the town lies on the river and its flood plain is narrow, 0 far from there."""
    return math.exp(-(((x - 184300) / 1300) ** 4))


def dike_north(x: float) -> float:
    """The northern winter dike."""
    return river_y(x) + 640 + 260 * math.sin(x / 1450 + 0.8) - 150 * town_front(x)


def dike_south(x: float) -> float:
    """The southern winter dike, close to the water at the town."""
    wide = 600 + 230 * math.sin(x / 1300 + 2.2)
    return river_y(x) - wide + (wide - 245) * town_front(x)


# fmt: off
CANAL_AXIS: Line = curve([(181330, 426900), (181310, 425900), (181180, 424600), (181000, 423300),
                          (180700, 421600), (180560, 420000)])
BROOK: Line = curve([(187660, 426700), (187520, 425900), (187690, 425100), (187420, 424300),
                     (187560, 423500), (187300, 422700), (187420, 421900), (187160, 421000),
                     (187240, 420000)])
# fmt: on
LIMBURG_BORDER: Line = BROOK


@dataclass
class Land:
    """Everything that lies there before anything is built."""

    river: ogr.Geometry
    canal: ogr.Geometry
    lakes: dict[str, ogr.Geometry]
    flood_plain: ogr.Geometry
    forest: list[tuple[str, ogr.Geometry]]
    municipalities: dict[str, ogr.Geometry]
    provinces: dict[str, ogr.Geometry]
    river_axis: Line
    dikes: dict[str, Line]
    ditches: list[Line]

    @property
    def water(self) -> ogr.Geometry:
        """All open water as one geometry."""
        return union([self.river, self.canal, *self.lakes.values()])


def _strip(lower: Line, upper: Line) -> ogr.Geometry:
    return polygon([*lower, *reversed(upper)])


def _municipalities() -> dict[str, ogr.Geometry]:
    axis = [
        (WEST, river_y(WEST)),
        *sampled(river_y, WEST + 100, EAST - 100, 100),
        (EAST, river_y(EAST)),
    ]
    meeting = BROOK[0][0]
    west = [p for p in axis if p[0] < meeting]
    east = [p for p in axis if p[0] > meeting]
    corner = (meeting, river_y(meeting))
    border = [corner, *BROOK[1:]]
    return {
        "Rivierbeek": polygon([*west, corner, *east, (EAST, NORTH), (WEST, NORTH)]),
        "Waalstad": polygon([*west, *border, (WEST, SOUTH)]),
        "Heuveldorp": polygon([*reversed(border), *east, (EAST, SOUTH)]),
    }


def _ditches() -> list[Line]:
    """Field drains on both sides of the river."""
    found = []
    for i in range(11):
        x = 176700 + i * 1630
        found.append([(x, dike_north(x) + 120), (x + 190, 429000), (x + 260, 430050)])
        found.append([(x + 500, 431250), (x + 560, 432400), (x + 480, 433900)])
        if not 181000 < x < 187500 and x < 190500:
            found.append([(x + 300, dike_south(x + 300) - 130), (x + 220, 424000)])
    return found


def make_land() -> Land:
    """Draws the land."""
    region = box(*REGION)
    river = _strip(
        sampled(lambda x: river_y(x) - half_width(x), WEST, EAST, 60),
        sampled(lambda x: river_y(x) + half_width(x), WEST, EAST, 60),
    )
    canal = _strip(beside(CANAL_AXIS, 52), beside(CANAL_AXIS, -52)).Difference(river)
    basin = polygon([(181255, 424930), (181800, 424870), (181805, 424960), (181262, 425035)])
    canal = union([canal, basin])
    dikes = {
        "Waalderdijk-Noord": sampled(dike_north, WEST, EAST, 80),
        "Waalderdijk-Zuid": sampled(dike_south, WEST, EAST, 80),
    }
    lakes = {
        "De Bijland": polygon(blob((178550, 426800), 420, 120, 0.08, 1.0)),
        "Kaliwaal": polygon(blob((190450, 427640), 300, 100, 0.1, 0.4)),
        "Elderplas": polygon(blob((187350, 431900), 260, 330, 0.07, 2.0)),
        "Kolk Maasweg": polygon(blob((181790, 422890), 105, 80, 0.1, 0.7)),
        "Zandput Lindert": polygon(blob((189150, 420700), 230, 180, 0.06, 0.0)),
    }
    forest = [
        ("Heuvelberg", polygon(blob((192700, 421700), 1250, 1350, 0.07, 0.5)).Intersection(region)),
        (
            "Lindertse Bos",
            polygon(blob((188300, 420500), 420, 330, 0.1, 1.1)).Difference(
                lakes["Zandput Lindert"].Buffer(20)
            ),
        ),
        ("Sluisbos", polygon(blob((177300, 421300), 620, 380, 0.12, 0.2))),
        (
            "Elderbos",
            polygon(blob((187400, 432900), 560, 360, 0.1, 1.9)).Difference(lakes["Elderplas"]),
        ),
        ("Weerdbos", polygon(blob((177200, 432700), 480, 420, 0.12, 2.6))),
    ]
    municipalities = _municipalities()
    return Land(
        river=river,
        canal=polygons_of(canal)[0],
        lakes=lakes,
        flood_plain=_strip(dikes["Waalderdijk-Zuid"], dikes["Waalderdijk-Noord"]),
        forest=forest,
        municipalities=municipalities,
        provinces={
            "Gelderland": union([municipalities["Rivierbeek"], municipalities["Waalstad"]]),
            "Limburg": municipalities["Heuveldorp"],
        },
        river_axis=sampled(river_y, WEST, EAST, 100),
        dikes=dikes,
        ditches=_ditches(),
    )


def along_brook(width: float) -> ogr.Geometry:
    """The brook's valley, so many metres to each side."""
    return line(BROOK).Buffer(width, 6)
