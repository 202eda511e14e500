#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Is a result a valid GeoPackage, and do its tables agree with each other?

check_gpkg.py RESULT.gpkg...
"""

from __future__ import annotations

import math
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from osgeo_utils.samples import validate_gpkg

COLUMNS = {
    "ranked_sites": "rank plot_id name status light score score_low score_high failed conditions area_ha",
    "scores": "plot_id criterion_id raw raw_text unit value weight points evidence",
    "checks": "plot_id constraint_id raw raw_text limit passed on_fail",
    "criteria": "id title_nl title_en theme serves region_role measure layer parameters value_function weight"
    " source applied",
    "constraints": "id title_nl title_en theme serves region_role measure layer parameters source applied",
    "summary": "municipality segment plots gross_ha net_ha unknown_results",
    "evidence": "plot_id rule_id kind label amount unit",
    "repairs": "source layer feature_id wrong done",
    "run": "key value",
}

# Each finds rows that must not be there.
MUST_BE_EMPTY = {
    "a ranked plot is excluded or unusable, or the other way round": """
        SELECT plot_id FROM ranked_sites WHERE (rank IS NULL) != (status IN ('excluded', 'unusable'))""",
    "a red plot that is ranked, or another that is not": """
        SELECT plot_id FROM ranked_sites WHERE (light = 'red') != (rank IS NULL)""",
    "a score without a plot that can be judged, or the other way round": """
        SELECT plot_id FROM ranked_sites WHERE (score IS NULL) != (status = 'unusable')""",
    "a score outside its low and high": """
        SELECT plot_id FROM ranked_sites
        WHERE score < score_low - 1e-9 OR score > score_high + 1e-9 OR score_low < -1e-9 OR score_high > 100 + 1e-9""",
    "rows that are not in the order of the ranking": """
        SELECT b.plot_id FROM ranked_sites a JOIN ranked_sites b ON b.fid = a.fid + 1
        WHERE a.rank > b.rank OR (a.rank IS NULL AND b.rank IS NOT NULL)""",
    "a better rank with a lower score": """
        SELECT b.plot_id FROM ranked_sites a JOIN ranked_sites b ON b.fid = a.fid + 1
        WHERE b.rank > a.rank AND b.score > a.score""",
    "a plot id twice": "SELECT plot_id FROM ranked_sites GROUP BY plot_id HAVING count(*) > 1",
    "a geometry of an unusable plot, or none of another": """
        SELECT plot_id FROM ranked_sites WHERE (geom IS NULL) != (status = 'unusable')""",
    "a failed constraint that excludes, in a plot that is not excluded (or the other way round)": """
        SELECT plot_id FROM ranked_sites s WHERE (status = 'excluded') !=
            EXISTS (SELECT 1 FROM checks c WHERE c.plot_id = s.plot_id AND passed = 0 AND on_fail = 'exclude')""",
    "a conditional plot without a failed condition": """
        SELECT plot_id FROM ranked_sites s WHERE status = 'conditional' AND (conditions IS NULL OR NOT
            EXISTS (SELECT 1 FROM checks c WHERE c.plot_id = s.plot_id AND passed = 0 AND on_fail = 'condition'))""",
    "`failed` is not the list of failed checks": """
        SELECT plot_id FROM ranked_sites s WHERE coalesce(failed, '') != (
            SELECT coalesce(group_concat(constraint_id, ','), '') FROM
            (SELECT constraint_id FROM checks c WHERE c.plot_id = s.plot_id AND passed = 0 ORDER BY fid))""",
    "points that do not add up to the score": """
        SELECT s.plot_id FROM ranked_sites s JOIN scores p USING (plot_id)
        WHERE (SELECT value FROM run WHERE key = 'rules_method') = 'weighted-sum'
        GROUP BY s.plot_id HAVING abs(s.score - sum(p.points)) > 1e-6""",
    "points that are not weight times value": """
        SELECT plot_id FROM scores WHERE abs(points - 100 * weight * value) > 1e-9 OR value NOT BETWEEN 0 AND 1""",
    "a green plot with something unknown": """
        SELECT plot_id FROM ranked_sites s WHERE light = 'green' AND
            EXISTS (SELECT 1 FROM checks c WHERE c.plot_id = s.plot_id AND passed IS NULL)""",
    "raw and raw_text both there, or both not": """
        SELECT plot_id FROM scores WHERE (raw IS NULL) = (raw_text IS NULL) UNION ALL
        SELECT plot_id FROM checks WHERE (raw IS NULL) = (raw_text IS NULL)""",
    "a rule that is not applied and has rows": """
        SELECT id FROM criteria WHERE applied = 0 AND id IN (SELECT criterion_id FROM scores) UNION ALL
        SELECT id FROM constraints WHERE applied = 0 AND id IN (SELECT constraint_id FROM checks)""",
    "a rule that is not applied, without the reason": """
        SELECT id FROM criteria WHERE (applied = 0) != (why_not IS NOT NULL) UNION ALL
        SELECT id FROM constraints WHERE (applied = 0) != (why_not IS NOT NULL)""",
    "evidence of no plot or no rule": """
        SELECT fid FROM evidence WHERE plot_id NOT IN (SELECT plot_id FROM ranked_sites)
            OR rule_id NOT IN (SELECT id FROM criteria UNION SELECT id FROM constraints)""",
    "a source whose features do not add up": """
        SELECT key FROM run WHERE key LIKE 'source.%' AND
            json_extract(value, '$.features') != json_extract(value, '$.used') + json_extract(value, '$.left_out')""",
    "a layer without exactly one default style": """
        SELECT table_name FROM gpkg_geometry_columns WHERE
            (SELECT count(*) FROM layer_styles WHERE f_table_name = table_name AND useAsDefault) != 1""",
    "a table of ours without titles": """
        SELECT table_name FROM gpkg_contents WHERE table_name != 'layer_styles'
            AND table_name NOT IN (SELECT table_name FROM gpkg_data_columns)""",
}


def wrong_columns(database: sqlite3.Connection) -> Iterator[str]:
    for table, names in COLUMNS.items():
        there = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        missing = [name for name in names.split() if name not in there]
        if missing:
            yield f"{table} lacks {', '.join(missing)}"


def wrong_counts(database: sqlite3.Connection) -> Iterator[str]:
    def number(sql: str) -> int:
        return database.execute(sql).fetchone()[0]

    plots = number("SELECT count(*) FROM ranked_sites")
    for table, rules in (("scores", "criteria"), ("checks", "constraints")):
        rows = number(f"SELECT count(*) FROM {table}")
        expected = plots * number(f"SELECT count(*) FROM {rules} WHERE applied")
        if rows != expected:
            yield f"{table} has {rows} rows, not one for each plot and applied rule ({expected})"
    for table, counted in database.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents"):
        rows, last = database.execute(f'SELECT count(*), max(rowid) FROM "{table}"').fetchone()
        if rows != counted or (rows > 0 and last != rows):
            yield f"{table} has {rows} rows numbered up to {last}, and is said to have {counted}"


def wrong_totals(database: sqlite3.Connection) -> Iterator[str]:
    for column in ("plots", "gross_ha", "net_ha", "ha_green", "ha_amber", "ha_red", "unknown_results"):
        parts = database.execute(f"SELECT total({column}) FROM summary WHERE NOT total").fetchone()[0]
        said = database.execute(f"SELECT {column} FROM summary ORDER BY fid DESC LIMIT 1").fetchone()[0]
        if not math.isclose(parts, said or 0.0, rel_tol=1e-9, abs_tol=1e-9):
            yield f"summary: {column} adds up to {parts}, and the total says {said}"


def wrong_indexes(database: sqlite3.Connection) -> Iterator[str]:
    for (table,) in database.execute("SELECT table_name FROM gpkg_geometry_columns").fetchall():
        tree = f"rtree_{table}_geom"
        said = database.execute("SELECT rtreecheck(?)", (tree,)).fetchone()[0]
        if said != "ok":
            yield f"{tree}: {said}"
        lost = database.execute(
            f'SELECT count(*) FROM "{table}" WHERE (geom IS NOT NULL) != (fid IN (SELECT id FROM "{tree}"))'
        ).fetchone()[0]
        if lost:
            yield f"{tree}: {lost} rows are wrongly in it, or wrongly not"
    mode = database.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal":
        yield "the file is in WAL mode, which locks it up on network drives"


def everything_wrong(result: Path) -> Iterator[str]:
    for requirement, message in validate_gpkg.check(str(result), abort_at_first_error=False, extra_checks=True):
        yield f"validate_gpkg: requirement {requirement}: {message}"
    with sqlite3.connect(f"file:{result}?mode=ro", uri=True) as database:
        yield from wrong_columns(database)
        yield from wrong_counts(database)
        yield from wrong_totals(database)
        yield from wrong_indexes(database)
        for what, sql in MUST_BE_EMPTY.items():
            rows = database.execute(sql).fetchmany(3)
            if rows:
                yield f"{what}: {', '.join(str(row[0]) for row in rows)}"


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    wrong = [(result, text) for result in map(Path, sys.argv[1:]) for text in everything_wrong(result)]
    for result, text in wrong:
        print(f"error: {result}: {text}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
