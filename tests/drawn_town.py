# SPDX-License-Identifier: EUPL-1.2
"""A town of plots, homes, roads and fields, drawn at random and the same each time; rules that ask everything of it."""

from __future__ import annotations

import math
import random
from pathlib import Path

import second_opinion as second
from osgeo import ogr
from whole_program import alike

Shape = str  # WKT
Fields = dict[str, object]
Row = tuple[int, Fields, Shape]
Town = dict[str, list[Row]]

WEST, SOUTH = 200000.0, 440000.0  # in RD New, east of Arnhem
TOWN_M = 6000.0
TEXTS = ("id", "kind", "use")

MEASURES = """
area | |
perimeter | |
compactness | |
length | |
width | |
rectangularity | |
covered_share | fields |
covered_area | fields |
distance | homes |
distance | roads | within = 300
distance | fields |
count_within | homes | radius = 250
count_within | fields | radius = 0
sum_within | homes | radius = 250, attribute = "residents"
length_within | roads | radius = 200
area_within | fields | radius = 150
nearest | homes | attribute = "kind"
attribute_at | fields | attribute = "use"
attribute_mean | fields | attribute = "depth"
attribute_share | fields | attribute = "use", one_of = ["wood", "water"]
field | | attribute = "price"
"""


def blob(rng: random.Random, x: float, y: float, size: float) -> Shape:
    """A polygon of a dozen corners around a point."""
    turns = sorted(rng.uniform(0, 2 * math.pi) for _ in range(rng.randint(5, 12)))
    reaches = [rng.uniform(0.3, 1) * size for _ in turns]
    return polygon([(x + r * math.cos(t), y + r * math.sin(t)) for t, r in zip(turns, reaches)])


def polygon(corners: list[tuple[float, float]]) -> Shape:
    return "POLYGON ((" + ", ".join(f"{x!r} {y!r}" for x, y in [*corners, corners[0]]) + "))"


def draw_town(
    *, plots: int, homes: int, roads: int, fields: int, seed: int = 7, west: float = WEST, south: float = SOUTH
) -> Town:
    """So many of each, spread over TOWN_M from the south-west corner."""
    rng = random.Random(seed)
    wanted = (("plots", plots, plot), ("homes", homes, home), ("roads", roads, road), ("fields", fields, field))
    town: Town = {}
    for name, count, draw in wanted:
        town[name] = []
        for number in range(1, count + 1):
            x, y = west + rng.uniform(0, TOWN_M), south + rng.uniform(0, TOWN_M)
            town[name].append((number, *draw(rng, number, x, y)))
    return town


def plot(rng: random.Random, number: int, x: float, y: float) -> tuple[Fields, Shape]:
    price = rng.choice([None, round(rng.uniform(50, 250), 2)])
    return {"id": f"P{number}", "price": price}, valid(blob(rng, x, y, rng.uniform(60, 400)))


def home(rng: random.Random, number: int, x: float, y: float) -> tuple[Fields, Shape]:
    fields = {"kind": rng.choice(["house", "flat", None]), "residents": rng.choice([None, 1, 2, 5])}
    return fields, f"POINT ({x!r} {y!r})"


def road(rng: random.Random, number: int, x: float, y: float) -> tuple[Fields, Shape]:
    points = [(x, y)]
    for _ in range(rng.randint(1, 30)):
        x, y = x + rng.uniform(-150, 150), y + rng.uniform(-150, 150)
        points.append((x, y))
    return {"kind": "road"}, "LINESTRING (" + ", ".join(f"{px!r} {py!r}" for px, py in points) + ")"


def field(rng: random.Random, number: int, x: float, y: float) -> tuple[Fields, Shape]:
    """Each tenth crosses itself."""
    size = rng.uniform(40, 600)
    shape = blob(rng, x, y, size)
    if number % 10 == 0:
        shape = polygon([(x, y), (x + size, y + size), (x + size, y), (x, y + size)])
    fields = {"use": rng.choice(["wood", "water", "meadow"]), "depth": rng.choice([None, round(rng.uniform(0, 9), 3)])}
    return fields, shape


def valid(shape: Shape) -> Shape:
    """The largest part of what GEOS makes of it, so that plots need no mending."""
    geometry = ogr.CreateGeometryFromWkt(shape)
    if geometry.IsValid():
        return shape
    return max(second.parts_of(geometry.Buffer(0)), key=lambda part: part.GetArea()).ExportToWkt()


