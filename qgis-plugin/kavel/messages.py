# SPDX-License-Identifier: EUPL-1.2
"""kavel's lines in QGIS: as they are, with the place that they name as a link."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

TAG = "Kavel"
# FILE:LINE:COL: or FILE:LINE: or FILE: at the line's begin. A drive letter is no end of the file's name.
PLACE = re.compile(
    r"^(?P<before>error: )(?P<file>(?:[A-Za-z]:(?=[\\/]))?[^:\n]+?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?(?=: )"
)


@dataclass(frozen=True)
class Place:
    """A spot in a file; line 0 is the file as a whole."""

    file: str
    line: int = 0
    column: int = 0


def place_in(line: str) -> Place | None:
    """The place that an error line names, if it names one."""
    found = PLACE.match(line)
    if not found:
        return None
    looks_like_file = found["line"] or re.search(r"[\\/]|\.\w+$", found["file"])
    if not looks_like_file:
        return None
    return Place(found["file"], int(found["line"] or 0), int(found["column"] or 0))


def anchor(line: str) -> str:
    """The line as HTML; the place in it is a link to the file, whose fragment is line and column."""
    place = place_in(line)
    if not place:
        return html.escape(line, quote=False)
    from qgis.PyQt.QtCore import QUrl

    url = QUrl.fromLocalFile(place.file)
    if place.line:
        url.setFragment(f"{place.line}:{place.column}")
    found = PLACE.match(line)
    start, end = found.start("file"), found.end()
    shown = html.escape(line[start:end], quote=False)
    return (
        html.escape(line[:start], quote=False)
        + f'<a href="{html.escape(url.toString())}">{shown}</a>'
        + html.escape(line[end:], quote=False)
    )


def as_html(logged: str) -> str:
    """What was put into the log, as HTML."""
    from qgis import utils

    return logged if utils.iface is not None else anchor(logged)


def log(line: str) -> None:
    """Puts a line into QGIS's message log. Its window shows HTML; qgis_process, which has none, prints the text."""
    from qgis import utils
    from qgis.core import Qgis, QgsMessageLog

    level = Qgis.MessageLevel.Critical if line.startswith("error: ") else Qgis.MessageLevel.Info
    QgsMessageLog.logMessage(anchor(line) if utils.iface is not None else line, TAG, level, notifyUser=False)
