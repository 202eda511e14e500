// SPDX-License-Identifier: EUPL-1.2
#include "recognise/words.hpp"

#include "base/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace kavel {

namespace {

constexpr std::array<std::string_view, 34> empty_words{"a", "al", "alle", "and", "areas", "area", "bestaande",
    "bronnen", "data", "de", "en", "existing", "geplande", "gebied", "gebieden", "geo", "kaart", "lijn",
    "map", "maximale", "multivlak", "nederland", "nl", "of", "openbare", "planned", "plans", "pr10", "public",
    "punt", "top10nl", "vlak", "zone", "zones"};

bool is_letter_or_digit(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80; // letters with accents stay as they are
}

bool is_plural(std::string_view one, std::string_view many)
{
    constexpr std::size_t shortest_word = 4;
    if (one.size() < shortest_word || many.size() <= one.size() || !many.starts_with(one)) {
        return false;
    }
    const std::string_view rest = many.substr(one.size());
    const bool doubles = rest.size() == 3 && rest[0] == one.back() && rest.ends_with("en"); // oprit, opritten
    return rest == "s" || rest == "es" || rest == "en" || rest == "n" || doubles;
}

} // namespace

std::string plain_name(std::string_view text)
{
    std::string name;
    for (const char c : lower_case(text)) {
        if (is_letter_or_digit(c)) {
            name += c;
        }
    }
    return name;
}

std::vector<std::string> words_in(std::string_view text)
{
    std::vector<std::string> words(1);
    char before = ' ';
    for (const char c : text) {
        const bool begins = std::isupper(static_cast<unsigned char>(c)) != 0
            && std::islower(static_cast<unsigned char>(before)) != 0;
        if ((!is_letter_or_digit(c) || begins) && !words.back().empty()) {
            words.emplace_back();
        }
        if (is_letter_or_digit(c)) {
            words.back() += c;
        }
        before = c;
    }
    if (words.back().empty()) {
        words.pop_back();
    }
    for (std::string& word : words) {
        word = lower_case(word);
    }
    return words;
}

bool same_word(std::string_view a, std::string_view b)
{
    return a == b || is_plural(a, b) || is_plural(b, a);
}

bool hold_name(const std::vector<std::string>& words, std::string_view name)
{
    const std::vector<std::string> wanted = words_in(name);
    for (std::size_t first = 0; !wanted.empty() && first + wanted.size() <= words.size(); ++first) {
        if (std::equal(wanted.begin(), wanted.end(), words.begin() + static_cast<std::ptrdiff_t>(first),
                [](const std::string& a, const std::string& b) { return same_word(a, b); })) {
            return true;
        }
    }
    constexpr std::size_t long_enough = 9;
    const std::string together = plain_name(name);
    return together.size() >= long_enough
        && std::any_of(words.begin(), words.end(),
            [&together](const std::string& word) { return word.starts_with(together); });
}

std::string without_prefix(const std::string& layer)
{
    return layer.substr(layer.find(':') == std::string::npos ? 0 : layer.find(':') + 1);
}

std::vector<std::string> telling_words(const Role& role)
{
    std::vector<std::string> words;
    const auto add = [&words](std::string_view text) {
        for (const std::string& word : words_in(text)) {
            constexpr std::size_t shortest_word = 3;
            const bool is_known = std::find(words.begin(), words.end(), word) != words.end();
            const bool is_empty
                = std::find(empty_words.begin(), empty_words.end(), word) != empty_words.end();
            if (word.size() >= shortest_word && !is_known && !is_empty) {
                words.push_back(word);
            }
        }
    };
    add(role.id);
    add(role.title.nl);
    add(role.title.en);
    for (const PublishedSet& set : role.sets) {
        for (const std::string& layer : set.layers) {
            add(without_prefix(layer));
        }
    }
    return words;
}

} // namespace kavel
