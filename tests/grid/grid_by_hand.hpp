// SPDX-License-Identifier: EUPL-1.2
// Stations, plots and grid models made by hand, for tests of what the grid allows.
#pragma once

#include "grid/screening.hpp"
#include "measure/region_by_hand.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

inline const Value nothing{};

/// A row of grid-stations; what is left out is null.
struct StationRow {
    std::string id;
    Value voltage_kv = 10.0;
    Value upstream = {};
    Value available_mw = {};
    Value queue_mw = {};
    Value relief_year = {};
    Value relief_mw = {};
    Value required_mw = {};
    Value supply_upstream = {};
    Value supply_available_mw = {};
    std::string wkt = "POINT (0 0)"; ///< empty: no geometry
};

inline Layer stations_layer(const std::vector<StationRow>& rows)
{
    Shapes shapes;
    std::vector<std::vector<Value>> cells(11);
    for (const StationRow& row : rows) {
        if (row.wkt.empty()) {
            shapes.end_feature();
        } else {
            shapes.add(drawn(row.wkt)[0]);
        }
        const std::vector<Value> values{Value(row.id), Value("Station " + row.id), row.voltage_kv,
            row.upstream, row.available_mw, row.queue_mw, row.relief_year, row.relief_mw, row.required_mw,
            row.supply_upstream, row.supply_available_mw};
        for (std::size_t i = 0; i < values.size(); ++i) {
            cells[i].push_back(values[i]);
        }
    }
    Layer layer = layer_of("grid-stations", std::move(shapes));
    layer.sources = {"stations.gpkg"};
    const char* const names[]
        = {"station_id", "name", "voltage_kv", "upstream_id", "demand_available_mw", "demand_queue_mw",
            "relief_year", "relief_mw", "demand_required_mw", "supply_upstream_id", "supply_available_mw"};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        layer.features.columns.push_back(column(names[i], cells[i]));
    }
    return layer;
}

/// Rows of station, year and MW.
inline Layer forecast_layer(const std::vector<std::tuple<std::string, Value, Value>>& rows)
{
    Shapes shapes;
    std::vector<Value> ids;
    std::vector<Value> years;
    std::vector<Value> mw;
    for (const auto& [id, year, value] : rows) {
        shapes.end_feature();
        ids.emplace_back(id);
        years.push_back(year);
        mw.push_back(value);
    }
    Layer layer = layer_of("grid-forecast", std::move(shapes));
    layer.sources = {"forecast.gpkg"};
    layer.features.columns
        = {column("station_id", ids), column("year", years), column("demand_available_mw", mw)};
    return layer;
}

inline Layer areas_layer(Shapes shapes, const std::vector<Value>& ids)
{
    Layer layer = layer_of("grid-areas", std::move(shapes));
    layer.sources = {"areas.gpkg"};
    layer.features.columns = {column("station_id", ids)};
    return layer;
}

inline Layer cables_layer(Shapes shapes, const std::vector<Value>& voltages)
{
    Layer layer = layer_of("grid-cables", std::move(shapes));
    layer.sources = {"cables.gpkg"};
    layer.features.columns = {column("voltage_kv", voltages)};
    return layer;
}

/// Half of the plot is built, one floor of 20 W/m2; 1 dock per 1,000 m2, half of them with a charger of 100
/// kW; coincidence 0.5; half of the roof with 200 Wp/m2, half of that fed in. A plot of 1 ha: 5,000 m2 of
/// floor, 0.1 MW of building, 0.25 MW of charging, a demand of 0.175 MW; 0.5 MWp and a feed-in of 0.25 MW.
inline GridProfile plain_profile(const std::string& id = "plain")
{
    GridProfile profile;
    profile.id = id;
    profile.built_share = figure(0.5);
    profile.building_w_per_m2 = figure(20.0);
    profile.docks_per_1000_m2 = figure(1.0);
    profile.charger_share = figure(0.5);
    profile.charger_kw = figure(100.0);
    profile.coincidence = figure(0.5);
    profile.roof_pv_share = figure(0.5);
    profile.pv_wp_per_m2 = figure(200.0);
    profile.feed_in_share = figure(0.5);
    return profile;
}

inline ConnectionClass connection(const std::string& id, double max_mw, bool to_station = true)
{
    ConnectionClass one;
    one.id = id;
    one.max_mw = max_mw;
    one.to_station = to_station;
    return one;
}

inline GridModel plain_model()
{
    GridModel model;
    model.detour = 1.0;
    model.horizon = 2035;
    model.default_profile = "plain";
    model.profiles = {plain_profile()};
    model.connections = {connection("any", 100.0)};
    return model;
}

/// A region of plots, each with a demand of its own in MW (nothing: by its profile), and of grid layers.
inline Region grid_region(Shapes plots, std::vector<Layer> layers, const std::vector<Value>& demands_mw = {})
{
    Region region = region_of(std::move(plots), std::move(layers));
    if (!demands_mw.empty()) {
        region.candidates.canonical.push_back(column("demand_mw", demands_mw));
    }
    return region;
}

inline Study grid_study(GridModel model, int year = 2030, int base_year = 2026)
{
    Study study;
    study.year = year;
    study.base_year = base_year;
    study.rules.grid = std::move(model);
    Source source;
    source.name.shown = "plots.gpkg";
    study.candidates = {source};
    return study;
}

inline Screening screened(const Study& study, const Region& region)
{
    Silent watch;
    return screen(study, region, 1, watch);
}

/// The only plot's answer.
inline PlotPower power_of_plot(const Study& study, const Region& region)
{
    return screened(study, region).plots.front();
}

} // namespace kavel
