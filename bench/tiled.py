#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes a province out of Kampen: its map and its rasters laid out N x N times, as files to measure on.

tiled.py N [FOLDER]     default ~/.cache/kavel-bench, or $KAVEL_BENCH_CACHE; prints the paths

The files are kampen-NxN.gpkg (the layers of the acceptance study, in RD New, each with a spatial index), flood-NxN.tif
and landuse-NxN.tif. Every copy lies one extent further east or north, so that nothing overlaps that did not; feature ids
run on, and the osm ids get the copy's number. The coordinates are shifted in the bytes of the geometries: what is
invalid in Kampen is invalid in every copy, in the same way. The Natura 2000 sites are clipped to the extent first, for
each is larger than Kampen. Files that are there already are left as they are.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import numpy
from osgeo import gdal

gdal.UseExceptions()

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"

LAYERS = (
    "candidate_plots",
    "buildings",
    "landuse",
    "water",
    "motorway_junctions",
    "roads",
    "railways",
    "waterways",
    "power_substations",
    "power_lines",
)
NATURE = "natura2000"
CELL_M = 5.0
RASTERS = {"flood": ("kampen_flood.tif", gdal.GDT_Byte), "landuse": ("kampen_landuse.tif", gdal.GDT_Int32)}


def cache_folder() -> Path:
    return Path(os.environ.get("KAVEL_BENCH_CACHE", Path.home() / ".cache" / "kavel-bench"))


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def extent() -> tuple[float, float, float, float]:
    """West, south, east, north of all layers, in whole tens of metres outwards: a whole number of cells."""
    with sqlite3.connect(f"file:{DATA / 'kampen.gpkg'}?mode=ro", uri=True) as file:
        names = ", ".join(f"'{layer}'" for layer in LAYERS)
        west, south, east, north = file.execute(
            f"SELECT min(min_x), min(min_y), max(max_x), max(max_y) FROM gpkg_contents WHERE table_name IN ({names})"
        ).fetchone()
    return west // 10 * 10, south // 10 * 10, -(-east // 10) * 10, -(-north // 10) * 10


def coordinates_of(blob: bytes, base: int) -> tuple[list[int], list[int]]:
    """Where the x and the y stand in a GeoPackage geometry that begins at byte `base`."""
    xs: list[int] = []
    ys: list[int] = []
    envelope = (blob[3] >> 1) & 7
    bounds = (0, 4, 6, 6, 8)[envelope]
    for number in range(min(bounds, 4)):
        (xs if number < 2 else ys).append(base + 8 + 8 * number)
    at = 8 + 8 * bounds

    def take(count: int, at: int) -> int:
        for _ in range(count):
            xs.append(base + at)
            ys.append(base + at + 8)
            at += 16
        return at

    def geometry(at: int) -> int:
        order = "<" if blob[at] == 1 else ">"
        if order == ">":
            raise SystemExit("tiled.py: big-endian geometries are not shifted here")
        kind, at = struct.unpack_from("<I", blob, at + 1)[0], at + 5
        if kind == 1:
            return take(1, at)
        count, at = struct.unpack_from("<I", blob, at)[0], at + 4
        if kind == 2:
            return take(count, at)
        if kind == 3:
            for _ in range(count):
                at = take(struct.unpack_from("<I", blob, at)[0], at + 4)
            return at
        if kind in (4, 5, 6, 7):
            for _ in range(count):
                at = geometry(at)
            return at
        raise SystemExit(f"tiled.py: a geometry of kind {kind} is not shifted here")

    geometry(at)
    return xs, ys


class Movable:
    """All geometries of a layer in one buffer, to be shifted at once."""

    def __init__(self, blobs: list[bytes]) -> None:
        starts, xs, ys, base = [0], [], [], 0
        for blob in blobs:
            east, north = coordinates_of(blob, base)
            xs += east
            ys += north
            base += len(blob)
            starts.append(base)
        self.starts = starts
        self.bytes = numpy.frombuffer(b"".join(blobs), dtype=numpy.uint8)
        self.places = [numpy.array(of, dtype=numpy.int64)[:, None] + numpy.arange(8) for of in (xs, ys)]

    def shifted(self, by_x: float, by_y: float) -> list[bytes]:
        moved = self.bytes.copy()
        for places, by in zip(self.places, (by_x, by_y), strict=True):
            figures = numpy.ascontiguousarray(moved[places]).view("<f8") + by
            moved[places] = figures.view(numpy.uint8)
        whole = moved.tobytes()
        return [whole[begin:end] for begin, end in zip(self.starts, self.starts[1:], strict=False)]


