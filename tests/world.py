#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does Kavel find what a second program finds, in all of the Netherlands and in other countries?

world.py BINARY

The municipalities need ../shared/data, which is no part of the project; the towns in other countries are drawn here.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

import second_opinion as second
from drawn_town import draw_town, rule_lines, same_result, second_result, write_town
from invariants import broken_rules
from osgeo import gdal
from whole_program import SHARED, TESTS, Found, Tally, binary_from_command_line, raw_results, rows_of, start

DATA = SHARED / "data"


def scored(binary: Path, study: Path, result: Path, tally: Tally) -> bool:
    """Whether a result came of it that holds together."""
    name = study.parent.name
    answer = start(binary, ["score", study.name, "-o", str(result), "--quiet", "--lang", "en"], study.parent)
    if not tally.check(answer.code == 0, f"{name}: {answer.code} {answer.err}"):
        return False
    wrong = list(broken_rules(result))
    tally.check(not wrong, f"{name}: {wrong[:5]}")
    return True


def compare(plot: str, expected: dict[str, second.Value], found: Found, tally: Tally) -> None:
    for rule, wanted in expected.items():
        raw, text = found[plot, rule]
        said = raw if raw is not None else text
        tally.check(same_result(wanted, raw, text), f"{plot}: {rule} is {said}, a second program says {wanted}")


# The Netherlands


def check_municipalities(binary: Path, folder: Path, tally: Tally) -> None:
    result = folder / "municipalities.gpkg"
    if not scored(binary, TESTS / "world" / "municipalities" / "study.toml", result, tally):
        return
    admin, grid = DATA / "nl_admin.gpkg", DATA / "nl_grid.gpkg"
    plots = second.read(admin, "cbs_gemeentedetail_2015")
    stations = second.read(grid, "hv_stations_tennet")
    circuits = second.read(grid, "hv_circuits_schematic")
    turbines = second.read(grid, "wind_turbines")
    sun = second.read(grid, "solar_tz")
    provinces = second.read(admin, "cbs_provincie_2015")
    neighbourhoods = second.read(admin, "cbs_buurt_2014")
    found = raw_results(result)
    for plot in plots[::40]:
        shape = plot.shape
        near = second.distance(shape, stations)
        expected = {
            "station": near,
            "station-within": near if near <= 5000 else math.inf,
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
        compare(str(plot.fid), expected, found, tally)
    # CBS writes -99999999 for unknown: a number, which fails a minimum of 0. Two have
    # nothing but rings of two points, and fail nothing.
    secret = sum(plot.fields["aantal_inwoners"] < 0 for plot in plots)
    failed = rows_of(result, "SELECT count(*) AS n FROM checks WHERE constraint_id = 'residents-known' AND NOT passed")
    tally.check(failed[0]["n"] == secret > 0, f"{failed[0]['n']} municipalities have no residents, not {secret}")


def check_neighbourhoods(binary: Path, folder: Path, tally: Tally) -> None:
    result = folder / "neighbourhoods.gpkg"
    if not scored(binary, TESTS / "world" / "neighbourhoods" / "study.toml", result, tally):
        return
    plots = second.read(DATA / "nl_admin.gpkg", "cbs_buurt_2014")
    stations = second.read(DATA / "nl_grid.gpkg", "hv_stations_110_380")
    turbines = second.read(DATA / "nl_grid.gpkg", "wind_turbines")
    provinces = second.read(DATA / "nl_admin.gpkg", "cbs_provincie_2015")
    found = raw_results(result)
    for plot in plots[::600]:
        shape = plot.shape
        expected = {
            "station": second.distance(shape, stations),
            "turbines": float(len(second.within(shape, turbines, 1000))),
            "province": second.attribute_at(shape, provinces, "statnaam"),
            "rectangular": shape.GetArea() / math.prod(second.sides(shape)),
        }
        compare(plot.fields["statcode"], expected, found, tally)
    small = {plot.fields["statcode"] for plot in plots if plot.shape.GetArea() < 100000}
    rows = rows_of(result, "SELECT plot_id FROM checks WHERE constraint_id = 'large-enough' AND NOT passed")
    failed = {row["plot_id"] for row in rows}
    tally.check(failed == small, f"{len(failed)} neighbourhoods are too small, not {len(small)}")


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
        bind_homes_in_degrees(study)
        result = there / "ranked.gpkg"
        if scored(binary, study, result, tally):
            compare_town(there, crs, raw_results(result), tally)


def bind_homes_in_degrees(study: Path) -> None:
    gdal.VectorTranslate(
        str(study.parent / "homes.geojson"),
        str(study.parent / "town.gpkg"),
        layers=["homes"],
        dstSRS="EPSG:4326",
        format="GeoJSON",
        layerCreationOptions=["COORDINATE_PRECISION=12"],
    )
    text = study.read_text(encoding="utf-8")
    text = text.replace('source = "town.gpkg"\nlayer = "homes"', 'source = "homes.geojson"')
    study.write_text(text, encoding="utf-8")


def compare_town(folder: Path, crs: str, found: Found, tally: Tally) -> None:
    layers = {name: second.read(folder / "town.gpkg", name) for name in ("plots", "homes", "roads", "fields")}
    for rule, measure, layer, keys in rule_lines():
        wrong = []
        for plot in layers["plots"][::6]:
            raw, text = found[plot.fields["id"], rule]
            expected = second_result(measure, plot, layers.get(layer, []), keys)
            # The homes went to degrees and back, which costs less than a millimetre.
            near = layer == "homes" and isinstance(expected, float) and raw is not None and abs(raw - expected) < 1e-3
            if not near and not same_result(expected, raw, text):
                wrong.append(f"{plot.fields['id']}: {raw if raw is not None else text}, not {expected}")
        tally.check(not wrong, f"{crs}: {rule}: {wrong[:3]}")


def main() -> int:
    binary = binary_from_command_line(__doc__)
    tally = Tally()
    checks = [check_countries]
    if DATA.exists():
        checks += [check_municipalities, check_neighbourhoods]
    else:
        print(f"without the Netherlands: {DATA} is not there (it is not part of the project)")
    with tempfile.TemporaryDirectory(prefix="kavel-world-") as name:
        for check in checks:
            check(binary, Path(name), tally)
            print(check.__name__.replace("_", " "), flush=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
