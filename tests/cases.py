#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Whole-program cases: folders with a study, and what the program must say to it.

cases.py BINARY [NAME...]            runs all cases, or those named
cases.py BINARY --rewrite NAME...    writes what the program says now as expected; review the difference by hand

A case is a folder cases/NAME with
  study.toml, its sources and rules      what lies in cases/common may be used as ../common/...
  make.py            optional: make(folder) writes the sources that are no text
  command            optional: the command lines, the last of which is judged; default 'score study.toml'
                     (VARIABLE=value may stand before a line; --threads is added)
  expected.exit      the exit code
  expected.stderr    optional: what stands on stderr, to the letter
  expected.stdout    optional: likewise; for --json as a document, in which 'seconds' does not count
  expected/TABLE.csv optional: the rows of a table of the result in their order, of the columns named there.
                     An empty cell is null or an empty text, 1000~0.5 a number within 0.5 of 1000, the column 'wkt'
                     the geometry. Of 'run' only the keys that stand there.

Each case runs with 1 and with 8 threads, the second time over an earlier result. The answers must be the same, to the
byte. After a failure there is no result, and an earlier one lies there untouched. Nothing else is left, no source is
changed, and 'check' says of the study what 'score' says.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
import shlex
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from osgeo import ogr
from whole_program import TESTS, Answer, Tally, alike, binary_from_command_line, everything_wrong, start

CASES = TESTS / "cases"
LONG_AGO = 1_000_000_000  # seconds since 1970
EARLIER = (b"an earlier result", LONG_AGO * 10**9)
OUTPUT_FAULT = 4
DECIMALS = r"-?\d+\.\d+"

ogr.UseExceptions()


@dataclass
class Line:
    """One line of `command`."""

    words: list[str]
    environment: dict[str, str]

    @property
    def scores(self) -> bool:
        return self.words[0] == "score"

    def output(self) -> str:
        for flag in ("-o", "--output"):
            if flag in self.words[:-1]:
                return self.words[self.words.index(flag) + 1]
        return "ranked.gpkg"

    def with_threads(self, threads: int) -> list[str]:
        takes_threads = self.words[0] in ("score", "check") and "--threads" not in self.words
        return [*self.words, "--threads", str(threads)] if takes_threads else self.words

    def as_check(self) -> list[str]:
        words = list(self.words)
        for flag in ("-o", "--output"):
            if flag in words:
                at = words.index(flag)
                del words[at : at + 2]
        return ["check", *words[1:]]


@dataclass
class Case:
    name: str

    @property
    def folder(self) -> Path:
        return CASES / self.name

    def lines(self) -> list[Line]:
        command = self.folder / "command"
        text = command.read_text(encoding="utf-8") if command.exists() else "score study.toml\n"
        lines = []
        for line in text.splitlines():
            words = shlex.split(line)
            environment = {}
            while re.match(r"[A-Z_]+=", words[0]):
                name, _, value = words.pop(0).partition("=")
                environment[name] = value
            lines.append(Line(words, environment))
        return lines

    def expected_code(self) -> int:
        return int((self.folder / "expected.exit").read_text(encoding="utf-8"))


@dataclass
class Run:
    """What came of a case, with so many threads."""

    answer: Answer
    output: Path | None  # nothing when no result was to be written
    complaints: list[str]


