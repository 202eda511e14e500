// SPDX-License-Identifier: EUPL-1.2
#include "grid/stations.hpp"

#include "base/problem.hpp"
#include "read/capacity_map.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace kavel {

namespace {

/// The columns of a layer, by canonical name.
class Row {
public:
    Row(const FeatureTable& table, std::size_t row)
        : m_table(table)
        , m_row(row)
    {
    }

    std::string text(std::string_view name) const { return trimmed(to_text(value(name))); }

    std::optional<double> number(std::string_view name) const { return m_table.number(name, m_row); }

    std::optional<int> year(std::string_view name) const
    {
        const auto found = number(name);
        return found ? std::optional(static_cast<int>(*found)) : std::nullopt;
    }

private:
    Value value(std::string_view name) const
    {
        const Column* column = m_table.column(name);
        return column != nullptr ? column->value(m_row) : Value();
    }

    const FeatureTable& m_table;
    std::size_t m_row;
};

Capacity read_capacity(const Row& row, const std::string& side, const std::string& relief)
{
    Capacity capacity;
    capacity.available_mw = row.number(side + "_available_mw");
    capacity.required_mw = row.number(side + "_required_mw");
    capacity.queue_mw = row.number(side + "_queue_mw");
    const std::string status = row.text(side + "_status");
    capacity.status = status_of_colour(status).value_or(status);
    capacity.relief_year = row.year(relief + "relief_year");
    capacity.relief_mw = row.number(relief + "relief_mw");
    return capacity;
}

Capacity from_map(const MapSide& side)
{
    Capacity capacity;
    capacity.available_mw = side.available_mw;
    capacity.required_mw = side.required_mw;
    capacity.queue_mw = side.queue_mw;
    capacity.status = side.status;
    capacity.relief_year = side.relief_year;
    return capacity;
}

template <class T> void fill(T& into, const T& from)
{
    if (!into) {
        into = from;
    }
}

/// What a layer leaves open, the map may say.
void fill_from(Capacity& into, const Capacity& map)
{
    if (!into.available_mw) { // queue and required belong to the figure that they go off
        fill(into.required_mw, map.required_mw);
        fill(into.queue_mw, map.queue_mw);
    }
    fill(into.available_mw, map.available_mw);
    fill(into.relief_year, map.relief_year);
    into.status = into.status.empty() ? map.status : into.status;
}

const char* word(Direction direction)
{
    return direction == Direction::demand ? "upstream_id" : "supply_upstream_id";
}

/// The substation that most postcodes of an area name; of equally many the first.
std::string usual_substation(const EnergyArea& area)
{
    std::map<std::string, std::size_t> counts;
    for (const MapPostcode& postcode : area.postcodes) {
        if (!postcode.substation.empty()) {
            ++counts[postcode.substation];
        }
    }
    const auto most = std::max_element(
        counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? std::string() : most->first;
}

} // namespace

StationNet::StationNet(const GridModel& model, const Region& region)
    : m_queue_share(model.queue_share)
    , m_available_is_present(model.available_means == "present")
{
    if (const Layer* layer = region.layer("grid-stations")) {
        take_layer(*layer, model);
    }
    if (region.capacity_map != nullptr) {
        take_map(*region.capacity_map);
    }
    link_upstream();
    check_loops(Direction::demand);
    check_loops(Direction::supply);
    if (const Layer* layer = region.layer("grid-forecast")) {
        take_forecast(*layer);
    }
}

std::optional<std::size_t> StationNet::find(std::string_view id) const
{
    const auto found = m_by_id.find(id);
    return found == m_by_id.end() ? std::nullopt : std::optional(found->second);
}

void StationNet::take_layer(const Layer& layer, const GridModel& model)
{
    ProblemList problems;
    for (std::size_t row = 0; row < layer.features.size(); ++row) {
        const Row fields(layer.features, row);
        const Place place{layer.source_of(row), 0, 0};
        Station station;
        station.id = fields.text("station_id");
        if (station.id.empty()) {
            problems.add(Fault::data, place,
                fmt::format(
                    "feature {} of layer 'grid-stations' has no station_id", layer.features.fids[row]),
                "give every station an id");
            continue;
        }
        const std::string name = fields.text("name");
        station.name = name.empty() ? station.id : name;
        station.voltage_kv = fields.number("voltage_kv");
        station.upstream_id = fields.text("upstream_id");
        station.demand = read_capacity(fields, "demand", "");
        station.supply = read_capacity(fields, "supply", "supply_");
        if (model.local) {
            for (const TransportContract& contract : model.local->contracts) {
                if (const auto mw
                    = contract.mw_field.empty() ? std::nullopt : fields.number(contract.mw_field)) {
                    station.contract_mw[contract.mw_field] = *mw;
                }
            }
        }
        if (!layer.features.shapes[row].empty()) {
            station.feature = row;
        }
        station.source = place.file;
        const std::string supply_upstream = fields.text("supply_upstream_id");
        station.supply_upstream_id = supply_upstream.empty() ? station.upstream_id : supply_upstream;
        const auto [known, is_new] = m_by_id.emplace(station.id, m_stations.size());
        if (!is_new) {
            problems.add(Fault::data, place,
                fmt::format("two stations have the station_id '{}' (feature {})", station.id,
                    layer.features.fids[row]),
                "keep one of them, or give them ids of their own");
            continue;
        }
        m_stations.push_back(std::move(station));
    }
    problems.throw_if_any();
}

void StationNet::take_map(const CapacityMap& map)
{
    ProblemList problems;
    std::map<std::string, std::string> seen;
    for (const EnergyArea& area : map.areas) {
        if (const auto [first, is_new] = seen.emplace(area.code, area.source); !is_new) {
            problems.add(Fault::data, {area.source, 0, 0},
                fmt::format("energy area '{}' stands in it twice, or in '{}' too", area.code, first->second),
                "bind each file of the capacity map once, all of one date");
            continue;
        }
        const std::string substation = usual_substation(area);
        const std::string upstream = area.demand.upstream.empty() ? substation : area.demand.upstream;
        const std::string supply_upstream = area.supply.upstream.empty() ? upstream : area.supply.upstream;
        if (const auto known = find(area.code)) {
            Station& station = m_stations[*known];
            fill_from(station.demand, from_map(area.demand));
            fill_from(station.supply, from_map(area.supply));
            if (station.upstream_id.empty()) {
                station.upstream_id = upstream;
                station.supply_upstream_id = supply_upstream;
            }
            continue;
        }
        Station station;
        station.id = area.code;
        station.name = area.name;
        station.upstream_id = upstream;
        station.supply_upstream_id = supply_upstream;
        station.demand = from_map(area.demand);
        station.supply = from_map(area.supply);
        station.source = area.source;
        m_by_id.emplace(station.id, m_stations.size());
        m_stations.push_back(std::move(station));
    }
    problems.throw_if_any();
}

void StationNet::link_upstream()
{
    const auto link = [this](const Station& station, const std::string& id, Direction direction) {
        const auto found = id.empty() ? std::nullopt : find(id);
        if (!id.empty() && !found) {
            m_warnings.push_back(
                {fmt::format("station '{}': {} '{}' is geen station; daarboven is niets bekend", station.id,
                     word(direction), id),
                    fmt::format("station '{}': {} '{}' is no station; nothing is known above it", station.id,
                        word(direction), id)});
        }
        return found;
    };
    for (Station& station : m_stations) {
        station.demand.upstream = link(station, station.upstream_id, Direction::demand);
        station.supply.upstream = station.supply_upstream_id == station.upstream_id
            ? station.demand.upstream
            : link(station, station.supply_upstream_id, Direction::supply);
    }
}

void StationNet::check_loops(Direction direction) const
{
    for (std::size_t start = 0; start < m_stations.size(); ++start) {
        std::vector<std::string> way{m_stations[start].id};
        for (auto up = m_stations[start].in(direction).upstream; up;
             up = m_stations[*up].in(direction).upstream) {
            way.push_back(m_stations[*up].id);
            if (*up == start) {
                throw Problems({Fault::data, {m_stations[start].source, 0, 0},
                    fmt::format("stations feed each other in a loop: {}", fmt::join(way, " < ")),
                    fmt::format("correct the {} of one of them", word(direction))});
            }
            if (way.size() > m_stations.size()) {
                break; // a loop farther up, told when its own stations are the start
            }
        }
    }
}

void StationNet::take_forecast(const Layer& layer)
{
    ProblemList problems;
    std::size_t without_station = 0;
    const auto take = [&](Capacity& capacity, int year, std::optional<double> mw, std::size_t row,
                          const std::string& id) {
        if (!mw) {
            return; // null: no forecast
        }
        const auto at = std::find_if(capacity.forecast.begin(), capacity.forecast.end(),
            [year](const auto& one) { return one.first >= year; });
        if (at != capacity.forecast.end() && at->first == year) {
            problems.add(Fault::data, {layer.source_of(row), 0, 0},
                fmt::format("there are two forecasts of station '{}' for {}", id, year), "keep one of them");
            return;
        }
        capacity.forecast.insert(at, {year, *mw});
    };
    for (std::size_t row = 0; row < layer.features.size(); ++row) {
        const Row fields(layer.features, row);
        const std::string id = fields.text("station_id");
        const auto station = find(id);
        const auto year = fields.year("year");
        if (!station || !year) {
            ++without_station;
            continue;
        }
        take(m_stations[*station].demand, *year, fields.number("demand_available_mw"), row, id);
        take(m_stations[*station].supply, *year, fields.number("supply_available_mw"), row, id);
    }
    problems.throw_if_any();
    if (without_station > 0) {
        m_warnings.push_back(
            {fmt::format(
                 "grid-forecast: {} rijen zonder bekend station of jaar tellen niet mee", without_station),
                fmt::format(
                    "grid-forecast: {} rows without a known station or year do not count", without_station)});
    }
}

Headroom StationNet::headroom(std::size_t station, Direction direction, int year) const
{
    const Capacity& capacity = m_stations[station].in(direction);
    Headroom headroom;
    for (const auto& [from, mw] : capacity.forecast) {
        if (from <= year) {
            headroom.mw = mw;
        }
    }
    if (headroom.mw) {
        return headroom; // relief adds nothing to a forecast
    }
    if (capacity.available_mw) {
        headroom.mw = *capacity.available_mw
            - (m_available_is_present ? capacity.required_mw.value_or(0.0) : 0.0)
            - m_queue_share * capacity.queue_mw.value_or(0.0);
    }
    if (capacity.relief_year && year >= *capacity.relief_year) {
        if (capacity.relief_mw) {
            headroom.mw = headroom.mw ? std::optional(*headroom.mw + *capacity.relief_mw) : std::nullopt;
        } else {
            headroom.announced = true;
            headroom.before_relief_mw = headroom.mw;
            headroom.mw.reset();
        }
    }
    return headroom;
}

std::vector<std::size_t> StationNet::chain(const Feeding& feeding, Direction direction) const
{
    std::vector<std::size_t> chain{feeding.station};
    auto up = feeding.above ? feeding.above : m_stations[feeding.station].in(direction).upstream;
    // A station above that differs by place could close a loop that its usual one does not.
    while (up && std::find(chain.begin(), chain.end(), *up) == chain.end()) {
        chain.push_back(*up);
        up = m_stations[*up].in(direction).upstream;
    }
    return chain;
}

ChainHeadroom StationNet::headroom(const Feeding& feeding, Direction direction, int year) const
{
    ChainHeadroom least;
    for (const std::size_t station : chain(feeding, direction)) {
        const Headroom own = headroom(station, direction, year);
        if (own.announced) {
            least.announced.push_back(station);
        } else if (!own.mw) {
            if (station != feeding.station) {
                least.unknown_above.push_back(station);
            }
            continue;
        }
        least.known = least.known || station == feeding.station;
        if (own.mw && (!least.mw || *own.mw < *least.mw)) {
            least.mw = own.mw;
            least.limiting = station;
        }
    }
    return least;
}

} // namespace kavel
