// SPDX-License-Identifier: EUPL-1.2
#include "cli/usage.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace kavel {

namespace {

/// Between what a validator finds wrong and what to do about it: CLI11 carries one text.
constexpr std::string_view then = "; ";

bool is_option(std::string_view word)
{
    return word.size() > 1 && word.front() == '-' && word != "--";
}

std::vector<const CLI::App*> commands_of(const CLI::App& app)
{
    // Those without a group are for who works on Kavel.
    return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

std::vector<std::string> command_names(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* command : commands_of(app)) {
        names.push_back(command->get_name());
    }
    return names;
}

std::vector<std::string> option_names(const CLI::App& command)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    return names;
}

/// The words that a command did not take: the first option among them, else the first of all.
std::optional<std::string> not_taken(const CLI::App& command)
{
    const std::vector<std::string> words = command.remaining();
    const auto option = std::find_if(words.begin(), words.end(), is_option);
    if (option != words.end()) {
        return option->substr(0, option->find('='));
    }
    return words.empty() ? std::nullopt : std::optional(words.front());
}

std::string how_to(const CLI::App& command)
{
    return fmt::format(
        "see 'kavel {}--help'", command.get_parent() != nullptr ? command.get_name() + " " : "");
}

Problem problem(std::string wrong, std::string remedy)
{
    return {Fault::command_line, {}, std::move(wrong), std::move(remedy)};
}

/// A word before the command, or in the place of one.
Problem no_command(const CLI::App& app)
{
    const std::optional<std::string> word = not_taken(app);
    if (!word) {
        return problem("there is no command", suggest("", command_names(app)));
    }
    if (!is_option(*word)) {
        return problem(fmt::format("there is no command '{}'", *word), suggest(*word, command_names(app)));
    }
    for (const CLI::App* command : commands_of(app)) {
        if (command->get_option_no_throw(*word) != nullptr) {
            return problem(fmt::format("the option '{}' does not stand behind a command", *word),
                fmt::format("write it there, as in 'kavel {} {}'", command->get_name(), *word));
        }
    }
    return problem(fmt::format("there is no option '{}'", *word), suggest(*word, option_names(app)));
}

Problem word_not_taken(const CLI::App& command, const std::string& word)
{
    if (is_option(word)) {
        return problem(fmt::format("'kavel {}' has no option '{}'", command.get_name(), word),
            suggest(word, option_names(command)));
    }
    return problem(
        fmt::format("'{}' is one word too many for 'kavel {}'", word, command.get_name()), how_to(command));
}

/// What CLI11 says begins with the option's name, then ": " or a space.
std::string name_in(std::string_view text)
{
    return std::string(text.substr(0, text.find_first_of(": ")));
}

Problem wrong_value(std::string_view text)
{
    const std::size_t value = text.find(": ");
    const std::size_t remedy = text.rfind(then);
    return problem(fmt::format("{} {}", text.substr(0, value), text.substr(value + 2, remedy - value - 2)),
        std::string(text.substr(remedy + then.size())));
}

Problem wrong_count(std::string_view text)
{
    const std::string name = name_in(text);
    if (text.find("At Most 1") != std::string_view::npos) {
        return problem(fmt::format("{} stands there more than once", name), "keep one of them");
    }
    return problem(fmt::format("{} has no value", name), fmt::format("write {} VALUE", name));
}

} // namespace

Problem usage_problem(const CLI::App& app, const CLI::ParseError& error)
{
    const std::vector<CLI::App*> parsed = app.get_subcommands();
    if (parsed.empty() || not_taken(app)) {
        return no_command(app);
    }
    const CLI::App& command = *parsed.front();
    const std::string text = error.what();
    if (const auto word = not_taken(command)) {
        return word_not_taken(command, *word);
    }
    if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
        return wrong_value(text);
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return wrong_count(text);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        return problem(
            fmt::format("'kavel {}' needs {}", command.get_name(), name_in(text)), how_to(command));
    }
    return problem(text, how_to(command));
}

CLI::Validator one_of(const std::vector<std::string>& words)
{
    return {[words](const std::string& word) {
                const bool is_one = std::find(words.begin(), words.end(), word) != words.end();
                return is_one ? "" : fmt::format("is '{}'{}{}", word, then, suggest(word, words));
            },
        fmt::format("{{{}}}", fmt::join(words, ","))};
}

CLI::Validator whole_number(int least, int most)
{
    return {[least, most](const std::string& word) {
                int number = 0;
                const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), number);
                const bool is_good = failure == std::errc{} && end == word.data() + word.size()
                    && number >= least && number <= most;
                return is_good
                    ? ""
                    : fmt::format("is '{}'{}give a whole number from {} to {}", word, then, least, most);
            },
        fmt::format("INT in [{} - {}]", least, most)};
}

} // namespace kavel
