#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Other real data, other countries, and a thousand odd files: what must always hold, and what a second program finds.

world.py BINARY

Uses ../shared/data and ../shared/odd, which are no part of the project; the towns in other countries are drawn here.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import second_opinion as second
from drawn_town import draw_town, rule_lines, same_result, second_result, write_town
from osgeo import gdal
from whole_program import SHARED, Answer, Tally, alike, binary_from_command_line, everything_wrong, rows_of, start

DATA = SHARED / "data"
ODD = SHARED / "odd"
DEFINITION_FAULT, DATA_FAULT = 2, 3

# GDAL 3.6's own ogrinfo ends with a segmentation fault on these.
BREAKS_GDAL = {"gx_track_without_when.kml"}

MUNICIPALITIES_RULES = """
[rules]
title = "Municipalities"
version = "1"

[[constraint]]
id = "in-the-service-area"
title = "In the service area"
measure = "covered_share"
layer = "service"
min = 0.5

[[constraint]]
id = "residents-known"
title = "Residents known"
measure = "field"
attribute = "residents"
min = 0
on_fail = "condition"

[[criterion]]
id = "station"
title = "Distance to a station"
measure = "distance"
layer = "stations"
value = { linear = { worst = 40000, best = 0 } }

[[criterion]]
id = "station-within"
title = "Distance to a station within 5 km"
measure = "distance"
layer = "stations"
within = 5000
value = { linear = { worst = 5000, best = 0 } }

[[criterion]]
id = "station-name"
title = "Nearest station"
measure = "nearest"
layer = "stations"
attribute = "naam"
value = { classes = { Geertruidenberg = 1 }, other = 0.5 }

[[criterion]]
id = "circuit"
title = "Distance to a circuit"
measure = "distance"
layer = "circuits"
value = { logistic = { midpoint = 10000, worst = 40000, best = 0 } }

[[criterion]]
id = "circuits-around"
title = "Circuits around"
measure = "length_within"
layer = "circuits"
radius = 3000
value = { points = [[0, 0], [50000, 1]] }

[[criterion]]
id = "turbines"
title = "Turbines around"
measure = "count_within"
layer = "turbines"
radius = 2000
value = { bands = [{ upto = 0, value = 0 }, { upto = 10, value = 0.5 }, { value = 1 }] }

[[criterion]]
id = "sun"
title = "Solar parks within"
measure = "count_within"
layer = "sun"
radius = 0
value = { linear = { worst = 0, best = 50 } }

[[criterion]]
id = "neighbourhoods"
title = "Neighbourhoods around"
measure = "area_within"
layer = "neighbourhoods"
radius = 500
value = { linear = { worst = 0, best = 1e8 } }

[[criterion]]
id = "covered"
title = "Covered by neighbourhoods"
measure = "covered_share"
layer = "neighbourhoods"
value = { linear = { worst = 0, best = 1 } }

[[criterion]]
id = "province"
title = "Province"
measure = "attribute_at"
layer = "provinces"
attribute = "statnaam"
value = { classes = { Gelderland = 1, Overijssel = 0.8 } }

[[criterion]]
id = "gelderland"
title = "Share in Gelderland"
measure = "attribute_share"
layer = "provinces"
attribute = "statnaam"
one_of = ["Gelderland"]
value = { linear = { worst = 0, best = 1 } }

[[criterion]]
id = "compact"
title = "Compact"
measure = "compactness"
value = { linear = { worst = 0, best = 1 } }
"""

MUNICIPALITIES_STUDY = f"""
[study]
rules = "./rules.toml"
year = 2030
base_year = 2026

[candidates]
source = "{DATA}/nl_admin.gpkg"
layer = "cbs_gemeenten_2022_simplified"
name = "gemeentenaam"
fields = {{ residents = "aantalInwoners" }}

[layers]
stations = {{ source = "{DATA}/nl_grid.gpkg", layer = "hv_stations_tennet" }}
circuits = {{ source = "{DATA}/nl_grid.gpkg", layer = "hv_circuits_schematic" }}
turbines = {{ source = "{DATA}/nl_grid.gpkg", layer = "wind_turbines" }}
sun = {{ source = "{DATA}/nl_grid.gpkg", layer = "solar_tz" }}
service = {{ source = "{DATA}/nl_grid.gpkg", layer = "alliander_service_area" }}
neighbourhoods = {{ source = "{DATA}/nl_admin.gpkg", layer = "cbs_buurt_2014" }}
provinces = {{ source = "{DATA}/nl_admin.gpkg", layer = "cbs_provincie_2015" }}
"""


