// SPDX-License-Identifier: EUPL-1.2
#include "read/repair.hpp"

#include "geometry/planar.hpp"
#include "wkt.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace kavel {
namespace {

/// What became of a geometry: nothing when it is good as it stands.
struct Mended {
    explicit Mended(const Shapes& shapes, bool is_collection = false, const Box& looked_at = {})
        : mending(mend({shapes[0], false, is_collection}, looked_at, overlay))
    {
    }
    explicit Mended(const std::string& wkt, bool is_collection = false)
        : Mended(drawn(wkt), is_collection)
    {
    }

    bool good() const { return mending == nullptr; }
    std::string wrong() const { return good() ? "(good)" : mending->wrong.en; }
    std::string done() const { return good() ? "(good)" : mending->done.en; }
    Shape shape() const { return mending->shapes[0]; }
    double area() const { return area_m2(shape()); }
    std::size_t shells() const
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < shape().paths(); ++i) {
            count += shape().path(i).kind == PathKind::shell ? 1 : 0;
        }
        return count;
    }

    Overlay overlay;
    std::unique_ptr<Mending> mending;
};

TEST(Mending, lets_good_geometries_be)
{
    for (const auto& wkt :
        {rectangle(0, 0, 10, 10), std::string("POINT (1 1)"), std::string("MULTIPOINT (1 1, 1 1)"),
            std::string("LINESTRING (0 0, 1 1)"),
            std::string("LINESTRING (0 0, 0 0)"), // no length, but two points
            std::string("LINESTRING (0 0, 10 10, 10 0, 0 10)"), // crosses itself: lines may
            std::string("POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))"), // clockwise
            std::string("POLYGON ((0 0, 5 0, 10 0, 10 0, 10 10, 0 10, 0 0))"), // points on a side and twice
            std::string("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))"),
            std::string(
                "MULTIPOLYGON (((0 0, 10 0, 10 10, 0 0)), ((10 10, 20 10, 20 20, 10 10)))")}) { // at a corner
        EXPECT_TRUE(Mended(wkt).good()) << wkt << ": " << Mended(wkt).wrong();
    }
}

TEST(Mending, closes_a_ring_that_is_not_closed)
{
    const Mended plot("POLYGON ((0 0, 10 0, 10 10, 0 10))");

    EXPECT_EQ(plot.wrong(), "1 ring(s) not closed");
    EXPECT_EQ(plot.done(), "closed");
    EXPECT_EQ(plot.area(), 100.0);
    EXPECT_EQ(plot.shape().path(0).points.back(), plot.shape().path(0).points.front());
}

TEST(Mending, closes_holes_too)
{
    const Mended plot("POLYGON ((0 0, 100 0, 100 100, 0 100), (40 40, 60 40, 60 60, 40 60))");

    EXPECT_EQ(plot.wrong(), "2 ring(s) not closed");
    EXPECT_EQ(plot.area(), 9600.0);
}

TEST(Mending, keeps_a_triangle_that_becomes_a_ring_by_closing_it)
{
    const Mended triangle("POLYGON ((0 0, 10 0, 0 10))"); // three points, four when closed

    EXPECT_EQ(triangle.wrong(), "1 ring(s) not closed");
    EXPECT_EQ(triangle.area(), 50.0);
}

TEST(Mending, drops_a_ring_of_two_points)
{
    for (const char* wkt : {"POLYGON ((0 0, 10 0))", "POLYGON ((0 0, 10 0, 0 0))", "POLYGON ((5 5))"}) {
        const Mended none(wkt);

        EXPECT_NE(none.wrong().find("1 ring(s) or line(s) with too few points"), std::string::npos) << wkt;
        EXPECT_NE(none.wrong().find("nothing is left"), std::string::npos) << wkt;
        EXPECT_NE(none.done().find("left out"), std::string::npos) << wkt;
        EXPECT_TRUE(none.shape().empty()) << wkt;
    }
}

