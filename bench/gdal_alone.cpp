// SPDX-License-Identifier: EUPL-1.2
// What reading costs when nothing is done with it: GDAL alone, on one thread, the same layers and columns.
//
//   gdal_alone features|arrow FILE [LAYER WHERE COLUMNS]...     COLUMNS: comma-separated, "*" for all, "" for
//   none
//
// Prints JSON: seconds and features. `features` goes feature by feature, as a
// program does that looks at geometries; `arrow` takes GDAL's columnar stream, the fastest that it has.
#include <gdal_priv.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <set>
#include <sstream>
#include <string>

namespace {

struct Read {
    std::int64_t features = 0;
    std::int64_t shapes = 0;
};

/// Ignores every field but those asked for; what the filter needs GDAL reads all the same.
void choose(OGRLayer& layer, const std::string& where, const std::string& columns)
{
    std::set<std::string> wanted;
    std::istringstream list(columns);
    for (std::string name; std::getline(list, name, ',');) {
        wanted.insert(name);
    }
    CPLStringList ignored;
    const OGRFeatureDefn& fields = *layer.GetLayerDefn();
    for (int i = 0; i < fields.GetFieldCount(); ++i) {
        const char* name = fields.GetFieldDefn(i)->GetNameRef();
        if (columns != "*" && wanted.count(name) == 0) {
            ignored.AddString(name);
        }
    }
    layer.SetIgnoredFields(const_cast<const char**>(ignored.List()));
    layer.SetAttributeFilter(where.empty() ? nullptr : where.c_str());
}

Read by_feature(OGRLayer& layer)
{
    Read read;
    for (const auto& feature : layer) {
        ++read.features;
        const OGRGeometry* geometry = feature->GetGeometryRef();
        read.shapes += geometry != nullptr && !geometry->IsEmpty() ? 1 : 0;
    }
    return read;
}

Read by_stream(OGRLayer& layer)
{
    Read read;
    ArrowArrayStream stream{};
    if (!layer.GetArrowStream(&stream, nullptr)) {
        return read;
    }
    for (;;) {
        ArrowArray batch{};
        if (stream.get_next(&stream, &batch) != 0 || batch.release == nullptr) {
            break;
        }
        read.features += batch.length;
        batch.release(&batch);
    }
    stream.release(&stream);
    return read;
}

} // namespace

int main(int count, char** words)
{
    if (count < 3 || (count - 3) % 3 != 0) {
        std::fprintf(stderr, "gdal_alone features|arrow FILE [LAYER WHERE COLUMNS]...\n");
        return 1;
    }
    const bool stream = std::strcmp(words[1], "arrow") == 0;
    GDALAllRegister();
    const auto began = std::chrono::steady_clock::now();
    Read all;
    for (int at = 3; at < count; at += 3) {
        const std::unique_ptr<GDALDataset> file(
            GDALDataset::Open(words[2], GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
        OGRLayer* layer = file ? file->GetLayerByName(words[at]) : nullptr;
        if (layer == nullptr) {
            std::fprintf(stderr, "gdal_alone: no layer '%s' in '%s'\n", words[at], words[2]);
            return 3;
        }
        choose(*layer, words[at + 1], words[at + 2]);
        const Read read = stream ? by_stream(*layer) : by_feature(*layer);
        all.features += read.features;
        all.shapes += read.shapes;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::printf(
        "{\"seconds\": %.3f, \"features\": %lld}\n", took.count(), static_cast<long long>(all.features));
    return 0;
}
