#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Are the ways along a network those that NetworkX finds?

network.py BINARY

A second program, written from section 2 of the contract alone: Shapely says where plots and targets meet the roads,
NetworkX finds the ways. The roads and plots are those of Kampen (../shared/data/kampen.gpkg): all 667 plots, to a
millimetre, in metres and in minutes, with the metres inside the residential areas, and with one thread and eight.
"""

from __future__ import annotations

import itertools
import math
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
import numpy as np
from osgeo import ogr
from shapely import wkb
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, unary_union
from whole_program import SHARED, Tally, binary_from_command_line, raw_results, rows_of, start

KAMPEN = SHARED / "data" / "kampen.gpkg"
MILLIMETRE = 1e-3
NOISE = 1e-6
NO_CYCLES = "class NOT IN ('footway', 'cycleway', 'path', 'steps', 'pedestrian', 'track')"
NO_MOTORWAYS = "class NOT LIKE 'motorway%' AND class NOT LIKE 'trunk%'"

ogr.UseExceptions()


@dataclass
class Question:
    """A rule, as both programs are asked it."""

    id: str
    layer: str
    network_where: str = "1 = 1"
    access_where: str = "1 = 1"
    minutes: bool = False
    default_kmh: float | None = None
    access_kmh: float = 30.0
    max_access: float = math.inf
    tolerance: float = 0.01

    def keys(self) -> str:
        lines = [
            f"layer = '{self.layer}'",
            'network = "roads"',
            f'network_where = "{self.network_where}"',
            f'access_where = "{self.access_where}"',
            f"tolerance = {self.tolerance}",
            "value = { linear = { worst = 20000, best = 0 } }",
        ]
        if self.minutes:
            lines += ['cost = "minutes"', f"access_kmh = {self.access_kmh}"]
        if self.default_kmh:
            lines.append(f"default_kmh = {self.default_kmh}")
        if self.max_access < math.inf:
            lines.append(f"max_access_m = {self.max_access}")
        return "\n".join(lines)


QUESTIONS = [
    Question("ramps", "motorway-ramps", NO_CYCLES, NO_MOTORWAYS),
    Question("ramps-near", "motorway-ramps", NO_CYCLES, NO_MOTORWAYS, max_access=60.0),
    Question("ramps-minutes", "motorway-ramps", NO_CYCLES, NO_MOTORWAYS, minutes=True),
    Question("ramps-default", "motorway-ramps", NO_CYCLES, minutes=True, default_kmh=25.0, access_kmh=12.5),
    Question("railway", "railways", NO_CYCLES),
    Question("wood", "wood", max_access=300.0),
    Question("pois", "pois", NO_CYCLES, tolerance=30.0),
]
LAYERS = {
    "roads": ("roads", None),
    "motorway-ramps": ("motorway_junctions", None),
    "railways": ("railways", None),
    "pois": ("pois", None),
    "wood": ("landuse", "landuse = 'forest'"),
    "built-up": ("landuse", "landuse = 'residential'"),
}


def study() -> str:
    text = f"""[study]
