// SPDX-License-Identifier: EUPL-1.2
#include "read/layer_reading.hpp"

#include "base/names.hpp"
#include "policy/grid_roles.hpp"
#include "policy/rule_layers.hpp"
#include "read/raster_source.hpp"
#include "read/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

namespace kavel {

namespace {

/// The field with a feature's name: the role's, else one that is plainly called so.
std::optional<FieldOrigin> find_label(const VectorSource& opened, const Source& source, const Role* role)
{
    for (const char* name : {"name", "naam"}) {
        if (const auto origin = find_field(opened, source, role, name)) {
            return origin;
        }
    }
    return std::nullopt;
}

/// The columns that are read of one source, each once, and where each attribute stands among them.
class FieldPicker {
public:
    /// Position among the picked fields; nothing for a constant or a field that is not there.
    std::optional<std::size_t> pick(const std::optional<FieldOrigin>& origin)
    {
        if (!origin || !origin->field) {
            return std::nullopt;
        }
        const auto found = std::find(m_fields.begin(), m_fields.end(), *origin->field);
        if (found != m_fields.end()) {
            return static_cast<std::size_t>(found - m_fields.begin());
        }
        m_fields.push_back(*origin->field);
        return m_fields.size() - 1;
    }
    const std::vector<std::size_t>& fields() const { return m_fields; }

private:
    std::vector<std::size_t> m_fields;
};

struct PickedAttribute {
    std::optional<FieldOrigin> origin;
    std::optional<std::size_t> position;
    std::optional<double> factor; ///< MVA to MW

    Value value(const RawFeatures& raw, std::size_t row) const
    {
        if (position) {
            Value value = raw.columns[*position].value(row);
            const auto number = factor ? as_number(to_text(value)) : std::nullopt;
            return number ? Value(*number * *factor) : value;
        }
        return origin ? origin->constant : Value();
    }
};

/// A field of power may stand in the source in MVA, under a name that ends so.
std::optional<FieldOrigin> find_attribute(const VectorSource& opened, const Source& source, const Role* role,
    const LayerNeeds::Attribute& attribute)
{
    constexpr std::string_view mw = "_mw";
    auto origin = find_field(opened, source, role, attribute.name);
    if (!origin && attribute.cos_phi && attribute.name.ends_with(mw)) {
        origin = find_field(
            opened, source, role, attribute.name.substr(0, attribute.name.size() - mw.size()) + "_mva");
    }
    return origin;
}

std::optional<double> factor_of(const VectorSource& opened, const std::optional<FieldOrigin>& origin,
    const LayerNeeds::Attribute& attribute)
{
    const bool in_mva
        = origin && origin->field && lower_case(opened.fields()[*origin->field].name).ends_with("_mva");
    return in_mva ? attribute.cos_phi : std::nullopt;
}

/// What is picked of one source's features.
struct Picked {
    std::vector<PickedAttribute> attributes;
    PickedAttribute name;
    std::vector<std::vector<std::int64_t>> met; ///< one a condition: the features that meet it, ascending
};

/// Which rows of a source stay.
class Rows {
public:
    template <class Stays> Rows(std::size_t count, Stays stays)
    {
        for (std::size_t row = 0; row < count; ++row) {
            m_count += stays(row) ? 1 : 0;
        }
        if (m_count < count) {
            m_listed.emplace();
            for (std::size_t row = 0; row < count; ++row) {
                if (stays(row)) {
                    m_listed->push_back(row);
                }
            }
        }
    }

    std::size_t size() const { return m_count; }
    /// Of all there are, as of most sources: then nothing.
    const std::vector<std::size_t>* listed() const { return m_listed ? &*m_listed : nullptr; }
    std::size_t operator[](std::size_t i) const { return m_listed ? (*m_listed)[i] : i; }

private:
    std::size_t m_count = 0;
    std::optional<std::vector<std::size_t>> m_listed;
};

void add_attribute(Column& column, const PickedAttribute& attribute, const RawFeatures& raw, const Rows& rows)
{
    if (attribute.position && !attribute.factor) {
        const Column& from = raw.columns[*attribute.position];
        rows.listed() != nullptr ? column.add(from, *rows.listed()) : column.add(from);
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        column.add(attribute.value(raw, rows[i]));
    }
}

void add_features(
    Layer& layer, SourceFeatures& features, std::size_t source, const Picked& picked, bool keeps_placeless)
{
    const auto& [attributes, name, met] = picked;
    RawFeatures& raw = features.raw;
    FeatureTable& table = layer.features;
    const Rows rows(raw.fids.size(), [&](std::size_t row) {
        return !features.shape(row).empty() || (keeps_placeless && raw.is_null[row] != 0);
    });
    if (table.size() == 0 && rows.listed() == nullptr) { // nothing is copied
        table.shapes = features.take_shapes();
        table.fids = raw.fids;
    } else {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            table.shapes.add(features.shape(rows[i]));
            table.fids.push_back(raw.fids[rows[i]]);
        }
    }
    table.sources.resize(table.fids.size(), static_cast<std::uint32_t>(source));
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        add_attribute(table.columns[i], attributes[i], raw, rows);
    }
    for (std::size_t i = 0; i < met.size(); ++i) {
        for (const std::int64_t fid : std::span(table.fids).last(rows.size())) {
            const bool meets = std::binary_search(met[i].begin(), met[i].end(), fid);
            layer.conditions[i].met.push_back(meets ? 1 : 0);
        }
    }
    add_attribute(layer.names, name, raw, rows);
}

