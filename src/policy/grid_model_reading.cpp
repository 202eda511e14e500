// SPDX-License-Identifier: EUPL-1.2
#include "policy/grid_model_reading.hpp"

#include "base/sha256.hpp"
#include "policy/strict_readers.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <sstream>

namespace kavel {

namespace {

using namespace strict;
namespace fs = std::filesystem;

constexpr std::size_t hours_in_a_year = 8760;
constexpr Range above_zero{std::numeric_limits<double>::min(), largest, "a number above 0"};
constexpr Range share_above_zero{std::numeric_limits<double>::min(), 1.0, "a number above 0, at most 1"};
constexpr Range hour_of_day{0, 24, "a whole hour from 0 to 24"};
constexpr Range some_years{0, 100, "a whole number of years, 0 or more"};
constexpr Range a_year{1000, 9999, "a year of four digits"};

/// 2030, of the bare key of { 2030 = 0.15 }.
std::optional<int> as_year(std::string_view key)
{
    int year = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), year);
    const bool whole = error == std::errc{} && end == key.data() + key.size();
    return whole && year >= a_year.least && year <= a_year.most ? std::optional(year) : std::nullopt;
}

const Keys<Figure> range_keys(const Range& range)
{
    return {
        {"low", needed, number(&Figure::low, range)},
        {"typical", needed, number(&Figure::typical, range)},
        {"high", needed, number(&Figure::high, range)},
    };
}

Taken read_figure(const Spot& spot, const Range& range, Figure& held)
{
    const Table* table = spot.node.table();
    if (table == nullptr) {
        double single = 0.0;
        const Taken taken = read_number(spot, range, single);
        held = figure(single);
        return taken;
    }
    const bool by_year = !table->entries.empty()
        && std::all_of(table->entries.begin(), table->entries.end(),
            [](const Entry& entry) { return as_year(entry.key).has_value(); });
    if (!by_year) {
        held.is_range = true;
        read_table(*table, spot.inside(), range_keys(range), held);
        return Taken::yes;
    }
    for (const Entry& entry : table->entries) {
        const Spot one{spot.subject, spot.key, entry.key_place, entry.value};
        double value = 0.0;
        if (const Taken taken = read_number(one, range, value); taken != Taken::yes) {
            report(one, taken, range.wanted);
            return Taken::reported;
        }
        held.by_year.emplace_back(*as_year(entry.key), value);
    }
    std::sort(held.by_year.begin(), held.by_year.end());
    return Taken::yes;
}

template <class M> Reader<GridProfile> figures(M GridProfile::*member, const Range& range)
{
    return into(member,
        fmt::format("{}, {{ low, typical, high }} or {{ 2030 = ..., 2035 = ... }}", range.wanted),
        [range](const Spot& spot, Figure& held) { return read_figure(spot, range, held); });
}

/// A hourly profile by name (of the installation) or by path (from the rule set that names it).
Taken read_profile(const Spot& spot, const fs::path& rules_folder, HourlyProfile& profile)
{
    PlacedText name;
    if (const Taken taken = read_placed(spot, name); taken != Taken::yes) {
        return taken;
    }
    const bool is_path = name.text.find('/') != std::string::npos || name.text.ends_with(".csv");
    const fs::path path = is_path ? (fs::path(name.place.file).parent_path() / name.text).lexically_normal()
                                  : rules_folder / "profiles" / (name.text + ".csv");
    profile.name = name.text;
    profile.named_at = name.place;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::vector<std::string> names;
        std::error_code missing;
        for (const auto& entry : fs::directory_iterator(rules_folder / "profiles", missing)) {
            if (entry.path().extension() == ".csv") {
                names.push_back(entry.path().stem().string());
            }
        }
        std::sort(names.begin(), names.end());
        spot.subject.problems.add(Fault::definition, name.place,
            is_path ? fmt::format("the hourly profile '{}' cannot be read", name.text)
                    : fmt::format("there is no hourly profile '{}'", name.text),
            is_path ? "correct the path, which starts from the folder of the rule set"
                    : fmt::format(
                        "give a path, such as './{}.csv', or {}", name.text, suggest(name.text, names)));
        return Taken::reported;
    }
    std::ostringstream text;
    text << file.rdbuf();
    const std::string content = std::move(text).str();
    try {
        profile.values = read_hourly_values(
            content, is_path ? path.generic_string() : fmt::format("rules/profiles/{}.csv", name.text));
    } catch (const Problems& wrong) {
        spot.subject.problems.add(wrong);
        return Taken::reported;
    }
    profile.sha256 = sha256({reinterpret_cast<const unsigned char*>(content.data()), content.size()});
    return Taken::yes;
}

