#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Several studies in one go, and what is not measured twice.

batch.py BINARY

Everything is done on a town that is drawn here. What was measured shows in the progress that a run tells.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from osgeo import ogr

from drawn_town import draw_town, write_town
from whole_program import Answer, Tally, binary_from_command_line, everything_wrong, raw_results, start

SIZE = {"plots": 60, "homes": 400, "roads": 60, "fields": 80}
MEASURING = re.compile("measuring plots|kavels meten")


class Town:
    def __init__(self, binary: Path, folder: Path, tally: Tally) -> None:
        self.binary = binary
        self.folder = folder
        self.tally = tally
        self.study = write_town(folder, draw_town(**SIZE))

    def run(self, *words: str) -> Answer:
        return start(self.binary, list(words), self.folder)

    def score(self, output: str, *more: str) -> Answer:
        answer = self.run("score", "study.toml", "-o", output, "--progress", "lines", *more)
        self.tally.check(answer.code == 0, f"score {more} ends with {answer.code}: {answer.err}")
        return answer

    def variant(self, name: str, old: str, new: str) -> str:
        text = self.study.read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")
        return name

    def bytes_of(self, output: str) -> bytes:
        return (self.folder / output).read_bytes()

    def expect_reuse(self, output: str, *more: str, reused: bool) -> None:
        """Over the result at `output`: whether plots were measured, and the bytes of a fresh run."""
        answer = self.score(output, *more)
        measured = MEASURING.search(answer.err) is not None
        self.tally.check(measured != reused, f"{more}: {'measured' if measured else 'reused'}")
        self.score("fresh.gpkg", "--fresh", *more)
        self.tally.check(self.bytes_of(output) == self.bytes_of("fresh.gpkg"), f"{more}: other bytes than --fresh")


def nothing_is_measured_twice(town: Town) -> None:
    rule = "r1-area"
    first = town.score("a.gpkg")
    town.tally.check(MEASURING.search(first.err) is not None, "the first run measures")
    town.expect_reuse("a.gpkg", reused=True)
    town.expect_reuse("a.gpkg", "--set", f"weights.{rule}=7", reused=True)
    town.expect_reuse(
        "a.gpkg", "--set", f"criterion.{rule}.value={{ linear = {{ worst = 0, best = 9000 }} }}", reused=True
    )
    town.expect_reuse("a.gpkg", "--set", "constraint.not-wet.max=0.2", reused=True)
    town.expect_reuse("a.gpkg", "--threads", "8", reused=True)
    again = town.score("a.gpkg", "--fresh")
    town.tally.check(MEASURING.search(again.err), "--fresh measures")


def set_residents(source: Path, residents: int) -> None:
    ogr.Open(str(source), 1).ExecuteSQL(f"UPDATE homes SET residents = {residents}")


def what_changed_is_measured(town: Town) -> None:
    within = next(key for _, key in raw_results(town.folder / "a.gpkg") if "count-within" in key)
    town.expect_reuse("a.gpkg", "--set", f"criterion.{within}.radius=321", reused=False)
    town.expect_reuse("a.gpkg", "--set", "study.year=2031", reused=False)
    town.score("a.gpkg")
    source = town.folder / "town.gpkg"
    os.utime(source)  # younger, of the same bytes
    town.expect_reuse("a.gpkg", reused=True)
    before = raw_results(town.folder / "a.gpkg")
    at = source.stat()
    set_residents(source, 9)
    town.expect_reuse("a.gpkg", reused=False)
    town.tally.check(before != raw_results(town.folder / "a.gpkg"), "a source that changed changes nothing")
    # Another file of the same size and time under the name: the inode tells.
    swapped = town.folder / "swapped.gpkg"
    shutil.copy2(source, swapped)
    set_residents(swapped, 8)
    os.utime(swapped, ns=(at.st_atime_ns, source.stat().st_mtime_ns))
    if swapped.stat().st_size == source.stat().st_size:
        swapped.replace(source)
        town.expect_reuse("a.gpkg", reused=False)


