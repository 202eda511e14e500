# SPDX-License-Identifier: EUPL-1.2
"""A result read back: the tables that `kavel score` wrote, by SQLite. No Qt, no QGIS."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class NoResult(Exception):
    """The file is no result of Kavel."""


@contextmanager
def opened(path: str) -> Iterator[sqlite3.Connection]:
    """The GeoPackage, read-only. Raises NoResult for another file."""
    if not os.path.isfile(path):
        raise NoResult(f"{path}: no such file")
    database = connected(path)
    try:
        yield database
    except sqlite3.DatabaseError as wrong:
        raise NoResult(f"{path}: {wrong}") from wrong
    finally:
        database.close()


def connected(path: str) -> sqlite3.Connection:
    """Raises NoResult for what has no table `run`."""
    why = ""
    # While QGIS has it open, one in a folder that is not ours to write in can only be read as if it never changed.
    for way in ("mode=ro", "mode=ro&immutable=1"):
        database = None
        try:
            database = sqlite3.connect(f"{Path(os.path.abspath(path)).as_uri()}?{way}", uri=True)
            database.row_factory = sqlite3.Row
            database.execute("SELECT 1 FROM run WHERE key = 'kavel_version'").fetchone()
            return database
        except sqlite3.DatabaseError as wrong:
            why = str(wrong)
            if database is not None:
                database.close()
    raise NoResult(f"{path}: {why}")


def rows(database: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    return [dict(row) for row in database.execute(sql, values)]


def theme_titles(database: sqlite3.Connection) -> dict[str, str]:
    """The titles of the themes, by their columns theme_ID in ranked_sites."""
    sql = """SELECT column_name, title FROM gpkg_data_columns
             WHERE table_name = 'ranked_sites' AND column_name LIKE 'theme%'"""
    return {row["column_name"]: (row["title"] or "").split(": ", 1)[-1] for row in rows(database, sql)}


def spatial_tables(path: str) -> list[tuple[str, str]]:
    """(table, title) of each table with geometry."""
    with opened(path) as database:
        sql = """SELECT c.table_name, c.identifier FROM gpkg_geometry_columns g
                 JOIN gpkg_contents c ON c.table_name = g.table_name ORDER BY 1"""
        return [(row["table_name"], row["identifier"]) for row in rows(database, sql)]


def has_table(database: sqlite3.Connection, name: str) -> bool:
    return bool(rows(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name))


def account(database: sqlite3.Connection) -> dict[str, str]:
    """The table `run`: what was run, with what, by which rules."""
    return {row["key"]: row["value"] or "" for row in rows(database, "SELECT key, value FROM run")}
