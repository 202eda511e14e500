#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does Kavel find of the grid what a second program finds, written from the description of the model alone?

grid_second_opinion.py BINARY [WORLDS]

First the second program is held against the answers of ../shared/cases/kampen, then Kavel against both, then Kavel
against the second program on worlds drawn by chance: WORLDS of them (40), and some with batteries.
"""

from __future__ import annotations

import csv
import math
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
from gridcheck import hubs, inputs, local, model, worlds
from whole_program import SHARED, Tally, account_of, binary_from_command_line, everything_wrong, rows_of, start

CASE = SHARED / "cases" / "kampen"
PRECISION = 1e-6
BATTERY_PRECISION = 1e-5
BATTERY_COLUMNS = ("battery_mwh", "battery_mwh_planned", "battery_mw", "local_share")
SEEDS, LOCAL_SEEDS = 40, 5
FIRST_LOCAL_SEED = 1000


def same(a: object, b: object, relative: float = PRECISION) -> bool:
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=relative, abs_tol=relative)
    return a == b


class Differences:
    """What differs, by what it is about."""

    def __init__(self) -> None:
        self.of: dict[str, list[str]] = {}
        self.compared: Counter[str] = Counter()

    def compare(self, about: str, where: str, second: object, kavel: object, relative: float = PRECISION) -> None:
        self.compared[about] += 1
        if not same(second, kavel, relative):
            self.of.setdefault(about, []).append(f"{where}: Kavel says {kavel}, the second program {second}")

    def tell(self, name: str, tally: Tally) -> None:
        for about, count in sorted(self.compared.items()):
            wrong = self.of.get(about, [])
            tally.check(not wrong, f"{name}: {about} differs in {len(wrong)} of {count}: {'; '.join(wrong[:3])}")


# ---------------------------------------------------------------------------------------------------------------------
# A result against the second program


def second_answers(world: inputs.World) -> dict[str, model.Answer]:
    said = model.answers(world)
    if "local" in world.grid:
        for plot in world.plots:
            local.add_local(world, plot, said[plot.id])
    return said


def compare_plots(result: Path, said: dict[str, model.Answer], found: Differences) -> None:
    rows = {str(row["plot_id"]): row for row in rows_of(result, "SELECT * FROM ranked_sites")}
    for plot_id, answer in said.items():
        for column, value in answer.columns.items():
            precision = BATTERY_PRECISION if column in BATTERY_COLUMNS else PRECISION
            kavel = rows[plot_id].get(column, "no such column")
            found.compare(column, plot_id, value, kavel, precision)


def compare_measures(result: Path, said: dict[str, model.Answer], found: Differences) -> None:
    """What rules see: a number, `none` where it is infinite, or unknown."""
    for row in rows_of(
        result,
        "SELECT plot_id, measure, raw, raw_text FROM scores JOIN criteria ON id = criterion_id "
        "WHERE measure LIKE 'grid_%' UNION ALL "
        "SELECT plot_id, measure, raw, raw_text FROM checks JOIN constraints ON id = constraint_id "
        "WHERE measure LIKE 'grid_%'",
    ):
        answer = said.get(str(row["plot_id"]))
        measure = str(row["measure"])
        if answer is None or measure not in answer.measures:
            continue
        value = answer.measures[measure]
        if isinstance(value, str):
            kavel = row["raw_text"]
        elif row["raw"] is None:
            kavel = math.inf if row["raw_text"] == "none" else None
        else:
            kavel = row["raw"]
        precision = BATTERY_PRECISION if measure in ("grid_battery_mwh", "grid_local_share") else PRECISION
        found.compare(f"measure {measure}", str(row["plot_id"]), value, kavel, precision)


def ranking(result: Path) -> list[str]:
    """Plots that are not excluded, best first."""
    rows = rows_of(result, "SELECT plot_id FROM ranked_sites WHERE rank IS NOT NULL ORDER BY rank, plot_id")
    return [str(row["plot_id"]) for row in rows]


def compare_stations(result: Path, world: inputs.World, said: dict[str, model.Answer], found: Differences) -> None:
    accounts = model.ledger(world, said, ranking(result))
    rows = {str(row["station_id"]): row for row in rows_of(result, "SELECT * FROM grid_stations")}
    found.compare("stations", "all", sorted(world.stations), sorted(rows))
    for name, account in accounts.items():
        row = rows.get(name, {})
        for year in range(world.base_year, world.grid["horizon"] + 1):
            left = model.own_headroom(world, world.stations[name], "demand", year)
            expected = None if isinstance(left, str) else left
            found.compare("headroom by year", f"{name} {year}", expected, row.get(f"headroom_{year}"))
        for column, value in {
            "demand_wanted_mw": account.wanted_mw,
            "demand_served_mw": account.served_mw,
            "plots_wanting": account.wanting,
            "plots_served": account.served,
            "fits_in_order": ",".join(account.fits_in_order) or None,
            "first_not_fitting": account.first_not_fitting,
        }.items():
            found.compare(column, name, value, row.get(column))


def compare_hubs(result: Path, world: inputs.World, said: dict[str, model.Answer], found: Differences) -> None:
    expected = hubs.hubs(world, said, ranking(result))
    rows = rows_of(result, "SELECT * FROM energy_hubs")
    told = {(str(row["station_id"]), str(row["members"])): row for row in rows}
    found.compare("hubs", "all", sorted((hub.station_id, hub.members) for hub in expected), sorted(told))
    for hub in expected:
        row = told.get((hub.station_id, hub.members), {})
        for column in ("joined", "joined_alone", "sum_of_peaks_mw", "peak_mw", "saved_mw", "limit_mw"):
            found.compare(f"hub {column}", hub.members, getattr(hub, column), row.get(column))


def check_study(binary: Path, study: Path, folder: Path, tally: Tally, name: str, found: Differences) -> bool:
    result = folder / f"{name}.gpkg"
    answer = start(binary, ["score", str(study), "-o", str(result), "--quiet", "--lang", "en"], folder)
    if not tally.check(answer.code == 0, f"{name}: score ends with {answer.code}: {answer.err}"):
        return False
    wrong = list(everything_wrong(result))
    tally.check(not wrong, f"{name}: {wrong[:5]}")
    world = inputs.read_world(study)
    said = second_answers(world)
    compare_plots(result, said, found)
    compare_measures(result, said, found)
    compare_stations(result, world, said, found)
    if "local" in world.grid:
        compare_hubs(result, world, said, found)
    return True


# ---------------------------------------------------------------------------------------------------------------------
# Kampen


def cell(value: object) -> str:
    return "" if value is None else str(value)


def like(expected: str, found: str) -> bool:
    try:
        return math.isclose(float(expected), float(found), rel_tol=PRECISION, abs_tol=PRECISION)
    except ValueError:
        return expected == found


def check_kampen(binary: Path, folder: Path, tally: Tally) -> None:
    with (CASE / "grid-expected.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["plot_id"]: row for row in csv.DictReader(file)}
    said = model.answers(inputs.read_world(CASE / "grid.toml"))
    tally.check(said.keys() == expected.keys(), f"Kampen: {len(said)} plots, not {len(expected)}")
    wrong = []
    for plot_id, row in expected.items():
        measures = said[plot_id].measures
        mine = {**said[plot_id].columns, "gap": measures["grid_gap"], "ratio": measures["grid_ratio"]}
        names = [name for name in row if name in mine]
        wrong += [f"{plot_id} {name}" for name in names if not like(row[name], cell(mine[name]))]
    tally.check(not wrong, f"Kampen: the second program differs from the answers in {len(wrong)}: {wrong[:5]}")

    found = Differences()
    if check_study(binary, CASE / "grid.toml", folder, tally, "kampen", found):
        found.tell("Kampen", tally)
        rows = {str(row["plot_id"]): row for row in rows_of(folder / "kampen.gpkg", "SELECT * FROM ranked_sites")}
        columns = [name for name in next(iter(expected.values())) if name in next(iter(rows.values()))]
        wrong = [
            f"{plot_id} {name}: {rows[plot_id][name]}, not {row[name]}"
            for plot_id, row in expected.items()
            for name in columns
            if not like(row[name], cell(rows[plot_id][name]))
        ]
        tally.check(not wrong, f"Kampen: Kavel differs from the answers in {len(wrong)}: {wrong[:5]}")
        unknown = account_of(folder / "kampen.gpkg").get("unknown_texts")
        tally.check(unknown is not None, "Kampen: the account says how unknown is written")


# ---------------------------------------------------------------------------------------------------------------------
# Batteries


def check_programme(tally: Tally) -> None:
    """Where the hours do not bring what is wanted, the linear programme has no answer; where they do, it has one."""
    rng = random.Random(5)
    wrong = []
    for _ in range(60):
        length = rng.choice((24, 48, 168))
        level = rng.uniform(-0.2, 0.6)
        short = np.array([rng.uniform(-1, 1) - level for _ in range(length)])
        round_trip = rng.choice((0.8, 0.9, 1.0))
        missing = local.missing_mwh(short, round_trip)
        least = local.programme(short, 2.0, 0.95, round_trip, 1e-9)
        if (least is None) != (missing > 0):
            wrong.append(f"{length} hours, {missing} MWh missing: {least}")
    tally.check(not wrong, f"no battery works where the year's sum is short, and only there: {wrong[:3]}")


# ---------------------------------------------------------------------------------------------------------------------
# Worlds


def check_worlds(binary: Path, folder: Path, tally: Tally, seeds: range, with_batteries: bool) -> None:
    found = Differences()
    statuses: Counter[object] = Counter()
    for seed in seeds:
        world = worlds.draw_world(seed, with_batteries)
        study = worlds.write_world(folder / f"world-{seed}", world)
        if check_study(binary, study, folder, tally, f"world-{seed}", found):
            rows = rows_of(folder / f"world-{seed}.gpkg", "SELECT grid_status FROM ranked_sites")
            statuses.update(row["grid_status"] for row in rows)
    name = "worlds with batteries" if with_batteries else "worlds"
    found.tell(name, tally)
    wanted = {"available", "later", "unavailable", "unknown", *(["local"] if with_batteries else [])}
    tally.check(wanted <= statuses.keys(), f"{name}: every status occurs: {dict(statuses)}")


def check_what_is_wrong(binary: Path, folder: Path, tally: Tally) -> None:
    """Data that no answer may come of: exit code 3, and the station is named."""

    def stations(world: worlds.World) -> list[worlds.Row]:
        return world.layers["stations"]

    def loop(world: worlds.World) -> None:
        by_id = {str(fields["station_id"]).strip(): fields for _, fields in stations(world)}
        by_id["H1"]["upstream_id"], by_id["H2"]["upstream_id"] = "H2", "H1"

    def twice(world: worlds.World) -> None:
        shape, fields = stations(world)[4]
        stations(world).append((shape, {**fields, "station_id": f" {str(fields['station_id']).strip()} "}))

    def two_forecasts(world: worlds.World) -> None:
        row = {"station_id": "M1", "year": 2030, "demand_available_mw": 1.0, "supply_available_mw": None}
        world.layers["forecast"] = [(None, row), (None, {**row, "demand_available_mw": 2.0})]

    def negative(world: worlds.World) -> None:
        world.layers["plots"][0][1]["asked"] = -0.5

    for change, name in ((loop, "H1"), (twice, "M2"), (two_forecasts, "M1"), (negative, "P01")):
        world = worlds.draw_world(7)
        change(world)
        study = worlds.write_world(folder / change.__name__, world)
        result = folder / f"{change.__name__}.gpkg"
        answer = start(binary, ["score", str(study), "-o", str(result), "--quiet", "--lang", "en"], folder)
        about = f"{change.__name__.replace('_', ' ')}: {answer.code} {answer.err}"
        tally.check(answer.code == 3 and name in answer.err and not result.exists(), about)


def main() -> int:
    binary = binary_from_command_line(__doc__)
    number = int(sys.argv[2]) if len(sys.argv) > 2 else SEEDS
    local_seeds = range(FIRST_LOCAL_SEED, FIRST_LOCAL_SEED + max(1, number * LOCAL_SEEDS // SEEDS))
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-grid-") as name:
        folder = Path(name)
        checks = [
            ("worlds", lambda: check_worlds(binary, folder, tally, range(1, number + 1), False)),
            ("worlds with batteries", lambda: check_worlds(binary, folder, tally, local_seeds, True)),
            ("batteries", lambda: check_programme(tally)),
            ("what is wrong", lambda: check_what_is_wrong(binary, folder, tally)),
        ]
        if CASE.exists():
            checks.insert(0, ("Kampen", lambda: check_kampen(binary, folder, tally)))
        else:
            print(f"without Kampen: {CASE} is not there (it is not part of the project)")
        for title, check in checks:
            began = time.monotonic()
            check()
            print(f"{title} ({time.monotonic() - began:.1f} s)", flush=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
