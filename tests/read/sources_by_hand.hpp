// SPDX-License-Identifier: EUPL-1.2
// Sources made by hand, for tests of what is read: small files in a folder of their own.
#pragma once

#include "base/problem.hpp"
#include "base/work.hpp"
#include "policy/study.hpp"
#include "read/vector_source.hpp"
#include "values.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

struct FieldToWrite {
    std::string name;
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
};

struct RowToWrite {
    std::string wkt = {}; ///< empty: no geometry
    std::vector<Value> values = {}; ///< nothing: null
    std::optional<std::int64_t> fid = {};
};

struct LayerToWrite {
    std::string driver = "GPKG";
    std::string name = "plots";
    int epsg = 28992; ///< 0: it does not say
    std::vector<FieldToWrite> fields = {};
    std::vector<RowToWrite> rows = {};
    OGRwkbGeometryType type = wkbUnknown;
};

inline void must(OGRErr code, const std::string& what)
{
    if (code != OGRERR_NONE) {
        throw std::runtime_error("cannot " + what);
    }
}

inline void write_row(OGRLayer& layer, const RowToWrite& row)
{
    OGRFeature feature(layer.GetLayerDefn());
    if (row.fid) {
        feature.SetFID(*row.fid);
    }
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const int field = static_cast<int>(i);
        if (const auto* number = std::get_if<double>(&row.values[i])) {
            feature.SetField(field, *number);
        } else if (const auto* words = std::get_if<std::string>(&row.values[i])) {
            if (layer.GetLayerDefn()->GetFieldDefn(field)->GetType() == OFTBinary) {
                feature.SetField(field, static_cast<int>(words->size()), words->data());
            } else {
                feature.SetField(field, words->c_str());
            }
        } else {
            feature.SetFieldNull(field);
        }
    }
    if (!row.wkt.empty()) {
        OGRGeometry* geometry = nullptr;
        must(OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &geometry), "read " + row.wkt);
        feature.SetGeometryDirectly(geometry);
    }
    must(layer.CreateFeature(&feature), "write " + row.wkt);
}

inline void write_layer(const std::string& path, const LayerToWrite& layer)
{
    GDALAllRegister();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(layer.driver.c_str());
    GDALDatasetUniquePtr file(std::filesystem::exists(path)
            ? GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)
            : driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (layer.epsg != 0) {
        must(crs.importFromEPSG(layer.epsg), "know this CRS");
    }
    OGRLayer* to
        = file->CreateLayer(layer.name.c_str(), layer.epsg != 0 ? &crs : nullptr, layer.type, nullptr);
    if (to == nullptr) {
        throw std::runtime_error("cannot make layer " + layer.name + " in " + path);
    }
    for (const FieldToWrite& field : layer.fields) {
        OGRFieldDefn definition(field.name.c_str(), field.type);
        definition.SetSubType(field.subtype);
        must(to->CreateField(&definition), "make field " + field.name);
    }
    const bool transacts = to->TestCapability(OLCTransactions) != FALSE;
    if (transacts) {
        must(to->StartTransaction(), "begin");
    }
    for (const RowToWrite& row : layer.rows) {
        write_row(*to, row);
    }
    if (transacts) {
        must(to->CommitTransaction(), "end");
    }
}

class Sources : public testing::Test {
protected:
    Sources()
    {
        GDALAllRegister();
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        m_folder = std::filesystem::path(testing::TempDir()) / "kavel-sources"
            / (std::string(test->test_suite_name()) + "." + test->name());
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
    }
    ~Sources() override { std::filesystem::remove_all(m_folder); }
    Sources(const Sources&) = delete;
    Sources& operator=(const Sources&) = delete;
    Sources(Sources&&) = delete;
    Sources& operator=(Sources&&) = delete;

    std::string path_of(const std::string& name) const { return (m_folder / name).string(); }

    void write(const std::string& name, const std::string& content) const
    {
        std::ofstream(path_of(name), std::ios::binary) << content;
    }

    /// Writes a layer with OGR; into a file that is there already, it comes beside the layers in it.
    void write(const std::string& name, const LayerToWrite& layer) const
    {
        write_layer(path_of(name), layer);
    }

    /// A source as a study names it, by the file's name.
    Source source(const std::string& name) const
    {
        Source made;
        made.name = {name, path_of(name), {"study.toml", 3, 10}};
        made.place = {"study.toml", 2, 1};
        made.places["source"] = {"study.toml", 3, 10};
        return made;
    }

    /// The problems as lines, one under the other; empty when there are none.
    template <class Reading> std::string complaints(Reading read) const
    {
        try {
            read();
        } catch (const Problems& found) {
            std::string lines = found.what();
            const std::string folder = m_folder.string() + "/";
            for (auto at = lines.find(folder); at != std::string::npos; at = lines.find(folder)) {
                lines.erase(at, folder.size());
            }
            return lines;
        }
        return "";
    }

    static RawFeatures read_all(const Source& from, const std::string& role = "candidates")
    {
        VectorSource opened(from, role);
        std::vector<std::size_t> fields;
        for (std::size_t i = 0; i < opened.fields().size(); ++i) {
            fields.push_back(i);
        }
        Silent watch;
        return opened.read(fields, Box(), 1, watch);
    }

    static Crs rd() { return study_crs("EPSG:28992", {}); }

private:
    std::filesystem::path m_folder;
};

/// Features of a GeoJSON file in RD New; each text is what stands between the braces of a feature.
inline std::string geojson(const std::vector<std::string>& members)
{
    std::string text
        = R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[)";
    for (std::size_t i = 0; i < members.size(); ++i) {
        text += (i == 0 ? "" : ",") + std::string(R"({"type":"Feature",)") + members[i] + "}";
    }
    return text + "]}";
}

} // namespace kavel
