// SPDX-License-Identifier: EUPL-1.2
// An array that several threads fill.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace kavel {

/// Room for a number of values, of which each says nothing until it is set. A vector sets them all when it
/// grows, on one thread, and has the system hand out all the memory there.
template <class T> class Room {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

public:
    Room() = default;
    explicit Room(std::size_t size)
        : m_values(static_cast<T*>(::operator new(size * sizeof(T))))
        , m_size(size)
    {
    }
    Room(Room&& other) noexcept
        : m_values(std::move(other.m_values))
        , m_size(std::exchange(other.m_size, 0))
    {
    }
    Room& operator=(Room&& other) noexcept
    {
        m_values = std::move(other.m_values);
        m_size = std::exchange(other.m_size, 0);
        return *this;
    }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    T& operator[](std::size_t index) { return m_values.get()[index]; }
    const T& operator[](std::size_t index) const { return m_values.get()[index]; }
    std::span<T> all() { return {m_values.get(), m_size}; }
    std::span<const T> all() const { return {m_values.get(), m_size}; }

private:
    struct Freeing {
        void operator()(T* values) const { ::operator delete(values); }
    };
    std::unique_ptr<T, Freeing> m_values;
    std::size_t m_size = 0;
};

} // namespace kavel
