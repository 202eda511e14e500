// SPDX-License-Identifier: EUPL-1.2
#include "read/region.hpp"

#include "base/names.hpp"
#include "geometry/planar.hpp"
#include "policy/grid_roles.hpp"
#include "read/candidate_reading.hpp"
#include "read/capacity_map.hpp"
#include "read/layer_reading.hpp"
#include "read/shared_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace kavel {

namespace {

const Column* column_named(const std::vector<Column>& columns, std::string_view name,
    bool (*same)(std::string_view, std::string_view))
{
    const auto found = std::find_if(
        columns.begin(), columns.end(), [&](const Column& column) { return same(column.name(), name); });
    return found == columns.end() ? nullptr : &*found;
}

bool same_exactly(std::string_view a, std::string_view b)
{
    return a == b;
}

/// The candidate fields that a rule reads, each with the rule's key that names it.
std::vector<std::pair<std::string, std::string_view>> candidate_fields(
    const RuleSet& rules, std::size_t index)
{
    std::vector<std::pair<std::string, std::string_view>> fields;
    const Rule& rule = rules.rule(index);
    if (rule.measure->on == MeasuredOn::candidate_field) {
        if (const std::string* attribute = rule.text("attribute")) {
            fields.emplace_back(*attribute, "attribute");
        }
    }
    if (index < rules.constraints.size()) {
        const Constraint& constraint = rules.constraints[index];
        const auto add_lookup = [&fields](const std::optional<Limit>& limit, std::string_view key) {
            if (limit && std::holds_alternative<Lookup>(*limit)) {
                fields.emplace_back(std::get<Lookup>(*limit).by, key);
            }
        };
        add_lookup(constraint.min, "min");
        add_lookup(constraint.max, "max");
    }
    return fields;
}

std::vector<std::string> field_names(const Candidates& candidates)
{
    std::vector<std::string> names;
    for (const Column& column : candidates.canonical) {
        names.push_back(column.name());
    }
    for (const Column& column : candidates.table.columns) {
        names.push_back(column.name());
    }
    return names;
}

void check_candidate_fields(
    const Study& study, const Candidates& candidates, std::vector<LeftOut>& left_out, ProblemList& problems)
{
    const RuleSet& rules = study.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!study.applied(i)) {
            continue;
        }
        const Rule& rule = rules.rule(i);
        for (const auto& [field, key] : candidate_fields(rules, i)) {
            if (candidates.field(field) != nullptr) {
                continue;
            }
            if (rule.optional) {
                left_out.push_back({i,
                    {fmt::format("de kavels hebben geen veld '{}'", field),
                        fmt::format("the candidates have no field '{}'", field)}});
                break;
            }
            problems.add(Fault::definition, rule.place_of(key),
                fmt::format("rule '{}' needs the field '{}', which the candidates ({}) do not have", rule.id,
                    field, study.candidates.front().name.shown),
                suggest(field, field_names(candidates)));
        }
    }
}

