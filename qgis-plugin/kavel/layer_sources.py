# SPDX-License-Identifier: EUPL-1.2
"""What of a QGIS layer kavel can read where it lies, and what has to be written to a file first, and why."""

from __future__ import annotations

import os
import re

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from .compat import enum_of
from .study_text import Source
from .texts import say

FILE_PROVIDER = "ogr"
FIRST_OF_A_QUERY = re.compile(r"^\s*(select|with)\b", re.IGNORECASE)


class ExportProblem(Exception):
    """A layer could not be written to the file beside the study."""


def why_not_as_it_lies(layer: QgsVectorLayer, selected_only: bool) -> str:
    """Why kavel, which reads files, would not see what QGIS shows; empty when it would."""
    if selected_only:
        return say("alleen de selectie telt", "only the selection counts")
    if layer.isModified():
        return say("er zijn wijzigingen die niet zijn opgeslagen", "it has edits that were not saved")
    if layer.providerType() != FILE_PROVIDER:
        return say(f"het is geen bestand ({layer.providerType()})", f"it is no file ({layer.providerType()})")
    if FIRST_OF_A_QUERY.match(layer.subsetString()):
        return say("het filter is een hele query", "its filter is a whole query")
    fields = layer.fields()
    origins = (enum_of(QgsFields, "FieldOrigin", "OriginJoin"), enum_of(QgsFields, "FieldOrigin", "OriginExpression"))
    if any(fields.fieldOrigin(index) in origins for index in range(fields.count())):
        return say("het heeft gekoppelde of berekende velden", "it has joined or computed fields")
    own, shown = layer.dataProvider().crs(), layer.crs()
    if own.isValid() and own != shown:
        return say(
            f"QGIS leest het in {shown.authid()}, het bestand zegt {own.authid()}",
            f"QGIS reads it in {shown.authid()}, the file says {own.authid()}",
        )
    return ""


def source_as_it_lies(layer: QgsVectorLayer) -> Source:
    """The file, layer and filter of a layer that needs no export."""
    parts = QgsProviderRegistry.instance().decodeUri(FILE_PROVIDER, layer.source())
    inside = str(parts.get("vsiSuffix") or "")
    path = str(parts.get("vsiPrefix") or "") + str(parts["path"]) + inside
    crs = "" if layer.dataProvider().crs().isValid() or not layer.crs().isValid() else layer.crs().authid()
    return Source(path, str(parts.get("layerName") or ""), layer.subsetString(), crs)


def numbered_fields(layer: QgsVectorLayer) -> tuple[QgsFields, bool]:
    """The layer's fields, with a `fid` for the feature's own number where it has none; whether one was added."""
    fields = QgsFields(layer.fields())
    if fields.lookupField("fid") >= 0:
        return fields, False
    with_number = QgsFields()
    with_number.append(QgsField("fid", QVariant.LongLong))
    for field in fields:
        with_number.append(field)
    return with_number, True


def export(layer: QgsVectorLayer, file: str, name: str, request: QgsFeatureRequest, selected_only: bool) -> Source:
    """Writes what QGIS shows of the layer (edits, filter, selection) as a layer of a GeoPackage, in its own CRS.

    Raises ExportProblem.
    """
    fields, is_added = numbered_fields(layer)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    options.fileEncoding = "UTF-8"
    options.actionOnExistingFile = (
        QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        if os.path.exists(file)
        else QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
    )
    writer = QgsVectorFileWriter.create(
        file, fields, layer.wkbType(), layer.crs(), QgsCoordinateTransformContext(), options
    )
    complain_of(writer, layer)
    for feature in layer.getSelectedFeatures(request) if selected_only else layer.getFeatures(request):
        copy = QgsFeature(fields)
        copy.setGeometry(feature.geometry())
        # Of a feature that was only drawn yet, the number is negative: the file gives it one.
        number = feature.id() if feature.id() >= 0 else None
        copy.setAttributes([number, *feature.attributes()] if is_added else saved_number(layer, feature))
        if not writer.addFeature(copy):
            complain_of(writer, layer)
    del writer  # closes the file
    return Source(file, name)


def saved_number(layer: QgsVectorLayer, feature: QgsFeature) -> list:
    """The attributes, without the word that stands in `fid` until the feature is saved ('Autogenerate')."""
    attributes = feature.attributes()
    index = layer.fields().lookupField("fid")
    if not isinstance(attributes[index], int):
        attributes[index] = None
    return attributes


def complain_of(writer: QgsVectorFileWriter, layer: QgsVectorLayer) -> None:
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise ExportProblem(f"{layer.name()}: {writer.errorMessage()}")
