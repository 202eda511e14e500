#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""What is printed with an agreement: is nothing cut off, does nothing overlap, and does it say what it must?

maps.py BINARY PROFILE FOLDER SAMPLE_STUDY [PICTURES]      (started by ../plugin.py)

With PICTURES, a folder, the maps of the sample and of Kampen are left there to be looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # last: tests/qgis.py is not QGIS

from plugin_session import end, feedback_that_keeps, qgis_session  # noqa: E402
from whole_program import SHARED, Tally, rows_of, start  # noqa: E402

KAMPEN = SHARED / "cases" / "kampen" / "study.toml"
CLASSES = ("promising", "on_conditions", "little", "excluded")


def check_layout(result: Path, language: str, tally: Tally) -> None:
    """Every text fits in its box, every item on the page, and none lies on another."""
    from kavel.maps.content import read_content
    from kavel.maps.layers import map_layers
    from kavel.maps.region_map import region_layout
    from kavel.maps.symbols import style
    from qgis.core import QgsLayoutItem, QgsLayoutItemLabel, QgsLayoutItemMap, QgsLayoutItemShape, QgsProject
    from qgis.PyQt.QtCore import QRectF

    what = f"{result.stem}, {language}"
    content = read_content(str(result), language)
    layers = map_layers(content)
    style(layers, content)
    project = QgsProject()
    layout = region_layout(content, layers, project)
    items = [item for item in layout.items() if isinstance(item, QgsLayoutItem) and item.isVisible()]
    items = [item for item in items if type(item).__name__ != "QgsLayoutItemPage"]
    page = QRectF(0, 0, 420, 297)
    boxes = [(item, item.mapRectToScene(item.rect())) for item in items]
    shown = next(item for item in items if isinstance(item, QgsLayoutItemMap))
    texts = []
    for item, box in boxes:
        tally.check(page.contains(box), f"{what}: {item.displayName()} lies on the page: {box}")
        if isinstance(item, QgsLayoutItemLabel):
            texts.append(item.currentText())
            need = lines_height(item)
            tally.check(
                need <= box.height() + 0.5, f"{what}: '{item.text()[:40]}' fits: {need:.1f} in {box.height():.1f}"
            )
    for index, (one, box) in enumerate(boxes):
        for other, other_box in boxes[index + 1 :]:
            on_map = (
                shown in (one, other) or isinstance(one, QgsLayoutItemShape) or isinstance(other, QgsLayoutItemShape)
            )
            if not on_map and box.adjusted(0.3, 0.3, -0.3, -0.3).intersects(other_box.adjusted(0.3, 0.3, -0.3, -0.3)):
                tally.check(False, f"{what}: {one.displayName()} lies on {other.displayName()}")
    for plot in layers.plots.getFeatures():
        if not plot.geometry().isEmpty():
            tally.check(
                shown.extent().contains(plot.geometry().boundingBox()), f"{what}: {plot['plot_id']} is on the map"
            )
    text = "\n".join(texts)
    run = content.run
    for word in (run["title"], run["rules_version"], run["rules_applied"], content.date(), run["year"]):
        tally.check(word in text, f"{what}: the map says {word}")
    for source in content.sources:
        tally.check(os.path.basename(source.source) in text, f"{what}: the map names {source.source}")
    if content.has_grid:
        word = "netbeheerder" if language == "nl" else "grid operator"
        tally.check(word in text, f"{what}: the map has the disclaimer on grid figures")
    has_borders = any(source.role == "municipalities" for source in content.sources)
    tally.check((layers.borders is not None) == has_borders, f"{what}: municipal borders where the study has them")
    word = "Zonder gemeentegrenzen" if language == "nl" else "Without municipal borders"
    tally.check((word in text) != has_borders, f"{what}: and it is told where it has none")


def lines_height(item: object) -> float:
    """How high a label's text is when it is wrapped at its width, in millimetres."""
    from qgis.core import QgsLayoutUtils
    from qgis.PyQt.QtCore import QRect, Qt
    from qgis.PyQt.QtGui import QFont, QFontMetrics

    scale = 100  # dots a millimetre
    made = QFont(item.font())
    made.setPixelSize(round(item.font().pointSizeF() * 25.4 / 72.0 * scale))
    box = QRect(0, 0, round(item.rect().width() * scale), 10**6)
    assert QgsLayoutUtils is not None
    return QFontMetrics(made).boundingRect(box, int(Qt.TextFlag.TextWordWrap), item.currentText()).height() / scale


