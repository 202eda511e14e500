// SPDX-License-Identifier: EUPL-1.2
#include "read/capacity_map.hpp"

#include "base/names.hpp"
#include "read/source_files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace kavel {

namespace {

using nlohmann::json;

constexpr std::string_view model = "http://data.netbeheernederland.nl/capaciteitskaart/v";
constexpr std::string_view known_version = "1.3.0";

[[noreturn]] void refuse(const Source& source, std::string wrong, std::string remedy)
{
    throw Problems({Fault::data, {source.name.shown, 0, 0}, std::move(wrong), std::move(remedy)});
}

/// One object of the file, and what to call it in complaints.
struct Reading {
    const Source& source;
    const json& object;
    std::string what;

    std::string text(const char* key) const
    {
        const auto found = object.find(key);
        if (found == object.end() || found->is_null()) {
            return {};
        }
        if (!found->is_string()) {
            refuse(
                source, fmt::format("{} has {} that is no text", what, key), "export the capacity map again");
        }
        return trimmed(found->get<std::string>());
    }

    std::optional<double> number(const std::string& key) const
    {
        const auto found = object.find(key);
        if (found == object.end() || found->is_null()) {
            return std::nullopt;
        }
        if (!found->is_number()) {
            refuse(source, fmt::format("{} has {} that is no number", what, key),
                "export the capacity map again");
        }
        return found->get<double>();
    }

    std::string status(const std::string& key) const
    {
        const std::string colour = text(key.c_str());
        const auto status = status_of_colour(colour);
        if (!colour.empty() && !status) {
            refuse(source, fmt::format("{} has the colour '{}'", what, colour),
                "use transparant, yellow, amber or red");
        }
        return status.value_or("");
    }
};

/// The file writes generation where Kavel says supply.
MapSide read_side(const Reading& area, const std::string& direction)
{
    MapSide side;
    side.available_mw = area.number(direction + "_available_capacity");
    side.required_mw = area.number(direction + "_quoted_capacity");
    side.queue_mw = area.number(direction + "_capacity_in_queue");
    if (const auto year = area.number(direction + "_alleviation_year")) {
        side.relief_year = static_cast<int>(*year);
    }
    side.status = area.status(direction + "_constraint");
    side.upstream = area.text((direction + "_energy_area_short_code").c_str());
    return side;
}

EnergyArea read_area(const Source& source, const json& object)
{
    if (!object.is_object() || !object.contains("short_code")) {
        refuse(source, "an energy area has no short_code", "export the capacity map again");
    }
    const std::string code = Reading{source, object, "an energy area"}.text("short_code");
    const Reading reading{source, object, fmt::format("energy area '{}'", code)};
    EnergyArea area;
    area.code = code;
    area.name = reading.text("description");
    area.name = area.name.empty() ? code : area.name;
    area.demand = read_side(reading, "demand");
    area.supply = read_side(reading, "generation");
    area.source = source.name.shown;
    const auto postcodes = object.find("postcode_areas");
    for (const json& one : postcodes != object.end() && postcodes->is_array() ? *postcodes : json::array()) {
        const Reading postcode{source, one, fmt::format("a postcode of energy area '{}'", code)};
        area.postcodes.push_back(
            {plain_postcode(postcode.text("postcode")), postcode.status("demand_constraint"),
                postcode.status("generation_constraint"), postcode.text("substation_short_code")});
    }
    return area;
}

json parsed(const Source& source)
{
    std::ifstream file(source.name.path, std::ios::binary);
    if (!file) {
        throw Problems(
            {Fault::data, source.place_of("source"), fmt::format("'{}' does not exist", source.name.shown),
                "correct the path; a relative one starts at the study file"});
    }
    std::ostringstream text;
    text << file.rdbuf();
    const std::string content = std::move(text).str();
    try {
        return json::parse(content);
    } catch (const json::parse_error& error) {
        const auto before = std::string_view(content).substr(0, std::min(error.byte, content.size()));
        const auto line = std::count(before.begin(), before.end(), '\n');
        throw Problems({Fault::data, {source.name.shown, static_cast<int>(line) + 1, 1}, "is no JSON here",
            "download the capacity map again"});
    }
}

void check_format(const Source& source, const json& file, CapacityMap& map)
{
    if (!file.is_object() || !file.contains("energy_areas") || !file["energy_areas"].is_array()) {
        refuse(source, "is no capacity map: it has no energy_areas",
            "bind the JSON of the grid operators' capacity map, or give another role to this file");
    }
    const std::string conforms_to = Reading{source, file, "the file"}.text("conforms_to");
    const std::string version = conforms_to.starts_with(model) ? conforms_to.substr(model.size()) : "";
    if (!version.starts_with("1.")) {
        refuse(source, fmt::format("conforms to '{}', which Kavel does not know", conforms_to),
            fmt::format("bind a capacity map of {}{}", model, known_version));
    }
    if (version != known_version) {
        map.warnings.push_back({fmt::format("{}: capaciteitskaart versie {}, Kavel kent {}",
                                    source.name.shown, version, known_version),
            fmt::format(
                "{}: capacity map version {}, Kavel knows {}", source.name.shown, version, known_version)});
    }
}

/// The newest date that the file says of itself.
std::string date_of(const Source& source, const json& file)
{
    std::string newest = Reading{source, file, "the file"}.text("issued");
    const auto updates = file.find("updated");
    for (const json& update : updates != file.end() && updates->is_array() ? *updates : json::array()) {
        newest = std::max(newest, Reading{source, update, "an update"}.text("date"));
    }
    return newest;
}

void warn_of_dates(const Source& source, const json& file, const std::string& date, const std::string& today,
    CapacityMap& map)
{
    if (older_than_a_year(date, today)) {
        map.warnings.push_back(
            {fmt::format("{}: de capaciteitskaart is van {}, meer dan een jaar oud", source.name.shown, date),
                fmt::format("{}: the capacity map is of {}, more than a year old", source.name.shown, date)});
    }
    if (const auto valid = file.find("valid"); valid != file.end() && valid->is_object()) {
        const Reading interval{source, *valid, "valid"};
        if (const auto start = interval.text("start"), end = interval.text("end");
            !end.empty() && start > end) {
            map.warnings.push_back({fmt::format("{}: geldig van {} tot {}: het begin ligt na het einde",
                                        source.name.shown, start, end),
                fmt::format(
                    "{}: valid from {} to {}: it begins after its end", source.name.shown, start, end)});
        }
    }
}

} // namespace