template <class T, class M> Reader<T> profile(M T::*member, const fs::path& rules_folder)
{
    return into(member, "the name of a profile, or a path to one",
        [rules_folder](
            const Spot& spot, HourlyProfile& held) { return read_profile(spot, rules_folder, held); });
}

Keys<GridProfile> profile_keys(const fs::path& rules_folder)
{
    return {
        {"id", needed, id(&GridProfile::id)},
        {"built_share", needed, figures(&GridProfile::built_share, share)},
        {"floors", allowed, figures(&GridProfile::floors, from_zero)},
        {"building_w_per_m2", needed, figures(&GridProfile::building_w_per_m2, from_zero)},
        {"docks_per_1000_m2", allowed, figures(&GridProfile::docks_per_1000_m2, from_zero)},
        {"charger_share", allowed, figures(&GridProfile::charger_share, from_zero)},
        {"trucks_per_1000_m2", allowed, figures(&GridProfile::trucks_per_1000_m2, from_zero)},
        {"kwh_per_truck_day", allowed, figures(&GridProfile::kwh_per_truck_day, from_zero)},
        {"window_h", allowed, figures(&GridProfile::window_h, above_zero)},
        {"charger_kw", needed, figures(&GridProfile::charger_kw, from_zero)},
        {"coincidence", needed, figures(&GridProfile::coincidence, from_zero)},
        {"roof_pv_share", needed, figures(&GridProfile::roof_pv_share, share)},
        {"pv_wp_per_m2", needed, figures(&GridProfile::pv_wp_per_m2, from_zero)},
        {"feed_in_share", needed, figures(&GridProfile::feed_in_share, share)},
        {"building_load", allowed, profile(&GridProfile::building_load, rules_folder)},
        {"charging_load", allowed, profile(&GridProfile::charging_load, rules_folder)},
    };
}

const Keys<ConnectionClass> connection_keys = {
    {"id", needed, id(&ConnectionClass::id)},
    {"max_mw", needed, number(&ConnectionClass::max_mw, from_zero)},
    {"to", needed, choice(&ConnectionClass::to_station, {{"cable", false}, {"station", true}})},
    {"min_voltage_kv", allowed, number(&ConnectionClass::min_voltage_kv, from_zero)},
    {"fixed_eur", allowed, number(&ConnectionClass::fixed_eur, from_zero)},
    {"eur_per_m", allowed, number(&ConnectionClass::eur_per_m, from_zero)},
    {"price_year", allowed, whole(&ConnectionClass::price_year, a_year)},
    {"max_distance_m", allowed, number(&ConnectionClass::max_distance_m, from_zero)},
    {"lead_years", allowed, whole(&ConnectionClass::lead_years, some_years)},
};

using Form = TransportContract::Form;

Keys<TransportContract> contract_keys(Form form, const fs::path& rules_folder)
{
    Keys<TransportContract> keys = {
        {"form", needed,
            choice(
                &TransportContract::form, {{"time-block", Form::time_block}, {"non-firm", Form::non_firm}})},
        {"mw", allowed, number(&TransportContract::mw, from_zero)},
        {"mw_field", allowed, word(&TransportContract::mw_field)},
        {"min_voltage_kv", allowed, number(&TransportContract::min_voltage_kv, from_zero)},
        {"max_voltage_kv", allowed, number(&TransportContract::max_voltage_kv, from_zero)},
    };
    if (form == Form::time_block) {
        return std::move(keys)
            + Keys<TransportContract>{
                {"from_hour", needed, whole(&TransportContract::from_hour, hour_of_day)},
                {"to_hour", needed, whole(&TransportContract::to_hour, hour_of_day)},
            };
    }
    return std::move(keys)
        + Keys<TransportContract>{
            {"available", needed, number(&TransportContract::available, share)},
            {"network_load", needed, profile(&TransportContract::network_load, rules_folder)},
        };
}