Title why_left_out(const SourceReport& report, std::int64_t read, bool filtered, bool by_place)
{
    const std::int64_t unusable = read - report.used;
    const std::int64_t not_read = report.features - read;
    Title why;
    const auto add = [&why](std::int64_t count, const char* nl, const char* en) {
        if (count > 0) {
            why.nl += (why.nl.empty() ? "" : "; ") + fmt::format("{} {}", count, nl);
            why.en += (why.en.empty() ? "" : "; ") + fmt::format("{} {}", count, en);
        }
    };
    add(unusable, "zonder bruikbare geometrie", "without usable geometry");
    if (filtered && by_place) {
        add(not_read, "door where, of buiten het gebied dat de regels nodig hebben",
            "by where, or outside the area that the rules need");
    } else if (filtered) {
        add(not_read, "door where", "by where");
    } else {
        add(not_read, "buiten het gebied dat de regels nodig hebben", "outside the area that the rules need");
    }
    return why;
}

struct CoverParts {
    Overlay overlay;
    std::vector<GeosGeometry> parts;
};

/// Polygons of a `covers`, read like any source.
void read_covers(const Covers& covers, const std::string& layer, const LayerWish& wish, CoverParts& cover,
    LayerReading& reading, Watch& watch)
{
    Source source;
    source.name = covers.source;
    source.layer = covers.layer;
    source.where = covers.where;
    source.place = covers.place;
    VectorSource opened(source, "layers." + layer);
    SourceFeatures features
        = read_source(opened, source, wish.crs, {layer + " (covers)", {}, Box(), ""}, watch);
    mend_all(features, wish.plots.grown(1.0), wish.threads, watch);
    reading.hangs_on_area = reading.hangs_on_area || features.hangs_on_area();
    for (std::size_t row = 0; row < features.raw.fids.size(); ++row) {
        const Shape shape = features.shape(row);
        if (shape.has(PathKind::shell)) {
            cover.parts.push_back(cover.overlay.polygons(shape));
            ++features.report.used;
        }
    }
    features.report.left_out = features.report.features - features.report.used;
    features.report.left_out_why = why_left_out(features.report,
        static_cast<std::int64_t>(features.raw.fids.size()), covers.where.has_value(), false);
    if (features.report.used == 0) {
        throw Problems({Fault::data, covers.place,
            fmt::format("'{}' has no polygon to say what the source covers", covers.source.shown),
            "give polygons in which the source is complete, or leave covers out"});
    }
    reading.sources.push_back(features.report);
    reading.repairs.insert(reading.repairs.end(), features.repairs.begin(), features.repairs.end());
    reading.warnings.insert(reading.warnings.end(), features.warnings.begin(), features.warnings.end());
}

/// A claim to be complete somewhere is one only when every source makes it.
void add_covers(
    Layer& layer, LayerReading& reading, const LayerBinding& binding, const LayerWish& wish, Watch& watch)
{
    const bool all = std::all_of(binding.sources.begin(), binding.sources.end(),
        [](const Source& source) { return source.covers.has_value(); });
    if (!all) {
        return;
    }
    CoverParts cover;
    for (const Source& source : binding.sources) {
        read_covers(*source.covers, binding.name, wish, cover, reading, watch);
    }
    Shapes shapes;
    cover.overlay.add_polygons(shapes, cover.overlay.united(std::move(cover.parts)));
    shapes.end_feature();
    layer.covers = std::move(shapes);
}

std::size_t count_without(const Shapes& shapes, PathKind kind)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        count += shapes[i].has(kind) ? 0 : 1;
    }
    return count;
}

