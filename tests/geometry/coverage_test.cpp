// SPDX-License-Identifier: EUPL-1.2
#include "geometry/coverage.hpp"

#include "geometry/planar.hpp"
#include "town.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

std::vector<double> of(const std::string& wkt, const CellWindow& window)
{
    const Shapes shapes = drawn(wkt);
    return coverage(shapes[0], window);
}

constexpr CellWindow three{0.0, 3.0, 1.0, 1.0, 3, 3};

TEST(Coverage, of_a_square_in_the_middle_is_told_cell_by_cell_from_the_north)
{
    EXPECT_EQ(of("POLYGON ((0.5 1, 2.5 1, 2.5 2.5, 0.5 2.5, 0.5 1))", three),
        (std::vector<double>{0.25, 0.5, 0.25, 0.5, 1.0, 0.5, 0.0, 0.0, 0.0}));
}

TEST(Coverage, does_not_depend_on_the_turn_of_a_ring)
{
    EXPECT_EQ(of("POLYGON ((0 0, 0 3, 3 3, 0 0))", three), of("POLYGON ((0 0, 3 3, 0 3, 0 0))", three));
    EXPECT_EQ(of("POLYGON ((0 0, 3 3, 0 3, 0 0))", three),
        (std::vector<double>{1.0, 1.0, 0.5, 1.0, 0.5, 0.0, 0.5, 0.0, 0.0}));
}

TEST(Coverage, leaves_holes_out_and_adds_parts_up)
{
    EXPECT_EQ(of("POLYGON ((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))", three),
        (std::vector<double>{1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0}));
    EXPECT_EQ(
        of("MULTIPOLYGON (((0 0, 0.5 0, 0.5 1, 0 1, 0 0)), ((0.5 0, 1 0, 1 0.5, 0.5 0.5, 0.5 0)))", three)[6],
        0.75);
}

TEST(Coverage, of_a_polygon_that_sticks_out_on_every_side_is_that_of_its_part_within)
{
    EXPECT_EQ(of("POLYGON ((-9 -9, 12 -9, 12 12, -9 12, -9 -9))", three), std::vector<double>(9, 1.0));
    EXPECT_EQ(of("POLYGON ((-9 1.5, 12 1.5, 12 9, -9 9, -9 1.5))", three),
        (std::vector<double>{1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0}));
    EXPECT_EQ(of("POLYGON ((2.5 -9, 12 -9, 12 9, 2.5 9, 2.5 -9))", three),
        (std::vector<double>{0.0, 0.0, 0.5, 0.0, 0.0, 0.5, 0.0, 0.0, 0.5}));
    EXPECT_EQ(of("POLYGON ((7 7, 8 7, 8 8, 7 7))", three), std::vector<double>(9, 0.0));
}

TEST(Coverage, takes_cells_that_are_no_squares)
{
    EXPECT_EQ(of("POLYGON ((100 100, 103 100, 103 110, 100 110, 100 100))", {100.0, 110.0, 2.0, 5.0, 2, 2}),
        (std::vector<double>{1.0, 0.5, 1.0, 0.5}));
}

TEST(Coverage, of_all_cells_together_is_the_area)
{
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        std::string drawing;
        for (int i = 0; i < 5; ++i) {
            for (int k = 0; k < 5; ++k) {
                drawing += random() % 2 == 0 ? 'A' : '.';
            }
            drawing += '\n';
        }
        if (drawing.find('A') == std::string::npos) {
            continue;
        }
        const Shapes shapes = Town(drawing).outline('A');
        const Box box = shapes[0].box();
        const double cell_m = 7.0 + static_cast<double>(random() % 50);
        const auto cells = static_cast<std::size_t>(600.0 / cell_m) + 2;
        const CellWindow window{box.west - 3.3, box.north + 1.7, cell_m, cell_m * 0.8, cells, 2 * cells};
        const std::vector<double> shares = coverage(shapes[0], window);
        const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
        EXPECT_NEAR(sum * cell_m * cell_m * 0.8, area_m2(shapes[0]), 1e-6) << drawing;
    }
}

/// The published examples beside the project, of polygons that are valid.
TEST(Coverage, equals_the_published_fractions)
{
    const std::filesystem::path file = std::filesystem::path(KAVEL_SOURCE).parent_path() / "shared"
        / "oracles" / "coverage_fractions.json";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << file << " is not there";
    }
    std::ifstream stream(file);
    int compared = 0;
    for (const auto& example : nlohmann::json::parse(stream)) {
        const auto wkt = example["wkt"].get<std::string>();
        const auto& rows = example["coverage_rows_top_down"];
        if (wkt.find("POLYGON") == std::string::npos || wkt.starts_with("GEOMETRYCOLLECTION")
            || !example["areal"].get<bool>()) {
            continue; // lines, and collections, which are united before they are measured
        }
        const CellWindow window{example["extent"][0].get<double>(), example["extent"][3].get<double>(),
            example["dx"].get<double>(), example["dy"].get<double>(), rows[0].size(), rows.size()};
        const std::vector<double> found = of(wkt, window);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            for (std::size_t column = 0; column < rows[row].size(); ++column) {
                EXPECT_NEAR(found[row * window.columns + column], rows[row][column].get<double>(), 1e-7)
                    << example["name"] << " row " << row << " column " << column;
            }
        }
        ++compared;
    }
    EXPECT_GT(compared, 5);
}

} // namespace
} // namespace kavel
