// SPDX-License-Identifier: EUPL-1.2
#include "base/work.hpp"

#include "base/problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace kavel {
namespace {

/// Keeps what is told to it, and stops when it is told to.
class Witness final : public Watch {
public:
    void progress(double share, const Title& what) override
    {
        shares.push_back(share);
        texts.push_back(what.en);
        same_thread = same_thread && std::this_thread::get_id() == m_thread;
    }
    bool wants_to_stop() override
    {
        same_thread = same_thread && std::this_thread::get_id() == m_thread;
        return stop;
    }

    std::atomic<bool> stop{false};
    std::vector<double> shares;
    std::vector<std::string> texts;
    bool same_thread = true;

private:
    std::thread::id m_thread = std::this_thread::get_id();
};

TEST(Work, is_done_once_for_each_index_on_any_number_of_threads)
{
    for (const std::size_t count : {1U, 2U, 7U, 64U, 1000U}) {
        for (const unsigned threads : {0U, 1U, 2U, 3U, 8U}) {
            for (const Neighbours neighbours : {Neighbours::apart, Neighbours::together}) {
                std::deque<std::atomic<int>> times(count);
                Silent watch;

                for_each_index(
                    count, threads, watch, {}, [&](std::size_t index, unsigned) { ++times[index]; },
                    neighbours);

                for (std::size_t i = 0; i < count; ++i) {
                    ASSERT_EQ(times[i], 1)
                        << "index " << i << " of " << count << " on " << threads << " threads";
                }
            }
        }
    }
}

TEST(Work, over_nothing_calls_nobody)
{
    Witness watch;
    watch.stop = true;

    for_each_index(0, 4, watch, {}, [](std::size_t, unsigned) { FAIL(); });

    EXPECT_TRUE(watch.shares.empty());
}

TEST(Work, gives_a_threads_number_to_one_index_at_a_time)
{
    constexpr unsigned threads = 4;
    std::deque<std::atomic<int>> busy(threads);
    std::atomic<bool> alone{true};
    Silent watch;

    for_each_index(2000, threads, watch, {}, [&](std::size_t, unsigned thread) {
        alone = alone && thread < threads && busy[thread].fetch_add(1) == 0;
        std::this_thread::yield();
        busy[thread].fetch_sub(1);
    });

    EXPECT_TRUE(alone);
}

TEST(Work, uses_the_threads_that_are_asked_or_every_core)
{
    EXPECT_EQ(thread_count(3), 3U);
    EXPECT_GE(thread_count(0), 1U);
}

TEST(Work, throws_the_failure_of_the_lowest_index_whoever_fails_first)
{
    for (int round = 0; round < 60; ++round) {
        Silent watch;
        try {
            for_each_index(
                500, 8, watch, {},
                [](std::size_t index, unsigned) {
                    if (index == 137) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(2)); // later ones fail sooner
                    }
                    if (index >= 137) {
                        throw std::runtime_error(std::to_string(index));
                    }
                },
                round % 2 == 0 ? Neighbours::apart : Neighbours::together);
            FAIL() << "nothing was thrown";
        } catch (const std::runtime_error& failure) {
            ASSERT_STREQ(failure.what(), "137");
        }
    }
}

TEST(Work, on_neighbours_begins_in_a_stretch_of_its_own_on_each_thread)
{
    for (const auto& [neighbours, second] :
        {std::pair(Neighbours::apart, 8U), std::pair(Neighbours::together, 400U)}) {
        std::latch both{2}; // no thread goes on before the other has begun
        std::vector<std::size_t> begun(2, 800);
        Silent watch;
        for_each_index(
            800, 2, watch, {},
            [&](std::size_t index, unsigned thread) {
                if (begun[thread] == 800) {
                    begun[thread] = index;
                    both.arrive_and_wait();
                }
            },
            neighbours);
        std::sort(begun.begin(), begun.end());
        EXPECT_EQ(begun, (std::vector<std::size_t>{0, second}));
    }
}

