// SPDX-License-Identifier: EUPL-1.2
// The fingerprint of bytes by which a file or a text is known again: SHA-256 (FIPS 180-4).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace kavel {

/// Takes bytes in pieces, as a file is read. Not for secrets: a fingerprint says what was read, it proves
/// nobody's word.
class Sha256 {
public:
    void add(std::span<const unsigned char> bytes);
    /// 64 lower-case hexadecimal digits of what was added so far; more may follow.
    std::string hex() const;

private:
    static constexpr std::size_t block_size = 64;

    void take_block(const unsigned char* block);

    std::array<std::uint32_t, 8> m_state{
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, block_size> m_rest{}; ///< bytes of a block that is not yet full
    std::uint64_t m_bytes = 0;
};

/// The same of bytes that lie in memory.
std::string sha256(std::span<const unsigned char> bytes);

} // namespace kavel
