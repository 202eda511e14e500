// SPDX-License-Identifier: EUPL-1.2
#include "base/work.hpp"

#include "base/problem.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kavel {

namespace {

/// Indices are handed out in small runs, so that neighbours in the input stay together in a thread's caches.
std::size_t run_length(std::size_t count, unsigned threads)
{
    constexpr std::size_t longest = 8;
    constexpr std::size_t runs_a_thread = 8; // enough to share out slow ones
    return std::clamp<std::size_t>(count / (threads * runs_a_thread), 1, longest);
}
constexpr auto between_reports = std::chrono::milliseconds(50);

struct Failure {
    std::size_t index = 0;
    std::exception_ptr what;
};

class Crew {
public:
    Crew(std::size_t count, std::size_t run, const std::function<void(std::size_t, unsigned)>& work)
        : m_count(count)
        , m_run(run)
        , m_work(work)
    {
    }

    /// Works runs until none is left, or somebody stopped. `between` is called after each run.
    template <class Between> void toil(unsigned thread, Between between)
    {
        while (!m_stopped.load(std::memory_order_relaxed)) {
            const std::size_t first = m_next.fetch_add(m_run);
            if (first >= m_count) {
                return;
            }
            const std::size_t last = std::min(first + m_run, m_count);
            for (std::size_t index = first; index < last; ++index) {
                if (!try_one(index, thread)) {
                    return;
                }
            }
            m_done.fetch_add(last - first);
            between();
        }
    }

    void stop() { m_stopped.store(true); }
    double share() const { return static_cast<double>(m_done.load()) / static_cast<double>(m_count); }
    void rethrow() const
    {
        if (m_failure.what) {
            std::rethrow_exception(m_failure.what);
        }
    }

private:
    bool try_one(std::size_t index, unsigned thread)
    {
        try {
            m_work(index, thread);
            return true;
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            if (!m_failure.what || index < m_failure.index) {
                m_failure = {index, std::current_exception()};
            }
            stop();
            return false;
        }
    }

    std::size_t m_count;
    std::size_t m_run;
    const std::function<void(std::size_t, unsigned)>& m_work;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_done{0};
    std::atomic<bool> m_stopped{false};
    std::mutex m_mutex;
    Failure m_failure;
};

/// Has a crew work all its runs, the calling thread among it.
void work_through(std::size_t count, std::size_t run, unsigned crew_size, Watch& watch,
    const Stretch& stretch, const std::function<void(std::size_t index, unsigned thread)>& work)
{
    Crew crew(count, run, work);
    bool interrupted = false;
    auto last_report = std::chrono::steady_clock::now();
    watch.progress(stretch.from, stretch.what);
    {
        std::vector<std::jthread> others;
        for (unsigned thread = 1; thread < crew_size; ++thread) {
            others.emplace_back([&crew, thread] { crew.toil(thread, [] {}); });
        }
        // The calling thread works too, and alone talks with the watch.
        crew.toil(0, [&] {
            const auto now = std::chrono::steady_clock::now();
            if (now - last_report < between_reports) {
                return;
            }
            last_report = now;
            watch.progress(stretch.from + (stretch.to - stretch.from) * crew.share(), stretch.what);
            if (watch.wants_to_stop()) {
                interrupted = true;
                crew.stop();
            }
        });
    }
    crew.rethrow();
    if (interrupted || watch.wants_to_stop()) {
        throw Interrupted();
    }
    watch.progress(stretch.to, stretch.what);
}

/// Who may hand over: the one whose index is next.
class Turns {
public:
    /// Whether it is the index's turn; false when somebody failed, so that it will never be.
    bool wait_for(std::size_t index)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_next == index || m_over; });
        return !m_over;
    }
    void pass()
    {
        change([this] { ++m_next; });
    }
    void end()
    {
        change([this] { m_over = true; });
    }

private:
    template <class Change> void change(Change how)
    {
        {
            const std::lock_guard lock(m_mutex);
            how();
        }
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_next = 0;
    bool m_over = false;
};

} // namespace

unsigned thread_count(unsigned asked)
{
    return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

void for_each_index(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<void(std::size_t index, unsigned thread)>& work)
{
    if (count == 0) {
        return;
    }
    const auto crew_size = static_cast<unsigned>(std::min<std::size_t>(thread_count(threads), count));
    work_through(count, run_length(count, crew_size), crew_size, watch, stretch, work);
}

void for_each_in_order(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<void(std::size_t index, unsigned thread)>& make,
    const std::function<void(std::size_t index, unsigned thread)>& take)
{
    if (count == 0) {
        return;
    }
    const auto crew_size = static_cast<unsigned>(std::min<std::size_t>(thread_count(threads), count));
    Turns turns;
    // A run of one: with longer ones the second thread would wait until the first has ended its run.
    work_through(count, 1, crew_size, watch, stretch, [&](std::size_t index, unsigned thread) {
        try {
            make(index, thread);
            if (turns.wait_for(index)) {
                take(index, thread);
                turns.pass();
            }
        } catch (...) {
            turns.end();
            throw;
        }
    });
}

} // namespace kavel
