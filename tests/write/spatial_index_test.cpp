// SPDX-License-Identifier: EUPL-1.2
#include "write/spatial_index.hpp"

#include "write/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace kavel {
namespace {

/// Boxes all over a map, the same each time, some far from zero, where a float is coarse.
std::vector<IndexedBox> scattered_boxes(std::size_t count)
{
    std::mt19937 random(1);
    const auto number
        = [&random](double most) { return most * static_cast<double>(random()) / 4294967296.0; };
    std::vector<IndexedBox> boxes;
    for (std::size_t i = 0; i < count; ++i) {
        const double west = number(280000.0);
        const double south = 300000.0 + number(320000.0);
        boxes.push_back(
            {static_cast<std::int64_t>(i) + 1, {west, south, west + number(900.0), south + number(900.0)}});
    }
    return boxes;
}

/// A database with a table whose spatial index holds these boxes.
Database indexed(const std::filesystem::path& file, const std::vector<IndexedBox>& boxes)
{
    write_text(file, "");
    SpatialIndexRoots roots;
    {
        Database database = Database::fill(file);
        database.run("CREATE TABLE plots (fid INTEGER PRIMARY KEY, geom BLOB)");
        create_spatial_index(database, "plots");
        const auto root = [&](const std::string& ending) {
            Statement row(database,
                "SELECT rootpage FROM sqlite_schema WHERE name = 'rtree_plots_geom_" + ending + "'");
            return row.step() ? static_cast<PageNumber>(row.integer(0)) : 0;
        };
        roots = {root("node"), root("rowid"), root("parent")};
        database.close();
    }
    PageFile pages(file);
    fill_spatial_index(pages, roots, boxes);
    pages.finish();
    return Database::fill(file);
}

std::int64_t first_number(Database& database, const std::string& sql)
{
    Statement row(database, sql);
    return row.step() ? row.integer(0) : -1;
}

TEST(SpatialIndex, sqlite_finds_no_fault_with_it_at_any_height)
{
    const TemporaryFolder folder;
    // 51 entries fill a node, 51 x 51 two levels.
    for (const std::size_t count : {0, 1, 50, 51, 52, 2601, 2602, 20000}) {
        Database database = indexed(folder / fmt::format("{}.db", count), scattered_boxes(count));

        Statement check(database, "SELECT rtreecheck('rtree_plots_geom')");
        ASSERT_TRUE(check.step());
        EXPECT_EQ(check.text(0), "ok") << count << " boxes";
        EXPECT_EQ(first_number(database, "SELECT count(*) FROM rtree_plots_geom"),
            static_cast<std::int64_t>(count));
    }
}

TEST(SpatialIndex, finds_every_box_that_meets_a_window)
{
    const TemporaryFolder folder;
    const auto boxes = scattered_boxes(20000);
    Database database = indexed(folder / "plots.db", boxes);

    for (const IndexedBox& window : scattered_boxes(30)) {
        const Box around = window.box.grown(5000.0);
        std::int64_t meeting = 0;
        for (const IndexedBox& box : boxes) {
            meeting += around.meets(box.box) ? 1 : 0;
        }
        // The index rounds outwards: it may offer a box a few centimetres away.
        const std::int64_t found = first_number(database,
            fmt::format("SELECT count(*) FROM rtree_plots_geom WHERE minx <= {} AND maxx >= {} AND miny <= "
                        "{} AND maxy >= {}",
                around.east, around.west, around.north, around.south));
        EXPECT_GE(found, meeting);
        EXPECT_LE(found, meeting + 2);
        EXPECT_GT(meeting, 0);
    }
}

TEST(SpatialIndex, takes_rows_that_are_added_and_removed_later)
{
    const TemporaryFolder folder;
    Database database = indexed(folder / "plots.db", scattered_boxes(3000));

    database.run("DELETE FROM rtree_plots_geom WHERE id % 3 = 0;"
                 "INSERT INTO rtree_plots_geom VALUES (9001, 1, 2, 1, 2), (9002, 5, 6, 5, 6)");

    Statement check(database, "SELECT rtreecheck('rtree_plots_geom')");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
    EXPECT_EQ(first_number(database, "SELECT count(*) FROM rtree_plots_geom"), 2002);
}

} // namespace
} // namespace kavel
