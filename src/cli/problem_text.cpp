// SPDX-License-Identifier: EUPL-1.2
#include "cli/problem_text.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace kavel {

void print_problems(const Problems& problems)
{
    for (const Problem& problem : problems.list()) {
        fmt::print(stderr, "error: {}\n", to_line(problem));
    }
}

Json problems_json(const Problems& problems)
{
    Json errors = Json::array();
    for (const Problem& problem : problems.list()) {
        errors.push_back({{"file", problem.place.file}, {"line", problem.place.line},
            {"column", problem.place.column}, {"wrong", problem.wrong}, {"remedy", problem.remedy}});
    }
    return {{"errors", errors}, {"exit", exit_code(problems)}};
}

Problems unforeseen(const std::exception& error)
{
    return Problems({Fault::data, {}, fmt::format("Kavel stopped: {}", error.what()),
        "report it with the study, if you can"});
}

int exit_code(const Problems& problems)
{
    return static_cast<int>(problems.list().front().fault);
}

} // namespace kavel
