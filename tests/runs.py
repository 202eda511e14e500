#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""How a run behaves: threads, order, stops and neighbours, and whether a second program finds the same.

runs.py BINARY

Everything is done on a town that is drawn here: some hundred plots among homes, roads and fields, a few of them broken.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import second_opinion as second
from drawn_town import SOUTH, WEST, Town, draw_town, polygon, rule_lines, same_result, second_result, write_town
from whole_program import (
    EPOCH,
    Tally,
    account_of,
    alike,
    binary_from_command_line,
    everything_wrong,
    raw_results,
    start,
)

INTERRUPTED = 130
SIZE = {"plots": 120, "homes": 1500, "roads": 150, "fields": 250}


def tables(result: Path) -> dict[str, list[tuple]]:
    """Every table of ours but `run`, without the numbers of its rows."""
    found = {}
    with closing(sqlite3.connect(f"file:{result}?mode=ro", uri=True)) as database:
        names = [row[0] for row in database.execute("SELECT table_name FROM gpkg_contents WHERE table_name != 'run'")]
        for name in names:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
            wanted = ", ".join(f'"{column}"' for column in columns if column != "fid")
            found[name] = database.execute(f"SELECT {wanted} FROM {name} ORDER BY rowid").fetchall()
    return found


class Scene:
    """A drawn town, the folder that it lies in and what Kavel says of it."""

    def __init__(self, binary: Path, folder: Path, tally: Tally) -> None:
        self.binary = binary
        self.folder = folder
        self.tally = tally
        self.drawn = draw_town(**SIZE)
        write_town(folder / "town", self.drawn)
        self.result = folder / "result.gpkg"
        self.score(folder / "town", self.result)

    def score(self, town: Path, result: Path, *arguments: str) -> None:
        answer = start(self.binary, ["score", "study.toml", "-o", str(result), "--quiet", *arguments], town)
        self.tally.check(answer.code == 0, f"score in {town.name} ends with {answer.code}: {answer.err}")

    def changed(self, name: str, town: Town, where: str | None = None) -> Path:
        write_town(self.folder / name, town, where=where)
        result = self.folder / f"{name}.gpkg"
        self.score(self.folder / name, result)
        return result


def threads_give_the_same_bytes(scene: Scene) -> None:
    bytes_of_one = None
    for threads in ("1", "2", "8"):
        result = scene.folder / f"threads-{threads}.gpkg"
        scene.score(scene.folder / "town", result, "--threads", threads)
        bytes_of_one = bytes_of_one or result.read_bytes()
        scene.tally.check(result.read_bytes() == bytes_of_one, f"{threads} threads give the same bytes as 1")


def the_result_is_valid(scene: Scene) -> None:
    wrong = list(everything_wrong(scene.result))
    scene.tally.check(not wrong, f"the result is valid: {wrong}")


def order_of_the_source_does_not_matter(scene: Scene) -> None:
    """Plots in another order have other feature ids; features of a layer in another order keep theirs."""
    rng = random.Random(3)
    shuffled = {name: rng.sample(rows, len(rows)) for name, rows in scene.drawn.items()}
    shuffled["plots"] = [(number, row[1], row[2]) for number, row in enumerate(shuffled["plots"], start=1)]
    result = scene.changed("shuffled", shuffled)
    before, after = tables(scene.result), tables(result)
    for name in before:
        scene.tally.check(before[name] == after[name], f"shuffled sources give the same rows of {name}")


def one_by_one_is_as_all_at_once(scene: Scene) -> None:
    whole = raw_results(scene.result)
    for plot in ("P1", "P50", "P120"):
        result = scene.changed(f"only-{plot}", scene.drawn, where=f"id = '{plot}'")
        alone = raw_results(result)
        wrong = [key for key, raw in alone.items() if raw != whole[key]]
        scene.tally.check(bool(alone) and not wrong, f"{plot} alone gives what it gives among all: {wrong}")


