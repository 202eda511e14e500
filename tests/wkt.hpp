// SPDX-License-Identifier: EUPL-1.2
// Shapes written as well-known text, for tests: read by hand, so that no library stands between a test and
// its figure.
#pragma once

#include "geometry/shapes.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace kavel {

class WktReader {
public:
    explicit WktReader(const std::string& text)
        : m_rest(text.c_str())
    {
    }

    /// Adds the paths of one geometry to the feature that is being made.
    void add_to(Shapes& shapes)
    {
        const std::string type = word();
        if (type == "POINT") {
            points(shapes, PathKind::point);
        } else if (type == "LINESTRING") {
            points(shapes, PathKind::line);
        } else if (type == "POLYGON") {
            polygon(shapes);
        } else if (type == "MULTIPOINT") {
            each([&] { bare_point(shapes); });
        } else if (type == "MULTILINESTRING") {
            each([&] { points(shapes, PathKind::line); });
        } else if (type == "MULTIPOLYGON") {
            each([&] { polygon(shapes); });
        } else if (type == "GEOMETRYCOLLECTION") {
            each([&] { add_to(shapes); });
        } else {
            throw std::invalid_argument("no geometry: " + type);
        }
    }

private:
    void skip()
    {
        while (*m_rest == ' ' || *m_rest == '\n') {
            ++m_rest;
        }
    }

    std::string word()
    {
        skip();
        std::string letters;
        while (*m_rest >= 'A' && *m_rest <= 'Z') {
            letters += *m_rest++;
        }
        return letters;
    }

    bool took(char character)
    {
        skip();
        if (*m_rest != character) {
            return false;
        }
        ++m_rest;
        return true;
    }

    void expect(char character)
    {
        if (!took(character)) {
            throw std::invalid_argument(std::string("expected '") + character + "' at: " + m_rest);
        }
    }

    /// EMPTY, or parts between parentheses with commas.
    template <class Part> void each(Part part)
    {
        if (word() == "EMPTY") {
            return;
        }
        expect('(');
        do {
            part();
        } while (took(','));
        expect(')');
    }

    double number()
    {
        char* end = nullptr;
        const double value = std::strtod(m_rest, &end);
        if (end == m_rest) {
            throw std::invalid_argument(std::string("expected a number at: ") + m_rest);
        }
        m_rest = end;
        return value;
    }

    void points(Shapes& shapes, PathKind kind)
    {
        std::vector<Point> list;
        each([&] {
            const double x = number();
            list.push_back({x, number()});
        });
        if (!list.empty()) {
            shapes.add_path(kind, list);
        }
    }

    void bare_point(Shapes& shapes)
    {
        const double x = number();
        const Point point{x, number()};
        shapes.add_path(PathKind::point, std::span(&point, 1));
    }

    void polygon(Shapes& shapes)
    {
        PathKind kind = PathKind::shell;
        each([&] {
            points(shapes, kind);
            kind = PathKind::hole;
        });
    }

    const char* m_rest;
};

/// One feature a text.
inline Shapes features(const std::vector<std::string>& texts)
{
    Shapes shapes;
    for (const std::string& text : texts) {
        WktReader(text).add_to(shapes);
        shapes.end_feature();
    }
    return shapes;
}

inline Shapes drawn(const std::string& text)
{
    return features({text});
}

/// A rectangle as text.
inline std::string rectangle(double west, double south, double east, double north)
{
    return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", west, south, east, north);
}

} // namespace kavel
