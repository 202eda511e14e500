// SPDX-License-Identifier: EUPL-1.2
#include "policy/grid_model.hpp"

#include <algorithm>
#include <iterator>

namespace kavel {

double Figure::at(Estimate estimate, int year) const
{
    if (by_year.empty()) {
        return estimate == Estimate::low ? low : estimate == Estimate::high ? high : typical;
    }
    const auto after
        = std::find_if(by_year.begin(), by_year.end(), [year](const auto& one) { return one.first >= year; });
    if (after == by_year.end()) {
        return by_year.back().second;
    }
    if (after == by_year.begin() || after->first == year) {
        return after->second;
    }
    const auto& [from_year, from] = *std::prev(after);
    const double part = static_cast<double>(year - from_year) / static_cast<double>(after->first - from_year);
    return from + part * (after->second - from);
}

Figure figure(double number)
{
    return {number, number, number, false, {}};
}

const GridProfile* GridModel::profile(std::string_view id) const
{
    const auto found = std::find_if(
        profiles.begin(), profiles.end(), [id](const GridProfile& one) { return one.id == id; });
    return found == profiles.end() ? nullptr : &*found;
}

const std::string& GridModel::profile_id(const std::string& word) const
{
    const auto renamed = std::find_if(
        profile_names.begin(), profile_names.end(), [&word](const auto& one) { return one.first == word; });
    return renamed != profile_names.end() ? renamed->second : word;
}

bool GridModel::has_ranges() const
{
    return std::any_of(profiles.begin(), profiles.end(), [](const GridProfile& one) {
        const auto is_range = [](const std::optional<Figure>& figure) { return figure && figure->is_range; };
        return one.built_share.is_range || one.floors.is_range || one.building_w_per_m2.is_range
            || is_range(one.docks_per_1000_m2) || is_range(one.charger_share)
            || is_range(one.trucks_per_1000_m2) || is_range(one.kwh_per_truck_day) || is_range(one.window_h)
            || one.charger_kw.is_range || one.coincidence.is_range || one.roof_pv_share.is_range
            || one.pv_wp_per_m2.is_range || one.feed_in_share.is_range;
    });
}

} // namespace kavel
