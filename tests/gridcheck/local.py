# SPDX-License-Identifier: EUPL-1.2
"""Local energy a second time: the least battery as a linear programme, solved by HiGHS.

Where the description leaves a choice, this is how it is read:
- A plot's own demand_mw is shared over building and charging as its profile shares them.
- A low or high demand meets the typical sun.
- The lead time that must be over is that of the class that is taken.
- Where all stations are announced the demand fits, and the battery is 0.
- local_share takes the ground for the sun also where no battery is needed.
- Hours of a contract that is not firm: the ceiling of 8760 x (1 - available), rounded to 9 decimals before.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from gridcheck import model
from gridcheck.inputs import ROOT, Plot, Station, Table, World
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

HOURS_OF_DAY = 24
DEFAULTS = {
    "ground_pv_share": 0.0,
    "battery_round_trip": 0.90,
    "battery_hours": 2.0,
    "battery_depth": 0.95,
    "battery_margin": 1.0,
    "battery_m2_per_mwh": 50.0,
    "local_area_share": 0.10,
    "hub_radius_m": 1000.0,
}


@lru_cache(maxsize=None)
def hourly(name: str, folder: Path) -> np.ndarray:
    """A profile by its name, or by a path from the rule set."""
    path = folder / name if "/" in name or name.endswith(".csv") else ROOT / "rules" / "profiles" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return np.array([float(row["value"]) for row in csv.DictReader(file)])


def local_of(world: World) -> Table:
    return {**DEFAULTS, **world.grid["local"]}


# ---------------------------------------------------------------------------------------------------------------------
# Hours


def load_mw(world: World, plot: Plot, estimate: str = "typical") -> np.ndarray:
    of_plot = model.power(plot, world.grid, estimate, world.year)
    profile, local = model.profile_of(plot, world.grid), local_of(world)
    building = hourly(profile.get("building_load", local["building_load"]), world.folder)
    charging = hourly(profile.get("charging_load", local["charging_load"]), world.folder)
    b, c = of_plot.building_kw, of_plot.charging_kw
    return of_plot.demand_mw * (building if b + c == 0 else (b * building + c * charging) / (b + c))


def pv_mw(world: World, plot: Plot) -> np.ndarray:
    solar_mwp = model.power(plot, world.grid, "typical", world.year).solar_mwp
    return solar_mwp * hourly(local_of(world)["pv_yield"], world.folder)


def worst_hours(load: np.ndarray, number: int) -> np.ndarray:
    """Of the highest load; of equals the earlier hour."""
    chosen = np.zeros(len(load), dtype=bool)
    chosen[sorted(range(len(load)), key=lambda hour: (-load[hour], hour))[:number]] = True
    return chosen


def contracts_mw(world: World, station: Station, hours: int) -> np.ndarray:
    """What transport contracts add, hour by hour."""
    total = np.zeros(hours)
    for one in local_of(world).get("contract", []):
        kv = station.voltage_kv
        if "min_voltage_kv" in one and not (kv is not None and model.at_most(one["min_voltage_kv"], kv)):
            continue
        if "max_voltage_kv" in one and not (kv is not None and model.at_most(kv, one["max_voltage_kv"])):
            continue
        mw = one["mw"] if "mw" in one else station.fields.get(one["mw_field"])
        if mw is None:
            continue
        if one["form"] == "time-block":
            holds = np.array([in_block(hour % HOURS_OF_DAY, one["from_hour"], one["to_hour"]) for hour in range(hours)])
        else:
            number = math.ceil(round(hours * (1 - one["available"]), 9))
            holds = ~worst_hours(hourly(one["network_load"], world.folder), number)
        total += float(mw) * holds
    return total


def in_block(hour: int, start: int, end: int) -> bool:
    """From counts, to does not; over midnight when to comes first; equal is the whole day."""
    if start == end:
        return True
    return start <= hour < end if start < end else hour >= start or hour < end


# ---------------------------------------------------------------------------------------------------------------------
# The least battery


def missing_mwh(short: np.ndarray, round_trip: float) -> float:
    """MWh that no battery can give, because the year does not bring them: at least 0."""
    wanted = np.maximum(short, 0.0).sum() / math.sqrt(round_trip)
    there = np.maximum(-short, 0.0).sum() * math.sqrt(round_trip)
    return max(0.0, float(wanted - there))


def least_battery(
    short: Sequence[float], hours: float, depth: float, round_trip: float, tolerance: float = 1e-9
) -> float | None:
    """MWh of the least battery with which load - pv + charge - discharge <= limit in every hour, None if none does.

    `short` = load - pv - limit, hour by hour: positive must come out of the battery, negative may go in. PV that is
    not wanted may be curtailed, and nothing bounds what goes back into the grid, so neither needs a variable.
    Variables: E, and for each hour charge, discharge, and the state at its end.
    """
    short = np.asarray(short, dtype=float)
    if np.all(short <= 0):
        return 0.0
    if missing_mwh(short, round_trip) > 0:
        return None  # the programme finds the same, and takes its time
    return programme(short, hours, depth, round_trip, tolerance)


def programme(short: np.ndarray, hours: float, depth: float, round_trip: float, tolerance: float) -> float | None:
    """The same without a look at the year's sum beforehand."""
    n = len(short)
    way = math.sqrt(round_trip)
    energy, charge, discharge, state = 0, 1, 1 + n, 1 + 2 * n
    t = np.arange(n)
    one = np.ones(n)
    # charge - discharge <= -short; charge <= E / hours; discharge <= E / hours; state <= depth E
    rows = np.concatenate([t, t, n + t, n + t, 2 * n + t, 2 * n + t, 3 * n + t, 3 * n + t])
    columns = np.concatenate(
        [charge + t, discharge + t, charge + t, 0 * t, discharge + t, 0 * t, state + t, 0 * t]
    )
    values = np.concatenate([one, -one, one, -one / hours, one, -one / hours, one, -depth * one])
    upper = coo_matrix((values, (rows, columns)), shape=(4 * n, 1 + 3 * n))
    limits = np.concatenate([-short, np.zeros(3 * n)])
    # state at the end - state before - way x charge + discharge / way = 0; before the first hour is the last state
    rows = np.concatenate([t, t, t, t])
    columns = np.concatenate([state + t, state + (t - 1) % n, charge + t, discharge + t])
    equal = coo_matrix((np.concatenate([one, -one, -way * one, one / way]), (rows, columns)), shape=(n, 1 + 3 * n))
    cost = np.zeros(1 + 3 * n)
    cost[energy] = 1.0
    solved = linprog(
        cost,
        A_ub=upper.tocsc(),
        b_ub=limits,
        A_eq=equal.tocsc(),
        b_eq=np.zeros(n),
        bounds=(0, None),
        method="highs-ds",
        options={"primal_feasibility_tolerance": tolerance, "dual_feasibility_tolerance": tolerance},
    )
    if solved.status == 2:
        return None
    if solved.status != 0:
        raise RuntimeError(f"HiGHS says: {solved.message}")
    return float(solved.x[energy])


