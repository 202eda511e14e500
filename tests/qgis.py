#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does a result open in QGIS already styled, and is there something to see?

qgis.py BINARY

The sample region is made and scored, and Kampen when it lies beside the project. gpkg/render.py opens each result
without a screen: every spatial layer must be valid and come up in its default style, and the map must not be blank.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from whole_program import SHARED, TESTS, Tally, binary_from_command_line, has_qgis, rows_of, start

SAMPLE = TESTS.parent / "samples" / "waalstad"
KAMPEN = SHARED / "cases" / "kampen" / "study.toml"
RENDER = TESTS / "gpkg" / "render.py"


def sample_study(folder: Path) -> Path:
    subprocess.run(["/usr/bin/python3", SAMPLE / "generate.py", folder / "data"], check=True, capture_output=True)
    study = folder / "study.toml"
    study.write_bytes((SAMPLE / "study.toml").read_bytes())
    return study


def check_map(name: str, result: Path, tally: Tally, *options: str) -> None:
    """render.py complains of what is wrong with the layers and their styles; what it drew is looked at here."""
    picture = result.with_suffix(".png")
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        ["/usr/bin/python3", RENDER, result, picture, *options],
        capture_output=True,
        text=True,
        env=surroundings,
        timeout=300,
        check=False,
    )
    what = f"{name} {' '.join(options)}"
    if tally.check(done.returncode == 0, f"{what}: {done.stderr[-500:]}"):
        tally.check(picture.read_bytes().startswith(b"\x89PNG"), f"{what}: the picture is a PNG")
        picture.unlink()


def check_result(name: str, binary: Path, study: Path, folder: Path, tally: Tally) -> None:
    result = folder / f"{name}.gpkg"
    answer = start(binary, ["score", str(study), "-o", str(result), "--quiet"], folder)
    if not tally.check(answer.code == 0, f"{name}: {answer.err}"):
        return
    styled = rows_of(
        result,
        """SELECT table_name, (SELECT count(*) FROM layer_styles WHERE f_table_name = table_name AND useAsDefault) AS styles
           FROM gpkg_geometry_columns ORDER BY table_name""",
    )
    tally.check(
        bool(styled) and all(row["styles"] == 1 for row in styled), f"{name}: one default style a layer, not {styled}"
    )
    check_map(name, result, tally)
    check_map(name, result, tally, "--evidence", "--zoom", "0.1")
    themes = rows_of(result, "SELECT name FROM pragma_table_info('ranked_sites') WHERE name LIKE 'theme!_%' ESCAPE '!'")
    chosen = rows_of(result, "SELECT styleName FROM layer_styles WHERE f_table_name = 'ranked_sites' AND NOT useAsDefault")
    of_themes = [row for row in chosen if str(row["styleName"]).startswith(("thema ", "theme "))]
    tally.check(len(of_themes) == len(themes), f"{name}: a style for each of {len(themes)} themes: {of_themes}")
    for row in chosen:
        check_map(name, result, tally, "--style", str(row["styleName"]), "--grey", "--legend", name)


def main() -> int:
    binary = binary_from_command_line(__doc__)
    if not has_qgis():
        print("skipped: QGIS is not installed (packages qgis and python3-qgis)")
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kavel-qgis-") as name:
        folder = Path(name)
        check_result("waalstad", binary, sample_study(folder), folder, tally)
        if KAMPEN.exists():
            check_result("kampen", binary, KAMPEN, folder, tally)
        else:
            print(f"without Kampen: {KAMPEN} is not there (it is not part of the project)")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
