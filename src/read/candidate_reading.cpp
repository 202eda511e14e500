// SPDX-License-Identifier: EUPL-1.2
#include "read/candidate_reading.hpp"

#include "base/names.hpp"
#include "read/source_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace kavel {

namespace {

struct OpenedCandidates {
    VectorSource opened;
    std::optional<std::size_t> id; ///< nothing: the feature id
    std::optional<std::size_t> name;
};

/// A field that `id` or `name` names: a source's own, or a canonical name of `fields`.
std::optional<std::size_t> named_field(const VectorSource& opened, const Source& source, const char* key,
    const std::optional<std::string>& name, ProblemList& problems)
{
    if (!name) {
        return std::nullopt;
    }
    const auto origin = find_field(opened, source, nullptr, *name);
    if (origin && origin->field) {
        if (!opened.fields()[*origin->field].readable) {
            problems.add(Fault::definition, source.place_of(key),
                fmt::format("field '{}' of '{}' is binary", *name, source.name.shown),
                "choose a field of texts or numbers");
            return std::nullopt;
        }
        return origin->field;
    }
    std::vector<std::string> names;
    for (const SourceField& field : opened.fields()) {
        names.push_back(field.name);
    }
    problems.add(Fault::definition, source.place_of(key),
        fmt::format("'{}' has no field '{}'", source.name.shown, *name), suggest(*name, names));
    return std::nullopt;
}

OpenedCandidates open_candidates(const Source& source, ProblemList& problems)
{
    OpenedCandidates one{VectorSource(source, "candidates"), {}, {}};
    if (one.opened.total()
        == 0) { // an empty file has no fields to complain of; that it is empty is told later
        return one;
    }
    check_field_names(one.opened, source, problems);
    one.id = named_field(one.opened, source, "id", source.id, problems);
    one.name = named_field(one.opened, source, "name", source.display_name, problems);
    check_geometry(one.opened, source, "give candidates as polygons", problems);
    return one;
}

ColumnType common_type(ColumnType a, ColumnType b)
{
    if (a == b) {
        return a;
    }
    const auto is_number = [](ColumnType type) { return type != ColumnType::text; };
    return is_number(a) && is_number(b) ? ColumnType::real : ColumnType::text;
}

/// The columns of all sources together: by exact name, else by name without case when the column has no rows
/// of this source yet (one source may have both 'naam' and 'NAAM'). A row that a source does not fill is
/// null.
class ColumnUnion {
public:
    /// `first_row`: of this source.
    Column& find_or_add(const std::string& name, ColumnType type, std::size_t first_row)
    {
        const auto free_to_fill = [first_row](const Column& column) { return column.size() <= first_row; };
        auto found = std::find_if(m_columns.begin(), m_columns.end(),
            [&](const Column& column) { return column.name() == name && free_to_fill(column); });
        if (found == m_columns.end()) {
            found = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column& column) {
                return same_without_case(column.name(), name) && free_to_fill(column);
            });
        }
        if (found == m_columns.end()) {
            return m_columns.emplace_back(name, type);
        }
        found->set_type(common_type(found->type(), type));
        return *found;
    }
    std::vector<Column> take() { return std::move(m_columns); }

    /// Nulls in every column up to so many rows.
    void fill(std::size_t rows)
    {
        for (Column& column : m_columns) {
            while (column.size() < rows) {
                column.add_null();
            }
        }
    }

private:
    std::vector<Column> m_columns;
};

ColumnType type_of(const Value& value)
{
    return std::holds_alternative<double>(value) ? ColumnType::real : ColumnType::text;
}

/// Plots that share an id; `over_sources`: no two of them are in one source.
std::string how_to_tell_apart(bool by_field, bool over_sources)
{
    if (over_sources) {
        return fmt::format(R"(give each source a prefix = "..." of its own{})",
            by_field ? "" : ", or choose a field with id =");
    }
    return by_field ? "make the ids unique, or choose another field with id =" : "choose a field with id =";
}

Shapes polygons_of(const Shape& shape)
{
    Shapes polygons;
    for (std::size_t i = 0; i < shape.paths(); ++i) {
        const Path path = shape.path(i);
        if (path.kind == PathKind::shell || path.kind == PathKind::hole) {
            polygons.add_path(path.kind, path.points);
        }
    }
    polygons.end_feature();
    return polygons;
}

class CandidateBuilder {
public:
    CandidateBuilder(CandidateReading& reading, const std::vector<Source>& sources)
        : m_reading(reading)
    {
        for (const Source& source : sources) {
            for (const auto& [canonical, own] : source.fields) {
                m_canonical_names.insert(canonical);
            }
        }
    }