def check_classes(result: Path, tally: Tally) -> None:
    """The classes of the plots on the map add up to the hectares that kavel counted."""
    from kavel.maps.content import read_content

    content = read_content(str(result), "nl")
    total = content.summary[-1]
    for name in CLASSES:
        hectares = sum(plot["area_ha"] for plot in content.plots if content.class_of(plot) == name)
        tally.check(
            abs(hectares - total[f"ha_{name}"]) < 1e-6, f"{result.stem}: {name}: {hectares} {total[f'ha_{name}']}"
        )


def check_texts(result: Path, tally: Tally) -> None:
    """The annex has every rule; a motivation has the figures and names of its plot. Both in both languages."""
    from kavel.maps.annex import annex_html
    from kavel.maps.content import read_content
    from kavel.maps.sheet_text import sheet_html
    from kavel.maps.sheets import surroundings_key
    from kavel.result import opened, rows

    for language in ("nl", "en"):
        content = read_content(str(result), language)
        annex = annex_html(content)
        for rule in content.criteria + content.constraints:
            tally.check(rule["id"] in annex, f"the annex has {rule['id']}")
        for notation in ("linear {", "bands [", "points [", "classes {", "one_of =", "min =", "max ="):
            tally.check(notation not in annex, f"{language}: the annex has words for {notation}")
        for word in ("environmental category", "gaussian {", "logistic {"):
            tally.check(
                language == "en" and word[0] == "e" or word not in annex, f"{language}: no '{word}' in the annex"
            )
        plot = content.plots[0]
        with opened(str(result)) as database:
            parts = [
                rows(database, f"SELECT * FROM {table} WHERE plot_id = ?", plot["plot_id"])
                for table in ("checks", "scores", "evidence")
            ]
        sheet = sheet_html(content, plot, *parts)
        nearest = next(
            row["label"] for row in parts[2] if row["kind"] == "nearest" and row["label"] and "#" not in row["label"]
        )
        for word in (
            content.say.number(plot["score"]),
            content.say.number(plot["area_ha"], 2),
            content.sources[0].date[:4],
        ):
            tally.check(word in sheet, f"{language}: the sheet says {word}")
        tally.check(any(row["label"] and row["label"] in sheet for row in parts[2]), f"the sheet names {nearest}")
        layers = styled_layers(content)
        key = [title for title, _ in surroundings_key(layers)]
        drawn = {layer.name() for _, layer in layers.surroundings} | (
            {layers.borders.name()} if layers.borders else set()
        )
        stations = 2 if layers.stations else 0
        tally.check(
            drawn <= set(key) and len(key) == len(drawn) + stations, f"{language}: the sheet's key: {drawn} {key}"
        )
        tally.check(len(drawn) > 3, f"{language}: something lies around the plots: {drawn}")
        for foreign in ("Motivation", "Constraints") if language == "nl" else ("Motivering", "Eisen", "voldoet"):
            tally.check(foreign not in sheet, f"{language}: the sheet has no {foreign}")


def styled_layers(content: object) -> object:
    from kavel.maps.layers import map_layers
    from kavel.maps.symbols import style

    layers = map_layers(content)
    style(layers, content)
    return layers


def check_unusable(result: Path, tally: Tally) -> None:
    """A plot without geometry is not called excluded, and no size is made up for it."""
    from kavel.maps.content import read_content
    from kavel.maps.sheet_text import key_figures, sheet_html

    content = read_content(str(result), "nl")
    for plot in (plot for plot in content.plots if plot["status"] == "unusable"):
        text = key_figures(content, plot) + sheet_html(content, plot, [], [], [])
        tally.check("niet te beoordelen" in text and "0,00 ha" not in text, f"{plot['plot_id']}: {text[:300]}")


def check_pages(result: Path, tally: Tally) -> None:
    """Annex and sheets: page follows on page, none is overfull, no paragraph is cut, no heading ends one."""
    from kavel.maps.annex import PAGE, Annex
    from kavel.maps.content import read_content
    from kavel.maps.layers import map_layers
    from kavel.maps.paper import SLACK, document, pieces_of
    from kavel.maps.sheets import FOOT, HEAD, MM, TEXT_POINTS, TEXT_TOP, TEXT_WIDTH, Sheets

    content = read_content(str(result), "nl")
    annex = Annex(content)
    texts = [(annex.text, annex.stretches, [PAGE] * annex.pages, "annex")]
    sheets = Sheets(content, map_layers(content))
    for page in (page for page in sheets.pages if page.index == 0):
        heights = [FOOT - TEXT_TOP] + [FOOT - HEAD - 6.0 * MM] * (len(page.sheet.stretches) - 1)
        texts.append(
            (
                document(page.sheet.html, TEXT_WIDTH, TEXT_POINTS),
                page.sheet.stretches,
                heights,
                page.sheet.plot["plot_id"],
            )
        )
    tally.check(len(texts) == len(content.plots) + 1, f"{result.stem}: a sheet for every plot")
    for text, stretches, heights, what in texts:
        pieces = pieces_of(text)
        good = stretches[0].begin == 0.0 and stretches[-1].end >= text.documentLayout().documentSize().height()
        for one, other in zip(stretches, stretches[1:]):
            good = good and one.end == other.begin
            good = good and not [p for p in pieces if p.top + SLACK + 1 < one.end < p.bottom - SLACK - 1]
            last = max((p for p in pieces if p.bottom <= one.end), key=lambda p: p.bottom)
            good = good and not last.leads
        for stretch, height in zip(stretches, heights):
            head = stretch.head[1] - stretch.head[0] if stretch.head else 0.0
            good = good and stretch.end - stretch.begin + head <= height + 1.0
        tally.check(good, f"{result.stem}: the pages of {what}: {stretches}")