# What must hold of any result


def broken_rules(result: Path) -> Iterator[str]:
    yield from everything_wrong(result)
    plots = rows_of(result, "SELECT rank, plot_id, status, score, score_low, score_high FROM ranked_sites ORDER BY fid")
    for plot in plots:
        if plot["score"] is None:
            continue
        if not -1e-9 <= plot["score_low"] <= plot["score"] + 1e-9 <= plot["score_high"] + 2e-9 <= 100 + 3e-9:
            yield f"plot {plot['plot_id']}: {plot['score_low']} <= {plot['score']} <= {plot['score_high']}"
    ranked = [plot for plot in plots if plot["rank"] is not None]
    yield from wrong_ranks(ranked)
    shares = rows_of(
        result,
        "SELECT plot_id, criterion_id, raw FROM scores JOIN criteria c ON c.id = criterion_id "
        "WHERE c.measure IN ('covered_share', 'attribute_share', 'compactness', 'rectangularity') AND raw NOT BETWEEN 0 AND 1",
    )
    yield from (f"plot {row['plot_id']}: {row['criterion_id']} is {row['raw']}" for row in shares)


def wrong_ranks(ranked: list[dict[str, object]]) -> Iterator[str]:
    """1, 2, 2, 4; ties chain along the sorted scores, each within 1e-9 of the one before; rows by rank and the id's bytes."""
    expected, before = 0, None
    for place, plot in enumerate(sorted(ranked, key=lambda plot: -plot["score"]), start=1):
        tied = before is not None and before["score"] - plot["score"] <= 1e-9
        expected = expected if tied else place
        before = plot
        if plot["rank"] != expected:
            yield f"plot {plot['plot_id']} has rank {plot['rank']}, not {expected}"
    if ranked != sorted(ranked, key=lambda plot: (plot["rank"], str(plot["plot_id"]).encode())):
        yield "the rows do not stand by rank and id"


def check_answer(tally: Tally, what: str, answer: Answer) -> None:
    """Done and quiet, or one line for each problem and nothing that the program did not foresee."""
    lines = answer.err.splitlines()
    if answer.code == 0:
        tally.check(not lines, f"{what}: {answer.err[:500]}")
        return
    foreseen = answer.code in (DEFINITION_FAULT, DATA_FAULT) and all(line.startswith("error: ") for line in lines)
    tally.check(foreseen and "Kavel stopped" not in answer.err and bool(lines), f"{what}: {answer.code} {answer.err[:500]}")


# The Netherlands


def check_municipalities(binary: Path, folder: Path, tally: Tally) -> None:
    (folder / "rules.toml").write_text(MUNICIPALITIES_RULES, encoding="utf-8")
    (folder / "study.toml").write_text(MUNICIPALITIES_STUDY, encoding="utf-8")
    result = folder / "municipalities.gpkg"
    answer = start(binary, ["score", "study.toml", "-o", str(result), "--quiet", "--lang", "en"], folder)
    if not tally.check(answer.code == 0, f"municipalities: {answer.code} {answer.err}"):
        return
    wrong = list(broken_rules(result))
    tally.check(not wrong, f"municipalities: {wrong[:5]}")
    compare_municipalities(result, tally)
    unknown = rows_of(result, "SELECT residents FROM (SELECT raw AS residents FROM checks WHERE constraint_id = 'residents-known')")
    tally.check(len(unknown) == 343, f"343 municipalities are judged, not {len(unknown)}")


