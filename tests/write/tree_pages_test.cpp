// SPDX-License-Identifier: EUPL-1.2
#include "write/tree_pages.hpp"

#include "write/database.hpp"
#include "write/record.hpp"
#include "write/temporary_folder.hpp"
#include "write/tree_reading.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <tuple>

namespace kavel {
namespace {

std::string answer(Database& database, const std::string& sql)
{
    Statement row(database, sql);
    return row.step() ? row.text(0) : "no row";
}

/// A row of the table below.
struct Sample {
    std::int64_t key = 0;
    std::string text;
    std::string blob;
};

std::string record_of(const Sample& row)
{
    Record record;
    std::string bytes;
    record.add_null();
    record.add_text(row.text);
    record.add_blob(row.blob);
    record.append_to(bytes);
    return bytes;
}

std::string entry_of(const Sample& row)
{
    Record record;
    std::string bytes;
    record.add_text(row.text);
    record.add(row.key);
    record.append_to(bytes);
    return bytes;
}

/// A table with an index on its text, both filled past SQLite, and opened again.
Database filled(const std::filesystem::path& file, std::vector<Sample> rows)
{
    write_text(file, "");
    PageNumber table = 0;
    PageNumber index = 0;
    {
        Database database = Database::fill(file);
        database.run("CREATE TABLE t (k INTEGER PRIMARY KEY, s TEXT, b BLOB); CREATE INDEX i ON t (s)");
        Statement root(database, "SELECT rootpage FROM sqlite_schema ORDER BY name DESC");
        root.step();
        table = static_cast<PageNumber>(root.integer(0));
        root.step();
        index = static_cast<PageNumber>(root.integer(0));
    }
    PageFile pages(file);
    TableTree tree(pages, table);
    for (const Sample& row : rows) {
        tree.add(row.key, record_of(row));
    }
    tree.finish();
    std::sort(rows.begin(), rows.end(),
        [](const Sample& a, const Sample& b) { return std::tie(a.text, a.key) < std::tie(b.text, b.key); });
    IndexTree entries(pages, index);
    for (const Sample& row : rows) {
        entries.add(entry_of(row));
    }
    entries.finish();
    pages.finish();
    return Database::fill(file);
}

void expect_rows(Database& database, const std::vector<Sample>& rows, const std::string& what)
{
    ASSERT_EQ(answer(database, "PRAGMA integrity_check"), "ok") << what;
    Statement all(database, "SELECT k, s, b FROM t ORDER BY k");
    for (const Sample& row : rows) {
        ASSERT_TRUE(all.step()) << what;
        ASSERT_EQ(all.integer(0), row.key) << what;
        ASSERT_EQ(all.text(1), row.text) << what;
        ASSERT_EQ(all.text(2), row.blob) << what;
    }
    EXPECT_FALSE(all.step()) << what;
    EXPECT_EQ(
        answer(database, "SELECT count(*) FROM t INDEXED BY i WHERE s >= ''"), std::to_string(rows.size()));
}

std::string some_text(std::mt19937& random, std::size_t size)
{
    std::string text(size, ' ');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>('a' + random() % 26); });
    return text;
}

TEST(TreePages, hold_any_number_of_rows)
{
    const TemporaryFolder folder;
    // One leaf, its limit, two levels and three.
    for (const std::size_t count : {0, 1, 2, 84, 85, 86, 87, 88, 170, 171, 172, 173, 5000, 120000}) {
        std::mt19937 random(7);
        std::vector<Sample> rows;
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back({static_cast<std::int64_t>(i) + 1, some_text(random, 20), some_text(random, 18)});
        }
        Database database = filled(folder / fmt::format("{}.db", count), rows);
        expect_rows(database, rows, fmt::format("{} rows", count));
    }
}

