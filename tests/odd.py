#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Do some hundred odd, broken and hostile files end in a result or in a line that says what is wrong?

odd.py BINARY

The files are those of ../shared/odd, which other projects test with and which is no part of this one. All of them are
the layers of one study; those that are complained about are mended as the line says or left out, until the study is
scored. Then the same with what is left as candidates.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from invariants import broken_rules
from whole_program import SHARED, TESTS, Answer, Tally, binary_from_command_line, start

ODD = SHARED / "odd"
DEFINITION_FAULT, DATA_FAULT = 2, 3
MOST_ROUNDS = 20
LEAST_READ = 350  # of 545; that many GDAL 3.6 reads too

# GDAL 3.6's own ogrinfo ends with a segmentation fault on these.
BREAKS_GDAL = {"gx_track_without_when.kml"}


@dataclass
class OddStudy:
    """A study of many sources, of which those that are complained about are left out until the rest is read."""

    header: str
    each: str  # the table of a source, with {number} and {source}
    sources: dict[int, Path]
    crs: dict[int, str] = field(default_factory=dict)
    layers: dict[int, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)  # of the study: which source stands there

    def write(self, path: Path) -> None:
        text = self.header
        self.lines = [0] * (text.count("\n") + 1)
        for number, source in self.sources.items():
            if number in self.left_out:
                continue
            table = self.each.format(number=number, source=source)
            table += f'crs = "{self.crs[number]}"\n' if number in self.crs else ""
            table += f'layer = "{self.layers[number]}"\n' if number in self.layers else ""
            self.lines += [number] * table.count("\n")
            text += table
        path.write_text(text, encoding="utf-8")

    def sources_of(self, line: str) -> list[int]:
        """Which sources an error line is about: by its place in the study, else by the name of the file."""
        place = re.match(r"error: study\.toml:(\d+):", line)
        if place:
            return [self.lines[int(place[1])]]
        return [number for number, source in self.sources.items() if f"error: {source}:" in line]

    def mend(self, line: str) -> bool:
        """Adds what an error line asks for, or leaves the source out; whether it understood the line."""
        numbers = [number for number in self.sources_of(line) if number not in self.left_out]
        for number in numbers:
            several = re.search(r'say which one with layer = "([^"]+)"', line)
            if "does not say its CRS" in line and number not in self.crs:
                self.crs[number] = "EPSG:28992"
            elif several and number not in self.layers:
                self.layers[number] = several[1]
            else:
                self.left_out[number] = line
        return bool(numbers)


def odd_sources(folder: Path) -> list[Path]:
    """Every file that may be a source, and folders that are one."""
    endings = {
        ".gpkg", ".fgb", ".geojson", ".json", ".shp", ".csv", ".kml", ".gml", ".tab", ".mif", ".zip", ".dxf",
        ".topojson", ".osm", ".pbf", ".vrt", ".sqlite", ".geojsonl", ".txt",
    }  # fmt: skip
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in endings]
    found = [path for path in found if not any(part.endswith(".gdb") for part in path.parent.parts)]
    found += [path for path in folder.rglob("*.gdb") if path.is_dir()]
    return sorted(path for path in found if '"' not in path.name and path.name not in BREAKS_GDAL)


def check_answer(tally: Tally, what: str, answer: Answer) -> None:
    """Done and quiet, or one line for each problem and nothing that the program did not foresee."""
    lines = answer.err.splitlines()
    if answer.code == 0:
        tally.check(not lines, f"{what}: {answer.err[:500]}")
        return
    good_lines = bool(lines) and all(line.startswith("error: ") and "Kavel stopped" not in line for line in lines)
    tally.check(
        answer.code in (DEFINITION_FAULT, DATA_FAULT) and good_lines, f"{what}: {answer.code} {answer.err[:500]}"
    )


def rules_for(numbers: Iterable[int]) -> str:
    """A distance to each, which takes any geometry."""
    text = '[rules]\ntitle = "Odd"\nversion = "1"\n'
    for number in numbers:
        text += f'\n[[criterion]]\nid = "odd-{number}"\ntitle = "x"\nmeasure = "distance"\nlayer = "odd-{number}"\n'
        text += "optional = true\nvalue = { linear = { worst = 1000, best = 0 } }\n"
    return text


