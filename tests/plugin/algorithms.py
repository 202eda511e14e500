#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The algorithms from Python, in a QGIS of this process: layers of a project, cancelling, links in the log.

algorithms.py BINARY PROFILE FOLDER SAMPLE_STUDY      (started by ../plugin.py)
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # last: tests/qgis.py is not QGIS

from plugin_session import end, feedback_that_keeps, qgis_session  # noqa: E402
from whole_program import SHARED, Tally, rows_of, start  # noqa: E402

KAMPEN = SHARED / "cases" / "kampen"
PLACES = "SELECT rank, plot_id, score FROM ranked_sites ORDER BY fid"


class Case:
    """A run of kavel:scorelayers on layers of a project, and what the command line makes of the study it kept."""

    def __init__(self, binary: Path, folder: Path, tally: Tally) -> None:
        self.binary, self.folder, self.tally = binary, folder, tally
        self.number = 0

    def score(self, what: str, candidates: object, layers: list, rules: str, **more: object) -> tuple[Path, object]:
        """Runs it; the written study, scored by the command line, must give the same bytes."""
        import processing

        self.number += 1
        folder = self.folder / f"case {self.number}"
        folder.mkdir()
        feedback = feedback_that_keeps()
        parameters = {
            "CANDIDATES": candidates,
            "LAYERS": layers,
            "RULES": rules,
            "STUDY": str(folder / "s.toml"),
            "OUTPUT": str(folder / "r.gpkg"),
            "YEAR": 2030,
            **more,
        }
        try:
            results = processing.run("kavel:scorelayers", parameters, feedback=feedback)
        except Exception as wrong:  # the test says what went wrong, and goes on
            self.tally.check(False, f"{what}: {wrong} {feedback.errors}")
            return folder, feedback
        line = folder / "line.gpkg"
        answer = start(self.binary, ["score", results["STUDY"], "-o", str(line), "--quiet"], folder)
        self.tally.check(answer.code == 0, f"{what}: the kept study scores: {answer.err}")
        same = line.exists() and line.read_bytes() == Path(results["OUTPUT"]).read_bytes()
        self.tally.check(same, f"{what}: the same bytes as the command line")
        left = sorted(set(os.listdir(folder)) - {"s.toml", "s-layers.gpkg", "r.gpkg", "line.gpkg"})
        self.tally.check(not left, f"{what}: nothing else is left: {left}")
        return folder, feedback


def told_when_failing(algorithm: str, parameters: dict, feedback: object) -> str | None:
    """What an algorithm says when it fails; None when it does not. QGIS raises the text, or reports it."""
    import processing

    try:
        processing.run(algorithm, parameters, feedback=feedback)
    except Exception as wrong:
        return "\n".join([str(wrong), *feedback.errors])
    return None


def count(folder: Path) -> int:
    result = folder / "r.gpkg"
    return rows_of(result, "SELECT count(*) AS n FROM ranked_sites")[0]["n"] if result.exists() else -1


RULES = """
[rules]
title = "Toets"
[[constraint]]
id = "outside-nature"
title = "Buiten natuur"
measure = "covered_share"
layer = "natura2000"
max = 0
[[criterion]]
id = "ramp"
title = "Oprit"
measure = "distance"
layer = "motorway-ramps"
value = { linear = { worst = 10000, best = 500 } }
[[criterion]]
id = "size"
title = "Grootte"
measure = "area"
value = { linear = { worst = 0, best = 50000 } }
"""


