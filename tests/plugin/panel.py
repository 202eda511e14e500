#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The panel driven as by hand: choose, filter, slide, save. Its order is that of kavel, exactly.

panel.py BINARY PROFILE FOLDER SAMPLE_STUDY [PICTURES]      (started by ../plugin.py)

With PICTURES, a folder, the panel is drawn there to be looked at.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # last: tests/qgis.py is not QGIS

from plugin_session import end, qgis_session  # noqa: E402
from whole_program import SHARED, Tally, rows_of, start  # noqa: E402

KAMPEN = SHARED / "cases" / "kampen" / "study.toml"
PLACES = "SELECT rank, plot_id, score FROM ranked_sites ORDER BY fid"


class Desk:
    """A canvas and the panel, with a result open."""

    def __init__(self, binary: Path, folder: Path, tally: Tally) -> None:
        from qgis.gui import QgsMapCanvas

        self.binary, self.folder, self.tally = binary, folder, tally
        self.canvas = QgsMapCanvas()
        self.canvas.resize(900, 700)
        self.canvas.show()

    def score(self, study: Path, name: str, *words: str) -> Path:
        out = self.folder / f"{name}.gpkg"
        answer = start(self.binary, ["score", str(study), "-o", str(out), "--quiet", *words], self.folder)
        self.tally.check(answer.code == 0, f"{name}: {answer.err}")
        return out

    def dock(self, result: Path) -> object:
        from kavel.panel.dock import KavelDock
        from qgis.core import QgsProject

        QgsProject.instance().clear()
        dock = KavelDock(self.canvas)
        dock.resize(560, 900)
        dock.show()
        dock.open_file(str(result))
        layer = dock.map.layer
        self.canvas.setLayers([layer])
        self.canvas.setDestinationCrs(layer.crs())
        self.canvas.setExtent(layer.extent())
        return dock


def shown_places(dock: object) -> list[dict]:
    """What the table shows, as rows of ranked_sites."""
    plots = dock.result.plots
    return [
        {"rank": dock.model.ranks[plot], "plot_id": plots[plot]["plot_id"], "score": dock.model.scores[plot]}
        for plot in dock.model.rows
    ]


def pause(seconds: float) -> None:
    from qgis.PyQt.QtTest import QTest

    QTest.qWait(int(seconds * 1000))


def check_choosing(dock: object, tally: Tally) -> None:
    """A plot chosen in the table or on the map shows its dossier, its evidence and why it stands there."""
    from qgis.core import QgsPointXY
    from qgis.PyQt.QtCore import Qt

    say = dock.wording
    tally.check(shown_places(dock) == rows_of(Path(dock.result.path), PLACES), "the table is the ranking")
    dock.widgets.table.selectRow(5)
    chosen = dock.result.plots[5]
    text = dock.widgets.dossier.toPlainText()
    tally.check(chosen["name"] in text and say("rang 6", "rank 6") in text, f"the dossier of row 6: {text[:200]}")
    for word in (say("Eisen", "Constraints"), say("Per thema", "By theme"), "MW", "Kanaalzone 20 kV"):
        tally.check(word in text, f"the dossier has {word}")
    tally.check(say("ten minste 1 ha", "at least 1 ha") in text and ">=" not in text, "limits are told in words")
    tally.check(say("prijspeil 2016", "prices of 2016") in text, "and a cost with its price level")
    tally.check(len(dock.map.bands) > 5, f"evidence is marked on the map: {len(dock.map.bands)}")
    for _ in range(40):
        if "Rang 6" in dock.widgets.why.toPlainText() or "Rank 6" in dock.widgets.why.toPlainText():
            break
        pause(0.1)
    told = start(
        dock.binary_of_test, ["explain", dock.result.path, chosen["plot_id"], "--lang", say.language], Path("/")
    )
    tally.check(dock.widgets.why.toPlainText().strip() == told.out.strip(), "why is what kavel explains, word for word")

    geometry = next(
        f.geometry() for f in dock.map.layer.getFeatures() if f["plot_id"] == dock.result.plots[20]["plot_id"]
    )
    inside = geometry.pointOnSurface().asPoint()
    dock.map.tool.canvasClicked.emit(QgsPointXY(inside), Qt.MouseButton.LeftButton)
    tally.check(dock.plot == 20, f"a click on the map chooses: {dock.plot}")
    row = dock.widgets.table.selectionModel().selectedRows()[0].row()
    tally.check(dock.model.rows[row] == 20, "and the table follows")


