// SPDX-License-Identifier: EUPL-1.2
#include "grid/serving.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kavel {

namespace {

std::string text_in(const FeatureTable& table, std::string_view name, std::size_t row)
{
    const Column* column = table.column(name);
    return column == nullptr ? std::string() : trimmed(to_text(column->value(row)));
}

/// 0 available .. 3 congested; -1 not said.
int severity(std::string_view status)
{
    constexpr std::array<std::string_view, 4> order{"available", "limited", "announced", "congested"};
    const auto found = std::find(order.begin(), order.end(), status);
    return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

} // namespace

GridMap::GridMap(const GridModel& model, const StationNet& net, const Region& region)
    : m_model(model)
    , m_net(net)
    , m_stations(indexed(region, "grid-stations"))
    , m_areas(indexed(region, "grid-areas"))
    , m_cables(indexed(region, "grid-cables"))
    , m_postcodes(indexed(region, "postcode-areas"))
{
    if (m_stations.layer != nullptr) {
        m_station_of_feature.resize(m_stations.layer->features.size());
        if (m_stations.layer->covers) {
            m_stations_cover = &m_stations.layer->covers_index();
        }
    }
    for (std::size_t i = 0; i < net.stations().size(); ++i) {
        if (net[i].feature) {
            m_station_of_feature[*net[i].feature] = i;
        }
    }
    for (std::size_t row = 0; m_areas.layer != nullptr && row < m_areas.layer->features.size(); ++row) {
        const std::string id = text_in(m_areas.layer->features, "station_id", row);
        m_station_of_area.push_back(net.find(id));
        if (!m_station_of_area.back()) {
            m_warnings.push_back(
                {fmt::format("grid-areas: gebied {} noemt station '{}', dat er niet is: het telt niet mee",
                     m_areas.layer->features.fids[row], id),
                    fmt::format(
                        "grid-areas: area {} names station '{}', which is not there: it does not count",
                        m_areas.layer->features.fids[row], id)});
        }
    }
    for (std::size_t row = 0; m_cables.layer != nullptr && row < m_cables.layer->features.size(); ++row) {
        m_cables.voltage_kv.push_back(m_cables.layer->features.number("voltage_kv", row));
    }
    if (region.capacity_map != nullptr) {
        for (const EnergyArea& area : region.capacity_map->areas) {
            for (const MapPostcode& postcode : area.postcodes) {
                m_map_places[postcode.postcode].push_back({*net.find(area.code), &postcode});
            }
        }
    }
}

GridMap::Indexed GridMap::indexed(const Region& region, const char* name) const
{
    Indexed indexed;
    indexed.layer = region.layer(name);
    if (indexed.layer != nullptr) {
        indexed.index = &indexed.layer->index();
    }
    return indexed;
}

Serving GridMap::serving(const Ground& ground, Workbench& bench) const
{
    Serving serving;
    if (m_stations_cover != nullptr && !bench.lies_within(ground, *m_stations_cover)) {
        return serving; // another operator's stations may be nearer
    }
    const auto by_place = by_postcode(ground, bench, serving);
    serving.feeding = by_area(ground, bench);
    if (!serving.feeding) {
        serving.feeding = by_place;
    }
    if (!serving.feeding) {
        const auto nearest = nearest_station(ground, [this](const Station& station) {
            return !m_model.serving_max_kv || !station.voltage_kv
                || *station.voltage_kv <= *m_model.serving_max_kv;
        });
        serving.assumed = nearest.has_value();
        serving.feeding = nearest ? std::optional(Feeding{*nearest, std::nullopt}) : std::nullopt;
    }
    return serving;
}

std::optional<Feeding> GridMap::by_area(const Ground& ground, Workbench& bench) const
{
    if (m_areas.index == nullptr) {
        return std::nullopt;
    }
    std::vector<Clip> known; // of areas with a station
    for (const Clip& clip : bench.clips(ground, *m_areas.index)) {
        if (m_station_of_area[clip.feature]) {
            known.push_back(clip);
        }
    }
    const Clip* most = largest(known, ground);
    return most != nullptr ? std::optional(Feeding{*m_station_of_area[most->feature], std::nullopt})
                           : std::nullopt;
}

std::optional<Feeding> GridMap::by_postcode(const Ground& ground, Workbench& bench, Serving& serving) const
{
    if (m_postcodes.index == nullptr || m_map_places.empty()) {
        return std::nullopt;
    }
    std::vector<Clip> clips = bench.clips(ground, *m_postcodes.index);
    std::stable_sort(
        clips.begin(), clips.end(), [](const Clip& a, const Clip& b) { return a.area_m2 > b.area_m2; });
    const Clip* most = largest(bench.clips(ground, *m_postcodes.index), ground);
    std::stable_partition(clips.begin(), clips.end(),
        [most](const Clip& clip) { return most != nullptr && clip.feature == most->feature; });
    std::optional<Feeding> feeding;
    for (const Clip& clip : clips) {
        const std::string postcode
            = plain_postcode(text_in(m_postcodes.layer->features, "postcode", clip.feature));
        const auto places = m_map_places.find(postcode);
        if (places == m_map_places.end()) {
            continue;
        }
        // A postcode may stand in more than one energy area: the worst colour counts, all are shown.
        const MapPlace* worst = nullptr;
        for (const MapPlace& place : places->second) {
            serving.postcodes.push_back({postcode, clip.area_m2 / ground.area_m2, m_net[place.station].id,
                place.postcode->demand_status, place.postcode->supply_status});
            if (worst == nullptr
                || severity(place.postcode->demand_status) > severity(worst->postcode->demand_status)) {
                worst = &place;
            }
        }
        if (!feeding) {
            feeding = Feeding{worst->station, m_net.find(worst->postcode->substation)};
            if (feeding->above == m_net[worst->station].demand.upstream) {
                feeding->above.reset();
            }
        }
    }
    return feeding;
}

std::optional<std::size_t> GridMap::nearest_station(
    const Ground& ground, const std::function<bool(const Station&)>& counts) const
{
    if (m_stations.index == nullptr) {
        return std::nullopt;
    }
    const auto nearest = find_nearest(
        ground, *m_stations.index, std::numeric_limits<double>::infinity(), [&](std::size_t feature) {
            return m_station_of_feature[feature] && counts(m_net[*m_station_of_feature[feature]]);
        });
    return nearest ? m_station_of_feature[nearest->feature] : std::nullopt;
}

std::optional<Gap> GridMap::way_to_station(const Ground& ground, std::size_t station) const
{
    if (!m_net[station].feature) {
        return std::nullopt;
    }
    return gap_between(ground.runs, m_stations.index->runs_of(*m_net[station].feature),
        std::numeric_limits<double>::infinity());
}

std::optional<GridMap::Cable> GridMap::nearest_cable(const Ground& ground, double min_voltage_kv) const
{
    if (m_cables.index == nullptr) {
        return std::nullopt;
    }
    const auto nearest = find_nearest(ground, *m_cables.index, std::numeric_limits<double>::infinity(),
        [&](std::size_t feature) { return m_cables.voltage_kv[feature].value_or(0.0) >= min_voltage_kv; });
    if (!nearest) {
        return std::nullopt;
    }
    Gap gap = way_to(ground, *m_cables.index, *nearest);
    gap.distance_m = nearest->distance_m;
    return Cable{m_cables.layer->label(nearest->feature), gap};
}

} // namespace kavel
