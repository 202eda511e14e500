# SPDX-License-Identifier: EUPL-1.2
"""The grid operators' capacity map: the same grid as `grid` tells, in the official JSON.

It has no geometry: a postcode names its station, and that names the congestion areas above it. It
gives what is present and what is needed, a queue, colours and a year of relief, and never the
megawatts of the relief.
"""

from __future__ import annotations

from grid import STATIONS, Station, nearest_feeder
from write import FIXED_DATE, Layer

COLOURS = {
    "available": "transparant",
    "limited": "yellow",
    "announced": "amber",
    "congested": "red",
    None: "amber",
}
PRESENT_MW = {10.0: 24.0, 20.0: 64.0, 150.0: 320.0, 380.0: 2400.0}
DEMAND_AREA, SUPPLY_AREA = "Waalder, zuidelijk deelgebied", "Waalder"
TOP = "WAA380"  # what is above the 150 kV stations counts as the congestion area
TWICE = ("6691GE", "WS-KZ")  # this postcode of Kanaalzone stands there too, in another colour

UPDATED = ("KI", "ATC", "BTC", "WR", "NU", "JC")

Json = dict[str, object]


def _head(title: str, identifier: str) -> Json:
    return {
        "conforms_to": "http://data.netbeheernederland.nl/capaciteitskaart/v1.3.0",
        "creator": "verzonnen",
        "identifier": identifier,
        "title": title,
        "issued": FIXED_DATE,
        "date": FIXED_DATE,
        "updated": [{"date": FIXED_DATE, "type": kind} for kind in UPDATED],
        "valid": {"start": FIXED_DATE, "end": "2026-04-01"},
    }


def _direction(prefix: str, station: Station) -> Json:
    """Present, needed, queue and year of relief; what is not known is left out."""
    free, queue, _, year = (station.offtake if prefix == "demand" else station.feed_in)[:4]
    present = PRESENT_MW[station.kv]
    told: Json = {}
    if free is not None:
        told[f"{prefix}_available_capacity"] = present
        told[f"{prefix}_quoted_capacity"] = round(present - float(free), 1)
    if queue is not None:
        told[f"{prefix}_capacity_in_queue"] = float(queue)
        told[f"{prefix}_requests_in_queue"] = round(float(queue) * 1.5)
    if year is not None:
        told[f"{prefix}_alleviation_year"] = int(year)
    return told


def _works(station: Station) -> list[Json]:
    year = station.offtake[3]
    if year is None:
        return []
    return [
        {
            "project_name": f"Uitbreiding {station.name}",
            "status_kind": "scheduled",
            "time_schedules": [{"schedule_interval": {"quarter": 4, "year": int(year) - 1}}],
            "description": f"Extra transformator in {station.name}",
        }
    ]


def _code(station: Station) -> str:
    """As operators write them: with blanks, and one with a blank at the end."""
    return f"OS {station.name}" + (" " if station.id == "WS-SH" else "")


def _of_postcodes(postcodes: Layer) -> dict[str, list[str]]:
    """The postcodes of each station, by where their middle lies."""
    served: dict[str, list[str]] = {station.id: [] for station in STATIONS}
    for shape, values in postcodes.rows:
        assert shape is not None
        served[nearest_feeder(shape.Centroid().GetPoint()[:2]).id].append(str(values[0]))
    code, other = TWICE
    served[other].append(code)
    return served


def _postcode(number: int, code: str, station: Station) -> Json:
    """Coloured as its station, and here and there as a cable that is full before the station."""
    demand, supply = (COLOURS[known[2]] for known in (station.offtake, station.feed_in))
    return {
        "postcode": code,
        "demand_constraint": "red" if number % 9 == 4 else demand,
        "generation_constraint": supply,
        "substation_short_code": station.above,
    }


def regional(postcodes: Layer) -> Json:
    """The regional operator's file: an area per station, with its postcodes."""
    served = _of_postcodes(postcodes)
    areas: list[Json] = [
        {
            "short_code": _code(station),
            "description": station.name,
            **_direction("demand", station),
            **_direction("generation", station),
            "works": _works(station),
            "postcode_areas": [
                _postcode(number, code, station) for number, code in enumerate(served[station.id])
            ],
        }
        for station in STATIONS
        if station.kv < 100
    ]
    return {**_head("Capaciteitskaart regionaal", "waalstad-regionaal"), "energy_areas": areas}


def national() -> Json:
    """TenneT's file: 150 kV stations, and congestion areas that differ for offtake and feed-in."""
    top = next(station for station in STATIONS if station.id == TOP)
    areas: list[Json] = [
        {
            "short_code": code,
            "type": "congestion_area",
            **_direction(prefix, top),
            f"{prefix}_constraint": COLOURS[known[2]],
            "works": _works(top) if prefix == "demand" else [],
        }
        for code, prefix, known in (
            (DEMAND_AREA, "demand", top.offtake),
            (SUPPLY_AREA, "generation", top.feed_in),
        )
    ]
    areas += [
        {
            "short_code": station.id,
            "description": station.name,
            "type": "energy_area",
            **_direction("demand", station),
            **_direction("generation", station),
            "demand_constraint": COLOURS[station.offtake[2]],
            "generation_constraint": COLOURS[station.feed_in[2]],
            "demand_energy_area_short_code": DEMAND_AREA,
            "generation_energy_area_short_code": SUPPLY_AREA,
            "works": _works(station),
        }
        for station in STATIONS
        if 100 < station.kv < 300
    ]
    return {**_head("Capaciteitskaart TenneT", "waalstad-tennet"), "energy_areas": areas}
