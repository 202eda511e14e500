#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The panel beside the map as a picture, without a screen; `make` starts it.

draw_panel.py RESULT.gpkg nl|en FOLDER          draws panel.png and weights.png
draw_panel.py --shrink TARGET nl|en FOLDER      puts the pictures of a folder into TARGET, at the size of a page
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "qgis-plugin"))

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer  # noqa: E402
from qgis.gui import QgsMapCanvas  # noqa: E402
from qgis.PyQt.QtCore import QLocale, Qt  # noqa: E402
from qgis.PyQt.QtGui import QImage, QPainter  # noqa: E402
from qgis.PyQt.QtTest import QTest  # noqa: E402

WIDTH = 1300
PANEL = 560
HEIGHT = 860
PICTURES = {
    "map.png": "map",
    "sheet-02.png": "sheet",
    "annex-02.png": "annex",
    "panel.png": "panel",
    "weights.png": "weights",
}
PAGE_WIDTH = {"sheet": 760, "annex": 760}


def side_by_side(canvas: QgsMapCanvas, dock: object, path: Path) -> None:
    QTest.qWait(1500)
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    painter.drawPixmap(0, 0, canvas.grab())
    painter.drawPixmap(WIDTH - PANEL, 0, dock.grab())
    painter.end()
    picture.save(str(path))


def draw(result: str, folder: Path) -> None:
    from kavel.panel.dock import KavelDock

    canvas = QgsMapCanvas()
    canvas.resize(WIDTH - PANEL, HEIGHT)
    canvas.show()
    dock = KavelDock(canvas)
    dock.resize(PANEL, HEIGHT)
    dock.show()
    dock.open_file(result)
    stations = QgsVectorLayer(f"{result}|layername=grid_stations", "stations", "ogr")
    QgsProject.instance().addMapLayer(stations)
    canvas.setDestinationCrs(dock.map.layer.crs())
    canvas.setLayers([stations, dock.map.layer])
    dock.choose_id("waalstad-KN-03")
    dock.zoom()
    canvas.zoomByFactor(1.6)
    side_by_side(canvas, dock, folder / "panel.png")
    dock.widgets.tabs.setCurrentIndex(2)
    slider = dock.widgets.weights.criteria["plot-area"].slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_PageUp)
    side_by_side(canvas, dock, folder / "weights.png")


def shrink(target: Path, language: str, folder: Path) -> None:
    for name, title in PICTURES.items():
        picture = QImage(str(folder / name))
        width = PAGE_WIDTH.get(title, WIDTH)
        smooth = Qt.TransformationMode.SmoothTransformation
        small = picture.scaledToWidth(width, smooth) if picture.width() > width else picture
        small.convertToFormat(QImage.Format.Format_RGB888).save(str(target / f"{title}-{language}.png"), "PNG", 0)


def main() -> None:
    first, language, folder = sys.argv[-3], sys.argv[-2], Path(sys.argv[-1])
    QLocale.setDefault(QLocale(language))
    application = QgsApplication([], True)
    QgsApplication.setLocale(QLocale(language))
    application.initQgis()
    if "--shrink" in sys.argv:
        shrink(Path(first), language, folder)
    else:
        draw(first, folder)
    sys.stdout.flush()
    os._exit(0)  # QGIS's own end, with widgets of Python still about, may crash after the work


if __name__ == "__main__":
    main()
