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

/// Indices are handed out in small runs, so that neighbours in the input stay together in a thread's caches;
/// where there are very many, the work on each is small and the runs are longer.
std::size_t run_length(std::size_t count, unsigned threads)
{
    constexpr std::size_t often_longest = 8;
    constexpr std::size_t runs_a_thread = 8; // enough to share out slow ones
    constexpr std::size_t most_runs_a_thread = 4096; // handing out should cost nothing
    const std::size_t longest = std::max(often_longest, count / (threads * most_runs_a_thread));
    return std::clamp<std::size_t>(count / (threads * runs_a_thread), 1, longest);
}
constexpr auto between_reports = std::chrono::milliseconds(50);

struct Failure {
    std::size_t index = 0;
    std::exception_ptr what;
};

/// A stretch of the indices, of which runs are taken from the front.
struct Field {
    std::atomic<std::size_t> next{0};
    std::size_t end = 0;
};

class Crew {
public:
    /// `fields`: into how many stretches the indices are cut. A thread works its own first, then helps
    /// others.
    Crew(std::size_t count, std::size_t run, unsigned fields,
        const std::function<void(std::size_t, unsigned)>& work)
        : m_count(count)
        , m_run(run)
        , m_work(work)
        , m_fields(fields)
        , m_limit(count)
    {
        for (std::size_t i = 0; i < fields; ++i) {
            m_fields[i].next = i * count / fields;
            m_fields[i].end = (i + 1) * count / fields;
        }
    }

    /// Works runs until none is left, or somebody stopped. `between` is called after each run.
    template <class Between> void toil(unsigned thread, Between between)
    {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            Field& field = m_fields[(thread + i) % m_fields.size()];
            while (true) {
                const std::size_t first = field.next.fetch_add(m_run);
                const std::size_t last = std::min(first + m_run, field.end);
                if (first >= last) {
                    break;
                }
                for (std::size_t index = first; index < last; ++index) {
                    if (index < m_limit.load(std::memory_order_relaxed)) {
                        try_one(index, thread);
                    }
                }
                m_done.fetch_add(last - first);
                between();
            }
        }
    }

    void stop() { m_limit.store(0); }
    double share() const { return static_cast<double>(m_done.load()) / static_cast<double>(m_count); }
    void rethrow() const
    {
        if (m_failure.what) {
            std::rethrow_exception(m_failure.what);
        }
    }

private:
    /// After a failure only what comes before it matters: that of the lowest index is told.
    void try_one(std::size_t index, unsigned thread)
    {
        try {
            m_work(index, thread);
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            if (!m_failure.what || index < m_failure.index) {
                m_failure = {index, std::current_exception()};
                m_limit.store(std::min(m_limit.load(), index));
            }
        }
    }

    std::size_t m_count;
    std::size_t m_run;
    const std::function<void(std::size_t, unsigned)>& m_work;
    std::vector<Field> m_fields;
    std::atomic<std::size_t> m_limit; ///< what is not below it need not be worked
    std::atomic<std::size_t> m_done{0};
    std::mutex m_mutex;
    Failure m_failure;
};

