#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""What Kavel ships works: every role, every rule set, the sample region, the documents that it prints.

shipped.py BINARY
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from osgeo import ogr, osr
from whole_program import Tally, account_of, binary_from_command_line, everything_wrong, rows_of, start

ogr.UseExceptions()
osr.UseExceptions()

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "waalstad"
RULE_SETS = ["rpw-logistiek", "rpw-xxl", "rpw-regionaal", "rpw-kadegebonden"]


def check_catalogues(binary: Path, tally: Tally) -> None:
    roles = sorted(path.stem for path in (ROOT / "layers").glob("*.toml") if path.stem != "candidates")
    listed = [role["id"] for role in json.loads(start(binary, ["layers", "--json"], ROOT).out)]
    tally.check(listed == roles, "every file of layers/ is listed")
    plots = json.loads(start(binary, ["layers", "candidates", "--json"], ROOT).out)
    tally.check("plan_status" in [field["name"] for field in plots["fields"]], "what plots are called can be asked for")
    for language in ("nl", "en"):
        for role in roles:
            answer = start(binary, ["layers", role, "--lang", language], ROOT)
            tally.check(answer.code == 0 and len(answer.out) > 200, f"role {role} prints in {language}")
        for name in RULE_SETS:
            answer = start(binary, ["rules", name, "--lang", language], ROOT)
            tally.check(answer.code == 0 and len(answer.out) > 5000, f"rule set {name} prints in {language}")
    sets = [one["name"] for one in json.loads(start(binary, ["rules", "--json"], ROOT).out)]
    tally.check(sets == sorted(RULE_SETS), "every file of rules/ is listed")


def check_policy(binary: Path, tally: Tally) -> None:
    """The region's policy: at least twenty rules, each with a source; no theme weighs more than half."""
    for name in RULE_SETS:
        rules = json.loads(start(binary, ["rules", name, "--json"], ROOT).out)["rules"]
        tally.check(len(rules) >= 20, f"{name} has twenty rules")
        tally.check(all(rule["source"] for rule in rules), f"every rule of {name} has a source")
        weights: dict[str, float] = {}
        for rule in rules:
            weights[rule["theme"]] = weights.get(rule["theme"], 0) + rule.get("weight", 0)
        tally.check(2 * max(weights.values()) <= sum(weights.values()), f"no theme of {name} outweighs the rest")


