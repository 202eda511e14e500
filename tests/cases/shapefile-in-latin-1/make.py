from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gdal.VectorTranslate(str(folder / "plots.shp"), str(folder / "plots.geojson"), layerCreationOptions=["ENCODING=ISO-8859-1"])