/// Has a crew do all its work, the calling thread among it. `toil(thread, between)` is what each thread does.
template <class Crew, class Toil>
void work_through(Crew& crew, unsigned crew_size, Watch& watch, const Stretch& stretch, Toil toil)
{
    bool interrupted = false;
    auto last_report = std::chrono::steady_clock::now();
    watch.progress(stretch.from, stretch.what);
    {
        std::vector<std::jthread> others;
        for (unsigned thread = 1; thread < crew_size; ++thread) {
            others.emplace_back([&toil, thread] { toil(thread, [] {}); });
        }
        // The calling thread works too, and alone talks with the watch.
        toil(0, [&] {
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

/// Of so many threads, as there are indices for.
unsigned size_of_crew(std::size_t count, unsigned threads)
{
    return static_cast<unsigned>(std::min<std::size_t>(thread_count(threads), count));
}

void work_on_indices(std::size_t count, std::size_t run, unsigned crew_size, unsigned fields, Watch& watch,
    const Stretch& stretch, const std::function<void(std::size_t index, unsigned thread)>& work)
{
    Crew crew(count, run, fields, work);
    work_through(crew, crew_size, watch, stretch,
        [&crew](unsigned thread, auto between) { crew.toil(thread, between); });
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

/// What is made ahead and taken in its turn.
class Line {
public:
    Line(std::size_t count, const std::function<std::size_t(std::size_t)>& last_ahead,
        const std::function<void(std::size_t)>& make, const std::function<void(std::size_t)>& take)
        : m_count(count)
        , m_last_ahead(last_ahead)
        , m_make(make)
        , m_take(take)
        , m_made(count)
    {
    }

    /// Makes and takes until all is taken, or somebody stopped. `between` is called after each.
    template <class Between> void toil(Between between)
    {
        std::unique_lock lock(m_mutex);
        while (m_next_take < m_count && !m_over) {
            if (!m_taking && m_made[m_next_take] != 0) {
                m_taking = true;
                attempt(lock, m_take, m_next_take);
                m_taking = false;
                ++m_next_take;
            } else if (m_next_make < std::clamp(m_last_ahead(m_next_take), m_next_take + 1, m_count)) {
                const std::size_t index = m_next_make++;
                attempt(lock, m_make, index);
                m_made[index] = 1;
            } else {
                m_changed.wait(lock);
                continue;
            }
            m_changed.notify_all();
            lock.unlock();
            between();
            lock.lock();
        }
    }

    void stop()
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
        m_changed.notify_all();
    }
    double share() const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<double>(m_next_take) / static_cast<double>(m_count);
    }
    void rethrow() const
    {
        if (m_failure.what) {
            std::rethrow_exception(m_failure.what);
        }
    }

private:
    /// Without the lock; of several failures that of the lowest index is told.
    void attempt(
        std::unique_lock<std::mutex>& lock, const std::function<void(std::size_t)>& work, std::size_t index)
    {
        std::exception_ptr what;
        lock.unlock();
        try {
            work(index);
        } catch (...) {
            what = std::current_exception();
        }
        lock.lock();
        if (what) {
            m_over = true;
            if (!m_failure.what || index < m_failure.index) {
                m_failure = {index, what};
            }
        }
    }

    std::size_t m_count;
    const std::function<std::size_t(std::size_t)>& m_last_ahead;
    const std::function<void(std::size_t)>& m_make;
    const std::function<void(std::size_t)>& m_take;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<char> m_made;
    std::size_t m_next_make = 0;
    std::size_t m_next_take = 0;
    bool m_taking = false;
    bool m_over = false;
    Failure m_failure;
};

} // namespace

unsigned thread_count(unsigned asked)
{
    return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

void for_each_index(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<void(std::size_t index, unsigned thread)>& work, Neighbours neighbours)
{
    if (count == 0) {
        return;
    }
    const unsigned crew_size = size_of_crew(count, threads);
    const unsigned fields = neighbours == Neighbours::together ? crew_size : 1;
    work_on_indices(count, run_length(count, crew_size), crew_size, fields, watch, stretch, work);
}

void for_each_in_order(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<void(std::size_t index, unsigned thread)>& make,
    const std::function<void(std::size_t index, unsigned thread)>& take)
{
    if (count == 0) {
        return;
    }
    const unsigned crew_size = size_of_crew(count, threads);
    Turns turns;
    // A run of one: with longer ones the second thread would wait until the first has ended its run.
    work_on_indices(count, 1, crew_size, 1, watch, stretch, [&](std::size_t index, unsigned thread) {
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

void make_in_order(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<std::size_t(std::size_t index)>& last_ahead,
    const std::function<void(std::size_t index)>& make, const std::function<void(std::size_t index)>& take)
{
    if (count == 0) {
        return;
    }
    Line line(count, last_ahead, make, take);
    work_through(line, size_of_crew(count, threads), watch, stretch,
        [&line](unsigned, auto between) { line.toil(between); });
}

} // namespace kavel