template <class T> void append(std::vector<T>& to, const std::vector<T>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

/// The summary asks for the municipality of a plot where the candidates do not say it themselves.
bool wanted_by_summary(const LayerBinding& binding, const Candidates& candidates)
{
    return binding.name == "municipalities" && candidates.field("municipality") == nullptr;
}

/// The map's available capacity is what is present, not what is free: who reads it must say that he knows.
void check_available_means(const Study& study, const CapacityMap& map, ProblemList& problems)
{
    if (map.has_required && !study.rules.grid->available_means) {
        problems.add(Fault::definition, study.rules.grid->place,
            "[grid] does not say what is available: the capacity map has available_capacity (what is "
            "present) and "
            "quoted_capacity (what is required)",
            "add available_means = \"present\" (the required goes off) or \"free\"");
    }
}

struct Beginning {
    std::optional<CandidateReading> candidates; ///< nothing: something is wrong with them
    std::vector<OpenedLayer> layers;
    std::shared_ptr<const CapacityMap> capacity_map;
};

/// Reads the plots and opens every layer before any layer is read: what is wrong with any source is told at
/// once, in the order of the study. Side by side, for some drivers read the whole file to open it.
Beginning begin(const Study& study, const Crs& crs, SharedSources& shared, LayersRead which, unsigned threads,
    Watch& watch, ProblemList& problems)
{
    Beginning beginning;
    std::vector<const LayerBinding*> layers;
    const std::vector<GridRole> of_grid = grid_roles(study.rules);
    for (const LayerBinding& layer : study.layers) {
        const bool read = which == LayersRead::all || grid_role(of_grid, layer.name) != nullptr;
        if (read && layer.name != capacity_map_role) {
            layers.push_back(&layer);
        }
    }
    beginning.layers.resize(layers.size());
    const std::vector<char> applied = applied_rules(study.rules, study.left_out);
    std::vector<ProblemList> found(layers.size() + 1);
    for_each_index(found.size(), threads, watch,
        {0.0, 0.05, {"kavels lezen, bronnen openen", "reading plots, opening sources"}},
        [&](std::size_t i, unsigned) {
            if (i > 0) {
                const LayerBinding& layer = *layers[i - 1];
                const LayerNeeds needs = needs_of(study.rules, applied, layer.name);
                beginning.layers[i - 1] = needs.is_raster
                    ? open_raster_layer(layer, study.rules, needs, crs, found[i])
                    : open_layer(
                        layer,
                        [&](std::size_t source) {
                            return shared.opened(study, layer, source,
                                [&] { return VectorSource(layer.sources[source], "layers." + layer.name); });
                        },
                        found[i]);
                return;
            }
            try {
                beginning.candidates = shared.candidates(
                    study, [&] { return read_candidates(study.candidates, crs, threads, watch); });
            } catch (const Problems& wrong) {
                found[i].add(wrong);
            }
        });
    for (const ProblemList& list : found) {
        problems.add(list);
    }
    if (const LayerBinding* map = study.layer(capacity_map_role)) {
        try {
            beginning.capacity_map
                = std::make_shared<const CapacityMap>(read_capacity_map(map->sources, study.today));
            check_available_means(study, *beginning.capacity_map, problems);
        } catch (const Problems& wrong) {
            problems.add(wrong);
        }
    }
    return beginning;
}

/// The layers that rules, or the summary, need; in the order of the study.
void read_layers(const Study& study, std::vector<OpenedLayer>& opened, Region& region, const Crs& crs,
    SharedSources& shared, unsigned threads, Watch& watch, ProblemList& problems)
{
    const auto applied = applied_rules(study.rules, region.left_out);
    const Box plots = region.candidates.table.shapes.box();
    std::vector<OpenedLayer*> needed;
    for (OpenedLayer& layer : opened) {
        if (needs_of(study.rules, applied, layer.binding->name).wanted()
            || wanted_by_summary(*layer.binding, region.candidates)) {
            needed.push_back(&layer);
        }
    }
    // The largest begin first, so that none is left over at the end; they are told in the order of the study.
    std::vector<std::size_t> by_size(needed.size());
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::stable_sort(by_size.begin(), by_size.end(),
        [&needed](std::size_t a, std::size_t b) { return needed[a]->features() > needed[b]->features(); });
    std::vector<std::shared_ptr<const LayerReading>> readings(needed.size());
    std::vector<std::vector<Title>> warnings(needed.size());
    std::vector<ProblemList> found(needed.size());
    for_each_index(needed.size(), threads, watch, {0.05, 0.4, {"lagen lezen", "reading layers"}},
        [&](std::size_t turn, unsigned) {
            const std::size_t i = by_size[turn];
            try {
                const LayerBinding& binding = *needed[i]->binding;
                const LayerWish wish{needs_of(study.rules, applied, binding.name), crs, plots, threads};
                readings[i] = shared.layer(study, binding, wish, [&] {
                    LayerWish of_all = wish;
                    of_all.needs.attributes = shared.attributes(study, binding);
                    return read_layer(*needed[i], of_all, watch);
                });
                warnings[i] = check_layer(*readings[i]->layer, binding, study.rules, wish);
            } catch (const Problems& wrong) {
                found[i].add(wrong);
            }
        });
    for (const ProblemList& list : found) {
        problems.add(list);
    }
    problems.throw_if_any();
    for (std::size_t i = 0; i < needed.size(); ++i) {
        const LayerReading& reading = *readings[i];
        region.layers.push_back(reading.layer);
        append(region.repairs, reading.repairs);
        append(region.sources, reading.sources);
        append(region.warnings, reading.warnings);
        append(region.warnings, warnings[i]);
    }
}

void mark_plots_without_area(Candidates& candidates)
{
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (candidates.unusable[i].empty() && !(area_m2(candidates.table.shapes[i]) > 0.0)) {
            candidates.unusable[i] = {"geen oppervlakte", "no area"};
        }
    }
}

} // namespace

