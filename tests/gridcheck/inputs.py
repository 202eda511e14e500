# SPDX-License-Identifier: EUPL-1.2
"""What a study says about the grid: the rule set's [grid], the plots, and the layers of the grid.

It reads the studies of the tests and of the sample, not all that Kavel reads: no scenarios, no SQL, no JSON.
"""

from __future__ import annotations

import math
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import second_opinion as second  # noqa: E402
from osgeo import ogr  # noqa: E402

Table = dict[str, object]
Value = float | str | None
DIRECTIONS = ("demand", "supply")


@dataclass
class Capacity:
    """What a station has left in one direction."""

    available_mw: float | None
    required_mw: float | None
    queue_mw: float | None
    relief_year: int | None
    relief_mw: float | None


@dataclass
class Station:
    fid: int
    id: str
    shape: ogr.Geometry
    voltage_kv: float | None
    above: dict[str, str | None]  # by direction
    capacity: dict[str, Capacity]
    fields: Table


@dataclass
class Area:
    fid: int
    station_id: str
    shape: ogr.Geometry


@dataclass
class Cable:
    fid: int
    voltage_kv: float | None
    shape: ogr.Geometry


@dataclass
class Plot:
    id: str
    shape: ogr.Geometry
    area_m2: float
    profile: str | None
    demand_mw: float | None
    contracted_mw: float


@dataclass
class World:
    """All that the grid model looks at."""

    folder: Path  # of the rule set, for paths to profiles
    year: int
    base_year: int
    grid: Table
    plots: list[Plot] = field(default_factory=list)
    stations: dict[str, Station] = field(default_factory=dict)
    areas: list[Area] | None = None
    cables: list[Cable] = field(default_factory=list)
    forecast: dict[tuple[str, str], dict[int, float]] = field(default_factory=dict)  # by station and direction
    parks: list[Plot] = field(default_factory=list)  # those that bring a profile and contracted power


# ---------------------------------------------------------------------------------------------------------------------
# Rule sets


def rules_path(name: str, folder: Path) -> Path:
    if "/" in name or name.endswith(".toml"):
        return folder / name
    return ROOT / "rules" / f"{name}.toml"


def grid_of(path: Path) -> tuple[Table, Path]:
    """[grid] of a rule set, or of the one that it extends; and where its paths start."""
    rules = tomllib.loads(path.read_text(encoding="utf-8"))
    base: Table = {}
    folder = path.parent
    if "extends" in rules["rules"]:
        base, folder = grid_of(rules_path(rules["rules"]["extends"], path.parent))
    return ({**base, **rules["grid"]}, path.parent) if "grid" in rules else (base, folder)


# ---------------------------------------------------------------------------------------------------------------------
# Layers


def as_list(entry: object) -> list[Table]:
    return entry if isinstance(entry, list) else [entry] if entry is not None else []


class Names:
    """By which name a source knows a field of a role."""

    def __init__(self, role: str, binding: Table) -> None:
        self.bound = binding.get("fields", {})
        self.constant = binding.get("set", {})
        self.aliases: dict[str, list[str]] = {}
        path = ROOT / "layers" / f"{role}.toml"
        if path.exists():
            for one in tomllib.loads(path.read_text(encoding="utf-8")).get("field", []):
                self.aliases[one["name"]] = one.get("aliases", [])

    def find(self, name: str, row: Table) -> tuple[str | None, object]:
        """The name in the source, and the value."""
        if name in self.constant:
            return name, self.constant[name]
        if name in self.bound:
            return self.bound[name], row.get(self.bound[name])
        wanted = [name, *self.aliases.get(name, [])]
        for one in wanted:
            if one in row:
                return one, row[one]
        small = {key.lower(): key for key in row}
        for one in wanted:
            if one.lower() in small:
                return small[one.lower()], row[small[one.lower()]]
        return None, None

    def text(self, name: str, row: Table) -> str | None:
        value = self.find(name, row)[1]
        return None if value is None else text_of(value).strip()

    def number(self, name: str, row: Table, cos_phi: float = 1.0) -> float | None:
        """What comes as MVA counts as MW by cos phi."""
        source, value = self.find(name, row)
        number = second.as_number(value)
        if number is None or not math.isfinite(number):
            return None
        return number * cos_phi if source is not None and source.lower().endswith("_mva") else number


