# SPDX-License-Identifier: EUPL-1.2
"""Draws map, sheets and annex of a result into a folder: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable

from qgis.core import QgsLayoutExporter, QgsProject, QgsProjectMetadata

from .annex import Annex
from .content import read_content
from .layers import map_layers
from .paper import write_pdf, write_picture
from .region_map import map_title, region_layout
from .sheets import Sheets
from .symbols import style

MOST_PICTURES = 10  # of sheets, unless all are asked for; the PDF has all of them
MAP_DPI = 200

Progress = Callable[[float, str], None]
Stop = Callable[[], bool]


class Stopped(Exception):
    """The user stopped the drawing; nothing was written."""


def draw_maps(
    result: str, folder: str, language: str, progress: Progress, stop: Stop, all_pictures: bool = False
) -> dict[str, str]:
    """The files MAP, SHEETS and ANNEX (PDF); PNGs lie beside them: of the first ten sheets, or of all.

    Raises NoResult, OSError and Stopped.
    """
    content = read_content(result, language)
    os.makedirs(folder, exist_ok=True)
    say = content.say
    with tempfile.TemporaryDirectory(prefix=".kavel-maps-", dir=folder) as drawn:
        progress(0.02, say("lagen lezen", "reading layers"))
        layers = map_layers(content)
        style(layers, content)
        progress(0.08, say("kaart van de regio", "map of the region"))
        draw_region(content, layers, drawn)
        ask(stop)
        progress(0.15, say("bijlage", "annex"))
        annex = Annex(content)
        write_pdf(os.path.join(drawn, "annex.pdf"), annex.title(), annex.pages, annex.draw, lambda _: stop())
        for page in range(annex.pages):
            ask(stop)
            write_picture(os.path.join(drawn, f"annex-{page + 1:02}.png"), page, annex.draw)
        progress(0.25, say("kavelbladen", "plot sheets"))
        sheets = Sheets(content, layers)
        pictures = len(sheets.pages) if all_pictures else min(len(sheets.pages), MOST_PICTURES)
        draw_sheets(sheets, drawn, pictures, progress, stop)
        ask(stop)
        for name in sorted(os.listdir(folder)):  # pages of an earlier, longer annex
            if name.startswith(("annex-", "sheet-")) and name.endswith(".png"):
                os.remove(os.path.join(folder, name))
        for name in sorted(os.listdir(drawn)):
            shutil.move(os.path.join(drawn, name), os.path.join(folder, name))
    progress(1.0, say("klaar", "done"))
    return {
        key: os.path.join(folder, name)
        for key, name in (("MAP", "map.pdf"), ("SHEETS", "sheets.pdf"), ("ANNEX", "annex.pdf"))
    }


def ask(stop: Stop) -> None:
    if stop():
        raise Stopped


def draw_region(content, layers, folder: str) -> None:
    project = QgsProject()  # the layout does not own it: it must live as long
    about = QgsProjectMetadata()
    about.setTitle(f"{map_title(content)}: {content.run.get('title', '')}")
    about.setLanguage(content.say.language)
    project.setMetadata(about)  # becomes that of the PDF
    layout = region_layout(content, layers, project)
    exporter = QgsLayoutExporter(layout)
    pdf = QgsLayoutExporter.PdfExportSettings()
    pdf.dpi = 300
    pdf.forceVectorOutput = True
    pdf.exportMetadata = True
    done = exporter.exportToPdf(os.path.join(folder, "map.pdf"), pdf)
    picture = QgsLayoutExporter.ImageExportSettings()
    picture.dpi = MAP_DPI
    picture.generateWorldFile = False
    also = exporter.exportToImage(os.path.join(folder, "map.png"), picture)
    if {done, also} != {QgsLayoutExporter.ExportResult.Success}:
        raise OSError(f"{folder}: map.pdf: {exporter.errorMessage()}")


def draw_sheets(sheets: Sheets, folder: str, pictures: int, progress: Progress, stop: Stop) -> None:
    pages = len(sheets.pages)
    what = sheets.content.say("kavelbladen", "plot sheets")

    def tell(drawn: int) -> None:
        if drawn % 10 == 0:
            progress(0.25 + 0.7 * drawn / max(1, pages + pictures), what)

    def wants_to_stop(page: int) -> bool:
        tell(page)
        return stop()

    write_pdf(os.path.join(folder, "sheets.pdf"), sheets.title(), pages, sheets.draw, wants_to_stop)
    for page in range(pictures):
        ask(stop)
        tell(pages + page)
        write_picture(os.path.join(folder, f"sheet-{page + 1:02}.png"), page, sheets.draw)