def write_layer(path: Path, name: str, rows: list[Row], crs: str) -> None:
    driver = ogr.GetDriverByName("GPKG")
    source = driver.Open(str(path), 1) if path.exists() else driver.CreateDataSource(str(path))
    layer = source.CreateLayer(name, second.reference_system(crs), ogr.wkbUnknown)
    for name in rows[0][1]:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString if name in TEXTS else ogr.OFTReal))
    layer.StartTransaction()
    for fid, values, shape in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetFID(fid)
        for name, value in values.items():
            if value is not None:
                feature[name] = value
        feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def write_town(folder: Path, town: Town, *, where: str | None = None, crs: str = "EPSG:28992") -> Path:
    """A GeoPackage of it, the rules and a study; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in town.items():
        write_layer(folder / "town.gpkg", name, rows, crs)
    (folder / "rules.toml").write_text(rules_text(), encoding="utf-8")
    study = folder / "study.toml"
    study.write_text(study_text(list(town)[1:], where, crs), encoding="utf-8")
    return study


def study_text(layers: list[str], where: str | None, crs: str) -> str:
    text = '[study]\nrules = "./rules.toml"\nyear = 2030\nbase_year = 2026\nlanguage = "en"\n'
    text += f'crs = "{crs}"\n\n'
    text += '[candidates]\nsource = "town.gpkg"\nlayer = "plots"\nid = "id"\n'
    text += f'where = "{where}"\n' if where else ""
    return text + "".join(f'\n[layers.{name}]\nsource = "town.gpkg"\nlayer = "{name}"\n' for name in layers)


def rule_lines() -> list[tuple[str, str, str, dict[str, str]]]:
    """Id, measure, layer and parameters of each line of MEASURES."""
    lines = []
    for number, line in enumerate(MEASURES.strip().splitlines(), start=1):
        measure, layer, rest = (part.strip() for part in line.split("|"))
        keys, key = {}, ""
        for piece in rest.split(", "):  # a list has commas too
            if " = " in piece:
                key, _, value = piece.partition(" = ")
                keys[key] = value
            elif piece:
                keys[key] += ", " + piece
        lines.append((f"r{number}-{measure.replace('_', '-')}", measure, layer, keys))
    return lines


def rules_text() -> str:
    text = '[rules]\ntitle = "Town"\nversion = "1"\n'
    for name, measure, layer, keys in rule_lines():
        text += f'\n[[criterion]]\nid = "{name}"\ntitle = "{name}"\nmeasure = "{measure}"\n'
        text += f'layer = "{layer}"\n' if layer else ""
        text += "".join(f"{key} = {value}\n" for key, value in keys.items())
        texts = measure in ("nearest", "attribute_at")
        text += "value = { classes = { house = 1, wood = 0.7 }, other = 0.2 }\n" if texts else (
            "value = { linear = { worst = 0, best = 500 } }\n"
        )
    text += '\n[[constraint]]\nid = "not-wet"\ntitle = "Not wet"\n'
    return text + 'measure = "covered_share"\nlayer = "fields"\nmax = 0.6\n'


def same_result(expected: second.Value, raw: float | None, text: str | None) -> bool:
    """A millionth apart at most; infinite is none, and nothing is unknown: raw is null for both."""
    if isinstance(expected, str):
        return text == expected
    if expected is None or math.isinf(expected) or raw is None:
        return raw is None and (expected is None or math.isinf(expected))
    return alike(expected, raw, 1e-6)


def second_result(
    measure: str, plot: second.Feature, layer: list[second.Feature], keys: dict[str, str]
) -> second.Value:
    """What the second program finds for one line of MEASURES."""
    shape = plot.shape
    attribute = keys.get("attribute", "").strip('"')
    radius = float(keys.get("radius", 0))
    match measure:
        case "area":
            return shape.GetArea()
        case "perimeter":
            return shape.Boundary().Length()
        case "compactness":
            return second.compactness(shape)
        case "length":
            return second.sides(shape)[0]
        case "width":
            return second.sides(shape)[1]
        case "rectangularity":
            return shape.GetArea() / math.prod(second.sides(shape))
        case "covered_share":
            return second.covered_area(shape, layer) / shape.GetArea()
        case "covered_area":
            return second.covered_area(shape, layer)
        case "distance":
            least = second.distance(shape, layer)
            return least if least <= float(keys.get("within", math.inf)) else math.inf
        case "count_within":
            return float(len(second.within(shape, layer, radius)))
        case "sum_within":
            return second.sum_within(shape, layer, radius, attribute)
        case "length_within":
            return second.length_within(shape, layer, radius)
        case "area_within":
            return second.area_within(shape, layer, radius)
        case "nearest":
            return second.nearest(shape, layer, attribute)
        case "attribute_at":
            return second.attribute_at(shape, layer, attribute)
        case "attribute_mean":
            return second.attribute_mean(shape, layer, attribute)
        case "attribute_share":
            return second.attribute_share(shape, layer, attribute, ["wood", "water"])
        case "field":
            return plot.fields[attribute]
    raise ValueError(measure)
