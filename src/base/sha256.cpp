// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace kavel {

namespace {

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
constexpr std::array<std::uint32_t, 64> round_constants{0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t big_endian_word(const unsigned char* bytes)
{
    return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16
        | static_cast<std::uint32_t>(bytes[2]) << 8 | static_cast<std::uint32_t>(bytes[3]);
}

std::array<std::uint32_t, 64> message_schedule(const unsigned char* block)
{
    std::array<std::uint32_t, 64> words{};
    for (std::size_t i = 0; i < 16; ++i) {
        words[i] = big_endian_word(block + 4 * i);
    }
    for (std::size_t i = 16; i < words.size(); ++i) {
        const std::uint32_t near = words[i - 15];
        const std::uint32_t far = words[i - 2];
        const std::uint32_t small_0 = std::rotr(near, 7) ^ std::rotr(near, 18) ^ (near >> 3);
        const std::uint32_t small_1 = std::rotr(far, 17) ^ std::rotr(far, 19) ^ (far >> 10);
        words[i] = words[i - 16] + small_0 + words[i - 7] + small_1;
    }
    return words;
}

} // namespace

void Sha256::add(std::span<const unsigned char> bytes)
{
    const std::size_t kept = m_bytes % block_size;
    m_bytes += bytes.size();
    if (kept > 0) {
        const std::size_t taken = std::min(block_size - kept, bytes.size());
        std::copy_n(bytes.data(), taken, m_rest.data() + kept);
        bytes = bytes.subspan(taken);
        if (kept + taken < block_size) {
            return;
        }
        take_block(m_rest.data());
    }
    for (; bytes.size() >= block_size; bytes = bytes.subspan(block_size)) {
        take_block(bytes.data());
    }
    std::copy(bytes.begin(), bytes.end(), m_rest.begin());
}

std::string Sha256::hex() const
{
    Sha256 last(*this);
    const std::size_t kept = m_bytes % block_size;
    constexpr std::size_t length_at = block_size - 8;
    // A one bit, zeros, and the length in bits as 64-bit big-endian fill the last block or the last two.
    std::array<unsigned char, 2 * block_size> padding{0x80};
    const std::size_t zeros = (kept < length_at ? length_at : block_size + length_at) - kept;
    const std::uint64_t bits = m_bytes * 8;
    for (std::size_t i = 0; i < 8; ++i) {
        padding[zeros + i] = static_cast<unsigned char>(bits >> (56 - 8 * i));
    }
    last.add(std::span(padding).first(zeros + 8));

    std::string text;
    for (const std::uint32_t word : last.m_state) {
        text += fmt::format("{:08x}", word);
    }
    return text;
}

void Sha256::take_block(const unsigned char* block)
{
    const auto words = message_schedule(block);
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t big_1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t choice = (e & f) ^ (~e & g);
        const std::uint32_t first = h + big_1 + choice + round_constants[i] + words[i];
        const std::uint32_t big_0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + big_0 + majority;
    }
    const std::array<std::uint32_t, 8> worked{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < m_state.size(); ++i) {
        m_state[i] += worked[i];
    }
}

std::string sha256(std::span<const unsigned char> bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.hex();
}

} // namespace kavel
