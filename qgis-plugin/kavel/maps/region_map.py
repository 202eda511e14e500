# SPDX-License-Identifier: EUPL-1.2
"""The region's map that goes with the agreement: a print layout of QGIS on A3."""

from __future__ import annotations

from qgis.core import (
    QgsBasicNumericFormat,
    QgsLayerTree,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..compat import enum_of
from . import colours
from .content import (
    CLASSES,
    Content,
    applied_line,
    class_meaning,
    class_title,
    files_and_dates,
    grid_disclaimer,
    rules_line,
    screening_disclaimer,
)
from .layers import MapLayers
from .north import NORTH
from .paper import MM as UNITS
from .paper import fitting
from .symbols import font, top_down

MM = enum_of(QgsUnitTypes, "LayoutUnit", "LayoutMillimeters")
WIDTH, HEIGHT, MARGIN = 420.0, 297.0, 10.0
MAP = (MARGIN, 30.0, 258.0, 224.0)  # left, top, width, height
SIDE_LEFT, SIDE_WIDTH = 274.0, 136.0
FOOT_TOP = 258.0
MOST_ROWS = 22
CELL_MARGIN, LINE = 0.7, 0.1


def place(item, left: float, top: float, width: float, height: float) -> None:
    item.attemptMove(QgsLayoutPoint(left, top, MM))
    item.attemptResize(QgsLayoutSize(width, height, MM))


def add_text(
    layout: QgsPrintLayout, text: str, box: tuple, points: float, bold: bool = False, colour: str = colours.TEXT
) -> QgsLayoutItemLabel:
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    item.setMode(QgsLayoutItemLabel.Mode.ModeFont)
    if hasattr(item, "setTextFormat"):  # QGIS 3.24
        item.setTextFormat(text_format(points, bold, colour))
    else:
        item.setFont(font(points, bold))
        item.setFontColor(QColor(colour))
    item.setMarginX(0.0)
    item.setMarginY(0.0)
    item.setVAlign(Qt.AlignmentFlag.AlignTop)
    item.setHAlign(Qt.AlignmentFlag.AlignLeft)
    layout.addLayoutItem(item)
    place(item, *box)
    return item


def text_format(points: float, bold: bool = False, colour: str = colours.TEXT) -> QgsTextFormat:
    made = QgsTextFormat()
    made.setFont(font(points, bold))
    made.setSize(points)
    made.setSizeUnit(enum_of(QgsUnitTypes, "RenderUnit", "RenderPoints"))
    made.setColor(QColor(colour))
    return made


def shortened(text: str, most: int, rest: str = "…") -> str:
    """A text of no more than so many letters; what is left out is told by `rest`."""
    return text if len(text) <= most else text[: most - len(rest)].rsplit(" ", 1)[0] + rest


def map_title(content: Content) -> str:
    return content.say("Kaart bij de RPW-afspraken", "Map with the RPW agreement")


def region_layout(content: Content, layers: MapLayers, project: QgsProject) -> QgsPrintLayout:
    """The layout; its map shows every plot."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(map_title(content))
    page = layout.pageCollection().page(0)
    page.setPageSize(QgsLayoutSize(WIDTH, HEIGHT, MM))
    add_head(layout, content)
    shown = add_map(layout, layers)
    add_scale_and_north(layout, content, shown)
    legend_bottom = add_legend(layout, content, layers, shown)
    add_summary(layout, content, legend_bottom + 3.0)
    add_foot(layout, content, layers)
    return layout


def add_head(layout: QgsPrintLayout, content: Content) -> None:
    band = QgsLayoutItemShape(layout)
    band.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    symbol = band.symbol().clone()
    symbol.setColor(QColor(colours.BAND))
    symbol.symbolLayer(0).setStrokeStyle(Qt.PenStyle.NoPen)
    band.setSymbol(symbol)
    layout.addLayoutItem(band)
    place(band, 0.0, 0.0, WIDTH, 25.0)
    say, run = content.say, content.run
    points, title = fitting(f"{map_title(content)}: {run.get('title') or '–'}", 398.0 * UNITS, 22)
    add_text(layout, title, (MARGIN, 4.5, 400.0, 11.0), points, True, "#ffffff")
    scenario = run.get("scenario_title") or run.get("scenario") or ""
    parts = [
        say(
            f"kansrijkheid van kavels voor logistiek, jaar {run.get('year')}",
            f"prospects of plots for logistics, year {run.get('year')}",
        ),
        scenario,
        rules_line(content),
        content.date(),
    ]
    add_text(layout, "  ·  ".join(part for part in parts if part), (MARGIN, 15.5, 400.0, 7.0), 11, False, "#ffffff")


def add_map(layout: QgsPrintLayout, layers: MapLayers) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    item.setId("map")
    layout.addLayoutItem(item)
    place(item, *MAP)
    item.setCrs(layers.plots.crs())
    item.setLayers(top_down(layers))
    item.setKeepLayerSet(True)
    item.setFrameEnabled(True)
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.3, MM))
    extent = QgsRectangle(layers.plots.extent())
    if layers.stations and layers.stations.featureCount():
        extent.combineExtentWith(near(layers.stations.extent(), extent))
    extent.scale(1.08)
    extent.grow(200.0)
    item.setExtent(QgsRectangle(0.0, 0.0, MAP[2], MAP[3]))  # its shape; without one there is nothing to zoom
    item.zoomToExtent(extent)
    return item


def near(box: QgsRectangle, around: QgsRectangle) -> QgsRectangle:
    """The part of a box within a quarter of the other's size around it: one far station must not shrink the plots."""
    wide = QgsRectangle(around)
    wide.scale(1.25)
    part = box.intersect(wide)
    return around if part.isEmpty() else part


def add_scale_and_north(layout: QgsPrintLayout, content: Content, shown: QgsLayoutItemMap) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(shown)
    bar.applyDefaultSize(enum_of(QgsUnitTypes, "DistanceUnit", "DistanceKilometers"))
    bar.setUnits(enum_of(QgsUnitTypes, "DistanceUnit", "DistanceKilometers"))
    bar.setUnitLabel("km")
    bar.setNumberOfSegments(4)
    bar.setNumberOfSegmentsLeft(0)
    bar.setSegmentSizeMode(enum_of(QgsScaleBarSettings, "SegmentSizeMode", "SegmentSizeFixed"))
    bar.setUnitsPerSegment(round_length(shown.extent().width() / 1000.0 / 22.0))
    bar.setTextFormat(text_format(8))
    numbers = QgsBasicNumericFormat()
    numbers.setNumberDecimalPlaces(2)
    numbers.setShowTrailingZeros(False)
    numbers.setDecimalSeparator("," if content.say.language == "nl" else ".")
    bar.setNumericFormat(numbers)
    bar.setHeight(2.0)
    bar.setBackgroundEnabled(True)
    layout.addLayoutItem(bar)
    bar.update()
    left, top, width, height = MAP
    bar.attemptMove(QgsLayoutPoint(left + 3.0, top + height - 14.5, MM))
    scale = content.say.number(round(shown.scale(), -2))
    note = add_text(layout, f"1 : {scale}", (left + 5.0, top + height - 18.5, 26.0, 4.2), 7.5)
    note.setBackgroundEnabled(True)
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(NORTH)
    layout.addLayoutItem(arrow)
    place(arrow, left + width - 15.0, top + 3.0, 12.0, 16.0)


def round_length(length: float) -> float:
    """The nearest length that a scale bar can count in."""
    steps = [base * 10.0**power for power in range(-2, 4) for base in (1.0, 2.0, 2.5, 5.0)]
    return min(steps, key=lambda step: abs(step - length))


def add_legend(layout: QgsPrintLayout, content: Content, layers: MapLayers, shown: QgsLayoutItemMap) -> float:
    """Where it ends, in millimetres from the top."""
    say = content.say
    add_text(layout, say("Legenda", "Legend"), (SIDE_LEFT, 30.0, SIDE_WIDTH, 6.0), 12, True)
    tree = QgsLayerTree()
    seen: set[str] = set()
    for layer in [layers.plots, layers.stations, layers.borders, *(one for _, one in reversed(layers.surroundings))]:
        if layer is not None and layer.name() not in seen:
            seen.add(layer.name())
            node = tree.addLayer(layer)
            if layer in (layers.plots, layers.stations):
                QgsLegendRenderer.setNodeLegendStyle(node, enum_of(QgsLegendStyle, "Style", "Hidden"))
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(shown)
    legend.setAutoUpdateModel(False)
    group = legend.model().rootGroup()
    group.removeAllChildren()
    for node in tree.children():
        group.addChildNode(node.clone())
    for part in (enum_of(QgsLegendStyle, "Style", "Subgroup"), enum_of(QgsLegendStyle, "Style", "SymbolLabel")):
        legend.setStyleFont(part, font(8))
    legend.setColumnCount(2)
    legend.setSplitLayer(True)
    legend.setEqualColumnWidth(False)
    legend.setSymbolWidth(9.0)
    legend.setSymbolHeight(4.5)
    legend.setBoxSpace(0.0)
    layout.addLayoutItem(legend)
    legend.attemptMove(QgsLayoutPoint(SIDE_LEFT, 37.0, MM))
    context = QgsLayoutUtils.createRenderContextForLayout(layout, None)
    size = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context)
    legend.attemptResize(QgsLayoutSize(SIDE_WIDTH, size.height(), MM))
    top = 37.0 + size.height() + 2.0
    meanings = [f"{class_title(name, say).capitalize()}: {class_meaning(name, content)}." for name in CLASSES]
    if layers.borders is None:
        meanings.append(
            say(
                "Zonder gemeentegrenzen: de studie heeft er geen die te lezen zijn.",
                "Without municipal borders: the study has none that can be read.",
            )
        )
    add_text(layout, "\n".join(meanings), (SIDE_LEFT, top, SIDE_WIDTH, 4.0 * len(meanings) + 2.0), 7.5)
    return top + 4.0 * len(meanings)


