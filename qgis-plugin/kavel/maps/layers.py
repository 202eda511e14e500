# SPDX-License-Identifier: EUPL-1.2
"""The map's layers, all in memory. QGIS itself opens no source: it would write beside a GeoPackage that it reads.

The plots, stations and evidence come from the result; borders and surroundings from the study's own sources, where
they still lie where the result says and are read by GDAL for reading only.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsField, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from ..panel.recorded import well_known
from ..result import opened, rows
from .content import CLASSES, Content

NAME_FIELDS = ("gemeentenaam", "naam", "name", "gemeente", "statnaam", "gm_naam", "title")
MOST_FEATURES = 60_000  # of one layer of the surroundings; more would be grey anyway
# Roles whose features make a map readable, by a word in their name: (word, kind, geometry)
SURROUNDINGS = (
    ("urban", "town"),
    ("natura2000", "green"),
    ("nnn", "green"),
    ("waterways", ""),
    ("groundwater", ""),
    ("water", "water"),
    ("riverbed", ""),
    ("canals", "waterline"),
    ("rail-terminals", ""),
    ("planned", ""),
    ("rail", "rail"),
    ("road", "road"),
)


@dataclass
class MapLayers:
    plots: QgsVectorLayer
    stations: QgsVectorLayer | None = None
    borders: QgsVectorLayer | None = None
    surroundings: list[tuple[str, QgsVectorLayer]] = field(default_factory=list)  # kind, layer; drawn in this order


def memory_layer(
    geometry: str, crs: QgsCoordinateReferenceSystem, title: str, fields: list[QgsField]
) -> QgsVectorLayer:
    layer = QgsVectorLayer(geometry, title, "memory")
    layer.setCrs(crs)
    layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    return layer


def text_field(name: str) -> QgsField:
    return QgsField(name, QVariant.String)


def add(layer: QgsVectorLayer, features: list[tuple[bytes | None, list]]) -> None:
    made = []
    for wkb, attributes in features:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(attributes)
        if wkb:
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            feature.setGeometry(geometry)
        made.append(feature)
    layer.dataProvider().addFeatures(made)
    layer.updateExtents()


def map_layers(content: Content) -> MapLayers:
    crs = QgsCoordinateReferenceSystem(content.run.get("crs", "EPSG:28992"))
    fields = [text_field("plot_id"), text_field("name"), text_field("class")]
    plots = memory_layer("MultiPolygon", crs, content.say("kavels", "plots"), fields)
    order = {name: index for index, name in enumerate(reversed(CLASSES))}
    # The promising ones are drawn last, on top.
    sorted_plots = sorted(content.plots, key=lambda plot: order[content.class_of(plot)])
    add(plots, [(well_known(p["geom"]), [p["plot_id"], p["name"], content.class_of(p)]) for p in sorted_plots])
    found = MapLayers(plots)
    if content.stations:
        fields = [text_field("name"), QgsField("voltage_kv", QVariant.Double)]
        found.stations = memory_layer("Point", crs, content.say("stations", "stations"), fields)
        shown = [(well_known(s["geom"]), [s["name"] or s["station_id"], s["voltage_kv"]]) for s in content.stations]
        add(found.stations, shown)
    texts = study_sources(content)
    found.borders = borders(content, crs, texts)
    found.surroundings = surroundings(content, crs, texts)
    return found


def evidence_geometries(content: Content, plot_id: str) -> list[bytes]:
    with opened(content.path) as database:
        found = rows(database, "SELECT geom FROM evidence WHERE plot_id = ? AND geom IS NOT NULL", plot_id)
    return [wkb for wkb in (well_known(row["geom"]) for row in found) if wkb]


def study_sources(content: Content) -> dict[str, list[dict]]:
    """`where` and `sql` of the study's layers, which the account of the run does not repeat; empty on Python < 3.11."""
    try:
        import tomllib
    except ImportError:
        return {}
    try:
        study = tomllib.loads(content.run.get("study_text", ""))
    except tomllib.TOMLDecodeError:
        return {}
    layers = study.get("layers", {})
    found = {role: value if isinstance(value, list) else [value] for role, value in layers.items()}
    # Roads and rail make a map readable even where no rule asks for them.
    return {role: [one for one in many if isinstance(one, dict)] for role, many in found.items()}


