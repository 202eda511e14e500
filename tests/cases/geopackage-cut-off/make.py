import random

from osgeo import ogr, osr

ogr.UseExceptions()


def make(folder):
    """A GeoPackage of some hundred kilobytes, of which the last third is lost."""
    random.seed(1)
    rd_new = osr.SpatialReference()
    rd_new.ImportFromEPSG(28992)
    path = folder / "ramps.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("ramps", rd_new, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("naam", ogr.OFTString))
    layer.StartTransaction()
    for number in range(3000):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["naam"] = f"oprit {number} {random.random()}"
        x, y = random.uniform(180000, 220000), random.uniform(430000, 450000)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    layer = source = None
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
