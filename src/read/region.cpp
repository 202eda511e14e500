// SPDX-License-Identifier: EUPL-1.2
#include "read/region.hpp"

#include "base/names.hpp"
#include "geometry/planar.hpp"
#include "policy/grid_roles.hpp"
#include "read/candidate_reading.hpp"
#include "read/capacity_map.hpp"
#include "read/layer_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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

template <class T> void append(std::vector<T>& to, std::vector<T>& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
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

/// Figures of the grid go out of date: the file's own date says it, or that of its last change.
void warn_of_old_sources(const Study& study, Region& region)
{
    for (const SourceReport& report : region.sources) {
        if (report.role.starts_with("grid-") && older_than_a_year(report.modified, study.today)) {
            region.warnings.push_back({fmt::format("{} ({}): het bestand is van {}, meer dan een jaar oud",
                                           report.source, report.role, report.modified.substr(0, 10)),
                fmt::format("{} ({}): the file is of {}, more than a year old", report.source, report.role,
                    report.modified.substr(0, 10))});
        }
    }
}

struct Beginning {
    CandidateReading candidates;
    std::vector<OpenedLayer> layers;
    std::shared_ptr<const CapacityMap> capacity_map;
};

/// Reads the plots and opens every layer before any layer is read: what is wrong with any source is told at
/// once, in the order of the study. Side by side, for some drivers read the whole file to open it.
Beginning begin(const Study& study, const Crs& crs, unsigned threads, Watch& watch, ProblemList& problems)
{
    Beginning beginning;
    std::vector<const LayerBinding*> layers;
    for (const LayerBinding& layer : study.layers) {
        if (layer.name != capacity_map_role) {
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
                    : open_layer(layer, found[i]);
                return;
            }
            try {
                beginning.candidates = read_candidates(study.candidates, crs, threads, watch);
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
std::vector<LayerReading> read_layers(const Study& study, std::vector<OpenedLayer>& opened,
    const Region& region, const Crs& crs, unsigned threads, Watch& watch, ProblemList& problems)
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
    std::vector<LayerReading> readings(needed.size());
    std::vector<ProblemList> found(needed.size());
    for_each_index(needed.size(), threads, watch, {0.05, 0.4, {"lagen lezen", "reading layers"}},
        [&](std::size_t i, unsigned) {
            try {
                const LayerWish wish{
                    needs_of(study.rules, applied, needed[i]->binding->name), crs, plots, threads};
                readings[i] = read_layer(*needed[i], study.rules, wish, watch);
            } catch (const Problems& wrong) {
                found[i].add(wrong);
            }
        });
    for (const ProblemList& list : found) {
        problems.add(list);
    }
    return readings;
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
        layers.begin(), layers.end(), [name](const Layer& layer) { return layer.name == name; });
    return found == layers.end() ? nullptr : &*found;
}

Region read_region(const Study& study, unsigned threads, Watch& watch)
{
    Region region;
    region.left_out = study.left_out;
    const Crs crs = study_crs(study.crs, study.crs_place);

    ProblemList problems;
    auto [candidates, opened, capacity_map] = begin(study, crs, threads, watch, problems);
    if (candidates.candidates.size() > 0) {
        check_candidate_fields(study, candidates.candidates, region.left_out, problems);
    }
    problems.throw_if_any();
    region.candidates = std::move(candidates.candidates);
    mark_plots_without_area(region.candidates);
    region.repairs = std::move(candidates.repairs);
    region.sources = std::move(candidates.sources);
    region.warnings = std::move(candidates.warnings);

    for (OpenedLayer& layer : opened) {
        const auto applied = applied_rules(study.rules, region.left_out);
        find_attributes(layer, study.rules, needs_of(study.rules, applied, layer.binding->name),
            region.left_out, problems);
    }
    problems.throw_if_any();

    for (LayerReading& reading : read_layers(study, opened, region, crs, threads, watch, problems)) {
        region.layers.push_back(std::move(reading.layer));
        append(region.repairs, reading.repairs);
        append(region.sources, reading.sources);
        append(region.warnings, reading.warnings);
    }
    problems.throw_if_any();
    if (capacity_map != nullptr) {
        region.sources.insert(
            region.sources.end(), capacity_map->sources.begin(), capacity_map->sources.end());
        region.warnings.insert(
            region.warnings.end(), capacity_map->warnings.begin(), capacity_map->warnings.end());
        region.capacity_map = std::move(capacity_map);
    }
    warn_of_old_sources(study, region);
    return region;
}

} // namespace kavel
