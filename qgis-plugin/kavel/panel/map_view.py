# SPDX-License-Identifier: EUPL-1.2
"""The map beside the panel: the chosen plot and its evidence are marked, a click chooses, other weights recolour.

Other weights are drawn by a categorised renderer on `plot_id` whose categories are lists of ids: the layer and its file
stay as they are, and the style of the result comes back as it was.
"""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFillSymbol,
    QgsGeometry,
    QgsLinePatternFillSymbolLayer,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsProject,
    QgsRendererCategory,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapToolEmitPoint, QgsRubberBand
from qgis.PyQt.QtGui import QColor

from ..compat import enum_of
from ..texts import say
from .recorded import Result, well_known
from .reranking import Ranking

# As in styles/ranked_sites-rank.qml: the same rank is as dark with other weights.
CLASSES = ((1, 10, "12,44,132", "10,31,92"), (11, 25, "44,127,184", "10,31,92"), (26, 50, "127,205,187", "31,95,99"))
LAST_CLASS = (51, "237,248,177", "92,107,58")
EXCLUDED = ("227,227,227", "138,138,138")
UNUSABLE = ("255,255,255", "110,110,110")
CONDITION = "179,88,6"
LABELLED = 10
MARK = QColor(214, 0, 110)
EVIDENCE = QColor(214, 0, 110, 190)


def table_of(layer: QgsVectorLayer) -> tuple[str, str]:
    """(file, table) of a layer of a GeoPackage."""
    path, _, rest = layer.source().partition("|")
    name = next((part[len("layername=") :] for part in rest.split("|") if part.startswith("layername=")), "")
    return path, name


def is_ranking(layer: object) -> bool:
    """Whether a layer is the ranked plots of a result."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return False
    path, name = table_of(layer)
    names = set(layer.fields().names())
    return path.lower().endswith(".gpkg") and name in ("", "ranked_sites") and {"plot_id", "rank", "light"} <= names


class MapView:
    """What the panel does on a canvas; `chosen` is called with the id of a plot that was clicked."""

    def __init__(self, canvas: QgsMapCanvas, chosen) -> None:
        self.canvas = canvas
        self.chosen = chosen
        self.layer: QgsVectorLayer | None = None
        self.kept: tuple | None = None  # renderer, labeling, labels on, name: as the result had them
        self.bands: list[QgsRubberBand] = []
        self.crs = QgsCoordinateReferenceSystem()
        self.tool = QgsMapToolEmitPoint(canvas)
        self.tool.canvasClicked.connect(self.clicked)

    def set_layer(self, layer: QgsVectorLayer | None, crs: str = "") -> None:
        self.clear()
        self.show_adopted()
        self.layer = layer
        self.crs = layer.crs() if layer else QgsCoordinateReferenceSystem(crs)
        if layer:
            layer.willBeDeleted.connect(self.forget_layer)

    def forget_layer(self) -> None:
        self.layer = None
        self.kept = None
        self.clear()

    def use_tool(self, on: bool) -> None:
        if on:
            self.canvas.setMapTool(self.tool)
        else:
            self.canvas.unsetMapTool(self.tool)

    def clicked(self, point: QgsPointXY, _button: object) -> None:
        plot = self.plot_at(point)
        if plot:
            self.chosen(plot)

    def plot_at(self, point: QgsPointXY) -> str:
        """The id of the plot under a point of the canvas; empty where there is none."""
        if not self.layer:
            return ""
        there = self.transform(QgsGeometry.fromPointXY(point), from_canvas=True)
        if there is None:
            return ""
        for feature in self.layer.getFeatures(there.boundingBox().buffered(0.01)):
            if feature.geometry().intersects(there):
                return str(feature["plot_id"])
        return ""

    def transform(self, geometry: QgsGeometry, from_canvas: bool = False) -> QgsGeometry | None:
        canvas = self.canvas.mapSettings().destinationCrs()
        if canvas.isValid() and self.crs.isValid() and canvas != self.crs:
            ends = (canvas, self.crs) if from_canvas else (self.crs, canvas)
            try:
                geometry.transform(QgsCoordinateTransform(*ends, QgsProject.instance()))
            except QgsCsException:
                return None
        return geometry

    def clear(self) -> None:
        for band in self.bands:
            self.canvas.scene().removeItem(band)
        self.bands = []

    def mark(self, outline: bytes | None, evidence: list[bytes | None]) -> None:
        """Marks a plot and what its rules saw; both as well-known binary, evidence as GeoPackage blobs."""
        self.clear()
        for blob in evidence:
            self.add_band(well_known(blob), EVIDENCE, 2, 25)
        self.add_band(outline, MARK, 4, 0)

    def add_band(self, wkb: bytes | None, colour: QColor, width: int, opacity: int) -> None:
        if not wkb:
            return
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        shown = self.transform(geometry)
        if shown is None or shown.isEmpty():
            return
        band = QgsRubberBand(self.canvas, shown.type())
        fill = QColor(colour)
        fill.setAlpha(opacity)
        band.setStrokeColor(colour)
        band.setFillColor(fill)
        band.setWidth(width)
        if shown.type() == enum_of(QgsWkbTypes, "GeometryType", "PointGeometry"):
            band.setIconSize(12)
        band.setToGeometry(shown, None)
        self.bands.append(band)

    def zoom_to(self, outline: bytes | None) -> None:
        if outline:
            geometry = QgsGeometry()
            geometry.fromWkb(outline)
            shown = self.transform(geometry)
            if shown is not None:
                box = shown.boundingBox()
                box.scale(6.0)
                self.canvas.setExtent(box)
                self.canvas.refresh()

    def show_ranking(self, result: Result, ranking: Ranking) -> None:
        """Colours and numbers of other weights, and the mark that they are not the adopted ones in the layer's name."""
        if not self.layer:
            return
        if self.kept is None:
            layer = self.layer
            labeling = layer.labeling().clone() if layer.labeling() else None
            self.kept = (layer.renderer().clone(), labeling, layer.labelsEnabled(), layer.name())
            layer.setName(f"{layer.name()}: {not_adopted()}")
        self.layer.setRenderer(QgsCategorizedSymbolRenderer("plot_id", categories(result, ranking)))
        self.layer.setLabeling(QgsVectorLayerSimpleLabeling(labels(result, ranking)))
        self.layer.setLabelsEnabled(True)
        self.layer.triggerRepaint()

    def show_adopted(self) -> None:
        """The style of the result, as it was."""
        if self.layer and self.kept:
            renderer, labeling, labels_on, name = self.kept
            self.layer.setRenderer(renderer)
            self.layer.setLabeling(labeling)
            self.layer.setLabelsEnabled(labels_on)
            self.layer.setName(name)
            self.layer.triggerRepaint()
        self.kept = None