/// Each number of short entries around the limits of pages: where the last page has one entry, or would have
/// none.
TEST(TreePages, leave_no_page_of_an_index_empty)
{
    const TemporaryFolder folder;
    const std::string long_text(990, 'x'); // four a page: levels grow fast
    for (std::size_t count = 1; count < 140; ++count) {
        std::vector<Sample> rows;
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back({static_cast<std::int64_t>(i) + 1, fmt::format("{:03}", i) + long_text, ""});
        }
        Database database = filled(folder / fmt::format("{}.db", count), rows);
        expect_rows(database, rows, fmt::format("{} long entries", count));
    }
}

TEST(TreePages, hold_what_is_longer_than_a_page)
{
    const TemporaryFolder folder;
    std::mt19937 random(11);
    std::vector<Sample> rows;
    std::int64_t key = 0;
    // Around what still stands in a cell, around whole pages of the rest, and far beyond.
    for (const std::size_t size : {0, 480, 489, 490, 1000, 1001, 1002, 1003, 4040, 4050, 4055, 4056, 4057,
             4058, 4059, 4060, 4061, 4062, 4581, 4582, 8000, 8180, 8192, 20000, 1000000}) {
        rows.push_back({++key, some_text(random, size % 5000), some_text(random, size)});
        key += static_cast<std::int64_t>(random() % 100000);
    }
    Database database = filled(folder / "long.db", rows);
    expect_rows(database, rows, "long rows");
}

TEST(TreePages, of_any_mixture_are_what_sqlite_would_read)
{
    const TemporaryFolder folder;
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::mt19937 random(seed);
        const std::size_t count = random() % 3000;
        const std::size_t longest = 1 + random() % 6000;
        std::vector<Sample> rows;
        std::int64_t key = 0;
        for (std::size_t i = 0; i < count; ++i) {
            key += 1 + static_cast<std::int64_t>(random() % 5);
            rows.push_back({key, some_text(random, random() % 30), some_text(random, random() % longest)});
        }
        Database database = filled(folder / fmt::format("{}.db", seed), rows);
        expect_rows(database, rows, fmt::format("seed {}", seed));
    }
}

PageNumber root_of(Database& database, const std::string& table)
{
    return static_cast<PageNumber>(
        std::stoul(answer(database, "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")));
}

/// What stands in the leaves, some of them at a time, is what SQLite finds.
void expect_same_reading(const std::filesystem::path& file, std::size_t leaves_at_once)
{
    Database database = Database::read(file);
    const PageSource source(file);
    const TableReading reading(source, root_of(database, "t"));
    Statement all(database, "SELECT k, s, b, length(s) FROM t ORDER BY k");
    for (std::size_t first = 0; first < reading.leaves(); first += leaves_at_once) {
        reading.for_rows(first, std::min(first + leaves_at_once, reading.leaves()),
            [&](std::int64_t key, std::string_view record) {
                ASSERT_TRUE(all.step());
                ASSERT_EQ(key, all.integer(0));
                ASSERT_EQ(text_in(record, 1), all.view(1));
                ASSERT_EQ(text_in(record, 2), all.view(2));
                ASSERT_EQ(text_in(record, 0), "");
            });
    }
    EXPECT_FALSE(all.step());
}

TEST(TreeReading, finds_the_rows_that_were_written)
{
    const TemporaryFolder folder;
    for (const std::size_t count : {0, 1, 85, 86, 5000, 120000}) {
        std::mt19937 random(5);
        std::vector<Sample> rows;
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(
                {static_cast<std::int64_t>(i) * 3 + 1, some_text(random, 20), some_text(random, 18)});
        }
        const auto file = folder / fmt::format("{}.db", count);
        filled(file, rows).close();
        expect_same_reading(file, 1000);
        expect_same_reading(file, 7);
    }
}

