# SPDX-License-Identifier: EUPL-1.2
"""The table that the bench prints, and the notes under it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from clock import Cost


@dataclass
class Row:
    """One program doing one piece of work; `against` is whom it is held against, Kavel's own row when nothing."""

    work: str
    size: str
    who: str
    cost: Cost | None
    says: str = ""
    scaled: bool = False  # worked out from a sample
    against: Cost | None = None


@dataclass
class Report:
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.rows.append(row)

    def markdown(self) -> str:
        head = ["work", "Kampen x", "who", "wall s", "CPU s", "peak MiB", "wall ratio", "CPU ratio", "memory ratio", ""]
        lines = ["| " + " | ".join(head) + " |", "| --- | --- | --- |" + " ---: |" * 6 + " --- |"]
        for row in self.rows:
            lines.append("| " + " | ".join([row.work, row.size, row.who, *figures(row), row.says]) + " |")
        return "\n".join([*lines, "", *(f"- {note}" for note in self.notes)])


def figures(row: Row) -> list[str]:
    if row.cost is None:
        return ["-"] * 6
    about = "~" if row.scaled else ""
    cost = row.cost
    own = [
        number(cost.wall_s),
        number(cost.cpu_s) if cost.cpu_s else "-",
        f"{cost.peak_mib:.0f}" if cost.peak_mib else "-",
    ]
    own = [text if text == "-" else about + text for text in own]
    if row.against is None:
        return [*own, "", "", ""]
    pairs = [(cost.wall_s, row.against.wall_s), (cost.cpu_s, row.against.cpu_s),
             (cost.peak_mib, row.against.peak_mib)]  # fmt: skip
    return [*own, *(f"{about}{number(mine / base)}" if mine and base else "-" for mine, base in pairs)]


def number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def first_line(*command: object) -> str:
    try:
        answer = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    except OSError:
        return "not there"
    return (answer.stdout.strip() or answer.stderr.strip()).splitlines()[0]


def machine(root: Path, python: Path) -> str:
    """What ran, and on what: a figure without these says nothing."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    gib = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    commit = first_line("git", "-C", root, "describe", "--always", "--dirty")
    peers = first_line(python, "-c", "import geopandas, shapely, exactextract; print('GeoPandas', geopandas.__version__, "
                       "'with Shapely', shapely.__version__, 'on GEOS', shapely.geos_version_string + "
                       "', exactextract', exactextract.__version__)")  # fmt: skip
    return (
        f"{len(models)} x {models[0].split(': ')[1]}, {gib:.0f} GiB; Kavel {commit}; "
        f"{first_line('gdalinfo', '--version').split(',')[0]}; GEOS {first_line('geos-config', '--version')}; {peers}"
    )