TEST(Mending, drops_the_holes_of_a_shell_that_is_dropped)
{
    const Mended plot(
        "MULTIPOLYGON (((0 0, 10 0), (2 2, 4 2, 4 4, 2 2)), ((20 0, 30 0, 30 10, 20 10, 20 0)))");

    EXPECT_EQ(plot.area(), 100.0);
    EXPECT_EQ(plot.shape().paths(), 1U);
    EXPECT_NE(plot.wrong().find("2 ring(s) or line(s) with too few points"), std::string::npos)
        << plot.wrong();
}

TEST(Mending, drops_a_hole_of_two_points_and_keeps_its_shell)
{
    const Mended plot("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 4, 2 2), (6 6, 8 6, 8 8, 6 8, 6 6))");

    EXPECT_EQ(plot.area(), 96.0);
    EXPECT_EQ(plot.done(), "those parts left out");
}

TEST(Mending, drops_a_line_of_one_point)
{
    const Mended lines("MULTILINESTRING ((0 0, 5 5), (9 9))");

    EXPECT_EQ(lines.wrong(), "1 ring(s) or line(s) with too few points");
    ASSERT_EQ(lines.shape().paths(), 1U);
    EXPECT_EQ(lines.shape().path(0).kind, PathKind::line);
    EXPECT_TRUE(Mended("LINESTRING (9 9)").shape().empty());
}

TEST(Mending, makes_two_triangles_of_a_bow_tie)
{
    const Mended tie("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))");

    EXPECT_EQ(tie.wrong(), "invalid polygon: Self-intersection[5 5]");
    EXPECT_EQ(tie.done(), "mended (MakeValid)");
    EXPECT_EQ(tie.shells(), 2U);
    EXPECT_DOUBLE_EQ(tie.area(), 50.0);
}

TEST(Mending, closes_first_and_mends_then)
{
    const Mended tie("POLYGON ((0 0, 10 10, 10 0, 0 10))");

    EXPECT_EQ(tie.wrong(), "1 ring(s) not closed; invalid polygon: Self-intersection[5 5]");
    EXPECT_EQ(tie.done(), "closed; mended (MakeValid)");
    EXPECT_DOUBLE_EQ(tie.area(), 50.0);
}

TEST(Mending, keeps_the_polygons_only_of_what_mending_gives)
{
    // A square with a spike: MakeValid gives the square and a line.
    const Mended spike("POLYGON ((0 0, 10 0, 10 10, 5 10, 5 20, 5 10, 0 10, 0 0))");

    EXPECT_DOUBLE_EQ(spike.area(), 100.0);
    EXPECT_EQ(spike.shape().box(), (Box{0, 0, 10, 10}));
    EXPECT_FALSE(spike.shape().has(PathKind::line));
}

TEST(Mending, leaves_a_polygon_without_area_out)
{
    for (const char* wkt : {"POLYGON ((0 0, 10 0, 5 0, 0 0))", "POLYGON ((3 3, 3 3, 3 3, 3 3))",
             "POLYGON ((0 0, 9 9, 0 0, 0 0))"}) {
        const Mended flat(wkt);

        EXPECT_TRUE(flat.shape().empty()) << wkt;
        EXPECT_NE(flat.wrong().find("nothing is left"), std::string::npos) << wkt;
    }
}

TEST(Mending, takes_out_what_a_multipolygon_covers_twice)
{
    const Mended twice("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 5, 15 5, 15 15, 5 15, 5 5)))");

    EXPECT_NE(twice.wrong().find("invalid polygon"), std::string::npos);
    EXPECT_DOUBLE_EQ(twice.area(), 150.0);
}

TEST(Mending, unites_the_overlapping_polygons_of_a_collection)
{
    const Mended both("GEOMETRYCOLLECTION (POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0)), POLYGON ((5 5, 15 5, 15 "
                      "15, 5 15, 5 5)))",
        true);

    EXPECT_DOUBLE_EQ(both.area(), 175.0);
    EXPECT_EQ(both.shells(), 1U);
    EXPECT_EQ(both.wrong(), ""); // nothing was wrong with it: no row in repairs
}