def check_long_lines(tally: Tally) -> None:
    """A long name stays one line: smaller, and only then cut."""
    from kavel.maps.paper import MARGIN, WIDTH, fitting, width_of

    room = WIDTH - 2 * MARGIN
    for letters, is_cut in ((20, False), (70, False), (400, True)):
        points, shown = fitting("Kavel " * (letters // 6), room, 17)
        tally.check(width_of(shown, points, True) <= room, f"{letters} letters fit at {points}")
        tally.check(shown.endswith("…") == is_cut and 8 <= points <= 17, f"{letters} letters: {points}, {shown[-9:]}")


def check_contrast(tally: Tally) -> None:
    """Text on its ground has 4.5, a class's outline on paper 3; classes differ in lightness or pattern."""
    from kavel.maps import colours

    for text, ground in (
        (colours.TEXT, colours.PAPER),
        (colours.QUIET_TEXT, colours.PAPER),
        (colours.TEXT, colours.HEAD),
        (colours.PAPER, colours.BAND),
        (colours.BORDER, colours.PAPER),
    ):
        tally.check(colours.contrast(text, ground) >= 4.5, f"{text} on {ground}: {colours.contrast(text, ground):.1f}")
    for name, (fill, line, _, pattern) in colours.CLASS_COLOURS.items():
        tally.check(colours.contrast(line, colours.PAPER) >= 3.0, f"{name}: its outline")
        if pattern:
            tally.check(
                colours.contrast(pattern, fill) >= 3.0, f"{name}: its pattern: {colours.contrast(pattern, fill):.1f}"
            )
    patterns = [pattern for _, _, pattern, _ in colours.CLASS_COLOURS.values()]
    tally.check(len(set(patterns)) == len(patterns), "each class has its own pattern")
    tally.check(colours.contrast(colours.THIS_PLOT, colours.PAPER) >= 3.0, "the mark of this plot")


def check_files(folder: Path, what: str, tally: Tally) -> None:
    for name in ("map.pdf", "sheets.pdf", "annex.pdf"):
        path = folder / name
        tally.check(path.exists() and path.read_bytes().startswith(b"%PDF"), f"{what}: {name} is a PDF")
    for name in ("map.png", "sheet-01.png", "annex-01.png"):
        path = folder / name
        tally.check(path.exists() and path.read_bytes().startswith(b"\x89PNG"), f"{what}: {name} is a PNG")
    tally.check(not [one for one in os.listdir(folder) if one.startswith(".")], f"{what}: nothing else is left")


def check_command(binary: Path, result: Path, folder: Path, tally: Tally) -> None:
    """`kavel maps`, and what it says where it cannot."""
    before = hashlib.sha256(result.read_bytes()).hexdigest()
    out = folder / "by the command"
    words = ["maps", str(result), "-o", str(out), "--json", "--progress", "lines"]
    answer = start(binary, words, folder)
    tally.check(answer.code == 0, f"kavel maps: {answer.err[-500:]}")
    if answer.code == 0:
        told = json.loads(answer.out)
        tally.check(told["map"] == str(out / "map.pdf"), f"it tells where: {told}")
        tally.check("progress 1.00" in answer.err and "propagateSizeHints" not in answer.err, "only progress on stderr")
        check_files(out, "kavel maps", tally)
    tally.check(hashlib.sha256(result.read_bytes()).hexdigest() == before, "the result is not touched")
    pictures = [one.name for one in out.glob("sheet-*.png")]
    tally.check(len(pictures) == 10, f"the first ten sheets are pictures: {sorted(pictures)}")
    few = folder / "few.gpkg"
    few.write_bytes(result.read_bytes())
    with closing(sqlite3.connect(few)) as database:
        database.execute("DELETE FROM ranked_sites WHERE rank IS NULL OR rank > 12")
        database.commit()
    answer = start(binary, ["maps", str(few), "-o", str(folder / "few"), "--all-pictures", "--json"], folder)
    tally.check(answer.code == 0, f"--all-pictures: {answer.err[-500:]}")
    pages = len(list((folder / "few").glob("sheet-*.png")))
    in_pdf = len(re.findall(rb"/Type /Page\b(?!s)", (folder / "few" / "sheets.pdf").read_bytes()))
    tally.check(pages == in_pdf >= 12, f"--all-pictures: {pages} pictures of {in_pdf} pages")
    answer = start(binary, ["maps", str(result), "-o", str(folder / "x")], folder, KAVEL_QGIS_PYTHON="/bin/false")
    one_line = answer.err.count("\n") == 1 and answer.err.startswith("error: ") and "python3-qgis" in answer.err
    tally.check(
        answer.code == 4 and one_line and not (folder / "x").exists(), f"without QGIS: {answer.code} {answer.err}"
    )
    (folder / "a file").write_text("x")
    answer = start(binary, ["maps", str(result), "-o", str(folder / "a file")], folder)
    tally.check(answer.code == 4 and "a file" in answer.err, f"a folder that is a file: {answer.code} {answer.err}")
    answer = start(binary, ["maps", str(folder / "a file")], folder)
    tally.check(
        answer.code == 3 and "no result of Kavel" in answer.err, f"what is no result: {answer.code} {answer.err}"
    )


def check_algorithm(result: Path, folder: Path, tally: Tally) -> None:
    """kavel:maps, and stopped half-way: nothing is left, what was there stays."""
    import processing

    out = folder / "by the algorithm"
    parameters = {"RESULT": str(result), "LANGUAGE": "en", "FOLDER": str(out)}
    results = processing.run("kavel:maps", parameters)
    tally.check(
        {key: results[key] for key in ("MAP", "SHEETS", "ANNEX")}
        == {"MAP": str(out / "map.pdf"), "SHEETS": str(out / "sheets.pdf"), "ANNEX": str(out / "annex.pdf")},
        f"kavel:maps: {results}",
    )
    check_files(out, "kavel:maps", tally)
    stopped = folder / "stopped"
    stopped.mkdir()
    (stopped / "map.pdf").write_text("an earlier map")
    feedback = feedback_that_keeps()
    feedback.cancel_at = 25.0
    try:
        processing.run("kavel:maps", {**parameters, "FOLDER": str(stopped)}, feedback=feedback)
        tally.check(False, "stopped maps go on")
    except Exception as wrong:
        told = str(wrong) + "".join(feedback.errors)
        tally.check("nothing was written" in told, f"stopped: {told}")
    tally.check(os.listdir(stopped) == ["map.pdf"], f"stopped: nothing is left: {os.listdir(stopped)}")
    tally.check((stopped / "map.pdf").read_text() == "an earlier map", "stopped: what was there stays")
    feedback = feedback_that_keeps()
    try:
        processing.run("kavel:maps", {**parameters, "RESULT": str(folder / "none.gpkg")}, feedback=feedback)
        tally.check(False, "maps of nothing")
    except Exception as wrong:
        tally.check("no such file" in str(wrong) + "".join(feedback.errors), f"maps of nothing: {wrong}")


def main() -> None:
    binary, profile, folder, study = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    pictures = Path(sys.argv[5]) if len(sys.argv) > 5 else None
    tally = Tally()
    here = folder / "maps"
    here.mkdir()
    results = {"sample": here / "sample.gpkg"}
    start(binary, ["score", str(study), "-o", str(results["sample"]), "--quiet"], here)
    if KAMPEN.exists():
        results["kampen"] = here / "kampen.gpkg"
        start(binary, ["score", str(KAMPEN), "-o", str(results["kampen"]), "--quiet"], here)
    with qgis_session(profile, "en"):
        check_contrast(tally)
        check_long_lines(tally)
        for result in results.values():
            check_classes(result, tally)
            check_texts(result, tally)
            check_unusable(result, tally)
            check_pages(result, tally)
            for language in ("nl", "en"):
                check_layout(result, language, tally)
        check_algorithm(results["sample"], here, tally)
        check_command(binary, results["sample"], here, tally)
        if pictures:
            for name, result in results.items():
                start(binary, ["maps", str(result), "-o", str(pictures / name), "--lang", "nl"], here)
        tally.check(len(rows_of(results["sample"], "SELECT 1 FROM ranked_sites")) > 0, "the sample has plots")
        end(tally.close())


if __name__ == "__main__":
    main()
