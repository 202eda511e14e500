// SPDX-License-Identifier: EUPL-1.2
// A town drawn in characters, for tests: one character is a square of 100 m, the first row is the north edge.
#pragma once

#include "geometry/shapes.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kavel {

class Town {
public:
    static constexpr double side_m = 100.0;

    explicit Town(const std::string& drawing)
    {
        std::istringstream rows(drawing);
        for (std::string row; std::getline(rows, row);) {
            m_rows.push_back(row);
        }
    }

    /// The smallest box around all squares with this letter.
    Box operator[](char letter) const { return outline(letter)[0].box(); }

    /// All squares with this letter as one feature: squares that share a side are one polygon, what they
    /// enclose is a hole. Squares that share only a corner are two polygons.
    Shapes outline(char letter) const { return outlines({&letter, 1}); }

    /// One feature a letter.
    Shapes outlines(std::string_view letters) const
    {
        Shapes shapes;
        for (const char letter : letters) {
            add_outline(shapes, letter);
        }
        return shapes;
    }

private:
    struct Corner {
        int x = 0, y = 0; // in sides; y grows to the north
        auto operator<=>(const Corner&) const = default;
    };
    using Ring = std::vector<Corner>;

    bool is(char letter, int column, int row) const
    {
        const auto r = static_cast<std::size_t>(row);
        const auto c = static_cast<std::size_t>(column);
        return row >= 0 && column >= 0 && r < m_rows.size() && c < m_rows[r].size() && m_rows[r][c] == letter;
    }

    /// Sides of the squares that border on another letter, with the letter at the left hand.
    std::multimap<Corner, Corner> borders(char letter) const
    {
        std::multimap<Corner, Corner> sides;
        for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
            for (int column = 0; column < static_cast<int>(m_rows[static_cast<std::size_t>(row)].size());
                 ++column) {
                if (!is(letter, column, row)) {
                    continue;
                }
                const Corner nw{column, -row}, ne{column + 1, -row}, sw{column, -row - 1},
                    se{column + 1, -row - 1};
                const struct {
                    int column, row;
                    Corner from, to;
                } neighbours[] = {{column, row + 1, sw, se}, {column + 1, row, se, ne},
                    {column, row - 1, ne, nw}, {column - 1, row, nw, sw}};
                for (const auto& [c, r, from, to] : neighbours) {
                    if (!is(letter, c, r)) {
                        sides.emplace(from, to);
                    }
                }
            }
        }
        return sides;
    }

    static int turn(const Corner& a, const Corner& b, const Corner& c)
    {
        return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    }

    static Ring take_ring(std::multimap<Corner, Corner>& sides)
    {
        Ring ring{sides.begin()->first, sides.begin()->second};
        sides.erase(sides.begin());
        while (ring.back() != ring.front()) {
            const Corner& before = ring[ring.size() - 2];
            auto [next, end] = sides.equal_range(ring.back());
            for (auto other = next; other != end; ++other) {
                // Left round its own square: squares that share only a corner stay apart.
                next = turn(before, ring.back(), other->second) > turn(before, ring.back(), next->second)
                    ? other
                    : next;
            }
            const Corner to = next->second;
            sides.erase(next);
            if (turn(before, ring.back(), to) == 0) {
                ring.back() = to;
            } else {
                ring.push_back(to);
            }
        }
        return ring;
    }

    static int twice_area(const Ring& ring)
    {
        int twice = 0;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            twice += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
        }
        return twice;
    }

    static bool holds(const Ring& shell, const Ring& hole)
    {
        // From the middle of the hole's first side to the east; corners are whole numbers, this is between
        // them.
        const double x = (hole[0].x + hole[1].x) / 2.0;
        const double y = (hole[0].y + hole[1].y) / 2.0 + (hole[0].y == hole[1].y ? 0.25 : 0.0);
        bool odd = false;
        for (std::size_t i = 1; i < shell.size(); ++i) {
            const Corner& a = shell[i - 1];
            const Corner& b = shell[i];
            odd ^= a.x == b.x && a.x > x && (a.y > y) != (b.y > y);
        }
        return odd;
    }

    static void add(Shapes& shapes, PathKind kind, const Ring& ring)
    {
        std::vector<Point> points;
        for (const Corner& corner : ring) {
            points.push_back({side_m * corner.x, side_m * corner.y});
        }
        shapes.add_path(kind, points);
    }

    void add_outline(Shapes& shapes, char letter) const
    {
        auto sides = borders(letter);
        if (sides.empty()) {
            throw std::invalid_argument(std::string("no square '") + letter + "' in the drawing");
        }
        std::vector<Ring> shells;
        std::vector<Ring> holes;
        while (!sides.empty()) {
            Ring ring = take_ring(sides);
            (twice_area(ring) > 0 ? shells : holes).push_back(std::move(ring));
        }
        std::sort(shells.begin(), shells.end(),
            [](const Ring& a, const Ring& b) { return twice_area(a) < twice_area(b); });
        std::vector<std::vector<Ring>> holes_of(shells.size());
        for (Ring& hole : holes) { // a hole is of the smallest shell around it
            const auto shell = std::find_if(
                shells.begin(), shells.end(), [&hole](const Ring& one) { return holds(one, hole); });
            holes_of[static_cast<std::size_t>(shell - shells.begin())].push_back(std::move(hole));
        }
        for (std::size_t i = 0; i < shells.size(); ++i) {
            add(shapes, PathKind::shell, shells[i]);
            for (const Ring& hole : holes_of[i]) {
                add(shapes, PathKind::hole, hole);
            }
        }
        shapes.end_feature();
    }

    std::vector<std::string> m_rows;
};

} // namespace kavel
