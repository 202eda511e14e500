# SPDX-License-Identifier: EUPL-1.2
"""Pages of A4, drawn on a PDF or on pictures by the same strokes; a unit is a tenth of a point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import QMarginsF, QRectF, QSizeF, Qt
from qgis.PyQt.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from ..compat import as_int
from . import colours
from .symbols import font

UNITS_AN_INCH = 720
MM = UNITS_AN_INCH / 25.4
WIDTH, HEIGHT, MARGIN = 210.0 * MM, 297.0 * MM, 14.0 * MM
FOOT = 283.0 * MM
PICTURE_DPI = 110
SLACK = 14.0  # between a cell's text and the line below it

# Headings are paragraphs of a class: Qt's own h1..h6 are sized by the screen.
STYLE = f"""
body {{ color: {colours.TEXT}; }}
.h2 {{ font-size: 115px; font-weight: bold; margin-top: 110px; margin-bottom: 30px; }}
.h3 {{ font-size: 92px; font-weight: bold; margin-top: 70px; margin-bottom: 20px; }}
.small {{ font-size: 62px; color: {colours.QUIET_TEXT}; }}
p {{ margin-top: 20px; margin-bottom: 40px; }}
th {{ background-color: {colours.HEAD}; text-align: left; font-weight: bold; }}
td, th {{ padding: 14px 30px; }}
"""


class Canvas:
    """A painter in units, and how many dots of the device a unit is."""

    def __init__(self, painter: QPainter, dots_a_unit: float) -> None:
        self.painter = painter
        self.dots_a_unit = dots_a_unit

    def text(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        points: float,
        bold: bool = False,
        colour: str = colours.TEXT,
    ) -> None:
        """One or more lines within a width, from a top."""
        made = font(points, bold)
        made.setPixelSize(round(points * 10))
        self.painter.setFont(made)
        self.painter.setPen(QColor(colour))
        box = QRectF(left, top, width, 40.0 * MM)
        self.painter.drawText(box, as_int(Qt.AlignmentFlag.AlignLeft, Qt.TextFlag.TextWordWrap), text)

    def line(self, text: str, left: float, top: float, width: float, points: float, colour: str = colours.TEXT) -> None:
        """One bold line that stays one: of a long text the letters are smaller, and then the end is left out."""
        points, shown = fitting(text, width, points)
        self.text(shown, left, top, 2.0 * width, points, True, colour)

    def fill(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        self.painter.fillRect(QRectF(left, top, width, height), QColor(colour))


def width_of(text: str, points: float, bold: bool = False) -> float:
    """Of one line, in units."""
    made = font(points, bold)
    made.setPixelSize(round(points * 10))
    return QFontMetricsF(made).horizontalAdvance(text)


def fitting(text: str, width: float, points: float) -> tuple[float, str]:
    """The size at which a bold line is no wider, half of what was asked for at least; then the text is cut."""
    least = points / 2.0
    while points > least and width_of(text, points, True) > width:
        points -= 0.5
    if width_of(text, points, True) <= width:
        return points, text
    while text and width_of(text + "…", points, True) > width:
        text = text[:-1]
    return points, text.rstrip() + "…"


Draw = Callable[[Canvas, int], None]  # a page by its number from 0


def document(html: str, width: float, points: float = 8.0) -> QTextDocument:
    """Text that is laid out in units within a width, as one long page."""
    made = QTextDocument()
    plain = font(points)
    plain.setPixelSize(round(points * 10))
    made.setDefaultFont(plain)
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    made.setDefaultStyleSheet(STYLE)
    made.setHtml(f"<body>{html}</body>")
    made.setPageSize(QSizeF(width, 1e9))
    return made


def draw_document(canvas: Canvas, made: QTextDocument, left: float, top: float, begin: float, height: float) -> None:
    """The stretch of a document from `begin` on, cut off at the height."""
    painter = canvas.painter
    painter.save()
    painter.translate(left, top - begin)
    window = QRectF(0.0, begin, made.pageSize().width(), height)
    painter.setClipRect(window)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = window
    made.documentLayout().draw(painter, context)
    painter.restore()


@dataclass(frozen=True)
class Stretch:
    """What of a document comes on a page; where it goes on within a table, that table's head comes above it."""

    begin: float
    end: float
    head: tuple[float, float] | None = None