def evidence_that_cannot_be_taken_over_is_written_again(town: Town) -> None:
    """Its pages are copied as they are only where nothing of it would be told otherwise, or stand elsewhere."""
    heavier = ("--set", "weights.r1-area=3")
    town.score("a.gpkg")
    with closing(sqlite3.connect(town.folder / "a.gpkg")) as database:
        database.execute("UPDATE layer_styles SET owner = 'somebody'")
        database.commit()
    town.expect_reuse("a.gpkg", *heavier, reused=True)
    with closing(sqlite3.connect(town.folder / "a.gpkg")) as database:
        database.execute("VACUUM")
    town.expect_reuse("a.gpkg", *heavier, reused=True)
    town.expect_reuse("a.gpkg", *heavier, "--set", 'study.language="en"', reused=True)
    town.expect_reuse("a.gpkg", *heavier, "--set", 'study.language="nl"', reused=True)
    # Columns for forty themes take more room before the rows.
    rules = town.folder / "rules.toml"
    before = rules.read_text(encoding="utf-8")
    themes = "".join(f'\n[[theme]]\nid = "more-{n}"\ntitle = "More of it, {n}"\n' for n in range(40))
    rules.write_text(before + themes, encoding="utf-8")
    town.expect_reuse("a.gpkg", *heavier, reused=True)
    rules.write_text(before, encoding="utf-8")
    town.expect_reuse("a.gpkg", *heavier, reused=True)


def a_run_that_fails_over_a_result_leaves_it(town: Town) -> None:
    """The next result is begun while the last is read; when it is not to be, nothing of it stays."""
    town.score("a.gpkg")
    with closing(sqlite3.connect(town.folder / "a.gpkg")) as database:
        criteria = [row[0] for row in database.execute("SELECT DISTINCT criterion_id FROM scores")]
    before = {path: path.read_bytes() for path in town.folder.iterdir() if path.is_file()}
    no_weight = [word for criterion in criteria for word in ("--set", f"weights.{criterion}=0")]
    answer = town.run("score", "study.toml", "-o", "a.gpkg", *no_weight)
    town.tally.check(answer.code == 2 and "weight" in answer.err, f"no weights: {answer.code} {answer.err}")
    after = {path: path.read_bytes() for path in town.folder.iterdir() if path.is_file()}
    town.tally.check(before == after, f"no weights: left {sorted(set(after) - set(before))}")


def what_is_no_result_is_replaced(town: Town) -> None:
    result = town.folder / "other.gpkg"
    for content in (b"", b"no database", b"SQLite format 3\0" + bytes(200)):
        result.write_bytes(content)
        town.expect_reuse("other.gpkg", reused=False)
    town.score("a.gpkg")
    with closing(sqlite3.connect(town.folder / "a.gpkg")) as database:
        database.execute("DROP TABLE evidence")
        database.commit()
    town.expect_reuse("a.gpkg", reused=False)


def each_gets_its_own(town: Town) -> None:
    studies = [
        town.variant("north.toml", 'id = "id"\n', 'id = "id"\nwhere = "fid % 2 = 0"\n'),
        town.variant("south.toml", 'id = "id"\n', 'id = "id"\nwhere = "fid % 2 = 1"\n'),
        town.variant("heavy.toml", "[candidates]", "[weights]\nr1-area = 9\n\n[candidates]"),
        town.variant("light.toml", "[candidates]", "[weights]\nr1-area = 0.1\n\n[candidates]"),
    ]
    together = town.run("score", *studies, "-o", "results/", "--progress", "lines", "--lang", "en")
    town.tally.check(together.code == 0, f"the batch ends with {together.code}: {together.err}")
    town.tally.check(together.out.count("\n") == 6, f"the table of the batch: {together.out}")
    shares = [float(line.split()[1]) for line in together.err.splitlines() if line.startswith("progress ")]
    town.tally.check(shares == sorted(shares) and shares[-1] == 1.0, "one progress for all")
    measured = {line.split()[2] for line in together.err.splitlines() if MEASURING.search(line)}
    town.tally.check(measured == {"north:", "south:", "heavy:"}, f"measured for {measured}")
    for study in studies:
        name = Path(study).stem
        alone = town.run("score", study, "-o", f"{name}.gpkg", "--quiet")
        town.tally.check(alone.code == 0, f"{name} alone: {alone.err}")
        same = town.bytes_of(f"{name}.gpkg") == town.bytes_of(f"results/{name}.gpkg")
        town.tally.check(same, f"{name}: other bytes in a batch than alone")
        for fault in everything_wrong(town.folder / f"results/{name}.gpkg"):
            town.tally.check(False, f"{name}: {fault}")


