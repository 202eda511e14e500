# SPDX-License-Identifier: EUPL-1.2
"""Each of the others doing the work once: what it cost and what it answered, in whole or by a sample of the plots."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import agree
import clock
import postgis
import postgis_queries
from clock import Cost
from work import RASTER, Rule

HERE = Path(__file__).resolve().parent
SAMPLE = 667  # plots, taken evenly from all over the map


@dataclass
class Done:
    """A cost, scaled up where `every` is more than 1; the answers are those of the plots that were measured."""

    cost: Cost
    answers: agree.Answers
    every: int = 1

    def says(self) -> str:
        return f"a sample, each {self.every}th plot, scaled" if self.every > 1 else ""


class Failed(Exception):
    """A peer that gave no answer, and its last words."""


def whole_or_sample(run: Callable[[int, float], Done], plots: int, limit_s: float) -> Done:
    """All plots where a sample says that this takes no longer than the limit; else the sample, scaled."""
    every = max(1, plots // SAMPLE)
    done = run(every, limit_s)
    if every > 1 and done.cost.wall_s <= limit_s:
        try:
            return run(1, limit_s)
        except TimeoutError:
            return done
    return done


def checked(cost: Cost, who: str) -> Cost:
    if cost.code == 124:
        raise TimeoutError(who)
    if cost.code != 0:
        raise Failed(f"{who} ends with {cost.code}: {cost.err[-500:]}")
    return cost


def scaled(cost: Cost, fixed_s: float, every: int) -> Cost:
    """What does not depend on the plots is taken once, the rest as often as the sample goes into the whole."""
    share = max(0.0, cost.wall_s - fixed_s) / cost.wall_s
    times = 1 - share + share * every
    return replace(cost, wall_s=cost.wall_s * times, cpu_s=cost.cpu_s * times)


def geopandas(python: Path, work: str, map_file: Path, folder: Path) -> Callable[[int, float], Done]:
    def run(every: int, limit_s: float) -> Done:
        answers = folder / f"geopandas-{work}.csv"
        command = [python, HERE / "geopandas_peer.py", work, map_file, answers, every]
        cost = checked(clock.run(command, limit_s), "GeoPandas")
        measuring = sum(json.loads(cost.out)["seconds"].values()) - json.loads(cost.out)["seconds"]["reading"]
        cost = scaled(cost, cost.wall_s - measuring, every)
        return Done(cost, agree.of_csv(answers), every)

    return run


def post_gis(cluster: postgis.Cluster, database: str, work: str, folder: Path) -> Callable[[int, float], Done]:
    def run(every: int, limit_s: float) -> Done:
        answers = folder / f"postgis-{work}"
        answers.mkdir(parents=True, exist_ok=True)
        for old in answers.glob("*.csv"):
            old.unlink()
        script = answers / "queries.sql"
        postgis_queries.write_script(script, answers, work, every)
        cost = checked(cluster.timed(database, script, limit_s), "PostGIS")
        return Done(scaled(cost, 0.0, every), agree.of_csvs(answers), every)

    return run


def exactextract(python: Path, cache: Path, size: str, folder: Path) -> Callable[[int, float], Done]:
    def run(every: int, limit_s: float) -> Done:
        answers = folder / "exactextract.csv"
        command = [python, HERE / "exactextract_peer.py", cache, size, answers, every]
        cost = checked(clock.run(command, limit_s), "exactextract")
        seconds = json.loads(cost.out)["seconds"]
        rasters = sum(seconds.values()) - seconds["reading"]
        return Done(scaled(cost, cost.wall_s - rasters, every), agree.of_csv(answers), every)

    return run


OPERATION = {"raster_mean": "mean", "raster_min": "min", "raster_max": "max", "raster_sum": "sum"}


def exactextract_program(
    program: Path, cache: Path, size: str, folder: Path, strategy: str
) -> Callable[[int, float], Done]:
    """The C++ program; shares come as two lists, the values and the share of each, so it writes GeoJSON."""

    def run(_: int, limit_s: float) -> Done:
        result = folder / f"exactextract-{strategy}.geojson"
        result.unlink(missing_ok=True)
        command: list[object] = [program, "-p", cache / f"plots-{size}.gpkg", "-o", result, "--nested-output"]
        command += ["--include-col", "plot", "--strategy", strategy, "--threads", "2"]
        for raster in dict.fromkeys(rule.layer for rule in RASTER):
            command += ["-r", f"{raster}:{cache / f'{raster}-{size}.tif'}"]
            command += ["-s", f"{raster}_values=unique({raster})", "-s", f"{raster}_shares=frac({raster})"]
        for rule in RASTER:
            if rule.measure in OPERATION:
                command += ["-s", f"{named(rule)}={OPERATION[rule.measure]}({rule.layer})"]
        cost = checked(clock.run(command, limit_s), "exactextract's program")
        return Done(cost, of_nested(result))

    return run


def named(rule: Rule) -> str:
    return rule.id.replace("-", "_")


def of_nested(result: Path) -> agree.Answers:
    answers: agree.Answers = {rule.id: {} for rule in RASTER}
    for feature in json.loads(result.read_text())["features"]:
        found = feature["properties"]
        for rule in RASTER:
            if rule.measure == "raster_share":
                pairs = zip(found[f"{rule.layer}_values"], found[f"{rule.layer}_shares"], strict=True)
                answer = sum(share for value, share in pairs if value in rule.extra["one_of"])
            else:
                answer = found[named(rule)]
            answers[rule.id][str(found["plot"])] = repr(answer)
    return answers