TEST(Mending, mends_the_polygons_of_a_collection_each_by_itself)
{
    // A bow tie of 50 m2, and a square over its right half, 5 x 10, of which the tie covers 25.
    const Mended both("GEOMETRYCOLLECTION (POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0)), POLYGON ((5 0, 10 0, 10 "
                      "10, 5 10, 5 0)))",
        true);

    EXPECT_DOUBLE_EQ(both.area(), 75.0);
    EXPECT_EQ(both.wrong(), "invalid polygon: Self-intersection[5 5]");
}

TEST(Mending, keeps_the_lines_and_points_beside_a_mended_polygon)
{
    const Mended mixed(
        "GEOMETRYCOLLECTION (POINT (99 99), LINESTRING (0 0, 5 5), POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0)))");

    EXPECT_TRUE(mixed.shape().has(PathKind::point));
    EXPECT_TRUE(mixed.shape().has(PathKind::line));
    EXPECT_EQ(mixed.shells(), 2U);
    EXPECT_EQ(mixed.shape().box(), (Box{0, 0, 99, 99}));
}

TEST(Mending, leaves_out_what_is_null_or_empty)
{
    Overlay overlay;
    const Shapes nothing = drawn("POLYGON EMPTY");

    const auto null = mend({nothing[0], true, false}, {}, overlay);
    const auto empty = mend({nothing[0], false, false}, {}, overlay);

    EXPECT_EQ(null->wrong.en, "no geometry");
    EXPECT_EQ(null->done.en, "left out");
    EXPECT_TRUE(null->shapes[0].empty());
    EXPECT_EQ(empty->wrong.en, "empty geometry");
    EXPECT_TRUE(empty->shapes[0].empty());
}