TEST(Work, stops_soon_after_a_failure)
{
    std::atomic<int> done{0};
    Silent watch;

    EXPECT_THROW(for_each_index(100000, 2, watch, {},
                     [&done](std::size_t index, unsigned) {
                         if (index == 0) {
                             throw std::runtime_error("first");
                         }
                         ++done;
                         std::this_thread::sleep_for(std::chrono::microseconds(50));
                     }),
        std::runtime_error);

    EXPECT_LT(done, 50000);
}

TEST(Work, is_interrupted_when_the_watch_wants_to_stop)
{
    for (const unsigned threads : {1U, 4U}) {
        Witness watch;
        std::atomic<int> done{0};

        EXPECT_THROW(for_each_index(10000, threads, watch, {},
                         [&](std::size_t, unsigned) {
                             if (++done == 10) {
                                 watch.stop = true;
                             }
                             std::this_thread::sleep_for(std::chrono::microseconds(500));
                         }),
            Interrupted);

        EXPECT_LT(done, 10000);
        EXPECT_TRUE(watch.same_thread);
    }
}

TEST(Work, that_was_asked_to_stop_at_the_very_end_is_interrupted_too)
{
    Witness watch;

    EXPECT_THROW(
        for_each_index(1, 1, watch, {}, [&watch](std::size_t, unsigned) { watch.stop = true; }), Interrupted);
}

TEST(Work, that_fails_and_is_interrupted_tells_of_the_failure)
{
    Witness watch;

    EXPECT_THROW(for_each_index(5, 1, watch, {},
                     [&watch](std::size_t, unsigned) {
                         watch.stop = true;
                         throw std::runtime_error("disk full");
                     }),
        std::runtime_error);
}

TEST(Work, tells_how_far_it_is_from_the_begin_of_its_stretch_to_the_end)
{
    Witness watch;

    for_each_index(40, 4, watch, {0.4, 0.8, {"kavels meten", "measuring plots"}},
        [](std::size_t, unsigned) { std::this_thread::sleep_for(std::chrono::milliseconds(15)); });

    ASSERT_GE(watch.shares.size(), 3U); // 150 ms of work, a report each 50 ms
    EXPECT_EQ(watch.shares.front(), 0.4);
    EXPECT_EQ(watch.shares.back(), 0.8);
    EXPECT_TRUE(std::is_sorted(watch.shares.begin(), watch.shares.end()));
    EXPECT_EQ(watch.texts.front(), "measuring plots");
    EXPECT_TRUE(watch.same_thread);
}

TEST(Work, in_order_is_made_on_any_number_of_threads_and_taken_in_a_row)
{
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
        for (const unsigned threads : {1U, 2U, 3U, 8U}) {
            std::vector<std::size_t> made(threads);
            std::vector<std::size_t> taken;
            Silent watch;

            for_each_in_order(
                count, threads, watch, {},
                [&](std::size_t index, unsigned thread) {
                    if (index % 5 == 0) {
                        std::this_thread::sleep_for(std::chrono::microseconds(50));
                    }
                    made[thread] = index;
                },
                [&](std::size_t index, unsigned thread) {
                    EXPECT_EQ(made[thread], index);
                    taken.push_back(index);
                });

            ASSERT_EQ(taken.size(), count);
            EXPECT_TRUE(std::is_sorted(taken.begin(), taken.end()));
        }
    }
}

TEST(Work, in_order_ends_when_making_or_taking_fails)
{
    for (const unsigned threads : {1U, 2U, 8U}) {
        for (const bool taking : {false, true}) {
            const auto fail = [](std::size_t index) {
                if (index == 40) {
                    throw std::runtime_error("no more");
                }
            };
            std::atomic<std::size_t> last_taken{0};
            Silent watch;
            EXPECT_THROW(for_each_in_order(
                             100, threads, watch, {},
                             [&](std::size_t index, unsigned) {
                                 if (!taking) {
                                     fail(index);
                                 }
                             },
                             [&](std::size_t index, unsigned) {
                                 if (taking) {
                                     fail(index);
                                 }
                                 last_taken = index;
                             }),
                std::runtime_error);
            EXPECT_LT(last_taken, 40U);
        }
    }
}