TEST(TreeReading, finds_long_rows_and_those_that_sqlite_wrote_itself)
{
    const TemporaryFolder folder;
    for (unsigned seed = 0; seed < 20; ++seed) {
        std::mt19937 random(seed);
        std::vector<Sample> rows;
        for (std::int64_t key = 1; key < 500; ++key) {
            const std::size_t longest = key % 50 == 0 ? 600000 : 6000;
            rows.push_back({key, some_text(random, random() % 30), some_text(random, random() % longest)});
        }
        const auto file = folder / fmt::format("{}.db", seed);
        Database database = filled(file, rows);
        // Then pages of one row no longer follow each other.
        database.run("DELETE FROM t WHERE k % 3 = 0; UPDATE t SET b = zeroblob(9000 + k) WHERE k % 5 = 1;"
                     "INSERT INTO t SELECT k + 1000, s || ' again', b FROM t WHERE k % 2 = 0");
        database.close();
        expect_same_reading(file, 3);
    }
}

/// Whatever stands in the pages, it is read or complained about.
TEST(TreeReading, complains_of_pages_that_are_no_table)
{
    const TemporaryFolder folder;
    std::mt19937 random(3);
    std::vector<Sample> rows;
    for (std::int64_t key = 1; key < 3000; ++key) {
        rows.push_back({key, some_text(random, 10), some_text(random, key % 100 == 0 ? 9000 : 20)});
    }
    filled(folder / "good.db", rows).close();
    const std::string good = read_bytes(folder / "good.db");
    PageNumber root = 0;
    {
        Database database = Database::read(folder / "good.db");
        root = root_of(database, "t");
    }
    const auto read = [&](const std::filesystem::path& file) {
        const PageSource source(file);
        const TableReading reading(source, root);
        std::size_t bytes = 0;
        reading.for_rows(0, reading.leaves(), [&](std::int64_t, std::string_view record) {
            bytes += text_in(record, 1).size() + text_in(record, 2).size();
            bytes += number_in(record, 0) > 0.0 ? 1 : 0;
        });
        return bytes;
    };
    EXPECT_GT(read(folder / "good.db"), 0U);
    std::size_t complaints = 0;
    for (int round = 0; round < 300; ++round) {
        std::string bad = good;
        for (int i = 0; i < 200; ++i) {
            bad[page_size + random() % (bad.size() - page_size)] = static_cast<char>(random());
        }
        write_text(folder / "bad.db", bad);
        try {
            read(folder / "bad.db");
        } catch (const DatabaseError&) {
            ++complaints;
        }
    }
    EXPECT_GT(complaints, 100U);
    write_text(folder / "short.db", good.substr(0, good.size() / 2));
    EXPECT_THROW(read(folder / "short.db"), DatabaseError);
}

