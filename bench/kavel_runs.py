# SPDX-License-Identifier: EUPL-1.2
"""Kavel against itself: more threads, more plots, many studies at once, and again with other weights."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import clock
from clock import Cost
from report import Report, Row
from work import LAYERS, SIMPLE, VECTOR, rules_text, study_text, write_study

# The same bytes whenever it is run.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1795564800")


def score(kavel: Path, study: Path, result: Path, *options: object, fresh: bool = True) -> Cost:
    """One run with its evidence written; a result that is there already would be reused, so it goes first."""
    if fresh:
        result.unlink(missing_ok=True)
    command = [kavel, "score", study, "-o", result, "--lang", "en", "--progress", "lines", *options]
    cost = clock.run(command)
    if cost.code != 0:
        raise SystemExit(f"kavel ends with {cost.code}: {cost.err}")
    return cost


def median(costs: list[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.wall_s)[len(costs) // 2]


def phases(cost: Cost) -> str:
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in cost.phases.items())


def threads(kavel: Path, size: str, work: str, study: Path, folder: Path, report: Report) -> None:
    """The measuring phase on one thread and on two."""
    one, two = (score(kavel, study, folder / "threads.gpkg", "--threads", count) for count in (1, 2))
    for count, cost in ((1, one), (2, two)):
        seconds = cost.phases["measuring"]
        row = Row(f"{work}: measuring alone", size, f"Kavel, {count} thread{'s' * (count > 1)}", Cost(seconds, 0, 0))
        row.says = f"{one.phases['measuring'] / seconds:.2f} times as fast as 1" if count > 1 else ""
        report.add(row)


def growth(by_side: dict[int, Cost], work: str, report: Report) -> None:
    """How much more time and memory more plots take."""
    sides = sorted(by_side)
    for side in sides[1:]:
        few, many = by_side[sides[0]], by_side[side]
        times = side * side / sides[0] ** 2
        report.notes.append(
            f"growth, {work}, {sides[0]}x{sides[0]} to {side}x{side}: {times:.0f} times the work takes "
            f"{many.wall_s / few.wall_s:.0f} times the time and {many.peak_mib / few.peak_mib:.1f} times the memory"
        )


def studies(kavel: Path, files: dict[str, Path], folder: Path, report: Report, count: int = 18) -> None:
    """Eighteen municipalities of one province, on its layers: in one go, and one by one."""
    names = []
    for copy in range(1, count + 1):
        text = study_text(VECTOR, files)
        mark = 'layer = "candidate_plots"\n'
        text = text.replace(mark, f"{mark}where = \"osm LIKE '%#{copy}'\"\n")
        study = folder / f"studies/town-{copy:02}.toml"
        study.parent.mkdir(parents=True, exist_ok=True)
        study.write_text(text)
        names.append(study)
    (folder / "studies/rules.toml").write_text(rules_text(VECTOR))
    singly = folder / "studies/singly"
    together = folder / "studies/together"
    for place in (singly, together):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    at_once = clock.run([kavel, "score", *names, "-o", f"{together}/", "--lang", "en", "--progress", "none"])
    runs = [score(kavel, study, singly / f"{study.stem}.gpkg") for study in names]
    apart = Cost(sum(run.wall_s for run in runs), sum(run.cpu_s for run in runs), max(run.peak_mib for run in runs))
    report.add(Row(f"{count} studies", "5x5", "Kavel, one run each", apart))
    if at_once.code == 1:
        report.add(Row(f"{count} studies", "5x5", "Kavel, in one go", None, "not there yet"))
        return
    if at_once.code != 0:
        report.disagreements.append(f"{count} studies in one go end with {at_once.code}: {at_once.err}")
        return
    report.add(Row(f"{count} studies", "5x5", "Kavel, in one go", at_once, against=apart))
    for study in names:
        name = f"{study.stem}.gpkg"
        if (singly / name).read_bytes() != (together / name).read_bytes():
            report.disagreements.append(f"{name} of the run of {count} studies is not that of its own run")


def weights(kavel: Path, files: dict[str, Path], smaller: dict[str, Path], folder: Path, report: Report) -> None:
    """100,050 plots again with other weights: onto the result that is there, and from nothing."""
    study = write_study(folder / "weights", VECTOR, files)
    more = "".join(
        f'\n[[candidates]]\nsource = "{source}"\nlayer = "candidate_plots"\nprefix = "{prefix}"\n'
        for prefix, source in (("a-", files["map"]), ("b-", smaller["map"]), ("c-", smaller["map"]))
    )
    text = study.read_text()
    begin, end = text.index("\n[candidates]"), text.index("\n[layers.")
    study.write_text(text[:begin] + more + text[end:])
    other = ("--set", "weights.size=5", "--set", "weights.compact=2")
    result, afresh = folder / "weights.gpkg", folder / "weights-afresh.gpkg"
    first = score(kavel, study, result)
    again = score(kavel, study, result, *other, fresh=False)
    nothing = score(kavel, study, afresh, *other)
    report.add(Row("100,050 plots, other weights", "10x10+", "Kavel, from nothing", nothing))
    row = Row("100,050 plots, other weights", "10x10+", "Kavel, onto the first result", again, against=nothing)
    if again.wall_s > 0.7 * first.wall_s:
        row.says = "not there yet: nothing was reused"
    report.add(row)
    if result.read_bytes() != afresh.read_bytes():
        report.disagreements.append("the result with other weights onto the first one differs from that of a fresh run")


def reading(kavel: Path, alone: Path, size: str, files: dict[str, Path], folder: Path, report: Report) -> None:
    """Ten simple rules without the writing, against GDAL alone that reads the same columns on one thread."""
    result = folder / "simple.gpkg"
    whole = score(kavel, write_study(folder / "simple", SIMPLE, files), result)
    without = replace(whole, wall_s=whole.wall_s - whole.phases["writing"], cpu_s=0.0)
    layers: list[object] = ["candidate_plots", "", "*"]
    for role in dict.fromkeys(rule.layer for rule in SIMPLE if rule.layer):
        columns = {"name"}  # of every layer, for what the evidence calls its features
        columns |= {str(rule.extra["attribute"]) for rule in SIMPLE if rule.layer == role and "attribute" in rule.extra}
        layers += [*LAYERS[role], ",".join(sorted(columns))]
    report.add(Row("10 simple rules", size, "Kavel, all of it", whole, phases(whole)))
    report.add(Row("10 simple rules", size, "Kavel, without writing", without))
    for way, name in (
        ("features", "GDAL alone, by feature, 1 thread"),
        ("arrow", "GDAL alone, by Arrow stream, 1 thread"),
    ):
        cost = clock.run([alone, way, files["map"], *layers])
        found = json.loads(cost.out)
        row = Row("10 simple rules", size, name, cost, f"{found['features']:,} features", against=without)
        report.add(row)
