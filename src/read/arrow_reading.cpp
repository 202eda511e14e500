// SPDX-License-Identifier: EUPL-1.2
#include "read/arrow_reading.hpp"

#include "base/problem.hpp"
#include "geometry/wkb_paths.hpp"
#include "read/field_texts.hpp"
#include "read/ogr_geometry.hpp"

#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

namespace kavel {

namespace {

/// Gives back what the stream lent (Arrow C data interface): its release function empties it.
template <class Lent> struct Loan : Lent {
    Loan()
        : Lent{}
    {
    }
    ~Loan()
    {
        if (this->release != nullptr) {
            this->release(this);
        }
    }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
};

bool is_plain(std::string_view format)
{
    constexpr std::string_view plain = "bsilfgu"; // truth, whole numbers, numbers, texts
    return format.size() == 1 && plain.find(format.front()) != std::string_view::npos;
}

std::optional<std::int64_t> child_named(const ArrowSchema& schema, const std::string& name)
{
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i]->name == name) {
            return i;
        }
    }
    return std::nullopt;
}

/// Where in a batch what is wanted stands.
struct Places {
    std::int64_t fid = -1;
    std::int64_t geometry = -1;
    std::vector<std::int64_t> fields;
};

std::optional<Places> places_in(
    const ArrowSchema& schema, OGRLayer& layer, const std::vector<SourceField>& fields)
{
    Places places;
    const std::string fid = layer.GetFIDColumn();
    const std::string geometry = layer.GetGeometryColumn();
    const auto fid_at = child_named(schema, fid.empty() ? "OGC_FID" : fid);
    const auto geometry_at = child_named(schema, geometry.empty() ? "wkb_geometry" : geometry);
    if (!fid_at || !geometry_at || std::string_view(schema.children[*fid_at]->format) != "l"
        || std::string_view(schema.children[*geometry_at]->format) != "z") {
        return std::nullopt;
    }
    places.fid = *fid_at;
    places.geometry = *geometry_at;
    for (const SourceField& field : fields) {
        const auto at = child_named(schema, field.name);
        if (!at || !is_plain(schema.children[*at]->format)) {
            return std::nullopt;
        }
        places.fields.push_back(*at);
    }
    return places;
}

bool is_set(const void* bits, std::int64_t at)
{
    return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0;
}

bool is_null(const ArrowArray& array, std::int64_t row)
{
    return array.null_count != 0 && array.buffers[0] != nullptr
        && !is_set(array.buffers[0], array.offset + row);
}

/// Of a column of texts or bytes.
std::string_view bytes_of(const ArrowArray& array, std::int64_t row)
{
    const auto* ends = static_cast<const std::int32_t*>(array.buffers[1]) + array.offset + row;
    return {
        static_cast<const char*>(array.buffers[2]) + ends[0], static_cast<std::size_t>(ends[1] - ends[0])};
}

template <class T> T number_of(const ArrowArray& array, std::int64_t row)
{
    return static_cast<const T*>(array.buffers[1])[array.offset + row];
}

void add_value(Column& column, const ArrowArray& array, char format, std::int64_t row,
    std::vector<std::size_t>& not_finite)
{
    if (is_null(array, row)) {
        column.add_null();
        return;
    }
    switch (format) {
    case 'b':
        column.add(is_set(array.buffers[1], array.offset + row) ? 1.0 : 0.0);
        break;
    case 's':
        column.add(static_cast<double>(number_of<std::int16_t>(array, row)));
        break;
    case 'i':
        column.add(static_cast<double>(number_of<std::int32_t>(array, row)));
        break;
    case 'l':
        add_whole(column, number_of<std::int64_t>(array, row));
        break;
    case 'f':
        add_number(column, static_cast<double>(number_of<float>(array, row)), not_finite);
        break;
    case 'g':
        add_number(column, number_of<double>(array, row), not_finite);
        break;
    default:
        add_text(column, bytes_of(array, row));
    }
}

void add_geometry(RawFeatures& raw, const ArrowArray& array, std::int64_t row)
{
    const bool null = is_null(array, row);
    bool is_collection = false;
    if (!null) {
        const std::string_view wkb = bytes_of(array, row);
        if (!add_wkb_paths(raw.shapes, wkb)) {
            OGRGeometry* made = nullptr;
            OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size());
            const std::unique_ptr<OGRGeometry> geometry(made);
            is_collection = geometry != nullptr && add_ogr_paths(raw.shapes, *geometry);
        }
    }
    raw.is_null.push_back(null ? 1 : 0);
    raw.is_collection.push_back(is_collection ? 1 : 0);
    raw.shapes.end_feature();
}

void open_stream(OGRLayer& layer, Loan<ArrowArrayStream>& stream, Loan<ArrowSchema>& schema)
{
    if (!layer.GetArrowStream(&stream, nullptr) || stream.get_schema(&stream, &schema) != 0) {
        schema.n_children = 0;
    }
}

} // namespace

bool gives_columns(OGRLayer& layer, const std::vector<SourceField>& fields)
{
    if (layer.TestCapability(OLCFastGetArrowStream) == FALSE
        || layer.GetLayerDefn()->GetGeomFieldCount() != 1) {
        return false;
    }
    Loan<ArrowArrayStream> stream;
    Loan<ArrowSchema> schema;
    open_stream(layer, stream, schema);
    return places_in(schema, layer, fields).has_value();
}

void read_columns(OGRLayer& layer, const std::vector<SourceField>& fields, RawFeatures& raw, Watch& watch)
{
    layer.ResetReading();
    Loan<ArrowArrayStream> stream;
    Loan<ArrowSchema> schema;
    open_stream(layer, stream, schema);
    const std::optional<Places> places = places_in(schema, layer, fields);
    while (places) {
        Loan<ArrowArray> batch;
        // FlatGeobuf's stream in GDAL 3.6 does not end where it does not know how many features there are:
        // empty batches follow for ever.
        if (stream.get_next(&stream, &batch) != 0 || batch.release == nullptr || batch.length == 0) {
            return;
        }
        for (std::int64_t row = 0; row < batch.length; ++row) {
            raw.fids.push_back(number_of<std::int64_t>(*batch.children[places->fid], row));
            add_geometry(raw, *batch.children[places->geometry], row);
        }
        for (std::size_t i = 0; i < places->fields.size(); ++i) {
            const std::int64_t at = places->fields[i];
            for (std::int64_t row = 0; row < batch.length; ++row) {
                add_value(raw.columns[i], *batch.children[at], *schema.children[at]->format, row,
                    raw.not_finite[i]);
            }
        }
        if (watch.wants_to_stop()) {
            throw Interrupted();
        }
    }
}

} // namespace kavel
