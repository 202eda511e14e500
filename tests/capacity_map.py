#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The official example files of the capacity map: what a reader of those files would write down.

capacity_map.py BINARY

../shared/data/capacity-map has a regional operator's file and TenneT's. Four plots lie in three postcodes drawn here.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from geojson import box, collection
from whole_program import SHARED, Tally, account_of, binary_from_command_line, everything_wrong, rows_of, start

MAPS = SHARED / "data" / "capacity-map"
REGIONAL = "im_capaciteitskaart_dso-20250110.json"
NATIONAL = "im_capaciteitskaart_tso-20250120.json"

RULES = """
[rules]
title = { nl = "Capaciteitskaart", en = "Capacity map" }

[[criterion]]
id = "wait"
title = { nl = "Wachttijd", en = "Wait" }
measure = "grid_wait"
value = { linear = { worst = 10, best = 0 } }

[grid]
available_means = "present"
horizon = 2035
default_profile = "plain"

[[grid.profile]]
id = "plain"
built_share = 0.5
building_w_per_m2 = 20
docks_per_1000_m2 = 1
charger_share = 0.5
charger_kw = 100
coincidence = 0.5
roof_pv_share = 0.5
pv_wp_per_m2 = 200
feed_in_share = 0.5

[[grid.connection]]
id = "any"
max_mw = 100
to = "station"
"""

STUDY = f"""
[study]
rules = "./rules.toml"
year = 2030
base_year = 2026

[candidates]
source = "plots.geojson"
id = "id"

[[layers.capacity-map]]
source = "{REGIONAL}"
[[layers.capacity-map]]
source = "{NATIONAL}"

[layers.postcode-areas]
source = "postcodes.geojson"
"""

def make(folder: Path, rules: str = RULES) -> Path:
    for name in (REGIONAL, NATIONAL):
        shutil.copy(MAPS / name, folder / name)
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "postcodes.geojson").write_text(
        collection(
            [
                ({"postcode": "1234 ac"}, box(240000, 550000, 241000, 551000)),
                ({"postcode": "1234AD"}, box(241000, 550000, 242000, 551000)),
                ({"postcode": "1234AE"}, box(242000, 550000, 243000, 551000)),
            ]
        )
    )
    (folder / "plots.geojson").write_text(
        collection(
            [
                ({"id": "amber"}, box(240100, 550100, 240200, 550200)),
                ({"id": "two"}, box(240960, 550100, 241040.001, 550200)),  # a millimetre more in the red postcode
                ({"id": "yellow"}, box(242100, 550100, 242200, 550200)),
                ({"id": "outside"}, box(250000, 550000, 250100, 550100)),
            ]
        )
    )
    study = folder / "study.toml"
    study.write_text(STUDY, encoding="utf-8")
    return study


def check_result(result: Path, tally: Tally) -> None:
    plots = {row["plot_id"]: row for row in rows_of(result, "SELECT * FROM ranked_sites")}
    amber = plots["amber"]
    tally.check(amber["station_id"] == "OS FICTIEF 20-3i", f"the regional area serves: {amber['station_id']}")
    tally.check(amber["station_assumed"] == 0, "a postcode is no assumption")
    # 47 present - 58 required - 3 in the queue; the stations above have a year of relief, 2030, and no size.
    tally.check(amber["headroom_mw"] == -14, f"headroom {amber['headroom_mw']}")
    tally.check(
        amber["grid_status"] == "unavailable" and amber["earliest_year"] is None,
        f"the area itself has no year of relief: {amber['grid_status']}, {amber['earliest_year']}",
    )
    # 47 - 38 - 0 in the area; OS FICTIEF1 and GDO have relief announced for 2030.
    tally.check(amber["supply_headroom_mw"] == 9 and amber["supply_fits"] == 1, "feed-in fits: 9 MW")
    tally.check(plots["outside"]["grid_status"] == "unknown", "outside every postcode nothing is known")

    stations = {row["station_id"]: row for row in rows_of(result, "SELECT * FROM grid_stations")}
    tally.check(
        {name: (row["upstream_id"], row["demand_status"]) for name, row in stations.items()}
        == {
            "OS FICTIEF 20-3i": ("OS FICTIEF1", None),  # colours of a regional area stand with its postcodes
            "OS FICTIEF1": ("Drenthe", "announced"),
            "Drenthe": (None, "announced"),
            "GDO, Noordelijk Deelgebied": (None, "announced"),
        },
        f"the chain and the colours: {stations}",
    )
    national = stations["OS FICTIEF1"]
    tally.check(
        national["headroom_2029"] == 470 - 580 - 30 and national["headroom_2030"] is None,
        "relief of which the size is not published is no headroom",
    )

    def lines(plot: str) -> list[str]:
        return [
            str(row["label"])
            for row in rows_of(result, "SELECT label FROM evidence WHERE plot_id = ? ORDER BY fid", plot)
            if str(row["label"]).startswith("postcode")
        ]

    tally.check(
        lines("amber") == ["postcode 1234AC in OS FICTIEF 20-3i: offtake announced, feed-in available"],
        f"colours: {lines('amber')}",
    )
    tally.check(
        lines("two")
        == [
            "postcode 1234AD in OS FICTIEF 20-3i: offtake congested, feed-in congested",
            "postcode 1234AC in OS FICTIEF 20-3i: offtake announced, feed-in available",
        ],
        f"the postcode that covers most first, the others after it: {lines('two')}",
    )
    tally.check(
        lines("yellow") == ["postcode 1234AE in OS FICTIEF 20-3i: offtake limited, feed-in available"],
        f"colours: {lines('yellow')}",
    )
    account = account_of(result)
    dates = [json.loads(value).get("dated") for key, value in account.items() if key.startswith("source.")]
    tally.check("2025-01-10" in dates, f"the date of the map is recorded: {dates}")
    warnings = [value for key, value in account.items() if key.startswith("warning.")]
    tally.check(
        f"{REGIONAL}: the capacity map is of 2025-01-10, more than a year old" in warnings, f"an old map: {warnings}"
    )
    tally.check(
        f"{REGIONAL}: valid from 2025-12-21 to 2025-01-21: it begins after its end" in warnings, "dates that turn"
    )


def main() -> int:
    binary = binary_from_command_line(__doc__)
    if not MAPS.exists():
        print(f"skipped: {MAPS} is not there (it is not part of the project)")
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-map-") as name:
        folder = Path(name)
        study = make(folder)
        result = folder / "result.gpkg"
        score = ["score", str(study), "-o", str(result), "--lang", "en"]
        answer = start(binary, score, folder, SOURCE_DATE_EPOCH="1795564800")  # 2026-11-25
        if tally.check(answer.code == 0, f"score ends with {answer.code}: {answer.err}"):
            check_result(result, tally)
            for text in everything_wrong(result):
                tally.check(False, text)
        make(folder, RULES.replace('available_means = "present"\n', ""))
        answer = start(binary, score, folder)
        tally.check(
            answer.code == 2
            and "[grid] does not say what is available: the capacity map has available_capacity (what is present) and "
            "quoted_capacity (what is required); add available_means" in answer.err,
            f"what is available must be said: {answer.code} {answer.err}",
        )
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
