# SPDX-License-Identifier: EUPL-1.2
"""A sheet a plot: its map, its figures, why, and what it meets."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLineSymbol,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRenderContext,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QPointF, QRectF, QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen, QTextDocument

from ..compat import enum_of
from ..panel.recorded import well_known
from ..result import Row, opened, rows
from . import colours
from .content import CLASSES, Content, class_title, grid_disclaimer, rules_line, screening_disclaimer
from .layers import MapLayers, evidence_geometries, memory_layer
from .paper import (
    FOOT,
    HEIGHT,
    MARGIN,
    MM,
    WIDTH,
    Canvas,
    Stretch,
    breaks,
    document,
    draw_document,
    draw_stretch,
    width_of,
)
from .sheet_text import key_figures, sheet_html
from .symbols import class_symbol, top_down

HEAD = 24.0 * MM
MAP_TOP, MAP_WIDTH, MAP_HEIGHT = 29.0 * MM, 102.0 * MM, 78.0 * MM
FIGURES_LEFT = MARGIN + MAP_WIDTH + 5.0 * MM
KEY_ROW = 4.6 * MM
TEXT_TOP = MAP_TOP + MAP_HEIGHT + 4.0 * MM + 4.0 * KEY_ROW
TEXT_WIDTH = WIDTH - 2.0 * MARGIN
TEXT_POINTS = 7.5
AROUND = 450.0  # metres that a map shows around a plot, at least


@dataclass
class Sheet:
    """A plot's pages: where its text is broken."""

    plot: Row
    html: str
    figures: str
    stretches: list[Stretch]


@dataclass
class Page:
    sheet: Sheet
    index: int  # of the sheet's own pages


class Sheets:
    """All sheets; pages are told beforehand, drawn one by one."""

    def __init__(self, content: Content, layers: MapLayers) -> None:
        self.content = content
        self.layers = layers
        if layers.borders is not None:
            layers.borders.setLabelsEnabled(False)  # a name would lie on the plot
        crs = layers.plots.crs()
        self.this = memory_layer("MultiPolygon", crs, "this", [])
        self.this.setRenderer(
            QgsSingleSymbolRenderer(
                QgsFillSymbol.createSimple({"style": "no", "outline_color": colours.THIS_PLOT, "outline_width": "0.9"})
            )
        )
        self.lines = memory_layer("MultiLineString", crs, "lines", [])
        self.lines.setRenderer(
            QgsSingleSymbolRenderer(
                QgsLineSymbol.createSimple({"color": colours.THIS_PLOT, "width": "0.25", "line_style": "dash"})
            )
        )
        self.pages: list[Page] = []
        with opened(content.path) as database:
            for plot in content.plots:
                found = [
                    rows(database, f"SELECT * FROM {table} WHERE plot_id = ? ORDER BY fid", plot["plot_id"])
                    for table in ("checks", "scores", "evidence")
                ]
                self.add_sheet(plot, *found)

    def add_sheet(self, plot: Row, checks: list[Row], scores: list[Row], evidence: list[Row]) -> None:
        html = sheet_html(self.content, plot, checks, scores, evidence)
        made = document(html, TEXT_WIDTH, points=TEXT_POINTS)
        stretches = breaks(made, FOOT - TEXT_TOP, FOOT - HEAD - 6.0 * MM)
        sheet = Sheet(plot, html, key_figures(self.content, plot), stretches)
        self.pages += [Page(sheet, index) for index in range(len(stretches))]

    def title(self) -> str:
        return self.content.say("Kavelbladen", "Plot sheets") + f": {self.content.run.get('title', '')}"

    def draw(self, canvas: Canvas, number: int) -> None:
        page = self.pages[number]
        self.draw_head(canvas, page)
        top = TEXT_TOP
        if page.index == 0:
            self.draw_map(canvas, page.sheet.plot)
            made = document(page.sheet.figures, WIDTH - MARGIN - FIGURES_LEFT)
            draw_document(canvas, made, FIGURES_LEFT, MAP_TOP, 0.0, MAP_HEIGHT + 11.0 * MM)
        else:
            top = HEAD + 6.0 * MM
        text: QTextDocument = document(page.sheet.html, TEXT_WIDTH, points=TEXT_POINTS)
        draw_stretch(canvas, text, page.sheet.stretches[page.index], MARGIN, top)
        draw_foot(canvas, self.content, number + 1, len(self.pages))

    def draw_head(self, canvas: Canvas, page: Page) -> None:
        plot, say = page.sheet.plot, self.content.say
        canvas.fill(0.0, 0.0, WIDTH, HEAD, colours.BAND)
        name = plot["name"] or f"{say('Kavel', 'Plot')} {plot['plot_id']}"
        more = f" ({say('vervolg', 'continued')})" if page.index else ""
        canvas.line(f"{name}{more}", MARGIN, 5.0 * MM, WIDTH - 2 * MARGIN, 17, "#ffffff")
        line = f"{plot['plot_id']}  ·  {self.content.standing(plot)}  ·  {self.content.run.get('title', '')}"
        most = WIDTH - 2 * MARGIN
        while width_of(line, 9) > most:
            line = line[:-2].rstrip() + "…"
        canvas.text(line, MARGIN, 15.5 * MM, most, 9, False, "#ffffff")

    def draw_map(self, canvas: Canvas, plot: Row) -> None:
        outline = QgsGeometry()
        wkb = well_known(plot["geom"])
        if not wkb:
            canvas.text(
                self.content.say("Zonder bruikbare geometrie.", "Without usable geometry."),
                MARGIN,
                MAP_TOP,
                MAP_WIDTH,
                9,
            )
            return
        outline.fromWkb(wkb)
        fill(self.this, [outline])
        fill(self.lines, line_parts(evidence_geometries(self.content, plot["plot_id"])))
        extent = around(outline.boundingBox())
        settings = QgsMapSettings()
        settings.setLayers([self.this, self.lines, *top_down(self.layers)])
        settings.setDestinationCrs(self.layers.plots.crs())
        dots = canvas.dots_a_unit
        settings.setOutputSize(QSize(round(MAP_WIDTH * dots), round(MAP_HEIGHT * dots)))
        settings.setOutputDpi(720.0 * dots)
        settings.setExtent(extent)
        settings.setBackgroundColor(QColor("#ffffff"))
        settings.setFlag(enum_of(QgsMapSettings, "Flag", "Antialiasing"), True)
        settings.setFlag(enum_of(QgsMapSettings, "Flag", "UseAdvancedEffects"), False)
        painter = canvas.painter
        painter.save()
        painter.resetTransform()
        painter.translate(MARGIN * dots, MAP_TOP * dots)
        painter.setClipRect(QRectF(0.0, 0.0, MAP_WIDTH * dots, MAP_HEIGHT * dots))
        job = QgsMapRendererCustomPainterJob(settings, painter)
        job.renderSynchronously()
        painter.restore()
        painter.setPen(QPen(QColor(colours.TEXT), 6.0))
        painter.drawRect(QRectF(MARGIN, MAP_TOP, MAP_WIDTH, MAP_HEIGHT))
        draw_scale(canvas, self.content, settings.visibleExtent().width())
        draw_north(canvas)
        draw_key(canvas, self.content, self.layers)


