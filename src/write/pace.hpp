// SPDX-License-Identifier: EUPL-1.2
// How far the writing is, told to who watches, and whether it should stop.
#pragma once

#include "base/problem.hpp"
#include "base/work.hpp"

#include <cstddef>
#include <utility>

namespace kavel {

/// Counts small steps of equal weight. Throws Interrupted when the watch wants to stop.
class Pace {
public:
    Pace(Watch& watch, Stretch stretch, std::size_t steps)
        : m_watch(watch)
        , m_stretch(std::move(stretch))
        , m_steps(steps)
    {
        tell();
    }

    void step()
    {
        constexpr std::size_t steps_a_word = 256;
        ++m_done;
        if (m_done % steps_a_word == 0) {
            tell();
        }
    }

    void tell()
    {
        if (m_watch.wants_to_stop()) {
            throw Interrupted();
        }
        const double share = m_steps == 0 ? 1.0 : static_cast<double>(m_done) / static_cast<double>(m_steps);
        m_watch.progress(m_stretch.from + (m_stretch.to - m_stretch.from) * share, m_stretch.what);
    }

private:
    Watch& m_watch;
    Stretch m_stretch;
    std::size_t m_steps;
    std::size_t m_done = 0;
};

} // namespace kavel
