// SPDX-License-Identifier: EUPL-1.2
// The smallest battery as the linear programme that the contract describes, solved by COIN-OR Clp: an answer
// that shares nothing with grid/battery.cpp but the question.
#pragma once

#include "grid/battery.hpp"

#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

#include <cmath>
#include <optional>
#include <vector>

namespace kavel {

/// The least E in MWh; nothing when the programme is infeasible. Tolerances of 1e-9.
///
/// Columns: E, then charge, discharge and state of each hour. Rows of hour t: the state goes on (and the last
/// into the first), charge and discharge within E / hours, the state within depth x E, charge - discharge
/// within the room.
inline std::optional<double> battery_by_linear_programme(
    const std::vector<double>& room_mw, const BatteryKind& kind)
{
    const int n = static_cast<int>(room_mw.size());
    const double one_way = std::sqrt(kind.round_trip);
    std::vector<int> rows;
    std::vector<int> columns;
    std::vector<double> values;
    const auto put = [&](int row, int column, double value) {
        rows.push_back(row);
        columns.push_back(column);
        values.push_back(value);
    };
    const auto charge = [](int t) { return 1 + 3 * t; };
    const auto discharge = [](int t) { return 2 + 3 * t; };
    const auto state = [](int t) { return 3 + 3 * t; };
    std::vector<double> low(static_cast<std::size_t>(5 * n), -COIN_DBL_MAX);
    std::vector<double> high(static_cast<std::size_t>(5 * n), 0.0);
    for (int t = 0; t < n; ++t) {
        const int row = 5 * t;
        put(row, state((t + 1) % n), 1.0);
        put(row, state(t), -1.0);
        put(row, charge(t), -one_way);
        put(row, discharge(t), 1.0 / one_way);
        low[static_cast<std::size_t>(row)] = 0.0;
        put(row + 1, charge(t), 1.0);
        put(row + 1, 0, -1.0 / kind.hours);
        put(row + 2, discharge(t), 1.0);
        put(row + 2, 0, -1.0 / kind.hours);
        put(row + 3, state(t), 1.0);
        put(row + 3, 0, -kind.depth);
        put(row + 4, charge(t), 1.0);
        put(row + 4, discharge(t), -1.0);
        high[static_cast<std::size_t>(row + 4)] = room_mw[static_cast<std::size_t>(t)];
    }
    const CoinPackedMatrix matrix(
        true, rows.data(), columns.data(), values.data(), static_cast<CoinBigIndex>(values.size()));
    std::vector<double> cost(static_cast<std::size_t>(1 + 3 * n), 0.0);
    cost[0] = 1.0;
    const std::vector<double> column_low(cost.size(), 0.0);
    const std::vector<double> column_high(cost.size(), COIN_DBL_MAX);
    ClpSimplex programme;
    programme.setLogLevel(0);
    programme.setPrimalTolerance(1e-9);
    programme.setDualTolerance(1e-9);
    programme.loadProblem(
        matrix, column_low.data(), column_high.data(), cost.data(), low.data(), high.data());
    programme.initialSolve();
    if (programme.status() != 0) {
        return std::nullopt;
    }
    return programme.objectiveValue();
}

} // namespace kavel
