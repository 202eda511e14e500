// SPDX-License-Identifier: EUPL-1.2
// Rule sets on the desk, for tests.
#pragma once

#include "policy/desk.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kavel::desk {

class Rulebook : public Desk {
protected:
    /// Reads a rule set by name or path, as a study in this folder would; what is wrong is in `m_lines`.
    RuleSet read_set(const std::string& name, const std::vector<Override>& overrides = {})
    {
        ProblemList problems;
        RuleSet rules = read_rule_set(
            name, {"study.toml", 3, 9}, folder(), {folder() / "installed", measures}, overrides, problems);
        m_lines = lines(problems);
        return rules;
    }

    /// Reads rules.toml of this text, which starts at line 3: before it stand [rules] and its title.
    RuleSet read(const std::string& text, const std::vector<Override>& overrides = {})
    {
        write("rules.toml", "[rules]\ntitle = 'Test'\n" + text);
        return read_set("rules.toml", overrides);
    }

    /// What is wrong with it, one line under the other, without the file's name.
    std::string wrong(const std::string& text, const std::vector<Override>& overrides = {})
    {
        read(text, overrides);
        std::string all = joined(m_lines);
        const std::string file = "rules.toml:";
        for (auto at = all.find(file); at != std::string::npos; at = all.find(file)) {
            all.erase(at, file.size());
        }
        return all;
    }

    /// What is wrong with a constraint of these keys, the first of them on line 6.
    std::string wrong_constraint(const std::string& keys)
    {
        return wrong("[[constraint]]\nid = 'x'\ntitle = 'X'\n" + keys);
    }

    /// What is wrong with a criterion of these keys, the first of them on line 6.
    std::string wrong_criterion(const std::string& keys)
    {
        return wrong("[[criterion]]\nid = 'x'\ntitle = 'X'\n" + keys);
    }

    std::vector<std::string> m_lines;
};

inline constexpr const char* size_criterion = "[[criterion]]\n"
                                              "id = 'size'\n"
                                              "title = 'Size'\n"
                                              "measure = 'area'\n"
                                              "value = { linear = { worst = 0, best = 10 } }\n";

/// A change as a scenario makes it, on line 9 of the study.
inline Override change(std::vector<std::string> key, std::string_view value)
{
    const Place place{"study.toml", 9, 1};
    return {std::move(key), parse_value(value, place), place};
}

} // namespace kavel::desk