bool asks_for(NeededParts parts, const std::string& layer, const Rule& rule)
{
    const std::vector<NamedLayer> named = layers_named_by(rule);
    return std::any_of(named.begin(), named.end(),
        [&](const NamedLayer& one) { return *one.name == layer && needed_parts(rule, one.key) == parts; });
}

/// A measure for lines or polygons leaves out features without them, and says how many; none at all is an
/// error.
void check_parts(const Layer& layer, const LayerBinding& binding, const RuleSet& rules,
    const LayerNeeds& needs, std::vector<Title>& warnings)
{
    const Shapes& shapes = layer.features.shapes;
    for (const NeededParts parts : {NeededParts::lines, NeededParts::polygons}) {
        const auto asks = std::find_if(needs.rules.begin(), needs.rules.end(),
            [&](std::size_t rule) { return asks_for(parts, binding.name, rules.rule(rule)); });
        if (asks == needs.rules.end() || shapes.size() == 0) {
            continue;
        }
        const bool lines = parts == NeededParts::lines;
        const std::size_t without = count_without(shapes, lines ? PathKind::line : PathKind::shell);
        const Rule& rule = rules.rule(*asks);
        if (without == shapes.size()) {
            throw Problems({Fault::data, {binding.sources.front().name.shown, 0, 0},
                fmt::format("layer '{}' has no {}, which measure '{}' of rule '{}' needs", binding.name,
                    lines ? "lines" : "polygons", rule.measure->name, rule.id),
                fmt::format("bind a source with {}, or use another measure", lines ? "lines" : "polygons")});
        }
        if (without > 0) {
            warnings.push_back({fmt::format("laag '{}': {} objecten zonder {} tellen niet mee voor maat '{}'",
                                    binding.name, without, lines ? "lijnen" : "vlakken", rule.measure->name),
                fmt::format("layer '{}': {} features without {} do not count for measure '{}'", binding.name,
                    without, lines ? "lines" : "polygons", rule.measure->name)});
        }
    }
}

void warn_when_far(const Layer& layer, const LayerWish& wish, std::vector<Title>& warnings)
{
    const Shapes& shapes = layer.features.shapes;
    if (shapes.size() == 0) {
        warnings.push_back({fmt::format("laag '{}' heeft geen objecten", layer.name),
            fmt::format("layer '{}' has no features", layer.name)});
        return;
    }
    // Beyond this nothing that a rule looks for is near: the layer is of another place, or its axes are
    // swapped.
    constexpr double near_m = 25000.0;
    const Box near = wish.plots.grown(wish.needs.unbounded ? near_m : wish.needs.reach_m);
    if (shapes.box().empty()) {
        return; // a table
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (shapes[i].box().meets(near)) {
            return;
        }
    }
    warnings.push_back(
        {fmt::format("laag '{}' heeft objecten, maar geen enkel bij een kavel: klopt het gebied en het "
                     "coördinatenstelsel?",
             layer.name),
            fmt::format("layer '{}' has features, but none near any plot: are its area and its CRS right?",
                layer.name)});
}

bool is_placeless(const SourceFeatures& features, const Repair& repair)
{
    for (std::size_t row = 0; row < features.raw.fids.size(); ++row) {
        if (std::to_string(features.raw.fids[row]) == repair.feature) {
            return features.raw.is_null[row] != 0;
        }
    }
    return false;
}

