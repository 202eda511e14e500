// SPDX-License-Identifier: EUPL-1.2
// How a vector source is read: in columns where its driver gives them, else feature by feature.
#include "base/names.hpp"
#include "read/arrow_reading.hpp"
#include "read/field_texts.hpp"
#include "read/gdal_messages.hpp"
#include "read/ogr_geometry.hpp"
#include "read/vector_handle.hpp"

#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace kavel {

namespace {

std::string iso_time(const OGRFeature& feature, int field, OGRFieldType type)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    float second = 0.0F;
    int zone = 0;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    const auto date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    const auto time = fmt::format("{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
    return type == OFTDate ? date : type == OFTTime ? time : date + "T" + time;
}

void add_field(Column& column, const OGRFeature& feature, int index, std::vector<std::size_t>& not_finite)
{
    if (!feature.IsFieldSetAndNotNull(index)) {
        column.add_null();
        return;
    }
    const OGRFieldType type = feature.GetFieldDefnRef(index)->GetType();
    switch (type) {
    case OFTInteger:
    case OFTInteger64:
        add_whole(column, feature.GetFieldAsInteger64(index));
        break;
    case OFTReal:
        add_number(column, feature.GetFieldAsDouble(index), not_finite);
        break;
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        column.add(std::string_view(iso_time(feature, index, type)));
        break;
    default:
        add_text(column, feature.GetFieldAsString(index));
    }
}

/// Sorts the features by id: a driver that finds by place gives them in another order.
void sort_by_fid(RawFeatures& raw)
{
    if (std::is_sorted(raw.fids.begin(), raw.fids.end())) {
        return;
    }
    std::vector<std::size_t> order(raw.fids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
        [&raw](std::size_t a, std::size_t b) { return raw.fids[a] < raw.fids[b]; });
    RawFeatures sorted;
    sorted.warnings = raw.warnings;
    std::vector<std::size_t> new_row(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) {
        const std::size_t old = order[row];
        new_row[old] = row;
        sorted.shapes.add(raw.shapes[old]);
        sorted.fids.push_back(raw.fids[old]);
        sorted.is_null.push_back(raw.is_null[old]);
        sorted.is_collection.push_back(raw.is_collection[old]);
    }
    for (const Column& column : raw.columns) {
        Column& to = sorted.columns.emplace_back(column.name(), column.type());
        for (const std::size_t old : order) {
            to.add(column.value(old));
        }
    }
    for (auto& rows : raw.not_finite) {
        for (std::size_t& row : rows) {
            row = new_row[row];
        }
    }
    sorted.not_finite = std::move(raw.not_finite);
    raw = std::move(sorted);
}

/// The lowest and the highest feature id; nothing when the layer does not say.
std::optional<std::pair<std::int64_t, std::int64_t>> ids_of(GDALDataset& dataset, OGRLayer& layer)
{
    // Each in a query of its own: SQLite goes through the whole table for both at once.
    const std::string sql
        = fmt::format("SELECT (SELECT MIN(\"{0}\") FROM \"{1}\"), (SELECT MAX(\"{0}\") FROM \"{1}\")",
            layer.GetFIDColumn(), layer.GetName());
    OGRLayer* answer = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    std::optional<std::pair<std::int64_t, std::int64_t>> ids;
    if (answer != nullptr) {
        const OGRFeatureUniquePtr row{answer->GetNextFeature()};
        if (row && row->IsFieldSetAndNotNull(0)) {
            ids = {row->GetFieldAsInteger64(0), row->GetFieldAsInteger64(1)};
        }
        dataset.ReleaseResultSet(answer);
    }
    return ids;
}

} // namespace

void RawFeatures::add(const RawFeatures& part)
{
    const std::size_t before = fids.size();
    const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    shapes.add(part.shapes);
    append(fids, part.fids);
    append(is_null, part.is_null);
    append(is_collection, part.is_collection);
    append(warnings, part.warnings);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].add(part.columns[i]);
        for (const std::size_t row : part.not_finite[i]) {
            not_finite[i].push_back(before + row);
        }
    }
}

