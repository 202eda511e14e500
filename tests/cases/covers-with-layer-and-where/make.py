from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gpkg = str(folder / "areas.gpkg")
    gdal.VectorTranslate(gpkg, str(folder / "areas.geojson"), layerName="areas")
    gdal.VectorTranslate(gpkg, str(folder / "plots.geojson"), layerName="plots", accessMode="update")
