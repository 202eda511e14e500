from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    for name in ("plots", "ramps"):
        gdal.VectorTranslate(str(folder / f"{name}.fgb"), str(folder / f"../common/{name}.geojson"))
