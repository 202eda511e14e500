// SPDX-License-Identifier: EUPL-1.2
// A function over all plots on n threads, with progress and a way to stop.
#pragma once

#include "base/facts.hpp"

#include <cstddef>
#include <functional>

namespace kavel {

/// How a run tells where it is, and how it hears that it should stop. May be called from several threads at
/// once.
class Watch {
public:
    virtual ~Watch() = default;
    /// An empty text tells nothing: work within other work that tells for itself.
    virtual void progress(double share, const Title& what) = 0;
    virtual bool wants_to_stop() = 0;
};

/// Says nothing and never stops.
class Silent final : public Watch {
public:
    void progress(double, const Title&) override { }
    bool wants_to_stop() override { return false; }
};

/// A stretch of a run's progress bar: from..to, with the text shown meanwhile.
struct Stretch {
    double from = 0.0;
    double to = 1.0;
    Title what;
};

/// Threads to use: the number asked for, or every core for 0.
unsigned thread_count(unsigned asked);

/// Whether a thread gets indices that follow each other as long as there are some, because work on one leaves
/// something behind that serves the next; or each the next that nobody has, so that what comes first is begun
/// first.
enum class Neighbours { apart, together };

/// Calls work(index, thread) for every index below count; thread is below thread_count(threads).
/// Each index is worked once; who works it and when is open, so work must write to its own index only.
/// Throws the first exception in index order, or Interrupted when the watch wants to stop.
void for_each_index(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<void(std::size_t index, unsigned thread)>& work,
    Neighbours neighbours = Neighbours::apart);

/// Calls make(index) for every index below count, on n threads, each of which then hands over with
/// take(index) when all indices before it have: what is made side by side and must stand in a row. At most
/// one index a thread is made and not yet taken. Throws as for_each_index does.
void for_each_in_order(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<void(std::size_t index, unsigned thread)>& make,
    const std::function<void(std::size_t index, unsigned thread)>& take);

/// The same for what takes unequal time: what is made waits for its turn, and its maker goes on to the next,
/// up to the index before last_ahead(the index whose turn it is). Some thread takes whatever is next; take is
/// called by one thread at a time. Throws as for_each_index does.
void make_in_order(std::size_t count, unsigned threads, Watch& watch, const Stretch& stretch,
    const std::function<std::size_t(std::size_t index)>& last_ahead,
    const std::function<void(std::size_t index)>& make, const std::function<void(std::size_t index)>& take);

} // namespace kavel
