// SPDX-License-Identifier: EUPL-1.2
// Another program, started without a shell and heard to its end.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace kavel {

struct ChildEnd {
    int code = 127; ///< 127 where it could not be started, 128 + N where signal N ended it
    std::string out; ///< all of its stdout
};

/// Starts words[0], looked for on PATH when it has no slash. `hear` gets each line of its stderr;
/// `wants_to_stop` is asked ten times a second, and then the program gets SIGTERM.
ChildEnd run_child(const std::vector<std::string>& words, const std::function<void(const std::string&)>& hear,
    const std::function<bool()>& wants_to_stop);

} // namespace kavel
