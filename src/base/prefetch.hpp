// SPDX-License-Identifier: EUPL-1.2
// A word to the processor's caches.
#pragma once

#include <cstddef>

namespace kavel {

/// Has memory brought nearer that will be read soon, where the processor cannot guess it.
inline void prefetch(const void* begin, std::size_t bytes)
{
    constexpr std::size_t cache_line = 64;
    for (std::size_t at = 0; at < bytes; at += cache_line) {
        __builtin_prefetch(static_cast<const char*>(begin) + at);
    }
    __builtin_prefetch(static_cast<const char*>(begin) + bytes - 1); // seldom does it begin with a line
}

} // namespace kavel