TEST(TreePages, take_rows_that_sqlite_adds_and_removes_later)
{
    const TemporaryFolder folder;
    std::vector<Sample> rows;
    for (std::int64_t key = 1; key <= 20000; ++key) {
        rows.push_back({key, fmt::format("plot {}", key), "x"});
    }
    Database database = filled(folder / "later.db", rows);
    database.run("DELETE FROM t WHERE k % 3 = 0; UPDATE t SET b = zeroblob(9000) WHERE k % 5 = 1;"
                 "INSERT INTO t SELECT k + 100000, s || ' again', b FROM t; VACUUM");
    EXPECT_EQ(answer(database, "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(answer(database, "SELECT count(*) FROM t"), "26668");
}

/// Whole numbers of every size that SQLite has, and the bytes in which it writes their lengths.
TEST(Record, says_each_value_as_sqlite_reads_it)
{
    const TemporaryFolder folder;
    write_text(folder / "r.db", "");
    PageNumber root = 0;
    {
        Database database = Database::fill(folder / "r.db");
        database.run("CREATE TABLE t (k INTEGER PRIMARY KEY, n INTEGER, m INTEGER, r REAL)");
        Statement page(database, "SELECT rootpage FROM sqlite_schema");
        page.step();
        root = static_cast<PageNumber>(page.integer(0));
    }
    std::vector<std::int64_t> whole;
    for (int bit = 1; bit < 63; ++bit) {
        const std::int64_t power = std::int64_t{1} << bit;
        whole.insert(whole.end(), {power - 1, power});
    }
    whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
    const auto real_of = [](std::int64_t number) { return static_cast<double>(number) / 4.0; };
    {
        PageFile pages(folder / "r.db");
        TableTree tree(pages, root);
        for (const std::int64_t number : whole) {
            Record record;
            std::string bytes;
            record.add_null();
            record.add(number);
            record.add(-number - 1);
            record.add(real_of(number), true);
            record.append_to(bytes);
            tree.add(number, bytes); // a key of each size too
        }
        tree.finish();
        pages.finish();
    }
    Database database = Database::fill(folder / "r.db");
    EXPECT_EQ(answer(database, "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(answer(database, "SELECT group_concat(DISTINCT typeof(r)) FROM t"), "real");
    Statement rows(database, "SELECT k, n, m, r FROM t ORDER BY k");
    for (const std::int64_t number : whole) {
        ASSERT_TRUE(rows.step());
        EXPECT_EQ(rows.integer(0), number);
        EXPECT_EQ(rows.integer(1), number);
        EXPECT_EQ(rows.integer(2), -number - 1);
        EXPECT_EQ(rows.number(3), real_of(number));
    }
}

TEST(Record, gives_back_what_was_put_into_it)
{
    std::vector<double> numbers{
        0.0, 1.0, -1.0, 2.0, 0.1, -1e300, 1e-300, std::numeric_limits<double>::infinity()};
    for (int bit = 1; bit < 50; ++bit) {
        numbers.insert(
            numbers.end(), {std::ldexp(1.0, bit), -std::ldexp(1.0, bit) - 1.0, std::ldexp(1.0, bit) - 1.0});
    }
    for (const std::size_t size : {0, 1, 50, 57, 58, 200, 20000}) {
        const std::string text(size, 'x');
        for (const double number : numbers) {
            Record record;
            std::string bytes;
            record.add_null();
            record.add_text(text);
            record.add(number, true);
            record.add(number, false);
            record.add_blob(text + "y");
            record.append_to(bytes);
            EXPECT_EQ(text_in(bytes, 1), text);
            EXPECT_EQ(number_in(bytes, 2), number);
            EXPECT_EQ(number_in(bytes, 3), number);
            EXPECT_EQ(text_in(bytes, 4), text + "y");
            EXPECT_EQ(text_in(bytes, 2), "");
            EXPECT_EQ(number_in(bytes, 1), 0.0);
            EXPECT_EQ(text_in(bytes, 0), "");
            EXPECT_THROW(text_in(bytes, 5), DatabaseError);
            EXPECT_THROW(text_in(std::string_view(bytes).substr(0, bytes.size() - 1), 4), DatabaseError);
        }
    }
    EXPECT_THROW(text_in("", 0), DatabaseError);
}

TEST(Record, keeps_what_is_no_ordinary_number)
{
    const TemporaryFolder folder;
    write_text(folder / "r.db", "");
    Record record;
    std::string bytes;
    record.add_null();
    record.add(-0.0, true);
    record.add(std::numeric_limits<double>::infinity(), true);
    record.add(std::numeric_limits<double>::quiet_NaN(), true);
    record.append_to(bytes);
    {
        Database database = Database::fill(folder / "r.db");
        database.run("CREATE TABLE t (k INTEGER PRIMARY KEY, a REAL, b REAL, c REAL)");
    }
    PageFile pages(folder / "r.db");
    TableTree tree(pages, 2);
    tree.add(1, bytes);
    tree.finish();
    pages.finish();
    Database database = Database::fill(folder / "r.db");
    Statement row(database, "SELECT a, b, c FROM t");
    ASSERT_TRUE(row.step());
    EXPECT_TRUE(std::signbit(row.number(0)));
    EXPECT_EQ(row.number(1), std::numeric_limits<double>::infinity());
    EXPECT_TRUE(row.is_null(2));
}

} // namespace
} // namespace kavel