TransportContract read_contract(const Spot& spot, const fs::path& rules_folder)
{
    const Table& table = *spot.node.table();
    const Subject subject{"[[grid.local.contract]]", spot.node.place, spot.subject.problems};
    TransportContract contract;
    contract.place = spot.node.place;
    const Node* form = table.find("form");
    const auto* word = form != nullptr ? std::get_if<std::string>(&form->value) : nullptr;
    read_table(table, subject,
        contract_keys(
            word != nullptr && *word == "non-firm" ? Form::non_firm : Form::time_block, rules_folder),
        contract);
    if ((table.find("mw") != nullptr) == (table.find("mw_field") != nullptr)) {
        subject.complain(subject.place, "needs mw or mw_field, one of them",
            "give mw = a number, or mw_field = a field of the stations");
    }
    return contract;
}

Keys<LocalEnergy> local_keys(const fs::path& rules_folder)
{
    return {
        {"building_load", needed, profile(&LocalEnergy::building_load, rules_folder)},
        {"charging_load", needed, profile(&LocalEnergy::charging_load, rules_folder)},
        {"pv_yield", needed, profile(&LocalEnergy::pv_yield, rules_folder)},
        {"ground_pv_share", allowed, number(&LocalEnergy::ground_pv_share, share)},
        {"battery_round_trip", allowed, number(&LocalEnergy::battery_round_trip, share_above_zero)},
        {"battery_hours", allowed, number(&LocalEnergy::battery_hours, above_zero)},
        {"battery_depth", allowed, number(&LocalEnergy::battery_depth, share_above_zero)},
        {"battery_margin", allowed, number(&LocalEnergy::battery_margin, from_zero)},
        {"battery_m2_per_mwh", allowed, number(&LocalEnergy::battery_m2_per_mwh, from_zero)},
        {"local_area_share", allowed, number(&LocalEnergy::local_area_share, share)},
        {"hub_radius_m", allowed, number(&LocalEnergy::hub_radius_m, from_zero)},
        {"contract", allowed,
            tables(&LocalEnergy::contracts,
                [rules_folder](const Spot& spot) { return read_contract(spot, rules_folder); })},
    };
}

/// "grid.profile 'xxl'", or "a grid.profile" for one without an id.
Subject subject_of(const Spot& spot)
{
    const Node* id = spot.node.table()->find("id");
    const auto* name = id != nullptr ? std::get_if<std::string>(&id->value) : nullptr;
    return {
        name != nullptr ? fmt::format("grid.{} '{}'", spot.key, *name) : fmt::format("a grid.{}", spot.key),
        spot.node.place, spot.subject.problems};
}

/// Charging is by docks or by lorries, never by both.
void check_charging(const Table& table, const Subject& subject)
{
    const auto count = [&table](std::initializer_list<const char*> keys) {
        return std::count_if(
            keys.begin(), keys.end(), [&](const char* key) { return table.find(key) != nullptr; });
    };
    const auto docks = count({"docks_per_1000_m2", "charger_share"});
    const auto trucks = count({"trucks_per_1000_m2", "kwh_per_truck_day", "window_h"});
    if ((docks != 2 || trucks != 0) && (docks != 0 || trucks != 3)) {
        subject.complain(subject.place, "does not say in one way how lorries charge",
            "give docks_per_1000_m2 and charger_share, or trucks_per_1000_m2, kwh_per_truck_day and "
            "window_h");
    }
}

Keys<GridModel> grid_keys(const fs::path& rules_folder)
{
    return {
        {"available_means", allowed,
            choice(&GridModel::available_means,
                {{"free", std::string("free")}, {"present", std::string("present")}})},
        {"queue_share", allowed, number(&GridModel::queue_share, from_zero)},
        {"detour", allowed, number(&GridModel::detour, from_zero)},
        {"horizon", needed, whole(&GridModel::horizon, a_year)},
        {"default_profile", needed, word(&GridModel::default_profile)},
        {"profile_names", allowed,
            into(&GridModel::profile_names, "a table of the plots' own words and the ids of profiles",
                [](const Spot& spot, auto& names) {
                    return read_entries(spot, "the id of a profile", read_word, names);
                })},
        {"cos_phi", allowed, number(&GridModel::cos_phi, share_above_zero)},
        {"serving_max_kv", allowed, number(&GridModel::serving_max_kv, from_zero)},
        {"profile", allowed,
            tables(&GridModel::profiles,
                [rules_folder](const Spot& spot) {
                    GridProfile one;
                    one.place = spot.node.place;
                    read_table(*spot.node.table(), subject_of(spot), profile_keys(rules_folder), one);
                    check_charging(*spot.node.table(), subject_of(spot));
                    return one;
                })},
        {"connection", allowed,
            tables(&GridModel::connections,
                [](const Spot& spot) {
                    ConnectionClass one;
                    one.place = spot.node.place;
                    read_table(*spot.node.table(), subject_of(spot), connection_keys, one);
                    return one;
                })},
        {"local", allowed,
            into(&GridModel::local, "a table",
                [rules_folder](const Spot& spot, LocalEnergy& local) {
                    local.place = spot.node.place;
                    return section(local_keys(rules_folder)).take(spot, local);
                })},
    };
}