def not_adopted() -> str:
    return say("niet de vastgestelde gewichten", "not the adopted weights")


def categories(result: Result, ranking: Ranking) -> list[QgsRendererCategory]:
    """A category a class of rank and, among those, apart for plots on conditions; then what is not ranked."""
    ids: dict[tuple[int, str], list[str]] = {}
    for plot, (status, rank) in enumerate(zip(result.recorded.statuses, ranking.ranks)):
        ids.setdefault((class_of(rank), status), []).append(result.recorded.plot_ids[plot])
    found = []
    for index, (first, last, fill, line) in enumerate([*CLASSES, (LAST_CLASS[0], None, *LAST_CLASS[1:])]):
        title = say(f"rang {first} tot en met {last}", f"rank {first} to {last}")
        title = title if last else say(f"rang {first} en verder", f"rank {first} and on")
        for status, condition in (("suitable", ""), ("conditional", say(", onder voorwaarden", ", conditional"))):
            plots = ids.get((index, status))
            if plots:
                symbol = symbol_of(fill, line, CONDITION if condition else "")
                found.append(QgsRendererCategory(plots, symbol, title + condition))
    for status, colours, title in (
        ("excluded", EXCLUDED, say("uitgesloten", "excluded")),
        ("unusable", UNUSABLE, say("niet te beoordelen", "cannot be judged")),
    ):
        plots = ids.get((-1, status))
        if plots:
            symbol = symbol_of(*colours, colours[1] if status == "excluded" else "")
            found.append(QgsRendererCategory(plots, symbol, title))
    return found


def class_of(rank: int | None) -> int:
    if rank is None:
        return -1
    return next((index for index, (_, last, _, _) in enumerate(CLASSES) if rank <= last), len(CLASSES))


def symbol_of(fill: str, line: str, hatch: str) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple({"color": fill, "outline_color": line, "outline_width": "0.25"})
    if hatch:
        pattern = QgsLinePatternFillSymbolLayer()
        pattern.setLineAngle(135)
        pattern.setDistance(2.6)
        pattern.setColor(QColor(*map(int, hatch.split(","))))
        pattern.setLineWidth(0.25)
        symbol.appendSymbolLayer(pattern)
    return symbol


def labels(result: Result, ranking: Ranking) -> QgsPalLayerSettings:
    """The numbers of the best ten."""
    best = [
        (result.recorded.plot_ids[plot], ranking.ranks[plot])
        for plot in ranking.order[: 2 * LABELLED]
        if ranking.ranks[plot] is not None and ranking.ranks[plot] <= LABELLED
    ]
    pairs = ", ".join(f"'{quoted(plot)}', '{rank}'" for plot, rank in best)
    settings = QgsPalLayerSettings()
    settings.fieldName = f'map_get(map({pairs}), "plot_id")' if best else "''"
    settings.isExpression = True
    text = QgsTextFormat()
    text.setSize(9)
    text.setColor(QColor(20, 20, 20))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    text.setBuffer(halo)
    settings.setFormat(text)
    return settings


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")