def check_layers(case: Case, data: Path, tally: Tally) -> None:
    """Every kind of layer that a project may hold."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFeatureRequest,
        QgsProcessingFeatureSourceDefinition,
        QgsProject,
        QgsVectorLayer,
    )

    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    rules = case.folder / "toets.toml"
    rules.write_text(RULES)
    plots = QgsVectorLayer(f"{data / 'plots-waalstad.gpkg'}", "Kavels Waalstad", "ogr")
    nature = QgsVectorLayer(f"{data / 'nature.gpkg'}|layername=natura2000", "Natuur", "ogr")
    ramps = QgsVectorLayer(f"{data / 'roads.gpkg'}|layername=afritten", "Opritten", "ogr")
    project.addMapLayers([plots, nature, ramps])
    layers = ["natura2000", nature.id(), "motorway-ramps", "Opritten"]
    total = plots.featureCount()

    folder, _ = case.score("files", plots.id(), layers, str(rules), ID="kavel_id")
    text = (folder / "s.toml").read_text()
    tally.check(count(folder) == total, "files: every plot counts")
    tally.check('layer = "afritten"' in text and "s-layers" not in text, f"files are named where they lie: {text}")
    tally.check('id = "kavel_id"' in text and 'name = "naam"' in text, "id and name are in the study")
    tally.check(not (folder / "s-layers.gpkg").exists(), "files need no copy")

    plots.setSubsetString("segment = 'xxl'")
    wanted = plots.featureCount()
    folder, _ = case.score("filtered", plots.id(), layers, str(rules), ID="kavel_id")
    tally.check(0 < wanted < total and count(folder) == wanted, f"a filter counts: {count(folder)} of {wanted}")
    tally.check("where = \"segment = 'xxl'\"" in (folder / "s.toml").read_text(), "the filter is in the study")
    plots.setSubsetString("")

    plots.selectByIds([feature.id() for feature in plots.getFeatures()][3:8])
    chosen = QgsProcessingFeatureSourceDefinition(plots.id(), selectedFeaturesOnly=True)
    folder, feedback = case.score("selected", chosen, layers, str(rules))
    ids = {row["plot_id"] for row in rows_of(folder / "r.gpkg", PLACES)}
    tally.check(ids == {str(i) for i in plots.selectedFeatureIds()}, f"only the selection, by its own numbers: {ids}")
    tally.check(any("only the selection" in info for info in feedback.infos), f"the log says so: {feedback.infos}")

    plots.startEditing()
    gone = next(plots.getFeatures())
    plots.deleteFeature(gone.id())
    folder, feedback = case.score("edited", plots.id(), layers, str(rules), ID="kavel_id")
    ids = {row["plot_id"] for row in rows_of(folder / "r.gpkg", PLACES)}
    tally.check(len(ids) == total - 1 and gone["kavel_id"] not in ids, "edits that are not saved count")
    tally.check(any("not saved" in info for info in feedback.infos), f"the log says so: {feedback.infos}")
    plots.rollBack()

    exported = QgsVectorLayer(f"{folder / 's-layers.gpkg'}|layername=candidates", "Uitvoer", "ogr")
    exported.startEditing()
    exported.deleteFeature(next(exported.getFeatures()).id())
    parameters = {"STUDY": str(folder / "s.toml"), "OUTPUT": str(folder / "again.gpkg"), "RULES": str(rules)}
    told = told_when_failing(
        "kavel:scorelayers", {**parameters, "CANDIDATES": exported, "LAYERS": layers}, feedback_that_keeps()
    )
    tally.check(told is None and exported.isValid(), f"an export of an earlier run is read, and not written: {told}")
    tally.check((folder / "s-layers-2.gpkg").exists(), "the new export has another name")
    exported.rollBack()

    memory = plots.materialize(QgsFeatureRequest())
    memory.setName("Tijdelijk")
    project.addMapLayer(memory)
    folder, _ = case.score("memory", memory, layers, str(rules), ID="kavel_id")
    tally.check(count(folder) == total, "a memory layer counts")

    virtual = QgsVectorLayer(
        "?query=" + "select * from \"Kavels Waalstad\" where segment = 'xxl'", "Virtueel", "virtual"
    )
    project.addMapLayer(virtual)
    folder, _ = case.score("virtual", virtual, layers, str(rules), ID="kavel_id")
    tally.check(count(folder) == wanted, f"a virtual layer counts: {count(folder)}")

    shown = ramps.clone()
    shown.setCrs(QgsCoordinateReferenceSystem("EPSG:28991"))
    _, feedback = case.score("another CRS", plots, ["motorway-ramps", shown, "natura2000", nature], str(rules))
    tally.check(any("EPSG:28991" in info for info in feedback.infos), f"a CRS set by hand counts: {feedback.infos}")

    folder, _ = case.score(
        "path",
        str(data / "plots-waalstad.gpkg"),
        ["natura2000", str(data / "nature.gpkg") + "|layername=natura2000", "motorway-ramps", ramps, "", ""],
        str(rules),
    )
    tally.check(count(folder) == total, "layers by their path, and an empty row")


def check_wrong_layers(case: Case, data: Path, tally: Tally) -> None:
    """kavel's lines arrive; the study stays, for they point into it. A row without a layer is told."""
    folder = case.folder / "wrong"
    folder.mkdir()
    nature = str(data / "nature.gpkg") + "|layername=natura2000"
    parameters = {
        "CANDIDATES": str(data / "plots-waalstad.gpkg"),
        "LAYERS": ["natura2001", nature],
        "RULES": "rpw-logistiek",
        "STUDY": str(folder / "s.toml"),
        "OUTPUT": str(folder / "r.gpkg"),
    }
    told = told_when_failing("kavel:scorelayers", parameters, feedback_that_keeps())
    lines = start(case.binary, ["score", str(folder / "s.toml")], folder).err.strip().splitlines()
    lines = [line for line in lines if line.startswith("error: ")]
    tally.check(bool(lines) and told is not None and "\n".join(lines) in told, f"lines word for word: {lines} {told}")
    tally.check(any("did you mean 'natura2000'" in line for line in lines), "the nearest role is told")
    tally.check((folder / "s.toml").exists() and not (folder / "r.gpkg").exists(), "the study stays, no result")
    for layers, words in (
        (["natura2000", "no such"], "no layer of the project"),
        (["natura2000", ""], "role and layer"),
    ):
        told = told_when_failing("kavel:scorelayers", {**parameters, "LAYERS": layers}, feedback_that_keeps())
        tally.check(told is not None and words in told, f"{layers}: {told}")