def copy_layer(file: sqlite3.Connection, layer: str, side: int, step: tuple[float, float]) -> None:
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({layer})")]
    rows = file.execute(f"SELECT {', '.join(columns)} FROM {layer} ORDER BY fid").fetchall()
    shape, number = columns.index("geom"), columns.index("fid")
    names = [columns.index(name) for name in ("osm", "osm_id") if name in columns]
    rows = [row for row in rows if row[shape] is not None]
    movable = Movable([row[shape] for row in rows])
    highest = max(row[number] for row in rows)
    places = ", ".join("?" * len(columns))
    for copy in range(1, side * side):
        moved = movable.shifted(step[0] * (copy % side), step[1] * (copy // side))

        def with_ids(row: tuple[object, ...], blob: bytes, copy: int = copy) -> list[object]:
            fresh = list(row)
            fresh[shape] = blob
            fresh[number] = row[number] + copy * highest
            for name in names:
                fresh[name] = f"{row[name]}#{copy}"
            return fresh

        fresh = (with_ids(row, blob) for row, blob in zip(rows, moved, strict=True))
        file.executemany(f"INSERT INTO {layer} VALUES ({places})", fresh)


def count_features(file: sqlite3.Connection) -> None:
    """The table in which GDAL keeps how many features a layer has, as in every GeoPackage that it writes."""
    file.execute(
        "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL)"
    )
    for layer in (*LAYERS, NATURE):
        file.execute(f"INSERT INTO gpkg_ogr_contents SELECT '{layer}', count(*) FROM {layer}")


def make_map(target: Path, side: int) -> None:
    """By ogr2ogr the first copy, then the others row by row, then the spatial indexes."""
    west, south, east, north = extent()
    part = target.with_suffix(".part.gpkg")
    part.unlink(missing_ok=True)
    plain = ("-f", "GPKG", "-lco", "SPATIAL_INDEX=NO", "-dsco", "ADD_GPKG_OGR_CONTENTS=NO")
    run("ogr2ogr", *plain, "-preserve_fid", part, DATA / "kampen.gpkg", *LAYERS)
    nature = DATA / "natura2000_overijssel.geojson"
    valid = target.with_suffix(".nature.gpkg")
    valid.unlink(missing_ok=True)
    run("ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:28992", "-makevalid", "-nlt", "MULTIPOLYGON", valid, nature)
    run("ogr2ogr", "-f", "GPKG", "-update", "-lco", "SPATIAL_INDEX=NO", "-lco", "GEOMETRY_NAME=geom",
        "-nln", NATURE, "-nlt", "MULTIPOLYGON", "-clipsrc", west, south, east, north, part, valid)  # fmt: skip
    valid.unlink()
    with sqlite3.connect(part) as file:
        file.execute("PRAGMA journal_mode=OFF")
        file.execute("PRAGMA synchronous=OFF")
        for layer in (*LAYERS, NATURE):
            copy_layer(file, layer, side, (east - west, north - south))
            file.execute(
                "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                (west, south, west + side * (east - west), south + side * (north - south), layer),
            )
        count_features(file)
    for layer in (*LAYERS, NATURE):
        run("ogrinfo", part, "-sql", f"SELECT CreateSpatialIndex('{layer}', 'geom')")
    part.rename(target)


def make_raster(target: Path, name: str, side: int) -> None:
    source, kind = RASTERS[name]
    west, south, east, north = extent()
    raster = gdal.Open(str(DATA / source))
    left, _, _, top, _, _ = raster.GetGeoTransform()
    nodata = raster.GetRasterBand(1).GetNoDataValue()
    # The cell in which the extent's corner lies; the copies keep to the raster's own lattice.
    column, row = int((west - left) // CELL_M), int((top - north) // CELL_M)
    width, height = int((east - west) / CELL_M), int((north - south) / CELL_M)
    cells = numpy.tile(raster.ReadAsArray(column, row, width, height), (1, side))
    part = target.with_suffix(".part.tif")
    tiled = gdal.GetDriverByName("GTiff").Create(
        str(part), width * side, height * side, 1, kind, ["TILED=YES", "COMPRESS=LZW", "BIGTIFF=IF_SAFER"]
    )
    north_of_all = top - row * CELL_M + (side - 1) * height * CELL_M
    tiled.SetGeoTransform((left + column * CELL_M, CELL_M, 0.0, north_of_all, 0.0, -CELL_M))
    tiled.SetProjection(raster.GetProjection())
    tiled.GetRasterBand(1).SetNoDataValue(nodata)
    for copy in range(side):
        tiled.GetRasterBand(1).WriteArray(cells, 0, copy * height)
    tiled = None
    part.rename(target)


def made(side: int, folder: Path) -> dict[str, Path]:
    """The files of one size, made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    size = f"{side}x{side}"
    files = {"map": folder / f"kampen-{size}.gpkg"} | {name: folder / f"{name}-{size}.tif" for name in RASTERS}
    for what, file in files.items():
        if not file.exists():
            print(f"making {file}", file=sys.stderr)
            make_map(file, side) if what == "map" else make_raster(file, what, side)
    return files


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else cache_folder()
    print(*made(int(sys.argv[1]), where).values(), sep="\n")
