// SPDX-License-Identifier: EUPL-1.2
// Many small items, worked through in chunks by all threads.
#pragma once

#include "base/work.hpp"

#include <algorithm>
#include <cstddef>

namespace kavel {

constexpr std::size_t chunk_size = std::size_t{1} << 14; ///< of items that a thread takes at once

inline std::size_t chunks_of(std::size_t count)
{
    return (count + chunk_size - 1) / chunk_size;
}

/// Calls work(item, chunk) for all items: those of a chunk one after the other, in their order.
template <class Work> void for_each_item(std::size_t count, unsigned threads, Work work)
{
    Silent silent;
    for_each_index(chunks_of(count), threads, silent, {}, [&](std::size_t chunk, unsigned) {
        for (std::size_t i = chunk * chunk_size; i < std::min(count, (chunk + 1) * chunk_size); ++i) {
            work(i, chunk);
        }
    });
}

} // namespace kavel
