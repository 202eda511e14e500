from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gpkg = str(folder / "plots.gpkg")
    gdal.VectorTranslate(gpkg, str(folder / "../common/plots.geojson"), layerName="kavels")
    gdal.VectorTranslate(gpkg, str(folder / "../common/ramps.geojson"), layerName="opritten", accessMode="update")
