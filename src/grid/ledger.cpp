// SPDX-License-Identifier: EUPL-1.2
#include "grid/ledger.hpp"

#include "base/tolerance.hpp"

#include <algorithm>

namespace kavel {

std::vector<StationLedger> ledger(const Screening& screening, const std::vector<std::size_t>& order, int year)
{
    const StationNet& net = *screening.net;
    std::vector<StationLedger> ledgers(net.stations().size());
    std::vector<std::optional<double>> left_mw;
    for (std::size_t station = 0; station < ledgers.size(); ++station) {
        left_mw.push_back(net.headroom(station, Direction::demand, year).mw);
    }
    for (const std::size_t plot : order) {
        const GridVerdict& verdict = screening.plots[plot].typical;
        if (!verdict.feeding) {
            continue;
        }
        const auto chain = net.chain(*verdict.feeding, Direction::demand);
        const bool fits = std::all_of(chain.begin(), chain.end(), [&](std::size_t station) {
            return !left_mw[station] || at_most(verdict.needed_mw, *left_mw[station]);
        });
        for (const std::size_t station : chain) {
            StationLedger& row = ledgers[station];
            row.wanted_mw += verdict.needed_mw;
            ++row.plots_wanting;
            if (!fits) {
                row.first_not_fitting = row.first_not_fitting.value_or(plot);
                continue;
            }
            row.served_mw += verdict.needed_mw;
            row.served.push_back(plot);
            if (left_mw[station]) {
                *left_mw[station] -= verdict.needed_mw;
            }
        }
    }
    return ledgers;
}

} // namespace kavel
