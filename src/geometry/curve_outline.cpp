// SPDX-License-Identifier: EUPL-1.2
#include "geometry/curve_outline.hpp"

#include "geometry/sides.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kavel {

namespace {

constexpr std::size_t bunch_sides = 8; // sides that follow each other, looked at through one box
/// Crossings this near each other, or to an end: GEOS may fail on them, and then rounds all to a micrometre.
constexpr double noise_m = 1e-6;
constexpr auto none = std::numeric_limits<std::size_t>::max();

struct Bunch {
    Box box;
    std::size_t first = 0;
    std::size_t end = 0;
};

/// Where a side of the curve crosses another.
struct Crossing {
    std::size_t side = 0;
    double along_m = 0.0;
    Point place;
    bool goes_left = false; ///< into what the other side has on its left
    std::size_t pair = 0; ///< two crossings, one of each side, have the same
};

/// A stretch of the curve that has nothing on its right: from where it comes out of the rest to where it goes
/// in again.
struct Stretch {
    std::size_t from_pair = none; ///< none: from the beginning of the curve
    std::size_t to_pair = none; ///< none: up to the end of it
    std::vector<Point> points;
};

bool is_at_end(const Point& place, const Point& a, const Point& b)
{
    return std::min(squared_distance(place, a), squared_distance(place, b)) < noise_m * noise_m;
}

class Crossings {
public:
    explicit Crossings(std::span<const Point> curve)
        : m_curve(curve)
        , m_sides(curve.size() - 1)
    {
        m_boxes.reserve(m_sides);
        for (std::size_t i = 0; i < m_sides; ++i) {
            m_boxes.push_back(box_around(curve[i], curve[i + 1]));
        }
        m_found.reserve(m_sides);
        std::vector<Bunch> bunches;
        for (std::size_t i = 0; i < m_sides; i += bunch_sides) {
            Bunch bunch{{}, i, std::min(i + bunch_sides, m_sides)};
            for (std::size_t k = bunch.first; k < bunch.end; ++k) {
                bunch.box.add(m_boxes[k]);
            }
            bunches.push_back(bunch);
        }
        for (std::size_t i = 0; i < bunches.size() && !m_doubtful; ++i) {
            for (std::size_t k = i; k < bunches.size() && !m_doubtful; ++k) {
                if (bunches[i].box.meets(bunches[k].box)) {
                    cross(bunches[i], bunches[k]);
                }
            }
        }
        std::sort(m_found.begin(), m_found.end(), [](const Crossing& a, const Crossing& b) {
            return a.side != b.side ? a.side < b.side : a.along_m < b.along_m;
        });
        for (std::size_t i = 1; i < m_found.size(); ++i) {
            m_doubtful = m_doubtful
                || (m_found[i].side == m_found[i - 1].side
                    && m_found[i].along_m - m_found[i - 1].along_m < noise_m);
        }
    }

    bool doubtful() const { return m_doubtful; }
    const std::vector<Crossing>& found() const { return m_found; } ///< in their order along the curve

private:
    void cross(const Bunch& first, const Bunch& second)
    {
        for (std::size_t i = first.first; i < first.end; ++i) {
            const Box& box = m_boxes[i];
            if (!box.meets(second.box)) {
                continue;
            }
            const Point& a = m_curve[i];
            const Point& b = m_curve[i + 1];
            for (std::size_t k = std::max(second.first, i + 2); k < second.end; ++k) {
                if (!box.meets(m_boxes[k]) || (i == 0 && k + 1 == m_sides)) {
                    continue; // apart, or neighbours
                }
                const Point& c = m_curve[k];
                const Point& d = m_curve[k + 1];
                const Contact how = contact(a, b, c, d);
                if (how == Contact::apart) {
                    continue;
                }
                m_doubtful = m_doubtful || how == Contact::doubtful;
                const double share = crossing_share(a, b, c, d);
                const Point place = place_at(a, b, share);
                m_doubtful = m_doubtful || is_at_end(place, a, b) || is_at_end(place, c, d);
                const bool first_goes_left = certain_side(c, d, b) > 0;
                const std::size_t pair = m_found.size();
                m_found.push_back({i, std::sqrt(squared_distance(place, a)), place, first_goes_left, pair});
                m_found.push_back({k, std::sqrt(squared_distance(place, c)), place, !first_goes_left, pair});
            }
        }
    }