template <class T> void check_ids(const std::vector<T>& list, std::string_view what, ProblemList& problems)
{
    for (auto one = list.begin(); one != list.end(); ++one) {
        if (std::any_of(list.begin(), one, [&](const T& before) { return before.id == one->id; })) {
            problems.add(Fault::definition, one->place,
                fmt::format("there are two grid.{} '{}'", what, one->id), "give each an id of its own");
        }
    }
}

void check_names(const GridModel& grid, const Spot& spot)
{
    std::vector<std::string> ids;
    for (const GridProfile& one : grid.profiles) {
        ids.push_back(one.id);
    }
    const Table& table = *spot.node.table();
    const auto check = [&](const std::string& name, const Place& place) {
        if (!name.empty() && grid.profile(name) == nullptr) {
            spot.subject.problems.add(Fault::definition, place,
                fmt::format("there is no grid.profile '{}'", name),
                ids.empty() ? "add a [[grid.profile]] with this id" : suggest(name, ids));
        }
    };
    if (const Node* node = table.find("default_profile")) {
        check(grid.default_profile, node->place);
    }
    const Node* names = table.find("profile_names");
    for (const auto& [word, name] : grid.profile_names) {
        const Node* node = names->table()->find(word);
        check(name, node != nullptr ? node->place : names->place);
    }
}

[[noreturn]] void complain(
    const std::string& shown, int line, int column, std::string wrong, std::string remedy)
{
    throw Problems({Fault::definition, {shown, line, column}, std::move(wrong), std::move(remedy)});
}

} // namespace

std::vector<double> read_hourly_values(std::string_view text, const std::string& shown)
{
    std::vector<double> values;
    int line = 0;
    while (!text.empty()) {
        ++line;
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view row = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (row.ends_with('\r')) {
            row.remove_suffix(1);
        }
        if (line == 1) {
            if (row != "hour,value") {
                complain(shown, 1, 1, "does not begin with the header hour,value",
                    "make its first line hour,value");
            }
            continue;
        }
        const std::size_t comma = row.find(',');
        const auto hour = as_number(row.substr(0, std::min(comma, row.size())));
        if (!hour || *hour != static_cast<double>(values.size())) {
            complain(shown, line, 1,
                fmt::format("hour '{}' is not {}", row.substr(0, std::min(comma, row.size())), values.size()),
                "give a row for each hour from 0 to 8759, in order");
        }
        const std::string_view number = comma < row.size() ? row.substr(comma + 1) : std::string_view();
        const auto value = as_number(number);
        if (!value || *value < 0.0 || *value > 1.0) {
            complain(shown, line, static_cast<int>(comma < row.size() ? comma + 2 : row.size() + 1),
                fmt::format("value '{}' is no number from 0 to 1", number),
                "give the share of the peak in this hour");
        }
        values.push_back(*value);
    }
    if (values.size() != hours_in_a_year) {
        complain(shown, 0, 0, fmt::format("has {} hours", values.size()),
            "give a row for each of the 8760 hours of a year");
    }
    return values;
}

Taken read_grid_model(const Spot& spot, const fs::path& rules_folder, std::optional<GridModel>& grid)
{
    GridModel model;
    model.place = spot.node.place;
    const Taken taken = section(grid_keys(rules_folder)).take(spot, model);
    if (taken != Taken::yes) {
        return taken;
    }
    check_ids(model.profiles, "profile", spot.subject.problems);
    check_ids(model.connections, "connection", spot.subject.problems);
    check_names(model, spot);
    grid = std::move(model);
    return Taken::yes;
}

} // namespace kavel
