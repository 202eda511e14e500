from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gpkg = str(folder / "ramps.gpkg")
    gdal.VectorTranslate(gpkg, str(folder / "ramps.geojson"), layerName="ramps")
    gdal.VectorTranslate(gpkg, str(folder / "lanes.csv"), layerName="lanes", accessMode="update",
                         datasetCreationOptions=[], layerCreationOptions=["ASPATIAL_VARIANT=GPKG_ATTRIBUTES"])
    source = gdal.OpenEx(gpkg, gdal.OF_VECTOR | gdal.OF_UPDATE)
    source.ExecuteSQL("UPDATE lanes SET rijstroken = CAST(rijstroken AS INTEGER)")
