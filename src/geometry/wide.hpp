// SPDX-License-Identifier: EUPL-1.2
// For figures that are reckoned with side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// For a function made twice: for processors that reckon with four figures at once, and for others. Both
/// round alike. Which it will be is asked before a sanitizer has begun.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__)                          \
    && !defined(__SANITIZE_THREAD__)
#define KAVEL_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define KAVEL_WIDE
#endif

/// For a function that is a part of those.
#define KAVEL_WITHIN [[gnu::always_inline]] inline

namespace kavel {

constexpr std::size_t lanes = 4;
/// Four figures. As it is laid out otherwise where the processor has no room for it, it stays within
/// functions.
using Four = double __attribute__((vector_size(lanes * sizeof(double))));

/// Four answers, of which one that is yes has all its bits; or bits of four lanes.
using Bits = decltype(Four{} < Four{});

/// The bits of all lanes together.
KAVEL_WITHIN std::uint32_t gathered(const Bits& bits)
{
    return static_cast<std::uint32_t>(bits[0] | bits[1] | bits[2] | bits[3]);
}

template <std::size_t size>
KAVEL_WITHIN void load(Four& four, const std::array<double, size>& figures, std::size_t first)
{
    static_assert(size % lanes == 0);
    std::memcpy(&four, &figures[first], sizeof(Four));
}

template <std::size_t size>
KAVEL_WITHIN void store(std::array<double, size>& figures, std::size_t first, const Four& four)
{
    static_assert(size % lanes == 0);
    std::memcpy(&figures[first], &four, sizeof(Four));
}

} // namespace kavel