void read_one_source(Layer& layer, LayerReading& reading, OpenedLayer& opened, std::size_t index,
    const LayerWish& wish, Watch& watch)
{
    const LayerBinding& binding = *opened.binding;
    const Source& source = binding.sources[index];
    VectorSource& vector = *opened.sources[index];
    const Role* role = binding.role ? &*binding.role : nullptr;
    FieldPicker picker;
    Picked picked;
    for (const auto& attribute : wish.needs.attributes) {
        const auto origin = find_attribute(vector, source, role, attribute);
        picked.attributes.push_back({origin, picker.pick(origin), factor_of(vector, origin, attribute)});
    }
    const auto label = find_label(vector, source, role);
    picked.name = {label, picker.pick(label), std::nullopt};
    const Box area = wish.area();
    SourceFeatures features = read_source(vector, source, wish.crs,
        {binding.name, picker.fields(), area, "layers." + binding.name, wish.threads}, watch);
    mend_all(features, area, wish.threads, watch);
    for (const LayerNeeds::Condition& condition : wish.needs.conditions) {
        picked.met.push_back(vector.meeting(condition.text, condition.key, condition.place));
    }
    if (wish.needs.keeps_placeless) { // then nothing is wrong with having none
        std::erase_if(features.repairs, [&](const Repair& repair) { return is_placeless(features, repair); });
    }
    reading.hangs_on_area = reading.hangs_on_area || vector.finds_by_place() || features.hangs_on_area();
    const std::size_t before = layer.features.size();
    add_features(layer, features, index, picked, wish.needs.keeps_placeless);
    SourceReport& report = features.report;
    report.used = static_cast<std::int64_t>(layer.features.size() - before);
    const auto read = static_cast<std::int64_t>(features.raw.fids.size());
    report.features = std::max(report.features, read);
    report.left_out = report.features - report.used;
    report.left_out_why
        = why_left_out(report, read, source.where.has_value(), vector.finds_by_place() && !area.empty());
    reading.sources.push_back(report);
    reading.repairs.insert(reading.repairs.end(), features.repairs.begin(), features.repairs.end());
    reading.warnings.insert(reading.warnings.end(), features.warnings.begin(), features.warnings.end());
}

/// A raster's features are its cells.
SourceReport report_of(const RasterSource& raster, const std::string& role)
{
    SourceReport report;
    report.role = role;
    report.source = raster.shown();
    report.driver = raster.driver();
    report.files = raster.files();
    begin_mark(report.files);
    report.features = report.used = static_cast<std::int64_t>(raster.grid().columns * raster.grid().rows);
    report.crs = raster.crs_name();
    return report;
}

std::vector<std::string> names_of_fields(const VectorSource& opened)
{
    std::vector<std::string> names;
    for (const SourceField& field : opened.fields()) {
        names.push_back(field.name);
    }
    return names;
}

std::vector<std::string> names_of_fields(const OpenedLayer& opened)
{
    std::vector<std::string> names;
    for (const auto& source : opened.sources) {
        const std::vector<std::string> of_source = names_of_fields(*source);
        names.insert(names.end(), of_source.begin(), of_source.end());
    }
    return names;
}

/// By whatever keys a rule names the layer.
std::vector<NeededField> fields_asked_of(const std::string& layer, const Rule& rule)
{
    std::vector<NeededField> fields;
    for (const NamedLayer& named : layers_named_by(rule)) {
        if (*named.name == layer) {
            const std::vector<NeededField> asked = needed_fields(rule, named.key);
            fields.insert(fields.end(), asked.begin(), asked.end());
        }
    }
    return fields;
}

/// What the grid model must find in each source; and whether "available" says which of two things it means.
void check_grid_fields(
    const OpenedLayer& opened, const RuleSet& rules, const LayerNeeds& needs, ProblemList& problems)
{
    const LayerBinding& binding = *opened.binding;
    const Role* role = binding.role ? &*binding.role : nullptr;
    for (std::size_t i = 0; i < opened.sources.size(); ++i) {
        const VectorSource& vector = *opened.sources[i];
        const Source& source = binding.sources[i];
        if (!needs.needed.empty() && !find_field(vector, source, role, needs.needed)) {
            problems.add(Fault::definition, source.place_of("source"),
                fmt::format("[grid] needs the field '{}', which layer '{}' ({}) does not have", needs.needed,
                    binding.name, source.name.shown),
                fmt::format("add fields = {{ {} = \"...\" }}; {}", needs.needed,
                    suggest(needs.needed, names_of_fields(vector))));
        }
        if (!rules.grid || rules.grid->available_means || binding.name != stations_role) {
            continue;
        }
        for (const std::string side : {"demand", "supply"}) {
            const auto has = [&](const char* what) {
                return find_attribute(vector, source, role, {side + what, 1.0}).has_value();
            };
            if (has("_available_mw") && has("_required_mw")) {
                problems.add(Fault::definition, rules.grid->place,
                    fmt::format("[grid] does not say what is available: '{}' has both {}_available_mw and "
                                "{}_required_mw, so "
                                "that the first may be what is present or what is free",
                        source.name.shown, side, side),
                    "add available_means = \"present\" (the required goes off) or \"free\"");
            }
        }
    }
}

} // namespace

std::int64_t OpenedLayer::features() const
{
    return std::accumulate(sources.begin(), sources.end(), std::int64_t{0},
        [](std::int64_t sum, const auto& source) { return sum + source->total(); });
}

