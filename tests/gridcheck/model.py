# SPDX-License-Identifier: EUPL-1.2
"""Section 5 of the contract without local energy: what a plot needs, and when the grid has it.

Where the description leaves a choice, this is how it is read:
- Demand with a class, a headroom, a ratio, a gap or a ledger: demand_mw - contracted_mw, at least 0.
- The class is that of the study's year's demand. Demand varies by year where a figure that makes it is given by year,
  also where that makes no difference in the end.
- cos_phi: a class of max_mw m takes a demand of at most m x cos_phi MW.
- A plot's own demand_mw has no low, no high and no year.
- A station whose relief is announced is announced from that year on, known or unknown before it; a forecast goes first.
- A plot of which all stations are announced has no headroom_mw, and fits.
- A plot of which the station is unknown in the study's year has no earliest year.
- The earliest year rests on an announced relief (relief_sized 0) when a station that is announced then would not have
  the demand without it.
- serving_max_kv is for the serving station only, not for the nearest that has the voltage that a class asks.
- A headroom that is unknown comes before a class that is not usable: the status is 'unknown'.
- Without a usable class there is no earliest year.
- The account of a station has the plots of the stations below it too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from gridcheck.inputs import Cable, Plot, Station, Table, World

SOLAR = ("roof_pv_share", "pv_wp_per_m2", "feed_in_share")
EQUAL_M = 1e-6
NOISE = 1e-9
CHARGING_EFFICIENCY = 0.9


def at_most(value: float, limit: float) -> bool:
    """A comparison with a limit has a tolerance of 1e-9: relative, absolute below 1."""
    return value <= limit + 1e-9 * max(1.0, abs(limit))


# ---------------------------------------------------------------------------------------------------------------------
# Demand


def figure(entry: object, estimate: str, year: int) -> float:
    """A number, { low, typical, high }, or by year: linear between, flat outside."""
    if not isinstance(entry, dict):
        return float(entry)
    if "typical" in entry:
        return float(entry[estimate])
    points = sorted((int(key), float(value)) for key, value in entry.items())
    if year <= points[0][0]:
        return points[0][1]
    for (y0, v0), (y1, v1) in zip(points, points[1:]):
        if year <= y1:
            return v0 + (v1 - v0) * (year - y0) / (y1 - y0)
    return points[-1][1]


@dataclass
class Power:
    """Of a plot in a year."""

    demand_mw: float
    building_kw: float
    charging_kw: float
    supply_mw: float
    solar_mwp: float


def power(plot: Plot, grid: Table, estimate: str, year: int) -> Power:
    profile = profile_of(plot, grid)

    def of(name: str, otherwise: float | None = None) -> float:
        entry = profile.get(name, otherwise)
        return figure(entry, estimate, year)

    footprint = plot.area_m2 * of("built_share")
    floor = footprint * of("floors", 1.0)
    building_kw = floor * of("building_w_per_m2") / 1000
    if "trucks_per_1000_m2" in profile:
        trucks = floor / 1000 * of("trucks_per_1000_m2")
        energy_kwh = trucks * of("kwh_per_truck_day")
        charging_kw = min(energy_kwh / (of("window_h") * CHARGING_EFFICIENCY), trucks * of("charger_kw"))
    else:
        docks = floor / 1000 * of("docks_per_1000_m2")
        charging_kw = docks * of("charger_share") * of("charger_kw")
    demand_mw = of("coincidence") * (building_kw + charging_kw) / 1000
    if plot.demand_mw is not None:
        demand_mw = plot.demand_mw
    ground = grid.get("local", {}).get("ground_pv_share", 0.0)
    wp_per_m2 = of("pv_wp_per_m2")
    return Power(
        demand_mw,
        building_kw,
        charging_kw,
        footprint * of("roof_pv_share") * wp_per_m2 * of("feed_in_share") / 1e6,
        plot.area_m2 * (of("built_share") * of("roof_pv_share") + ground) * wp_per_m2 / 1e6,
    )


def profile_of(plot: Plot, grid: Table) -> Table:
    by_id = {one["id"]: one for one in grid["profile"]}
    word = plot.profile
    if word in grid.get("profile_names", {}):
        word = grid["profile_names"][word]
    return by_id.get(word, by_id[grid["default_profile"]])


# ---------------------------------------------------------------------------------------------------------------------
# Capacity

UNKNOWN, ANNOUNCED = "unknown", "announced"
Headroom = float | str


def own_headroom(world: World, station: Station, direction: str, year: int) -> Headroom:
    """Of one station in a year: MW, unknown, or announced (it fits, how much is not known)."""
    told = {y: mw for y, mw in world.forecast.get((station.id, direction), {}).items() if y <= year}
    if told:
        return told[max(told)]
    has = station.capacity[direction]
    relieved = has.relief_year is not None and year >= has.relief_year
    if relieved and has.relief_mw is None:
        return ANNOUNCED
    left = without_relief(world, station, direction)
    return left + has.relief_mw if relieved and not isinstance(left, str) else left


def without_relief(world: World, station: Station, direction: str) -> Headroom:
    has = station.capacity[direction]
    if has.available_mw is None:
        return UNKNOWN
    left = has.available_mw
    if world.grid.get("available_means", "free") == "present":
        left -= has.required_mw or 0.0
    return left - world.grid.get("queue_share", 1.0) * (has.queue_mw or 0.0)


def chain(world: World, station: Station, direction: str) -> list[Station]:
    """The station and those above it."""
    found = [station]
    while (above := found[-1].above[direction]) is not None and above in world.stations:
        if world.stations[above] in found:
            raise ValueError(f"a loop above {station.id}")
        found.append(world.stations[above])
    return found


@dataclass
class Room:
    """Over a chain of stations in a year."""

    mw: float | None  # the least of those that are known
    known: bool  # of the first station: a figure or an announcement
    announced: list[Station]

    def fits(self, demand_mw: float) -> bool:
        return self.known and (self.mw is None or at_most(demand_mw, self.mw))


def room(world: World, station: Station, direction: str, year: int) -> Room:
    figures = [(one, own_headroom(world, one, direction, year)) for one in chain(world, station, direction)]
    least = min((left for _, left in figures if not isinstance(left, str)), default=None)
    announced = [one for one, left in figures if left == ANNOUNCED]
    return Room(least, figures[0][1] != UNKNOWN, announced)


# ---------------------------------------------------------------------------------------------------------------------
# Connection


def nearest(plot: Plot, stations: list[Station]) -> Station | None:
    """Of those within a micrometre of the least distance the lowest feature id."""
    apart = [(plot.shape.Distance(one.shape), one) for one in stations]
    least = min((metres for metres, _ in apart), default=math.inf)
    near = [one for metres, one in apart if metres <= least + EQUAL_M]
    return min(near, key=lambda one: one.fid) if near else None


def serving_station(world: World, plot: Plot) -> tuple[Station | None, bool]:
    """The station, and whether it was assumed because no area says so."""
    covers = []
    for area in world.areas or []:
        if area.station_id in world.stations and plot.shape.Intersects(area.shape):
            covered = plot.shape.Intersection(area.shape).GetArea()
            if covered > NOISE * plot.area_m2:
                covers.append((covered, area))
    if covers:
        most = max(covered for covered, _ in covers)
        equal = [area for covered, area in covers if covered >= most - NOISE * plot.area_m2]
        return world.stations[min(equal, key=lambda area: area.fid).station_id], False
    return nearest(plot, may_serve(world)), True


def may_serve(world: World) -> list[Station]:
    limit = world.grid.get("serving_max_kv", math.inf)
    return [one for one in world.stations.values() if one.voltage_kv is None or at_most(one.voltage_kv, limit)]


def has_voltage(of: Station | Cable, least_kv: float) -> bool:
    return least_kv <= 0 if of.voltage_kv is None else at_most(least_kv, of.voltage_kv)


@dataclass
class Connection:
    id: str
    station: Station
    distance_m: float
    cost_eur: float
    lead_years: int


def connection(world: World, plot: Plot, serving: Station, demand_mw: float) -> Connection | None:
    """The first usable class."""
    detour, cos_phi = world.grid.get("detour", 1.3), world.grid.get("cos_phi", 1.0)
    for one in world.grid.get("connection", []):
        if not at_most(demand_mw, one["max_mw"] * cos_phi):
            continue
        least_kv, station = one.get("min_voltage_kv", 0.0), serving
        if one["to"] == "cable":
            cables = [cable for cable in world.cables if has_voltage(cable, least_kv)]
            straight_m = min((plot.shape.Distance(cable.shape) for cable in cables), default=math.inf)
        else:
            able = [s for s in chain(world, serving, "demand") if has_voltage(s, least_kv)]
            found = able[0] if able else nearest(plot, [s for s in world.stations.values() if has_voltage(s, least_kv)])
            if found is None:
                continue
            station, straight_m = found, plot.shape.Distance(found.shape)
        distance_m = detour * straight_m
        if math.isinf(distance_m) or not at_most(distance_m, one.get("max_distance_m", math.inf)):
            continue
        cost_eur = one.get("fixed_eur", 0.0) + one.get("eur_per_m", 0.0) * distance_m
        return Connection(one["id"], station, distance_m, cost_eur, one.get("lead_years", 0))
    return None


# ---------------------------------------------------------------------------------------------------------------------
# When


@dataclass
class Answer:
    """What the model says of a plot."""

    plot_id: str
    columns: Table = field(default_factory=dict)  # of ranked_sites
    measures: Table = field(default_factory=dict)  # what rules may ask; infinite is math.inf
    station: Station | None = None
    net_demand_mw: float = 0.0


def net(world: World, plot: Plot, estimate: str, year: int) -> float:
    return max(0.0, power(plot, world.grid, estimate, year).demand_mw - plot.contracted_mw)


def has_a_year(plot: Plot, grid: Table) -> bool:
    """Whether a figure that makes its demand is given by year."""
    figures = [entry for name, entry in profile_of(plot, grid).items() if name not in SOLAR]
    by_year = [one for one in figures if isinstance(one, dict) and "typical" not in one]
    return plot.demand_mw is None and bool(by_year)


def earliest_year(world: World, plot: Plot, station: Station, estimate: str, lead_years: int) -> int | None:
    """The first year from which it fits, in every later year too where the demand changes."""
    years = range(world.base_year, world.grid["horizon"] + 1)
    demand = {year: net(world, plot, estimate, year) for year in {*years, world.year}}
    fits = {year: room(world, station, "demand", year).fits(demand[year]) for year in demand}
    varies = has_a_year(plot, world.grid)
    for year in range(world.base_year + lead_years, world.grid["horizon"] + 1):
        if not fits[world.year] and year <= world.year:
            continue
        if fits[year] and (not varies or all(fits[later] for later in years if later > year)):
            return year
    return None


@dataclass
class Verdict:
    """Of a plot for one estimate of its demand."""

    status: str
    station: Station | None
    assumed: bool
    connection: Connection | None
    room: Room | None
    earliest: int | None


def verdict(world: World, plot: Plot, estimate: str) -> Verdict:
    serving, assumed = serving_station(world, plot)
    if serving is None:
        return Verdict("unknown", None, False, None, None, None)
    demand_mw = net(world, plot, estimate, world.year)
    link = connection(world, plot, serving, demand_mw)
    station = link.station if link else serving
    left = room(world, station, "demand", world.year)
    if not left.known:
        return Verdict("unknown", station, assumed, link, left, None)
    if link is None:
        return Verdict("unavailable", station, assumed, None, left, None)
    earliest = earliest_year(world, plot, station, estimate, link.lead_years)
    status = "unavailable"
    if earliest is not None:
        now = left.fits(demand_mw) and earliest <= world.year
        status = "available" if now else "later" if earliest > world.year else "unavailable"
    return Verdict(status, station, assumed, link, left, earliest)


def answer(world: World, plot: Plot) -> Answer:
    """All columns of ranked_sites and all measures, without local energy."""
    found = verdict(world, plot, "typical")
    of_plot = power(plot, world.grid, "typical", world.year)
    demand_mw = net(world, plot, "typical", world.year)
    link, left = found.connection, found.room
    known = left is not None and left.known
    said = Answer(plot.id, station=found.station, net_demand_mw=demand_mw)
    said.columns = {
        "grid_status": found.status,
        "demand_mw": of_plot.demand_mw,
        "supply_mw": of_plot.supply_mw,
        "headroom_mw": left.mw if known else None,
        "station_id": found.station.id if found.station else None,
        "station_assumed": int(found.assumed) if found.station else None,
        "connection_class": link.id if link else None,
        "connection_distance_m": link.distance_m if link else None,
        "connection_cost_eur": link.cost_eur if link else None,
        "earliest_year": found.earliest,
        "relief_sized": sized(world, plot, found),
    }
    ratio, wait, gap = None, None, None
    if known:
        wait = math.inf if found.earliest is None else max(0, found.earliest - world.year)
        gap = 0.0 if left.mw is None else max(0.0, demand_mw - left.mw)
        if demand_mw == 0:
            ratio = 10.0
        elif left.mw is not None:
            ratio = min(10.0, max(0.0, left.mw / demand_mw))
    said.columns |= supply(world, found.station, of_plot.supply_mw)
    said.measures = {
        "grid_demand": of_plot.demand_mw,
        "grid_supply": of_plot.supply_mw,
        "grid_headroom": said.columns["headroom_mw"],
        "grid_ratio": ratio,
        "grid_wait": wait,
        "grid_distance": said.columns["connection_distance_m"],
        "grid_cost": said.columns["connection_cost_eur"],
        "grid_status": found.status,
        "grid_gap": gap,
        "grid_voltage": found.station.voltage_kv if found.station else None,
    }
    if has_ranges(world.grid):
        for estimate in ("low", "high"):
            said.columns[f"demand_mw_{estimate}"] = power(plot, world.grid, estimate, world.year).demand_mw
            said.columns[f"grid_status_{estimate}"] = verdict(world, plot, estimate).status
    return said


def has_ranges(grid: Table) -> bool:
    return any(isinstance(entry, dict) and "typical" in entry for one in grid["profile"] for entry in one.values())


def sized(world: World, plot: Plot, found: Verdict) -> int | None:
    """1 when the earliest year is one in which it fits by figures alone."""
    if found.earliest is None or found.station is None:
        return None
    demand_mw = net(world, plot, "typical", found.earliest)
    for station in room(world, found.station, "demand", found.earliest).announced:
        left = without_relief(world, station, "demand")
        if isinstance(left, str) or not at_most(demand_mw, left):
            return 0
    return 1


def supply(world: World, station: Station | None, supply_mw: float) -> Table:
    if station is None:
        return {"supply_headroom_mw": None, "supply_fits": None}
    left = room(world, station, "supply", world.year)
    fits = int(left.fits(supply_mw)) if left.known else None
    return {"supply_headroom_mw": left.mw if left.known else None, "supply_fits": fits}


def answers(world: World) -> dict[str, Answer]:
    return {plot.id: answer(world, plot) for plot in world.plots}


# ---------------------------------------------------------------------------------------------------------------------
# The ledger


@dataclass
class Account:
    """Of a station, as if plots were served in the order of the ranking."""

    wanted_mw: float = 0.0
    served_mw: float = 0.0
    wanting: int = 0
    served: int = 0
    fits_in_order: list[str] = field(default_factory=list)
    first_not_fitting: str | None = None


def ledger(world: World, said: dict[str, Answer], order: list[str]) -> dict[str, Account]:
    """`order`: ids of the plots that are not excluded, best first."""
    left: dict[str, float] = {}
    for station in world.stations.values():
        now = own_headroom(world, station, "demand", world.year)
        if not isinstance(now, str):
            left[station.id] = now
    accounts = {name: Account() for name in world.stations}
    for plot_id in order:
        station, demand_mw = said[plot_id].station, said[plot_id].net_demand_mw
        if station is None:
            continue
        over = [one.id for one in chain(world, station, "demand")]
        fits = all(at_most(demand_mw, left[name]) for name in over if name in left)
        for name in over:
            account = accounts[name]
            account.wanted_mw += demand_mw
            account.wanting += 1
            if fits:
                if name in left:
                    left[name] -= demand_mw
                account.served_mw += demand_mw
                account.served += 1
                account.fits_in_order.append(plot_id)
            elif account.first_not_fitting is None:
                account.first_not_fitting = plot_id
    return accounts