def compare_municipalities(result: Path, tally: Tally) -> None:
    admin, grid = DATA / "nl_admin.gpkg", DATA / "nl_grid.gpkg"
    plots = second.read(admin, "cbs_gemeenten_2022_simplified")
    stations = second.read(grid, "hv_stations_tennet")
    circuits = second.read(grid, "hv_circuits_schematic")
    turbines = second.read(grid, "wind_turbines")
    sun = second.read(grid, "solar_tz")
    provinces = second.read(admin, "cbs_provincie_2015")
    neighbourhoods = second.read(admin, "cbs_buurt_2014")
    found = {
        (row["plot_id"], row["criterion_id"]): (row["raw"], row["raw_text"])
        for row in rows_of(result, "SELECT plot_id, criterion_id, raw, raw_text FROM scores")
    }
    for plot in plots[::30]:
        shape = plot.shape
        near = second.distance(shape, stations)
        expected = {
            "station": near,
            "station-within": near if near <= 5000 else float("inf"),
            "station-name": second.nearest(shape, stations, "naam"),
            "circuit": second.distance(shape, circuits),
            "circuits-around": second.length_within(shape, circuits, 3000),
            "turbines": float(len(second.within(shape, turbines, 2000))),
            "sun": float(len(second.within(shape, sun, 0))),
            "neighbourhoods": second.area_within(shape, neighbourhoods, 500),
            "covered": second.covered_area(shape, neighbourhoods) / shape.GetArea(),
            "province": second.attribute_at(shape, provinces, "statnaam"),
            "gelderland": second.attribute_share(shape, provinces, "statnaam", ["Gelderland"]),
            "compact": second.compactness(shape),
        }
        for rule, wanted in expected.items():
            raw, text = found[str(plot.fid), rule]
            said = raw if raw is not None else text
            name = plot.fields["gemeentenaam"]
            tally.check(same_result(wanted, raw, text), f"{name}: {rule} is {said}, a second program says {wanted}")


# Other countries


def check_countries(binary: Path, folder: Path, tally: Tally) -> None:
    """The same town in France, Finland, Poland and Sweden; its homes in degrees."""
    for crs, west, south in (
        ("EPSG:2154", 650000.0, 6860000.0),
        ("EPSG:3067", 385000.0, 6670000.0),
        ("EPSG:2180", 635000.0, 485000.0),
        ("EPSG:3006", 670000.0, 6580000.0),
    ):
        there = folder / crs.replace(":", "-")
        town = draw_town(plots=40, homes=400, roads=60, fields=80, west=west, south=south)
        study = write_town(there, town, crs=crs)
        gdal.VectorTranslate(
            str(there / "homes.geojson"), str(there / "town.gpkg"), layers=["homes"], dstSRS="EPSG:4326", format="GeoJSON",
            layerCreationOptions=["COORDINATE_PRECISION=12"],
        )
        text = study.read_text(encoding="utf-8")
        study.write_text(text.replace('[layers.homes]\nsource = "town.gpkg"\nlayer = "homes"', '[layers.homes]\nsource = "homes.geojson"'), encoding="utf-8")
        result = there / "ranked.gpkg"
        answer = start(binary, ["score", "study.toml", "--quiet"], there)
        if not tally.check(answer.code == 0, f"{crs}: {answer.code} {answer.err}"):
            continue
        wrong = list(broken_rules(result))
        tally.check(not wrong, f"{crs}: {wrong[:5]}")
        compare_town(there, crs, result, tally)


def compare_town(folder: Path, crs: str, result: Path, tally: Tally) -> None:
    layers = {name: second.read(folder / "town.gpkg", name) for name in ("plots", "homes", "roads", "fields")}
    found = {
        (row["plot_id"], row["criterion_id"]): (row["raw"], row["raw_text"])
        for row in rows_of(result, "SELECT plot_id, criterion_id, raw, raw_text FROM scores")
    }
    for rule, measure, layer, keys in rule_lines():
        wrong = []
        for plot in layers["plots"][::6]:
            raw, text = found[plot.fields["id"], rule]
            expected = second_result(measure, plot, layers.get(layer, []), keys)
            # The homes went to degrees and back: a millimetre.
            near = layer == "homes" and isinstance(expected, float) and raw is not None and abs(raw - expected) < 1e-3
            if not near and not same_result(expected, raw, text):
                wrong.append(f"{plot.fields['id']}: {raw if raw is not None else text}, not {expected}")
        tally.check(not wrong, f"{crs}: {rule}: {wrong[:3]}")


