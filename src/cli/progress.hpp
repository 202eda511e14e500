// SPDX-License-Identifier: EUPL-1.2
// Where a run is, told on stderr to a person or a program; and Ctrl-C.
#pragma once

#include "base/facts.hpp"
#include "base/work.hpp"

#include <memory>

namespace kavel {

enum class ProgressKind { bar, lines, none };

/// Hears SIGINT and SIGTERM from the moment it is made.
std::unique_ptr<Watch> make_watch(ProgressKind kind, Language language);

} // namespace kavel
