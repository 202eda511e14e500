#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does the plugin work in a real QGIS, from the zip that is handed out?

plugin.py BINARY

The zip is packed and installed into a fresh profile by QGIS's own installer. Its algorithms are run by qgis_process
here, and from Python in plugin/algorithms.py, on the sample and, when it lies beside the project, on Kampen.
plugin/units.py tests what needs no QGIS.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from whole_program import EPOCH, SHARED, TESTS, Answer, Tally, binary_from_command_line, has_qgis, start

PROJECT = TESTS.parent
SAMPLE = PROJECT / "samples" / "waalstad"
KAMPEN = SHARED / "cases" / "kampen" / "study.toml"
WRONG_STUDY = TESTS / "cases" / "weight-negative" / "study.toml"
PYTHON = "/usr/bin/python3"


class Desk:
    """A folder with a fresh QGIS profile, the plugin in it, and the sample."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self.binary = binary
        self.folder = folder
        self.profile = folder / "qgis" / "profiles" / "default"
        self.plugins = self.profile / "python" / "plugins"
        self.runtime = folder / "runtime"
        self.runtime.mkdir(mode=0o700)

    def environment(self, **more: str) -> dict[str, str]:
        """QGIS's own settings folder, no screen, the clock standing still."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KAVEL")}
        return {
            **kept,
            "QGIS_CUSTOM_CONFIG_PATH": str(self.folder / "qgis"),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(self.runtime),
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": EPOCH,
            "KAVEL_BINARY": str(self.binary),
            "PYTHONDONTWRITEBYTECODE": "1",
            **more,
        }

    def qgis_process(self, arguments: list[str], **more: str) -> Answer:
        # Debian's wrapper script hands on an option that the program does not know.
        program = shutil.which("qgis_process.bin") or "qgis_process"
        done = subprocess.run(
            [program, *arguments],
            cwd=self.folder,
            env=self.environment(**more),
            capture_output=True,
            timeout=300,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def algorithm(self, name: str, *parameters: str, **more: str) -> tuple[Answer, dict]:
        """Runs an algorithm; its answer, and its results when there are any."""
        answer = self.qgis_process(["run", f"kavel:{name}", "--json", "--", *parameters], **more)
        begin = answer.out.find("{")
        results = json.loads(answer.out[begin:]).get("results", {}) if begin >= 0 and answer.code == 0 else {}
        return answer, results


def check_zip(desk: Desk, tally: Tally) -> None:
    """Packed twice it has the same bytes; QGIS's installer unpacks it."""
    packed = [desk.folder / "one.zip", desk.folder / "two.zip"]
    version = re.search(r"^version=(.*)$", (PROJECT / "qgis-plugin/kavel/metadata.txt").read_text(), re.MULTILINE)[1]
    for out in packed:
        subprocess.run([PYTHON, PROJECT / "qgis-plugin" / "pack", version, out], check=True)
    tally.check(packed[0].read_bytes() == packed[1].read_bytes(), "the zip has the same bytes each time")
    installer = Path("/usr/share/qgis/python/pyplugin_installer/unzip.py")
    specification = importlib.util.spec_from_file_location("unzip", installer)
    unzip = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(unzip)
    unzip.unzip(str(packed[0]), str(desk.plugins))
    tally.check((desk.plugins / "kavel" / "LICENSE").exists(), "the licence is in the zip")
    answer = desk.qgis_process(["plugins", "enable", "kavel"])
    tally.check(answer.code == 0, f"QGIS enables the plugin: {answer.err}{answer.out}")
    listed = desk.qgis_process(["list"]).out
    for name in ("init", "check", "score", "scorelayers", "maps"):
        tally.check(f"kavel:{name}\t" in listed, f"QGIS lists kavel:{name}")


def check_metadata(tally: Tally) -> None:
    text = (PROJECT / "qgis-plugin" / "kavel" / "metadata.txt").read_text(encoding="utf-8")
    keys = dict(re.findall(r"^([\w\[\]]+)=(.+)$", text, re.MULTILINE))
    for key in (
        "name",
        "qgisMinimumVersion",
        "description",
        "about",
        "version",
        "author",
        "email",
        "license",
        "icon",
        "tags",
        "category",
        "hasProcessingProvider",
    ):
        tally.check(key in keys, f"metadata has {key}")
    links = {key: keys.get(key, "") for key in ("homepage", "tracker", "repository")}
    tally.check(not [link for link in links.values() if ".example" in link], f"no link that leads nowhere: {links}")
    tally.check(keys["license"] == "EUPL-1.2" and keys["qgisMinimumVersion"] == "3.22", "licence and least version")
    for page in ("nl.html", "en.html"):
        tally.check((PROJECT / "qgis-plugin" / "kavel" / "help" / page).exists(), f"help page {page}")


# What a plugin that starts one program without a shell has no use for.
FORBIDDEN = {
    "a shell or another way to start programs": r"\bos\.(system|popen|exec\w*|spawn\w*)\b|\bsubprocess\b|\bshell\s*=",
    "Python text as a program": r"(?<![\w.])(exec|eval|compile|__import__)\s*\(|\.exec_?\(",
    "the network": r"\b(socket|urllib|requests|http\.client|QNetwork\w*|QgsNetwork\w*|QTcp\w*|QWeb\w*)\b",
    "packages to install": r"\bpip\b|ensurepip|site\.addsitedir",
    "an enumeration of Qt without its name": r"\bQt\.(?!SortOrder|Orientation)[A-Z]\w*(?![\w.])",
    "one version of Qt": r"^\s*(from|import) +(PyQt[56]|PySide)",
}


def check_source(tally: Tally) -> None:
    for path in sorted((PROJECT / "qgis-plugin" / "kavel").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(PROJECT)
        for what, pattern in FORBIDDEN.items():
            found = re.search(pattern, text, re.MULTILINE)
            tally.check(found is None, f"{name} uses {what}: {found[0] if found else ''}")
        tally.check(text.startswith("# SPDX-License-Identifier: EUPL-1.2\n"), f"{name} says its licence")
        tally.check(len(text.splitlines()) < 400, f"{name} is short")


def check_score(desk: Desk, name: str, study: Path, tally: Tally) -> None:
    """The file from QGIS is that of the command line, byte for byte, and its numbers too."""
    mine, theirs = desk.folder / f"{name}-qgis.gpkg", desk.folder / f"{name}-line.gpkg"
    answer, results = desk.algorithm("score", f"STUDY={study}", f"OUTPUT={mine}")
    if not tally.check(answer.code == 0 and mine.exists(), f"{name}: {answer.err}{answer.out}"):
        return
    line = start(desk.binary, ["score", str(study), "-o", str(theirs), "--json", "--quiet"], desk.folder)
    tally.check(mine.read_bytes() == theirs.read_bytes(), f"{name}: QGIS makes the bytes of the command line")
    told = json.loads(line.out)
    for key in ("RANKED", "CONDITIONAL", "EXCLUDED"):
        tally.check(
            results.get(key) == told[key.lower()], f"{name}: {key} is {results.get(key)}, not {told[key.lower()]}"
        )
    tally.check(results.get("OUTPUT") == str(mine), f"{name}: OUTPUT is the file")
    answer, results = desk.algorithm("check", f"STUDY={study}")
    tally.check(answer.code == 0 and results.get("PROBLEMS") == 0, f"{name}: check finds nothing: {answer.out}")
    tally.check(str(told["plots"]) in results.get("REPORT", ""), f"{name}: the report counts plots")


RULES = """[rules]
title = "Toets"
[[criterion]]
id = "ramp"
title = "Oprit"
measure = "distance"
layer = "motorway-ramps"
value = { linear = { worst = 10000, best = 500 } }
"""


def check_score_layers(desk: Desk, tally: Tally) -> None:
    """Layers by their paths; plugin/algorithms.py has layers of a project."""
    data, study, mine, theirs = (
        desk.folder / name for name in ("data", "by-layers.toml", "layers.gpkg", "layers-line.gpkg")
    )
    rules = desk.folder / "toets.toml"
    rules.write_text(RULES)
    layers = f"motorway-ramps,{data / 'roads.gpkg'}|layername=afritten"
    answer, results = desk.algorithm(
        "scorelayers",
        f"CANDIDATES={data / 'plots-waalstad.gpkg'}",
        "ID=kavel_id",
        f"RULES={rules}",
        f"LAYERS={layers}",
        "YEAR=2030",
        f"STUDY={study}",
        f"OUTPUT={mine}",
    )
    tally.check(
        answer.code == 0 and results.get("RANKED", 0) > 0, f"scorelayers by qgis_process: {answer.err}{answer.out}"
    )
    start(desk.binary, ["score", str(study), "-o", str(theirs), "--quiet"], desk.folder)
    tally.check(
        mine.exists() and mine.read_bytes() == theirs.read_bytes(), "scorelayers: the bytes of the command line"
    )


def check_set(desk: Desk, study: Path, tally: Tally) -> None:
    mine, theirs = desk.folder / "set-qgis.gpkg", desk.folder / "set-line.gpkg"
    sets = ["weights.ramp-distance=9", "criterion.homes-nearby.radius=500"]
    answer, _ = desk.algorithm("score", f"STUDY={study}", "SET=" + "\n".join(sets), f"OUTPUT={mine}")
    words = [word for one in sets for word in ("--set", one)]
    start(desk.binary, ["score", str(study), "-o", str(theirs), "--quiet", *words], desk.folder)
    tally.check(answer.code == 0 and mine.read_bytes() == theirs.read_bytes(), f"SET is that of --set: {answer.err}")


def check_errors(desk: Desk, tally: Tally) -> None:
    """The binary's lines arrive word for word, and nothing is written."""
    lines = start(desk.binary, ["score", str(WRONG_STUDY)], desk.folder).err.strip().splitlines()
    out = desk.folder / "wrong.gpkg"
    answer, _ = desk.algorithm("score", f"STUDY={WRONG_STUDY}", f"OUTPUT={out}")
    said = answer.err + answer.out
    tally.check(answer.code != 0 and not out.exists(), "a wrong study fails and writes nothing")
    tally.check(bool(lines) and all(line in said for line in lines), f"its lines arrive: {lines}")
    tally.check("<a href" not in said, "without a window the lines are plain")
    answer, results = desk.algorithm("check", f"STUDY={WRONG_STUDY}")
    tally.check(answer.code == 0 and results.get("PROBLEMS") == len(lines), f"check counts {len(lines)}: {results}")
    tally.check(results.get("REPORT") == "\n".join(lines), f"check names them word for word: {results.get('REPORT')}")
    answer, _ = desk.algorithm("score", f"STUDY={KAMPEN.parent / 'none.toml'}", f"OUTPUT={out}")
    tally.check(answer.code != 0 and "none.toml" in answer.err + answer.out, "a study that is not there")


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def check_binaries(desk: Desk, study: Path, tally: Tally) -> None:
    """None, an old one, one that is no kavel; and what is told then."""
    old = script(desk.folder / "old-kavel", "#!/bin/sh\necho kavel 0.0.9\n")
    other = script(desk.folder / "no-kavel", "#!/bin/sh\necho hello\n")
    bare = {"PATH": "/usr/bin:/bin"}
    for binary, told, more in (
        ("", "not found", bare),
        (str(desk.folder / "nowhere"), "does not start", {}),
        (str(old), "is kavel 0.0.9; this plugin needs 0.1.0 or later", {}),
        (str(other), "tells no version of kavel", {}),
        ('"/a b', "is not closed", {}),
    ):
        answer, _ = desk.algorithm("check", f"STUDY={study}", KAVEL_BINARY=binary, **more)
        tally.check(answer.code != 0 and told in answer.err, f"binary '{binary}' tells '{told}': {answer.err[-400:]}")
    answer, _ = desk.algorithm("check", f"STUDY={study}", KAVEL_BINARY=str(desk.folder / "nowhere"))
    tally.check("Plugins > Kavel > Settings" in answer.err, "and what to do")
    folder = desk.folder / "bin"
    folder.mkdir()
    (folder / "kavel").symlink_to(desk.binary)
    answer, results = desk.algorithm("check", f"STUDY={study}", KAVEL_BINARY="", PATH=f"{folder}:/usr/bin:/bin")
    tally.check(answer.code == 0 and results.get("PROBLEMS") == 0, f"kavel on PATH is found: {answer.err}")


# Stands for ssh or wsl.exe: greets, and calls the folder here /elsewhere.
WRAPPER = """#!/usr/bin/python3
import subprocess, sys
binary, here, words = sys.argv[1], sys.argv[2], sys.argv[3:]
if any(here in word for word in words):
    sys.exit("a path was not translated: " + " ".join(words))
done = subprocess.run([binary, *(word.replace("/elsewhere", here) for word in words)], capture_output=True, text=True)
print("Welcome to the server")
sys.stdout.write(done.stdout.replace(here, "/elsewhere"))
sys.stderr.write(done.stderr.replace(here, "/elsewhere"))
sys.exit(done.returncode)
"""


def check_wrapper(desk: Desk, study: Path, tally: Tally) -> None:
    """A command with arguments, behind which every path has another name."""
    wrapper = script(desk.folder / "far away", WRAPPER)
    surroundings = {
        "KAVEL_BINARY": f"'{wrapper}' {desk.binary} {desk.folder}",
        "KAVEL_PATH_MAP": f"{desk.folder}=/elsewhere",
    }
    mine, theirs = desk.folder / "far.gpkg", desk.folder / "near.gpkg"
    answer, results = desk.algorithm("score", f"STUDY={study}", f"OUTPUT={mine}", **surroundings)
    tally.check(answer.code == 0 and results.get("RANKED", 0) > 0, f"a wrapper with other paths: {answer.err[-600:]}")
    start(desk.binary, ["score", str(study), "-o", str(theirs), "--quiet"], desk.folder)
    tally.check(mine.exists() and mine.read_bytes() == theirs.read_bytes(), "and the same bytes")
    wrong = desk.folder / "wrong"
    shutil.copytree(WRONG_STUDY.parent, wrong)
    shutil.copytree(WRONG_STUDY.parent.parent / "common", desk.folder / "common")
    lines = start(desk.binary, ["check", str(wrong / "study.toml")], desk.folder).err.strip().splitlines()
    answer, results = desk.algorithm("check", f"STUDY={wrong / 'study.toml'}", **surroundings)
    tally.check(
        results.get("REPORT") == "\n".join(lines), f"its errors name the files of here: {results} {answer.err[-300:]}"
    )


def check_maps(desk: Desk, result: Path, tally: Tally) -> None:
    """kavel:maps by qgis_process; plugin/maps.py looks at what is on them."""
    folder = desk.folder / "maps by process"
    answer, results = desk.algorithm("maps", f"RESULT={result}", "LANGUAGE=nl", f"FOLDER={folder}")
    tally.check(answer.code == 0, f"maps by qgis_process: {answer.err[-600:]}")
    for key in ("MAP", "SHEETS", "ANNEX"):
        path = Path(results.get(key, "none"))
        tally.check(path.is_file() and path.read_bytes().startswith(b"%PDF"), f"maps by qgis_process: {key} {path}")


def check_loading(desk: Desk) -> None:
    """Printed only: a slow machine is no mistake."""
    program = (
        "import time; from qgis.core import QgsApplication; from qgis import utils; a = QgsApplication([], False);"
        f"a.initQgis(); import sys; sys.path.insert(0, {str(desk.plugins)!r}); t = time.perf_counter();"
        "import kavel; p = kavel.classFactory(None); p.initProcessing();"
        "print(f'the plugin loads in {time.perf_counter() - t:.3f} s')"
    )
    done = subprocess.run([PYTHON, "-c", program], env=desk.environment(), capture_output=True, text=True, check=False)
    print(done.stdout.strip() or done.stderr.strip()[-300:])


def run_inside(desk: Desk, name: str, study: Path, tally: Tally) -> None:
    """A script in plugin/ with QGIS in the same process; it prints its own failures and a closing line."""
    done = subprocess.run(
        [PYTHON, TESTS / "plugin" / f"{name}.py", desk.binary, desk.profile, desk.folder, study],
        env=desk.environment(),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    counted = re.search(r"^(\d+) passed, (\d+) failed$", done.stdout, re.MULTILINE)
    for line in done.stdout.splitlines():
        if line.startswith(("FAILED", "measured")):
            print(line)
    tally.passed += int(counted[1]) if counted else 0
    tally.check(done.returncode == 0 and counted is not None, f"{name}.py: {done.returncode} {done.stderr[-1500:]}")


def sample_study(folder: Path) -> Path:
    subprocess.run([PYTHON, SAMPLE / "generate.py", folder / "data"], check=True, capture_output=True)
    study = folder / "study.toml"
    study.write_bytes((SAMPLE / "study.toml").read_bytes())
    return study


def main() -> int:
    binary = binary_from_command_line(__doc__)
    tally = Tally()
    units = subprocess.run([PYTHON, TESTS / "plugin" / "units.py"], capture_output=True, text=True, check=False)
    tally.check(units.returncode == 0, f"units.py: {units.stderr[-2000:]}")
    check_metadata(tally)
    check_source(tally)
    if not has_qgis():
        print(
            "skipped: QGIS is not installed (packages qgis and python3-qgis)" if not tally.failures else "without QGIS"
        )
        return 1 if tally.failures else 0
    with tempfile.TemporaryDirectory(prefix="kavel-plugin-") as name:
        desk = Desk(binary, Path(name))
        study = sample_study(desk.folder)
        check_zip(desk, tally)
        check_score(desk, "waalstad", study, tally)
        if KAMPEN.exists():
            check_score(desk, "kampen", KAMPEN, tally)
        else:
            print(f"without Kampen: {KAMPEN} is not there (it is not part of the project)")
        check_score_layers(desk, tally)
        check_set(desk, study, tally)
        check_errors(desk, tally)
        check_binaries(desk, study, tally)
        check_wrapper(desk, study, tally)
        check_loading(desk)
        run_inside(desk, "algorithms", study, tally)
        run_inside(desk, "panel", study, tally)
        run_inside(desk, "window", study, tally)
        run_inside(desk, "maps", study, tally)
        check_maps(desk, desk.folder / "waalstad-line.gpkg", tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