def whole_path(content: Content, source: str) -> str:
    return source if os.path.isabs(source) else os.path.join(content.study_folder(), source)


def read_source(
    content: Content, description: dict, crs: QgsCoordinateReferenceSystem, title: str, types: tuple[int, ...]
) -> QgsVectorLayer | None:
    """The features of a source in the study's CRS; None where it cannot be read, or has none of these types."""
    path = whole_path(content, str(description.get("source", "")))
    if not os.path.exists(path):
        return None
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        options = ["NOLOCK=YES"] if path.lower().endswith(".gpkg") else []
        data = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
        if data is None:
            return None
        sql = description.get("sql")
        layer = data.ExecuteSQL(sql) if sql else data.GetLayerByName(description.get("layer") or "") or data.GetLayer(0)
        if layer is None or layer.GetFeatureCount() > MOST_FEATURES:
            return None
        layer.SetAttributeFilter(description.get("where") or None)
        return copied(layer, crs, title, types)
    except RuntimeError:  # GDAL's own, where a program asked it for exceptions
        return None
    finally:
        gdal.PopErrorHandler()


def copied(
    layer: ogr.Layer, crs: QgsCoordinateReferenceSystem, title: str, types: tuple[int, ...]
) -> QgsVectorLayer | None:
    target = osr.SpatialReference()
    target.SetFromUserInput(crs.toWkt())
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = layer.GetSpatialRef() or target
    source.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change = None if source.IsSame(target) else osr.CoordinateTransformation(source, target)
    definition = layer.GetLayerDefn()
    names = {definition.GetFieldDefn(i).GetName().lower(): i for i in range(definition.GetFieldCount())}
    name_index = next((names[name] for name in NAME_FIELDS if name in names), -1)
    features = []
    for one in layer:
        geometry = one.GetGeometryRef()
        if geometry is None or ogr.GT_Flatten(geometry.GetGeometryType()) not in types:
            continue
        geometry = geometry.Clone()
        geometry.FlattenTo2D()
        if change is not None and geometry.Transform(change) != 0:
            continue
        name = one.GetFieldAsString(name_index) if name_index >= 0 else ""
        features.append((bytes(geometry.ExportToWkb()), [name]))
    if not features:
        return None
    kind = "MultiPolygon" if ogr.wkbPolygon in types else "MultiLineString"
    made = memory_layer(kind, crs, title, [text_field("name")])
    add(made, features)
    return made


AREAS = (ogr.wkbPolygon, ogr.wkbMultiPolygon)
LINES = (ogr.wkbLineString, ogr.wkbMultiLineString)


def borders(content: Content, crs: QgsCoordinateReferenceSystem, texts: dict) -> QgsVectorLayer | None:
    """Municipal borders out of the role `municipalities`; None where the study has none that can be read."""
    described = texts.get("municipalities") or [
        {"source": source.source, "layer": "" if source.layer == "sql" else source.layer}
        for source in content.sources
        if source.role == "municipalities"
    ]
    title = content.say("gemeentegrenzen", "municipal borders")
    for description in described:
        layer = read_source(content, description, crs, title, AREAS)
        if layer:
            return layer
    return None


def surroundings(content: Content, crs: QgsCoordinateReferenceSystem, texts: dict) -> list[tuple[str, QgsVectorLayer]]:
    titles = {
        "town": content.say("bebouwde kom", "built-up area"),
        "green": content.say("Natura 2000, natuurnetwerk", "Natura 2000, nature network"),
        "water": content.say("water", "water"),
        "waterline": content.say("vaarweg", "waterway"),
        "road": content.say("weg", "road"),
        "rail": content.say("spoor", "railway"),
    }
    found: dict[str, QgsVectorLayer] = {}
    drawn: list[tuple[str, QgsVectorLayer]] = []
    for role, descriptions in texts.items():
        kind = next((kind for name, kind in SURROUNDINGS if name in role), "")
        if not kind:
            continue
        types = LINES if kind in ("road", "rail", "waterline") else AREAS
        for description in descriptions:
            layer = read_source(content, description, crs, titles[kind], types)
            if layer is not None:
                found.setdefault(kind, layer)
                drawn.append((kind, layer))
    bottom_up = list(titles)
    return sorted(drawn, key=lambda one: bottom_up.index(one[0]))