AREA_RULES = """[rules]
title = "Odd"
version = "1"

[[criterion]]
id = "size"
title = "x"
measure = "area"
value = { linear = { worst = 0, best = 10000 } }
"""
STUDY = '[study]\nrules = "./%s"\nyear = 2030\nbase_year = 2026\n'


def check_odd_files(binary: Path, folder: Path, tally: Tally) -> None:
    odd = folder / "odd"
    shutil.copytree(ODD, odd)
    for path in odd.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    marks = {path: path.stat().st_mtime_ns for path in odd.rglob("*") if path.is_file()}
    sources = dict(enumerate(odd_sources(odd), start=1))
    (folder / "layers.toml").write_text(rules_for(sources), encoding="utf-8")
    (folder / "plots.toml").write_text(AREA_RULES, encoding="utf-8")
    shutil.copy(TESTS / "cases" / "common" / "plots.geojson", folder)
    layers = OddStudy(
        header=STUDY % "layers.toml" + '\n[candidates]\nsource = "plots.geojson"\nid = "id"\n',
        each='\n[layers.odd-{number}]\nsource = "{source}"\n',
        sources=sources,
        # Most are taken as they are, whatever CRS they say: to look for hundreds of operations takes PROJ long.
        crs={number: "EPSG:28992" for number in sources if number % 6 != 0},
    )
    read_in_the_end(binary, folder, "odd layers", layers, tally)
    plots = replace(
        layers,
        header=STUDY % "plots.toml",
        each='\n[[candidates]]\nsource = "{source}"\nprefix = "{number}-"\n',
        left_out=dict(layers.left_out),
    )
    read_in_the_end(binary, folder, "odd candidates", plots, tally)
    changed = [path.name for path, mark in marks.items() if path.stat().st_mtime_ns != mark]
    added = [path.name for path in odd.rglob("*") if path.is_file() and path not in marks]
    tally.check(not changed, f"odd files are changed: {changed[:10]}")
    tally.check(not added, f"files are left beside odd ones: {added[:10]}")


def read_in_the_end(binary: Path, folder: Path, name: str, study: OddStudy, tally: Tally) -> None:
    """Scores again and again, each time without the sources that were complained about, until it is done."""
    rounds = 0
    while rounds < MOST_ROUNDS:
        rounds += 1
        answer = score_odd(binary, folder, name, study)
        if answer.code < 0:
            culprit = what_breaks_it(binary, folder, name, study)
            tally.check(False, f"{name}: ends with signal {-answer.code} on {study.sources[culprit]}")
            study.left_out[culprit] = "breaks the program"
            continue
        if answer.code == 0 or rounds == 1:
            check_answer(tally, f"{name}, round {rounds}", answer)
        if answer.code == 0:
            break
        understood = [study.mend(line) for line in answer.err.splitlines()]
        if not any(understood):
            tally.check(False, f"{name}, round {rounds}: which source is it? {answer.err[:300]}")
            return
    read = len(study.sources) - len(study.left_out)
    tally.check(answer.code == 0, f"{name} are read after {rounds} rounds")
    if answer.code == 0:
        wrong = list(broken_rules(folder / f"{name}.gpkg"))
        tally.check(not wrong, f"{name}: {wrong[:5]}")
    tally.check(read > LEAST_READ, f"{name}: {read} of {len(study.sources)} are read")
    print(f"{name}: {read} of {len(study.sources)} read, in {rounds} rounds", flush=True)


def score_odd(binary: Path, folder: Path, name: str, study: OddStudy) -> Answer:
    study.write(folder / "study.toml")
    return start(binary, ["score", "study.toml", "-o", f"{name}.gpkg", "--quiet", "--lang", "en"], folder)


def what_breaks_it(binary: Path, folder: Path, name: str, study: OddStudy) -> int:
    """One source on which the program breaks, found by halving."""
    suspects = [number for number in study.sources if number not in study.left_out]
    while len(suspects) > 1:
        half = suspects[: len(suspects) // 2]
        others = {number: "not now" for number in study.sources if number not in half}
        tried = replace(study, left_out=others)
        breaks = score_odd(binary, folder, name, tried).code < 0
        suspects = half if breaks else suspects[len(half) :]
    return suspects[0]


def main() -> int:
    binary = binary_from_command_line(__doc__)
    if not ODD.exists():
        print(f"skipped: {ODD} is not there (it is not part of the project)")
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-odd-") as folder:
        check_odd_files(binary, Path(folder), tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