def fill(layer: QgsVectorLayer, geometries: list[QgsGeometry]) -> None:
    layer.dataProvider().truncate()
    made = []
    for geometry in geometries:
        feature = QgsFeature()
        feature.setGeometry(geometry)
        made.append(feature)
    layer.dataProvider().addFeatures(made)


def line_parts(blobs: list[bytes]) -> list[QgsGeometry]:
    found = []
    for wkb in blobs:
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        if geometry.type() == QgsWkbTypes.LineGeometry:  # parts on the plot would hide it
            geometry.convertToMultiType()
            found.append(geometry)
    return found


def around(box: QgsRectangle) -> QgsRectangle:
    extent = QgsRectangle(box)
    extent.grow(max(AROUND, 0.35 * max(box.width(), box.height())))
    return extent


def draw_scale(canvas: Canvas, content: Content, metres: float) -> None:
    """A bar of a round length, on white."""
    from .region_map import round_length

    length = round_length(metres / 4000.0) * 1000.0
    width = length / metres * MAP_WIDTH
    left, bottom = MARGIN + 3.0 * MM, MAP_TOP + MAP_HEIGHT - 3.0 * MM
    canvas.fill(left - 1.5 * MM, bottom - 6.0 * MM, width + 3.0 * MM, 7.5 * MM, "#ffffff")
    canvas.fill(left, bottom - 1.5 * MM, width, 1.5 * MM, colours.TEXT)
    canvas.fill(left + width / 2.0, bottom - 1.2 * MM, width / 2.0 - 0.3 * MM, 0.9 * MM, "#ffffff")
    canvas.text(f"{content.say.number(length)} m", left, bottom - 5.5 * MM, 40.0 * MM, 7.5)