def what_lies_far_away_does_not_matter(scene: Scene) -> None:
    more = dict(scene.drawn)
    last = 10_000
    more["homes"] = [*more["homes"], (last, {"kind": "house", "residents": 9}, "POINT (100000 500000)")]
    more["fields"] = [
        *more["fields"],
        (last, {"use": "wood", "depth": 9.0}, polygon([(90000, 500000), (95000, 500000), (95000, 505000)])),
    ]
    result = scene.changed("far-away", more)
    scene.tally.check(raw_results(result) == raw_results(scene.result), "features far away change nothing")


def doubled_fields_cover_once(scene: Scene) -> None:
    more = dict(scene.drawn)
    more["fields"] = [*more["fields"], *[(fid + 5000, values, shape) for fid, values, shape in more["fields"]]]
    doubled = raw_results(scene.changed("doubled", more))
    single = raw_results(scene.result)
    for name, measure, layer, _ in rule_lines():
        if layer == "fields" and measure in ("covered_share", "covered_area", "area_within", "attribute_share"):
            of_rule = [(key, raw) for key, (raw, _) in single.items() if key[1] == name]
            wrong = [key[0] for key, raw in of_rule if not alike(raw, doubled[key][0])]
            scene.tally.check(not wrong, f"{name}: every field twice covers no more: {wrong[:5]}")


def a_move_of_everything_changes_nothing(scene: Scene) -> None:
    moved = draw_town(**SIZE, west=WEST + 4096.0, south=SOUTH - 8192.0)
    there, here = raw_results(scene.changed("moved", moved)), raw_results(scene.result)
    wrong = [key for key, raw in here.items() if not same_raw(raw, there[key], 1e-6)]
    scene.tally.check(not wrong, f"the town elsewhere gives the same results: {wrong[:5]}")


def same_raw(a: tuple[float | None, str | None], b: tuple[float | None, str | None], relative: float) -> bool:
    if a[0] is None or b[0] is None:
        return a == b
    return alike(a[0], b[0], relative)


def a_second_program_finds_the_same(scene: Scene) -> None:
    source = scene.folder / "town" / "town.gpkg"
    layers = {name: second.read(source, name) for name in scene.drawn}
    found = raw_results(scene.result)
    for name, measure, layer, keys in rule_lines():
        wrong = []
        for plot in layers["plots"][:: 1 if not layer else 4]:
            expected = second_result(measure, plot, layers.get(layer, []), keys)
            raw, text = found[plot.fields["id"], name]
            if not same_result(expected, raw, text):
                wrong.append(f"{plot.fields['id']}: {raw if raw is not None else text}, not {expected}")
        scene.tally.check(not wrong, f"{name}: the second program says otherwise of {len(wrong)}: {wrong[:3]}")


# Stops and neighbours


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def an_interrupted_run_leaves_nothing(scene: Scene) -> None:
    folder = scene.folder / "large"
    study = write_town(folder, draw_town(plots=1500, homes=4000, roads=400, fields=600, seed=11))
    for name, sent, phase in (
        ("SIGINT while reading", signal.SIGINT, "reading"),
        ("SIGINT while measuring", signal.SIGINT, "measuring"),
        ("SIGINT while writing", signal.SIGINT, "writing"),
        ("SIGTERM while measuring", signal.SIGTERM, "measuring"),
    ):
        (folder / "ranked.gpkg").write_bytes(b"an earlier result")
        before = contents(folder)
        code, out = stopped(scene.binary, study, sent, phase)
        wanted = (INTERRUPTED, 128 + signal.SIGTERM) if sent == signal.SIGTERM else (INTERRUPTED,)
        scene.tally.check(code in wanted, f"{name} ends with {code}")
        scene.tally.check(out == "", f"{name}: nothing on stdout, not {out!r}")
        scene.tally.check(contents(folder) == before, f"{name}: left {sorted(contents(folder).keys() - before.keys())}")