# Odd files


@dataclass
class OddStudy:
    """A study of many sources, of which those that are complained about are left out until the rest is read."""

    header: str
    each: str  # the table of a source, with {number} and {source}
    sources: dict[int, Path]
    crs: dict[int, str] = field(default_factory=dict)
    layers: dict[int, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)  # of the study: which source stands there

    def write(self, path: Path) -> None:
        text = self.header
        self.lines = [0] * (text.count("\n") + 1)
        for number, source in self.sources.items():
            if number in self.left_out:
                continue
            table = self.each.format(number=number, source=source)
            table += f'crs = "{self.crs[number]}"\n' if number in self.crs else ""
            table += f'layer = "{self.layers[number]}"\n' if number in self.layers else ""
            self.lines += [number] * table.count("\n")
            text += table
        path.write_text(text, encoding="utf-8")

    def sources_of(self, line: str) -> list[int]:
        """Which sources an error line is about: by its place in the study, else by the name of the file."""
        place = re.match(r"error: study\.toml:(\d+):", line)
        if place:
            return [self.lines[int(place[1])]]
        return [number for number, source in self.sources.items() if f"error: {source}:" in line]

    def mend(self, line: str) -> bool:
        """Adds what an error line asks for, or leaves the source out; whether it understood the line."""
        numbers = [number for number in self.sources_of(line) if number not in self.left_out]
        for number in numbers:
            several = re.search(r'say which one with layer = "([^"]+)"', line)
            if "does not say its CRS" in line and number not in self.crs:
                self.crs[number] = "EPSG:28992"
            elif several and number not in self.layers:
                self.layers[number] = several[1]
            else:
                self.left_out[number] = line
        return bool(numbers)


def odd_sources(folder: Path) -> list[Path]:
    """Every file that may be a source, and folders that are one."""
    endings = {
        ".gpkg", ".fgb", ".geojson", ".json", ".shp", ".csv", ".kml", ".gml", ".tab", ".mif", ".zip", ".dxf", ".topojson",
        ".osm", ".pbf", ".vrt", ".sqlite", ".geojsonl", ".txt",
    }  # fmt: skip
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in endings]
    found = [path for path in found if not any(part.endswith(".gdb") for part in path.parent.parts)]
    found += [path for path in folder.rglob("*.gdb") if path.is_dir()]
    return sorted(path for path in found if '"' not in path.name and path.name not in BREAKS_GDAL)


