// SPDX-License-Identifier: EUPL-1.2
#include "write/geometry_blob.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

namespace kavel {

namespace {

static_assert(
    std::endian::native == std::endian::little, "the bytes are read and written as they lie in memory");

/// Walks over a WKB and collects its points.
class WkbWalk {
public:
    explicit WkbWalk(std::string_view wkb)
        : m_rest(wkb)
    {
    }

    void geometry()
    {
        [[maybe_unused]] const auto order = take<std::uint8_t>();
        assert(order == 1);
        const auto type = take<std::uint32_t>();
        switch (type) {
        case point:
            points(1);
            break;
        case line:
            points(take<std::uint32_t>());
            break;
        case polygon:
            for (auto rings = take<std::uint32_t>(); rings > 0; --rings) {
                points(take<std::uint32_t>());
            }
            break;
        default: // the MULTI types and collections: geometries in a row
            assert(type <= collection);
            for (auto parts = take<std::uint32_t>(); parts > 0; --parts) {
                geometry();
            }
        }
    }

    const Box& box() const { return m_box; }

private:
    enum : std::uint32_t { point = 1, line = 2, polygon = 3, collection = 7 };

    template <class Number> Number take()
    {
        assert(m_rest.size() >= sizeof(Number));
        Number number{};
        std::memcpy(&number, m_rest.data(), sizeof number);
        m_rest.remove_prefix(sizeof number);
        return number;
    }

    void points(std::uint32_t count)
    {
        for (; count > 0; --count) {
            const auto x = take<double>();
            const auto y = take<double>();
            if (!std::isnan(x)) { // an empty point is written as not-a-number
                m_box.add(Point{x, y});
            }
        }
    }

    std::string_view m_rest;
    Box m_box;
};

template <class Number> void append(std::string& bytes, Number number)
{
    std::array<char, sizeof number> raw{};
    std::memcpy(raw.data(), &number, sizeof number);
    bytes.append(raw.data(), raw.size());
}

constexpr std::size_t header_size = 8;
constexpr std::size_t box_size = 4 * sizeof(double);

bool has_box(std::string_view blob)
{
    return blob.size() >= header_size + box_size && (blob[3] >> 1 & 7) == 1;
}

} // namespace

Box box_of_wkb(std::string_view wkb)
{
    WkbWalk walk(wkb);
    walk.geometry();
    return walk.box();
}

std::string geometry_blob(std::string_view wkb, const Box& box, std::int32_t srs_id)
{
    constexpr char little_endian = 0x01;
    constexpr char with_box = 0x02;
    constexpr char is_empty = 0x10;
    const char flags = static_cast<char>(little_endian | (box.empty() ? is_empty : with_box));
    std::string blob{'G', 'P', '\0', flags};
    append(blob, srs_id);
    if (!box.empty()) {
        for (const double side : {box.west, box.east, box.south, box.north}) {
            append(blob, side);
        }
    }
    blob += wkb;
    return blob;
}

std::string_view wkb_of(std::string_view blob)
{
    return blob.empty() ? blob : blob.substr(header_size + (has_box(blob) ? box_size : 0));
}

Box box_of_blob(std::string_view blob)
{
    if (!has_box(blob)) {
        return {};
    }
    std::array<double, 4> sides{}; // west, east, south, north
    std::memcpy(sides.data(), blob.data() + header_size, box_size);
    return {sides[0], sides[2], sides[1], sides[3]};
}

} // namespace kavel
