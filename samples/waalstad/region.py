# SPDX-License-Identifier: EUPL-1.2
"""The region as a whole, built in the order in which a region grows: land, roads, towns, parks."""

from __future__ import annotations

import random
from dataclasses import dataclass

from osgeo import ogr

import parks as business
import settlements as places
from main_roads import main_roads, railways
from network import connected, noded
from odd_plots import FARM_IN_HOLE, odd_plots, overlapping_plots
from plots import Plot, park_plots
from roads import Road
from shapes import Line, Taken, line, oblong, union
from terrain import BROOK, Land, make_land


@dataclass
class Region:
    """Everything that the layers are taken from."""

    land: Land
    roads: list[Road]
    rails: dict[str, Line]
    settlements: list[places.Settlement]
    parks: list[business.Park]
    plots: list[Plot]
    buildings: list[places.Building]
    yard: ogr.Geometry  # of the container terminal

    def ditches(self) -> list[tuple[ogr.Geometry, str | None]]:
        """Field drains where nothing was built over them, and the brook."""
        built = union([*(p.outline for p in self.parks), *(s.edge for s in self.settlements)])
        drains = [(line(points).Difference(built), None) for points in self.land.ditches]
        return [*drains, (line(BROOK), "Lindertse Beek")]


def build_region(rng: random.Random) -> Region:
    """Builds the region."""
    land = make_land()
    main = main_roads(land)
    rails = railways()
    tracks = union(line(points).Buffer(18, 2) for points in rails.values())
    corridor = union(places.road_strips(main))
    yard, sheds, _ = business.terminal_yard()
    ground = union([land.water, tracks, corridor, yard])
    parks = [business.draw_park(rng, plan, ground) for plan in business.PLANS]
    plots = all_plots(rng, parks)
    estates = union([*(p.outline for p in parks), yard])

    away = union([land.flood_plain.Buffer(45), land.water.Buffer(30), tracks, estates.Buffer(45)])
    through = union(line(way.points).Buffer(25, 2) for way in main)
    settlements = [places.draw_settlement(rng, plan, away, through) for plan in places.PLANS]
    streets = [way for s in settlements for way in s.streets]
    inner = [way for park in parks for way in park.streets]
    roads = connected(noded([*main, *inner, *streets]))

    taken = Taken()
    for shape in (land.water, tracks, estates, land.flood_plain, *(f for _, f in land.forest)):
        taken.add(shape)
    for shape in places.road_strips(roads):
        taken.add(shape)
    for shape in (*places.town_greens(), *(p.shape.MakeValid() for p in plots if p.shape)):
        taken.add(shape)
    buildings = [
        _hall(hall, year, park.plan.municipality) for park in parks for hall, year in park.halls
    ]
    buildings += [_hall(shed, 1998, "Waalstad") for shed in sheds]
    for settlement in settlements:
        buildings += places.houses(rng, settlement, roads, taken)
    for settlement in settlements:
        taken.add(settlement.edge)
    buildings += places.farms(rng, roads, taken, land.municipalities)
    buildings += _farm_in_hole()
    return Region(land, roads, rails, settlements, parks, plots, buildings, yard)


def all_plots(rng: random.Random, parks: list[business.Park]) -> list[Plot]:
    """All candidates of the region."""
    regular = park_plots(rng, parks)
    return [*regular, *odd_plots(rng), *overlapping_plots(rng, regular)]


def _hall(shape: ogr.Geometry, year: int, place: str) -> places.Building:
    return places.Building(shape, "industriefunctie", year, round(shape.GetArea()), place)


def _farm_in_hole() -> list[places.Building]:
    x, y = FARM_IN_HOLE
    return [
        places.Building(
            oblong((x - 12, y), 0.1, 11, 15), "woonfunctie", 1921, 190, "Rivierbeek", 2
        ),
        places.Building(
            oblong((x + 14, y + 2), 0.1, 16, 30), "overige gebruiksfunctie", 1958, 480, "Rivierbeek"
        ),
    ]
