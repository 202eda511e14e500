from osgeo import ogr, osr

ogr.UseExceptions()


def make(folder):
    """A source whose CRS is there and says nothing."""
    source = ogr.GetDriverByName("FlatGeobuf").CreateDataSource(str(folder / "ramps.fgb"))
    layer = source.CreateLayer("ramps", osr.SpatialReference(), ogr.wkbPoint)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (199000 440050)"))
    layer.CreateFeature(feature)