OpenedLayer open_layer(const LayerBinding& binding, const OpenSource& open, ProblemList& problems)
{
    OpenedLayer opened{&binding, {}, {}};
    for (std::size_t i = 0; i < binding.sources.size(); ++i) {
        const Source& source = binding.sources[i];
        try {
            opened.sources.push_back(open(i));
            check_field_names(*opened.sources.back(), source, problems);
            const bool may_be_a_table = binding.role && binding.role->geometry == RoleGeometry::table;
            if (!may_be_a_table && binding.name != stations_role) {
                check_geometry(*opened.sources.back(), source, "bind a layer with geometry", problems);
            }
        } catch (const Problems& found) {
            problems.add(found);
        }
    }
    return opened;
}

OpenedLayer open_raster_layer(const LayerBinding& binding, const RuleSet& rules, const LayerNeeds& needs,
    const Crs& study, ProblemList& problems)
{
    OpenedLayer opened{&binding, {}, {}};
    for (const Source& source : binding.sources) {
        try {
            opened.rasters.push_back(
                std::make_shared<const RasterSource>(source, study, "layers." + binding.name));
        } catch (const Problems& found) {
            problems.add(found);
            continue;
        }
        for (const std::size_t index : needs.rules) {
            const double band = rules.rule(index).number("band").value_or(1.0);
            if (band < 1.0 || band != std::floor(band) || band > opened.rasters.back()->bands()) {
                problems.add(Fault::definition, rules.rule(index).place_of("band"),
                    fmt::format("rule '{}' asks for band {}, and '{}' has {}", rules.rule(index).id,
                        shortest(band), source.name.shown, opened.rasters.back()->bands()),
                    "give the number of a band that is there, from 1");
            }
        }
    }
    return opened;
}

void find_attributes(const OpenedLayer& opened, const RuleSet& rules, const LayerNeeds& needs,
    std::vector<LeftOut>& left_out, ProblemList& problems)
{
    const LayerBinding& binding = *opened.binding;
    const Role* role = binding.role ? &*binding.role : nullptr;
    check_grid_fields(opened, rules, needs, problems);
    for (const std::size_t index : needs.rules) {
        const Rule& rule = rules.rule(index);
        for (const NeededField& field : fields_asked_of(binding.name, rule)) {
            const bool found = std::any_of(binding.sources.begin(), binding.sources.end(),
                [&, i = std::size_t{0}](const Source& source) mutable {
                    return find_field(*opened.sources[i++], source, role, field.name).has_value();
                });
            if (found) {
                continue;
            }
            if (rule.optional) {
                left_out.push_back({index,
                    {fmt::format("laag '{}' heeft geen veld '{}'", binding.name, field.name),
                        fmt::format("layer '{}' has no field '{}'", binding.name, field.name)}});
                break;
            }
            problems.add(Fault::definition, rule.place_of(field.asked_by),
                fmt::format("rule '{}' needs the field '{}', which layer '{}' ({}) does not have", rule.id,
                    field.name, binding.name, binding.sources.front().name.shown),
                suggest(field.name, names_of_fields(opened)));
        }
    }
}

LayerReading read_layer(OpenedLayer& opened, const LayerWish& wish, Watch& watch)
{
    const LayerBinding& binding = *opened.binding;
    LayerReading reading;
    auto layer = std::make_shared<Layer>();
    layer->name = binding.name;
    if (binding.role) {
        layer->title = binding.role->title;
    }
    for (const auto& attribute : wish.needs.attributes) {
        layer->features.columns.emplace_back(attribute.name);
    }
    for (const LayerNeeds::Condition& condition : wish.needs.conditions) {
        layer->conditions.push_back({condition.text, {}});
    }
    for (const auto& raster : opened.rasters) {
        reading.sources.push_back(report_of(*raster, binding.name));
        layer->rasters.push_back(raster);
    }
    for (std::size_t i = 0; i < opened.sources.size(); ++i) {
        layer->sources.push_back(binding.sources[i].name.shown);
        read_one_source(*layer, reading, opened, i, wish, watch);
        opened.sources[i]->close();
    }
    add_covers(*layer, reading, binding, wish, watch);
    static_cast<void>(layer->index(wish.threads)); // made here, beside the reading of other layers
    reading.layer = std::move(layer);
    return reading;
}

std::vector<Title> check_layer(
    const Layer& layer, const LayerBinding& binding, const RuleSet& rules, const LayerWish& wish)
{
    std::vector<Title> warnings;
    if (layer.rasters.empty()) {
        check_parts(layer, binding, rules, wish.needs, warnings);
        warn_when_far(layer, wish, warnings);
    }
    return warnings;
}

} // namespace kavel
