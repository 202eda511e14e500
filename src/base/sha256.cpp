// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace kavel {

namespace {

void demand(int done)
{
    if (done != 1) {
        throw std::runtime_error("OpenSSL cannot compute a SHA-256");
    }
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

} // namespace

struct Sha256::State {
    Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256()
    : m_state(std::make_unique<State>())
{
    demand(EVP_DigestInit_ex(m_state->context.get(), EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const unsigned char> bytes)
{
    demand(EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex() const
{
    const Context last{EVP_MD_CTX_new()};
    demand(EVP_MD_CTX_copy_ex(last.get(), m_state->context.get()));
    std::array<unsigned char, 32> sum{};
    demand(EVP_DigestFinal_ex(last.get(), sum.data(), nullptr));
    std::string text;
    for (const unsigned char byte : sum) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

std::string sha256(std::span<const unsigned char> bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.hex();
}

} // namespace kavel