def draw_north(canvas: Canvas) -> None:
    from qgis.PyQt.QtSvg import QSvgRenderer

    from .north import NORTH

    canvas.fill(MARGIN + MAP_WIDTH - 12.0 * MM, MAP_TOP + 1.5 * MM, 10.5 * MM, 13.3 * MM, "#ffffff")
    QSvgRenderer(NORTH).render(
        canvas.painter, QRectF(MARGIN + MAP_WIDTH - 11.0 * MM, MAP_TOP + 2.5 * MM, 8.5 * MM, 11.3 * MM)
    )


def draw_key(canvas: Canvas, content: Content, layers: MapLayers) -> None:
    """Below the map: this plot, the lines, the four classes, and what else is drawn."""
    say, painter = content.say, canvas.painter
    top = MAP_TOP + MAP_HEIGHT + 1.5 * MM
    columns = (MARGIN, MARGIN + 37.0 * MM, MARGIN + 79.0 * MM)
    painter.setPen(QPen(QColor(colours.THIS_PLOT), 0.8 * MM))
    painter.drawRect(QRectF(columns[0] + 0.4 * MM, top + 0.6 * MM, 4.6 * MM, 2.2 * MM))
    canvas.text(say("deze kavel", "this plot"), columns[0] + 6.5 * MM, top, 40.0 * MM, 7)
    pen = QPen(QColor(colours.THIS_PLOT), 0.25 * MM)
    pen.setDashPattern([6.0, 4.0])
    painter.setPen(pen)
    middle = top + KEY_ROW + 1.7 * MM
    painter.drawLine(QPointF(columns[0], middle), QPointF(columns[0] + 5.2 * MM, middle))
    canvas.text(say("naar wat een regel zag", "to what a rule saw"), columns[0] + 6.5 * MM, top + KEY_ROW, 40.0 * MM, 7)
    places = [(column, top + row * KEY_ROW) for column in columns[1:] for row in (0, 1)]
    for name, (left, at) in zip(CLASSES, places):
        draw_sign(canvas, class_symbol(name), class_title(name, say), left, at)
    left, at = MARGIN, top + 2 * KEY_ROW
    for title, symbol in surroundings_key(layers):
        wide = 6.2 * MM + width_of(title, 7) + 3.0 * MM
        if left + wide > WIDTH - MARGIN:
            left, at = MARGIN, at + KEY_ROW
        draw_sign(canvas, symbol, title, left, at)
        left += wide


def draw_sign(canvas: Canvas, symbol: QgsSymbol, title: str, left: float, top: float) -> None:
    dots = 30  # a millimetre: sharp on paper, and lines and hatches as wide as on the map
    picture = QImage(round(5.2 * dots), round(2.9 * dots), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDotsPerMeterX(1000 * dots)
    picture.setDotsPerMeterY(1000 * dots)
    picture.fill(0)
    painter = QPainter(picture)
    context = QgsRenderContext.fromQPainter(painter)
    context.setFlag(enum_of(QgsRenderContext, "Flag", "Antialiasing"), True)
    symbol.drawPreviewIcon(painter, picture.size(), context)
    painter.end()
    canvas.painter.drawImage(QRectF(left, top + 0.1 * MM, 5.2 * MM, 2.9 * MM), picture)
    canvas.text(title, left + 6.2 * MM, top, 60.0 * MM, 7)


def surroundings_key(layers: MapLayers) -> list[tuple[str, QgsSymbol]]:
    """What lies around the plots on a sheet, each name once."""
    found: dict[str, QgsSymbol] = {}
    if layers.stations is not None and layers.stations.featureCount():
        for rule in layers.stations.renderer().rootRule().children():
            found[rule.label()] = rule.symbol()
    if layers.borders is not None:
        found[layers.borders.name()] = layers.borders.renderer().symbol()
    for _, layer in reversed(layers.surroundings):
        found.setdefault(layer.name(), layer.renderer().symbol())
    return list(found.items())


def draw_foot(canvas: Canvas, content: Content, page: int, pages: int) -> None:
    say = content.say
    line = f"{rules_line(content)}  ·  {content.date()}  ·  {say('blad', 'page')} {page} {say('van', 'of')} {pages}"
    about = screening_disclaimer(say)
    if content.has_grid:
        about += " " + grid_disclaimer(say)
    canvas.fill(MARGIN, FOOT + 1.0 * MM, WIDTH - 2 * MARGIN, 2.0, colours.RULE)
    canvas.text(about, MARGIN, FOOT + 1.8 * MM, WIDTH - 2 * MARGIN, 5.5, False, colours.QUIET_TEXT)
    canvas.text(line, MARGIN, HEIGHT - 5.5 * MM, WIDTH - 2 * MARGIN, 6.5, False, colours.QUIET_TEXT)
