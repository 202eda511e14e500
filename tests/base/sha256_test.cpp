// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace kavel {
namespace {

std::span<const unsigned char> bytes_of(std::string_view text)
{
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

// The examples of FIPS 180-2 appendix B and of NIST's CAVP short messages.
TEST(Sha256, gives_the_published_sums)
{
    const struct {
        std::string text;
        std::string_view sum;
    } table[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmno"
         "pqrst"
         "nopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };

    for (const auto& [text, sum] : table) {
        EXPECT_EQ(sha256(bytes_of(text)), sum) << text.size() << " bytes";
    }
}

TEST(Sha256, does_not_depend_on_the_pieces_in_which_bytes_come)
{
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += static_cast<char>(i % 251);
    }

    for (std::size_t length = 0; length <= text.size(); ++length) {
        const std::string_view part = std::string_view(text).substr(0, length);
        const std::string whole = sha256(bytes_of(part));
        for (const std::size_t piece : {1, 7, 63, 64, 65}) {
            Sha256 sum;
            for (std::size_t at = 0; at < length; at += piece) {
                sum.add(bytes_of(part.substr(at, piece)));
            }
            ASSERT_EQ(sum.hex(), whole) << length << " bytes in pieces of " << piece;
        }
    }
}

TEST(Sha256, may_be_read_between_two_pieces)
{
    Sha256 sum;
    sum.add(bytes_of("ab"));
    const std::string between = sum.hex();
    sum.add(bytes_of("c"));

    EXPECT_EQ(between, sha256(bytes_of("ab")));
    EXPECT_EQ(sum.hex(), sha256(bytes_of("abc")));
}

} // namespace
} // namespace kavel
