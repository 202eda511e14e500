# SPDX-License-Identifier: EUPL-1.2
"""A result as the panel needs it: its plots, its rules, and the values to rank anew. No Qt, no QGIS."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass, field

import numpy

from ..result import NoResult, Row, account, has_table, opened, rows, theme_titles
from .reranking import Criterion, Recorded

MUNICIPALITY = ("municipality", "gemeente")


@dataclass
class Theme:
    id: str
    title: str


@dataclass
class Result:
    """What is read once; a plot's evidence is read when it is asked for."""

    path: str
    language: str
    plots: list[Row]  # rows of ranked_sites without geometry, in the order of the ranking
    recorded: Recorded
    themes: list[Theme]
    run: dict[str, str]
    constraints: dict[str, Row] = field(default_factory=dict)
    criteria: dict[str, Row] = field(default_factory=dict)
    municipality_field: str = ""

    @property
    def can_rerank(self) -> bool:
        """Other methods than a weighted sum compare plots in ways that need a run."""
        return self.run.get("rules_method") == "weighted-sum" and bool(self.recorded.criteria)

    def municipality(self, plot: Row) -> str:
        return str(plot.get(self.municipality_field) or "") if self.municipality_field else ""


def read_result(path: str, language: str) -> Result:
    """Titles are in `language`. Raises NoResult."""
    with opened(path) as database:
        columns = [row["name"] for row in rows(database, "SELECT name FROM pragma_table_info('ranked_sites')")]
        if not columns:
            raise NoResult(f"{path}: no table ranked_sites")
        listed = ", ".join('"' + name.replace('"', '""') + '"' for name in columns if name != "geom")
        plots = rows(database, f"SELECT {listed} FROM ranked_sites ORDER BY fid")
        run = account(database)
        all_criteria = rows(database, "SELECT * FROM criteria ORDER BY fid")
        constraints = rows(database, "SELECT * FROM constraints ORDER BY fid")
        applied = [
            Criterion(row["id"], row[f"title_{language}"] or row["id"], row["theme"] or "", float(row["weight"]))
            for row in all_criteria
            if row["applied"]
        ]
        themes = themes_of(database, all_criteria)
        recorded = Recorded(
            [row["plot_id"] for row in plots],
            [row["status"] for row in plots],
            applied,
            values_of(database, plots, applied),
            [theme.id for theme in themes],
        )
    by_name = {name.lower(): name for name in columns}
    field_name = next((by_name[name] for name in MUNICIPALITY if name in by_name), "")
    return Result(
        os.path.abspath(path),
        language,
        plots,
        recorded,
        themes,
        run,
        {row["id"]: row for row in constraints},
        {row["id"]: row for row in all_criteria},
        field_name,
    )


def values_of(database: sqlite3.Connection, plots: list[Row], criteria: list[Criterion]) -> numpy.ndarray:
    """Criterion x plot; NaN where nothing was recorded."""
    values = numpy.full((len(criteria), len(plots)), numpy.nan)
    column = {row["plot_id"]: index for index, row in enumerate(plots)}
    line = {criterion.id: index for index, criterion in enumerate(criteria)}
    cursor = database.cursor()
    cursor.row_factory = None
    for plot_id, criterion_id, value in cursor.execute("SELECT plot_id, criterion_id, value FROM scores"):
        if value is not None and criterion_id in line:
            values[line[criterion_id], column[plot_id]] = value
    return values


def themes_of(database: sqlite3.Connection, criteria: list[Row]) -> list[Theme]:
    """The themes that criteria name, in their order, with the titles of the columns theme_ID."""
    titles = theme_titles(database)
    found: dict[str, Theme] = {}
    for row in criteria:
        theme = row["theme"] or ""
        if theme and theme not in found:
            found[theme] = Theme(theme, titles.get(theme_column(theme), theme))
    return list(found.values())


def theme_column(theme: str) -> str:
    return "theme_" + theme.replace("-", "_")


@dataclass
class Dossier:
    """All that the result says of one plot."""

    plot: Row
    checks: list[Row]
    scores: list[Row]
    evidence: list[Row]  # with `geom`, a GeoPackage blob or None
    station: Row | None = None


def read_dossier(result: Result, plot: Row) -> Dossier:
    """Raises NoResult when the file has gone meanwhile."""
    plot_id = plot["plot_id"]
    with opened(result.path) as database:
        checks = rows(database, "SELECT * FROM checks WHERE plot_id = ? ORDER BY fid", plot_id)
        scores = rows(database, "SELECT * FROM scores WHERE plot_id = ? ORDER BY fid", plot_id)
        evidence = rows(database, "SELECT * FROM evidence WHERE plot_id = ? ORDER BY fid", plot_id)
        station = None
        if plot.get("station_id") and has_table(database, "grid_stations"):
            found = rows(database, "SELECT * FROM grid_stations WHERE station_id = ?", plot["station_id"])
            station = found[0] if found else None
    return Dossier(plot, checks, scores, evidence, station)


def plot_geometry(result: Result, plot_id: str) -> bytes | None:
    """The plot's outline as well-known binary."""
    with opened(result.path) as database:
        found = rows(database, "SELECT geom FROM ranked_sites WHERE plot_id = ?", plot_id)
    return well_known(found[0]["geom"]) if found else None


def well_known(blob: bytes | None) -> bytes | None:
    """What follows the head of a GeoPackage geometry: two letters, version, flags, SRS and maybe a box."""
    if not blob:
        return None
    box_sizes = (0, 32, 48, 48, 64)
    box = (blob[3] >> 1) & 0x07
    is_empty = blob[3] & 0x10
    return None if is_empty or box >= len(box_sizes) else bytes(blob[8 + box_sizes[box] :])


def study_path(result: Result) -> str:
    """The study that the result was made of, as its run names it; relative ones lie beside the result."""
    shown = result.run.get("study_path", "")
    return shown if os.path.isabs(shown) else os.path.join(os.path.dirname(result.path), shown)
