#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Includes run one way: each room uses only the rooms that the architecture gives it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"

MAY_USE = {
    "base": set(),
    "policy": {"base"},
    "geometry": {"base"},
    "read": {"base", "policy", "geometry"},
    "grid": {"base", "policy", "geometry", "read"},
    "route": {"base", "policy", "geometry", "read"},
    "measure": {"base", "policy", "geometry", "read", "grid", "route"},
    "judge": {"base", "policy"},
    "decide": {"base", "policy", "judge"},
    "kavel": {"base", "policy", "geometry", "read", "grid", "route", "measure", "judge", "decide"},
    "write": {"base", "policy", "geometry", "read", "grid", "judge", "decide", "kavel"},
    "recognise": {"base", "policy", "geometry", "read"},
    "cli": {"base", "policy", "measure", "read", "recognise", "judge", "decide", "kavel", "write"},
}

# A library's headers, and the only files that may include them.
STAYS_INSIDE = {
    r"toml\+\+": {"policy/document.cpp"},
    r"geos_c": {"geometry/overlay.cpp"},
    r"proj\.h": {"read/coordinates.cpp"},
    r"boost/": {"route/search.cpp"},
    r"spatialite": {"measure/formula.cpp"},
    r"CLI/": {"cli/main.cpp", "cli/usage.cpp"},
}


def room_of(path: Path) -> str:
    return path.parts[0] if len(path.parts) > 1 else path.stem


def complaints() -> list[str]:
    found = []
    for file in sorted(SOURCE.rglob("*.[ch]pp")):
        path = file.relative_to(SOURCE)
        room = room_of(path)
        text = file.read_text(encoding="utf-8")
        for include in re.findall(r'#include "([^"]+)"', text):
            other = room_of(Path(include))
            if other != room and other not in MAY_USE[room]:
                found.append(f"{path}: room '{room}' may not include '{include}'")
        for header, homes in STAYS_INSIDE.items():
            if re.search(rf"#include <[^>]*{header}", text) and str(path) not in homes:
                found.append(f"{path}: '{header}' stays inside {', '.join(sorted(homes))}")
    return found


def main() -> int:
    lines = complaints()
    for line in lines:
        print(line)
    print(f"{0 if lines else 1} passed, {1 if lines else 0} failed")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
