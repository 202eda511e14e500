from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gpkg = str(folder / "roads.gpkg")
    gdal.VectorTranslate(gpkg, str(folder / "../common/streets.geojson"), layerName="wegen")
    gdal.VectorTranslate(gpkg, str(folder / "soorten.csv"), layerName="soorten", accessMode="update",
                         layerCreationOptions=["ASPATIAL_VARIANT=GPKG_ATTRIBUTES"])