title = "Net"
rules = "./rules.toml"
year = 2030
base_year = 2026
[candidates]
source = "{KAMPEN}"
layer = "candidate_plots"
"""
    for name, (layer, where) in LAYERS.items():
        text += f'[layers.{name}]\nsource = "{KAMPEN}"\nlayer = "{layer}"\n'
        text += f'where = "{where}"\n' if where else ""
    return text


def rules() -> str:
    text = '[rules]\ntitle = "Net"\nversion = "1"\n'
    for question in QUESTIONS:
        head = f'[[criterion]]\ntitle = "x"\n{question.keys()}\n'
        text += f'{head}id = "{question.id}"\nmeasure = "network_distance"\n'
        text += f'{head}id = "{question.id}-through"\nmeasure = "network_through"\nthrough = "built-up"\n'
    return text


def features(layer: str, where: str | None) -> list[tuple[int, BaseGeometry, dict[str, object]]]:
    """By feature id."""
    source = ogr.Open(str(KAMPEN))
    table = source.GetLayer(layer)
    table.SetAttributeFilter(where)
    rows = []
    for row in table:
        shape = wkb.loads(bytes(row.GetGeometryRef().ExportToWkb()))
        if shape.geom_type.endswith("Polygon") and not shape.is_valid:
            shape = shape.buffer(0)
        rows.append((row.GetFID(), shape, row.items()))
    return sorted(rows, key=lambda row: row[0])


def ids(layer: str, where: str) -> set[int]:
    return {fid for fid, _, _ in features(layer, where)}


def speed(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if number > 0 else None


@dataclass
class Line:
    shape: LineString
    fid: int
    along: bool
    against: bool
    access: bool
    factor: float
    """What a metre costs."""
    cuts: set[float] = field(default_factory=set)

    def cut_at(self, metres: float) -> float:
        """The cut that is made there; one within the noise is the same."""
        for known in itertools.chain((0.0, self.shape.length), self.cuts):
            if abs(known - metres) <= NOISE:
                return known
        self.cuts.add(metres)
        return metres


@dataclass
class Access:
    """Where a plot or target meets the lines."""

    leg: float
    place: Point | None = None
    stretches: list[tuple[int, float, float]] = field(default_factory=list)


class Network:
    def __init__(self, question: Question, roads: list[tuple[int, BaseGeometry, dict[str, object]]]) -> None:
        self.question = question
        kept = ids("roads", question.network_where)
        access = ids("roads", question.access_where)
        self.lines: list[Line] = []
        for fid, shape, row in roads:
            kmh = (speed(row["maxspeed"]) or question.default_kmh) if question.minutes else 1.0
            if fid not in kept or kmh is None:
                continue
            parts = shape.geoms if hasattr(shape, "geoms") else [shape]
            oneway = row["oneway"]
            along = oneway not in ("-1", "T", "reverse")
            against = oneway not in ("1", "F", "yes", "H")
            factor = 0.06 / kmh if question.minutes else 1.0
            self.lines += [Line(part, fid, along, against, fid in access, factor) for part in parts]
        self.open = [i for i, line in enumerate(self.lines) if line.access]
        self.bounds = np.array([self.lines[i].shape.bounds for i in self.open])
        self.leg = 0.06 / question.access_kmh if question.minutes else 1.0

    def near(self, shape: BaseGeometry, metres: float) -> list[int]:
        west, south, east, north = shape.bounds
        b = self.bounds
        meets = (b[:, 0] <= east + metres) & (b[:, 2] >= west - metres)
        meets &= (b[:, 1] <= north + metres) & (b[:, 3] >= south - metres)
        return [self.open[i] for i in np.flatnonzero(meets)]

    def access(self, shape: BaseGeometry) -> Access | None:
        if shape.is_empty:
            return None
        reach = 50.0
        lines: list[int] = []
        while not lines and reach < 1e6:
            lines = [i for i in self.near(shape, reach) if shape.distance(self.lines[i].shape) <= reach]
            reach *= 4.0
        if not lines:
            return None
        distances = {i: shape.distance(self.lines[i].shape) for i in lines}
        least = min(distances.values())
        if least > self.question.max_access + NOISE:
            return None
        if least <= NOISE:
            return Access(0.0, None, [part for i in lines if distances[i] <= NOISE for part in self.parts(i, shape)])
        nearest = min(i for i in lines if distances[i] <= least + NOISE)
        line = self.lines[nearest]
        place, on_line = nearest_points(shape, line.shape)
        metres = line.cut_at(line.shape.project(on_line))
        return Access(least, place, [(nearest, metres, metres)])

    def parts(self, number: int, shape: BaseGeometry) -> list[tuple[int, float, float]]:
        line = self.lines[number]
        common = line.shape.intersection(shape)
        if common.is_empty:
            common = nearest_points(line.shape, shape)[0]
        parts = []
        for piece in common.geoms if hasattr(common, "geoms") else [common]:
            metres = [line.shape.project(Point(xy)) for xy in piece.coords]
            parts.append((number, line.cut_at(min(metres)), line.cut_at(max(metres))))
        return parts

    def graph(self) -> nx.DiGraph:
        """Nodes are clusters of ends ("n", number) and cuts (line, metres); edges know what they cost and where."""
        ends = [Point(line.shape.coords[k]) for line in self.lines for k in (0, -1)]
        near = nx.Graph()
        near.add_nodes_from(range(len(ends)))
        cells = defaultdict(list)
        size = max(self.question.tolerance, 0.01) * 1.01
        for i, end in enumerate(ends):
            cells[int(end.x // size), int(end.y // size)].append(i)
        for (x, y), here in cells.items():
            around = [k for dx in (-1, 0, 1) for dy in (-1, 0, 1) for k in cells.get((x + dx, y + dy), ())]
            for i, k in itertools.product(here, around):
                if i < k and ends[i].distance(ends[k]) <= self.question.tolerance + NOISE:
                    near.add_edge(i, k)
        cluster = {end: ("n", min(group)) for group in nx.connected_components(near) for end in group}
        self.node: dict[tuple[int, float], tuple[object, ...]] = {}
        graph = nx.DiGraph()
        for number, line in enumerate(self.lines):
            cuts = sorted({0.0, line.shape.length, *line.cuts})
            for metres in cuts:
                self.node[number, metres] = (number, metres)
            self.node[number, 0.0] = cluster[2 * number]
            self.node[number, line.shape.length] = cluster[2 * number + 1]
            for a, b in itertools.pairwise(cuts):
                u, v = self.node[number, a], self.node[number, b]
                cost = (b - a) * line.factor
                if line.along:
                    add(graph, u, v, cost, (number, a, b))
                if line.against:
                    add(graph, v, u, cost, (number, b, a))
        return graph

    def nodes_in(self, access: Access) -> set[tuple[object, ...]]:
        found = set()
        for number, begin, end in access.stretches:
            line = self.lines[number]
            for metres in (0.0, line.shape.length, *line.cuts):
                if begin - NOISE <= metres <= end + NOISE:
                    found.add(self.node[number, metres])
        return found


def add(graph: nx.DiGraph, u: object, v: object, cost: float, where: object) -> None:
    known = graph.get_edge_data(u, v)
    if known is None or cost < known["weight"]:
        graph.add_edge(u, v, weight=cost, where=where)


def cut_out(line: LineString, begin: float, end: float) -> LineString:
    """The part of a line between two distances along it."""
    low, high = min(begin, end), max(begin, end)
    points = [line.interpolate(low)]
    along = 0.0
    for a, b in itertools.pairwise(line.coords):
        along += math.dist(a, b)
        if low < along < high:
            points.append(Point(b))
    points.append(line.interpolate(high))
    return LineString(points)


def answers(
    question: Question, roads: list, plots: list, residential: BaseGeometry
) -> dict[str, tuple[float | None, float | None]]:
    """Cost and metres inside, by plot; None where there is no way."""
    network = Network(question, roads)
    targets = [network.access(shape) for _, shape, _ in features(*LAYERS[question.layer])]
    starts = {str(fid): network.access(shape) for fid, shape, _ in plots}
    graph = network.graph()
    for access in filter(None, targets):
        for node in network.nodes_in(access):
            place = access.place
            add(graph, node, "target", access.leg * network.leg, (access.stretches[0], place) if place else None)
    graph.add_node("target")
    costs, paths = nx.single_source_dijkstra(graph.reverse(copy=False), "target")
    inside: dict[object, float] = {}

    def metres_inside(u: object, v: object) -> float:
        if (u, v) not in inside:
            where = graph.edges[u, v]["where"]
            if where is None:
                shape = None
            elif len(where) == 2:
                (number, metres, _), place = where
                shape = LineString([network.lines[number].shape.interpolate(metres), place])
            else:
                number, a, b = where
                shape = cut_out(network.lines[number].shape, a, b)
            inside[u, v] = shape.intersection(residential).length if shape else 0.0
        return inside[u, v]

    found: dict[str, tuple[float | None, float | None]] = {}
    for plot, access in starts.items():
        best = min(
            ((costs[node], node) for node in network.nodes_in(access) if node in costs) if access else (),
            key=lambda one: one[0],
            default=None,
        )
        if best is None:
            found[plot] = (None, None)
            continue
        cost, node = best
        way = list(reversed(paths[node]))
        metres = sum(metres_inside(u, v) for u, v in itertools.pairwise(way))
        if access.place:
            number, at, _ = access.stretches[0]
            leg = LineString([access.place, network.lines[number].shape.interpolate(at)])
            metres += leg.intersection(residential).length
        found[plot] = (cost + access.leg * network.leg, metres)
    return found


def same(expected: float | None, found: float | None, tolerance: float) -> bool:
    if expected is None or found is None:
        return expected is found
    return abs(expected - found) <= tolerance


def compare(tally: Tally, result: Path) -> None:
    found = raw_results(result)
    roads = features("roads", None)
    plots = features("candidate_plots", None)
    residential = unary_union([shape for _, shape, _ in features(*LAYERS["built-up"])])
    for question in QUESTIONS:
        expected = answers(question, roads, plots, residential)
        # A millimetre at 60 km/h.
        tolerance = 1e-6 if question.minutes else MILLIMETRE
        wrong = [
            f"{plot}: {expected[plot][0]} {found[plot, question.id][0]}"
            for plot in expected
            if not same(expected[plot][0], found[plot, question.id][0], tolerance)
        ]
        known = sum(cost is not None for cost, _ in expected.values())
        tally.check(not wrong, f"{question.id}: {len(wrong)} of {len(expected)} differ: {wrong[:5]}")
        tally.check(0 < known, f"{question.id}: {known} plots with a way")
        wrong = [
            f"{plot}: {expected[plot][1]} {found[plot, question.id + '-through'][0]}"
            for plot in expected
            if not same(expected[plot][1], found[plot, question.id + "-through"][0], MILLIMETRE)
        ]
        tally.check(not wrong, f"{question.id}-through: {len(wrong)} of {len(expected)} differ: {wrong[:5]}")


def check_routes(tally: Tally, result: Path) -> None:
    """What is shown is what was reckoned: the drawn route is as long as the rule says."""
    rows = rows_of(
        result, "SELECT e.plot_id, e.rule_id, e.kind, e.amount, e.geom FROM evidence e WHERE e.rule_id = 'ramps'"
    )
    tally.check(all(row["kind"] == "route" for row in rows) and rows != [], "routes are evidence")
    wrong = []
    for row in rows:
        blob = bytes(row["geom"])
        envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
        length = wkb.loads(blob[8 + envelope :]).length
        # Ends that make one node lie up to the tolerance apart, and the line shows that.
        if not row["amount"] - MILLIMETRE <= length <= row["amount"] + 1.0:
            wrong.append(f"{row['plot_id']}: {row['amount']} drawn as {length}")
    tally.check(not wrong, f"routes drawn: {wrong[:5]}")


def main() -> int:
    binary = binary_from_command_line("usage: network.py BINARY")
    if not KAMPEN.is_file():
        print(f"skipped: {KAMPEN} is not there")
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "study.toml").write_text(study(), encoding="utf-8")
        (folder / "rules.toml").write_text(rules(), encoding="utf-8")
        for threads in ("1", "8"):
            answer = start(
                binary, ["score", "study.toml", "-o", f"ranked{threads}.gpkg", "--threads", threads], folder
            )
            if not tally.check(answer.code == 0, f"score: exit {answer.code}: {answer.err}"):
                return tally.close()
        one, eight = ((folder / f"ranked{threads}.gpkg").read_bytes() for threads in "18")
        tally.check(one == eight, "one thread and eight write the same bytes")
        compare(tally, folder / "ranked1.gpkg")
        check_routes(tally, folder / "ranked1.gpkg")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
