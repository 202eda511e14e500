# SPDX-License-Identifier: EUPL-1.2
"""Layers into files: the same rows give the same bytes, on every run."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from osgeo import gdal, ogr, osr

FIXED_DATE = "2026-01-01"
TYPES = {"text": ogr.OFTString, "int": ogr.OFTInteger, "real": ogr.OFTReal, "json": ogr.OFTString}
MULTI = {
    ogr.wkbMultiPolygon: ogr.ForceToMultiPolygon,
    ogr.wkbMultiLineString: ogr.ForceToMultiLineString,
}

Row = tuple[ogr.Geometry | None, tuple[object, ...]]


@dataclass
class Layer:
    """A layer to be written. The fields stand in one text: `name` (text) or `name:type`."""

    name: str
    geometry: int
    spec: str
    rows: list[Row] = field(default_factory=list)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Name and type of each field."""
        named = (word.partition(":") for word in self.spec.split())
        return [(name, kind or "text") for name, _, kind in named]

    def add(self, shape: ogr.Geometry | None, *values: object) -> None:
        """Adds a feature."""
        if len(values) != len(self.fields):
            raise ValueError(f"{self.name} has {len(self.fields)} fields, not {len(values)}")
        self.rows.append((shape, values))


def reference(code: int) -> osr.SpatialReference:
    """A coordinate system with x before y."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(code)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def prepare() -> None:
    """Makes GDAL fail loudly, and write no present time."""
    gdal.UseExceptions()
    ogr.UseExceptions()
    osr.UseExceptions()
    gdal.SetConfigOption("OGR_CURRENT_DATE", f"{FIXED_DATE}T00:00:00.000Z")
    gdal.SetConfigOption("PROJ_NETWORK", "OFF")
    gdal.SetConfigOption("OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES")  # one flaw is such a ring


def _fill(
    dataset: gdal.Dataset, layer: Layer, epsg: int = 28992, options: Iterable[str] = ()
) -> None:
    target = None
    has_shape = layer.geometry != ogr.wkbNone
    if epsg != 28992:
        target = osr.CoordinateTransformation(reference(28992), reference(epsg))
    made = dataset.CreateLayer(
        layer.name, reference(epsg) if has_shape else None, layer.geometry, list(options)
    )
    for name, kind in layer.fields:
        definition = ogr.FieldDefn(name, TYPES[kind])
        if kind == "json":
            definition.SetSubType(ogr.OFSTJSON)
        made.CreateField(definition)
    made.StartTransaction()
    for shape, values in layer.rows:
        feature = ogr.Feature(made.GetLayerDefn())
        for index, value in enumerate(values):
            if value is not None:
                feature.SetField(index, value)
        if shape is not None:
            shape = MULTI.get(layer.geometry, lambda same: same)(shape.Clone())
            if target is not None:
                shape.Transform(target)
            feature.SetGeometryDirectly(shape)
        made.CreateFeature(feature)
    made.CommitTransaction()


def _new(driver: str, path: Path) -> gdal.Dataset:
    path.unlink(missing_ok=True)
    return gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0, gdal.GDT_Unknown)


def geopackage(path: Path, layers: Iterable[Layer]) -> None:
    """One GeoPackage with several layers; only the large ones get a spatial index."""
    dataset = _new("GPKG", path)
    for layer in layers:
        index = "YES" if len(layer.rows) > 50 else "NO"
        _fill(dataset, layer, options=["GEOMETRY_NAME=geom", f"SPATIAL_INDEX={index}"])
    dataset = None


def geojson(path: Path, layer: Layer) -> None:
    """A GeoJSON file in degrees, seven decimals (a centimetre)."""
    dataset = _new("GeoJSON", path)
    _fill(dataset, layer, 4326, ["COORDINATE_PRECISION=7", "WRITE_NAME=NO"])
    dataset = None


def flatgeobuf(path: Path, layer: Layer) -> None:
    """A FlatGeobuf file."""
    dataset = _new("FlatGeobuf", path)
    _fill(dataset, layer)
    dataset = None


def shapefile(path: Path, layer: Layer) -> list[Path]:
    """A Shapefile; the files that it consists of."""
    for old in path.parent.glob(f"{path.stem}.*"):
        old.unlink()
    dataset = _new("ESRI Shapefile", path)
    _fill(dataset, layer, options=[f"DBF_DATE_LAST_UPDATE={FIXED_DATE}", "ENCODING=UTF-8"])
    dataset = None
    return sorted(path.parent.glob(f"{path.stem}.*"))


def json_file(path: Path, content: object) -> None:
    """A JSON file for people to read too."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def zipped_shapefile(path: Path, layer: Layer) -> None:
    """A Shapefile in one zip, as downloads come."""
    folder = path.parent / f"{path.stem}-parts"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in shapefile(folder / f"{layer.name}.shp", layer):
            entry = zipfile.ZipInfo(part.name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part.read_bytes())
    shutil.rmtree(folder)
