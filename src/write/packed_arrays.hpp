// SPDX-License-Identifier: EUPL-1.2
// Long lists of numbers and texts as bytes, beside the CBOR that says where each stands.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kavel {

/// Puts lists one behind the other: a library that reads CBOR makes an object of every number.
class Arrays {
public:
    using Json = nlohmann::json;

    /// Gives what finds the list again.
    template <class T> Json add(const std::vector<T>& numbers)
    {
        const Json place = Json::array({m_bytes.size(), numbers.size()});
        const std::size_t bytes = numbers.size() * sizeof(T);
        if (bytes > 0) {
            m_bytes.resize(m_bytes.size() + bytes);
            std::memcpy(m_bytes.data() + m_bytes.size() - bytes, numbers.data(), bytes);
        }
        return place;
    }

    Json add(const std::vector<std::string>& texts)
    {
        std::vector<std::uint32_t> sizes;
        std::vector<char> letters;
        for (const std::string& text : texts) {
            sizes.push_back(static_cast<std::uint32_t>(text.size()));
            letters.insert(letters.end(), text.begin(), text.end());
        }
        return {{"sizes", add(sizes)}, {"letters", add(letters)}};
    }

    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// What Arrays made. Throws std::out_of_range for a place outside the bytes, and what the library throws for
/// no place.
class ArraysRead {
public:
    using Json = nlohmann::json;

    explicit ArraysRead(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    /// Numbers as they lie there, which may be at any address.
    template <class T> class List {
    public:
        explicit List(std::string_view bytes)
            : m_bytes(bytes)
        {
        }

        std::string_view bytes() const { return m_bytes; }
        std::size_t size() const { return m_bytes.size() / sizeof(T); }
        T operator[](std::size_t index) const
        {
            T number{};
            std::memcpy(&number, m_bytes.data() + index * sizeof(T), sizeof(T));
            return number;
        }
        std::vector<T> copy() const
        {
            std::vector<T> numbers(size());
            std::copy(m_bytes.begin(), m_bytes.end(), reinterpret_cast<char*>(numbers.data()));
            return numbers;
        }

    private:
        std::string_view m_bytes;
    };

    template <class T> List<T> list(const Json& place) const
    {
        const auto begin = place.at(0).get<std::size_t>();
        const auto count = place.at(1).get<std::size_t>();
        if (begin > m_bytes.size() || count > (m_bytes.size() - begin) / sizeof(T)) {
            throw std::out_of_range("a list outside the arrays");
        }
        return List<T>(m_bytes.substr(begin, count * sizeof(T)));
    }

    std::vector<std::string> texts(const Json& json) const
    {
        std::string_view rest = list<char>(json.at("letters")).bytes();
        const auto sizes = list<std::uint32_t>(json.at("sizes"));
        std::vector<std::string> texts;
        texts.reserve(sizes.size());
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            texts.emplace_back(rest.substr(0, sizes[i]));
            rest.remove_prefix(std::min<std::size_t>(sizes[i], rest.size()));
        }
        return texts;
    }

private:
    std::string_view m_bytes;
};

} // namespace kavel
