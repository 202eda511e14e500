from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gdal.VectorTranslate(str(folder / "roads.gpkg"), str(folder / "../common/streets.geojson"), layerName="wegen")