def check_filter(dock: object, tally: Tally) -> None:
    widgets, plots = dock.widgets, dock.result.plots
    widgets.light.setCurrentIndex(widgets.light.findData("green"))
    tally.check(
        {plots[p]["plot_id"] for p in dock.model.rows} == {p["plot_id"] for p in plots if p["light"] == "green"},
        "a light filters",
    )
    widgets.light.setCurrentIndex(0)
    widgets.municipality.setCurrentIndex(widgets.municipality.findData("Heuveldorp"))
    tally.check(len(dock.model.rows) == 23, f"a municipality filters: {len(dock.model.rows)}")
    widgets.search.setText("DORP-1")
    tally.check(all("dorp-1" in plots[p]["plot_id"] for p in dock.model.rows) and dock.model.rows, "a text filters")
    dock.choose_id(plots[0]["plot_id"])
    tally.check(dock.plot == 0 and len(dock.model.rows) == len(plots), "what the filter hides can be chosen on the map")
    widgets.theme.setCurrentIndex(1)
    theme = widgets.theme.currentData()
    tally.check(dock.model.headerData(5, 1) == widgets.theme.currentText(), "a theme has its column")
    column = dock.model.data(dock.model.index(0, 5))
    tally.check(column == dock.wording.number(dock.model.theme_scores[theme][dock.model.rows[0]], 0), "with its score")
    widgets.theme.setCurrentIndex(0)


def press(slider: object, steps: int) -> None:
    """Arrow keys, as a hand on the keyboard moves a slider."""
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    key = Qt.Key.Key_Right if steps > 0 else Qt.Key.Key_Left
    for _ in range(abs(steps)):
        QTest.keyClick(slider, key)


def check_sliding(desk: Desk, dock: object, study: Path, tally: Tally) -> None:
    """The order under moved sliders is that of `kavel score` with those weights."""
    first = next(iter(dock.widgets.weights.criteria))
    many = random.Random(3)
    before = shown_places(dock)
    kept = dock.map.layer.renderer().type(), dock.map.layer.name()
    for number in range(4):
        sliders = dock.widgets.weights.criteria
        for criterion in [first, *many.sample(sorted(sliders), min(5, len(sliders)))]:
            press(sliders[criterion].slider, many.choice([-15, 7, 23]))
        if number == 3:
            for slider in dock.widgets.weights.themes.values():
                press(slider, many.choice([-3, 4]))
        weights = dock.widgets.weights.weights()
        words = [word for key, value in weights.items() for word in ("--set", f"weights.{key}={value!r}")]
        other = desk.score(study, f"weights-{number}", *words)
        tally.check(
            shown_places(dock) == rows_of(other, PLACES), f"{study.name}: the order is kavel's, to the last bit"
        )
    tally.check(shown_places(dock) != before, "the sliders change something")
    tally.check(dock.widgets.mark.isVisible(), "the mark is there")
    tally.check(dock.widgets.mark.text() in ("Niet de vastgestelde gewichten", "Not the adopted weights"), "in words")
    pause(0.4)
    tally.check(dock.map.layer.renderer().type() == "categorizedSymbol", "the map has other colours")
    tally.check(kept[1] != dock.map.layer.name(), f"and says so: {dock.map.layer.name()}")
    ids = [plot for category in dock.map.layer.renderer().categories() for plot in category.value()]
    tally.check(sorted(ids) == sorted(dock.result.recorded.plot_ids), "every plot has a class")
    for category in dock.map.layer.renderer().categories():
        ranks = [dock.model.ranks[dock.result.recorded.plot_ids.index(plot)] for plot in category.value()]
        told = [int(n) for n in re.findall(r"\d+", category.label())] or [None]
        good = all(rank is None for rank in ranks) if told == [None] else all(rank >= told[0] for rank in ranks)
        tally.check(good, f"the class is that of the new rank: {category.label()} {ranks[:5]}")