void RawFeatures::clear()
{
    shapes.clear();
    fids.clear();
    is_null.clear();
    is_collection.clear();
    for (Column& column : columns) {
        column.clear();
    }
    for (auto& rows : not_finite) {
        rows.clear();
    }
    warnings.clear();
}

bool VectorSource::lies_within(const Box& area) const
{
    OGREnvelope envelope;
    OGRLayer& layer = *m_handle->layer;
    return layer.TestCapability(OLCFastGetExtent) != FALSE && layer.GetExtent(&envelope, FALSE) == OGRERR_NONE
        && area.holds(Box{envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY});
}

void VectorSource::ignore_others(OGRLayer& layer, const std::vector<SourceField>& fields) const
{
    CPLStringList ignored;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        // GDAL ignores by name without case: a field that is wanted may not be lost with its namesake.
        const bool wanted = std::any_of(fields.begin(), fields.end(),
            [&](const SourceField& field) { return same_without_case(field.name, m_fields[i].name); });
        if (!wanted) {
            ignored.AddString(layer.GetLayerDefn()->GetFieldDefn(static_cast<int>(i))->GetNameRef());
        }
    }
    layer.SetIgnoredFields(const_cast<const char**>(ignored.List()));
}

void VectorSource::expect_read(const GdalMessages& messages, std::size_t features) const
{
    if (!messages.failures().empty()) {
        throw Problems({Fault::data, {m_shown, 0, 0},
            fmt::format("reading {} stops after {} features", what_is_read(), features),
            fmt::format("repair or export the source again ({})", messages.why())});
    }
}

void VectorSource::read_in_stretches(
    const std::vector<SourceField>& fields, RawFeatures& raw, unsigned threads, Watch& watch) const
{
    // Small enough for a stretch to be in the processor's caches still when it is put behind the others.
    constexpr std::int64_t features_in_stretch = 8192;
    const auto ids = ids_of(*m_handle->dataset, *m_handle->layer);
    const std::int64_t stretches
        = std::max<std::int64_t>(thread_count(threads), m_total / features_in_stretch);
    if (!ids || ids->second - ids->first < stretches) {
        read_columns(*m_handle->layer, fields, raw, watch);
        return;
    }
    const auto first_of = [&](std::int64_t stretch) {
        return stretch == stretches ? ids->second + 1
                                    : ids->first + (ids->second - ids->first + 1) / stretches * stretch;
    };
    struct Reader {
        GDALDatasetUniquePtr dataset;
        OGRLayer* layer = nullptr;
        RawFeatures part;
    };
    std::vector<Reader> readers(thread_count(threads));
    for (Reader& reader : readers) { // before any has been put into `raw`
        reader.part = raw;
    }
    const auto open = [&](Reader& reader) {
        const CPLStringList options = open_options(m_path);
        reader.dataset.reset(GDALDataset::Open(path_to_open(m_path).c_str(),
            GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List(), nullptr));
        reader.layer = reader.dataset ? reader.dataset->GetLayerByName(m_layer_name.c_str()) : nullptr;
        if (reader.layer == nullptr) {
            throw Problems({Fault::data, m_place, fmt::format("'{}' cannot be opened a second time", m_shown),
                "try again, or with --threads 1"});
        }
        ignore_others(*reader.layer, fields);
    };
    for_each_in_order(
        static_cast<std::size_t>(stretches), threads, watch, {},
        [&](std::size_t index, unsigned thread) {
            Reader& reader = readers[thread];
            const auto stretch = static_cast<std::int64_t>(index);
            GdalMessages messages;
            if (reader.layer == nullptr) {
                open(reader);
            }
            const std::string in_stretch = fmt::format("\"{}\" BETWEEN {} AND {}",
                reader.layer->GetFIDColumn(), first_of(stretch), first_of(stretch + 1) - 1);
            reader.layer->SetAttributeFilter(narrowed(in_stretch).c_str());
            reader.part.clear();
            read_columns(*reader.layer, fields, reader.part, watch);
            expect_read(messages, reader.part.fids.size());
            reader.part.warnings = messages.warnings();
        },
        [&](std::size_t index, unsigned thread) {
            raw.add(readers[thread].part);
            if (index == 0 && raw.shapes.size() > 0) {
                // As much again for each of the others, and some; but no more than there are features, for
                // ids may leave gaps.
                raw.shapes.reserve_times(std::min(1.1 * static_cast<double>(stretches),
                    static_cast<double>(m_total) / static_cast<double>(raw.shapes.size())));
            }
        });
}