def text_of(value: object) -> str:
    """A whole number is written without a fraction."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def features(binding: Table, folder: Path, crs: str) -> list[second.Feature]:
    """Of one source, with geometry."""
    source = folder / str(binding["source"])
    return second.read(source, binding.get("layer"), binding.get("where"), crs)


def rows(binding: Table, folder: Path) -> list[Table]:
    """Of a source without geometry."""
    opened = ogr.Open(str(folder / str(binding["source"])))
    table = opened.GetLayerByName(binding["layer"]) if "layer" in binding else opened.GetLayer(0)
    table.SetAttributeFilter(binding.get("where"))
    return [row.items() for row in table]


def read_plots(study: Table, folder: Path, crs: str) -> list[Plot]:
    found = []
    for binding in as_list(study["candidates"]):
        names = Names("", binding)
        for feature in features(binding, folder, crs):
            area = feature.shape.GetArea()
            if area <= 0:
                continue
            ident = feature.fields[binding["id"]] if "id" in binding else feature.fid
            found.append(
                Plot(
                    id=str(binding.get("prefix", "")) + text_of(ident),
                    shape=feature.shape,
                    area_m2=area,
                    profile=names.text("profile", feature.fields),
                    demand_mw=names.number("demand_mw", feature.fields),
                    contracted_mw=names.number("contracted_mw", feature.fields) or 0.0,
                )
            )
    return found


def read_parks(layers: Table, folder: Path, crs: str) -> list[Plot]:
    """Business parks that may join a hub; the id is the name."""
    found = []
    for binding in as_list(layers.get("business-parks")):
        names = Names("business-parks", binding)
        for feature in features(binding, folder, crs):
            row = feature.fields
            profile, contracted = names.text("profile", row), names.number("contracted_mw", row)
            if profile is not None and contracted is not None:
                demand_mw = names.number("demand_mw", row)
                name = names.text("name", row) or str(feature.fid)
                found.append(Plot(name, feature.shape, feature.shape.GetArea(), profile, demand_mw, contracted))
    return found


def capacity(names: Names, row: Table, direction: str, cos_phi: float) -> Capacity:
    relief = "" if direction == "demand" else "supply_"
    year = names.number(f"{relief}relief_year", row)
    return Capacity(
        names.number(f"{direction}_available_mw", row, cos_phi),
        names.number(f"{direction}_required_mw", row, cos_phi),
        names.number(f"{direction}_queue_mw", row, cos_phi),
        None if year is None else int(year),
        names.number(f"{relief}relief_mw", row, cos_phi),
    )


def read_stations(layers: Table, folder: Path, crs: str, cos_phi: float) -> dict[str, Station]:
    found: dict[str, Station] = {}
    first = 0
    for binding in as_list(layers.get("grid-stations")):
        names = Names("grid-stations", binding)
        here = features(binding, folder, crs)
        for feature in here:
            row = feature.fields
            ident = names.text("station_id", row)
            if ident is None or ident in found:
                raise ValueError(f"station {ident} has no id or is there twice")
            above = names.text("upstream_id", row)
            found[ident] = Station(
                fid=first + feature.fid,
                id=ident,
                shape=feature.shape,
                voltage_kv=names.number("voltage_kv", row),
                above={"demand": above, "supply": names.text("supply_upstream_id", row) or above},
                capacity={direction: capacity(names, row, direction, cos_phi) for direction in DIRECTIONS},
                fields=row,
            )
        first += 1_000_000
    return found


def read_forecast(layers: Table, folder: Path, cos_phi: float) -> dict[tuple[str, str], dict[int, float]]:
    found: dict[tuple[str, str], dict[int, float]] = {}
    for binding in as_list(layers.get("grid-forecast")):
        names = Names("grid-forecast", binding)
        for row in rows(binding, folder):
            ident, year = names.text("station_id", row), names.number("year", row)
            for direction in DIRECTIONS:
                left = names.number(f"{direction}_available_mw", row, cos_phi)
                if ident is not None and year is not None and left is not None:
                    found.setdefault((ident, direction), {})[int(year)] = left
    return found


def read_world(path: Path) -> World:
    study = tomllib.loads(path.read_text(encoding="utf-8"))
    folder, head, layers = path.parent, study["study"], study.get("layers", {})
    grid, rules_folder = grid_of(rules_path(head["rules"], folder))
    crs, cos_phi = head.get("crs", "EPSG:28992"), grid.get("cos_phi", 1.0)
    world = World(rules_folder, head["year"], head["base_year"], grid)
    world.plots = read_plots(study, folder, crs)
    world.stations = read_stations(layers, folder, crs, cos_phi)
    if "grid-areas" in layers:
        world.areas = []
        for binding in as_list(layers["grid-areas"]):
            names = Names("grid-areas", binding)
            for one in features(binding, folder, crs):
                world.areas.append(Area(one.fid, names.text("station_id", one.fields) or "", one.shape))
    for binding in as_list(layers.get("grid-cables")):
        names = Names("grid-cables", binding)
        for one in features(binding, folder, crs):
            world.cables.append(Cable(one.fid, names.number("voltage_kv", one.fields), one.shape))
    world.forecast = read_forecast(layers, folder, cos_phi)
    world.parks = read_parks(layers, folder, crs)
    return world