def check_saving(desk: Desk, dock: object, study: Path, tally: Tally) -> None:
    """The saved study ranks as the panel showed; the rest of the file stays."""
    text = study.read_text()
    dock.save_into(str(study))
    saved = study.read_text()
    tally.check(saved.startswith(text.rstrip("\n")), "the rest of the study stays as it was")
    again = desk.score(study, "saved")
    tally.check(shown_places(dock) == rows_of(again, PLACES), "the saved study ranks as the panel showed")
    dock.save_into(str(study))
    tally.check(study.read_text() == saved, "saving twice changes nothing")
    tally.check("[weights]" in saved and str(study) in dock.widgets.messages.toPlainText(), "and it is told where")
    dock.widgets.back_button.click()
    tally.check(not dock.widgets.mark.isVisible() and dock.ranking is None, "back to the adopted weights")
    tally.check(shown_places(dock) == rows_of(Path(dock.result.path), PLACES), "with the order of the result")
    pause(0.4)
    tally.check(dock.map.layer.renderer().type() == "RuleRenderer", "and its style")
    study.write_text(text)


def check_no_weight(dock: object, tally: Tally) -> None:
    for slider in dock.widgets.weights.themes.values():
        slider.setValue(0)
    tally.check("criteri" in dock.widgets.messages.toPlainText(), "no weight at all is told")
    dock.widgets.back_button.click()
    dock.widgets.weights.take_adopted()


def check_other_method(desk: Desk, result: Path, tally: Tally) -> None:
    """Of a method that the panel cannot repeat it says so, by name, and offers nothing to move."""
    from qgis.PyQt.QtWidgets import QLabel, QSlider

    other = desk.folder / "other-method.gpkg"
    other.write_bytes(result.read_bytes())
    with closing(sqlite3.connect(other)) as database:
        database.execute("UPDATE run SET value = 'topsis' WHERE key = 'rules_method'")
        database.commit()
    dock = desk.dock(other)
    inside = dock.widgets.weights.widget()
    text = " ".join(label.text() for label in inside.findChildren(QLabel))
    tally.check("'topsis'" in text and not inside.findChildren(QSlider), f"another method: {text}")
    dock.weigh()
    tally.check(dock.ranking is None and not dock.widgets.mark.isVisible(), "and nothing is ranked anew")
    dock.close_result()
    dock.close()


def check_link(dock: object, tally: Tally, study: Path) -> None:
    """A place in an error line opens the file at the line."""
    from kavel.panel.place_window import show_place
    from qgis.PyQt.QtCore import QUrl
    from qgis.PyQt.QtWidgets import QPlainTextEdit

    dock.tell(f"error: {study}:5:1: nothing is wrong; this is a test")
    page = dock.widgets.messages.toHtml()
    tally.check(f"{study}#5:1" in page, "the messages have a link")
    window = show_place(QUrl(f"file://{study}#5:1"), dock)
    shown = window.findChild(QPlainTextEdit)
    tally.check(shown.textCursor().blockNumber() == 4, "it opens at the line")
    window.close()


