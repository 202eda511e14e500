# SPDX-License-Identifier: EUPL-1.2
"""The same work in GeoPandas and Shapely 2: whole arrays, one bulk query of the index a rule, prepared geometries.

geopandas_peer.py RULES MAP ANSWERS [EVERY]

RULES is vector or simple (work.py); the answers go to a CSV file, a row a plot, a column a rule. With EVERY, only each
EVERYth plot is measured. Prints JSON: seconds of reading (mending and indexing included) and of each rule.

What overlaps must count once in shares and areas: the pieces of a plot are united only where their summed area is not
already that of one piece. Things wholly inside are not overlaid.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from dataclasses import dataclass

import geopandas
import numpy
import shapely
from work import LAYERS, SIMPLE, VECTOR, Rule

NOISE_M = 1e-6  # distances within a micrometre are equal, says Kavel's contract
NOISE_SHARE = 1e-9
Array = numpy.ndarray


def mended(shapes: Array) -> Array:
    """Valid, and of the polygons that had to be mended only the polygons."""
    bad = ~shapely.is_valid(shapes)
    for index in numpy.flatnonzero(bad):
        parts = shapely.get_parts(shapely.make_valid(shapes[index], method="linework"))
        shapes[index] = shapely.union_all([part for part in parts if shapely.get_dimensions(part) == 2])
    return shapes


@dataclass
class Layer:
    shapes: Array
    table: geopandas.GeoDataFrame
    tree: shapely.STRtree


def read(file: str, layer: str, where: str, columns: list[str]) -> geopandas.GeoDataFrame:
    """In the order of the feature ids."""
    table = geopandas.read_file(
        file, layer=layer, where=where or None, columns=columns, fid_as_index=True, on_invalid="ignore", use_arrow=True
    )
    return table[table.geometry.notna() & ~table.geometry.is_empty].sort_index()


def layers_of(rules: tuple[Rule, ...], file: str) -> dict[str, Layer]:
    layers = {}
    for role in dict.fromkeys(rule.layer for rule in rules if rule.layer):
        columns = sorted(
            {str(rule.extra["attribute"]) for rule in rules if rule.layer == role and "attribute" in rule.extra}
        )
        table = read(file, *LAYERS[role], columns)
        shapes = mended(table.geometry.to_numpy())
        empty = shapely.is_empty(shapes)
        layers[role] = Layer(shapes[~empty], table[~empty], shapely.STRtree(shapes[~empty]))
    return layers


class Plots:
    def __init__(self, file: str, every: int) -> None:
        table = read(file, "candidate_plots", "", [])[::every]
        self.ids = table.index.to_numpy()
        self.shapes = mended(table.geometry.to_numpy())
        self.area = shapely.area(self.shapes)
        self.buffers: dict[float, Array] = {}
        shapely.prepare(self.shapes)

    def around(self, radius: float) -> Array:
        if radius not in self.buffers:
            self.buffers[radius] = shapely.buffer(self.shapes, radius, quad_segs=16)
            shapely.prepare(self.buffers[radius])
        return self.buffers[radius]


def clipped(grounds: Array, layer: Layer) -> tuple[Array, Array, Array]:
    """Pairs of ground and feature that meet, and the feature's part in the ground."""
    ground, feature = layer.tree.query(grounds, predicate="intersects")
    parts = layer.shapes[feature]
    whole = shapely.covers(grounds[ground], parts)
    parts[~whole] = shapely.intersection(parts[~whole], grounds[ground[~whole]])
    return ground, feature, parts


def united_area(count: int, ground: Array, parts: Array) -> Array:
    """By ground; parts that overlap count once."""
    area = numpy.zeros(count)
    order = numpy.argsort(ground, kind="stable")
    ground, parts = ground[order], parts[order]
    begins = numpy.flatnonzero(numpy.r_[True, ground[1:] != ground[:-1]]) if len(ground) else []
    for begin, end in zip(begins, [*begins[1:], len(ground)], strict=True):
        area[ground[begin]] = shapely.area(parts[begin] if end - begin == 1 else shapely.union_all(parts[begin:end]))
    return area


def distances(plots: Plots, layer: Layer, within: float | None) -> Array:
    found = numpy.full(len(plots.ids), numpy.nan)
    pairs, metres = layer.tree.query_nearest(plots.shapes, max_distance=within, return_distance=True, all_matches=False)
    found[pairs[0]] = metres
    return found


