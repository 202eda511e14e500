// SPDX-License-Identifier: EUPL-1.2
#include "policy/rule_files.hpp"

#include "policy/strict_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

namespace kavel {

namespace {

using namespace strict;

/// A file of rules, as it can be opened and as the user knows it.
struct FileName {
    std::filesystem::path path;
    std::filesystem::path shown;
};

/// `[rules]` of one file.
struct RulesSection {
    Title title;
    std::string version;
    std::string source;
    std::optional<PlacedText> extends;
    std::vector<PlacedText> remove;
    Place place;
};

struct RuleFile {
    FileName name;
    Document document;
    RulesSection section;
};

const Keys<RulesSection> section_keys = {
    {"title", allowed, title(&RulesSection::title)},
    {"version", allowed, text(&RulesSection::version)},
    {"source", allowed, text(&RulesSection::source)},
    {"extends", allowed, placed(&RulesSection::extends)},
    {"remove", allowed,
        into(&RulesSection::remove, "a list of the ids of rules",
            [](const Spot& spot, std::vector<PlacedText>& list) {
                return read_list(spot, a_text, read_placed, list);
            })},
};

/// A rule set is a path when it has a slash or ends in .toml, else a name.
bool is_path(std::string_view name)
{
    return name.find('/') != std::string_view::npos || name.ends_with(".toml");
}

std::vector<std::string> installed(const std::filesystem::path& rules_folder)
{
    std::vector<std::string> names;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(rules_folder, missing)) {
        if (entry.path().extension() == ".toml") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Where a rule set is; reports one that is nowhere.
std::optional<FileName> find_rule_set(const PlacedText& name, const FileName& beside,
    const std::filesystem::path& rules_folder, ProblemList& problems)
{
    std::error_code missing;
    if (is_path(name.text)) {
        FileName file{
            (beside.path / name.text).lexically_normal(), (beside.shown / name.text).lexically_normal()};
        if (std::filesystem::exists(file.path, missing)) {
            return file;
        }
        problems.add(Fault::definition, name.place,
            fmt::format("the rule set '{}' cannot be read: there is no file {}", name.text,
                file.shown.generic_string()),
            "correct the path, which starts from the folder of the study or rule set that names it");
        return std::nullopt;
    }
    const std::vector<std::string> names = installed(rules_folder);
    if (std::find(names.begin(), names.end(), name.text) == names.end()) {
        problems.add(Fault::definition, name.place, fmt::format("there is no rule set '{}'", name.text),
            fmt::format("give a path, such as './{}.toml', or {}", name.text, suggest(name.text, names)));
        return std::nullopt;
    }
    const std::string file = name.text + ".toml";
    return FileName{rules_folder / file, std::filesystem::path("rules") / file};
}

RuleFile read_rule_file(const FileName& name, ProblemList& problems)
{
    RuleFile file{name, read_document(name.path, name.shown.generic_string()), {}};
    const Subject subject = file_subject("a rule set", file.document.shown, problems);
    file.section.place = subject.place;
    if (const Node* section = file.document.root.find("rules")) {
        const Spot spot{subject, "rules", section->place, *section};
        file.section.place = section->place;
        report(spot, strict::section(section_keys).take(spot, file.section), "a table");
    } else if (!stands_misspelt(file.document.root, "rules", rule_set_tables)) {
        report_missing(subject, "rules", "a table");
    }
    return file;
}

bool is_same_file(const FileName& a, const FileName& b)
{
    std::error_code error;
    return std::filesystem::equivalent(a.path, b.path, error);
}

/// The rule set and what it extends, the outermost first; empty when one of them cannot be read.
std::vector<RuleFile> read_chain(const PlacedText& name, const std::filesystem::path& beside,
    const std::filesystem::path& rules_folder, ProblemList& problems)
{
    std::vector<RuleFile> chain;
    std::optional<PlacedText> next = name;
    FileName folder{beside, beside};
    while (next) {
        const std::optional<FileName> found = find_rule_set(*next, folder, rules_folder, problems);
        if (!found) {
            return {};
        }
        const bool is_loop = std::any_of(chain.begin(), chain.end(),
            [&](const RuleFile& file) { return is_same_file(file.name, *found); });
        if (is_loop) {
            problems.add(Fault::definition, next->place,
                fmt::format("the rule set '{}' extends itself in the end", next->text),
                "take out this extends");
            return {};
        }
        chain.push_back(read_rule_file(*found, problems));
        next = chain.back().section.extends;
        folder = {found->path.parent_path(), found->shown.parent_path()};
    }
    return chain;
}

/// Puts the keys of one table into another: those that both have are replaced.
void merge_keys(Table& into, const Table& from)
{
    for (const Entry& entry : from.entries) {
        into.put(entry.key, entry.key_place, entry.value);
    }
}

/// A table with the id of one that is there replaces the keys it names; others are added. Two of one id in
/// `from` stay two: that is for the checks to report.
void merge_by_id(Array& into, const Array& from)
{
    std::set<std::string> merged;
    const std::size_t were_there = into.size();
    for (const Node& node : from) {
        const std::string* id = id_of(node);
        const auto end = into.begin() + static_cast<std::ptrdiff_t>(were_there);
        const auto same = std::find_if(into.begin(), end, [&](const Node& candidate) {
            const std::string* its_id = id_of(candidate);
            return id != nullptr && its_id != nullptr && *id == *its_id;
        });
        if (same != end && merged.insert(*id).second) {
            merge_keys(std::get<Table>(same->value), *node.table());
        } else {
            into.push_back(node);
        }
    }
}

bool have_ids(const Array& list)
{
    return std::any_of(list.begin(), list.end(), [](const Node& node) { return id_of(node) != nullptr; });
}

/// Tables are merged however deep; lists by the ids of their tables, below the root only where they have ids:
/// any other list is replaced as a whole.
void merge(Table& into, const Table& from, bool at_root = true)
{
    for (const Entry& entry : from.entries) {
        Node* there = into.find(entry.key);
        if (at_root && entry.key == "rules") {
            continue; // of each file by itself
        }
        if (there != nullptr && there->array() != nullptr && entry.value.array() != nullptr
            && (at_root || have_ids(*entry.value.array()))) {
            merge_by_id(std::get<Array>(there->value), *entry.value.array());
        } else if (there != nullptr && there->table() != nullptr && entry.value.table() != nullptr) {
            merge(std::get<Table>(there->value), *entry.value.table(), false);
        } else {
            into.put(entry.key, entry.key_place, entry.value);
        }
    }
}

bool says_title(const RuleFile& file)
{
    const Node* section = file.document.root.find("rules");
    const Table* table = section != nullptr ? section->table() : nullptr;
    // No table, or a misspelt title: that has been reported.
    return table == nullptr || table->find("title") != nullptr
        || stands_misspelt(*table, "title", names_of(section_keys));
}

void remove_rule(Table& root, const PlacedText& id, ProblemList& problems)
{
    std::vector<std::string> ids;
    for (const char* list : {"constraint", "criterion"}) {
        Node* node = root.find(list);
        auto* rules = node != nullptr ? std::get_if<Array>(&node->value) : nullptr;
        if (rules == nullptr) {
            continue;
        }
        const auto removed = std::erase_if(*rules, [&](const Node& rule) {
            const std::string* its_id = id_of(rule);
            return its_id != nullptr && *its_id == id.text;
        });
        if (removed > 0) {
            return;
        }
        const std::vector<std::string> these = ids_in(root, list);
        ids.insert(ids.end(), these.begin(), these.end());
    }
    problems.add(Fault::definition, id.place,
        fmt::format("there is no rule '{}' to remove in what this rule set extends", id.text),
        suggest(id.text, ids));
}

void remove_rules(Table& root, const RulesSection& section, ProblemList& problems)
{
    if (!section.extends && !section.remove.empty()) {
        problems.add(Fault::definition, section.remove.front().place,
            "[rules] has remove without extends: there is nothing to remove from",
            "add extends, or take out remove");
        return;
    }
    for (const PlacedText& id : section.remove) {
        remove_rule(root, id, problems);
    }
}

void merge_head(RuleSetHead& head, const RulesSection& section)
{
    head.title = section.title.empty() ? head.title : section.title;
    head.version = section.version.empty() ? head.version : section.version;
    head.source = section.source.empty() ? head.source : section.source;
}

} // namespace

const std::string* id_of(const Node& rule)
{
    const Table* table = rule.table();
    const Node* id = table != nullptr ? table->find("id") : nullptr;
    return id != nullptr ? std::get_if<std::string>(&id->value) : nullptr;
}

std::vector<std::string> ids_in(const Table& root, std::string_view list)
{
    std::vector<std::string> ids;
    const Node* node = root.find(list);
    if (node == nullptr || node->array() == nullptr) {
        return ids;
    }
    for (const Node& rule : *node->array()) {
        if (const std::string* id = id_of(rule)) {
            ids.push_back(*id);
        }
    }
    return ids;
}

std::optional<RuleTree> read_rule_tree(const std::string& name, const Place& named_at,
    const std::filesystem::path& beside, const std::filesystem::path& rules_folder, ProblemList& problems)
{
    std::vector<RuleFile> chain = read_chain({name, named_at}, beside, rules_folder, problems);
    if (chain.empty()) {
        return std::nullopt;
    }
    if (std::none_of(chain.begin(), chain.end(), says_title)) {
        report_missing({"[rules]", chain.front().section.place, problems}, "title", a_title);
    }
    RuleTree tree;
    for (const RuleFile& file : chain) {
        tree.texts.push_back({file.document.shown, file.document.text});
    }
    std::reverse(chain.begin(), chain.end()); // from the one that extends nothing outwards
    for (const RuleFile& file : chain) {
        remove_rules(tree.root, file.section, problems);
        merge(tree.root, file.document.root);
        merge_head(tree.head, file.section);
    }
    return tree;
}

} // namespace kavel