def write_many(folder: Path, count: int) -> Path:
    """A study of many plots and twenty-four criteria in four themes."""
    chance = random.Random(11)
    features = []
    for number in range(count):
        x, y = 150000 + 200 * (number % 100), 400000 + 200 * (number // 100)
        ring = [[x, y], [x + 150, y], [x + 150, y + 150], [x, y + 150], [x, y]]
        properties = {"nr": f"p{number:05}", **{f"f{i}": round(chance.random(), 2) for i in range(24)}}
        features.append(
            {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    plots = {"type": "FeatureCollection", "crs": crs, "features": features}
    (folder / "many.geojson").write_text(json.dumps(plots))
    rules = ['[rules]\ntitle = "Veel"\n']
    rules += [f'[[theme]]\nid = "t{i}"\ntitle = "Thema {i}"\n' for i in range(4)]
    rules += [
        f'[[criterion]]\nid = "c{i}"\ntitle = "Criterium {i}"\ntheme = "t{i % 4}"\nmeasure = "field"\n'
        f'attribute = "f{i}"\n'
        f"value = {{ linear = {{ worst = 0, best = 1 }} }}\nweight = {1 + i % 3}\n"
        for i in range(24)
    ]
    (folder / "many-rules.toml").write_text("\n".join(rules))
    study = folder / "many.toml"
    study.write_text(
        '[study]\nrules = "./many-rules.toml"\nyear = 2030\nbase_year = 2026\n'
        '[candidates]\nsource = "many.geojson"\nid = "nr"\n'
    )
    return study


def check_many(desk: Desk, tally: Tally) -> None:
    """5,000 plots: opens in under a second, a slider ranks in under a tenth (printed; far beyond it fails)."""
    study = write_many(desk.folder, 5000)
    result = desk.score(study, "many")
    begun = time.perf_counter()
    dock = desk.dock(result)
    opened = time.perf_counter() - begun
    slider = dock.widgets.weights.criteria["c3"].slider
    times = []
    for _ in range(9):
        begun = time.perf_counter()
        press(slider, 1)
        times.append(time.perf_counter() - begun)
    slid = sorted(times)[len(times) // 2]
    begun = time.perf_counter()
    dock.draw_map()
    drawn = time.perf_counter() - begun
    print(
        f"measured: 5,000 plots open in {opened:.2f} s, a slider ranks in {slid:.3f} s, "
        f"the map's classes in {drawn:.3f} s"
    )
    tally.check(opened < 5.0 and slid < 0.5, f"5,000 plots: {opened:.2f} s, {slid:.3f} s")
    words = [
        word for key, value in dock.widgets.weights.weights().items() for word in ("--set", f"weights.{key}={value!r}")
    ]
    other = desk.score(study, "many-weighed", *words)
    tally.check(shown_places(dock) == rows_of(other, PLACES), "5,000 plots: the order is kavel's")
    dock.close_result()
    dock.close()


def draw(dock: object, canvas: object, folder: Path, name: str) -> None:
    dock.widgets.tabs.setCurrentIndex(0)
    dock.choose_id(dock.result.plots[5]["plot_id"])
    dock.zoom()
    pause(1.5)
    canvas.grab().save(str(folder / f"{name}-map.png"))
    for tab in range(3):
        dock.widgets.tabs.setCurrentIndex(tab)
        pause(0.2)
        dock.grab().save(str(folder / f"{name}-panel-{tab}.png"))


def main() -> None:
    binary, profile, folder, study = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    pictures = Path(sys.argv[5]) if len(sys.argv) > 5 else None
    tally = Tally()
    (folder / "panel").mkdir()
    with qgis_session(profile, "nl" if pictures else "en"):
        from kavel.panel.dock import KavelDock

        KavelDock.binary_of_test = binary
        desk = Desk(binary, folder / "panel", tally)
        dock = desk.dock(desk.score(study, "sample"))
        if pictures:
            draw(dock, desk.canvas, pictures, "adopted")
        check_choosing(dock, tally)
        check_filter(dock, tally)
        check_sliding(desk, dock, study, tally)
        if pictures:
            draw(dock, desk.canvas, pictures, "tried")
        check_saving(desk, dock, study, tally)
        check_no_weight(dock, tally)
        check_link(dock, tally, study)
        dock.close_result()
        dock.close()
        check_other_method(desk, desk.folder / "sample.gpkg", tally)
        if KAMPEN.exists():
            dock = desk.dock(desk.score(KAMPEN, "kampen"))
            check_sliding(desk, dock, KAMPEN, tally)
            dock.close_result()
            dock.close()
        check_many(desk, tally)
        end(tally.close())


if __name__ == "__main__":
    main()
