#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""How long do 10,000 plots take to get their year, their status and their battery?

grid.py [BINARY]     default build/release/kavel; prints seconds, as the program tells them

Plots and figures are invented: squares on a lattice, three stations of which one holds the others back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from geojson import box, collection  # noqa: E402

SIDE = 100

RULES = """
[rules]
title = "10.000 kavels"

[[criterion]]
id = "wait"
title = "Wachttijd"
measure = "grid_wait"
value = { linear = { worst = 10, best = 0 } }

[grid]
horizon = 2040
default_profile = "plain"

[[grid.profile]]
id = "plain"
built_share = 0.5
floors = 10
building_w_per_m2 = 25
docks_per_1000_m2 = 1
charger_share = 0.5
charger_kw = 150
coincidence = 0.6
roof_pv_share = 0.6
pv_wp_per_m2 = 190
feed_in_share = 0.5

[[grid.connection]]
id = "any"
max_mw = 100
to = "station"
lead_years = 1
"""
LOCAL = """
[grid.local]
building_load = "warehouse"
charging_load = "depot-evening"
pv_yield = "pv-nl"
"""
STUDY = """
[study]
rules = "./rules.toml"
year = 2030
base_year = 2026

[candidates]
source = "plots.geojson"

[layers.grid-stations]
source = "stations.geojson"
"""


def square(west: float, south: float, side: float) -> dict[str, object]:
    return box(west, south, west + side, south + side)


def main() -> int:
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release/kavel").resolve()
    plots = [
        ({}, square(180000 + 170 * column, 430000 + 170 * row, 40 + (column * row) % 100))
        for column in range(SIDE)
        for row in range(SIDE)
    ]
    figures = [("A", 181000, 1.5, "Z"), ("B", 195000, 1.0, "Z"), ("Z", 188000, 0.9, None)]
    stations = [
        (
            {"station_id": name, "voltage_kv": 10, "upstream_id": above, "demand_available_mw": mw, "relief_year": 2033, "relief_mw": 2},
            {"type": "Point", "coordinates": [x, 438000]},
        )
        for name, x, mw, above in figures
    ]
    with tempfile.TemporaryDirectory(prefix="kavel-bench-") as name:
        folder = Path(name)
        (folder / "plots.geojson").write_text(collection(plots))
        (folder / "stations.geojson").write_text(collection(stations))
        (folder / "study.toml").write_text(STUDY)
        for what, rules in (("without local energy", RULES), ("with batteries and hubs", RULES + LOCAL)):
            (folder / "rules.toml").write_text(rules)
            command = [str(binary), "score", "study.toml", "--json", "--quiet", "--progress", "none"]
            answer = json.loads(subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout)
            print(f"{answer['plots']} plots {what}: {answer['seconds']:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