RawFeatures VectorSource::read(
    const std::vector<std::size_t>& fields, const Box& wanted_area, unsigned threads, Watch& watch)
{
    OGRLayer& layer = *m_handle->layer;
    // What lies wholly in the area is read as a whole: that is quicker than finding all of it by place.
    const Box area = !wanted_area.empty() && lies_within(wanted_area) ? Box() : wanted_area;
    GdalMessages messages;
    RawFeatures raw;
    raw.not_finite.resize(fields.size());
    std::vector<SourceField> wanted;
    for (const std::size_t field : fields) {
        wanted.push_back(m_fields[field]);
        raw.columns.emplace_back(m_fields[field].name, m_fields[field].type);
    }
    // Fields that `where` looks at must be read where the driver itself does not filter.
    const bool filters_itself = EQUAL(m_driver.c_str(), "GPKG") || EQUAL(m_driver.c_str(), "SQLite");
    if (!m_handle->from_sql && (m_where.empty() || filters_itself)) {
        ignore_others(layer, wanted);
    }
    const auto take_all = [&](bool only_without_geometry) {
        layer.ResetReading();
        constexpr std::size_t between_looks = 4096;
        while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
            const OGRGeometry* geometry = feature->GetGeometryRef();
            if (only_without_geometry && geometry != nullptr) {
                continue;
            }
            raw.is_null.push_back(geometry == nullptr ? 1 : 0);
            raw.is_collection.push_back(geometry != nullptr && add_ogr_paths(raw.shapes, *geometry) ? 1 : 0);
            raw.shapes.end_feature();
            raw.fids.push_back(feature->GetFID());
            for (std::size_t i = 0; i < fields.size(); ++i) {
                add_field(raw.columns[i], *feature, static_cast<int>(fields[i]), raw.not_finite[i]);
            }
            if (raw.fids.size() % between_looks == 0 && watch.wants_to_stop()) {
                throw Interrupted();
            }
        }
    };
    if (!area.empty()) {
        layer.SetSpatialFilterRect(area.west, area.south, area.east, area.north);
    }
    if (area.empty() && !m_handle->from_sql && gives_columns(layer, wanted)) {
        const bool in_stretches = EQUAL(m_driver.c_str(), "GPKG") && m_total > large_layer
            && thread_count(threads) > 1 && *layer.GetFIDColumn() != '\0';
        if (in_stretches) {
            read_in_stretches(wanted, raw, threads, watch);
        } else {
            read_columns(layer, wanted, raw, watch);
        }
    } else {
        take_all(false);
    }
    layer.SetSpatialFilter(nullptr);
    if (!area.empty() && filters_itself && !m_handle->from_sql) {
        // A search by place never finds what has no place: it is asked for apart, so that it can be told.
        const std::string no_place = fmt::format("\"{}\" IS NULL", layer.GetGeometryColumn());
        layer.SetAttributeFilter(narrowed(no_place).c_str());
        take_all(true);
        layer.SetAttributeFilter(m_where.empty() ? nullptr : m_where.c_str());
    }
    expect_read(messages, raw.fids.size());
    for (const std::string& warning : messages.warnings()) {
        raw.warnings.push_back(warning);
    }
    sort_by_fid(raw);
    return raw;
}

} // namespace kavel