@dataclass(frozen=True)
class Piece:
    """A paragraph, or what stands in a cell; of a row, every piece begins at the same height."""

    top: float
    bottom: float
    leads: bool  # a heading, or in the head of a table: nothing that may end a page


def breaks(made: QTextDocument, first_height: float, height: float) -> list[Stretch]:
    """The stretches that fill pages: no paragraph and no row of a table is cut through, no heading ends a page."""
    pieces, heads = pieces_of(made), table_heads(made)
    total = made.documentLayout().documentSize().height()
    found: list[Stretch] = []
    begin, room = 0.0, first_height
    while True:
        head = next((strip for strip, bottom in heads if strip[1] < begin < bottom - 1.0), None)
        space = room - (head[1] - head[0] if head else 0.0)
        if total - begin <= space:
            found.append(Stretch(begin, total, head))
            return found
        end = page_end(pieces, begin, begin + space)
        found.append(Stretch(begin, end, head))
        begin, room = end, height


def page_end(pieces: list[Piece], begin: float, end: float) -> float:
    """The last place at or above `end` where a page may end; `end` itself where there is none."""
    place = end
    while True:
        cut = [piece.top for piece in pieces if begin < piece.top < place < piece.bottom]
        if cut:
            place = min(cut)
            continue
        above = [piece for piece in pieces if begin < piece.top and piece.bottom <= place]
        last = max(above, key=lambda piece: piece.bottom, default=None)
        if last is not None and last.leads:
            place = last.top
            continue
        return place if place > begin + 1.0 and above else end


def pieces_of(made: QTextDocument) -> list[Piece]:
    layout = made.documentLayout()
    found = []
    block = made.begin()
    while block.isValid():
        box = layout.blockBoundingRect(block)
        table = QTextCursor(block).currentTable()
        in_head = table is not None and table.cellAt(block.position()).row() == 0
        is_heading = table is None and block.charFormat().font().bold()
        found.append(Piece(box.top() - SLACK, box.bottom() + SLACK, in_head or is_heading))
        block = block.next()
    return found


def table_heads(made: QTextDocument) -> list[tuple[tuple[float, float], float]]:
    """((top, bottom) of the head, bottom of the table) of each table."""
    layout = made.documentLayout()
    found = []
    for frame in made.rootFrame().childFrames():
        if not isinstance(frame, QTextTable) or frame.rows() < 2:
            continue
        box = layout.frameBoundingRect(frame)
        second = layout.blockBoundingRect(frame.cellAt(1, 0).firstCursorPosition().block())
        found.append(((box.top(), second.top() - SLACK), box.bottom()))
    return found


def draw_stretch(canvas: Canvas, made: QTextDocument, stretch: Stretch, left: float, top: float) -> None:
    if stretch.head:
        begin, end = stretch.head
        draw_document(canvas, made, left, top, begin, end - begin)
        top += end - begin
    draw_document(canvas, made, left, top, stretch.begin, stretch.end - stretch.begin)


def write_pdf(path: str, title: str, pages: int, draw: Draw, wants_to_stop: Callable[[int], bool]) -> None:
    """Raises OSError when the file cannot be written."""
    writer = QPdfWriter(path)
    writer.setTitle(title)
    writer.setCreator("Kavel")
    writer.setResolution(UNITS_AN_INCH)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0.0, 0.0, 0.0, 0.0))
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path}: cannot be written")
    try:
        for page in range(pages):
            if wants_to_stop(page):
                return
            if page:
                writer.newPage()
            draw(Canvas(painter, 1.0), page)
    finally:
        painter.end()


def write_picture(path: str, page: int, draw: Draw) -> None:
    """One page as a PNG. Raises OSError when the file cannot be written."""
    scale = PICTURE_DPI / UNITS_AN_INCH
    picture = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
    picture.setDotsPerMeterX(round(PICTURE_DPI / 0.0254))
    picture.setDotsPerMeterY(round(PICTURE_DPI / 0.0254))
    picture.fill(QColor("#ffffff"))
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    draw(Canvas(painter, scale), page)
    painter.end()
    if not picture.save(path):
        raise OSError(f"{path}: cannot be written")