const Column* Candidates::field(std::string_view name) const
{
    for (const auto same : {same_exactly, same_without_case}) {
        for (const auto* columns : {&canonical, &table.columns}) {
            if (const Column* found = column_named(*columns, name, same)) {
                return found;
            }
        }
    }
    return nullptr;
}

const std::vector<char>* Layer::answer_to(std::string_view condition) const
{
    const auto found = std::find_if(conditions.begin(), conditions.end(),
        [condition](const ConditionAnswer& answer) { return answer.condition == condition; });
    return found == conditions.end() ? nullptr : &found->met;
}

const Layer* Region::layer(std::string_view name) const
{
    const auto found = std::find_if(
        layers.begin(), layers.end(), [name](const auto& layer) { return layer->name == name; });
    return found == layers.end() ? nullptr : found->get();
}

std::string Layer::label(std::size_t feature) const
{
    std::string text = to_text(names.value(feature));
    return text.empty() ? "#" + features.id(feature) : text;
}

const LayerIndex& Layer::index(unsigned threads) const
{
    std::call_once(
        *m_index.once, [&] { m_index.index = std::make_unique<const LayerIndex>(features.shapes, threads); });
    return *m_index.index;
}

const LayerIndex& Layer::covers_index() const
{
    std::call_once(
        *m_covers_index.once, [this] { m_covers_index.index = std::make_unique<const LayerIndex>(*covers); });
    return *m_covers_index.index;
}

Region read_region(
    const Study& study, SharedSources& shared, unsigned threads, Watch& watch, LayersRead layers)
{
    Region region;
    region.left_out = study.left_out;
    const Crs crs = study_crs(study.crs, study.crs_place);

    ProblemList problems;
    auto [candidates, opened, capacity_map] = begin(study, crs, shared, layers, threads, watch, problems);
    if (candidates) {
        check_candidate_fields(study, candidates->candidates, region.left_out, problems);
    }
    problems.throw_if_any();
    region.candidates = std::move(candidates->candidates);
    mark_plots_without_area(region.candidates);
    region.repairs = std::move(candidates->repairs);
    region.sources = std::move(candidates->sources);
    region.warnings = std::move(candidates->warnings);

    for (OpenedLayer& layer : opened) {
        const auto applied = applied_rules(study.rules, region.left_out);
        find_attributes(layer, study.rules, needs_of(study.rules, applied, layer.binding->name),
            region.left_out, problems);
    }
    problems.throw_if_any();

    read_layers(study, opened, region, crs, shared, threads, watch, problems);
    if (capacity_map != nullptr) {
        region.sources.insert(
            region.sources.end(), capacity_map->sources.begin(), capacity_map->sources.end());
        region.warnings.insert(
            region.warnings.end(), capacity_map->warnings.begin(), capacity_map->warnings.end());
        region.capacity_map = std::move(capacity_map);
    }
    finish_marks(region.sources);
    return region;
}

std::vector<Title> warnings_of_age(const Study& study, const Region& region)
{
    std::vector<Title> warnings;
    for (const SourceReport& report : region.sources) {
        if (report.role.starts_with("grid-") && older_than_a_year(report.modified, study.today)) {
            warnings.push_back({fmt::format("{} ({}): het bestand is van {}, meer dan een jaar oud",
                                    report.source, report.role, report.modified.substr(0, 10)),
                fmt::format("{} ({}): the file is of {}, more than a year old", report.source, report.role,
                    report.modified.substr(0, 10))});
        }
    }
    return warnings;
}

} // namespace kavel
