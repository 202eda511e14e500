// SPDX-License-Identifier: EUPL-1.2
// How names are compared where case does not matter (field names, column names): ASCII letters only, no
// locale.
#pragma once

#include <string>
#include <string_view>

namespace kavel {

std::string lower_case(std::string_view text);
/// Without blanks at its ends, as ids of stations are compared.
std::string trimmed(std::string_view text);

bool same_without_case(std::string_view a, std::string_view b);

} // namespace kavel