TEST(Work, in_order_stops_when_asked)
{
    Witness watch;
    std::atomic<int> taken{0};
    EXPECT_THROW(for_each_in_order(
                     100000, 4, watch, {},
                     [&](std::size_t index, unsigned) {
                         std::this_thread::sleep_for(std::chrono::microseconds(20));
                         watch.stop = index > 50;
                     },
                     [&](std::size_t, unsigned) { ++taken; }),
        Interrupted);
    EXPECT_LT(taken, 100000);
}

TEST(Work, made_ahead_is_taken_in_a_row_by_one_thread_at_a_time)
{
    for (const unsigned threads : {1U, 2U, 8U}) {
        for (const std::size_t count : {0, 1, 2, 7, 300}) {
            constexpr std::size_t ahead = 5;
            std::vector<std::atomic<int>> made(count);
            std::vector<std::size_t> taken;
            std::atomic<int> taking{0};
            Silent watch;
            make_in_order(
                count, threads, watch, {}, [](std::size_t index) { return index + ahead; },
                [&](std::size_t index) {
                    if (index % 5 == 0) {
                        std::this_thread::sleep_for(std::chrono::microseconds(50));
                    }
                    ++made[index];
                },
                [&](std::size_t index) {
                    EXPECT_EQ(++taking, 1);
                    EXPECT_EQ(made[index], 1);
                    for (std::size_t later = index + ahead; later < count; ++later) {
                        EXPECT_EQ(made[later], 0) << later << " was made too early";
                    }
                    taken.push_back(index);
                    --taking;
                });

            ASSERT_EQ(taken.size(), count);
            EXPECT_TRUE(std::is_sorted(taken.begin(), taken.end()));
        }
    }
}

/// While one thread is long over the first, another makes all that it may.
TEST(Work, is_made_ahead_while_something_is_taken)
{
    std::atomic<std::size_t> made{0};
    Silent watch;
    make_in_order(
        50, 2, watch, {}, [](std::size_t index) { return index + 20; }, [&](std::size_t) { ++made; },
        [&](std::size_t index) {
            while (index == 0 && made < 20) {
                std::this_thread::yield();
            }
        });
    EXPECT_EQ(made, 50U);
}

TEST(Work, made_ahead_ends_with_the_failure_of_the_lowest_index)
{
    for (const unsigned threads : {1U, 2U, 8U}) {
        for (const bool taking : {false, true}) {
            const auto fail = [](std::size_t index) {
                if (index == 40 || index == 43) {
                    throw std::runtime_error(std::to_string(index));
                }
            };
            std::atomic<std::size_t> last_taken{0};
            Silent watch;
            std::string told;
            try {
                make_in_order(
                    100, threads, watch, {}, [](std::size_t index) { return index + 10; },
                    [&](std::size_t index) {
                        if (!taking) {
                            fail(index);
                        }
                    },
                    [&](std::size_t index) {
                        if (taking) {
                            fail(index);
                        }
                        last_taken = index;
                    });
            } catch (const std::runtime_error& error) {
                told = error.what();
            }
            if (taking || threads == 1) {
                EXPECT_EQ(told, "40");
            } else {
                EXPECT_TRUE(told == "40" || told == "43") << told;
            }
            EXPECT_LT(last_taken, 43U);
        }
    }
}

TEST(Work, made_ahead_stops_when_asked)
{
    Witness watch;
    std::atomic<int> taken{0};
    EXPECT_THROW(make_in_order(
                     100000, 4, watch, {}, [](std::size_t index) { return index + 10; },
                     [&](std::size_t index) {
                         std::this_thread::sleep_for(std::chrono::microseconds(20));
                         watch.stop = index > 50;
                     },
                     [&](std::size_t) { ++taken; }),
        Interrupted);
    EXPECT_LT(taken, 100000);
}

} // namespace
} // namespace kavel
