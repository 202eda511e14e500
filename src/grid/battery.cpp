// SPDX-License-Identifier: EUPL-1.2
#include "grid/battery.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

/// A pass through the hours twice, so that the state at the end of the year becomes that at its beginning.
class Pass {
public:
    Pass(std::span<const double> room_mw, const BatteryKind& kind, double energy_mwh)
        : m_room_mw(room_mw)
        , m_one_way(std::sqrt(kind.round_trip))
        , m_power_mw(energy_mwh / kind.hours)
        , m_full_mwh(energy_mwh * kind.depth)
        , m_kind(kind)
    {
    }

    /// The hours from the last in which the battery was full to the one in which it runs dry; nothing: it
    /// never does.
    struct Stretch {
        std::size_t from = 0; ///< counted on into the second round
        std::size_t to = 0;
        bool from_full = true; ///< else a whole round went by without its being full
    };

    std::optional<Stretch> dry_stretch() const
    {
        const std::size_t hours = m_room_mw.size();
        double state = m_full_mwh;
        std::size_t full_at = 0;
        const double slack = 1e-13 * std::max(1.0, m_full_mwh);
        for (std::size_t t = 0; t < 2 * hours; ++t) {
            const double room = m_room_mw[t % hours];
            if (room >= 0.0) {
                state += m_one_way * std::min(room, m_power_mw);
                if (state >= m_full_mwh) {
                    state = m_full_mwh;
                    full_at = t + 1;
                }
            } else {
                state += room / m_one_way;
                if (state < -slack) {
                    return Stretch{full_at, t, true};
                }
            }
            // A whole round without being full: the year asks more than it gives, unless it gives back just
            // as much.
            if (t + 1 == full_at + hours && t + 1 < 2 * hours && state < m_full_mwh - slack) {
                return Stretch{full_at, t, false};
            }
        }
        return std::nullopt;
    }

    /// What is left at the end of a stretch (below 0: missing), and how that grows with E.
    struct Balance {
        double mwh = 0.0;
        double per_mwh = 0.0;
    };
    Balance balance(const Stretch& stretch) const
    {
        Balance balance;
        if (stretch.from_full) {
            balance = {m_full_mwh, m_kind.depth};
        }
        for (std::size_t t = stretch.from; t <= stretch.to; ++t) {
            const double room = m_room_mw[t % m_room_mw.size()];
            if (room < 0.0) {
                balance.mwh += room / m_one_way;
            } else if (room > m_power_mw) {
                balance.mwh += m_one_way * m_power_mw;
                balance.per_mwh += m_one_way / m_kind.hours;
            } else {
                balance.mwh += m_one_way * room;
            }
        }
        return balance;
    }

private:
    std::span<const double> m_room_mw;
    double m_one_way;
    double m_power_mw;
    double m_full_mwh;
    const BatteryKind& m_kind;
};

constexpr std::size_t week_h = 168;

/// The week of which the hours together miss most, for an answer that names it.
void name_worst_week(std::span<const double> room_mw, double one_way, BatterySize& size)
{
    double worst = 0.0;
    for (std::size_t from = 0; from < room_mw.size(); from += week_h) {
        const std::size_t to = std::min(from + week_h, room_mw.size());
        double balance = 0.0;
        for (std::size_t t = from; t < to; ++t) {
            balance += room_mw[t] < 0.0 ? room_mw[t] / one_way : room_mw[t] * one_way;
        }
        if (balance < worst) {
            worst = balance;
            size.tightest_from = from;
            size.tightest_to = to - 1;
        }
    }
}

} // namespace

BatterySize least_battery(std::span<const double> room_mw, const BatteryKind& kind)
{
    BatterySize size;
    const double one_way = std::sqrt(kind.round_trip);
    double deepest = 0.0;
    double sum_mwh = 0.0; // over the year, with a battery of any size
    double missing_mwh = 0.0;
    for (std::size_t t = 0; t < room_mw.size(); ++t) {
        if (room_mw[t] < deepest) {
            deepest = room_mw[t];
            size.tightest_from = size.tightest_to = t;
        }
        sum_mwh += room_mw[t] < 0.0 ? room_mw[t] / one_way : room_mw[t] * one_way;
        missing_mwh -= std::min(room_mw[t], 0.0);
    }
    if (deepest == 0.0) {
        size.energy_mwh = 0.0;
        return size;
    }
    if (sum_mwh < -1e-12 * missing_mwh) {
        size.short_mwh = -sum_mwh * one_way; // at the terminals
        name_worst_week(room_mw, one_way, size);
        return size;
    }
    double energy_mwh = -deepest * kind.hours; // its power must reach the deepest hour
    constexpr int most_steps = 100000; // each step ends on another piece of a piecewise linear function
    for (int step = 0; step < most_steps; ++step) {
        const Pass pass(room_mw, kind, energy_mwh);
        const auto dry = pass.dry_stretch();
        if (!dry) {
            size.energy_mwh = energy_mwh;
            return size;
        }
        size.tightest_from = dry->from % room_mw.size();
        size.tightest_to = dry->to % room_mw.size();
        const Pass::Balance balance = pass.balance(*dry);
        if (balance.per_mwh <= 0.0) {
            size.short_mwh = std::max(0.0, -balance.mwh * one_way);
            return size; // no size helps: what is missing does not depend on it
        }
        const double next = energy_mwh - balance.mwh / balance.per_mwh;
        if (!(next > energy_mwh)) {
            size.energy_mwh = energy_mwh; // as near as numbers go
            return size;
        }
        energy_mwh = next;
    }
    size.energy_mwh = energy_mwh;
    return size;
}

} // namespace kavel
