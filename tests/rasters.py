#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures on rasters, on a raster of twelve cells whose answers are worked out by hand; and what is wrong with one.

rasters.py BINARY
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from pathlib import Path

import numpy
from geojson import box, collection
from osgeo import gdal, osr
from whole_program import Tally, account_of, alike, binary_from_command_line, everything_wrong, rows_of, start

gdal.UseExceptions()

WEST, NORTH, SIZE = 180000.0, 430000.0, 10.0
NODATA = 255

# Four columns of 10 m, three rows; band 2 has a scale of 0.5 and an offset of 1.
CELLS = [[1, 2, 3, 4], [5, NODATA, 7, 8], [9, 9, 1, 1]]

RULES = """
[rules]
title = "Raster"

[[constraint]]
id = "wet"
title = "Nat"
measure = "raster_share"
layer = "depth"
one_of = ["1", 2]
max = 0.5
on_fail = "condition"
"""
FIGURES = ("mean", "min", "max", "sum")
for figure in FIGURES:
    RULES += f"""
[[criterion]]
id = "{figure}"
title = "{figure}"
measure = "raster_{figure}"
layer = "depth"
value = {{ linear = {{ worst = 0, best = 10 }} }}
"""
RULES += """
[[criterion]]
id = "scaled"
title = "scaled"
measure = "raster_mean"
layer = "depth"
band = 2
value = { linear = { worst = 0, best = 10 } }
"""

STUDY = """
[study]
rules = "./rules.toml"
year = 2030
base_year = 2026

[candidates]
source = "plots.geojson"
id = "id"

[layers.depth]
source = "depth.tif"
"""


def make_raster(file: Path, epsg: int = 28992, turned: bool = False) -> None:
    driver = gdal.GetDriverByName("GTiff")
    raster = driver.Create(str(file), 4, 3, 2, gdal.GDT_Float64)
    raster.SetGeoTransform((WEST, SIZE, 1.0 if turned else 0.0, NORTH, 0.0, -SIZE))
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    raster.SetProjection(system.ExportToWkt())
    cells = numpy.array(CELLS, dtype=float)
    for number in (1, 2):
        band = raster.GetRasterBand(number)
        band.SetNoDataValue(NODATA)
        band.WriteArray(cells)
    raster.GetRasterBand(2).SetScale(0.5)
    raster.GetRasterBand(2).SetOffset(1.0)


def make(folder: Path) -> None:
    def at(west: float, south: float, east: float, north: float) -> dict[str, object]:
        return box(WEST + west, NORTH + south, WEST + east, NORTH + north)

    plots = {
        "corner": at(0, -10, 15, 0),  # all of cell 1, half of cell 2
        "hole": at(5, -20, 15, -10),  # half of cell 5, half of a cell without data
        "nothing": at(11, -19, 19, -11),  # in the cell without data
        "edge": at(35, -30, 60, -20),  # half of the last cell, the rest beyond the raster
        "away": at(500, 500, 600, 600),
    }
    (folder / "plots.geojson").write_text(collection(({"id": name}, shape) for name, shape in plots.items()))
    (folder / "rules.toml").write_text(RULES)
    (folder / "study.toml").write_text(STUDY)
    make_raster(folder / "depth.tif")


# By plot: mean, min, max, sum, mean of band 2, share of values 1 and 2; None: no data.
ANSWERS = {
    "corner": ((1 + 2 * 0.5) / 1.5, 1, 2, 1 + 2 * 0.5, ((1 * 0.5 + 1) + (2 * 0.5 + 1) * 0.5) / 1.5, 1),
    "hole": (5, 5, 5, 5 * 0.5, 5 * 0.5 + 1, 0),
    "nothing": (None,) * 6,
    "edge": (1, 1, 1, 0.5, 1.5, 1),
    "away": (None,) * 6,
}


def check_answers(result: Path, tally: Tally) -> None:
    raw = {
        (row["plot_id"], row["rule"]): row["raw"]
        for row in rows_of(
            result,
            "SELECT plot_id, criterion_id AS rule, raw FROM scores UNION ALL SELECT plot_id, constraint_id, raw FROM checks",
        )
    }
    for plot, answers in ANSWERS.items():
        for rule, wanted in zip((*FIGURES, "scaled", "wet"), answers, strict=True):
            found = raw[plot, rule]
            good = found is None if wanted is None else found is not None and alike(wanted, found, 1e-12)
            tally.check(good, f"plot {plot}, {rule}: {found}, not {wanted}")
    sources = [json.loads(value) for key, value in account_of(result).items() if key.startswith("source.")]
    cells = math.prod((4, 3))
    tally.check(
        any(source["role"] == "depth" and source["features"] == source["used"] == cells for source in sources),
        f"twelve cells are accounted for: {sources}",
    )


def main() -> int:
    binary = binary_from_command_line(__doc__)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-rasters-") as name:
        folder = Path(name)
        make(folder)
        results = []
        for threads in ("1", "8"):
            result = folder / f"{threads}.gpkg"
            answer = start(
                binary,
                ["score", "study.toml", "-o", str(result), "--lang", "en", "--threads", threads],
                folder,
                SOURCE_DATE_EPOCH="1795564800",
            )
            if not tally.check(answer.code == 0, f"score ends with {answer.code}: {answer.err}"):
                return tally.close()
            results.append(result.read_bytes())
        tally.check(results[0] == results[1], "8 threads give the same bytes as 1")
        check_answers(folder / "1.gpkg", tally)
        for text in everything_wrong(folder / "1.gpkg"):
            tally.check(False, text)

        def complaint(code: int, text: str) -> None:
            answer = start(binary, ["score", "study.toml"], folder)
            tally.check(answer.code == code and text in answer.err, f"{code} {text}: {answer.code} {answer.err}")

        (folder / "rules.toml").write_text(RULES.replace("band = 2", "band = 3"))
        complaint(2, "rule 'scaled' asks for band 3, and 'depth.tif' has 2; give the number of a band that is there, from 1")
        (folder / "rules.toml").write_text(RULES.replace('"raster_max"', '"distance"'))
        complaint(2, "criterion 'max' asks 'distance' of the layer 'depth', of which the rule 'wet' asks 'raster_share'")
        (folder / "rules.toml").write_text(RULES)
        (folder / "study.toml").write_text(STUDY + 'where = "a = 1"\n')
        complaint(2, "[layers.depth] has where, which a raster does not know; remove it")
        (folder / "study.toml").write_text(STUDY)
        make_raster(folder / "depth.tif", epsg=32631)
        complaint(3, "depth.tif: is in WGS 84 / UTM zone 31N, not in EPSG:28992; warp it first: gdalwarp -t_srs EPSG:28992")
        make_raster(folder / "depth.tif", turned=True)
        complaint(3, "depth.tif: is no north-up raster; warp it first, with gdalwarp")
        (folder / "depth.tif").write_text("no raster")
        complaint(3, "study.toml:12:10: 'depth.tif' cannot be read as a raster")
        (folder / "depth.tif").unlink()
        complaint(3, "study.toml:12:10: 'depth.tif' does not exist; correct the path; a relative one starts at the study file")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
