// SPDX-License-Identifier: EUPL-1.2
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <string>

namespace kavel {

namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

extern "C" void ask_to_stop(int)
{
    stop_asked = true;
}

class Teller final : public Watch {
public:
    Teller(ProgressKind kind, Language language)
        : m_kind(kind)
        , m_language(language)
    {
        std::signal(SIGINT, ask_to_stop);
        std::signal(SIGTERM, ask_to_stop);
    }
    ~Teller() override { clear_bar(); }
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;

    void progress(double share, const Title& what) override
    {
        if (what.empty()) {
            return;
        }
        const std::lock_guard lock(m_mutex);
        if (m_kind == ProgressKind::lines) {
            fmt::print(stderr, "progress {:.2f} {}\n", share, what.in(m_language));
        } else if (m_kind == ProgressKind::bar) {
            constexpr double width = 30.0;
            const auto done = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * width);
            fmt::print(stderr, "\r[{:<30}] {:<44.44}", std::string(done, '='), what.in(m_language));
            m_bar_shown = true;
        }
        std::fflush(stderr);
    }

    bool wants_to_stop() override { return stop_asked; }

private:
    void clear_bar()
    {
        if (m_bar_shown) {
            fmt::print(stderr, "\r{:<80}\r", "");
        }
    }

    std::mutex m_mutex;
    ProgressKind m_kind;
    Language m_language;
    bool m_bar_shown = false;
};

} // namespace

std::unique_ptr<Watch> make_watch(ProgressKind kind, Language language)
{
    return std::make_unique<Teller>(kind, language);
}

} // namespace kavel