def check_init(case: Case, data: Path, tally: Tally) -> None:
    """A study out of the sample's folder: the files and the words of the command line, its errors and its cancelling."""
    import processing

    folder, line = case.folder / "init", case.folder / "init by line"
    folder.mkdir()
    line.mkdir()
    # Without nature: a rule that may not be left out makes a rule set beside the study.
    downloads = case.folder / "downloads"
    shutil.copytree(data, downloads, ignore=shutil.ignore_patterns("nature.gpkg", "limburg-*"))
    data = downloads
    study = folder / "study.toml"
    answer = start(case.binary, ["init", str(data), "-o", str(line / "study.toml"), "--lang", "en"], line)
    results = processing.run("kavel:init", {"FOLDER": str(data), "STUDY": str(study)}, feedback=feedback_that_keeps())
    report = answer.err.strip().replace(str(line), str(folder))
    tally.check(results["STUDY"] == str(study), f"init: STUDY is the file: {results}")
    tally.check(results["REPORT"] == report, f"init: the report has kavel's words: {results['REPORT']}")
    tally.check(
        "parcels: plan.gpkg (perceel) (fields identificatieLokaalID" in report, f"init: with the reason: {report}"
    )
    for name in ("study.toml", "study-rules.toml"):
        same = (folder / name).exists() and (folder / name).read_bytes() == (line / name).read_bytes()
        tally.check(same, f"init: {name} is that of the command line")
    tally.check(sorted(os.listdir(folder)) == sorted(os.listdir(line)), f"init: nothing else: {os.listdir(folder)}")

    study.write_text("# mine")
    (folder / "study-rules.toml").unlink()
    for what, parameters in (
        ("a study that is there", {"FOLDER": str(data)}),
        ("no rule set", {"FOLDER": str(data), "RULES": "rpw-logistic"}),
        ("no folder", {"FOLDER": str(folder / "nowhere")}),
    ):
        words = ["init", parameters["FOLDER"], "-o", str(study), "--lang", "en"]
        words += ["--rules", parameters["RULES"]] if "RULES" in parameters else []
        lines = start(case.binary, words, folder).err.strip()
        told = told_when_failing("kavel:init", {**parameters, "STUDY": str(study)}, feedback_that_keeps())
        tally.check(lines.startswith("error: ") and told is not None and lines in told, f"init, {what}: {lines} {told}")
    tally.check(os.listdir(folder) == ["study.toml"] and study.read_text() == "# mine", "init: what was there stays")

    slow = case.folder / "slow init"
    slow.write_text(
        f'#!/bin/bash\n"{case.binary}" "$@"\n[ "$1" != init ] || {{ echo "progress 0.50 slow" >&2; sleep 5; }}\n'
    )
    slow.chmod(0o755)
    os.environ["KAVEL_BINARY"] = f'"{slow}"'
    feedback = feedback_that_keeps()
    feedback.cancel_at = 50.0
    told = told_when_failing("kavel:init", {"FOLDER": str(data), "STUDY": str(folder / "other.toml")}, feedback)
    os.environ["KAVEL_BINARY"] = str(case.binary)
    tally.check(told is not None and "nothing was written" in told, f"init cancelled: {told}")
    tally.check(os.listdir(folder) == ["study.toml"], f"init cancelled leaves nothing: {os.listdir(folder)}")


