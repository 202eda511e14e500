# SPDX-License-Identifier: EUPL-1.2
"""Layers of places that lorries, freight and people go to."""

from __future__ import annotations

import random

from osgeo import ogr

from parks import terminal_yard
from region import Region
from roads import motorway_y
from shapes import Line, Point, along, blob, length_of, point, polygon
from terrain import dike_north
from write import Layer


def terminals() -> list[Layer]:
    """Where containers change from water or rail to road: present and planned."""
    inland = Layer(
        "binnenvaartterminals", ogr.wkbPoint, "name operator capacity_units_per_year:int"
    )
    _, _, gate = terminal_yard()
    inland.add(gate, "Containerterminal Waalstad", "Waalder Terminals (verzonnen)", 85000)
    by_rail = Layer("railterminals", ogr.wkbPoint, "name operator capacity_units_per_year:int")
    by_rail.add(point(184530, 422330), "Railservicecentrum Spoorhaven", None, 12000)
    by_rail.add(point(171200, 431050), "Railterminal West (buiten de regio)", None, 40000)
    planned = Layer(
        "geplande_railterminals",
        ogr.wkbPoint,
        "name status opening_year:int capacity_units_per_year:int source",
    )
    planned.add(
        point(182700, motorway_y(182700) + 330),
        "Railterminal Waalder",
        "plan vastgesteld",
        2031,
        90000,
        "verzonnen",
    )
    return [inland, by_rail, planned]


def lorry_places() -> list[Layer]:
    """Parking, clean fuels, energy hubs, and the zone that only clean lorries may enter."""
    parking = Layer("truckparkings", ogr.wkbPoint, "parkingName operator capacity:int")
    parking.add(point(181230, 431150), "Truckparking De Grote Weerd", "gemeente Rivierbeek", 180)
    parking.add(point(189060, 430060), "Truckstop Oosterhof", None, 35)
    hubs = Layer("clean_energy_hubs", ogr.wkbPoint, "name Fuel_type")
    hubs.add(point(185340, 429760), "CEH Rivierpoort", "HVO, bio-LNG, elektriciteit")
    hubs.add(point(181560, 423390), "CEH Kanaalzone", "HVO, waterstof")
    energy = Layer("energiehubs", ogr.wkbPoint, "name status station_id")
    energy.add(point(181650, 424150), "Energiehub Kanaalzone", "in oprichting", "WS-KN")
    zone = Layer("ze_zones", ogr.wkbPolygon, "name gemnaam controlledZoneType from_year:int")
    zone.add(
        polygon(blob((184930, 424600), 520, 430, 0.06, 0.4)),
        "Binnenstad Waalstad",
        "Waalstad",
        "zeroEmissionZone",
        2028,
    )
    return [parking, hubs, energy, zone]


def chargers(rng: random.Random) -> Layer:
    """Public chargers in degrees, their sockets nested and in watts, as published."""
    layer = Layer(
        "charging_point_locations",
        ogr.wkbPoint,
        "id open operator_name address availabilities:json",
    )
    spots: list[tuple[str, Point, int]] = [
        ("Weerdseweg 12", (181240, 431130), 350000),
        ("Rijksstraatweg 88", (185350, 429740), 400000),
        ("Kanaaldijk 3", (181570, 423400), 350000),
        ("Oosterhofseweg 41", (189070, 430050), 150000),
    ]
    for i in range(14):
        spots.append(
            (
                f"Marktstraat {i * 3 + 1}",
                (184900 + rng.uniform(-900, 900), 424400 + rng.uniform(-600, 600)),
                11000,
            )
        )
    for number, (address, (x, y), watts) in enumerate(spots, 1):
        sockets = (
            f'[{{"total": {rng.randint(2, 6)}, "available": 1, "power_max": {watts}, '
            f'"connector_type": "{"IEC_62196_T2_COMBO" if watts > 50000 else "IEC_62196_T2"}"}}]'
        )
        layer.add(
            point(x, y), f"NL-WST-{number:04d}", "true", "Laadwaal (verzonnen)", address, sockets
        )
    return layer


def stops(rng: random.Random, region: Region) -> Layer:
    """Bus stops along the through roads near homes and work, and two stations."""
    layer = Layer("stops", ogr.wkbPoint, "stop_id stop_code stop_name")
    layer.add(point(184190, 424450), "9900001", None, "Waalstad, Station")
    layer.add(point(184045, 429480), "9900002", None, "Rivierbeek, Station")
    near = [(place.plan.name, place.edge.Buffer(120)) for place in region.settlements]
    near += [
        (park.plan.name, park.outline.Buffer(220))
        for park in region.parks
        if park.plan.name in ("Rivierpoort", "Kanaalzone Noord", "Heuvelveld", "De Spoorhaven")
    ]
    through: dict[str, Line] = {}
    for way in region.roads:
        if way.kind in ("provincial", "local") and length_of(list(way.points)) > 220:
            through[f"{way.name} {len(through)}"] = list(way.points)
    for name, points in through.items():
        distance = rng.uniform(40, 200)
        while distance < length_of(points):
            (x, y), _ = along(points, distance)
            distance += rng.uniform(380, 620)
            place = next((n for n, area in near if area.Contains(point(x, y))), None)
            if place:
                number = 9900001 + len(layer.rows)
                layer.add(
                    point(x, y), str(number), str(number)[-5:], f"{place}, {name.rsplit(' ', 1)[0]}"
                )
    return layer


def circular_places() -> list[Layer]:
    """Material banks and waste processing; one tip has closed."""
    banks = Layer("grondstoffenbanken", ogr.wkbPoint, "name kind")
    banks.add(point(180420, 422760), "Grondstoffenbank Waalstad", "bouwmaterialen")
    waste = Layer("afvalverwerking", ogr.wkbPoint, "name plaatsnaam status hectare:real")
    waste.add(
        point(180250, 422480), "Afvalenergiecentrale Kanaalzone", "Waalstad", "in exploitatie", 4.2
    )
    waste.add(point(178450, 429800), "Milieustraat Elderwaard", "Elderwaard", "in exploitatie", 0.9)
    waste.add(point(177900, 421900), "Stortplaats Sluisbos", "Sluiswijk", "gesloten", 6.5)
    waste.add(
        point(186500, dike_north(186500) + 900), "Puinbreker Rivierpoort", "Rivierbeek", None, -1.0
    )
    return [banks, waste]
