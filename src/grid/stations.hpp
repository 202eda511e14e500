// SPDX-License-Identifier: EUPL-1.2
// The stations, which of them feeds which, and what each has left in a year (contract section 5).
#pragma once

#include "base/facts.hpp"
#include "base/names.hpp"
#include "policy/grid_model.hpp"
#include "read/region.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kavel {

enum class Direction { demand, supply };

/// What one station has in one direction.
struct Capacity {
    std::optional<double> available_mw;
    std::optional<double> required_mw;
    std::optional<double> queue_mw;
    std::string status; ///< a colour of the capacity map, beside the megawatts and never computed from them
    std::optional<int> relief_year;
    std::optional<double> relief_mw;
    std::vector<std::pair<int, double>> forecast; ///< headroom by rising year
    std::optional<std::size_t> upstream; ///< the station above
};

struct Station {
    std::string id; ///< trimmed
    std::string name; ///< else the id
    std::optional<double> voltage_kv;
    std::string upstream_id; ///< as the source says it; empty: none
    std::string supply_upstream_id; ///< the same, of feed-in; without one: upstream_id
    Capacity demand;
    Capacity supply;
    std::map<std::string, double, std::less<>> contract_mw; ///< by the field that a transport contract names
    std::optional<std::size_t> feature; ///< in the layer grid-stations; nothing: it has no geometry
    std::string source; ///< for complaints

    const Capacity& in(Direction direction) const { return direction == Direction::demand ? demand : supply; }
};

/// What a station has left in a year.
struct Headroom {
    std::optional<double> mw; ///< nothing: not known, or announced without a size
    bool announced = false; ///< relief is published, its size is not
    std::optional<double> before_relief_mw; ///< of an announced one: what there was without it
};

/// The least of a station and all above it.
struct ChainHeadroom {
    bool known = false; ///< the station's own headroom is known, or announced
    std::optional<double> mw; ///< announced ones left out; nothing: all are announced
    std::optional<std::size_t> limiting; ///< the station that has it
    std::vector<std::size_t> announced;
    std::vector<std::size_t> unknown_above;
};

/// Where the way up from a plot begins: its station, and the one above where that differs from place to
/// place.
struct Feeding {
    std::size_t station = 0;
    std::optional<std::size_t> above; ///< instead of the station's own upstream
    bool operator==(const Feeding&) const = default;
};

class StationNet {
public:
    /// Stations of grid-stations and of the capacity map together: one that both have is one station, in
    /// which the layer goes before the map. Throws Problems: a duplicate, two forecasts of one station and
    /// year, a loop upstream.
    StationNet(const GridModel& model, const Region& region);

    const std::vector<Station>& stations() const { return m_stations; }
    const Station& operator[](std::size_t index) const { return m_stations[index]; }
    std::optional<std::size_t> find(std::string_view id) const;

    Headroom headroom(std::size_t station, Direction direction, int year) const;
    /// The station and all above it, from below.
    std::vector<std::size_t> chain(const Feeding& feeding, Direction direction) const;
    ChainHeadroom headroom(const Feeding& feeding, Direction direction, int year) const;

    /// Unknown upstream_id and the like.
    const std::vector<Title>& warnings() const { return m_warnings; }

private:
    void take_layer(const Layer& layer, const GridModel& model);
    void take_map(const CapacityMap& map);
    void take_forecast(const Layer& layer);
    void link_upstream();
    void check_loops(Direction direction) const;

    double m_queue_share; ///< of the model
    bool m_available_is_present;
    std::vector<Station> m_stations;
    std::map<std::string, std::size_t, std::less<>> m_by_id;
    std::vector<Title> m_warnings;
};

} // namespace kavel