def check_menu(tally: Tally) -> None:
    """Each action of the menu that runs an algorithm opens the dialog of one that there is."""
    from kavel.plugin import KavelPlugin
    from qgis.core import QgsApplication
    from qgis.PyQt.QtWidgets import QWidget

    class Window:
        """As much of QGIS's window as the plugin asks for."""

        window = QWidget()

        def mainWindow(self) -> QWidget:  # noqa: N802
            return self.window

        def addPluginToMenu(self, menu: str, action: object) -> None:  # noqa: N802
            pass

        def addToolBarIcon(self, action: object) -> None:  # noqa: N802
            pass

    plugin = KavelPlugin(Window())
    plugin.initProcessing = lambda: None
    plugin.initGui()
    opened: list[str] = []
    plugin.show_algorithm = lambda name, parameters=None: opened.append(name)
    for action in plugin.actions[1:5]:
        action.trigger()
    tally.check(opened == ["init", "score", "scorelayers", "maps"], f"the menu opens {opened}")
    titles = [action.text() for action in plugin.actions]
    tally.check("Study from a folder of downloads…" in titles, f"the menu says: {titles}")
    registry = QgsApplication.processingRegistry()
    tally.check(all(registry.algorithmById(f"kavel:{name}") for name in opened), "which are algorithms")


def check_cancel(case: Case, study: Path, tally: Tally) -> None:
    """Stopped half-way, directly and behind a wrapper that does not hand on the signal: nothing is left."""
    wrapper = case.folder / "wrapper"
    wrapper.write_text(f'#!/bin/bash\n"{case.binary}" "$@"\ntrue\n')
    wrapper.chmod(0o755)
    for what, binary in (("directly", str(case.binary)), ("behind a wrapper", str(wrapper))):
        os.environ["KAVEL_BINARY"] = binary
        folder = case.folder / f"cancel {what}"
        folder.mkdir()
        (folder / "old.gpkg").write_text("what was there")
        for name in ("new.gpkg", "old.gpkg"):
            feedback = feedback_that_keeps()
            feedback.cancel_at = 40.0
            begun = time.monotonic()
            told = told_when_failing("kavel:score", {"STUDY": str(study), "OUTPUT": str(folder / name)}, feedback)
            tally.check(told is not None and "nothing was written" in told, f"cancel {what}: {told}")
            tally.check(time.monotonic() - begun < 10, f"cancel {what}: at once")
            tally.check(40 <= max(feedback.seen, default=0) < 100, f"cancel {what}: half-way, at {feedback.seen}")
        time.sleep(1.0)
        tally.check(os.listdir(folder) == ["old.gpkg"], f"cancel {what}: nothing new is left: {os.listdir(folder)}")
        tally.check((folder / "old.gpkg").read_text() == "what was there", f"cancel {what}: an old result stays")
    os.environ["KAVEL_BINARY"] = str(case.binary)