def check_sample(binary: Path, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        region = Path(folder)
        data = region / "data"
        subprocess.run(["/usr/bin/python3", SAMPLE / "generate.py", data], check=True, capture_output=True)
        again = region / "again"
        subprocess.run(["/usr/bin/python3", SAMPLE / "generate.py", again], check=True, capture_output=True)
        for file in sorted(data.iterdir()):
            tally.check(file.read_bytes() == (again / file.name).read_bytes(), f"{file.name} is made the same twice")
        (region / "study.toml").write_bytes((SAMPLE / "study.toml").read_bytes())
        check_readme(binary, tally, region)
        for name in RULE_SETS:
            check_set(binary, tally, region, name)
        answer = start(binary, ["score", "study.toml", "--scenario", "a94-extended", "-o", "later.gpkg"], region)
        tally.check(answer.code == 0, f"the scenario scores: {answer.err}")
        check_grid(tally, region)
        check_capacity_map(binary, tally, region)


def check_grid(tally: Tally, region: Path) -> None:
    """The grid of the sample has something to show: every status, a year without a size, and a hub that gains."""
    result = region / "rpw-logistiek.gpkg"
    found = {row["grid_status"] for row in rows_of(result, "SELECT DISTINCT grid_status FROM ranked_sites")}
    statuses = {"available", "local", "later", "unavailable", "unknown"}
    tally.check(found == statuses, f"plots of the sample have every status: {found}")
    sized = rows_of(result, "SELECT DISTINCT relief_sized AS sized FROM ranked_sites WHERE grid_status = 'later'")
    tally.check({row["sized"] for row in sized} == {0, 1}, "some years are published without a size, some with")
    held = rows_of(
        result,
        """SELECT count(*) AS n FROM ranked_sites p JOIN grid_stations s USING (station_id)
           WHERE p.station_id = 'RB-GW' AND s.headroom_2030 > p.demand_mw AND p.headroom_mw < 0""",
    )
    tally.check(held[0]["n"] > 5, "a station has room where the one above it has none")
    hubs = rows_of(result, "SELECT joined, joined_alone FROM energy_hubs")
    gain = [hub for hub in hubs if len(str(hub["joined"]).split(",")) > len(str(hub["joined_alone"]).split(","))]
    tally.check(bool(gain), "in some hub more can join together than each alone")


def check_capacity_map(binary: Path, tally: Tally, region: Path) -> None:
    """The same grid out of the official JSON: a plot's postcode leads to the same stations, figures and year."""
    (region / "capacity-map.toml").write_bytes((SAMPLE / "capacity-map.toml").read_bytes())
    answer = start(binary, ["score", "capacity-map.toml", "-o", "map.gpkg"], region)
    if not tally.check(answer.code == 0, f"the study of the capacity map scores: {answer.err}"):
        return
    wrong = list(everything_wrong(region / "map.gpkg"))
    tally.check(not wrong, f"capacity map: a valid GeoPackage whose tables agree: {wrong[:3]}")
    station = "OS Grote Weerd 20 kV"
    rows = rows_of(region / "map.gpkg", "SELECT * FROM ranked_sites WHERE station_id = ?", station)
    tally.check(len(rows) > 10, f"{len(rows)} plots lie in postcodes of {station}")
    tally.check({row["headroom_mw"] for row in rows} == {-17}, "above it are 24 MW less a queue of 41")
    sized = {(row["earliest_year"], row["relief_sized"]) for row in rows if row["connection_class"] is not None}
    tally.check(sized == {(2031, 0)}, f"until 2031, and by how much is not in the map: {sized}")


def check_readme(binary: Path, tally: Tally, region: Path) -> None:
    """What the README shows is what is printed, and what it tells to write is understood."""
    blocks = re.findall(r"```(?:toml)?\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    printed = [
        start(binary, ["score", "study.toml", "-o", "ranked.gpkg"], region).out,
        start(binary, ["explain", "ranked.gpkg", "waalstad-KN-03"], region).out,
    ]
    for text in printed:
        tally.check(any(text.startswith(block) for block in blocks), f"the README shows what is printed: {text[:300]}")
    rules, study = [block for block in blocks if block.startswith(("[rules]", "[study]"))]
    folder = region / "readme"
    folder.mkdir()
    (folder / "my-rules.toml").write_text(rules, encoding="utf-8")
    (folder / "study.toml").write_text(study, encoding="utf-8")
    square = "POLYGON ((0 0, 200 0, 200 200, 0 200, 0 0))"
    for name, wkt in (("plots.gpkg", square), ("natura2000.gpkg", square), ("ramps.geojson", "POINT (900 0)")):
        write_source(folder / name, wkt)
    answer = start(binary, ["check", "study.toml", "--json"], folder)
    tally.check(answer.code == 0, f"the README's own study is understood: {answer.err}")
    tally.check(answer.code == 0 and json.loads(answer.out)["rules_applied"] == 3, "all of its rules are applied")


def write_source(path: Path, wkt: str) -> None:
    """One feature with a kavel_id."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(28992)
    driver = ogr.GetDriverByName("GeoJSON" if path.suffix == ".geojson" else "GPKG")
    source = driver.CreateDataSource(str(path))
    layer = source.CreateLayer(path.stem, system)
    layer.CreateField(ogr.FieldDefn("kavel_id", ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["kavel_id"] = "A"
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    layer.CreateFeature(feature)


def check_set(binary: Path, tally: Tally, region: Path, name: str) -> None:
    result = region / f"{name}.gpkg"
    choice = ["--set", f'study.rules="{name}"', "--json"]
    answer = start(binary, ["score", "study.toml", "-o", result.name, *choice], region)
    if not tally.check(answer.code == 0, f"{name} scores the sample: {answer.err}"):
        return
    told = json.loads(answer.out)
    tally.check(told["plots"] == 96 and told["ranked"] >= 8, f"{name} ranks plots of the sample")
    tally.check(told["rules_left_out"] == [], f"every rule of {name} is applied to the sample")
    wrong = list(everything_wrong(result))
    tally.check(not wrong, f"{name}: a valid GeoPackage whose tables agree: {wrong[:3]}")
    best = rows_of(result, "SELECT plot_id FROM ranked_sites ORDER BY fid LIMIT 1")[0]["plot_id"]
    for language in ("nl", "en"):
        story = start(binary, ["explain", result.name, str(best), "--lang", language], region)
        tally.check(story.code == 0 and str(best) in story.out, f"{name}: the best plot is explained in {language}")
    for key, text in account_of(result).items():
        if key.startswith("source."):
            source = json.loads(text)
            tally.check(source["features"] == source["used"] + source["left_out"], f"{name}: {key} counts add up")
    unknown = rows_of(
        result,
        """SELECT count(*) AS n FROM checks JOIN ranked_sites USING (plot_id)
           WHERE constraint_id = 'green-development-zone' AND passed IS NULL AND municipality = 'Heuveldorp'""",
    )
    if name == "rpw-logistiek":
        tally.check(unknown[0]["n"] > 0, "over the provincial border the green zone is unknown, not free")


def check_documents(binary: Path, tally: Tally) -> None:
    for name in ("measures", "commands"):
        printed = start(binary, ["docs", name], ROOT).out
        written = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        tally.check(printed == written, f"docs/{name}.md is what 'kavel docs {name}' prints")


def main() -> int:
    binary = binary_from_command_line(__doc__ or "")
    tally = Tally()
    check_catalogues(binary, tally)
    check_policy(binary, tally)
    check_documents(binary, tally)
    check_sample(binary, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
