# SPDX-License-Identifier: EUPL-1.2
"""Energy hubs a second time.

Where the description leaves a choice, this is how it is read:
- A park stands in the list under its name. Its load and its sun are those of a plot of its area and profile; its own
  demand_mw goes first.
- Members: parks in the order of their source, then plots in ranking order; hubs in the order of their first member.
- The limit grows with the contract of the one that joins. limit_mw is that of those that joined.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from gridcheck import local, model
from gridcheck.inputs import Plot, World


@dataclass
class Member:
    id: str
    plot: Plot
    hours: np.ndarray  # load - pv, at least 0
    contracted_mw: float


@dataclass
class Hub:
    station_id: str
    members: str
    joined: str | None
    joined_alone: str | None
    sum_of_peaks_mw: float
    peak_mw: float
    saved_mw: float
    limit_mw: float


def candidates(world: World, said: dict[str, model.Answer], order: list[str]) -> dict[str, list[Member]]:
    """By station: parks first, then plots in ranking order."""
    found: dict[str, list[Member]] = {}
    for park in world.parks:
        station, _ = model.serving_station(world, park)
        if station is None or not known(world, station.id):
            continue
        found.setdefault(station.id, []).append(member(world, park))
    plots = {plot.id: plot for plot in world.plots}
    for plot_id in order:
        plot, station = plots[plot_id], said[plot_id].station
        if station is None or not known(world, station.id):
            continue
        found.setdefault(station.id, []).append(member(world, plot))
    return found


def member(world: World, plot: Plot) -> Member:
    hours = np.maximum(local.load_mw(world, plot) - local.pv_mw(world, plot), 0.0)
    return Member(plot.id, plot, hours, plot.contracted_mw)


def known(world: World, station_id: str) -> bool:
    return model.room(world, world.stations[station_id], "demand", world.year).known


def groups(members: list[Member], radius_m: float) -> list[list[Member]]:
    """Who is near whom, by steps of at most the radius; two at least."""
    left, found = list(members), []
    while left:
        group, todo = [], [left.pop(0)]
        while todo:
            one = todo.pop()
            group.append(one)
            near = [two for two in left if one.plot.shape.Distance(two.plot.shape) <= radius_m + model.EQUAL_M]
            todo += near
            left = [two for two in left if two not in near]
        if len(group) > 1:
            found.append(sorted(group, key=members.index))
    return found


def joining(group: list[Member], firm_mw: float, alone: bool) -> list[Member]:
    """Who is in, one after the other, as long as it fits."""
    inside: list[Member] = []
    total = 0.0 if alone else np.zeros_like(group[0].hours)
    contracted = 0.0
    for one in group:
        wanted = total + (float(one.hours.max()) if alone else one.hours)
        if model.at_most(float(np.max(wanted)), firm_mw + contracted + one.contracted_mw):
            inside.append(one)
            total, contracted = wanted, contracted + one.contracted_mw
    return inside


def names(members: list[Member]) -> str | None:
    return ",".join(one.id for one in members) or None


def hubs(world: World, said: dict[str, model.Answer], order: list[str]) -> list[Hub]:
    radius_m = local.local_of(world)["hub_radius_m"]
    found = []
    for station_id, members in candidates(world, said, order).items():
        left = model.room(world, world.stations[station_id], "demand", world.year)
        if left.mw is None:
            continue
        firm_mw = max(0.0, left.mw)
        for group in groups(members, radius_m):
            together = np.sum([one.hours for one in group], axis=0)
            peaks = sum(float(one.hours.max()) for one in group)
            inside = joining(group, firm_mw, alone=False)
            found.append(
                Hub(
                    station_id,
                    names(group) or "",
                    names(inside),
                    names(joining(group, firm_mw, alone=True)),
                    peaks,
                    float(together.max()),
                    peaks - float(together.max()),
                    firm_mw + sum(one.contracted_mw for one in inside),
                )
            )
    return found