    std::span<const Point> m_curve;
    std::size_t m_sides;
    std::vector<Box> m_boxes; ///< of each side
    std::vector<Crossing> m_found;
    bool m_doubtful = false;
};

/// The curve, beginning at its outermost point: that has nothing on its right. The direction is one in which
/// sides of plots hardly run. Empty: two points are as far out.
std::vector<Point> from_outside(std::span<const Point> curve)
{
    const auto height = [&curve](std::size_t i) {
        return (curve[i].x - curve[0].x) * 0.8191 + (curve[i].y - curve[0].y) * 0.5736;
    };
    const std::size_t sides = curve.size() - 1;
    std::size_t highest = 0;
    for (std::size_t i = 1; i < sides; ++i) {
        if (height(i) > height(highest)) {
            highest = i;
        }
    }
    for (std::size_t i = 0; i < sides; ++i) {
        if (i != highest && height(i) > height(highest) - noise_m) {
            return {};
        }
    }
    std::vector<Point> turned(curve.begin() + static_cast<std::ptrdiff_t>(highest), curve.end() - 1);
    turned.insert(turned.end(), curve.begin(), curve.begin() + static_cast<std::ptrdiff_t>(highest) + 1);
    return turned;
}

/// Nothing: the curve goes around some place the other way.
std::optional<std::vector<Stretch>> outer_stretches(
    std::span<const Point> curve, const std::vector<Crossing>& crossings)
{
    std::vector<Stretch> stretches{{}};
    int around_right = 0; // how often the curve goes around what lies on its right
    auto next = crossings.begin();
    for (std::size_t side = 0; side + 1 < curve.size(); ++side) {
        if (around_right == 0) {
            stretches.back().points.push_back(curve[side]);
        }
        for (; next != crossings.end() && next->side == side; ++next) {
            if (around_right == 0) {
                stretches.back().points.push_back(next->place);
                stretches.back().to_pair = next->pair;
            }
            around_right += next->goes_left ? 1 : -1;
            if (around_right < 0) {
                return std::nullopt;
            }
            if (around_right == 0) {
                stretches.push_back({next->pair, none, {next->place}});
            }
        }
    }
    if (around_right != 0) {
        return std::nullopt;
    }
    stretches.back().points.push_back(curve.back());
    return stretches;
}

} // namespace

std::optional<std::vector<Point>> outline_of(std::span<const Point> curve)
{
    if (curve.size() < 4) {
        return std::nullopt;
    }
    const std::vector<Point> turned = from_outside(curve);
    if (turned.empty()) {
        return std::nullopt;
    }
    const Crossings crossings(turned);
    if (crossings.doubtful()) {
        return std::nullopt;
    }
    const auto stretches = outer_stretches(turned, crossings.found());
    if (!stretches) {
        return std::nullopt;
    }
    std::vector<Point> outline = stretches->front().points;
    std::size_t pair = stretches->front().to_pair;
    for (std::size_t used = 1; pair != none; ++used) {
        const auto on = std::find_if(stretches->begin(), stretches->end(),
            [pair](const Stretch& one) { return one.from_pair == pair; });
        if (on == stretches->end() || used == stretches->size()) {
            return std::nullopt;
        }
        outline.insert(outline.end(), on->points.begin() + 1, on->points.end());
        pair = on->to_pair;
        if (pair == none && used + 1 != stretches->size()) {
            return std::nullopt; // the other stretches go around holes
        }
    }
    return stretches->size() == 1 || outline.size() > stretches->front().points.size()
        ? std::optional(outline)
        : std::nullopt;
}

} // namespace kavel
