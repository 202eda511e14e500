# SPDX-License-Identifier: EUPL-1.2
"""What the whole-program tests share: start the program, read its tables, count what passed."""

from __future__ import annotations

import math
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS / "gpkg"))
import check_gpkg  # noqa: E402
SHARED = TESTS.parent.parent / "shared"

# 2026-01-01: the same bytes at any hour, and a fixed default year.
EPOCH = "1767225600"


@dataclass
class Answer:
    """What the program gave back."""

    code: int
    out: str
    err: str


def start(binary: Path, arguments: list[str], folder: Path, **environment: str) -> Answer:
    """Runs the program in a folder, with the clock standing still."""
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": EPOCH, **environment}
    done = subprocess.run(
        [binary, *arguments], cwd=folder, env=surroundings, capture_output=True, timeout=120, check=False
    )
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def rows_of(result: Path, sql: str, *values: object) -> list[dict[str, object]]:
    """Rows of a result by the names of their columns."""
    with closing(sqlite3.connect(f"file:{result}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(sql, values)]


Found = dict[tuple[str, str], tuple[float | None, str | None]]


def raw_results(result: Path) -> Found:
    """The number and the text that each criterion found, by plot and criterion."""
    rows = rows_of(result, "SELECT plot_id, criterion_id, raw, raw_text FROM scores")
    return {(row["plot_id"], row["criterion_id"]): (row["raw"], row["raw_text"]) for row in rows}


def account_of(result: Path) -> dict[str, str]:
    """The table `run`."""
    return {str(row["key"]): str(row["value"]) for row in rows_of(result, "SELECT key, value FROM run")}


def everything_wrong(result: Path) -> Iterator[str]:
    """What gpkg/check_gpkg.py says about a result: is it valid, and do its tables agree?"""
    return check_gpkg.everything_wrong(result)


def alike(a: float, b: float, relative: float = 1e-9) -> bool:
    return math.isclose(a, b, rel_tol=relative, abs_tol=relative)


@dataclass
class Tally:
    """Counts checks, and prints those that fail."""

    passed: int = 0
    failures: list[str] = field(default_factory=list)

    def check(self, good: bool, what: str) -> bool:
        if good:
            self.passed += 1
        else:
            self.failures.append(what)
            print(f"FAILED {what}", flush=True)
        return good

    def close(self) -> int:
        """The closing line, and the exit code."""
        print(f"{self.passed} passed, {len(self.failures)} failed")
        return 1 if self.failures else 0


def has_qgis() -> bool:
    """Asked of another process, which does not take tests/qgis.py for it."""
    return subprocess.run(["/usr/bin/python3", "-c", "import qgis.core"], cwd="/", capture_output=True, check=False).returncode == 0


def binary_from_command_line(usage: str) -> Path:
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(usage)
    binary = Path(sys.argv[1]).resolve()
    if not os.access(binary, os.X_OK):
        sys.exit(f"{binary} is no program")
    return binary
