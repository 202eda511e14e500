// SPDX-License-Identifier: EUPL-1.2
// The documents that the program prints of itself, so that they are never stale: docs/measures.md,
// docs/commands.md.
#pragma once

#include <string>
#include <vector>

namespace kavel {

/// Every measure with its unit and parameters, as Markdown.
std::string measures_document();

/// Help texts under their commands, as Markdown.
struct CommandHelp {
    std::string name;
    std::string text;
};
std::string commands_document(const std::vector<CommandHelp>& helps);

} // namespace kavel
