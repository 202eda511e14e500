#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does Kavel find on real data what an independent program found?

kampen.py BINARY

The study is ../shared/cases/kampen, its answers are those of a program in GeoPandas and Shapely (expected.csv: a row a
plot, a column a rule with its raw result or text; where a criterion found nothing or is unknown the cell is empty).
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from whole_program import (
    SHARED,
    Tally,
    account_of,
    alike,
    binary_from_command_line,
    everything_wrong,
    rows_of,
    start,
)

CASE = SHARED / "cases" / "kampen"
STUDY = CASE / "study.toml"

# Columns of the answers that are columns of ranked_sites; the others are rules.
OF_THE_PLOT = ("status", "failed", "score", "score_low", "score_high", "rank")


def is_of_the_plot(column: str) -> bool:
    return column in OF_THE_PLOT or column.startswith(("theme_", "serves_"))


def cell(value: object) -> str:
    return "" if value is None else str(value)


def same(expected: str, found: str) -> bool:
    """Numbers to a millionth; all else to the letter."""
    try:
        return alike(float(expected), float(found), 1e-6)
    except ValueError:
        return expected == found


def raw_results(result: Path) -> dict[tuple[str, str], str]:
    """By plot and rule: the number, else the text; empty where it is unknown or nothing was found."""
    unknown = {text["en"] for text in json.loads(account_of(result)["unknown_texts"])} | {"none"}
    rows = rows_of(
        result,
        "SELECT plot_id, criterion_id AS rule, raw, raw_text FROM scores UNION ALL "
        "SELECT plot_id, constraint_id, raw, raw_text FROM checks",
    )
    return {
        (str(row["plot_id"]), str(row["rule"])): (
            cell(row["raw"]) if row["raw"] is not None else "" if row["raw_text"] in unknown else cell(row["raw_text"])
        )
        for row in rows
    }


def differences(result: Path) -> Iterator[tuple[str, str]]:
    """Column and what is wrong in it, for each cell that is not as the other program says."""
    with (CASE / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    plots = {str(row["plot_id"]): row for row in rows_of(result, "SELECT * FROM ranked_sites")}
    raw = raw_results(result)
    if len(plots) != len(expected):
        yield "plot_id", f"{len(plots)} plots, not {len(expected)}"
    for row in expected:
        plot = row.pop("plot_id")
        if plot not in plots:
            yield "plot_id", f"plot {plot} is not there"
            continue
        for column, wanted in row.items():
            found = cell(plots[plot][column]) if is_of_the_plot(column) else raw.get((plot, column), "no row")
            if not same(wanted, found):
                yield column, f"plot {plot}: {found!r}, not {wanted!r}"


def sources() -> list[Path]:
    return sorted((SHARED / "data").glob("*.g*")) + sorted(CASE.glob("*.toml"))


def marks(files: list[Path]) -> dict[Path, tuple[str, int]]:
    return {file: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in files}


def check_account(result: Path, tally: Tally) -> None:
    """Every source with its size and hash, and every feature used or left out."""
    account = account_of(result)
    reported = [json.loads(value) for key, value in account.items() if key.startswith("source.")]
    tally.check(len(reported) == 12, f"12 sources are accounted for, not {len(reported)}")
    for source in reported:
        name = f"{source['role']} ({source['layer']})"
        tally.check(
            source["features"] == source["used"] + source["left_out"] and source["used"] > 0,
            f"{name}: {source['features']} features = {source['used']} used + {source['left_out']} left out",
        )
        file = (CASE / source["source"]).resolve()
        mark = hashlib.sha256(file.read_bytes()).hexdigest()
        tally.check(
            source["sha256"] == mark and source["bytes"] == file.stat().st_size, f"{name}: its size and hash"
        )


def main() -> int:
    binary = binary_from_command_line(__doc__)
    if not STUDY.exists():
        print(f"skipped: {STUDY} is not there (it is not part of the project)")
        return 0
    tally = Tally()
    before = marks(sources())
    with tempfile.TemporaryDirectory(prefix="kavel-kampen-") as name:
        folder = Path(name)
        one = folder / "one.gpkg"
        eight = folder / "eight.gpkg"
        for result, threads in ((one, "1"), (eight, "8")):
            answer = start(
                binary, ["score", str(STUDY), "-o", str(result), "--threads", threads, "--lang", "en"], folder
            )
            if not tally.check(answer.code == 0, f"score ends with {answer.code}: {answer.err}"):
                return tally.close()
        by_column: dict[str, list[str]] = {}
        for column, what in differences(one):
            by_column.setdefault(column, []).append(what)
        with (CASE / "expected.csv").open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        for column in columns:
            wrong = by_column.get(column, [])
            tally.check(not wrong, f"column {column}: {len(wrong)} plots differ; {'; '.join(wrong[:3])}")
        tally.check(one.read_bytes() == eight.read_bytes(), "8 threads give the same bytes as 1")
        for text in everything_wrong(one):
            tally.check(False, text)
        check_account(one, tally)
        leftovers = sorted(file.name for file in folder.iterdir())
        tally.check(leftovers == ["eight.gpkg", "one.gpkg"], f"nothing else is left: {leftovers}")
    tally.check(marks(sources()) == before, "the sources are as they were")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
