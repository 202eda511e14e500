# SPDX-License-Identifier: EUPL-1.2
"""The raster work by exactextract: its Python package, the core of which is its C++ library.

exactextract_peer.py FOLDER SIZE ANSWERS [EVERY]     as exactextract's documents call it: both rasters, every operation
exactextract_peer.py --mend MAP TARGET               beforehand, not timed: the plots, mended, as a file of their own

Prints JSON: the seconds of reading the plots and of each raster.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

import geopandas
from exactextract import exact_extract
from geopandas_peer import mended, read
from work import RASTER

OPERATIONS = {"raster_mean": "mean", "raster_min": "min", "raster_max": "max", "raster_sum": "sum"}


def mend(source: str, target: str) -> None:
    table = read(source, "candidate_plots", "", [])
    table["plot"] = table.index
    table.geometry = mended(table.geometry.to_numpy())
    table.reset_index(drop=True).to_file(target, layer="plots", driver="GPKG")


def shares(found: dict[str, object], wanted: list[int]) -> float:
    """`unique` and `frac` stand side by side: the values, and the share of each among the covered cells with data."""
    return sum(share for value, share in zip(found["unique"], found["frac"], strict=True) if value in wanted)


def main() -> None:
    if sys.argv[1] == "--mend":
        return mend(*sys.argv[2:4])
    folder, size, answers = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    began = time.perf_counter()
    plots = geopandas.read_file(folder / f"plots-{size}.gpkg", use_arrow=True)
    plots = plots[:: int(sys.argv[4]) if len(sys.argv) > 4 else 1]
    seconds = {"reading": time.perf_counter() - began}
    columns: dict[str, list[float]] = {}
    for raster in dict.fromkeys(rule.layer for rule in RASTER):
        began = time.perf_counter()
        rules = [rule for rule in RASTER if rule.layer == raster]
        asked = [OPERATIONS[rule.measure] for rule in rules if rule.measure in OPERATIONS]
        asked += ["unique", "frac"] if any(rule.measure == "raster_share" for rule in rules) else []
        found = [row["properties"] for row in exact_extract(str(folder / f"{raster}-{size}.tif"), plots, asked)]
        for rule in rules:
            columns[rule.id] = [
                shares(row, rule.extra["one_of"]) if rule.measure == "raster_share" else row[OPERATIONS[rule.measure]]
                for row in found
            ]
        seconds[raster] = time.perf_counter() - began
    with open(answers, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["plot", *columns])
        writer.writerows(zip(plots["plot"].tolist(), *columns.values(), strict=True))
    print(json.dumps({"plots": len(plots), "seconds": seconds}))


if __name__ == "__main__":
    main()
