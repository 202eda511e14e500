# SPDX-License-Identifier: EUPL-1.2
"""Writes the data of the sample region Waalstad: generate.py [FOLDER], by default data/."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from osgeo import ogr

import access
import borders
import capacity_map
import environment
import facilities
import grid
import landuse
import nature
import planning
from plots import Plot
from region import Region, build_region
from settlements import Building
from write import (
    Layer,
    flatgeobuf,
    geojson,
    geopackage,
    json_file,
    prepare,
    shapefile,
    zipped_shapefile,
)

SEED = 2026


def _buildings(rng: random.Random, buildings: list[Building]) -> Layer:
    """The buildings register; a few are not there yet or no longer, one has no geometry."""
    layer = Layer(
        "pand", ogr.wkbPolygon, "identificatie bouwjaar:int status gebruiksdoel oppervlakte:int"
    )
    for number, building in enumerate(buildings, 1):
        chance = rng.random()
        status = "Pand in gebruik"
        if chance < 0.03:
            status = (
                "Pand in gebruik (niet ingemeten)"
                if chance < 0.012
                else "Verbouwing pand"
                if chance < 0.02
                else "Bouwvergunning verleend"
                if chance < 0.026
                else "Pand gesloopt"
            )
        shape = None if number == 4711 else building.shape
        layer.add(
            shape, f"0999100000{number:06d}", building.year, status, building.use, building.area
        )
    return layer


def _candidates(
    plots: list[Plot], layer: Layer, municipality: str, as_number: bool, short: bool
) -> Layer:
    """The plots of one municipality in that municipality's own words."""
    mine = [p for p in plots if p.municipality == municipality]
    for number, plot in enumerate(mine, 1):
        category: object = plot.category
        if as_number and plot.category:
            category = float(plot.category)
        ident: object = number if short else plot.id
        layer.add(
            plot.shape,
            ident,
            plot.name,
            plot.segment,
            plot.plan_status,
            category,
            plot.quay_bound,
            plot.net_ha,
            plot.profile,
            plot.demand_mw,
            plot.contracted_mw,
        )
    return layer


def _write_candidates(folder: Path, plots: list[Plot]) -> None:
    geopackage(
        folder / "plots-waalstad.gpkg",
        [
            _candidates(
                plots,
                Layer(
                    "kavels",
                    ogr.wkbMultiPolygon,
                    "kavel_id naam segment planstatus milieucategorie kadegebonden:int "
                    "netto_ha:real bedrijfstype vermogen_mw:real gecontracteerd_mw:real",
                ),
                "Waalstad",
                False,
                False,
            )
        ],
    )
    geojson(
        folder / "plots-rivierbeek.geojson",
        _candidates(
            plots,
            Layer(
                "plots-rivierbeek",
                ogr.wkbUnknown,
                "nummer omschrijving marktsegment fase milieucat:real aanKade:int nettoHa:real "
                "type gevraagdMW:real contractMW:real",
            ),
            "Rivierbeek",
            True,
            False,
        ),
    )
    shapefile(
        folder / "plots-heuveldorp.shp",
        _candidates(
            plots,
            Layer(
                "plots-heuveldorp",
                ogr.wkbPolygon,
                "NR:int NAAM SEGMENT STATUS MILIEUCAT KADE:int NETTO_HA:real TYPE VRAAG_MW:real "
                "CONTR_MW:real",
            ),
            "Heuveldorp",
            False,
            True,
        ),
    )


def _water(region: Region) -> list[Layer]:
    surfaces = Layer(
        "waterdeel_vlak", ogr.wkbMultiPolygon, "typewater naamofficieel hoofdafwatering"
    )
    surfaces.add(region.land.river, "waterloop", "Waalder", "ja")
    surfaces.add(region.land.canal, "waterloop", "Waalstads Kanaal", "ja")
    for name, shape in region.land.lakes.items():
        surfaces.add(shape, "meer, plas", name, "nee")
    surfaces.add(region.land.lakes["Kaliwaal"], "meer, plas", "Kaliwaal", "nee")  # there twice
    lines = Layer(
        "waterdeel_lijn", ogr.wkbMultiLineString, "typewater naamofficieel hoofdafwatering"
    )
    for shape, name in region.ditches():
        lines.add(shape, "waterloop", name, "ja" if name else "nee")
    bed = Layer("rivierbed", ogr.wkbMultiPolygon, "naam")
    bed.add(region.land.flood_plain, "rivierbed")
    return [surfaces, lines, bed, access.waterways(region), access.quays()]


def generate(folder: Path) -> None:
    """Builds the region and writes every file."""
    prepare()
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    region = build_region(rng)
    _write_candidates(folder, region.plots)

    gelderland, limburg = nature.nature_network(region)
    geopackage(
        folder / "nature.gpkg",
        [
            nature.natura2000(region),
            gelderland,
            nature.bird_areas(region),
            nature.nitrogen_zone(region),
        ],
    )
    geojson(folder / "limburg-natuurnetwerk.geojson", limburg)
    geopackage(
        folder / "environment.gpkg", [environment.groundwater(), environment.external_safety(rng)]
    )
    zipped_shapefile(folder / "erfgoed.shp.zip", environment.heritage())
    geopackage(folder / "borders.gpkg", [borders.municipalities(region), borders.provinces(region)])
    postcodes = borders.postcodes(rng, region)
    flatgeobuf(folder / "postcodes.fgb", postcodes)
    json_file(folder / "capaciteitskaart-regionaal.json", capacity_map.regional(postcodes))
    json_file(folder / "capaciteitskaart-tennet.json", capacity_map.national())
    geopackage(folder / "landuse.gpkg", [landuse.land_use(rng, region)])
    geopackage(
        folder / "plan.gpkg",
        [
            landuse.zoning(region),
            planning.business_parks(rng, region),
            planning.parcels(region),
            planning.housing_plans(),
            planning.clusters(region),
            planning.urban_area(region),
            planning.planned_infrastructure(),
            access.planned_ramps(),
        ],
    )
    geopackage(folder / "water.gpkg", _water(region))
    geopackage(
        folder / "roads.gpkg",
        [access.segments(region), access.ramps(), access.corridors(region), access.rail(region)],
    )
    geojson(folder / "ramps-2035.geojson", access.ramps_2035())
    geojson(folder / "charging_point_locations.geojson", facilities.chargers(rng))
    geopackage(
        folder / "facilities.gpkg",
        [
            *facilities.terminals(),
            *facilities.lorry_places(),
            facilities.stops(rng, region),
            *facilities.circular_places(),
        ],
    )
    geopackage(folder / "buildings.gpkg", [_buildings(rng, region.buildings)])
    geopackage(
        folder / "grid.gpkg",
        [grid.stations(), grid.service_areas(rng), grid.cables(region), grid.forecast()],
    )


if __name__ == "__main__":
    beside = Path(__file__).resolve().parent / "data"
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)