    /// Takes the shapes.
    void add(const OpenedCandidates& one, const Source& source, SourceFeatures& features,
        std::uint32_t source_index)
    {
        Candidates& candidates = m_reading.candidates;
        const std::size_t first = candidates.ids.size();
        const std::size_t rows = first + features.raw.fids.size();
        candidates.unusable.reserve(rows);
        candidates.ids.reserve(rows);
        candidates.names.reserve(rows);
        add_shapes(features);
        for (std::size_t row = 0; row < features.raw.fids.size(); ++row) {
            candidates.table.fids.push_back(features.raw.fids[row]);
            candidates.table.sources.push_back(source_index);
            add_names(one, source, features, row);
        }
        add_own_fields(one.opened, source, features);
        add_canonical_fields(one.opened, source, features);
        m_own.fill(rows);
        m_canonical.fill(rows);
    }

    void finish()
    {
        m_reading.candidates.table.columns = m_own.take();
        m_reading.candidates.canonical = m_canonical.take();
        m_problems.throw_if_any();
    }

    void check_unique(const std::vector<Source>& sources)
    {
        const Candidates& candidates = m_reading.candidates;
        std::unordered_map<std::string_view, std::size_t> row_of;
        row_of.reserve(candidates.size());
        std::map<std::string_view, std::set<std::size_t>> shared;
        for (std::size_t row = 0; row < candidates.size(); ++row) {
            const auto [known, is_new] = row_of.try_emplace(candidates.ids[row], row);
            if (!is_new) {
                shared[known->first].insert({known->second, row});
            }
        }
        for (const auto& [id, rows] : shared) {
            complain_of_shared_id(sources, std::string(id), {rows.begin(), rows.end()});
        }
    }

private:
    /// Only polygons make a plot; what else is in its geometry is left out.
    void add_shapes(SourceFeatures& features)
    {
        Candidates& candidates = m_reading.candidates;
        for (std::size_t row = 0; row < features.raw.fids.size(); ++row) {
            const Shape shape = features.shape(row);
            Title why;
            if (shape.empty()) {
                why = features.mendings[row] ? features.mendings[row]->wrong : Title{"leeg", "empty"};
            } else if (!shape.has(PathKind::shell)) {
                why = {"geen vlak", "no polygon"};
                m_reading.repairs.push_back({features.report.source, features.report.layer,
                    std::to_string(features.raw.fids[row]), why, {"niet te beoordelen", "cannot be judged"}});
            }
            candidates.unusable.push_back(std::move(why));
        }
        Shapes& shapes = candidates.table.shapes;
        const std::size_t first = shapes.size();
        if (first == 0) {
            shapes = features.take_shapes();
        } else {
            shapes.add(features.take_shapes());
        }
        for (std::size_t plot = first; plot < shapes.size(); ++plot) {
            if (shapes[plot].has(PathKind::line) || shapes[plot].has(PathKind::point)) {
                const Shapes polygons = polygons_of(shapes[plot]);
                shapes.replace(plot, polygons[0]);
            }
        }
    }

    void add_names(
        const OpenedCandidates& one, const Source& source, const SourceFeatures& features, std::size_t row)
    {
        Candidates& candidates = m_reading.candidates;
        const auto text_of
            = [&](std::size_t field) { return to_text(features.raw.columns[field].value(row)); };
        std::string id = std::to_string(candidates.table.fids.back());
        if (one.id) {
            id = text_of(position_of(one.opened, *one.id));
            if (id.empty()) {
                m_problems.add(Fault::data, {source.name.shown, 0, 0},
                    fmt::format("feature {} has no {}", candidates.table.fids.back(), *source.id),
                    "give every plot an id, or choose another field with id =");
            }
        }
        candidates.ids.push_back(source.prefix + id);
        candidates.names.push_back(one.name ? text_of(position_of(one.opened, *one.name)) : "");
    }

    /// All readable fields are read, in their order.
    static std::size_t position_of(const VectorSource& opened, std::size_t field)
    {
        std::size_t position = 0;
        for (std::size_t i = 0; i < field; ++i) {
            position += opened.fields()[i].readable ? 1 : 0;
        }
        return position;
    }

    void add_column(ColumnUnion& columns, const std::string& name, const Column& from)
    {
        Column& to = columns.find_or_add(name, from.type(), first_row(from.size()));
        fill_to_now(to, from.size());
        to.add(from);
    }

    void add_constant(ColumnUnion& columns, const std::string& name, const Value& value, std::size_t rows)
    {
        Column& to = columns.find_or_add(name, type_of(value), first_row(rows));
        fill_to_now(to, rows);
        for (std::size_t row = 0; row < rows; ++row) {
            to.add(value);
        }
    }

    std::size_t first_row(std::size_t rows_of_this_source) const
    {
        return m_reading.candidates.ids.size() - rows_of_this_source;
    }

