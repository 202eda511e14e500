from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gdal.VectorTranslate(str(folder / "plots.gpkg"), str(folder / "../common/plots.geojson"), layerName="kavels")
