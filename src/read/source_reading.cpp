// SPDX-License-Identifier: EUPL-1.2
#include "read/source_reading.hpp"

#include "base/names.hpp"
#include "base/sha256.hpp"
#include "read/coordinates.hpp"
#include "read/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

/// A service has no file: its mark is that of what was read.
std::string hash_of_what_was_read(const RawFeatures& raw)
{
    Sha256 hash;
    const auto add = [&hash](const void* data, std::size_t size) {
        hash.add({static_cast<const unsigned char*>(data), size});
    };
    for (std::size_t row = 0; row < raw.fids.size(); ++row) {
        add(&raw.fids[row], sizeof raw.fids[row]);
        const Shape shape = raw.shapes[row];
        for (std::size_t i = 0; i < shape.paths(); ++i) {
            add(shape.path(i).points.data(), shape.path(i).points.size_bytes());
        }
        for (const Column& column : raw.columns) {
            const std::string text = to_text(column.value(row)) + '\n';
            add(text.data(), text.size());
        }
    }
    return hash.hex();
}

void report_numbers_lost(SourceFeatures& features)
{
    for (std::size_t i = 0; i < features.raw.columns.size(); ++i) {
        const std::string& field = features.raw.columns[i].name();
        for (const std::size_t row : features.raw.not_finite[i]) {
            features.repairs.push_back(
                {features.report.source, features.report.layer, std::to_string(features.raw.fids[row]),
                    {fmt::format("veld '{}' is NaN of oneindig", field),
                        fmt::format("field '{}' is NaN or infinite", field)},
                    {"gelezen als onbekend", "read as unknown"}});
        }
    }
}

} // namespace

std::optional<std::size_t> field_named(const VectorSource& opened, std::string_view name)
{
    const auto& fields = opened.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) {
            return i;
        }
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (same_without_case(fields[i].name, name)) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<FieldOrigin> find_field(
    const VectorSource& opened, const Source& source, const Role* role, std::string_view name)
{
    for (const auto& [constant_name, value] : source.set) {
        if (constant_name == name) {
            return FieldOrigin{std::nullopt, value};
        }
    }
    for (const auto& [canonical, own] : source.fields) {
        if (canonical == name) {
            return FieldOrigin{field_named(opened, own), {}};
        }
    }
    if (const auto field = field_named(opened, name)) {
        return FieldOrigin{field, {}};
    }
    const RoleField* known = role != nullptr ? role->field(name) : nullptr;
    if (known != nullptr) {
        for (const std::string& alias : known->aliases) {
            if (const auto field = field_named(opened, alias)) {
                return FieldOrigin{field, {}};
            }
        }
    }
    return std::nullopt;
}

void check_field_names(const VectorSource& opened, const Source& source, ProblemList& problems)
{
    std::vector<std::string> names;
    for (const SourceField& field : opened.fields()) {
        names.push_back(field.name);
    }
    for (const auto& [canonical, own] : source.fields) {
        const auto field = field_named(opened, own);
        if (field && !opened.fields()[*field].readable) {
            problems.add(Fault::definition, source.place_of("fields." + canonical),
                fmt::format("field '{}' of '{}' is binary", own, source.name.shown),
                "choose a field of texts or numbers");
        }
        if (!field) {
            problems.add(Fault::definition, source.place_of("fields." + canonical),
                fmt::format("'{}' has no field '{}'", source.name.shown, own), suggest(own, names));
        }
    }
}

void check_geometry(
    const VectorSource& opened, const Source& source, const std::string& remedy, ProblemList& problems)
{
    if (opened.has_geometry()) {
        return;
    }
    if (source.sql) {
        problems.add(Fault::definition, source.place_of("sql"), "the query of sql = gives no geometry",
            "select the column of the geometry too");
    } else {
        problems.add(Fault::data, {source.name.shown, 0, 0},
            fmt::format("{} has no geometry", opened.what_is_read()), remedy);
    }
}

