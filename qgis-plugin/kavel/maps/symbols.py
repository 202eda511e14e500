# SPDX-License-Identifier: EUPL-1.2
"""How the layers of the printed maps look, and what their legends say."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPointPatternFillSymbolLayer,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..compat import enum_of
from ..texts import Wording
from . import colours
from .content import CLASSES, Content, class_title
from .layers import MapLayers

FONT = "DejaVu Sans"


def font(points: float, bold: bool = False) -> QFont:
    made = QFont(FONT)
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


def class_symbol(name: str) -> QgsFillSymbol:
    fill, line, pattern, pattern_colour = colours.CLASS_COLOURS[name]
    symbol = QgsFillSymbol.createSimple({"color": fill, "outline_color": line, "outline_width": "0.3"})
    if pattern in ("hatch", "cross"):
        for angle in (45,) if pattern == "hatch" else (45, 135):
            hatch = QgsLinePatternFillSymbolLayer()
            hatch.setLineAngle(angle)
            hatch.setDistance(1.6 if pattern == "hatch" else 1.2)
            hatch.setLineWidth(0.25 if pattern == "hatch" else 0.15)
            hatch.setColor(QColor(pattern_colour))
            symbol.appendSymbolLayer(hatch)
    elif pattern == "dots":
        dots = QgsPointPatternFillSymbolLayer()
        dots.setDistanceX(1.1)
        dots.setDistanceY(1.1)
        dots.setSubSymbol(QgsMarkerSymbol.createSimple({"color": pattern_colour, "outline_style": "no", "size": "0.4"}))
        symbol.appendSymbolLayer(dots)
    return symbol


def style_plots(layer: QgsVectorLayer, content: Content) -> None:
    categories = [QgsRendererCategory(name, class_symbol(name), class_title(name, content.say)) for name in CLASSES]
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))
    # No text of their own, but names of stations and municipalities keep off them where they can.
    settings = QgsPalLayerSettings()
    settings.fieldName = "''"
    settings.isExpression = True
    settings.drawLabels = False
    settings.obstacle = True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def label(
    layer: QgsVectorLayer, expression: str, points: float, colour: str, bold: bool = False, away: float = 0.0
) -> None:
    """`away`: millimetres between a point and its text."""
    settings = QgsPalLayerSettings()
    settings.dist = away
    settings.fieldName = expression
    settings.isExpression = True
    text = QgsTextFormat()
    text.setFont(font(points, bold))
    text.setSize(points)
    text.setSizeUnit(enum_of(QgsUnitTypes, "RenderUnit", "RenderPoints"))
    text.setColor(QColor(colour))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.7)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def style_stations(layer: QgsVectorLayer, say: Wording) -> None:
    root = QgsRuleBasedRenderer.Rule(None)
    for title, test, shape, size in (
        (
            say("hoogspanningsstation (110 kV of meer)", "high-voltage station (110 kV or more)"),
            '"voltage_kv" >= 110',
            "square",
            "3.2",
        ),
        (say("middenspanningsstation", "medium-voltage station"), "ELSE", "triangle", "2.8"),
    ):
        symbol = QgsMarkerSymbol.createSimple(
            {"name": shape, "color": colours.STATION, "outline_color": "#ffffff", "outline_width": "0.3", "size": size}
        )
        rule = QgsRuleBasedRenderer.Rule(symbol)
        rule.setLabel(title)
        rule.setIsElse(True) if test == "ELSE" else rule.setFilterExpression(test)
        root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    label(layer, '"name"', 6, colours.TEXT, away=1.4)


def style_borders(layer: QgsVectorLayer) -> None:
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colours.BORDER, "outline_width": "0.5", "outline_style": "dash"}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    label(layer, '"name"', 9, colours.BORDER, bold=True)


def style_surroundings(kind: str, layer: QgsVectorLayer) -> None:
    areas = {
        "town": (colours.TOWN, colours.TOWN_LINE),
        "green": (colours.GREEN, colours.GREEN_LINE),
        "water": (colours.WATER, colours.WATER_LINE),
    }
    lines = {
        "waterline": {"color": colours.WATER_LINE, "width": "0.5"},
        "road": {"color": colours.ROAD, "width": "0.35"},
        "rail": {"color": colours.RAIL, "width": "0.35", "line_style": "dash"},
    }
    if kind in areas:
        fill, line = areas[kind]
        symbol = QgsFillSymbol.createSimple({"color": fill, "outline_color": line, "outline_width": "0.1"})
    else:
        symbol = QgsLineSymbol.createSimple({**lines[kind], "capstyle": "round"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style(layers: MapLayers, content: Content) -> None:
    style_plots(layers.plots, content)
    if layers.stations:
        style_stations(layers.stations, content.say)
    if layers.borders:
        style_borders(layers.borders)
    for kind, layer in layers.surroundings:
        style_surroundings(kind, layer)


def top_down(layers: MapLayers) -> list[QgsVectorLayer]:
    """As QGIS draws them, the first on top."""
    upper = [layer for layer in (layers.stations, layers.borders) if layer is not None]
    return [*upper, layers.plots, *(layer for _, layer in reversed(layers.surroundings))]
