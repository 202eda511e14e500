# SPDX-License-Identifier: EUPL-1.2
"""Small worlds, drawn by chance from a seed: plots, stations, areas, cables, a forecast, and a rule set about them.

What rarely comes by chance is put in on purpose: a demand of exactly what a class takes, a distance of exactly what is
allowed, a headroom of exactly the demand, a plot half in one area and half in another, a year without megawatts.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from pathlib import Path

from osgeo import gdal, ogr, osr

WEST, SOUTH, SIZE = 190_000.0, 430_000.0, 6000.0
MEASURES = (
    "grid_demand",
    "grid_supply",
    "grid_headroom",
    "grid_ratio",
    "grid_wait",
    "grid_distance",
    "grid_cost",
    "grid_gap",
    "grid_voltage",
)
LOCAL_MEASURES = ("grid_battery_mwh", "grid_local_share")
STATUSES = ("available", "limited", "announced", "congested")

Row = tuple[str | None, dict[str, object]]  # WKT and fields


@dataclass
class World:
    """What a world is made of; `rules` is the text of [grid] and what follows."""

    seed: int
    rng: random.Random
    local: bool
    mva: bool = False
    grid: dict[str, object] = field(default_factory=dict)
    profiles: list[dict[str, object]] = field(default_factory=list)
    classes: list[dict[str, object]] = field(default_factory=list)
    contracts: list[dict[str, object]] = field(default_factory=list)
    local_grid: dict[str, object] = field(default_factory=dict)
    layers: dict[str, list[Row]] = field(default_factory=dict)
    year: int = 2030
    base_year: int = 2026


def chance(rng: random.Random, share: float) -> bool:
    return rng.random() < share


def maybe(rng: random.Random, share: float, value: object) -> object:
    return value if chance(rng, share) else None


# ---------------------------------------------------------------------------------------------------------------------
# The rule set


def spread(rng: random.Random, typical: float, kind: str, most: float = math.inf) -> object:
    """A figure: a number, a range or by year; never above `most`."""
    if kind == "range":
        return {
            "low": round(typical * rng.uniform(0.4, 0.9), 4),
            "typical": round(typical, 4),
            "high": min(most, round(typical * rng.uniform(1.1, 2.0), 4)),
        }
    if kind == "years":
        last = min(most, typical * rng.choice((0.7, 1.6)))
        return {"2028": round(typical * 0.6, 4), "2031": round(typical, 4), "2036": round(last, 4)}
    return round(typical, 4)


def draw_profile(rng: random.Random, ident: str, kinds: list[str]) -> dict[str, object]:
    def of(typical: float, most: float = math.inf) -> object:
        return spread(rng, typical, rng.choice(kinds), most)

    profile = {
        "id": ident,
        "built_share": round(rng.uniform(0.3, 0.6), 3),
        "building_w_per_m2": of(rng.uniform(8, 60)),
        "charger_kw": of(rng.choice((50, 100, 350))),
        "coincidence": of(rng.uniform(0.3, 1.0), 1.0),
        "roof_pv_share": round(rng.uniform(0.3, 0.8), 3),
        "pv_wp_per_m2": of(rng.uniform(120, 220)),
        "feed_in_share": of(rng.uniform(0.1, 0.7), 1.0),
    }
    if chance(rng, 0.5):
        profile["floors"] = rng.choice((1, 1.2, 2))
    if chance(rng, 0.5):
        profile["trucks_per_1000_m2"] = of(rng.uniform(0.2, 3.0))
        profile["kwh_per_truck_day"] = of(rng.uniform(100, 450))
        profile["window_h"] = rng.choice((1, 5, 8, 10))
    else:
        profile["docks_per_1000_m2"] = of(rng.uniform(0.0, 4.0))
        profile["charger_share"] = of(rng.uniform(0.1, 0.8), 1.0)
    return profile


def draw_rules(world: World) -> None:
    rng = world.rng
    kinds = rng.choice((["number"], ["number", "range"], ["number", "years"], ["number", "range", "years"]))
    world.profiles = [draw_profile(rng, ident, kinds) for ident in ("hall", "cold", "hub")]
    world.grid = {"horizon": rng.choice((2035, 2040)), "default_profile": "hall"}
    world.grid["profile_names"] = {"Koelhuis": "cold", "Pakket hub": "hub"}
    for key, values in {
        "available_means": ("free", "present"),
        "queue_share": (0.0, 0.5, 1.0),
        "detour": (1.0, 1.3, 1.5),
        "cos_phi": (0.9, 0.95, 1.0),
    }.items():
        if chance(rng, 0.8):
            world.grid[key] = rng.choice(values)
    world.grid.setdefault("available_means", "free")
    if chance(rng, 0.6):
        world.grid["serving_max_kv"] = rng.choice((20, 150, 150))
    world.classes = [
        {
            "id": "ring-2",
            "max_mw": 2.0,
            "to": "cable",
            "fixed_eur": 60000,
            "eur_per_m": 150,
            "max_distance_m": rng.choice((400, 1300, 2600)),
            "lead_years": rng.choice((0, 1, 3)),
        },
        {
            "id": "own-10",
            "max_mw": 10.0,
            "to": "station",
            "min_voltage_kv": rng.choice((10, 20)),
            "fixed_eur": 350000,
            "eur_per_m": 220.5,
            "price_year": 2016,
            "max_distance_m": rng.choice((1300, 3900, 6000)),
            "lead_years": rng.choice((1, 3, 5)),
        },
        {"id": "high", "max_mw": 60.0, "to": "station", "min_voltage_kv": 110, "lead_years": rng.choice((2, 7))},
    ]
    if chance(rng, 0.5):
        world.classes[0]["min_voltage_kv"] = 10
    if chance(rng, 0.3):
        world.classes[2]["max_distance_m"] = 3000
    if chance(rng, 0.2):
        world.classes.pop()
    if world.local:
        draw_local(world)


def draw_local(world: World) -> None:
    rng = world.rng
    world.local_grid = {
        "building_load": rng.choice(("warehouse", "office", "cold-store")),
        "charging_load": rng.choice(("depot-day", "depot-evening", "depot-night")),
        "pv_yield": "pv-nl",
        "ground_pv_share": rng.choice((0.0, 0.05)),
        "battery_round_trip": rng.choice((0.85, 0.9, 1.0)),
        "battery_hours": rng.choice((1.0, 2.0, 4.0)),
        "battery_depth": rng.choice((0.8, 0.95, 1.0)),
        "battery_margin": rng.choice((1.0, 1.25)),
        "battery_m2_per_mwh": rng.choice((30, 50)),
        "local_area_share": rng.choice((0.02, 0.1, 0.3)),
        "hub_radius_m": rng.choice((300, 1000)),
    }
    world.profiles[1]["building_load"] = "cold-store"
    if chance(rng, 0.5):
        world.profiles[2]["charging_load"] = "depot-day"
    if chance(rng, 0.6):
        block = {"form": "time-block", "from_hour": rng.choice((22, 0, 9)), "to_hour": rng.choice((6, 9, 17))}
        block |= {"mw": 0.8} if chance(rng, 0.5) else {"mw_field": "night_mw"}
        world.contracts.append(block)
    if chance(rng, 0.6):
        world.contracts.append(
            {
                "form": "non-firm",
                "mw": 0.5,
                "available": rng.choice((0.85, 0.999)),
                "network_load": "station",
                "min_voltage_kv": rng.choice((10, 110)),
            }
        )


# ---------------------------------------------------------------------------------------------------------------------
# The layers


def box(x: float, y: float, width: float, height: float) -> str:
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return "POLYGON ((" + ", ".join(f"{WEST + a} {SOUTH + b}" for a, b in corners) + "))"


def turned(x: float, y: float, width: float, height: float, angle: float) -> str:
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    points = [
        (
            WEST + x + (a * width * math.cos(angle) - b * height * math.sin(angle)) / 2,
            SOUTH + y + (a * width * math.sin(angle) + b * height * math.cos(angle)) / 2,
        )
        for a, b in corners
    ]
    return "POLYGON ((" + ", ".join(f"{a} {b}" for a, b in points) + "))"


def point(x: float, y: float) -> str:
    return f"POINT ({WEST + x} {SOUTH + y})"


def draw_stations(world: World) -> list[Row]:
    """T above H1 and H2 above M1 to M6; sometimes nobody is above somebody."""
    rng = world.rng
    found: list[Row] = []
    above = {"T": None, "H1": "T", "H2": "T", **{f"M{n}": rng.choice(("H1", "H2")) for n in range(1, 7)}}
    volts = {"T": 380.0, "H1": rng.choice((110.0, 150.0)), "H2": 150.0}
    number = 0
    for ident, upstream in above.items():
        large = len(ident) == 1 or ident[0] == "H"
        scale = 60.0 if ident == "T" else 25.0 if large else 8.0
        kv = volts.get(ident, rng.choice((10.0, 10.0, 20.0, None)))
        written = f"{ident} " if chance(rng, 0.1) else ident
        fields: dict[str, object] = {"station_id": written, "name": f"Station {ident}"}
        fields["voltage_kv"] = kv
        fields["upstream_id"] = upstream if chance(rng, 0.85) else rng.choice((None, "nowhere"))
        fields["supply_upstream_id"] = maybe(rng, 0.2, rng.choice(("H1", "H2")) if not large else "T")
        if ident == "T":
            fields["upstream_id"] = fields["supply_upstream_id"] = None
        for prefix, relief in (("demand", ""), ("supply", "supply_")):
            fields[f"{prefix}_available_mw"] = maybe(rng, 0.85, round(rng.uniform(-0.2, 1.0) * scale, 2))
            fields[f"{prefix}_required_mw"] = maybe(rng, 0.4, round(rng.uniform(0, 0.3) * scale, 2))
            fields[f"{prefix}_queue_mw"] = maybe(rng, 0.5, round(rng.uniform(0, 0.8) * scale, 2))
            fields[f"{relief}relief_year"] = maybe(rng, 0.5, rng.randint(2025, 2042))
            fields[f"{relief}relief_mw"] = maybe(rng, 0.6, round(rng.uniform(0, 1.5) * scale, 2))
        fields["demand_status"] = maybe(rng, 0.7, rng.choice(STATUSES))
        fields["night_mw"] = maybe(rng, 0.6, round(rng.uniform(0, 2), 2))
        number += 1
        found.append((point(rng.uniform(0, SIZE), rng.uniform(0, SIZE)), fields))
    return found


def draw_plots(world: World, stations: list[Row]) -> list[Row]:
    rng = world.rng
    cos_phi = float(world.grid.get("cos_phi", 1.0))
    found: list[Row] = []

    def add(shape: str, **given: object) -> None:
        fields = {
            "id": f"P{len(found) + 1:02d}",
            "kind": rng.choice(("hall", "Koelhuis", "Pakket hub", "zoiets", None)),
            "asked": None,
            "has": None,
        }
        found.append((shape, {**fields, **given}))

    for _ in range(8 if world.local else 30):
        x, y = rng.uniform(200, SIZE - 200), rng.uniform(200, SIZE - 200)
        side = rng.choice((60, 120, 200, 350, 500))
        shape = turned(x, y, side * rng.uniform(0.8, 1.5), side, rng.uniform(0, math.pi))
        add(
            shape,
            asked=maybe(rng, 0.15, round(rng.uniform(0, 12), 2)),
            has=maybe(rng, 0.15, round(rng.uniform(0, 3), 2)),
        )
    if world.local:  # a year of hours takes its time
        return found
    # Exactly what a class takes, a hair more, and clearly more.
    for asked in (2.0 * cos_phi, 2.0 * cos_phi * (1 + 1e-12), 2.0 * cos_phi * (1 + 1e-6), 10.0 * cos_phi, 0.0):
        add(box(rng.uniform(500, 5000), rng.uniform(500, 5000), 100, 100), asked=asked)
    add(box(2000, 2100, 100, 100), asked=2.0 * cos_phi + 0.7, has=0.7)
    # Exactly what a station has, before and after the queue, and in the forecast.
    for _, fields in rng.sample(stations, 3):
        if (left := fields["demand_available_mw"]) is not None and left > 0:
            x, y = rng.uniform(500, 5000), rng.uniform(500, 5000)
            add(box(x, y, 100, 100), asked=left)
            queue = float(world.grid.get("queue_share", 1.0)) * float(fields["demand_queue_mw"] or 0.0)
            add(box(x, y + 150, 100, 100), asked=max(0.0, left - queue))
    # Half in one area and half in another, and a little more in one.
    add(box(2900, 1000, 200, 100))
    add(box(2899, 1200, 200, 100))
    # 1,000 m from the first station when the detour is 1.3: 1,300 m.
    shape, _ = stations[3]
    x, y = (float(number) for number in shape[7:-1].split())
    add(box(x - WEST - 1100, y - SOUTH - 50, 100, 100), asked=4.0)
    return found


def draw_areas(world: World, stations: list[Row]) -> list[Row]:
    """A chequerboard of 3,000 m with holes; some belong to a station that nobody knows."""
    rng = world.rng
    names = [str(fields["station_id"]).strip() for _, fields in stations if str(fields["station_id"])[0] == "M"]
    found: list[Row] = []
    for x in (0, 3000):
        for y in (0, 3000):
            if chance(rng, 0.85):
                found.append((box(x, y, 3000, 3000), {"station_id": rng.choice([*names, "nobody"])}))
    if chance(rng, 0.5):
        found.append((box(1500, 1500, 2000, 1500), {"station_id": rng.choice(names) + " "}))
    return found


def draw_cables(world: World) -> list[Row]:
    rng = world.rng
    found: list[Row] = []
    for _ in range(6):
        ends = [(WEST + rng.uniform(0, SIZE), SOUTH + rng.uniform(0, SIZE)) for _ in range(3)]
        shape = "LINESTRING (" + ", ".join(f"{a} {b}" for a, b in ends) + ")"
        found.append((shape, {"voltage_kv": rng.choice((10.0, 10.0, 20.0, 0.4, None))}))
    return found


def draw_forecast(world: World, stations: list[Row]) -> list[Row]:
    """Gaps, a year that falls, a figure that is not there, a station that nobody knows."""
    rng = world.rng
    found: list[Row] = []
    for _, fields in stations:
        if not chance(rng, 0.35):
            continue
        name = str(fields["station_id"]).strip()
        scale = 60.0 if name == "T" else 25.0 if name[0] == "H" else 8.0
        for year in sorted(rng.sample(range(2024, 2043), rng.randint(1, 4))):
            found.append(
                (
                    None,
                    {
                        "station_id": name,
                        "year": year,
                        "demand_available_mw": maybe(rng, 0.85, round(rng.uniform(-0.3, 1.2) * scale, 2)),
                        "supply_available_mw": maybe(rng, 0.5, round(rng.uniform(-0.3, 1.2) * scale, 2)),
                    },
                )
            )
    return found


def draw_parks(world: World) -> list[Row]:
    rng = world.rng
    found: list[Row] = []
    for number in range(3):
        found.append(
            (
                box(rng.uniform(0, 5000), rng.uniform(0, 5000), 600, 400),
                {
                    "name": f"Park {number + 1}",
                    "profile": maybe(rng, 0.8, rng.choice(("hall", "Koelhuis"))),
                    "demand_mw": round(rng.uniform(0.5, 4), 2),
                    "contracted_mw": maybe(rng, 0.8, round(rng.uniform(1, 6), 2)),
                },
            )
        )
    return found


def in_mva(rows: list[Row], cos_phi: float) -> list[Row]:
    """The megawatts of a table as megavolt-amperes, as text, some of it no number."""
    found = []
    for shape, fields in rows:
        other: dict[str, object] = {}
        for name, value in fields.items():
            if name.endswith("available_mw"):
                other[name[:-1] + "va"] = None if value is None else str(round(float(value) / cos_phi, 3))
            else:
                other[name] = value
        found.append((shape, other))
    return found


# ---------------------------------------------------------------------------------------------------------------------
# Into files


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {toml(one)}' for key, one in value.items()) + " }"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def table(head: str, keys: dict[str, object]) -> str:
    return head + "\n" + "".join(f"{key} = {toml(value)}\n" for key, value in keys.items()) + "\n"


def criterion(measure: str) -> str:
    value = {"points": [[0, 0.0], [5, 1.0]]}
    keys = {"id": measure.replace("_", "-"), "title": {"nl": measure, "en": measure}, "measure": measure}
    text = table("[[criterion]]", keys).rstrip() + "\n"
    points = ", ".join(f"[{x}, {y}]" for x, y in value["points"])
    return text + f"value = {{ points = [{points}] }}\nweight = 1\n\n"


def rules_text(world: World) -> str:
    text = table("[rules]", {"title": {"nl": "Wereld", "en": "World"}, "version": "1"})
    text += (
        '[[constraint]]\nid = "status"\ntitle = { nl = "Status", en = "Status" }\nmeasure = "grid_status"\n'
        'one_of = ["available", "local", "later"]\non_fail = "condition"\n\n'
        '[[constraint]]\nid = "large"\ntitle = { nl = "Groot", en = "Large" }\nmeasure = "area"\nmin = 5000\n\n'
    )
    measures = [*MEASURES, *(LOCAL_MEASURES if world.local else ())]
    text += "".join(criterion(measure) for measure in measures)
    text += '[decision]\nmethod = "weighted-sum"\n\n'
    text += table("[grid]", world.grid)
    text += "".join(table("[[grid.profile]]", profile) for profile in world.profiles)
    text += "".join(table("[[grid.connection]]", one) for one in world.classes)
    if world.local:
        text += table("[grid.local]", world.local_grid)
        text += "".join(table("[[grid.local.contract]]", one) for one in world.contracts)
    return text


def study_text(world: World) -> str:
    head = {"title": "Wereld", "rules": "./rules.toml", "crs": "EPSG:28992"}
    text = table("[study]", {**head, "year": world.year, "base_year": world.base_year})
    text += (
        '[candidates]\nsource = "world.gpkg"\nlayer = "plots"\nid = "id"\n'
        'fields = { profile = "kind", demand_mw = "asked", contracted_mw = "has" }\n\n'
    )
    for name in world.layers:
        if name != "plots":
            role = "business-parks" if name == "parks" else f"grid-{name}"
            text += f'[layers.{role}]\nsource = "world.gpkg"\nlayer = "{name}"\n\n'
    return text


def field_type(name: str, rows: list[Row]) -> int:
    values = [fields[name] for _, fields in rows if fields[name] is not None]
    if any(isinstance(value, str) for value in values):
        return ogr.OFTString
    return ogr.OFTInteger if values and all(isinstance(value, int) for value in values) else ogr.OFTReal


GEOMETRY = {
    "plots": ogr.wkbPolygon,
    "areas": ogr.wkbPolygon,
    "parks": ogr.wkbPolygon,
    "stations": ogr.wkbPoint,
    "cables": ogr.wkbLineString,
    "forecast": ogr.wkbNone,
}


def write_geopackage(path: Path, layers: dict[str, list[Row]]) -> None:
    system = osr.SpatialReference()
    system.ImportFromEPSG(28992)
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    for name, rows in layers.items():
        made = dataset.CreateLayer(name, system if GEOMETRY[name] != ogr.wkbNone else None, GEOMETRY[name])
        for column in rows[0][1] if rows else ():
            made.CreateField(ogr.FieldDefn(column, field_type(column, rows)))
        made.StartTransaction()
        for shape, fields in rows:
            feature = ogr.Feature(made.GetLayerDefn())
            for column, value in fields.items():
                if value is not None:
                    feature.SetField(column, value)
            if shape is not None:
                feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(shape))
            made.CreateFeature(feature)
        made.CommitTransaction()
    dataset = None


def draw_world(seed: int, local: bool = False) -> World:
    rng = random.Random(seed)
    world = World(seed, rng, local)
    draw_rules(world)
    stations = draw_stations(world)
    world.layers["plots"] = draw_plots(world, stations)
    world.layers["stations"] = stations
    if chance(rng, 0.8):
        world.layers["areas"] = draw_areas(world, stations)
        if not world.layers["areas"]:
            del world.layers["areas"]
    if chance(rng, 0.85):
        world.layers["cables"] = draw_cables(world)
    if chance(rng, 0.8):
        world.layers["forecast"] = draw_forecast(world, stations)
        if not world.layers["forecast"]:
            del world.layers["forecast"]
    if local:
        world.layers["parks"] = draw_parks(world)
    world.year = rng.choice((2030, 2030, 2026, 2033))
    if chance(rng, 0.3):
        cos_phi = float(world.grid.get("cos_phi", 1.0))
        world.layers["stations"] = in_mva(world.layers["stations"], cos_phi)
        if "forecast" in world.layers:
            world.layers["forecast"] = in_mva(world.layers["forecast"], cos_phi)
    return world


def write_world(folder: Path, world: World) -> Path:
    """The study of the world, with all that it names beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_geopackage(folder / "world.gpkg", world.layers)
    (folder / "rules.toml").write_text(rules_text(world), encoding="utf-8")
    study = folder / "study.toml"
    study.write_text(study_text(world), encoding="utf-8")
    return study
