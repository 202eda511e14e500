// SPDX-License-Identifier: EUPL-1.2
#include "policy/source_path.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(SourcePath, starts_from_the_folder_of_the_study)
{
    EXPECT_EQ(source_path("plots.gpkg", "studies/waalstad"), "studies/waalstad/plots.gpkg");
    EXPECT_EQ(source_path("./data/plots.gpkg", "studies"), "studies/data/plots.gpkg");
    EXPECT_EQ(source_path("../plots.gpkg", "studies"), "plots.gpkg");
    EXPECT_EQ(source_path("plots.gpkg", ""), "plots.gpkg");
    EXPECT_EQ(source_path("plots.gpkg", "/home/planner"), "/home/planner/plots.gpkg");
    EXPECT_EQ(source_path("een map/kavels é.gpkg", "s"), "s/een map/kavels é.gpkg");
}

TEST(SourcePath, leaves_alone_what_is_not_relative)
{
    for (const char* written : {"/data/plots.gpkg", "https://service.pdok.nl/x.json",
             "WFS:https://service.pdok.nl/wfs", "OAPIF:https://api.pdok.nl", "PG:dbname=gis", "MySQL:gis",
             "/vsicurl/https://x.nl/a.gpkg", "/vsizip/vsicurl/https://x.nl/a.zip", "/vsis3/bucket/a.gpkg",
             "/vsimem/a.gpkg", "C:\\data\\plots.gpkg", "C:/data/plots.gpkg", "\\\\server\\share\\plots.gpkg",
             "/vsizip//data/a.zip/b.gpkg", "/vsizip/{/data/a.zip}/b.gpkg", "/vsizip//vsis3/bucket/a.zip"}) {
        EXPECT_EQ(source_path(written, "studies"), written);
    }
}

TEST(SourcePath, finds_an_archive_beside_the_study)
{
    EXPECT_EQ(source_path("/vsizip/data.zip/plots.gpkg", "studies"), "/vsizip/studies/data.zip/plots.gpkg");
    EXPECT_EQ(
        source_path("/vsizip/{data.zip}/plots.gpkg", "studies"), "/vsizip/{studies/data.zip}/plots.gpkg");
    EXPECT_EQ(source_path("/vsigzip/plots.csv.gz", "studies"), "/vsigzip/studies/plots.csv.gz");
    EXPECT_EQ(source_path("/vsitar/data.tar/plots.gpkg", "/s"), "/vsitar//s/data.tar/plots.gpkg");
}

} // namespace
} // namespace kavel
