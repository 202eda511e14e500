#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does `kavel init` begin the right study out of a folder of downloads?

init.py BINARY

One folder is made here: files named, and with the fields, as PDOK, CBS, Kadaster, RWS, ProRail, NDW, RIVM, RCE and the
grid operators publish them (after layers/*.toml), and a few that a planner draws. Another is ../shared/data, where it
is there: data of others, with several candidates for a role and much that plays none.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from osgeo import gdal, ogr, osr
from whole_program import SHARED, TESTS, Answer, Tally, binary_from_command_line, rows_of, start

SAMPLE = TESTS.parent / "samples" / "waalstad"
DATA = SHARED / "data"
X, Y = 190000.0, 440000.0
SHAPES = {
    "point": f"POINT ({X + 500} {Y + 500})",
    "line": f"LINESTRING ({X} {Y}, {X + 900} {Y + 100})",
    "polygon": f"POLYGON (({X} {Y}, {X + 1000} {Y}, {X + 1000} {Y + 1000}, {X} {Y + 1000}, {X} {Y}))",
}
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}

# file, layer, shape, fields with a value
PUBLISHED: list[tuple[str, str, str, dict[str, object]]] = [
    ("natura2000.gpkg", "natura2000", "polygon",
     {"naamN2K": "Rijntakken", "nr": 38, "beschermin": "VR+HR", "sitecodeV": "NL1", "status": "x"}),
    ("nwb_wegen.gpkg", "wegvakken", "line",
     {"wvk_id": 1, "bst_code": "OPR", "rijrichtng": "H", "stt_naam": "A12", "wegnummer": "012", "wegbehsrt": "R",
      "gme_naam": "Duiven"}),
    ("bag-light.gpkg", "pand", "polygon",
     {"identificatie": "0226100000000001", "status": "Pand in gebruik", "bouwjaar": 1990, "gebruiksdoel": ""}),
    ("bag-light.gpkg", "verblijfsobject", "point",
     {"identificatie": "0226010000000001", "pand_identificatie": "0226100000000001", "gebruiksdoel": "woonfunctie",
      "status": "Verblijfsobject in gebruik", "oppervlakte": 90, "postcode": "6921AA", "huisnummer": 1,
      "woonplaats": "Duiven"}),
    ("wijkenbuurten_2023_v1.gpkg", "gemeenten", "polygon",
     {"gemeentecode": "GM0226", "gemeentenaam": "Duiven", "water": "NEE", "aantal_inwoners": 25000,
      "aantal_huishoudens": 11000, "oppervlakte_land_in_ha": 3400}),
    ("wijkenbuurten_2023_v1.gpkg", "wijken", "polygon",
     {"wijkcode": "WK022600", "wijknaam": "Duiven", "gemeentecode": "GM0226", "water": "NEE"}),
    ("wijkenbuurten_2023_v1.gpkg", "buurten", "polygon",
     {"buurtcode": "BU02260000", "buurtnaam": "Centrum", "wijkcode": "WK022600", "gemeentecode": "GM0226",
      "gemeentenaam": "Duiven", "water": "NEE", "aantal_inwoners": 2500, "aantal_huishoudens": 1100,
      "oppervlakte_land_in_ha": 340}),
    ("BestuurlijkeGebieden_2024.gpkg", "provinciegebied", "polygon",
     {"identificatie": "PV25", "naam": "Gelderland", "code": "25"}),
    ("cbs_pc6_2023.gpkg", "postcode6", "polygon",
     {"postcode6": "6921AA", "aantal_inwoners": 40, "aantal_woningen": 20}),
    ("IBIS_bedrijventerreinen.shp", "IBIS_bedrijventerreinen", "polygon",
     {"RIN_NUMMER": "1", "PLAN_NAAM": "Centerpoort", "GEM_CODES": "GM0226", "HA_BRUTO": 20.5, "HA_NETTO": 15.2,
      "WLOC_TYPE": "B"}),
    ("top10nl_Compleet.gpkg", "top10nl_waterdeel_vlak", "polygon",
     {"typewater": "waterloop", "breedteklasse": "> 6 meter", "functie": "vaargeul", "naamofficieel": "IJssel"}),
    ("top10nl_Compleet.gpkg", "top10nl_plaats_vlak", "polygon",
     {"naamnl": "Duiven", "bebouwdekom": "ja", "typegebied": "woonkern"}),
    ("top10nl_Compleet.gpkg", "top10nl_terrein_vlak", "polygon",
     {"typelandgebruik": "grasland", "hoogteniveau": 0, "naam": ""}),
    ("spoorwegen.gpkg", "spooras", "line", {"puic": "a", "status": "Bestaand", "geocode": "014"}),
    ("spoorwegen.gpkg", "station", "point", {"naam": "Duiven", "stationscode": "DVN"}),
    ("bevaarbaarheid.gpkg", "l_navigability", "line", {"code": "V_A", "description": "klasse Va", "name": "IJssel"}),
    ("rev_public.gpkg", "ev_pr10_6", "polygon",
     {"identificatie": "1", "bedrijfsnaam": "Tank BV", "bronhouder": "GM0226", "evactiviteit": "lpg",
      "maatgevende_stof": "propaan"}),
    ("Rijksmonumentpunten_28992.shp", "Rijksmonumentpunten_28992", "point",
     {"rijksmonum": "1", "complex_nu": "2", "aard_monum": "gebouwd", "hoofdcateg": "Kerk"}),
    ("rce.gpkg", "Townscapes", "polygon", {"NAAM": "Doesburg", "JURSTATUS": "rijksbeschermd stadsgezicht"}),
    ("liander_elektriciteitsnetten.gpkg", "middenspanningskabels", "line", {"id": 1, "Bedrijfsspanning": 10}),
    ("liander_elektriciteitsnetten.gpkg", "onderstations", "point", {"id": 1}),
    ("beschikbare_capaciteit_elektriciteitsnet.gpkg", "capaciteit", "polygon",
     {"station": "DVN", "status": "In bedrijf", "beschikbare_capaciteit_afname_huidig_mva": "0"}),
    ("stops.gpkg", "stops", "point", {"stop_id": "1", "stop_code": "2", "stop_name": "Station"}),
    ("stortplaatsen.geojson", "stortplaatsen", "point", {"status": "gesloten", "hectare": 3.0, "plaatsnaam": "Duiven"}),
    ("ZE_zones_o.geojson", "ZE_zones_o", "polygon", {"gid": 1, "gemnaam": "Arnhem"}),
    ("perceel.gpkg", "Perceel", "polygon",
     {"identificatieLokaalID": "1", "kadastraleGemeenteWaarde": "Duiven", "sectie": "A", "perceelnummer": 12,
      "kadastraleGrootteWaarde": 1000}),
    ("ruimtelijke_plannen.gpkg", "Enkelbestemming", "polygon",
     {"identificatie": "NL.IMRO.0226", "naam": "Bedrijf", "bestemmingshoofdgroep": "bedrijf", "artikelnummer": 3}),
    ("natuurnetwerk-nederland.gpkg", "PS.ProtectedSite", "polygon", {"siteName": "Gelders natuurnetwerk"}),
    ("grondwater.gpkg", "AM.DrinkingWaterProtectionArea", "polygon", {"omschrijvi": "waterwingebied"}),
    ("barro.gpkg", "NL_IMRO_0000_BZKamGCBarro_5025_Besluitsubvlak_A", "polygon", {"naam": "rivierbed"}),
    ("CleanEnergyHubs_Locaties_a.geojson", "CleanEnergyHubs_Locaties_a", "point", {"Fuel_type": "HVO, waterstof"}),
    ("tentec/roads.gpkg", "roads", "line", {"CORRIDORS": "Rhine-Alpine", "GIS_STATUS": "existing"}),
    ("eigen/kavels.gpkg", "kavels", "polygon", {"kavel_id": "A-1", "naam": "De Nieuwe", "plan_status": "hard"}),
    ("eigen/planned-ramps.geojson", "planned-ramps", "point", {"name": "De Liemers"}),
    ("eigen/grid-stations.gpkg", "stations", "point",
     {"station_id": "DVN", "name": "Duiven", "voltage_kv": 50, "demand_available_mw": 10}),
    ("eigen/onbekend.gpkg", "vlekken", "polygon", {"kleur": "rood"}),
]

EXPECTED = {
    "candidates": "eigen/kavels.gpkg",
    "natura2000": "natura2000.gpkg",
    "roads": "nwb_wegen.gpkg",
    "motorway-ramps": "nwb_wegen.gpkg",
    "housing": "bag-light.gpkg",
    "municipalities": "wijkenbuurten_2023_v1.gpkg",
    "neighbourhoods": "wijkenbuurten_2023_v1.gpkg",
    "provinces": "BestuurlijkeGebieden_2024.gpkg",
    "postcode-areas": "cbs_pc6_2023.gpkg",
    "business-parks": "IBIS_bedrijventerreinen.shp",
    "water": "top10nl_Compleet.gpkg",
    "urban-area": "top10nl_Compleet.gpkg",
    "land-use": "top10nl_Compleet.gpkg",
    "rail": "spoorwegen.gpkg",
    "public-transport-stops": "stops.gpkg",
    "waterways": "bevaarbaarheid.gpkg",
    "external-safety": "rev_public.gpkg",
    "heritage": "rce.gpkg",
    "grid-cables": "liander_elektriciteitsnetten.gpkg",
    "grid-areas": "beschikbare_capaciteit_elektriciteitsnet.gpkg",
    "grid-stations": "eigen/grid-stations.gpkg",
    "charging": "charging_point_locations.geojson",
    "waste-processing": "stortplaatsen.geojson",
    "zero-emission-zones": "ZE_zones_o.geojson",
    "parcels": "perceel.gpkg",
    "zoning": "ruimtelijke_plannen.gpkg",
    "nnn": "natuurnetwerk-nederland.gpkg",
    "groundwater-protection": "grondwater.gpkg",
    "riverbed": "barro.gpkg",
    "clean-energy-hubs": "CleanEnergyHubs_Locaties_a.geojson",
    "freight-corridors": "tentec/roads.gpkg",
    "planned-ramps": "eigen/planned-ramps.geojson",
    "flood-depth": "maximale_waterdiepte_nederland_middelgrote_kans.tif",
    "noise": "rivm_20250801_Geluid_lden_allebronnen_2022.tif",
    "capacity-map": "capaciteitskaart_2026.json",
}

# Of ../shared/data: role -> file and layer.
EXPECTED_OF_SHARED = {
    "candidates": ("kampen.gpkg", "candidate_plots"),
    "roads": ("kampen.gpkg", "roads"),
    "rail": ("kampen.gpkg", "railways"),
    "waterways": ("kampen.gpkg", "waterways"),
    "water": ("kampen.gpkg", "water"),
    "land-use": ("kampen.gpkg", "landuse"),
    "motorway-ramps": ("kampen.gpkg", "motorway_junctions"),
    "public-transport-stops": ("kampen.gpkg", "rail_stations"),
    "grid-stations": ("kampen_grid.gpkg", "stations"),
    "grid-areas": ("kampen_grid.gpkg", "service_areas"),
    "grid-cables": ("kampen_grid.gpkg", "cables"),
    "grid-forecast": ("kampen_grid.gpkg", "forecast"),
    "flood-depth": ("kampen_flood.tif", ""),
    "natura2000": ("natura2000_overijssel.geojson", "natura2000"),
    "municipalities": ("nl_admin.gpkg", "cbs_gemeenten_2022_simplified"),
    "neighbourhoods": ("nl_admin.gpkg", "cbs_buurt_2014"),
    "provinces": ("nl_admin.gpkg", "cbs_provincie_2015"),
    "housing": ("bag/bag.gpkg", "verblijfsobjecten"),
}

RD = osr.SpatialReference()
RD.ImportFromEPSG(28992)
gdal.UseExceptions()
ogr.UseExceptions()


def add_layer(
    folder: Path, file: str, layer: str, shape: str, values: dict[str, object], wkt: str | None = None
) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    driver = ogr.GetDriverByName(DRIVERS[path.suffix])
    source = ogr.Open(str(path), 1) if path.exists() else driver.CreateDataSource(str(path))
    kind = {"point": ogr.wkbPoint, "line": ogr.wkbLineString, "polygon": ogr.wkbPolygon}[shape]
    made = source.CreateLayer(layer, RD, kind)
    types = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}
    for name, value in values.items():
        made.CreateField(ogr.FieldDefn(name, types[type(value)]))
    feature = ogr.Feature(made.GetLayerDefn())
    for name, value in values.items():
        feature.SetField(name, value)
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt or SHAPES[shape]))
    made.CreateFeature(feature)


def add_raster(folder: Path, file: str) -> None:
    raster = gdal.GetDriverByName("GTiff").Create(str(folder / file), 20, 20, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((X, 100.0, 0.0, Y + 2000.0, 0.0, -100.0))
    raster.SetProjection(RD.ExportToWkt())
    raster.GetRasterBand(1).Fill(1)


def make_folder(folder: Path) -> None:
    for file, layer, shape, values in PUBLISHED:
        add_layer(folder, file, layer, shape, values)
    for file in ("maximale_waterdiepte_nederland_middelgrote_kans.tif", "rivm_20250801_Geluid_lden_allebronnen_2022.tif"):
        add_raster(folder, file)
    charging = {
        "type": "FeatureCollection",
        "features": [{
            "type": "Feature",
            "properties": {"id": "1", "open": True, "operator_name": "Laad BV", "address": "Weg 1",
                           "availabilities": [{"total": 2, "available": 1, "power_max": 150000}]},
            "geometry": {"type": "Point", "coordinates": [5.98, 51.95]},
        }],
    }
    (folder / "charging_point_locations.geojson").write_text(json.dumps(charging), encoding="utf-8")
    capacity = {
        "conforms_to": "http://data.netbeheernederland.nl/capaciteitskaart/v1.3.0",
        "creator": "netbeheerder",
        "issued": "2026-01-01",
        "energy_areas": [{"short_code": "VG1", "postcode_areas": [], "demand_available_capacity": 5}],
    }
    (folder / "capaciteitskaart_2026.json").write_text(json.dumps(capacity), encoding="utf-8")
    (folder / "lees-mij.txt").write_text("Niets voor Kavel.", encoding="utf-8")
    (folder / "kapot.geojson").write_text('{"type": "FeatureCollection", "features": [{', encoding="utf-8")


def init(binary: Path, folder: Path, data: str, *more: str) -> Answer:
    return start(binary, ["init", data, "-o", "study.toml", *more], folder)


def files_by_role(claims: list[dict[str, str]]) -> dict[str, str]:
    return {claim["role"]: claim["file"] for claim in claims}


def check_published(tally: Tally, binary: Path, folder: Path) -> None:
    make_folder(folder / "data")
    before = {path: path.stat().st_mtime_ns for path in (folder / "data").rglob("*")}
    answer = init(binary, folder, "data", "--json")
    if not tally.check(answer.code == 0, f"init: exit {answer.code}: {answer.err}"):
        return
    tally.check(answer.err == "", f"--json leaves stderr alone: {answer.err}")
    told = json.loads(answer.out)
    bound = files_by_role(told["bound"])
    for role, file in EXPECTED.items():
        tally.check(bound.get(role) == file, f"{role} is {bound.get(role)}, not {file}")
    tally.check(set(bound) == set(EXPECTED), f"bound beside that: {set(bound) - set(EXPECTED)}")
    tally.check(all(claim["why"] for claim in told["bound"] + told["not_taken"]), "every guess has its reason")
    tally.check([one["file"] for one in told["not_recognised"]] == ["eigen/onbekend.gpkg"],
                f"not recognised: {told['not_recognised']}")
    tally.check(told["unreadable"] == ["kapot.geojson"], f"unreadable: {told['unreadable']}")
    tally.check(told["problems"] == [], f"problems: {told['problems']}")
    missing = {one["role"] for one in told["not_found"]}
    tally.check("rail-terminals" in missing and not missing & set(EXPECTED), f"not found: {missing}")
    after = {path: path.stat().st_mtime_ns for path in (folder / "data").rglob("*")}
    tally.check(before == after, f"the downloads are untouched: {set(after) ^ set(before)}")

    study = tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))
    tally.check(study["candidates"].get("id") == "kavel_id", f"candidates: {study['candidates']}")
    ramps = study["layers"]["motorway-ramps"]
    tally.check(ramps.get("where") == "bst_code IN ('OPR', 'AFR')", f"motorway-ramps: {ramps}")
    tally.check("sql" in study["layers"]["housing"], f"housing: {study['layers']['housing']}")
    tally.check(study["study"]["rules"] == "rpw-logistiek", f"rules: {study['study']}")
    points = [one for one in told["not_taken"] if one["file"].startswith("Rijksmonument")]
    tally.check([one["remark"] for one in points] == ["de regels vragen hier vlakken"], f"points: {points}")

    checked = start(binary, ["check", "study.toml", "--json"], folder)
    tally.check(checked.code == 0, f"check: exit {checked.code}: {checked.err}")
    if checked.code == 0:
        applied = json.loads(checked.out)["rules_applied"]
        tally.check(applied == told["rules_applied"] > 20, f"{applied} rules, init said {told['rules_applied']}")
    scored = start(binary, ["score", "study.toml"], folder)
    tally.check(scored.code == 0, f"score: exit {scored.code}: {scored.err}")


def check_overwriting(tally: Tally, binary: Path, folder: Path) -> None:
    study = folder / "study.toml"
    text = study.read_bytes()
    again = init(binary, folder, "data")
    tally.check(again.code == 0 and study.read_bytes() == text, f"the same again: exit {again.code}: {again.err}")
    study.write_bytes(text + b"# mine\n")
    refused = init(binary, folder, "data")
    tally.check(refused.code == 4 and study.read_bytes() == text + b"# mine\n", f"replaced: {refused.code}")
    tally.check(refused.err.startswith("error: ") and refused.err.count("\n") == 1, f"said: {refused.err}")
    nothing = start(binary, ["init", "nowhere"], folder)
    tally.check(nothing.code == 1, f"a folder that is not there: exit {nothing.code}")
    rules = start(binary, ["init", "data", "-o", "other.toml", "--rules", "rpw-logistic"], folder)
    tally.check(rules.code == 1 and "rpw-logistiek" in rules.err, f"a rule set that is not there: {rules.err}")


def check_little(tally: Tally, binary: Path, folder: Path) -> None:
    """A folder in which what the rules must have is missing, and one thing twice."""
    add_layer(folder, "few/kavels.gpkg", "kavels", "polygon", {"naam": "De Nieuwe"})
    for file in ("few/a/natura2000.gpkg", "few/b/natura2000.gpkg"):
        add_layer(folder, file, "natura2000", "polygon", {"naamN2K": "Rijntakken", "nr": 38})
    answer = init(binary, folder, "few", "--json", "--lang", "en")
    told = json.loads(answer.out)
    tally.check(told["files"] == ["study.toml", "study-rules.toml"], f"files: {told['files']}")
    tally.check(files_by_role(told["bound"]) == {"candidates": "kavels.gpkg"}, f"bound: {told['bound']}")
    twice = [one["file"] for one in told["not_taken"] if one["role"] == "natura2000"]
    tally.check(twice == ["a/natura2000.gpkg", "b/natura2000.gpkg"], f"not chosen: {twice}")
    tally.check(told["problems"] == [] and told["rules_applied"] > 0, f"problems: {told['problems']}")
    text = (folder / "study-rules.toml").read_text(encoding="utf-8")
    optional = {one["id"] for kind in ("constraint", "criterion") for one in tomllib.loads(text).get(kind, [])}
    tally.check(optional == {"outside-nnn", "ramp-distance"}, f"made optional: {optional}")
    study = (folder / "study.toml").read_text(encoding="utf-8")
    tally.check("# [layers.nnn]" in study and "service.pdok.nl/provincies/natuurnetwerk-nederland" in study, "where to get")


def check_parts(tally: Tally, binary: Path, folder: Path) -> None:
    """Two provinces' parts of one map are one layer."""
    for province, east in (("gelderland", 0.0), ("limburg", 50000.0)):
        wkt = SHAPES["polygon"].replace("190000.0", str(X + east)).replace("191000.0", str(X + east + 1000.0))
        values: dict[str, object] = {"objectnaam": "Gelders natuurnetwerk"}
        add_layer(folder, f"parts/{province}-nnn.gpkg", "nnn", "polygon", values, wkt)
    answer = start(binary, ["init", "parts", "-o", "parts.toml", "--json"], folder)
    told = json.loads(answer.out)
    files = [one["file"] for one in told["bound"] if one["role"] == "nnn"]
    tally.check(files == ["gelderland-nnn.gpkg", "limburg-nnn.gpkg"], f"parts: {told['bound']} {told['not_taken']}")
    study = tomllib.loads((folder / "parts.toml").read_text(encoding="utf-8"))
    tally.check(len(study.get("layers", {}).get("nnn", [])) == 2, "an array")


# Named in Dutch, as files of provinces, RWS and grid operators are, and with fields that tell nothing: role -> file.
DUTCH = {
    "nnn": ("natuurnetwerk_gelderland.gpkg", "polygon"),
    "bird-areas": ("weidevogelgebieden_overijssel.gpkg", "polygon"),
    "groundwater-protection": ("Grondwaterbeschermingsgebieden.shp", "polygon"),
    "nitrogen-zone": ("stikstofstrook.geojson", "polygon"),
    "natura2000": ("natura_2000_gebieden_2024.gpkg", "polygon"),
    "urban-area": ("bebouwde_kom.gpkg", "polygon"),
    "housing-plans": ("woningbouwlocaties_regio.gpkg", "polygon"),
    "business-parks": ("bedrijventerreinen_2023.gpkg", "polygon"),
    "energy-hubs": ("energiehubs.geojson", "point"),
    "quays": ("kades_en_loswallen.gpkg", "line"),
    "waterways": ("nwb_vaarwegvakken.gpkg", "line"),
    "motorway-ramps": ("opritten.gpkg", "point"),
    "planned-ramps": ("geplande_aansluitingen.gpkg", "point"),
    "inland-terminals": ("containerterminals.gpkg", "point"),
    "grid-cables": ("liander_middenspanningskabels.gpkg", "line"),
    "riverbed": ("winterbed_rivieren.gpkg", "polygon"),
    "heritage": ("gemeentelijke_monumenten_vlak.gpkg", "polygon"),
    "truck-parking": ("vrachtwagenparkeerplaatsen.gpkg", "point"),
    "zoning": ("bestemmingsplannen.gpkg", "polygon"),
    "provinces": ("provinciegrenzen.gpkg", "polygon"),
    "municipalities": ("gemeentegrenzen.gpkg", "polygon"),
    "parcels": ("kadastrale_percelen.gpkg", "polygon"),
}
# Near a role, and not it.
NOT_THOSE = [("geplande_kades.gpkg", "line"), ("stiltegebieden.gpkg", "polygon"), ("gemeenteraad.gpkg", "point"),
             ("voormalige_stortplaatsen.gpkg", "point"), ("net_schematisch.gpkg", "line")]


def check_dutch(tally: Tally, binary: Path, folder: Path) -> None:
    for file, shape in [*DUTCH.values(), *NOT_THOSE]:
        add_layer(folder, "dutch/" + file, Path(file).stem, shape, {"omschr": "x"})
    told = json.loads(init(binary, folder, "dutch", "--json").out)
    tally.check(files_by_role(told["bound"]) == {role: file for role, (file, _) in DUTCH.items()},
                f"Dutch names: {set(files_by_role(told['bound']).items()) ^ {(r, f) for r, (f, _) in DUTCH.items()}}")
    tally.check(all(one["remark"] for one in told["not_taken"]), f"remarks: {told['not_taken']}")
    tally.check(told["problems"] == ["noem onder [candidates] het bestand met de kavels"], f"{told['problems']}")


def check_sample(tally: Tally, binary: Path, folder: Path) -> None:
    """The sample region: three municipalities' plots, and layers named as a planner finds them."""
    subprocess.run(["/usr/bin/python3", SAMPLE / "generate.py", folder / "data"], check=True, capture_output=True)
    told = json.loads(init(binary, folder, "data", "--json").out)
    by_hand = tomllib.loads((SAMPLE / "study.toml").read_text(encoding="utf-8"))
    plots = [one["file"] for one in told["bound"] if one["role"] == "candidates"]
    tally.check(plots == ["plots-waalstad.gpkg", "plots-rivierbeek.geojson", "plots-heuveldorp.shp"], f"plots: {plots}")
    tally.check(all(one["why"] for one in told["bound"]) and all(one["remark"] for one in told["not_taken"]), "reasons")
    tally.check(told["problems"] == [], f"problems: {told['problems']}")
    bound = {one["role"]: one for one in told["bound"]}
    for role, layers in by_hand["layers"].items():
        layers = layers if isinstance(layers, list) else [layers]
        if role == "planned-infrastructure":
            continue  # a layer that is called 'planned', and does not say of what
        files = {f"data/{one['file']}" for one in told["bound"] if one["role"] == role}
        tally.check(files == {one["source"] for one in layers}, f"{role}: {files}")
        if "layer" in layers[0] and len(layers) == 1:
            tally.check(bound[role]["layer"] == layers[0]["layer"], f"{role}: {bound[role]}")
    study = tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))
    for ours, theirs in zip(study["candidates"], by_hand["candidates"], strict=True):
        same = {key: theirs[key] for key in ("source", "id", "name", "prefix")}
        tally.check({key: ours[key] for key in same} == same, f"{ours} {theirs}")
        wrong = {key: own for key, own in ours["fields"].items() if theirs["fields"].get(key) != own}
        tally.check(not wrong, f"fields: {wrong}")
    tally.check("objectnaam" in study["layers"]["green-zone"].get("where", ""), f"green zone: {study['layers']}")
    own = {"kind": "soort", "name": "naam"}
    tally.check(study["layers"]["groundwater-protection"].get("fields") == own, "Dutch words for fields")
    left_out = told["rules_left_out"]
    tally.check(left_out == ["clear-of-planned-infrastructure", "fair-share"], f"left out: {left_out}")
    scored = start(binary, ["score", "study.toml"], folder)
    tally.check(scored.code == 0, f"score: exit {scored.code}: {scored.err}")
    municipalities = rows_of(folder / "ranked.gpkg", "SELECT DISTINCT substr(plot_id, 1, 5) AS m FROM ranked_sites")
    tally.check(len(municipalities) == 3, f"plots of {municipalities}")


def check_without_own_stations(tally: Tally, binary: Path, folder: Path) -> None:
    """The national grid alone: stations are numbered by a field that differs for each; a schema is no cable."""
    (folder / "grid").mkdir()
    shutil.copy(DATA / "nl_grid.gpkg", folder / "grid")
    told = json.loads(start(binary, ["init", "grid", "-o", "grid.toml", "--json"], folder).out)
    layers = {one["role"]: one["layer"] for one in told["bound"]}
    tally.check(layers == {"grid-stations": "hv_stations_110_380"}, f"bound: {layers}")
    study = tomllib.loads((folder / "grid.toml").read_text(encoding="utf-8"))
    tally.check(study["layers"]["grid-stations"]["fields"] == {"station_id": "naam"}, f"{study['layers']}")


def check_shared(tally: Tally, binary: Path, folder: Path) -> None:
    answer = start(binary, ["init", str(DATA), "-o", "shared.toml", "--json"], folder)
    if not tally.check(answer.code == 0, f"init of ../shared/data: exit {answer.code}: {answer.err}"):
        return
    told = json.loads(answer.out)
    found = {one["role"]: (one["file"], one["layer"]) for one in told["bound"] if one["role"] != "capacity-map"}
    tally.check(found == EXPECTED_OF_SHARED, f"differs: {set(found.items()) ^ set(EXPECTED_OF_SHARED.items())}")
    maps = [one["file"] for one in told["bound"] if one["role"] == "capacity-map"]
    tally.check(len(maps) == 2, f"capacity maps: {maps}")
    tally.check(told["problems"] == [], f"problems: {told['problems']}")
    tally.check(told["rules_applied"] >= 15, f"rules applied: {told['rules_applied']}")


def main() -> int:
    binary = binary_from_command_line("usage: init.py BINARY")
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check_published(tally, binary, folder)
        check_overwriting(tally, binary, folder)
        (folder / "little").mkdir()
        check_little(tally, binary, folder / "little")
        check_parts(tally, binary, folder / "little")
        for name in ("dutch", "sample"):
            (folder / name).mkdir()
        check_dutch(tally, binary, folder / "dutch")
        check_sample(tally, binary, folder / "sample")
        if DATA.is_dir():
            check_shared(tally, binary, folder / "little")
            check_without_own_stations(tally, binary, folder / "little")
        shutil.rmtree(folder / "data", ignore_errors=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