class Bench:
    """A copy of the cases to work on, so that the tree stays as it is."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self.binary = binary
        self.folder = folder
        shutil.copytree(CASES / "common", folder / "common")

    def lay_out(self, case: Case) -> Path:
        folder = self.folder / f"{case.name}.made"
        shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("expected*", "make.py", "command"))
        recipe = case.folder / "make.py"
        if recipe.exists():
            spec = importlib.util.spec_from_file_location(f"make_{case.name}", recipe)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.make(folder)
        return folder

    def run(self, case: Case, made: Path, threads: int) -> Run:
        folder = self.folder / case.name
        shutil.copytree(made, folder, symlinks=True)
        before = contents(folder)
        *first, last = case.lines()
        complaints = []
        for line in first:
            answer = start(self.binary, line.with_threads(threads), folder, **line.environment)
            if answer.code != 0:
                complaints.append(f"'{shlex.join(line.words)}' ends with {answer.code}: {answer.err}")
        output = folder / last.output()
        if not first and threads > 1 and output.parent.is_dir() and not output.exists():
            leave_earlier_result(output)
        answer = start(self.binary, last.with_threads(threads), folder, **last.environment)
        writes = (last.scores and answer.code == 0) or any(line.scores for line in first)
        after = contents(folder)
        found = after.pop(last.output(), None) if last.output() not in before else None
        kept = None
        if writes and found not in (None, EARLIER):
            kept = self.folder / f"{case.name}.{threads}.gpkg"
            shutil.copy(output, kept)
            if last.scores and answer.code == 0:
                complaints += self.same_when_reused(folder, last.with_threads(threads), kept, last.environment)
            output.unlink()
        elif writes:
            complaints.append("there is no result")
        elif found not in (None, EARLIER):
            complaints.append(f"{last.output()} is left, or the earlier one was touched")
        if after != before:
            changed = [name for name in after.keys() | before.keys() if after.get(name) != before.get(name)]
            complaints.append(f"changed, left or lost: {', '.join(sorted(changed))}")
        if last.scores and threads == 1:
            complaints += self.check_agrees(folder, last, answer)
        shutil.rmtree(folder)
        return Run(answer, kept, complaints)

    def same_when_reused(self, folder: Path, words: list[str], kept: Path, environment: dict[str, str]) -> Iterator[str]:
        """A second run, which takes what the first one measured from its result, gives the same bytes."""
        again = start(self.binary, words, folder, **environment)
        output = folder / Line(words, environment).output()
        if again.code != 0 or output.read_bytes() != kept.read_bytes():
            yield f"over its own result it gives other bytes: {again.err}"

    def check_agrees(self, folder: Path, line: Line, scored: Answer) -> Iterator[str]:
        """'check' complains of everything that 'score' would complain about, the output aside."""
        if scored.code == OUTPUT_FAULT:
            return
        checked = start(self.binary, line.as_check(), folder, **line.environment)
        if checked.code != scored.code:
            yield f"check ends with {checked.code}, score with {scored.code}"
        elif scored.code != 0 and checked.err.replace("'kavel check", "'kavel score") != scored.err:
            yield f"check says: {checked.err}"


def leave_earlier_result(output: Path) -> None:
    output.write_bytes(EARLIER[0])
    os.utime(output, ns=(EARLIER[1], EARLIER[1]))


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and time of change."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def without_time(text: str) -> str:
    return re.sub(r"\b\d+[.,]\d s\b", "0.0 s", text)


def document(text: str) -> object:
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        return f"{error}: {text}"
    if isinstance(parsed, dict):
        parsed.pop("seconds", None)
    return parsed


def same_document(a: object, b: object) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same_document(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same_document, a, b))
    if isinstance(a, float) or isinstance(b, float):
        return isinstance(a, (int, float)) and isinstance(b, (int, float)) and alike(a, b)
    return a == b and type(a) is type(b)


def wkt_of(blob: bytes | None) -> str | None:
    """Of a GeoPackage geometry, rounded to a tenth of a millimetre."""
    if blob is None:
        return None
    envelope_bytes = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    geometry = ogr.CreateGeometryFromWkb(blob[8 + envelope_bytes :])
    short = [f"{float(number):.4f}".rstrip("0").rstrip(".") for number in re.findall(DECIMALS, geometry.ExportToWkt())]
    return re.sub(DECIMALS, lambda _: short.pop(0), geometry.ExportToWkt())


def table_rows(result: Path, table: str, columns: list[str]) -> list[list[object]]:
    with closing(sqlite3.connect(f"file:{result}?mode=ro", uri=True)) as database:
        names = ", ".join(f'{table}."{"geom" if name == "wkt" else name}"' for name in columns)
        rows = [list(row) for row in database.execute(f"SELECT {names} FROM {table} ORDER BY fid")]
    if "wkt" in columns:
        at = columns.index("wkt")
        for row in rows:
            row[at] = wkt_of(row[at])
    return rows


def same_cell(expected: str, found: object) -> bool:
    if found is None or expected == "":
        return (found is None or found == "") and expected == ""
    if isinstance(found, (int, float)):
        try:
            number, _, within = expected.partition("~")
            return abs(float(number) - found) <= float(within) if within else alike(float(number), found)
        except ValueError:
            return False
    return expected == found


def compare_table(result: Path, expectation: Path) -> Iterator[str]:
    table = expectation.stem
    with expectation.open(encoding="utf-8", newline="") as file:
        columns, *expected = list(csv.reader(file))
    try:
        found = table_rows(result, table, columns)
    except sqlite3.OperationalError as error:
        yield f"{table}: {error}"
        return
    if table == "run":
        wanted = {row[0] for row in expected}
        found = [row for row in found if row[0] in wanted]
        expected.sort(key=lambda row: row[0])
        found.sort(key=lambda row: row[0])
    if len(found) != len(expected):
        yield f"{table} has {len(found)} rows, not {len(expected)}: {found}"
        return
    for number, (want, have) in enumerate(zip(expected, found), start=1):
        for column, cell, value in zip(columns, want, have):
            if not same_cell(cell, value):
                yield f"{table} row {number} ({have[0]}): {column} is {value!r}, not {cell!r}"


def compare(case: Case, run: Run) -> Iterator[str]:
    yield from run.complaints
    code = case.expected_code()
    if run.answer.code != code:
        yield f"ends with {run.answer.code}, not {code}: {run.answer.err}"
        return
    if code in (1, 2, 3, 4) and any(not line.startswith("error: ") for line in run.answer.err.splitlines()):
        yield f"stderr has more than errors: {run.answer.err}"
    if code != 0 and run.answer.out and "--json" not in case.lines()[-1].words:
        yield f"something stands on stdout: {run.answer.out}"
    expected_err = case.folder / "expected.stderr"
    if expected_err.exists():
        wanted = expected_err.read_text(encoding="utf-8")
        if without_time(run.answer.err) != without_time(wanted):
            yield f"stderr is\n{run.answer.err}  not\n{wanted}"
    expected_out = case.folder / "expected.stdout"
    if expected_out.exists():
        wanted = expected_out.read_text(encoding="utf-8")
        if "--json" in case.lines()[-1].words:
            if not same_document(document(run.answer.out), document(wanted)):
                yield f"stdout is\n{run.answer.out}  not\n{wanted}"
        elif run.answer.out != wanted:
            yield f"stdout is\n{run.answer.out}  not\n{wanted}"
    if run.output is not None:
        for expectation in sorted((case.folder / "expected").glob("*.csv")):
            yield from compare_table(run.output, expectation)


def compare_runs(one: Run, eight: Run) -> Iterator[str]:
    if one.answer.code != eight.answer.code or without_time(one.answer.err) != without_time(eight.answer.err):
        yield f"with 8 threads it ends with {eight.answer.code}: {eight.answer.err}"
    elif one.output and eight.output and one.output.read_bytes() != eight.output.read_bytes():
        yield "8 threads give other bytes than 1"


def complaints_of(bench: Bench, case: Case) -> list[str]:
    made = bench.lay_out(case)
    one = bench.run(case, made, 1)
    eight = bench.run(case, made, 8)
    found = [*compare(case, one), *compare(case, eight), *compare_runs(one, eight)]
    if one.output is not None:
        found += everything_wrong(one.output)
    return list(dict.fromkeys(found))


def rewrite(bench: Bench, case: Case) -> None:
    run = bench.run(case, bench.lay_out(case), 1)
    (case.folder / "expected.exit").write_text(f"{run.answer.code}\n", encoding="utf-8")
    if run.answer.code != 0 or (case.folder / "expected.stderr").exists():
        (case.folder / "expected.stderr").write_text(without_time(run.answer.err), encoding="utf-8")
    last = case.lines()[-1]
    if (run.answer.code == 0 and not last.scores) or (case.folder / "expected.stdout").exists():
        (case.folder / "expected.stdout").write_text(run.answer.out, encoding="utf-8")
    for expectation in sorted((case.folder / "expected").glob("*.csv")) if run.output else []:
        with expectation.open(encoding="utf-8", newline="") as file:
            columns, *expected = list(csv.reader(file))
        rows = table_rows(run.output, expectation.stem, columns)
        if expectation.stem == "run":
            rows = [row for row in rows if row[0] in {row[0] for row in expected}]
        with expectation.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([columns, *rows])
    for complaint in run.complaints:
        print(f"{case.name}: {complaint}")


def named_cases(names: list[str]) -> list[Case]:
    there = sorted(folder.parent.name for folder in CASES.glob("*/study.toml") if folder.parent.name != "common")
    there += sorted(folder.parent.name for folder in CASES.glob("*/command") if folder.parent.name not in there)
    unknown = [name for name in names if name not in there]
    if unknown:
        sys.exit(f"there is no case {', '.join(unknown)}")
    return [Case(name) for name in names or sorted(there)]


def main() -> int:
    binary = binary_from_command_line(__doc__)
    names = sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix="kavel-cases-") as folder:
        bench = Bench(binary, Path(folder))
        if "--rewrite" in names:
            names.remove("--rewrite")
            if not names:
                sys.exit("name the cases to rewrite")
            for case in named_cases(names):
                rewrite(bench, case)
            return 0
        cases = named_cases(names)
        tally = Tally()
        with ThreadPoolExecutor(2) as workers:
            for case, found in zip(cases, workers.map(lambda case: complaints_of(bench, case), cases)):
                tally.check(not found, case.name + "".join(f"\n    {text}" for text in found))
        return tally.close()


if __name__ == "__main__":
    sys.exit(main())