    /// Nulls for the rows of earlier sources.
    void fill_to_now(Column& column, std::size_t rows_of_this_source)
    {
        while (column.size() < first_row(rows_of_this_source)) {
            column.add_null();
        }
    }

    void add_own_fields(const VectorSource& opened, const Source& source, const SourceFeatures& features)
    {
        for (const Column& column : features.raw.columns) {
            const bool overruled
                = std::any_of(source.set.begin(), source.set.end(), [&column](const auto& constant) {
                      return lower_case(constant.first) == lower_case(column.name());
                  });
            if (!overruled) {
                add_column(m_own, column.name(), column);
            }
        }
        for (const auto& [name, value] : source.set) {
            add_constant(m_own, name, value, features.raw.fids.size());
        }
        for (const SourceField& field : opened.fields()) {
            if (!field.readable) {
                m_reading.warnings.push_back({fmt::format("{}: veld '{}' is binair en niet overgenomen",
                                                  source.name.shown, field.name),
                    fmt::format("{}: field '{}' is binary and not copied", source.name.shown, field.name)});
            }
        }
    }

    /// A source that does not map a name may have the field under that name itself.
    void add_canonical_fields(
        const VectorSource& opened, const Source& source, const SourceFeatures& features)
    {
        for (const std::string& name : m_canonical_names) {
            const auto origin = find_field(opened, source, nullptr, name);
            if (origin && origin->field && !opened.fields()[*origin->field].readable) {
                continue; // binary: told among the own fields
            }
            if (origin && origin->field) {
                add_column(m_canonical, name, features.raw.columns[position_of(opened, *origin->field)]);
            } else if (origin) {
                add_constant(m_canonical, name, origin->constant, features.raw.fids.size());
            }
        }
    }

    void complain_of_shared_id(
        const std::vector<Source>& sources, const std::string& id, const std::vector<std::size_t>& rows)
    {
        const FeatureTable& table = m_reading.candidates.table;
        const Source& first = sources[table.sources[rows.front()]];
        std::set<std::uint32_t> in;
        std::string features;
        for (const std::size_t row : rows) {
            in.insert(table.sources[row]);
            features += (features.empty() ? "" : ", ") + table.id(row);
            if (sources.size() > 1) {
                features += " of " + sources[table.sources[row]].name.shown;
            }
        }
        m_problems.add(Fault::data, {first.name.shown, 0, 0},
            fmt::format("{} plots share {} '{}' (feature {})", rows.size(),
                first.id.value_or("the feature id"), id, features),
            how_to_tell_apart(first.id.has_value(), in.size() == rows.size()));
    }

    CandidateReading& m_reading;
    ColumnUnion m_own;
    ColumnUnion m_canonical;
    std::set<std::string> m_canonical_names;
    ProblemList m_problems;
};

} // namespace

CandidateReading read_candidates(
    const std::vector<Source>& sources, const Crs& crs, unsigned threads, Watch& watch)
{
    ProblemList problems;
    std::vector<OpenedCandidates> opened;
    for (const Source& source : sources) {
        try {
            opened.push_back(open_candidates(source, problems));
        } catch (const Problems& found) {
            problems.add(found);
        }
    }
    problems.throw_if_any();

    CandidateReading reading;
    CandidateBuilder builder(reading, sources);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        SourceWish wish{"candidates", {}, Box(), "candidates", threads};
        const auto& fields = opened[i].opened.fields();
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (fields[field].readable) {
                wish.fields.push_back(field);
            }
        }
        SourceFeatures features = read_source(opened[i].opened, sources[i], crs, wish, watch);
        mend_all(features, Box(), threads, watch);
        builder.add(opened[i], sources[i], features, static_cast<std::uint32_t>(i));
        SourceReport& report = features.report;
        report.used = static_cast<std::int64_t>(features.raw.fids.size());
        report.features = std::max(report.features, report.used);
        report.left_out = report.features - report.used;
        if (report.left_out > 0) {
            report.left_out_why = {
                fmt::format("{} door where", report.left_out), fmt::format("{} by where", report.left_out)};
        }
        reading.sources.push_back(report);
        reading.repairs.insert(reading.repairs.end(), features.repairs.begin(), features.repairs.end());
        reading.warnings.insert(reading.warnings.end(), features.warnings.begin(), features.warnings.end());
    }
    builder.check_unique(sources);
    builder.finish();
    if (reading.candidates.size() == 0) {
        throw Problems({Fault::data, {sources.front().name.shown, 0, 0}, "there is no candidate plot",
            sources.front().where ? "widen where =, or give a source with plots"
                                  : "give a source with plots"});
    }
    return reading;
}

} // namespace kavel