SourceFeatures read_source(
    VectorSource& opened, const Source& source, const Crs& study, const SourceWish& wish, Watch& watch)
{
    SourceFeatures features;
    SourceReport& report = features.report;
    report.role = wish.role;
    report.source = source.name.shown;
    report.layer = opened.layer_name();
    report.driver = opened.driver();
    report.features = opened.total();
    if (opened.has_geometry() && !opened.crs()) {
        throw Problems({Fault::data, {source.name.shown, 0, 0},
            fmt::format("{} does not say its CRS", opened.what_is_read()),
            wish.settings.empty()
                ? "save it with its CRS"
                : fmt::format(
                    "add crs = \"EPSG:28992\", or the CRS that it is in, under [{}]", wish.settings)});
    }
    if (opened.overruled_crs()) {
        features.warnings.push_back({fmt::format("{}: de bron zegt {}, de studie {}: de studie gaat voor",
                                         source.name.shown, opened.overruled_crs()->name, opened.crs()->name),
            fmt::format("{}: the source says {}, the study {}: the study goes first", source.name.shown,
                opened.overruled_crs()->name, opened.crs()->name)});
    }
    report.crs = opened.crs() ? opened.crs()->name : "";
    const bool moves = opened.crs() && opened.crs()->wkt != study.wkt && opened.crs()->name != study.name;
    Box area;
    if (opened.finds_by_place() && !wish.area.empty()) {
        area = moves ? transformed_bounds(study.wkt, opened.crs()->wkt, wish.area) : wish.area;
    }
    report.files = opened.files();
    if (!report.files.empty()) {
        begin_mark(report.files); // while they are read
    }
    features.raw = opened.read(wish.fields, area, wish.threads, watch);
    for (const std::string& text : features.raw.warnings) {
        features.warnings.push_back(
            {source.name.shown + ": GDAL: " + text, source.name.shown + ": GDAL: " + text});
    }
    if (moves) {
        const Box degrees = transformed_bounds(opened.crs()->wkt, "EPSG:4326", opened.extent(features.raw));
        const CoordinateOperation operation(opened.crs()->wkt, study.wkt, degrees);
        report.operation = operation.name();
        report.accuracy_m = operation.accuracy_m();
        if (const auto& better = operation.better_one_lacks_grid()) {
            features.warnings.push_back(
                {source.name.shown + ": " + better->nl, source.name.shown + ": " + better->en});
        }
        features.raw.shapes.transform([&operation](std::span<Point> points) { operation.transform(points); });
    }
    if (report.files.empty()) {
        report.sha256 = hash_of_what_was_read(features.raw);
    }
    report_numbers_lost(features);
    return features;
}

void finish_marks(std::vector<SourceReport>& reports)
{
    for (SourceReport& report : reports) {
        if (!report.files.empty()) {
            const FileMark mark = mark_of(report.files);
            report.bytes = mark.bytes;
            report.sha256 = mark.sha256;
            report.modified = mark.modified;
        }
    }
}

bool SourceFeatures::hangs_on_area() const
{
    return std::any_of(mendings.begin(), mendings.end(),
        [](const auto& mending) { return mending != nullptr && mending->hangs_on_area; });
}

Shapes SourceFeatures::take_shapes()
{
    for (std::size_t row = 0; row < mendings.size(); ++row) {
        if (mendings[row] != nullptr) {
            raw.shapes.replace(row, mendings[row]->shapes[0]);
        }
    }
    return std::move(raw.shapes);
}

void mend_all(SourceFeatures& features, const Box& looked_at, unsigned threads, Watch& watch)
{
    const std::size_t count = features.raw.fids.size();
    features.mendings.resize(count);
    std::vector<Overlay> overlays(thread_count(threads));
    for_each_index(count, threads, watch, {}, [&](std::size_t row, unsigned thread) {
        const RawGeometry geometry{
            features.raw.shapes[row], features.raw.is_null[row] != 0, features.raw.is_collection[row] != 0};
        features.mendings[row] = mend(geometry, looked_at, overlays[thread]);
    });
    for (std::size_t row = 0; row < count; ++row) {
        const Mending* mending = features.mendings[row].get();
        if (mending != nullptr && !mending->wrong.empty()) {
            features.repairs.push_back({features.report.source, features.report.layer,
                std::to_string(features.raw.fids[row]), mending->wrong, mending->done});
        }
    }
}

} // namespace kavel
