// SPDX-License-Identifier: EUPL-1.2
#include "cli/rule_sets.hpp"

#include "base/problem.hpp"
#include "measure/measure.hpp"

#include <algorithm>

namespace kavel {

namespace fs = std::filesystem;

std::vector<std::string> rule_set_names(const Installation& installation)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(installation.folder / "rules")) {
        if (entry.path().extension() == ".toml") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

RuleSet read_rule_set_by_name(const std::string& name, const Installation& installation)
{
    ProblemList problems;
    RuleSet rules = read_rule_set(
        name, {}, fs::current_path(), {installation.folder / "rules", measure_catalogue()}, {}, problems);
    try {
        problems.throw_if_any();
    } catch (const Problems& found) {
        std::vector<Problem> list = found.list();
        for (Problem& problem : list) {
            if (problem.place.file.empty()) { // no file is wrong: the name on the command line is
                problem.fault = Fault::command_line;
            }
        }
        throw Problems(std::move(list));
    }
    return rules;
}

} // namespace kavel
