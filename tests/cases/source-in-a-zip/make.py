import zipfile

from osgeo import gdal

gdal.UseExceptions()


def make(folder):
    gdal.VectorTranslate(str(folder / "plots.shp"), str(folder / "../common/plots.geojson"))
    with zipfile.ZipFile(folder / "plots.zip", "w") as archive:
        for part in sorted(folder.glob("plots.???")):
            if part.suffix != ".zip":
                archive.write(part, part.name)
                part.unlink()
    with zipfile.ZipFile(folder / "ramps.zip", "w") as archive:
        archive.write(folder / "../common/ramps.geojson", "deep/ramps.geojson")
