#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The same work side by side; prints one Markdown table. Started by bench/run, which sets up what it needs.

What is counted: Kavel's whole run, from study to result, evidence and ranking written. The others write numbers only,
as CSV, which is in their favour. GeoPandas and exactextract read their files and start Python within the time; PostGIS
has its tables loaded, mended, indexed and analysed beforehand. Everyone's files were read once before, so that they
come out of memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import agree
import kavel_runs
import peers
import postgis
from clock import Cost
from report import Report, Row, machine
from tiled import cache_folder, made
from work import RASTER, VECTOR, write_study

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("vector", "raster", "reading", "threads", "studies", "weights")
PLOTS = 667

# GEOS 3.11, under PostGIS here, takes the rectangle of least width, not of least area; and of two rectangles of one
# area GEOS takes either, Kavel the narrower. The share of the rectangle's area is the same for both.
NOT_COMPARED = {"GeoPandas": ("width",), "PostGIS": ("width", "rectangular")}


def warm(files: list[Path]) -> None:
    for path in files:
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass


class Bench:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.cache = cache_folder()
        self.python = self.cache / "venv/bin/python"
        self.report = Report()
        self.growth: dict[str, dict[int, Cost]] = {}
        self.cluster: postgis.Cluster | None = None

    def files(self, side: int) -> dict[str, Path]:
        files = made(side, self.cache)
        plots = self.cache / f"plots-{side}x{side}.gpkg"
        if not plots.exists():
            command = [self.python, ROOT / "bench/exactextract_peer.py", "--mend", files["map"], plots]
            subprocess.run([str(word) for word in command], check=True)
        warm([*files.values(), plots])
        return files

    def folder(self, side: int) -> Path:
        folder = self.cache / f"runs/{side}x{side}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def kavel(self, work: str, side: int, study: Path) -> tuple[Cost, agree.Answers]:
        """The median of five where a run is short, else once."""
        result = self.folder(side) / f"{work}.gpkg"
        costs = [kavel_runs.score(self.options.kavel, study, result) for _ in range(5 if side == 1 else 1)]
        cost = kavel_runs.median(costs)
        self.report.add(Row(work, f"{side}x{side}", "Kavel", cost, kavel_runs.phases(cost)))
        self.growth.setdefault(work, {})[side] = cost
        return cost, agree.of_kavel(result)

    def peer(self, work: str, side: int, who: str, run, kavel: tuple[Cost, agree.Answers]) -> None:
        """Its row, held against Kavel's, and whether all its answers are Kavel's."""
        cost, ours = kavel
        row = Row(work, f"{side}x{side}", who, None, against=cost)
        self.report.add(row)
        print(f"{work} {side}x{side}: {who}", file=sys.stderr)
        try:
            done = peers.whole_or_sample(run, PLOTS * side * side, self.options.peer_limit)
        except TimeoutError:
            row.says = f"not done in {self.options.peer_limit:.0f} s"
            return
        except (peers.Failed, postgis.Unavailable) as error:
            row.says = "failed"
            self.report.disagreements.append(str(error))
            return
        agreement = agree.compare(ours, done.answers, NOT_COMPARED.get(who, ()))
        row.cost, row.scaled = done.cost, done.every > 1
        row.says = "; ".join(filter(None, [done.says(), f"{agreement.compared:,} answers agree" if agreement else
                                           f"{len(agreement.worst):,} of {agreement.compared:,} answers DIFFER"]))  # fmt: skip
        self.report.disagreements += [f"{work} {side}x{side}, {who}: {text}" for text in agreement.told()]

    def vector(self, side: int) -> None:
        files, folder = self.files(side), self.folder(side)
        kavel = self.kavel("vector", side, write_study(folder / "vector", VECTOR, files))
        self.peer("vector", side, "GeoPandas", peers.geopandas(self.python, "vector", files["map"], folder), kavel)
        if self.cluster is not None:
            database = self.cluster.load(f"{side}x{side}", files["map"])
            self.peer("vector", side, "PostGIS", peers.post_gis(self.cluster, database, "vector", folder), kavel)

    def raster(self, side: int) -> None:
        files, folder, size = self.files(side), self.folder(side), f"{side}x{side}"
        kavel = self.kavel("raster", side, write_study(folder / "raster", RASTER, files))
        self.peer(
            "raster", side, "exactextract (Python)", peers.exactextract(self.python, self.cache, size, folder), kavel
        )
        program = self.cache / "bin/exactextract"
        for strategy in ("feature-sequential", "raster-parallel") if program.exists() else ():
            run = peers.exactextract_program(program, self.cache, size, folder, strategy)
            self.peer("raster", side, f"exactextract (C++, {strategy})", run, kavel)

    def run(self) -> None:
        wanted, sides, kavel = self.options.only, self.options.sizes, self.options.kavel
        with ExitStack() as stack:
            if "vector" in wanted:
                try:
                    self.cluster = stack.enter_context(postgis.Cluster(self.cache))
                except postgis.Unavailable as error:
                    self.report.notes.append(f"PostGIS was not run: {error}")
            for part, work in (("vector", self.vector), ("raster", self.raster)):
                for side in sides if part in wanted else ():
                    work(side)
        for side in sides if "reading" in wanted else ():
            alone = kavel.parent / "bench/gdal_alone"
            kavel_runs.reading(kavel, alone, f"{side}x{side}", self.files(side), self.folder(side), self.report)
        middle = sorted(sides)[len(sides) // 2]
        for work, rules in (("vector", VECTOR), ("raster", RASTER)) if "threads" in wanted else ():
            study = write_study(self.folder(middle) / work, rules, self.files(middle))
            kavel_runs.threads(kavel, f"{middle}x{middle}", work, study, self.folder(middle), self.report)
        if "studies" in wanted and 5 in sides:
            kavel_runs.studies(kavel, self.files(5), self.folder(5), self.report)
        if "weights" in wanted and 10 in sides:
            kavel_runs.weights(kavel, self.files(10), self.files(5), self.folder(10), self.report)
        for work, by_side in self.growth.items():
            kavel_runs.growth(by_side, work, self.report)


def listed(kind: type, allowed: tuple[str, ...] = ()):
    def parse(text: str) -> list:
        words = [kind(word) for word in text.split(",")]
        for word in words:
            if allowed and word not in allowed:
                raise argparse.ArgumentTypeError(f"there is no part '{word}'; choose from {', '.join(allowed)}")
        return words

    return parse


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="bench/run", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=listed(int), default=[1, 5, 10], help="Kampen N x N times; default 1,5,10")
    parser.add_argument("--only", type=listed(str, PARTS), default=list(PARTS), help=f"parts, of {','.join(PARTS)}")
    parser.add_argument(
        "--peer-limit", type=float, default=900, help="s; a peer that takes longer is sampled; default 900"
    )
    parser.add_argument("--kavel", type=Path, default=ROOT / "build/bench/kavel", help="default build/bench/kavel")
    options = parser.parse_args()
    options.kavel = options.kavel.resolve()
    bench = Bench(options)
    load_before = os.getloadavg()[0]
    try:
        bench.run()
    finally:
        load = ", ".join(f"{figure:.1f}" for figure in (load_before, os.getloadavg()[0]))
        bench.report.notes.insert(0, f"{machine(ROOT, bench.python)}; load before and after: {load}")
        bench.report.notes += [
            f"numbers agree within {agree.RELATIVE:g} of the larger or {agree.ABSOLUTE:g} absolutely, texts to the letter",
            "ratio: so many times what Kavel's row of that work and size takes; ~: worked out from a sample",
        ]
        print(bench.report.markdown())
    for text in bench.report.disagreements:
        print(f"DIFFERS: {text}", file=sys.stderr)
    return 1 if bench.report.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
