#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Opens a result in QGIS without a screen: does each layer come up in its own style? And draws the map as a picture.

render.py RESULT.gpkg PICTURE.png [--style NAME] [--evidence] [--grid] [--grey] [--legend TITLE] [--credit TEXT]
          [--zoom SHARE]
"""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir() + f"/runtime-{os.getuid()}")

from qgis.core import (  # noqa: E402
    Qgis,
    NULL,
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsLegendStyle,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProviderRegistry,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter  # noqa: E402
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402

WIDTH = 1400
HEIGHT = 800
DOTS_AN_INCH = 120
LEGEND_MARGIN = 20


class Wrong(Exception):
    """What the result does not do in QGIS."""


def query(result: Path, sql: str, *values: str) -> list[tuple]:
    with sqlite3.connect(f"file:{result}?mode=ro&immutable=1", uri=True) as database:
        return database.execute(sql, values).fetchall()


def open_layers(result: Path, table: str) -> list[QgsVectorLayer]:
    """A table as QGIS offers it; one of mixed geometries is a layer for each kind."""
    title = query(result, "SELECT identifier FROM gpkg_contents WHERE table_name = ?", table)[0][0]
    layers = []
    for part in QgsProviderRegistry.instance().querySublayers(
        str(result), Qgis.SublayerQueryFlags(Qgis.SublayerQueryFlag.ResolveGeometryType)
    ):
        if part.name() == table and part.wkbType() != QgsWkbTypes.NoGeometry:
            layer = QgsVectorLayer(part.uri(), title, part.providerKey())
            if not layer.isValid():
                raise Wrong(f"{table}: QGIS cannot open it")
            layers.append(layer)
    if not layers:
        raise Wrong(f"{table}: QGIS does not offer it")
    return layers


def expect_default_style(result: Path, layer: QgsVectorLayer, table: str) -> None:
    """The style that a newly added layer gets is the one marked as default."""
    names = query(result, "SELECT styleName FROM layer_styles WHERE f_table_name = ? AND useAsDefault", table)
    if len(names) != 1:
        raise Wrong(f"{table}: {len(names)} default styles")
    message, loaded = layer.loadDefaultStyle()
    if not loaded:
        raise Wrong(f"{table}: the default style does not load: {message}")
    ours = {"ranked_sites": "rank", "evidence": "kind"}.get(table)  # a candidate's own field may be called so too
    nameless = [field.name() for field in layer.fields() if field.name() == ours and not field.alias()]
    if nameless:
        raise Wrong(f"{table}: {nameless} have no title in QGIS")
    if layer.renderer().type() != "RuleRenderer":
        raise Wrong(f"{table}: drawn by {layer.renderer().type()}, not by its rules")


def expect_every_style(result: Path, layer: QgsVectorLayer, table: str) -> None:
    """Each style of the table can be read, and leaves no text in two languages."""
    for name, style in query(result, "SELECT styleName, styleQML FROM layer_styles WHERE f_table_name = ?", table):
        if "@{" in style:
            raise Wrong(f"{table}: style '{name}' has a text that was not translated")
        load_style(layer, result, name)
        rules = layer.renderer().rootRule().descendants()
        labels = [rule.label() for rule in rules]
        if not labels or not all(labels):
            raise Wrong(f"{table}: style '{name}' has rules without a name")
        broken = [rule.label() for rule in rules if rule.filter() is None or rule.filter().hasParserError()]
        if broken:
            raise Wrong(f"{table}: style '{name}': the filter of {broken} cannot be read")
        unknown = [
            rule.label() for rule in rules if not rule.filter().referencedColumns() <= set(layer.fields().names())
        ]
        if unknown:
            raise Wrong(f"{table}: style '{name}': {unknown} ask for columns that are not there")
        if name.startswith(("thema ", "theme ")):
            expect_labels_in_their_classes(layer, name)


def expect_labels_in_their_classes(layer: QgsVectorLayer, name: str) -> None:
    """The number that stands on a plot lies within the class of its colour, and the class has it in its title."""
    classes = [rule for rule in layer.renderer().rootRule().descendants() if re.search(r"\d", rule.label())][1:]
    score = (
        next(rule for rule in layer.labeling().rootRule().children() if rule.description() == "scores")
        .settings()
        .fieldName
    )
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    for feature in layer.getFeatures():
        context.setFeature(feature)
        mine = [rule.label() for rule in classes if rule.filter().evaluate(context)]
        shown = QgsExpression(score).evaluate(context)
        if feature["status"] == "unusable" or shown is None or shown == NULL:
            continue
        ends = [int(number) for number in re.findall(r"\d+", mine[0])] if len(mine) == 1 else []
        is_lowest = len(ends) == 1 and ends[0] == 20
        good = len(mine) == 1 and (
            int(shown) < 20 if is_lowest else ends[0] <= int(shown) <= (ends[1] if len(ends) > 1 else 100)
        )
        if not good:
            raise Wrong(f"style '{name}': a plot that reads {shown} has the class {mine}")


def load_style(layer: QgsVectorLayer, result: Path, name: str) -> None:
    _, ids, names, _, error = layer.listStylesInDatabase()
    if name not in names:
        raise Wrong(f"{result}: there is no style '{name}' ({', '.join(names)}) {error}")
    style, error = layer.getStyleFromDatabase(ids[names.index(name)])
    document = QDomDocument()
    if not document.setContent(style)[0]:
        raise Wrong(f"{name}: the style is no XML")
    loaded, message = layer.importNamedStyle(document)
    if not loaded:
        raise Wrong(f"{name}: {message}")


def map_settings(layers: list[QgsVectorLayer], zoom: float) -> QgsMapSettings:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[-1].crs())
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setOutputDpi(DOTS_AN_INCH)
    settings.setBackgroundColor(QColor("white"))
    extent = QgsRectangle(layers[-1].extent())
    extent.scale(1.1 * zoom)
    settings.setExtent(extent)
    return settings


def draw_map(settings: QgsMapSettings) -> QImage:
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    if job.errors():
        raise Wrong("; ".join(error.message for error in job.errors()))
    return job.renderedImage()


class Legend:
    """To the left of the map, which makes room for it."""

    def __init__(self, layers: list[QgsVectorLayer], title: str) -> None:
        self.tree = QgsLayerTree()
        for layer in {layer.name(): layer for layer in layers}.values():
            self.tree.addLayer(layer)
        legend = QgsLegendSettings()
        legend.setTitle(title)
        for part, points in ((QgsLegendStyle.Title, 11), (QgsLegendStyle.Subgroup, 9), (QgsLegendStyle.SymbolLabel, 8)):
            style = legend.style(part)
            style.setFont(QFont("Open Sans", points))
            legend.setStyle(part, style)
        self.model = QgsLayerTreeModel(self.tree)  # the renderer only looks at it
        self.renderer = QgsLegendRenderer(self.model, legend)

    def make_room(self, settings: QgsMapSettings) -> None:
        context = QgsRenderContext.fromMapSettings(settings)
        width = self.renderer.minimumSize(context).width() * context.scaleFactor() + 2 * LEGEND_MARGIN
        extent = settings.extent()
        extent.setXMinimum(extent.xMinimum() - extent.width() * width / (WIDTH - width))
        settings.setExtent(extent)

    def draw(self, picture: QImage, settings: QgsMapSettings) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.Antialiasing)
        context = QgsRenderContext.fromMapSettings(settings)
        context.setPainter(painter)
        painter.translate(LEGEND_MARGIN, LEGEND_MARGIN)
        painter.scale(context.scaleFactor(), context.scaleFactor())  # the legend is drawn in millimetres
        self.renderer.drawLegend(context)
        painter.end()


def draw_credit(picture: QImage, credit: str) -> None:
    painter = QPainter(picture)
    painter.setPen(QColor(77, 77, 77))
    painter.setFont(QFont("Open Sans", 8))
    painter.drawText(picture.rect().adjusted(0, 0, -12, -8), Qt.AlignRight | Qt.AlignBottom, credit)
    painter.end()


def is_one_colour(picture: QImage) -> bool:
    seen = {picture.pixel(x, y) for x in range(0, WIDTH, 7) for y in range(0, HEIGHT, 7)}
    return len(seen) < 2


def check_and_draw(options: argparse.Namespace) -> None:
    layers = {}
    for (table,) in query(options.result, "SELECT table_name FROM gpkg_geometry_columns ORDER BY 1"):
        layers[table] = open_layers(options.result, table)
        for layer in layers[table]:
            expect_every_style(options.result, layer, table)
            expect_default_style(options.result, layer, table)
    sites = layers["ranked_sites"][0]
    if options.style:
        load_style(sites, options.result, options.style)
    grid = layers.get("grid_stations", []) + layers.get("energy_hubs", []) if options.grid else []
    drawn = grid + (layers["evidence"] if options.evidence else []) + [sites]
    settings = map_settings(drawn, options.zoom)
    legend = Legend(drawn, options.legend) if options.legend is not None else None
    if legend:
        legend.make_room(settings)
    picture = draw_map(settings)
    if is_one_colour(picture):
        raise Wrong("the map is empty")
    if legend:
        legend.draw(picture, settings)
    if options.credit:
        draw_credit(picture, options.credit)
    if options.grey:
        picture = picture.convertToFormat(QImage.Format_Grayscale8)
    if not picture.save(str(options.picture)):
        raise Wrong(f"{options.picture}: cannot be written")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--style", help="another style than the default one")
    parser.add_argument("--evidence", action="store_true", help="draw what the rules saw, too")
    parser.add_argument("--grid", action="store_true", help="draw stations and energy hubs, too")
    parser.add_argument("--grey", action="store_true", help="as a black-and-white printer would")
    parser.add_argument("--legend", help="draw the legend under this title")
    parser.add_argument("--credit", help="whose data the map is made of, in its corner")
    parser.add_argument("--zoom", type=float, default=1.0, help="share of the extent to draw")
    options = parser.parse_args()
    application = QgsApplication([], False)
    application.initQgis()
    try:
        check_and_draw(options)
    except Wrong as wrong:
        print(f"error: {options.result}: {wrong}", file=sys.stderr)
        return 1
    finally:
        application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