def check_cancel_of_layers(case: Case, data: Path, tally: Tally) -> None:
    """The study and the exports of a stopped run go too; those that were there come back."""
    from qgis.core import QgsFeatureRequest, QgsVectorLayer

    folder = case.folder / "cancel layers"
    folder.mkdir()
    (folder / "s.toml").write_text("# mine")
    plots = QgsVectorLayer(str(data / "plots-waalstad.gpkg"), "k", "ogr").materialize(QgsFeatureRequest())
    slow = case.folder / "slow"
    slow.write_text(
        f'#!/bin/bash\n[ "$1" != score ] || {{ echo "progress 0.50 slow" >&2; sleep 5; }}\nexec "{case.binary}" "$@"\n'
    )
    slow.chmod(0o755)
    os.environ["KAVEL_BINARY"] = str(slow)
    feedback = feedback_that_keeps()
    feedback.cancel_at = 50.0
    parameters = {
        "CANDIDATES": plots,
        "LAYERS": [],
        "RULES": str(case.folder / "toets.toml"),
        "STUDY": str(folder / "s.toml"),
        "OUTPUT": str(folder / "r.gpkg"),
    }
    told = told_when_failing("kavel:scorelayers", parameters, feedback)
    os.environ["KAVEL_BINARY"] = str(case.binary)
    tally.check(told is not None and "nothing was written" in told, f"cancelled: {told}")
    tally.check(os.listdir(folder) == ["s.toml"], f"a stopped run leaves nothing: {os.listdir(folder)}")
    tally.check((folder / "s.toml").read_text() == "# mine", "the study that was there comes back")


def check_kampen(case: Case, tally: Tally) -> None:
    """Kampen from layers gives the ranking of its own study."""
    from qgis.core import QgsVectorLayer

    if not KAMPEN.exists():
        return
    data = case.folder / "kampen"
    data.mkdir()
    for name in ("kampen.gpkg", "natura2000_overijssel.geojson"):  # QGIS writes beside a GeoPackage that it opens
        (data / name).write_bytes((SHARED / "data" / name).read_bytes())
    halls = "building IN ('industrial','commercial','warehouse')"
    homes = "building IN ('house','apartments','residential','detached','static_caravan')"
    roads = "class IN ('trunk','primary','secondary','tertiary')"
    layers: list = []
    for role, name, where in (
        ("homes", "buildings", homes),
        ("halls", "buildings", halls),
        ("land-cover", "landuse", ""),
        ("water-areas", "water", ""),
        ("trunk-ramps", "motorway_junctions", ""),
        ("through-roads", "roads", roads),
        ("rail", "railways", "class = 'rail'"),
        ("canals", "waterways", "class IN ('river','canal')"),
        ("power", "power_substations", ""),
        ("power-lines", "power_lines", ""),
    ):
        layer = QgsVectorLayer(f"{data / 'kampen.gpkg'}|layername={name}", role, "ogr")
        layer.setSubsetString(where)
        layers += [role, layer]
    layers += ["natura2000", QgsVectorLayer(str(data / "natura2000_overijssel.geojson"), "n2k", "ogr")]
    plots = QgsVectorLayer(f"{data / 'kampen.gpkg'}|layername=candidate_plots", "Kampen", "ogr")
    folder, _ = case.score("Kampen", plots, layers, str(KAMPEN / "rules.toml"))
    own = folder / "own.gpkg"
    start(case.binary, ["score", str(KAMPEN / "study.toml"), "-o", str(own), "--quiet"], folder)
    tally.check(rows_of(own, PLACES) == rows_of(folder / "r.gpkg", PLACES), "Kampen from layers ranks as its own study")


def check_loading_of_results(case: Case, study: Path, tally: Tally) -> None:
    """Loaded by Processing, the plots and the stations come up in the style of the result."""
    import processing
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    out = case.folder / "loaded.gpkg"
    processing.runAndLoadResults("kavel:score", {"STUDY": str(study), "OUTPUT": str(out)})
    layers = {layer.source().split("layername=")[-1]: layer for layer in QgsProject.instance().mapLayers().values()}
    tally.check(set(layers) == {"ranked_sites", "grid_stations"}, f"what is loaded: {sorted(layers)}")
    for name, layer in layers.items():
        tally.check(layer.renderer().type() == "RuleRenderer", f"{name} comes in its style: {layer.renderer().type()}")