def summary_rows(content: Content) -> tuple[list[str], list[list[str]], str]:
    """Head, rows and a note of the table of hectares; of many rows only the totals."""
    say = content.say
    head = [say("Gemeente", "Municipality"), "Segment", say("Kavels", "Plots"), say("ha bruto", "gross ha")]
    head += [
        say("ha kansrijk", "ha prom."),
        say("ha voorw.", "ha condit."),
        say("ha weinig", "ha little"),
        say("ha uitgesl.", "ha excl."),
    ]
    if content.has_grid:
        head.append(say("MW vraag", "MW demand"))
    rows = content.summary
    note = ""
    if sum(1 for row in rows if not row["total"]) == 1:  # its totals say the same
        rows = rows[-1:]
    elif len(rows) > MOST_ROWS:
        rows = [row for row in rows if row["total"]][: MOST_ROWS - 1] + rows[-1:]
        note = say("Alleen totalen; alle rijen staan in de bijlage.", "Totals only; every row is in the annex.")
    cells = []
    for row in rows:
        line = [name_of(row["municipality"], content), name_of(row["segment"], content), say.number(row["plots"])]
        line += [say.number(row[column], 1) for column in ("gross_ha", *(f"ha_{name}" for name in CLASSES))]
        if content.has_grid:
            line.append(say.number(row["demand_mw"], 1))
        cells.append(line)
    return head, cells, note