std::optional<std::string> status_of_colour(std::string_view colour)
{
    static const std::array<std::pair<std::string_view, const char*>, 14> colours{
        {{"transparant", "available"}, {"transparent", "available"}, {"0", "available"}, {"-1", "available"},
            {"yellow", "limited"}, {"geel", "limited"}, {"1", "limited"}, {"amber", "announced"},
            {"orange", "announced"}, {"oranje", "announced"}, {"2", "announced"}, {"red", "congested"},
            {"rood", "congested"}, {"3", "congested"}}};
    const std::string plain = lower_case(colour);
    const auto found = std::find_if(
        colours.begin(), colours.end(), [&plain](const auto& one) { return one.first == plain; });
    return found == colours.end() ? std::nullopt : std::optional<std::string>(found->second);
}

std::string plain_postcode(std::string_view text)
{
    std::string plain;
    for (const char c : text) {
        if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
    }
    return plain;
}

bool older_than_a_year(const std::string& date, const std::string& today)
{
    constexpr std::size_t year_digits = 4;
    constexpr std::size_t date_length = 10; // 2026-11-25
    if (date.size() < date_length || today.size() < date_length) {
        return false;
    }
    const auto year = as_number(date.substr(0, year_digits));
    return year
        && fmt::format(
               "{:04}{}", static_cast<int>(*year) + 1, date.substr(year_digits, date_length - year_digits))
        < today.substr(0, date_length);
}

CapacityMap read_capacity_map(const std::vector<Source>& sources, const std::string& today)
{
    CapacityMap map;
    for (const Source& source : sources) {
        const json file = parsed(source);
        check_format(source, file, map);
        const std::string date = date_of(source, file);
        warn_of_dates(source, file, date, today, map);
        const std::size_t before = map.areas.size();
        for (const json& area : file["energy_areas"]) {
            map.areas.push_back(read_area(source, area));
            for (const MapSide* side : {&map.areas.back().demand, &map.areas.back().supply}) {
                map.has_required = map.has_required || (side->available_mw && side->required_mw);
            }
        }
        SourceReport report;
        report.role = "capacity-map";
        report.source = source.name.shown;
        report.driver = "JSON";
        report.files = {source.name.path};
        begin_mark(report.files);
        report.features = report.used = static_cast<std::int64_t>(map.areas.size() - before);
        report.dated = date;
        map.sources.push_back(std::move(report));
    }
    return map;
}

} // namespace kavel