# ---------------------------------------------------------------------------------------------------------------------
# What the columns say


def short_mw(world: World, plot: Plot, found: model.Verdict, estimate: str) -> np.ndarray:
    load = load_mw(world, plot, estimate)
    firm = max(0.0, found.room.mw) + plot.contracted_mw
    return load - pv_mw(world, plot) - firm - contracts_mw(world, found.station, len(load))


def battery(world: World, plot: Plot, found: model.Verdict, estimate: str = "typical") -> float | None:
    """MWh; infinite where none works; None where the headroom is unknown."""
    if found.room is None or not found.room.known:
        return None
    if found.room.fits(model.net(world, plot, estimate, world.year)):
        return 0.0
    local = local_of(world)
    short = short_mw(world, plot, found, estimate)
    least = least_battery(short, local["battery_hours"], local["battery_depth"], local["battery_round_trip"])
    return math.inf if least is None else least


def local_share(world: World, plot: Plot, energy_mwh: float | None) -> float | None:
    if energy_mwh is None:
        return None
    local = local_of(world)
    planned = local["battery_margin"] * energy_mwh
    return local["battery_m2_per_mwh"] * planned / plot.area_m2 + local["ground_pv_share"]


def status(world: World, plot: Plot, estimate: str, found: model.Verdict, energy_mwh: float | None) -> str:
    """The status with batteries in mind."""
    link = found.connection
    if found.status in ("unknown", "available") or link is None or energy_mwh is None or math.isinf(energy_mwh):
        return found.status
    fits = found.room.fits(model.net(world, plot, estimate, world.year))
    in_time = world.base_year + link.lead_years <= world.year
    small = model.at_most(local_share(world, plot, energy_mwh), local_of(world)["local_area_share"])
    return "local" if not fits and in_time and small else found.status


def add_local(world: World, plot: Plot, said: model.Answer) -> None:
    """Puts local energy into what the model says of a plot."""
    found = model.verdict(world, plot, "typical")
    energy = battery(world, plot, found)
    share, local = local_share(world, plot, energy), local_of(world)
    works = energy is not None and math.isfinite(energy)
    said.columns |= {
        "battery_mwh": energy if works else None,
        "battery_mwh_planned": local["battery_margin"] * energy if works else None,
        "battery_mw": energy / local["battery_hours"] if works else None,
        "local_share": share if works else None,
        "grid_status": status(world, plot, "typical", found, energy),
    }
    said.measures |= {
        "grid_battery_mwh": energy,
        "grid_local_share": share,
        "grid_status": said.columns["grid_status"],
    }
    if model.has_ranges(world.grid):
        for estimate in ("low", "high"):
            other = model.verdict(world, plot, estimate)
            of_other = battery(world, plot, other, estimate)
            said.columns[f"grid_status_{estimate}"] = status(world, plot, estimate, other, of_other)