def name_of(text: str, content: Content) -> str:
    """A municipality or segment; `-` where the plots do not say, and the word for a total in the map's language."""
    if text in ("totaal", "total"):
        return content.say("totaal", "total")
    return content.say("geen", "none") if text == "-" else str(text)


def summary_title(content: Content) -> str:
    """What the table counts, and by what: megawatts where there is a grid, municipalities where there are some."""
    say = content.say
    what = say("Hectaren en megawatts", "Hectares and megawatts") if content.has_grid else say("Hectaren", "Hectares")
    by = say(" per gemeente en segment", " by municipality and segment")
    return what + (by if any(not row["total"] and row["municipality"] != "-" for row in content.summary) else "")


def add_summary(layout: QgsPrintLayout, content: Content, top: float) -> None:
    say = content.say
    add_text(layout, summary_title(content), (SIDE_LEFT, top, SIDE_WIDTH, 6.0), 11, True)
    head, lines, note = summary_rows(content)
    note = " ".join(part for part in (headroom_note(content), note) if part)
    add_text(layout, note, (SIDE_LEFT, top + 6.0, SIDE_WIDTH, 4.0), 6.5, False, colours.QUIET_TEXT)
    table = QgsLayoutItemManualTable.create(layout)
    layout.addMultiFrame(table)
    widths = [18.5, 22.5, 9.5, 13.0, 16.0, 15.0, 13.5, 15.0] + ([18.5] if content.has_grid else [])
    # Margins and lines come on top of what a column is given.
    factor = (SIDE_WIDTH - len(widths) * 2 * CELL_MARGIN - (len(widths) + 1) * LINE) / sum(widths)
    # The head is a row as the others: QGIS keeps heads of its own to the left of their figures.
    table.setIncludeTableHeader(False)
    table.setTableContents(
        [[cell(text, index, line, content, line is head) for index, text in enumerate(line)] for line in [head, *lines]]
    )
    table.setColumnWidths([width * factor for width in widths])
    table.setCellMargin(CELL_MARGIN)
    table.setGridStrokeWidth(LINE)
    table.setGridColor(QColor(colours.RULE))
    table.setContentTextFormat(text_format(6.5))
    frame = QgsLayoutFrame(layout, table)
    table.addFrame(frame)
    place(frame, SIDE_LEFT, top + 10.5, SIDE_WIDTH, FOOT_TOP - top - 14.0)
    table.recalculateFrameSizes()


