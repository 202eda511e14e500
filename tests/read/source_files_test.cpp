// SPDX-License-Identifier: EUPL-1.2
#include "read/source_files.hpp"

#include "read/sources_by_hand.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace kavel {
namespace {

using SourceFiles = Sources;

// The sums are those of sha256sum.
TEST_F(SourceFiles, are_known_by_their_size_and_sum)
{
    write("a.csv", "abc");
    write("b.csv", "");

    const FileMark mark = mark_of({path_of("a.csv")});

    EXPECT_EQ(mark.bytes, 3U);
    EXPECT_EQ(mark.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(mark_of({path_of("b.csv")}).sha256,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(SourceFiles, of_several_are_known_as_one)
{
    write("a.shp", "a");
    write("a.dbf", "bc");

    const FileMark mark = mark_of({path_of("a.shp"), path_of("a.dbf")});

    EXPECT_EQ(mark.bytes, 3U);
    EXPECT_EQ(mark.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(SourceFiles, have_the_time_of_the_newest_in_utc)
{
    write("a.csv", "abc");
    write("b.csv", "abc");
    namespace fs = std::filesystem;
    const auto at = [](std::int64_t seconds) {
        return fs::file_time_type(
            std::chrono::file_clock::from_sys(std::chrono::sys_seconds(std::chrono::seconds(seconds))));
    };
    fs::last_write_time(path_of("a.csv"), at(1767225600)); // 2026-01-01
    fs::last_write_time(path_of("b.csv"), at(0));

    EXPECT_EQ(mark_of({path_of("a.csv"), path_of("b.csv")}).modified, "2026-01-01T00:00:00Z");
}

TEST_F(SourceFiles, that_change_are_marked_anew)
{
    write("a.csv", "abc");
    const std::string before = mark_of({path_of("a.csv")}).sha256;

    write("a.csv", "abcd");

    EXPECT_NE(mark_of({path_of("a.csv")}).sha256, before);
}

TEST_F(SourceFiles, that_cannot_be_read_are_a_problem)
{
    EXPECT_EQ(complaints([&] { mark_of({path_of("absent.csv")}); }),
        "absent.csv: cannot be read; check its rights and the disk");
    EXPECT_NE(complaints([&] { mark_of({path_of("")}); }), ""); // a folder
}

} // namespace
} // namespace kavel
