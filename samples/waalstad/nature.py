# SPDX-License-Identifier: EUPL-1.2
"""Layers of what is to be kept free: nature and birds."""

from __future__ import annotations

from osgeo import ogr

import flaws
from region import Region
from shapes import Line, blob, box, line, point, polygon, polygons_of, sampled, union
from terrain import NORTH, SOUTH, along_brook, river_y
from write import Layer

GNN, GO = "Gelders natuurnetwerk", "Groene ontwikkelingszone"


def _stretch(region: Region, west: float, east: float) -> ogr.Geometry:
    return region.land.flood_plain.Intersection(box(west, SOUTH, east, NORTH))


def _forest(region: Region, *names: str) -> ogr.Geometry:
    return union(shape for name, shape in region.land.forest if name in names)


def natura2000(region: Region) -> Layer:
    """One site stands in it twice, for birds and for habitats; one ring is not closed."""
    layer = Layer(
        "natura2000",
        ogr.wkbMultiPolygon,
        "naamN2K nr:int beschermin sitecodeV sitecodeH status shape_area:real",
    )
    west = _stretch(region, 176000, 180900).Difference(region.land.canal.Buffer(60))
    east = _stretch(region, 188300, 193300).Intersection(
        polygon([*sampled(river_y, 188000, 193500, 250), (193500, NORTH), (188000, NORTH)])
    )
    hill = _forest(region, "Heuvelberg").Buffer(-25)
    for name, number, kind, shape in (
        ("Uiterwaarden Waalder", 901, "VR", union([west, east])),
        ("Uiterwaarden Waalder", 901, "HR", west),
        ("Heuvelberg", 902, "HR", hill),
    ):
        bird, habitat = ("NL9900901", " ") if kind == "VR" else (" ", f"NL9900{number}")
        layer.add(shape, name, number, kind, bird, habitat, "definitief", round(shape.GetArea(), 1))
    field = polygon([(179350, 427320), (179800, 427230), (179820, 427290), (179370, 427390)])
    layer.add(
        flaws.unclosed(field),
        "Uiterwaarden Waalder",
        901,
        "HR",
        " ",
        "NL9900901",
        "concept",
        round(field.GetArea(), 1),
    )
    return layer


def _ecological_link(points: Line, width: float) -> ogr.Geometry:
    return line(points).Buffer(width, 4)


def nature_network(region: Region) -> tuple[Layer, Layer]:
    """Gelderland: network and development zone in one layer. Limburg: its own file and fields."""
    provinces = region.land.provinces
    estates = union([*(p.outline for p in region.parks), *(s.edge for s in region.settlements)])
    woods = _forest(region, "Sluisbos", "Elderbos", "Weerdbos")
    plain = union(
        [
            _stretch(region, 176000, 181150),
            _stretch(region, 182900, 183900),
            _stretch(region, 185500, 194000),
        ]
    )
    brook = along_brook(45).Difference(region.land.river)
    network = union([woods, plain, brook, region.land.lakes["Elderplas"]]).Intersection(
        provinces["Gelderland"]
    )
    link_west = _ecological_link(
        [(177150, 432500), (176930, 431200), (176900, 430000), (177000, 428400)], 170
    )
    link_north = _ecological_link(
        [(187300, 431900), (187350, 430600), (187700, 428900), (188000, 427600)], 160
    )
    zone = (
        union([woods.Buffer(260), link_west, link_north, along_brook(230)])
        .Intersection(provinces["Gelderland"])
        .Difference(network)
        .Difference(estates)
    )
    gelderland = Layer("natuurnetwerk_gelderland", ogr.wkbUnknown, "objectid:int objectnaam status")
    for kind, whole in ((GNN, network), (GO, zone)):
        for part in polygons_of(whole):
            gelderland.add(part, len(gelderland.rows) + 1, kind, "vastgesteld")
    gelderland.add(
        flaws.self_touching((183350, 426830), 110), len(gelderland.rows) + 1, GNN, "vastgesteld"
    )
    gelderland.add(
        flaws.two_point_ring((179100, 421300), (179180, 421420)),
        len(gelderland.rows) + 1,
        GNN,
        "vastgesteld",
    )

    limburg = Layer("goudgroene_natuurzone", ogr.wkbUnknown, "NAAM ZONE")
    gold = union(
        [
            _forest(region, "Heuvelberg").Buffer(60),
            _forest(region, "Lindertse Bos"),
            brook,
            _stretch(region, 189000, 194000),
        ]
    ).Intersection(provinces["Limburg"])
    for number, part in enumerate(polygons_of(gold), 1):
        limburg.add(part, f"Natuurzone {number}", "Goudgroen")
    limburg.add(
        flaws.collection(
            polygon(blob((189650, 422980), 90, 55, 0.1, 0.3)),
            line([(189650, 422980), (190100, 422700)]),
            point(190100, 422700),
        ),
        "Poel en houtwal Heuvelveld",
        "Goudgroen",
    )
    return gelderland, limburg


def bird_areas(region: Region) -> Layer:
    """Meadow birds and geese."""
    layer = Layer("vogelgebieden", ogr.wkbMultiPolygon, "name kind")
    for name, kind, centre, rx, ry in (
        ("Oosterhofse Broek", "weidevogels", (192200, 431350), 1350, 560),
        ("Polder Sluiswijk", "ganzen", (177250, 424900), 1050, 900),
        ("Veldpolder", "weidevogels", (183000, 432700), 900, 620),
    ):
        layer.add(polygon(blob(centre, rx, ry, 0.06, rx)), name, kind)
    layer.add(
        _stretch(region, 176000, 179500).Difference(region.land.river), "Uiterwaarden", "ganzen"
    )
    return layer


def nitrogen_zone(region: Region) -> Layer:
    """A strip of 500 m round the nature that nitrogen harms."""
    layer = Layer("stikstofstrook", ogr.wkbMultiPolygon, "name")
    hill = _forest(region, "Heuvelberg")
    layer.add(hill.Buffer(500).Difference(hill), "Heuvelberg")
    return layer