def each_is_told_in_its_language(town: Town) -> None:
    """What was measured is shared; what an earlier result says in its words is taken over by its own language only."""
    studies = [town.variant("english.toml", "[study]", "[study]"), town.variant("dutch.toml", '"en"', '"nl"')]
    for heavier in ([], ["--set", "weights.r1-area=7"]):
        answer = town.run("score", *studies, "-o", "words/", *heavier, "--quiet")
        town.tally.check(answer.code == 0, f"the batch in two languages ends with {answer.code}: {answer.err}")
        for study in studies:
            name = Path(study).stem
            town.run("score", study, "-o", "alone.gpkg", "--fresh", "--quiet", *heavier)
            same = town.bytes_of(f"words/{name}.gpkg") == town.bytes_of("alone.gpkg")
            town.tally.check(same, f"{name} with {heavier}: other bytes in a batch than alone")
    differs = town.bytes_of("words/english.gpkg") != town.bytes_of("words/dutch.gpkg")
    town.tally.check(differs, "the languages differ")


def one_that_fails_stops_nobody(town: Town) -> None:
    broken = town.variant("broken.toml", "town.gpkg", "gone.gpkg")
    wrong = town.variant("wrong.toml", "[candidates]", "[candidate]")
    answer = town.run("score", broken, "north.toml", wrong, "-o", "some/", "--json")
    town.tally.check(answer.code == 3, f"the exit code of the first that failed: {answer.code}")
    told = json.loads(answer.out)
    town.tally.check([one.get("study", one.get("output")) for one in told] != [], "an array")
    town.tally.check([one.get("exit") for one in told] == [3, None, 2], f"exits {[one.get('exit') for one in told]}")
    town.tally.check(told[0]["study"] == broken and told[0]["errors"][0]["wrong"] != "", "the errors beside the study")
    town.tally.check(told[1]["output"] == "some/north.gpkg" and told[1]["plots"] > 0, "what was scored")
    written = sorted(path.name for path in (town.folder / "some").iterdir())
    town.tally.check(written == ["north.gpkg"], f"written: {written}")
    errors = [line for line in answer.err.splitlines() if line.startswith("error: ")]
    town.tally.check(any("gone.gpkg" in line for line in errors), "error lines stand on stderr as always")


def command_lines_that_cannot_be(town: Town) -> None:
    (town.folder / "sub").mkdir()
    shutil.copy(town.folder / "north.toml", town.folder / "sub" / "north.toml")
    (town.folder / "file").write_text("kept", encoding="utf-8")
    for words, says in (
        (["north.toml", "sub/north.toml", "-o", "x/"], "both"),
        (["north.toml", "south.toml"], "folder"),
        (["north.toml", "south.toml", "-o", "file"], "file"),
    ):
        answer = town.run("score", *words)
        good = answer.code == 1 and answer.err.startswith("error: ") and answer.err.count("\n") == 1
        town.tally.check(good and says in answer.err, f"{words}: {answer.code} {answer.err}")
    town.tally.check((town.folder / "file").read_text(encoding="utf-8") == "kept", "a file in the way is kept")


def main() -> int:
    binary = binary_from_command_line(__doc__)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        town = Town(binary, Path(folder), tally)
        for chapter in (
            nothing_is_measured_twice,
            what_changed_is_measured,
            evidence_that_cannot_be_taken_over_is_written_again,
            a_run_that_fails_over_a_result_leaves_it,
            what_is_no_result_is_replaced,
            each_gets_its_own,
            each_is_told_in_its_language,
            one_that_fails_stops_nobody,
            command_lines_that_cannot_be,
        ):
            chapter(town)
            left = sorted(path.name for path in Path(folder).rglob("*.tmp"))
            tally.check(left == [], f"{chapter.__name__} leaves {left}")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
