#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does the grid model find on real stations and lines what an independent program found?

kampen_grid.py BINARY

The study is ../shared/cases/kampen/grid.toml, its answers stand in grid-expected.csv beside it: a row a plot; `gap` and
`ratio` are raw results of rules, the other columns are columns of ranked_sites; an empty cell is unknown.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

from whole_program import SHARED, Tally, alike, binary_from_command_line, everything_wrong, rows_of, start

CASE = SHARED / "cases" / "kampen"
RAW = ("gap", "ratio")
SMALL = 1e-6


def same(wanted: str, found: object) -> bool:
    if found is None or wanted == "":
        return found is None and wanted == ""
    if isinstance(found, str):
        return found == wanted
    return alike(float(wanted), float(found), SMALL)


def compare(result: Path, tally: Tally) -> None:
    with (CASE / "grid-expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    plots = {row["plot_id"]: row for row in rows_of(result, "SELECT * FROM ranked_sites")}
    raw = {
        (row["plot_id"], row["criterion_id"]): row["raw"]
        for row in rows_of(result, "SELECT plot_id, criterion_id, raw FROM scores")
    }
    tally.check(len(plots) == len(expected) > 0, f"{len(plots)} plots, not {len(expected)}")
    for column in expected[0]:
        wrong = []
        for row in expected:
            plot = row["plot_id"]
            found = raw.get((plot, column)) if column in RAW else plots.get(plot, {})[column]
            if not same(row[column], found):
                wrong.append(f"plot {plot}: {found!r}, not {row[column]!r}")
        tally.check(not wrong, f"column {column}: {len(wrong)} plots differ; {'; '.join(wrong[:3])}")


def check_stories(result: Path, tally: Tally) -> None:
    """Every plot has a status, its connection as a line, and the station that has least left."""
    none = rows_of(result, "SELECT plot_id FROM ranked_sites WHERE grid_status IS NULL")
    tally.check(not none, f"{len(none)} plots have no grid_status")
    lines = rows_of(
        result,
        "SELECT plot_id, amount FROM evidence WHERE kind = 'connection' AND geom IS NOT NULL AND unit = 'm'",
    )
    classes = rows_of(result, "SELECT plot_id FROM ranked_sites WHERE connection_class IS NOT NULL")
    tally.check(len(lines) == len(classes) > 0, f"{len(lines)} lines of connection for {len(classes)} connections")
    least = rows_of(result, "SELECT plot_id FROM evidence WHERE kind = 'connection' AND unit = 'MW'")
    known = rows_of(result, "SELECT plot_id FROM ranked_sites WHERE headroom_mw IS NOT NULL")
    tally.check(len(least) == len(known) > 0, f"{len(least)} plots name the station that limits, of {len(known)}")


def main() -> int:
    binary = binary_from_command_line(__doc__)
    study = CASE / "grid.toml"
    if not study.exists():
        print(f"skipped: {study} is not there (it is not part of the project)")
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-kampen-grid-") as name:
        folder = Path(name)
        results = {threads: folder / f"{threads}.gpkg" for threads in ("1", "8")}
        for threads, result in results.items():
            answer = start(
                binary, ["score", str(study), "-o", str(result), "--threads", threads, "--lang", "en"], folder
            )
            if not tally.check(answer.code == 0, f"score ends with {answer.code}: {answer.err}"):
                return tally.close()
        compare(results["1"], tally)
        check_stories(results["1"], tally)
        for text in everything_wrong(results["1"]):
            tally.check(False, text)
        tally.check(results["1"].read_bytes() == results["8"].read_bytes(), "8 threads give the same bytes as 1")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
