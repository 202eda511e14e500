// SPDX-License-Identifier: EUPL-1.2
// Which station serves a ground, and how far it is to stations and cables.
#pragma once

#include "geometry/workbench.hpp"
#include "grid/plot_power.hpp"
#include "grid/stations.hpp"
#include "read/capacity_map.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kavel {

struct Serving {
    std::optional<Feeding> feeding;
    bool assumed = false; ///< the nearest station, for want of an area
    std::vector<PlacedPostcode> postcodes;
};

/// The grid's layers with their indexes; used by all threads.
class GridMap {
public:
    GridMap(const GridModel& model, const StationNet& net, const Region& region);

    Serving serving(const Ground& ground, Workbench& bench) const;
    /// The nearest station that counts; one without geometry never does.
    std::optional<std::size_t> nearest_station(
        const Ground& ground, const std::function<bool(const Station&)>& counts) const;
    /// The shortest way to a station; nothing for one without geometry.
    std::optional<Gap> way_to_station(const Ground& ground, std::size_t station) const;
    struct Cable {
        std::string label;
        Gap way;
    };
    /// To the nearest cable of at least a voltage; a null voltage meets only 0.
    std::optional<Cable> nearest_cable(const Ground& ground, double min_voltage_kv) const;

    const std::vector<Title>& warnings() const { return m_warnings; }

private:
    struct Indexed {
        const Layer* layer = nullptr;
        const LayerIndex* index = nullptr;
        std::vector<std::optional<double>> voltage_kv; ///< of cables
    };
    Indexed indexed(const Region& region, const char* name) const;
    std::optional<Feeding> by_postcode(const Ground& ground, Workbench& bench, Serving& serving) const;
    std::optional<Feeding> by_area(const Ground& ground, Workbench& bench) const;

    const GridModel& m_model;
    const StationNet& m_net;
    Indexed m_stations;
    Indexed m_areas;
    Indexed m_cables;
    Indexed m_postcodes;
    const LayerIndex* m_stations_cover = nullptr; ///< where the stations are complete; nullptr: no claim
    std::vector<std::optional<std::size_t>> m_station_of_feature;
    std::vector<std::optional<std::size_t>> m_station_of_area; ///< one an area
    struct MapPlace {
        std::size_t station = 0;
        const MapPostcode* postcode = nullptr;
    };
    std::map<std::string, std::vector<MapPlace>, std::less<>> m_map_places; ///< by postcode
    std::vector<Title> m_warnings;
};

} // namespace kavel
