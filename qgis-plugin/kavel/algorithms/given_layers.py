# SPDX-License-Identifier: EUPL-1.2
"""A layer as somebody gave it to Processing: a name, a file, a layer itself, or with 'selected features only'."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..texts import say


@dataclass
class GivenLayer:
    """A vector layer, or the path of what is none in QGIS: a raster, a JSON file."""

    layer: QgsVectorLayer | None = None
    path: str = ""
    selected_only: bool = False
    request: QgsFeatureRequest = field(default_factory=QgsFeatureRequest)
    why_exported: str = ""  # when only part of it was asked for


def given_layer(value: Any, context: QgsProcessingContext) -> GivenLayer:
    """Raises QgsProcessingException for what is neither a layer nor a file."""
    given = GivenLayer()
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        restrict(given, value)
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext())[0]
    layer = value if isinstance(value, QgsMapLayer) else QgsProcessingUtils.mapLayerFromString(str(value), context)
    if isinstance(layer, QgsVectorLayer):
        given.layer = layer
    elif isinstance(layer, QgsRasterLayer):
        given.path = layer.source()
    elif os.path.exists(str(value)):
        given.path = str(value)
    else:
        raise QgsProcessingException(
            say(
                f"'{value}' is geen laag van het project en geen bestand",
                f"'{value}' is no layer of the project and no file",
            )
        )
    return given


def restrict(given: GivenLayer, definition: QgsProcessingFeatureSourceDefinition) -> None:
    """What the dialog of Processing offers beside the layer: the selection, a number, an expression (QGIS 3.32)."""
    given.selected_only = definition.selectedFeaturesOnly
    expression = getattr(definition, "filterExpression", "")
    if expression:
        given.request.setFilterExpression(expression)
        given.why_exported = say("alleen wat aan een expressie voldoet", "only what meets an expression")
    if definition.featureLimit >= 0:
        given.request.setLimit(definition.featureLimit)
        given.why_exported = say("alleen de eerste objecten", "only the first features")