def check_settings(case: Case, tally: Tally) -> None:
    """Where kavel is looked for, in order: environment, setting, beside the plugin, PATH."""
    from kavel import binary, settings

    kept = {name: os.environ.pop(name, None) for name in ("KAVEL_BINARY", "KAVEL_PATH_MAP", "PATH")}
    os.environ["PATH"] = "/usr/bin:/bin"
    beside = Path(binary.HERE) / "kavel"
    beside.symlink_to(case.binary)
    found = binary.find_binary()
    tally.check(found.command == (str(beside),) and found.origin == "beside the plugin", f"beside the plugin: {found}")
    settings.save(f'"{case.binary}"', "C:\\=/mnt/c")
    found = binary.find_binary()
    tally.check(
        found.command == (str(case.binary),) and found.origin == "setting of the plugin", f"the setting: {found}"
    )
    tally.check(
        found.paths.there("C:\\x") == "/mnt/c/x" and found.version.count(".") == 2, f"its paths and version: {found}"
    )
    os.environ["KAVEL_BINARY"] = f"/usr/bin/env {case.binary}"
    found = binary.find_binary()
    tally.check(found.command == ("/usr/bin/env", str(case.binary)), f"the environment: {found}")
    settings.save("", "no pair")
    try:
        binary.find_binary()
        tally.check(False, "a path map that is none is told")
    except binary.BinaryProblem as problem:
        tally.check("'no pair' is no pair" in str(problem), f"a path map that is none: {problem}")
    settings.save("", "")
    beside.unlink()
    os.environ.update({name: value for name, value in kept.items() if value is not None})


def check_chain(study: Path, tally: Tally) -> None:
    """The result as another algorithm's input, as in a model; and outputs that are temporary."""
    import processing

    results = processing.run("kavel:score", {"STUDY": str(study), "OUTPUT": "TEMPORARY_OUTPUT"})
    tally.check(results["OUTPUT"].endswith(".gpkg"), f"a temporary result is a GeoPackage: {results['OUTPUT']}")
    centroids = processing.run("native:centroids", {"INPUT": results["OUTPUT"], "OUTPUT": "memory:"})["OUTPUT"]
    names = centroids.fields().names()
    tally.check({"rank", "plot_id"} <= set(names), f"its first layer is that of the ranked plots: {names[:6]}")
    told = told_when_failing("kavel:score", {"STUDY": str(study), "OUTPUT": "/tmp/x.shp"}, feedback_that_keeps())
    tally.check(told is not None and "GeoPackage" in told, f"another format is refused: {told}")


def check_messages(tally: Tally) -> None:
    """In QGIS's own window a place in a file is a link."""
    from kavel import messages

    shown = messages.anchor("error: /a b/s.toml:12:3: is <no> key; did you mean 'x'?")
    tally.check(
        shown
        == "error: <a href=\"file:///a b/s.toml#12:3\">/a b/s.toml:12:3</a>: is &lt;no&gt; key; did you mean 'x'?",
        shown,
    )


def main() -> None:
    binary, profile, folder, study = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    tally = Tally()
    with qgis_session(profile):
        (folder / "inside").mkdir()
        case = Case(binary, folder / "inside", tally)
        check_layers(case, folder / "data", tally)
        check_wrong_layers(case, folder / "data", tally)
        check_init(case, folder / "data", tally)
        check_menu(tally)
        check_cancel(case, KAMPEN / "study.toml" if KAMPEN.exists() else study, tally)
        check_cancel_of_layers(case, folder / "data", tally)
        check_kampen(case, tally)
        check_loading_of_results(case, study, tally)
        check_settings(case, tally)
        check_chain(study, tally)
        check_messages(tally)
        end(tally.close())


if __name__ == "__main__":
    main()
