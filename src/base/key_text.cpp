// SPDX-License-Identifier: EUPL-1.2
#include "base/key_text.hpp"

namespace kavel {

void KeyText::add(std::string_view text)
{
    m_text += std::to_string(text.size()) + ':';
    m_text += text;
}

void KeyText::add_maybe(const std::optional<std::string>& text)
{
    add(text.value_or(""));
    m_text += text ? '+' : '-';
}

void KeyText::add_value(const Value& value)
{
    add(to_text(value));
    m_text += static_cast<char>('0' + value.index());
}

} // namespace kavel