def check_odd_files(binary: Path, folder: Path, tally: Tally) -> None:
    odd = folder / "odd"
    shutil.copytree(ODD, odd)
    for path in odd.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    marks = {path: path.stat().st_mtime_ns for path in odd.rglob("*") if path.is_file()}
    sources = dict(enumerate(odd_sources(odd), start=1))
    as_layers = '\n[layers.odd-{number}]\nsource = "{source}"\n'
    rules = '[rules]\ntitle = "Odd"\nversion = "1"\n'
    for number in sources:
        rules += f'\n[[criterion]]\nid = "odd-{number}"\ntitle = "x"\nmeasure = "distance"\nlayer = "odd-{number}"\n'
        rules += 'optional = true\nvalue = { linear = { worst = 1000, best = 0 } }\n'
    head = '[study]\nrules = "./layers.toml"\nyear = 2030\nbase_year = 2026\n'
    plots = '\n[candidates]\nsource = "plots.geojson"\nid = "id"\n'
    (folder / "layers.toml").write_text(rules, encoding="utf-8")
    (folder / "plots.toml").write_text(
        '[rules]\ntitle = "Odd"\nversion = "1"\n\n[[criterion]]\nid = "size"\ntitle = "x"\nmeasure = "area"\n'
        "value = { linear = { worst = 0, best = 10000 } }\n",
        encoding="utf-8",
    )
    shutil.copy(Path(__file__).parent / "cases" / "common" / "plots.geojson", folder)
    # Most are taken as they are, whatever CRS they say: to look for hundreds of operations takes PROJ long.
    as_they_are = {number: "EPSG:28992" for number in sources if number % 6 != 0}
    layers = OddStudy(head + plots, as_layers, sources, crs=as_they_are)
    read_in_the_end(binary, folder, "odd layers", layers, tally)
    # What can be read as a layer may be a candidate too.
    plots = replace(
        layers,
        header=head.replace("layers.toml", "plots.toml"),
        each='\n[[candidates]]\nsource = "{source}"\nprefix = "{number}-"\n',
        left_out=dict(layers.left_out),
    )
    read_in_the_end(binary, folder, "odd candidates", plots, tally)
    changed = [path for path, mark in marks.items() if path.stat().st_mtime_ns != mark]
    added = [path for path in odd.rglob("*") if path.is_file() and path not in marks]
    tally.check(not changed, f"odd files are changed: {changed[:5]}")
    tally.check(not added, f"files are left beside odd ones: {[str(path.relative_to(odd)) for path in added[:10]]}")


def read_in_the_end(binary: Path, folder: Path, name: str, study: OddStudy, tally: Tally) -> None:
    """Scores again and again, each time without the sources that were complained about, until it is done."""
    rounds = 0
    while rounds < 40:
        rounds += 1
        answer = score_odd(binary, folder, name, study)
        if answer.code < 0:
            culprit = what_breaks_it(binary, folder, name, study)
            tally.check(False, f"{name}: ends with signal {-answer.code} on {study.sources[culprit]}")
            study.left_out[culprit] = "breaks the program"
            continue
        if answer.code == 0 or rounds == 1:
            check_answer(tally, f"{name}, round {rounds}", answer)
        if answer.code == 0:
            break
        understood = [study.mend(line) for line in answer.err.splitlines()]
        if not any(understood):
            tally.check(False, f"{name}, round {rounds}: which source is it? {answer.err[:300]}")
            return
    read = len(study.sources) - len(study.left_out)
    tally.check(answer.code == 0, f"{name} are read after {rounds} rounds")
    if answer.code == 0:
        wrong = list(broken_rules(folder / f"{name}.gpkg"))
        tally.check(not wrong, f"{name}: {wrong[:5]}")
    tally.check(read > 200, f"{name}: {read} of {len(study.sources)} are read")
    print(f"{name}: {read} of {len(study.sources)} read, in {rounds} rounds", flush=True)


def score_odd(binary: Path, folder: Path, name: str, study: OddStudy) -> Answer:
    study.write(folder / "study.toml")
    return start(binary, ["score", "study.toml", "-o", f"{name}.gpkg", "--quiet", "--lang", "en"], folder)


def what_breaks_it(binary: Path, folder: Path, name: str, study: OddStudy) -> int:
    """One source on which the program breaks, found by halving."""
    suspects = [number for number in study.sources if number not in study.left_out]
    while len(suspects) > 1:
        half = suspects[: len(suspects) // 2]
        others = {number: "not now" for number in study.sources if number not in half}
        tried = replace(study, left_out=others)
        breaks = score_odd(binary, folder, name, tried).code < 0
        suspects = half if breaks else suspects[len(half) :]
    return suspects[0]


def main() -> int:
    binary = binary_from_command_line(__doc__)
    if not DATA.exists():
        print(f"skipped: {DATA} is not there (it is not part of the project)")
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-world-") as name:
        for number, check in enumerate((check_municipalities, check_countries, check_odd_files)):
            began = time.monotonic()
            folder = Path(name) / str(number)
            folder.mkdir()
            check(binary, folder, tally)
            print(f"{check.__name__.replace('_', ' ')} ({time.monotonic() - began:.1f} s)", flush=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