def headroom_note(content: Content) -> str:
    say = content.say
    headroom = content.summary[-1].get("headroom_mw") if content.has_grid else None
    if headroom is None:
        return ""
    figure, year = say.number(headroom, 1), content.run.get("year")
    return say(
        f"Ruimte op het net in {year}: {figure} MW over alle stations van de kavels, elk één keer.",
        f"Headroom on the grid in {year}: {figure} MW over all stations of the plots, each once.",
    )


def cell(text: str, index: int, line: list[str], content: Content, is_head: bool) -> QgsTableCell:
    made = QgsTableCell(text)
    if index > 1:
        made.setHorizontalAlignment(Qt.AlignmentFlag.AlignRight)
    if is_head:
        made.setTextFormat(text_format(6.5, True))
    elif content.say("totaal", "total") in line[:2]:
        made.setTextFormat(text_format(6.5, True))
        made.setBackgroundColor(QColor(colours.HEAD))
    return made


def add_foot(layout: QgsPrintLayout, content: Content, layers: MapLayers) -> None:
    say = content.say
    annex = say(" … (alle in de bijlage)", " … (all in the annex)")
    files = shortened(", ".join(f"{name} ({date})" for name, date, _ in files_and_dates(content)), 1900, annex)
    left = (
        f"{say('Regels', 'Rules')}: {rules_line(content)}. {shortened(applied_line(content), 600, annex)}.\n"
        f"{screening_disclaimer(say)}\n{grid_disclaimer(say) if content.has_grid else ''}"
    )
    add_text(layout, left, (MARGIN, FOOT_TOP, 150.0, 30.0), 7.0)
    about = say(
        "Bronnen (datum van de bron zelf, anders van het bestand)", "Sources (the source's own date, else the file's)"
    )
    add_text(layout, f"{about}: {files}.", (168.0, FOOT_TOP, 242.0, 34.0), 6.5)
    kavel = f"Kavel {content.run.get('kavel_version', '')} · {content.run.get('crs', '')}"
    add_text(layout, kavel, (MARGIN, HEIGHT - 8.0, 120.0, 4.0), 6.5, False, colours.QUIET_TEXT)
