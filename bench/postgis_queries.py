# SPDX-License-Identifier: EUPL-1.2
"""The same work as SQL for PostGIS: nearest by the index (<->), ST_DWithin, and an overlay only of what is not inside."""

from __future__ import annotations

from pathlib import Path

from work import LAYERS, SIMPLE, VECTOR, Rule

NOISE_M = 1e-6  # distances within a micrometre are equal, says Kavel's contract
NOISE_SHARE = 1e-9  # and so are areas within this share of the plot's

CLIP = "CASE WHEN ST_CoveredBy(f.geom, p.geom) THEN f.geom ELSE ST_Intersection(f.geom, p.geom) END"


def around(radius: object) -> str:
    """The plots' buffers under the plots' name. OFFSET 0 keeps each from being made again for every use of it."""
    return f"(SELECT fid, ST_Buffer(geom, {radius}, 'quad_segs=16') AS geom FROM chosen OFFSET 0) p"


def per_plot(amount: str, layer: str, condition: str, plots: str = "chosen p") -> str:
    """One figure a plot out of the features that meet it."""
    return (
        f"SELECT p.fid, x.answer FROM {plots} LEFT JOIN LATERAL "
        f"(SELECT {amount} AS answer FROM {layer} f WHERE {condition}) x ON true"
    )


MEETS = "ST_Intersects(f.geom, p.geom)"


def query(rule: Rule) -> str:
    layer = rule.layer.replace("-", "_")
    radius, attribute = rule.extra.get("radius"), rule.extra.get("attribute")
    near = f"SELECT ST_Distance(f.geom, p.geom) AS m FROM {layer} f ORDER BY f.geom <-> p.geom LIMIT 1"
    match rule.measure:
        case "area":
            return "SELECT fid, ST_Area(geom) FROM chosen"
        case "perimeter":
            return "SELECT fid, ST_Perimeter(geom) FROM chosen"
        case "compactness":
            return "SELECT fid, 4 * pi() * ST_Area(geom) / ST_Perimeter(geom) ^ 2 FROM chosen"
        case "rectangularity":
            return "SELECT fid, ST_Area(geom) / ST_Area(ST_OrientedEnvelope(geom)) FROM chosen"
        case "width":
            ring = "ST_ExteriorRing(ST_OrientedEnvelope(geom))"
            sides = [f"ST_Distance(ST_PointN(r, {n}), ST_PointN(r, {n + 1}))" for n in (1, 2)]
            return f"SELECT fid, least({', '.join(sides)}) FROM (SELECT fid, {ring} AS r FROM chosen OFFSET 0) e"
        case "distance":
            limit = rule.extra.get("within")
            wanted = f"CASE WHEN n.m <= {limit} THEN n.m END" if limit else "n.m"
            return f"SELECT p.fid, {wanted} FROM chosen p LEFT JOIN LATERAL ({near}) n ON true"
        case "nearest":
            return (
                f"SELECT p.fid, o.{attribute} FROM chosen p LEFT JOIN LATERAL ({near}) n ON true LEFT JOIN LATERAL "
                f"(SELECT f.{attribute} FROM {layer} f WHERE ST_DWithin(f.geom, p.geom, n.m + {NOISE_M}) "
                f"ORDER BY f.fid LIMIT 1) o ON true"
            )
        case "count_within" | "sum_within":
            amount = f"coalesce(sum(f.{attribute}), 0)" if attribute else "count(*)"
            return per_plot(amount, layer, f"ST_DWithin(f.geom, p.geom, {radius} + {NOISE_M})")
        case "length_within":
            inside = "CASE WHEN ST_Covers(p.geom, f.geom) THEN ST_Length(f.geom) "
            inside += "ELSE ST_Length(ST_Intersection(f.geom, p.geom)) END"
            return per_plot(f"coalesce(sum({inside}), 0)", layer, MEETS, around(radius))
        case "area_within":
            return per_plot(f"coalesce(ST_Area(ST_Union({CLIP})), 0)", layer, MEETS, around(radius))
        case "covered_share" | "attribute_share":
            values = ", ".join(f"'{value}'" for value in rule.extra.get("one_of", []))
            condition = MEETS + (f" AND f.{attribute} IN ({values})" if values else "")
            share = f"coalesce(ST_Area(ST_Union({CLIP})), 0) / ST_Area(p.geom)"
            return per_plot(share, layer, condition)
        case "attribute_at":
            clips = (
                f"SELECT f.fid, f.{attribute} AS answer, ST_Area({CLIP}) AS m2 FROM {layer} f WHERE {MEETS} OFFSET 0"
            )
            most = f"SELECT *, max(m2) OVER () AS most FROM ({clips}) c"
            noise = f"{NOISE_SHARE} * ST_Area(p.geom)"
            return (
                f"SELECT p.fid, x.answer FROM chosen p LEFT JOIN LATERAL (SELECT answer FROM ({most}) m "
                f"WHERE m2 > {noise} AND m2 >= most - {noise} ORDER BY fid LIMIT 1) x ON true"
            )
    raise SystemExit(f"postgis_queries.py does not know {rule.measure}")


def write_script(script: Path, answers: Path, work: str, every: int = 1) -> None:
    """A psql script that writes one CSV a rule. With `every`, of each that manyth plot."""
    lines = ["\\set QUIET 1", "\\pset pager off"]
    # The sample is a table of its own, so that it is shared out to workers as the whole is.
    chosen = f"SELECT fid, geom FROM (SELECT *, row_number() OVER (ORDER BY fid) - 1 AS n FROM plots) p WHERE n % {every} = 0"
    lines += [f"DROP TABLE IF EXISTS chosen; CREATE UNLOGGED TABLE chosen AS {chosen};"]
    lines += ["ALTER TABLE chosen SET (parallel_workers = 2);", "ANALYZE chosen;"]
    for rule in {"vector": VECTOR, "simple": SIMPLE}[work]:
        assert not rule.layer or rule.layer in LAYERS
        lines.append(f"\\copy ({query(rule)}) TO '{answers}/{rule.id}.csv' CSV")
    script.write_text("\n".join(lines) + "\n")
