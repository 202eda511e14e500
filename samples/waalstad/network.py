# SPDX-License-Identifier: EUPL-1.2
"""How crossing roads become one network of shared nodes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from roads import ACCESS, Road
from shapes import Line, Point, length_of, snapped

CELL = 200.0
NEAR = 0.6  # nodes are never closer together than this


class Nodes:
    """One point for all points that are meant to be the same."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def node(self, place: Point) -> Point:
        """The node at a place, made when there is none yet."""
        i, j = int(place[0]), int(place[1])
        for di in (-1, 0, 1):
            for dj in (-1, 0, 1):
                for known in self._cells.get((i + di, j + dj), ()):
                    if math.dist(known, place) <= NEAR:
                        return known
        self._cells[i, j].append(place)
        return place


def _crossing(p: Point, q: Point, r: Point, s: Point) -> Point | None:
    """Where two segments meet, ends included."""
    d = (q[0] - p[0]) * (s[1] - r[1]) - (q[1] - p[1]) * (s[0] - r[0])
    if abs(d) < 1e-9:
        return None
    t = ((r[0] - p[0]) * (s[1] - r[1]) - (r[1] - p[1]) * (s[0] - r[0])) / d
    u = ((r[0] - p[0]) * (q[1] - p[1]) - (r[1] - p[1]) * (q[0] - p[0])) / d
    inside = -1e-9 <= t <= 1 + 1e-9 and -1e-9 <= u <= 1 + 1e-9
    return snapped((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))) if inside else None


def _reach(p: Point, q: Point, end: Point) -> bool:
    """Whether an end lies on a segment, to within half a metre."""
    length = math.dist(p, q)
    if length == 0:
        return False
    t = ((end[0] - p[0]) * (q[0] - p[0]) + (end[1] - p[1]) * (q[1] - p[1])) / length**2
    gap = abs((q[0] - p[0]) * (p[1] - end[1]) - (p[0] - end[0]) * (q[1] - p[1])) / length
    return -0.5 / length <= t <= 1 + 0.5 / length and gap < 0.5


def _segments_by_cell(roads: list[Road]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    cells = defaultdict(list)
    for r, way in enumerate(roads):
        for s, (p, q) in enumerate(pairwise(way.points)):
            for i in range(int(min(p[0], q[0]) // CELL), int(max(p[0], q[0]) // CELL) + 1):
                for j in range(int(min(p[1], q[1]) // CELL), int(max(p[1], q[1]) // CELL) + 1):
                    cells[i, j].append((r, s))
    return cells


def _cuts(roads: list[Road]) -> dict[tuple[int, int], set[Point]]:
    """Where each segment of each road is met by another road."""
    cuts: dict[tuple[int, int], set[Point]] = defaultdict(set)
    for members in _segments_by_cell(roads).values():
        for a, (r1, s1) in enumerate(members):
            for r2, s2 in members[a + 1 :]:
                if r1 == r2:
                    continue
                one, two = roads[r1], roads[r2]
                (p, q), (v, w) = one.points[s1 : s1 + 2], two.points[s2 : s2 + 2]
                for end in {one.points[0], one.points[-1]} & {p, q}:
                    if _reach(v, w, end):
                        cuts[r2, s2].add(end)
                for end in {two.points[0], two.points[-1]} & {v, w}:
                    if _reach(p, q, end):
                        cuts[r1, s1].add(end)
                meet = _crossing(p, q, v, w) if one.at_grade and two.at_grade else None
                if meet:
                    cuts[r1, s1].add(meet)
                    cuts[r2, s2].add(meet)
    return cuts


def noded(roads: list[Road]) -> list[Road]:
    """The roads cut where they meet, each cut the same point to the last bit for both."""
    nodes = Nodes()
    roads = [
        replace(
            way, points=(nodes.node(way.points[0]), *way.points[1:-1], nodes.node(way.points[-1]))
        )
        for way in roads
    ]
    cuts = _cuts(roads)
    pieces = []
    for r, way in enumerate(roads):
        for piece in _cut(way, r, cuts, nodes):
            if len(piece) > 1 and length_of(piece) > NEAR:
                pieces.append(replace(way, points=tuple(piece)))
    return pieces


def _cut(way: Road, r: int, cuts: dict[tuple[int, int], set[Point]], nodes: Nodes) -> list[Line]:
    pieces, current = [], [way.points[0]]
    last = len(way.points) - 2
    for s, (p, q) in enumerate(pairwise(way.points)):
        meets = {nodes.node(c) for c in sorted(cuts.get((r, s), ()))}
        for meet in sorted(meets, key=lambda c: (math.dist(p, c), c)):
            if math.dist(meet, current[-1]) > NEAR:
                current.append(meet)
            else:
                current[-1] = meet  # a cut beside a corner takes its place
            pieces.append(current)
            current = [meet]
        if s == last or math.dist(q, current[-1]) > NEAR:
            current.append(q)
    return [*pieces, current]


def connected(roads: list[Road], stub: float = 30.0) -> list[Road]:
    """The largest connected part, without the stubs that overshot ends leave."""
    leader: dict[Point, Point] = {}

    def find(node: Point) -> Point:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    uses = Counter(end for way in roads for end in (way.points[0], way.points[-1]))

    def is_stub(way: Road) -> bool:
        short = way.name.startswith(ACCESS) or length_of(list(way.points)) <= stub
        loose = min(uses[way.points[0]], uses[way.points[-1]]) == 1
        return way.kind in ("street", "local") and short and loose

    kept = [way for way in roads if not is_stub(way)]
    for way in kept:
        leader[find(way.points[0])] = find(way.points[-1])
    sizes = Counter(find(way.points[0]) for way in kept)
    largest = max(sizes, key=lambda node: (sizes[node], node))
    return [way for way in kept if find(way.points[0]) == largest]
