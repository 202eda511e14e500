// SPDX-License-Identifier: EUPL-1.2
// The grid operators' capacity map: their official JSON, version 1 (information model of Netbeheer
// Nederland). It has no geometry: an area is found by the postcodes in it.
#pragma once

#include "policy/study.hpp"
#include "read/region.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// One direction of an energy area: offtake (demand) or feed-in (supply).
struct MapSide {
    std::optional<double> available_mw; ///< available_capacity: what is present
    std::optional<double> required_mw; ///< quoted_capacity
    std::optional<double> queue_mw; ///< capacity_in_queue
    std::optional<int> relief_year; ///< alleviation_year; nothing: not known, not "solved"
    std::string status; ///< available, limited, announced or congested; empty: not said
    std::string upstream; ///< short code of the congestion area; empty: none
};

struct MapPostcode {
    std::string postcode; ///< upper case, no blanks
    std::string demand_status;
    std::string supply_status;
    std::string substation; ///< short code of the high-voltage station; empty: not said
};

struct EnergyArea {
    std::string code; ///< short_code, trimmed
    std::string name; ///< description, else the code
    MapSide demand;
    MapSide supply;
    std::vector<MapPostcode> postcodes;
    std::string source; ///< as the study names the file
};

/// Files together: regional operators' and TenneT's.
struct CapacityMap {
    std::vector<EnergyArea> areas;
    std::vector<SourceReport> sources;
    std::vector<Title> warnings;
    bool has_required = false; ///< some area has available and required both
};

/// `today`: ISO 8601; a map older than a year is a warning. Throws Problems: no JSON, another format.
CapacityMap read_capacity_map(const std::vector<Source>& sources, const std::string& today);

/// A colour of the map as the status that Kavel shows: transparant, yellow, amber, red (and the spellings
/// that occur: geel, oranje, rood, -1..3). Nothing: no colour.
std::optional<std::string> status_of_colour(std::string_view colour);

/// "1234 ab" as 1234AB.
std::string plain_postcode(std::string_view text);

/// Whether `date` (ISO 8601) lies more than a year before `today`.
bool older_than_a_year(const std::string& date, const std::string& today);

} // namespace kavel
