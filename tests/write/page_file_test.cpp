// SPDX-License-Identifier: EUPL-1.2
#include "write/page_file.hpp"

#include "write/database.hpp"
#include "write/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

Page page_of(char letter)
{
    return Page(page_size, letter);
}

/// A database with one table, and so two pages; pages of a letter each behind them.
void make(const std::filesystem::path& file, const std::string& letters)
{
    write_text(file, "");
    {
        Database database = Database::fill(file);
        database.run("CREATE TABLE t (k INTEGER PRIMARY KEY)");
    }
    PageFile pages(file);
    EXPECT_EQ(pages.next(), 3U);
    for (const char letter : letters) {
        pages.append(page_of(letter));
    }
    pages.finish();
}

TEST(PageFile, says_in_the_header_how_many_pages_there_are)
{
    const TemporaryFolder folder;
    make(folder / "a.db", "xyz");
    Database database = Database::read(folder / "a.db");
    Statement count(database, "PRAGMA page_count");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 5);
    EXPECT_EQ(PageSource(folder / "a.db").page(4), page_of('y'));
}

TEST(PageFile, replaces_a_page_in_the_file_and_one_that_waits)
{
    const TemporaryFolder folder;
    make(folder / "a.db", "xyz");
    {
        PageFile pages(folder / "a.db");
        const PageNumber last = pages.append(page_of('w'));
        pages.replace(last, page_of('W'));
        pages.replace(3, page_of('X'));
        EXPECT_EQ(pages.append(page_of('v')), last + 1);
        pages.finish();
    }
    const PageSource source(folder / "a.db");
    EXPECT_EQ(source.page(3), page_of('X'));
    EXPECT_EQ(source.page(6), page_of('W'));
    EXPECT_EQ(source.page(7), page_of('v'));
}

void expect_copied(const std::filesystem::path& from, const std::filesystem::path& to)
{
    make(from, "abcdef");
    make(to, "x");
    {
        PageFile pages(to);
        pages.append(page_of('y'));
        pages.copy(std::make_shared<const PageSource>(from), 4, 3);
        EXPECT_EQ(pages.append(page_of('z')), 8U);
        pages.finish();
    }
    const PageSource source(to);
    std::string letters;
    for (PageNumber page = 3; page <= 8; ++page) {
        letters += source.page(page).front();
        EXPECT_EQ(source.page(page), page_of(letters.back()));
    }
    EXPECT_EQ(letters, "xybcdz");
}

TEST(PageFile, copies_pages_of_another_database)
{
    const TemporaryFolder folder;
    expect_copied(folder / "from.db", folder / "to.db");
}

TEST(PageFile, copies_pages_from_another_file_system)
{
    const std::filesystem::path memory = "/dev/shm";
    if (!std::filesystem::is_directory(memory)) {
        GTEST_SKIP() << "there is no /dev/shm";
    }
    const TemporaryFolder folder;
    const std::filesystem::path from = memory / folder.path().filename();
    expect_copied(from, folder / "to.db");
    std::filesystem::remove(from);
}

/// Pages of `from` ahead in a file of `begin`, then these of them behind its last.
std::string letters_with_ahead(PageNumber first_ahead, PageNumber first, PageNumber to)
{
    const TemporaryFolder folder;
    make(folder / "from.db", "abcdefghijklmnop");
    make(folder / "begin.db", "x");
    write_text(folder / "to.db", "");
    const auto from = std::make_shared<const PageSource>(folder / "from.db");
    {
        auto ahead = std::make_unique<PagesAhead>(folder / "to.db", from, first_ahead, 3, to);
        PageFile pages(folder / "to.db", folder / "begin.db", std::move(ahead));
        EXPECT_EQ(pages.next(), 4U);
        pages.copy(from, first, 3);
        EXPECT_EQ(pages.append(page_of('z')), 7U);
        pages.finish();
    }
    const PageSource source(folder / "to.db");
    EXPECT_EQ(source.pages(), 7U) << "room that was taken beyond is given back";
    EXPECT_EQ(number_in_page(source.page(1), 28, 4), 7U);
    std::string letters;
    for (PageNumber page = 3; page <= source.pages(); ++page) {
        letters += source.page(page).front();
    }
    return letters;
}

TEST(PageFile, takes_over_pages_that_are_copied_ahead)
{
    EXPECT_EQ(letters_with_ahead(4, 4, 4), "xbcdz");
}

TEST(PageFile, copies_again_when_others_were_copied_ahead)
{
    EXPECT_EQ(letters_with_ahead(5, 4, 4), "xbcdz");
    EXPECT_EQ(letters_with_ahead(4, 4, 5), "xbcdz");
    EXPECT_EQ(letters_with_ahead(4, 4, 2), "xbcdz") << "into the pages that it begins with";
}

TEST(PageFile, does_without_pages_that_were_copied_ahead)
{
    const TemporaryFolder folder;
    make(folder / "from.db", "abcdef");
    make(folder / "begin.db", "x");
    write_text(folder / "to.db", "");
    const auto from = std::make_shared<const PageSource>(folder / "from.db");
    PageFile pages(
        folder / "to.db", folder / "begin.db", std::make_unique<PagesAhead>(folder / "to.db", from, 4, 3, 4));
    pages.drop_ahead();
    pages.finish();
    EXPECT_EQ(PageSource(folder / "to.db").pages(), 3U);
}

TEST(PageFile, tells_when_it_is_finished_that_pages_could_not_be_copied)
{
    const TemporaryFolder folder;
    make(folder / "from.db", "abc");
    make(folder / "to.db", "x");
    PageFile pages(folder / "to.db");
    pages.copy(std::make_shared<const PageSource>(folder / "from.db"), 4, 3); // there are two
    EXPECT_THROW(pages.finish(), DatabaseError);
}

TEST(PageSource, is_the_file_that_was_opened_also_when_another_takes_its_name)
{
    const TemporaryFolder folder;
    make(folder / "a.db", "a");
    make(folder / "b.db", "b");
    const PageSource source(folder / "a.db");
    std::filesystem::rename(folder / "b.db", folder / "a.db");
    EXPECT_EQ(source.page(3), page_of('a'));
    EXPECT_EQ(PageSource(source.path()).page(3), page_of('a'));
    EXPECT_EQ(PageSource(folder / "a.db").page(3), page_of('b'));
}

TEST(PageSource, of_a_file_that_ends_early_is_an_error)
{
    const TemporaryFolder folder;
    make(folder / "a.db", "x");
    EXPECT_THROW(PageSource(folder / "a.db").page(4), DatabaseError);
    EXPECT_THROW(PageSource(folder / "none.db"), DatabaseError);
}

} // namespace
} // namespace kavel
