// SPDX-License-Identifier: EUPL-1.2
// The smallest battery that keeps an offtake within a limit in every hour, exactly.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace kavel {

struct BatteryKind {
    double round_trip = 0.90; ///< its square root on the way in, and on the way out
    double hours = 2.0; ///< energy / power, the power at the terminals, both ways
    double depth = 0.95; ///< usable share of the energy
};

struct BatterySize {
    std::optional<double> energy_mwh; ///< 0: none is needed; nothing: no battery works
    double short_mwh = 0.0; ///< where none works: what is missing over the whole span
    std::size_t tightest_from
        = 0; ///< the hours in which the battery goes from full to empty, or that miss most
    std::size_t tightest_to = 0; ///< the last of them
};

/// `room_mw`: limit - load + pv, hour by hour; any part of a surplus may be left unused. The state of charge
/// lies within 0 .. depth x E and ends where it began. The optimum of the linear programme: perfect
/// foresight, so a lower bound of what a real battery needs. Any number of hours.
///
/// For a given E the fullest state is the best one, so one pass tells whether it works. A pass that fails
/// names a stretch of hours that no battery of this size can bridge; what such a stretch asks of E is concave
/// and piecewise linear, and Newton's method from below ends on its root after finitely many steps (a cutting
/// plane a step: Kelley 1960, The cutting-plane method for solving convex programs).
BatterySize least_battery(std::span<const double> room_mw, const BatteryKind& kind);

} // namespace kavel
