#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does a hall fit where a slow search by another program finds room, and lie inside wherever Kavel says that it fits?

halls.py BINARY

The other program is Shapely. At each of many angles it takes from a plot all places for the hall's south-western corner
at which an outline of the plot would run through the hall: what one edge forbids is the hull of the edge and of the edge
moved by the hall's sides. What is left inside the plot is where the hall fits.
"""

from __future__ import annotations

import itertools
import math
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    from shapely import affinity, wkb
    from shapely.geometry import MultiPoint, Polygon, mapping
    from shapely.ops import unary_union
except ImportError:
    sys.exit("skipped: python3-shapely is not installed")

from geojson import collection
from whole_program import SHARED, Tally, binary_from_command_line, raw_results, rows_of, start

WEST, SOUTH = 190000.0, 507000.0
ANGLES = 90
RATIOS = ((1, 1), (2, 1), (5, 1))
TRIES = (0.9, 0.97, 0.99, 1.0, 1.01, 1.03, 1.1)  # times a size that just fits at one of a few angles


def random_plot(drawn: random.Random) -> Polygon:
    """A star of which the radius varies, here and there with a pond in it."""
    corners = drawn.randint(3, 11)
    angles = sorted(drawn.uniform(0, 2 * math.pi) for _ in range(corners))
    reach = [drawn.uniform(40, 200) for _ in range(corners)]
    ring = [(r * math.cos(a), r * math.sin(a)) for a, r in zip(angles, reach, strict=True)]
    pond = MultiPoint([(drawn.uniform(-80, 80), drawn.uniform(-80, 80))]).buffer(drawn.uniform(3, 20), 2)
    plot = Polygon(ring).buffer(0)
    plot = plot.difference(pond) if drawn.random() < 0.4 else plot
    largest = max(getattr(plot, "geoms", [plot]), key=lambda part: part.area)
    return affinity.translate(largest, WEST, SOUTH)


def fits(plot: Polygon, length: float, width: float, angle: float) -> bool:
    """At one angle, whose middle is the plot's; a square micrometre of room is none."""
    turned = affinity.translate(affinity.rotate(plot, -angle, origin=(WEST, SOUTH)), -WEST, -SOUTH)
    forbidden = []
    for ring in (turned.exterior, *turned.interiors):
        points = list(ring.coords)
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            ends = [(x - dx, y - dy) for x, y in ((ax, ay), (bx, by)) for dx in (0, length) for dy in (0, width)]
            forbidden.append(MultiPoint(ends).convex_hull)
    return turned.difference(unary_union(forbidden)).area > 1e-12


def angles_of(plot: Polygon, count: int) -> Iterator[float]:
    """Degrees: along each side of the plot, and evenly all round."""
    points = list(plot.exterior.coords)
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        side = math.degrees(math.atan2(by - ay, bx - ax))
        yield from (side, side + 90)
    yield from (180 * number / count for number in range(count))


def fits_somewhere(plot: Polygon, length: float, width: float, count: int) -> bool:
    return plot.area >= length * width and any(fits(plot, length, width, angle) for angle in angles_of(plot, count))


def just_fits(plot: Polygon, ratio: tuple[int, int]) -> float:
    """About the largest factor of a ratio that fits at one of a few angles."""
    low, high = 0.0, math.sqrt(plot.area / (ratio[0] * ratio[1]))
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (middle, high) if fits_somewhere(plot, ratio[0] * middle, ratio[1] * middle, 12) else (low, middle)
    return low


