// SPDX-License-Identifier: EUPL-1.2
// The fingerprint of bytes by which a file or a text is known again: SHA-256 (FIPS 180-4), by OpenSSL.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace kavel {

/// Takes bytes in pieces, as a file is read. Not for secrets: a fingerprint says what was read, it proves
/// nobody's word.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    void add(std::span<const unsigned char> bytes);
    /// 64 lower-case hexadecimal digits of what was added so far; more may follow.
    std::string hex() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The same of bytes that lie in memory.
std::string sha256(std::span<const unsigned char> bytes);

} // namespace kavel
