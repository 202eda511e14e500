import math

from osgeo import ogr, osr

ogr.UseExceptions()


def make(folder):
    rd_new = osr.SpatialReference()
    rd_new.ImportFromEPSG(28992)
    source = ogr.GetDriverByName("FlatGeobuf").CreateDataSource(str(folder / "plots.fgb"))
    layer = source.CreateLayer("plots", rd_new, ogr.wkbPolygon, options=["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("v", ogr.OFTReal))
    for number, (name, value) in enumerate([("a", 7.0), ("b", math.nan), ("c", math.inf), ("d", None)]):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["id"] = name
        feature["v"] = value
        west = 200000 + 200 * number
        corners = [(west, 440000), (west + 100, 440000), (west + 100, 440100), (west, 440100), (west, 440000)]
        ring = ", ".join(f"{x} {y}" for x, y in corners)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
        layer.CreateFeature(feature)