TEST(Mending, leaves_out_what_has_a_coordinate_that_is_no_number)
{
    for (const double odd :
        {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        for (const PathKind kind : {PathKind::shell, PathKind::line, PathKind::point}) {
            Shapes shapes;
            const std::vector<Point> ring{{0, 0}, {10, 0}, {10, odd}, {0, 10}, {0, 0}};
            shapes.add_path(kind, kind == PathKind::point ? std::span(ring).subspan(2, 1) : std::span(ring));
            shapes.end_feature();

            const Mended none(shapes);

            EXPECT_NE(none.wrong().find("a coordinate is no number"), std::string::npos);
            EXPECT_TRUE(none.shape().empty());
        }
    }
}

TEST(Mending, mends_huge_and_tiny_coordinates_without_failing)
{
    for (const char* wkt : {"POLYGON ((0 0, 1e300 1e300, 1e300 0, 0 1e300, 0 0))",
             "POLYGON ((0 0, 1e-300 1e-300, 1e-300 0, 0 1e-300, 0 0))",
             "POLYGON ((-1e308 -1e308, 1e308 1e308, 1e308 -1e308, -1e308 1e308, -1e308 -1e308))"}) {
        EXPECT_NO_THROW(Mended{std::string(wkt)}) << wkt;
    }
}

TEST(Mending, of_what_is_mended_finds_nothing_more_to_mend)
{
    for (const char* wkt : {"POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))", "POLYGON ((0 0, 10 0, 0 10))",
             "MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 5, 15 5, 15 15, 5 15, 5 5)))",
             "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (50 50, 150 50, 150 60, 50 60, 50 50))",
             "POLYGON ((0 0, 4 2, 8 0, 6 4, 8 8, 4 6, 0 8, 2 4, 0 0), (1 1, 7 7, 7 1, 1 7, 1 1))"}) {
        const Mended once(wkt);
        EXPECT_TRUE(Mended(once.mending->shapes).good()) << wkt;
    }
}

/// A lake district of more points than are mended whole: a saw-toothed square of 1,000 x 1,000 m, invalid by
/// a bow tie at its south-west corner, with an island (hole) from x = 400 to 600.
Shapes reserve()
{
    std::vector<Point> ring{
        {0, 0}, {-10, -10}, {-10, 0}, {0, -10}, {0, 0}}; // the tie: two triangles of 25 m2
    for (int i = 0; i <= 2500; ++i) { // the south side
        ring.push_back({0.4 * i, i % 2 == 0 ? 0.0 : -0.001});
    }
    ring.push_back({1000, 1000});
    ring.push_back({0, 1000});
    ring.push_back({0, 0});
    Shapes shapes;
    shapes.add_path(PathKind::shell, ring);
    const Point island[] = {{400, 200}, {600, 200}, {600, 800}, {400, 800}, {400, 200}};
    shapes.add_path(PathKind::hole, island);
    shapes.end_feature();
    return shapes;
}

double area_in(const Mended& mended, const Box& box)
{
    Overlay overlay;
    const Shapes square = drawn(rectangle(box.west, box.south, box.east, box.north));
    return overlay.area_m2(
        overlay.intersection(overlay.polygons(mended.shape()), overlay.polygons(square[0])));
}

TEST(Mending, of_a_large_polygon_gives_the_same_wherever_anybody_looks)
{
    const Shapes shapes = reserve();
    const Mended whole(shapes);
    ASSERT_NE(whole.wrong().find("invalid polygon"), std::string::npos);
    const Box boxes[] = {
        {100, 100, 300, 900}, // beside the island
        {100, 100, 700, 900}, // around the island
        {500, 100, 900, 900}, // through the island
        {450, 300, 550, 700}, // in the island
        {450, 100, 550, 900}, // across the island
        {-100, -100, 2000, 500}, // half of everything
    };

    for (const Box& box : boxes) {
        const Mended part(shapes, false, box);

        EXPECT_NEAR(area_in(part, box), area_in(whole, box), 1e-3)
            << box.west << " " << box.south << " " << box.east << " " << box.north;
    }
}

void add_square(Shapes& shapes, double west, double south, double east, double north, int teeth = 0)
{
    std::vector<Point> ring;
    for (int i = 0; i <= teeth; ++i) { // the south side, saw-toothed outwards
        ring.push_back({west + (east - west) * i / (teeth + 1), i % 2 == 0 ? south : south - 0.001});
    }
    ring.insert(ring.end(), {{east, south}, {east, north}, {west, north}, {west, south}});
    shapes.add_path(PathKind::shell, ring);
}

TEST(Mending, of_a_large_polygon_knows_the_part_that_holds_all_that_anybody_looks_at)
{
    Shapes shapes;
    add_square(shapes, 0, 0, 1000, 1000, 2500);
    add_square(shapes, 500, 500, 510, 510); // a part within another: invalid, and a hole once mended
    shapes.end_feature();
    const Mended whole(shapes);
    const Box box{490, 490, 520, 520};

    EXPECT_NEAR(area_in(whole, box), 900.0 - 100.0, 1e-6);
    EXPECT_NEAR(area_in(Mended(shapes, false, box), box), 900.0 - 100.0, 1e-6);
}

TEST(Mending, of_a_large_polygon_fills_a_void_that_parts_farther_off_close)
{
    Shapes shapes; // four beams round a void of 800 x 800 m, end to end; only the west beam is near
    add_square(shapes, 0, 0, 100, 1000);
    add_square(shapes, 100, 0, 1000, 100, 2500);
    add_square(shapes, 900, 100, 1000, 1000);
    add_square(shapes, 100, 900, 900, 1000);
    shapes.end_feature();
    const Mended whole(shapes);
    ASSERT_FALSE(whole.good());
    const Box box{50, 400, 150, 500};

    EXPECT_NEAR(area_in(Mended(shapes, false, box), box), area_in(whole, box), 1e-6);
}

} // namespace
} // namespace kavel
