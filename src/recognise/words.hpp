// SPDX-License-Identifier: EUPL-1.2
// Names of files, layers and roles, compared as people read them.
#pragma once

#include "policy/layer_catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// Its letters and digits in lower case: "land-use" and "landuse" are one name.
std::string plain_name(std::string_view text);

/// The words of a name in lower case: cut at what is no letter or digit, and before a capital after a small
/// letter.
std::vector<std::string> words_in(std::string_view text);

/// Equal, or one the plural of the other (-s, -es, -en, -n; not of short words).
bool same_word(std::string_view a, std::string_view b);

/// Whether the words hold a name: its words in order, or, of a long one, a word that begins so
/// ("stikstofstrookgrens").
bool hold_name(const std::vector<std::string>& words, std::string_view name);

/// The published name without what stands before a colon.
std::string without_prefix(const std::string& layer);

/// Words that a role's names consist of, each once: of its id, its titles, and its layers as published. Words
/// that say nothing of a role are left out.
std::vector<std::string> telling_words(const Role& role);

} // namespace kavel
