// SPDX-License-Identifier: EUPL-1.2
#include "policy/rules.hpp"

#include "policy/file_order.hpp"
#include "policy/overrides.hpp"
#include "policy/rule_files.hpp"
#include "policy/rule_reading.hpp"
#include "policy/strict_toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace kavel {

namespace {

/// Ids become names of columns, in which a dash is an underscore and case does not count.
class ColumnNames {
public:
    ColumnNames(std::string_view remedy, ProblemList& problems)
        : m_remedy(remedy)
        , m_problems(problems)
    {
    }

    void take(const std::string& id, const std::string& owner, const Place& place)
    {
        if (id.empty()) {
            return; // reported where it was read
        }
        std::string column = id;
        std::transform(column.begin(), column.end(), column.begin(), [](unsigned char letter) {
            return letter == '-' ? '_' : static_cast<char>(std::tolower(letter));
        });
        const auto [taken, is_new] = m_owners.emplace(column, owner);
        if (!is_new) {
            m_problems.add(Fault::definition, place,
                fmt::format(
                    "{} has the same name as {} (as a column both are {})", owner, taken->second, column),
                std::string(m_remedy));
        }
    }

private:
    std::map<std::string, std::string> m_owners;
    std::string_view m_remedy;
    ProblemList& m_problems;
};

void check_ids(const RuleSet& rules, ProblemList& problems)
{
    ColumnNames names("give each rule an id of its own", problems);
    for (const Constraint& constraint : rules.constraints) {
        names.take(constraint.id, fmt::format("constraint '{}'", constraint.id), constraint.place_of("id"));
    }
    for (const Criterion& criterion : rules.criteria) {
        names.take(criterion.id, fmt::format("criterion '{}'", criterion.id), criterion.place_of("id"));
    }
    ColumnNames theme_names("give each theme an id of its own", problems);
    for (const Theme& theme : rules.themes) {
        theme_names.take(theme.id, fmt::format("theme '{}'", theme.id), theme.place);
    }
    ColumnNames goal_names("spell a goal in one way", problems);
    for (const std::string& goal : rules.goals()) {
        const auto server
            = std::find_if(rules.criteria.begin(), rules.criteria.end(), [&](const Criterion& criterion) {
                  return std::find(criterion.serves.begin(), criterion.serves.end(), goal)
                      != criterion.serves.end();
              });
        goal_names.take(goal, fmt::format("goal '{}'", goal), server->place_of("serves"));
    }
}

void check_themes(const RuleSet& rules, const Table& root, ProblemList& problems)
{
    if (strict::stands_misspelt(root, "theme", rule_set_tables)) {
        return; // it has been reported, and its themes are known by then
    }
    std::vector<std::string> themes;
    for (const Theme& theme : rules.themes) {
        if (!theme.id.empty()) {
            themes.push_back(theme.id);
        }
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (!rule.theme.empty() && std::find(themes.begin(), themes.end(), rule.theme) == themes.end()) {
            problems.add(Fault::definition, rule.place_of("theme"),
                fmt::format("there is no theme '{}'", rule.theme),
                themes.empty() ? "add a [[theme]] with this id" : suggest(rule.theme, themes));
        }
    }
}

/// A rule on the grid model needs the model, one on local energy its part of it.
void check_grid_rules(const RuleSet& rules, const Table& root, ProblemList& problems)
{
    if (root.find("grid") != nullptr && !rules.grid) {
        return; // what is wrong with [grid] has been reported
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (rule.measure == nullptr) {
            continue;
        }
        const bool on_local = rule.measure->on == MeasuredOn::local_energy;
        const bool has_local = rules.grid && rules.grid->local;
        if ((on_local && !has_local) || (rule.measure->on == MeasuredOn::grid && !rules.grid)) {
            problems.add(Fault::definition, rule.place_of("measure"),
                fmt::format("the measure '{}' needs [grid{}], which this rule set does not have",
                    rule.measure->name, on_local ? ".local" : ""),
                fmt::format("add [grid{}], or take out the rule '{}'", on_local ? ".local" : "", rule.id));
        }
    }
}

void check_rules(const RuleSet& rules, const Table& root, ProblemList& problems)
{
    check_ids(rules, problems);
    check_themes(rules, root, problems);
    check_grid_rules(rules, root, problems);
    if (rules.size() == 0 && !problems.any()) { // a misspelt [[criterion]] has been reported
        problems.add(Fault::definition, {rules.texts.front().shown, 0, 0},
            fmt::format("the rule set '{}' has no rules", rules.name),
            "add a [[constraint]] or a [[criterion]]");
    }
}

void take_head(RuleSet& rules, const RuleTree& tree)
{
    rules.title = tree.head.title;
    rules.version = tree.head.version;
    rules.source = tree.head.source;
    rules.texts = tree.texts;
}

} // namespace

std::optional<double> Rule::number(std::string_view parameter) const
{
    const auto found = parameters.find(parameter);
    const auto* held = found != parameters.end() ? std::get_if<double>(&found->second) : nullptr;
    return held != nullptr ? std::optional(*held) : std::nullopt;
}

const std::string* Rule::text(std::string_view parameter) const
{
    const auto found = parameters.find(parameter);
    return found != parameters.end() ? std::get_if<std::string>(&found->second) : nullptr;
}

const std::vector<Value>* Rule::values(std::string_view parameter) const
{
    const auto found = parameters.find(parameter);
    return found != parameters.end() ? std::get_if<std::vector<Value>>(&found->second) : nullptr;
}

const Place& Rule::place_of(std::string_view key) const
{
    const auto found = places.find(key);
    return found != places.end() ? found->second : place;
}

const Rule& RuleSet::rule(std::size_t index) const
{
    if (index < constraints.size()) {
        return constraints[index];
    }
    return criteria[index - constraints.size()];
}

std::vector<std::string> RuleSet::goals() const
{
    std::vector<std::string> goals;
    for (const Criterion& criterion : criteria) {
        for (const std::string& goal : criterion.serves) {
            if (std::find(goals.begin(), goals.end(), goal) == goals.end()) {
                goals.push_back(goal);
            }
        }
    }
    return goals;
}

// NOLINTNEXTLINE(readability-function-size): six questions that no caller has together in one structure
RuleSet read_rule_set(const std::string& name, const Place& named_at, const std::filesystem::path& beside,
    const RuleReading& reading, const std::vector<Override>& overrides, ProblemList& problems)
{
    RuleSet rules;
    rules.name = name;
    ProblemList found;
    try {
        if (auto tree = read_rule_tree(name, named_at, beside, reading.rules_folder, found)) {
            put_in_rules(tree->root, overrides, found);
            take_head(rules, *tree);
            read_rules(tree->root, reading, rules, found);
            check_rules(rules, tree->root, found);
        }
    } catch (const Problems& unreadable) {
        found.add(unreadable);
    }
    if (found.any()) {
        problems.add(Problems(in_file_order(found, named_at.file)));
    }
    return rules;
}

} // namespace kavel