def nearest(plots: Plots, layer: Layer, attribute: str) -> Array:
    """Of those equally near, the lowest feature id."""
    metres = distances(plots, layer, None)
    plot, feature = layer.tree.query(plots.shapes, predicate="dwithin", distance=metres + NOISE_M)
    first = numpy.full(len(plots.ids), len(layer.shapes))
    numpy.minimum.at(first, plot, feature)
    return layer.table[attribute].to_numpy()[first]


def within(plots: Plots, layer: Layer, radius: float, attribute: str | None) -> Array:
    plot, feature = layer.tree.query(plots.shapes, predicate="dwithin", distance=radius + NOISE_M)
    amounts = layer.table[attribute].to_numpy()[feature] if attribute else None
    return numpy.bincount(plot, weights=amounts, minlength=len(plots.ids))


def attribute_at(plots: Plots, layer: Layer, attribute: str) -> Array:
    plot, feature, parts = clipped(plots.shapes, layer)
    area = shapely.area(parts)
    most = numpy.zeros(len(plots.ids))
    numpy.maximum.at(most, plot, area)
    noise = NOISE_SHARE * plots.area[plot]
    good = (area > noise) & (area >= most[plot] - noise)
    first = numpy.full(len(plots.ids), len(layer.shapes))
    numpy.minimum.at(first, plot[good], feature[good])
    values = numpy.append(layer.table[attribute].to_numpy(dtype=object), "")
    return values[first]


def answer(rule: Rule, plots: Plots, layers: dict[str, Layer]) -> Array:
    count = len(plots.ids)
    layer = layers.get(rule.layer)
    radius = rule.extra.get("radius")
    attribute = rule.extra.get("attribute")
    match rule.measure:
        case "area":
            return plots.area
        case "perimeter":
            return shapely.length(plots.shapes)
        case "compactness":
            return 4 * numpy.pi * plots.area / shapely.length(plots.shapes) ** 2
        case "width":
            corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(plots.shapes)).reshape(count, 5, 2)
            return numpy.linalg.norm(numpy.diff(corners[:, :3], axis=1), axis=2).min(axis=1)
        case "rectangularity":
            return plots.area / shapely.area(shapely.minimum_rotated_rectangle(plots.shapes))
        case "distance":
            return distances(plots, layer, rule.extra.get("within"))
        case "nearest":
            return nearest(plots, layer, attribute)
        case "count_within" | "sum_within":
            return within(plots, layer, radius, attribute)
        case "length_within":
            ground, _, parts = clipped(plots.around(radius), layer)
            return numpy.bincount(ground, weights=shapely.length(parts), minlength=count)
        case "area_within":
            ground, _, parts = clipped(plots.around(radius), layer)
            return united_area(count, ground, parts)
        case "covered_share":
            ground, _, parts = clipped(plots.shapes, layer)
            return united_area(count, ground, parts) / plots.area
        case "attribute_share":
            wanted = layer.table[attribute].isin(rule.extra["one_of"]).to_numpy()
            some = Layer(layer.shapes[wanted], layer.table[wanted], shapely.STRtree(layer.shapes[wanted]))
            ground, _, parts = clipped(plots.shapes, some)
            return united_area(count, ground, parts) / plots.area
        case "attribute_at":
            return attribute_at(plots, layer, attribute)
    raise SystemExit(f"geopandas_peer.py does not know {rule.measure}")


def main() -> None:
    rules = {"vector": VECTOR, "simple": SIMPLE}[sys.argv[1]]
    file, answers = sys.argv[2:4]
    began = time.perf_counter()
    plots = Plots(file, int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    layers = layers_of(rules, file)
    seconds = {"reading": time.perf_counter() - began}
    columns = []
    for rule in rules:
        began = time.perf_counter()
        columns.append(answer(rule, plots, layers))
        seconds[rule.id] = time.perf_counter() - began
    with open(answers, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["plot", *(rule.id for rule in rules)])
        writer.writerows(zip(plots.ids.tolist(), *(column.tolist() for column in columns), strict=True))
    print(json.dumps({"plots": len(plots.ids), "seconds": seconds}))


if __name__ == "__main__":
    main()
