# SPDX-License-Identifier: EUPL-1.2
"""Pages of A4, drawn on a PDF or on pictures by the same strokes; a unit is a tenth of a point."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QMarginsF, QRectF, QSizeF, Qt
from qgis.PyQt.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from ..compat import as_int
from . import colours
from .symbols import font

UNITS_AN_INCH = 720
MM = UNITS_AN_INCH / 25.4
WIDTH, HEIGHT, MARGIN = 210.0 * MM, 297.0 * MM, 14.0 * MM
FOOT = 283.0 * MM
PICTURE_DPI = 110

# Headings are paragraphs of a class: Qt's own h1..h6 are sized by the screen.
STYLE = f"""
body {{ color: {colours.TEXT}; }}
.h2 {{ font-size: 115px; font-weight: bold; margin-top: 110px; margin-bottom: 30px; }}
.h3 {{ font-size: 92px; font-weight: bold; margin-top: 70px; margin-bottom: 20px; }}
.small {{ font-size: 62px; color: {colours.QUIET_TEXT}; }}
p {{ margin-top: 20px; margin-bottom: 40px; }}
th {{ background-color: {colours.HEAD}; text-align: left; font-weight: bold; }}
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

    def fill(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        self.painter.fillRect(QRectF(left, top, width, height), QColor(colour))


Draw = Callable[[Canvas, int], None]  # a page by its number from 0


def document(html: str, width: float, height: float = 1e9, points: float = 8.0) -> QTextDocument:
    """Text that is laid out in units within a width; with a height in pages, heads of tables on each of them."""
    made = QTextDocument()
    plain = font(points)
    plain.setPixelSize(round(points * 10))
    made.setDefaultFont(plain)
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    made.setDefaultStyleSheet(STYLE)
    made.setHtml(f"<body>{html}</body>")
    made.setPageSize(QSizeF(width, height))
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


def breaks(made: QTextDocument, first_height: float, height: float) -> list[tuple[float, float]]:
    """(begin, end) of the stretches that fill pages: no line of text is cut through."""
    lines = line_boxes(made)
    total = made.documentLayout().documentSize().height()
    found: list[tuple[float, float]] = []
    begin, room = 0.0, first_height
    while total - begin > room:
        end = begin + room
        # Up to the top of the highest line that the end would cut.
        while True:
            cut = min((top for top, bottom in lines if top < end < bottom), default=end)
            if cut >= end or cut <= begin:
                break
            end = cut
        found.append((begin, end))
        begin, room = end, height
    found.append((begin, total))
    return found


def line_boxes(made: QTextDocument) -> list[tuple[float, float]]:
    """Top and bottom of every block: a row of a table is as high as the highest of its cells."""
    layout = made.documentLayout()
    found = []
    block = made.begin()
    while block.isValid():
        box = layout.blockBoundingRect(block)
        found.append((box.top() - 10.0, box.bottom() + 10.0))
        block = block.next()
    return found


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