def stopped(binary: Path, study: Path, sent: signal.Signals, phase: str) -> tuple[int, str]:
    """Exit code and stdout of a run that gets a signal in this phase."""
    command = [binary, "score", study.name, "--progress", "lines", "--lang", "en", "--threads", "2"]
    with subprocess.Popen(
        command, cwd=study.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    ) as run:
        for line in run.stderr:
            if phase in line:
                break
        run.send_signal(sent)
        out, _ = run.communicate(timeout=60)
        code = run.returncode if run.returncode >= 0 else 128 - run.returncode
        return code, out


def two_runs_may_write_one_result(scene: Scene) -> None:
    folder = scene.folder / "town"
    command = [scene.binary, "score", "study.toml", "-o", "both.gpkg", "--quiet"]
    runs = [subprocess.Popen(command, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}) for _ in range(2)]
    codes = [run.wait(timeout=60) for run in runs]
    scene.tally.check(codes == [0, 0], f"two runs that write one result end with {codes}")
    same = (folder / "both.gpkg").read_bytes() == scene.result.read_bytes()
    scene.tally.check(same, "two runs that write one result leave a whole one")
    left = [file.name for file in folder.iterdir() if "both" in file.name]
    scene.tally.check(left == ["both.gpkg"], f"two runs that write one result leave nothing else: {left}")
    (folder / "both.gpkg").unlink()


def sources_stay_as_they_are(scene: Scene) -> None:
    folder = scene.folder / "town"
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    scene.score(folder, scene.folder / "again.gpkg")
    after = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    scene.tally.check(after == before, "sources, rules and study stay as they are")


def rows_in_a_write_ahead_log_count(scene: Scene) -> None:
    """A GeoPackage that QGIS holds open has its newest rows in a log beside it."""
    folder = scene.folder / "wal"
    shutil.copytree(scene.folder / "town", folder)
    with closing(sqlite3.connect(folder / "town.gpkg", isolation_level=None)) as open_elsewhere:
        open_elsewhere.execute("PRAGMA journal_mode = WAL")
        open_elsewhere.execute("PRAGMA wal_autocheckpoint = 0")
        triggers = open_elsewhere.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:  # they call functions that this connection does not have
            open_elsewhere.execute(f'DROP TRIGGER "{name}"')
        open_elsewhere.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        open_elsewhere.execute("UPDATE homes SET kind = 'villa' WHERE kind = 'house'")
        log = (folder / "town.gpkg-wal").read_bytes()
        scene.tally.check(bool(log), "the rows are in the log")
        result = scene.folder / "wal.gpkg"
        scene.score(folder, result)
        scene.tally.check((folder / "town.gpkg-wal").read_bytes() == log, "the log stays as it is")
    kinds = {str(text) for (_, rule), (_, text) in raw_results(result).items() if "nearest" in rule}
    scene.tally.check("villa" in kinds and "house" not in kinds, f"rows in the log count: {sorted(kinds)}")


def the_clock_shows_in_one_row(scene: Scene) -> None:
    folder = scene.folder / "town"
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    results = []
    for name in ("first.gpkg", "second.gpkg"):
        result = scene.folder / name
        command = [scene.binary, "score", "study.toml", "-o", result, "--quiet"]
        subprocess.run(command, cwd=folder, env=environment, check=True, timeout=60)
        results.append(account_of(result))
        time.sleep(1.1)
    differing = [key for key in results[0] if results[0][key] != results[1].get(key)]
    scene.tally.check(differing == ["started"], f"only the start differs between two runs: {differing}")


CHECKS = (
    threads_give_the_same_bytes,
    the_result_is_valid,
    a_second_program_finds_the_same,
    order_of_the_source_does_not_matter,
    one_by_one_is_as_all_at_once,
    what_lies_far_away_does_not_matter,
    doubled_fields_cover_once,
    a_move_of_everything_changes_nothing,
    sources_stay_as_they_are,
    two_runs_may_write_one_result,
    rows_in_a_write_ahead_log_count,
    the_clock_shows_in_one_row,
    an_interrupted_run_leaves_nothing,
)


def main() -> int:
    binary = binary_from_command_line(__doc__)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-runs-") as folder:
        scene = Scene(binary, Path(folder), tally)
        for check in CHECKS:
            check(scene)
            print(check.__name__.replace("_", " "), flush=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