def score(binary: Path, folder: Path, plots: str, sizes: list[tuple[float, float]]) -> Path:
    """A rule a size; `plots` are the lines under [candidates]."""
    rules = '[rules]\ntitle = "Hallen"\n'
    for number, (length, width) in enumerate(sizes):
        rules += f'[[criterion]]\nid = "hall-{number}"\ntitle = "hal"\nmeasure = "fits_hall"\n'
        rules += f"hall_length = {length!r}\nhall_width = {width * 0.75!r}\napron = {width * 0.25!r}\n"
        rules += "value = { linear = { worst = 0, best = 1 } }\n"
    (folder / "rules.toml").write_text(rules)
    study = f'[study]\nrules = "./rules.toml"\nyear = 2030\nbase_year = 2026\n[candidates]\n{plots}\n'
    (folder / "study.toml").write_text(study)
    answer = start(binary, ["score", "study.toml", "-o", "halls.gpkg", "--lang", "en"], folder)
    if answer.code != 0:
        sys.exit(f"score ends with {answer.code}: {answer.err}")
    return folder / "halls.gpkg"


def check_evidence(result: Path, plots: dict[str, object], sizes: list[tuple[float, float]], tally: Tally) -> None:
    """Each 1 has a rectangle of the hall's size inside its plot, up to a micrometre; each 0 has none."""
    seen = {
        (row["plot_id"], row["rule_id"]): row for row in rows_of(result, "SELECT * FROM evidence WHERE kind = 'hall'")
    }
    for (plot, rule), (raw, _) in raw_results(result).items():
        row = seen.get((plot, rule))
        if (
            not tally.check((row is not None) == (raw == 1), f"{rule}, plot {plot}: {raw} with evidence {row}")
            or row is None
        ):
            continue
        blob = bytes(row["geom"])
        hall = wkb.loads(blob[8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7] :])
        sides = [math.dist(a, b) for a, b in itertools.pairwise(hall.exterior.coords)]
        length, width = sizes[int(rule.removeprefix("hall-"))]
        wanted = [max(length, width), min(length, width)] * 2
        good = all(abs(side - want) < 1e-6 for side, want in zip(sides, wanted, strict=True))
        tally.check(good, f"{rule}, plot {plot}: sides {sides}, not {wanted}")
        outside = hall.difference(plots[plot]).area
        tally.check(outside <= 1e-6 * (length + width), f"{rule}, plot {plot}: {outside} m2 of the hall lie outside")


def check_random_plots(binary: Path, tally: Tally) -> None:
    drawn = random.Random(20300)
    for number in range(18):
        plot = random_plot(drawn)
        ratio = RATIOS[number % len(RATIOS)]
        limit = just_fits(plot, ratio)
        sizes = [(ratio[0] * limit * times, ratio[1] * limit * times) for times in TRIES]
        with tempfile.TemporaryDirectory(prefix="kavel-halls-") as name:
            folder = Path(name)
            (folder / "plots.geojson").write_text(collection([({"id": "p"}, mapping(plot))]))
            result = score(binary, folder, 'source = "plots.geojson"\nid = "id"', sizes)
            check_evidence(result, {"p": plot}, sizes, tally)
            for rule, (length, width) in enumerate(sizes):
                raw = raw_results(result)["p", f"hall-{rule}"][0]
                # A look at every second degree finds what the slack of half a percent leaves, and no more.
                if raw == 0:
                    bigger = fits_somewhere(plot, 1.005 * length, 1.005 * width, ANGLES)
                    tally.check(not bigger, f"plot {number}: {length} x {width} does not fit, 1.005 times does")


def check_kampen(binary: Path, tally: Tally) -> None:
    source = SHARED / "data" / "kampen.gpkg"
    if not source.exists():
        return
    sizes = [(120.0, 115.0), (60.0, 60.0), (300.0, 140.0)]
    plots = {}
    for row in rows_of(source, "SELECT fid, geom FROM candidate_plots"):
        blob = bytes(row["geom"])
        plots[str(row["fid"])] = wkb.loads(blob[8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7] :]).buffer(0)
    with tempfile.TemporaryDirectory(prefix="kavel-halls-") as name:
        result = score(binary, Path(name), f'source = "{source}"\nlayer = "candidate_plots"', sizes)
        check_evidence(result, plots, sizes, tally)


def main() -> int:
    binary = binary_from_command_line(__doc__)
    tally = Tally()
    check_random_plots(binary, tally)
    check_kampen(binary, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
