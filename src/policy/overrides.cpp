// SPDX-License-Identifier: EUPL-1.2
#include "policy/overrides.hpp"

#include "policy/rule_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <span>

namespace kavel {

namespace {

/// Where the key of an override has come: the parts that are walked, and those to go.
struct Walk {
    const Override& change;
    std::size_t walked = 0;

    const std::string& next() const { return change.key[walked]; }
    bool is_last() const { return walked + 1 == change.key.size(); }
    std::string so_far() const
    {
        return fmt::format("{}", fmt::join(std::span(change.key).first(walked), "."));
    }
    std::string rest() const
    {
        return fmt::format("{}", fmt::join(std::span(change.key).subspan(walked), "."));
    }
};

std::optional<std::size_t> as_index(std::string_view text)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(index) : std::nullopt;
}

void put_in_node(Node& node, Walk walk, ProblemList& problems);

void put_in_table(Table& table, Walk walk, ProblemList& problems)
{
    const std::string& key = walk.next();
    if (walk.is_last()) {
        table.put(key, walk.change.place, walk.change.value);
        return;
    }
    if (table.find(key) == nullptr) {
        table.put(key, walk.change.place, Node{walk.change.place, Table{}});
    }
    ++walk.walked;
    put_in_node(*table.find(key), walk, problems);
}

void put_in_list(Array& list, Walk walk, ProblemList& problems)
{
    std::optional<std::size_t> index = as_index(walk.next());
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (const std::string* id = id_of(list[i])) {
            ids.push_back(*id);
            index = *id == walk.next() ? std::optional(i) : index;
        }
    }
    if (!ids.empty() && (!index || *index >= list.size())) {
        problems.add(Fault::definition, walk.change.place,
            fmt::format("there is no {} '{}'", walk.so_far(), walk.next()), suggest(walk.next(), ids));
        return;
    }
    if (!index || *index >= list.size()) {
        const std::string rest = index ? walk.rest().substr(walk.next().size()) : "." + walk.rest();
        problems.add(Fault::definition, walk.change.place,
            fmt::format("'{}' is a list of {}, counted from 0", walk.so_far(), list.size()),
            fmt::format("say which of them, such as {}.0{}", walk.so_far(), rest));
        return;
    }
    if (walk.is_last()) {
        list[*index] = walk.change.value;
        return;
    }
    ++walk.walked;
    put_in_node(list[*index], walk, problems);
}

void put_in_node(Node& node, Walk walk, ProblemList& problems)
{
    if (auto* table = std::get_if<Table>(&node.value)) {
        put_in_table(*table, walk, problems);
    } else if (auto* list = std::get_if<Array>(&node.value)) {
        put_in_list(*list, walk, problems);
    } else {
        problems.add(Fault::definition, walk.change.place,
            fmt::format("'{}' is {} and has no key '{}'", walk.so_far(), node.kind(), walk.rest()),
            fmt::format("give '{}' a new value as a whole", walk.so_far()));
    }
}

/// The rule of that id in one of the lists; nullptr when there is none.
Node* find_rule(Table& rules, std::string_view list, std::string_view id)
{
    Node* node = rules.find(list);
    auto* array = node != nullptr ? std::get_if<Array>(&node->value) : nullptr;
    if (array == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(array->begin(), array->end(), [&](const Node& rule) {
        const std::string* its_id = id_of(rule);
        return its_id != nullptr && *its_id == id;
    });
    return found == array->end() ? nullptr : &*found;
}

void report_no_rule(Table& rules, const std::string& list, const Override& change, ProblemList& problems)
{
    const std::string& id = change.key[1];
    const std::string other = list == "criterion" ? "constraint" : "criterion";
    if (find_rule(rules, other, id) == nullptr) {
        problems.add(Fault::definition, change.place, fmt::format("there is no {} '{}'", list, id),
            suggest(id, ids_in(rules, list)));
    } else if (change.key.front() == "weights") {
        problems.add(Fault::definition, change.place,
            fmt::format("'{}' is a constraint, which has no weight", id), "give weights to criteria only");
    } else {
        problems.add(Fault::definition, change.place,
            fmt::format("there is no {} '{}', but a {}", list, id, other),
            fmt::format("write {}.{}", other, Walk{change, 1}.rest()));
    }
}

void put_in_rule(Table& rules, const Override& change, ProblemList& problems)
{
    const std::string& root = change.key.front();
    const bool is_weight = root == "weights";
    const std::string list = is_weight ? "criterion" : root;
    if (is_weight ? change.key.size() != 2 : change.key.size() < 3) {
        problems.add(Fault::definition, change.place,
            fmt::format("the key '{}' does not lead to a value of a {}", Walk{change, 0}.rest(), list),
            is_weight ? "write weights.ID" : fmt::format("write {}.ID.KEY", root));
        return;
    }
    Node* rule = find_rule(rules, list, change.key[1]);
    if (rule == nullptr) {
        report_no_rule(rules, list, change, problems);
    } else if (is_weight) {
        std::get<Table>(rule->value).put("weight", change.place, change.value);
    } else {
        put_in_node(*rule, Walk{change, 2}, problems);
    }
}

} // namespace

std::vector<std::string> split_key(std::string_view key)
{
    std::vector<std::string> parts;
    for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
        parts.emplace_back(key.substr(0, dot));
        key.remove_prefix(dot + 1);
    }
    parts.emplace_back(key);
    return parts;
}

void put_in_tree(Table& tree, const Override& change, ProblemList& problems)
{
    if (change.key.size() < 2) {
        problems.add(Fault::definition, change.place,
            fmt::format("the key '{}' does not lead to a value", Walk{change, 0}.rest()),
            fmt::format("name one, as in \"{}.KEY\"", Walk{change, 0}.rest()));
        return;
    }
    put_in_table(tree, Walk{change, 0}, problems);
}

void put_in_rules(Table& rules, const std::vector<Override>& changes, ProblemList& problems)
{
    const std::vector<std::string> roots = {"study", "candidates", "layers", "weights", "decision", "grid",
        "portfolio", "criterion", "constraint"};
    for (const Override& change : changes) {
        const std::string& root = change.key.front();
        if (root == "weights" || root == "criterion" || root == "constraint") {
            put_in_rule(rules, change, problems);
        } else if (root == "decision" || root == "grid" || root == "portfolio") {
            put_in_tree(rules, change, problems);
        } else {
            problems.add(Fault::definition, change.place, fmt::format("no key begins with '{}'", root),
                suggest(root, roots));
        }
    }
}

} // namespace kavel
