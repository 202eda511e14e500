// SPDX-License-Identifier: EUPL-1.2
// The command line: options, language, exit codes. The only place that decides how the program ends.
#include "base/problem.hpp"
#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/json_output.hpp"
#include "cli/maps_command.hpp"
#include "cli/problem_text.hpp"
#include "cli/progress.hpp"
#include "cli/usage.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>

#include <unistd.h>

namespace kavel {

namespace {

/// The options as they stand on the command line; a command takes what it needs.
struct CommandLine {
    StudyOptions options;
    std::string language;
    std::string progress = "auto";
    std::optional<std::string> output;
    std::string result;
    std::string folder = MapsOptions().folder;
    bool all_pictures = false;
    std::string rules = "rpw-logistiek";
    std::string name;
    std::function<int()> run; ///< returns the exit code
};

const std::map<std::string, ProgressKind> progress_kinds{
    {"bar", ProgressKind::bar}, {"lines", ProgressKind::lines}, {"none", ProgressKind::none}};

ProgressKind progress_kind(const CommandLine& line)
{
    if (line.progress != "auto") {
        return progress_kinds.at(line.progress);
    }
    return isatty(STDERR_FILENO) != 0 && !line.options.quiet ? ProgressKind::bar : ProgressKind::none;
}

void add_common(CLI::App& command, CommandLine& line)
{
    command.add_option("--lang", line.language, "language of texts: nl or en")->check(one_of({"nl", "en"}));
    command.add_flag("--json", line.options.json, "one JSON document on stdout and nothing else there");
    command.add_flag("--quiet", line.options.quiet, "only errors on stderr");
}

void add_progress(CLI::App& command, CommandLine& line)
{
    command.add_option("--progress", line.progress, "bar, lines (for programs) or none")
        ->check(one_of({"bar", "lines", "none"}));
}

void add_study(CLI::App& command, CommandLine& line, bool several)
{
    add_common(command, line);
    CLI::Option* study = command.add_option("STUDY", line.options.studies,
        several ? "the study, a TOML file; or several" : "the study, a TOML file");
    study->required();
    if (!several) {
        study->expected(1);
    }
    command
        .add_option(
            "--set", line.options.sets, "override one key: --set criterion.homes.radius=500 (repeatable)")
        ->take_all()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_option("--scenario", line.options.scenario, "a [scenario.NAME] of the study");
    command.add_option("--threads", line.options.threads, "threads to use; default: every core")
        ->check(whole_number(1, 1024));
    add_progress(command, line);
}

void add_commands(CLI::App& app, CommandLine& line)
{
    CLI::App* score = app.add_subcommand("score", "rank the plots of a study");
    add_study(*score, line, true);
    score->add_option("-o,--output", line.output,
        "the result, a GeoPackage (ranked.gpkg); of several studies a folder, with a result each by its "
        "study's name");
    score->add_flag("--fresh", line.options.fresh, "measure everything, whatever an earlier run recorded");
    score->footer("Example: kavel score samples/waalstad/study.toml -o ranked.gpkg");
    score->callback([&line] {
        line.run = [&line] {
            const auto watch = make_watch(progress_kind(line), line.options.language.value_or(Language::nl));
            return run_score(line.options, line.output, *watch);
        };
    });

    CLI::App* check
        = app.add_subcommand("check", "everything that score would complain about, without scoring");
    add_study(*check, line, false);
    check->footer("Example: kavel check samples/waalstad/study.toml");
    check->callback([&line] {
        line.run = [&line] {
            const auto watch = make_watch(progress_kind(line), line.options.language.value_or(Language::nl));
            run_check(line.options, *watch);
            return 0;
        };
    });

    CLI::App* explain = app.add_subcommand("explain", "why a plot stands where it stands");
    add_common(*explain, line);
    explain->add_option("RESULT", line.result, "a GeoPackage that 'kavel score' wrote")->required();
    explain->add_option("PLOT", line.name, "plot id or name")->required();
    explain->footer("Example: kavel explain ranked.gpkg A-17");
    explain->callback(
        [&line] { line.run = [&line] { return run_explain(line.options, line.result, line.name), 0; }; });

    CLI::App* maps = app.add_subcommand("maps", "map, plot sheets and annex as PDF and PNG, drawn by QGIS");
    add_common(*maps, line);
    maps->add_option("RESULT", line.result, "a GeoPackage that 'kavel score' wrote")->required();
    maps->add_option("-o,--output", line.folder, "the folder that they come in")->capture_default_str();
    maps->add_flag(
        "--all-pictures", line.all_pictures, "a PNG of every plot sheet, not of the first ten only");
    add_progress(*maps, line);
    maps->footer("Example: kavel maps ranked.gpkg -o maps");
    maps->callback([&line] {
        line.run = [&line] {
            const auto watch = make_watch(progress_kind(line), line.options.language.value_or(Language::nl));
            run_maps({line.options, line.result, line.folder, line.all_pictures}, *watch);
            return 0;
        };
    });

    CLI::App* init = app.add_subcommand("init", "a study out of a folder of downloads");
    add_common(*init, line);
    init->add_option("FOLDER", line.folder, "the folder; its subfolders are looked in too")->required();
    init->add_option(
        "-o,--output", line.output, "the study (study.toml); a file that is there is not replaced");
    init->add_option("--rules", line.rules, "the rule set, by name or path")->capture_default_str();
    init->footer("Example: kavel init downloads -o study.toml");
    init->callback([&line] {
        line.run = [&line] {
            InitOptions options;
            static_cast<CommonOptions&>(options) = line.options;
            options.folder = line.folder;
            options.output = line.output.value_or(options.output);
            options.rules = line.rules;
            const auto watch = make_watch(ProgressKind::none, Language::nl);
            run_init(options, *watch);
            return 0;
        };
    });

    CLI::App* layers = app.add_subcommand("layers", "the roles that a data set can play");
    add_common(*layers, line);
    layers->add_option("ROLE", line.name, "one role: its fields, where to get it, how to prepare it");
    layers->footer("Example: kavel layers housing");
    layers->callback([&line] { line.run = [&line] { return run_layers(line.options, line.name), 0; }; });

    CLI::App* rules = app.add_subcommand("rules", "the rule sets");
    add_common(*rules, line);
    rules->add_option("NAME", line.name, "one rule set, by name or path, as a text for an agreement");
    rules->footer("Example: kavel rules rpw-logistiek");
    rules->callback([&line] { line.run = [&line] { return run_rules(line.options, line.name), 0; }; });
}

/// Hidden: prints docs/NAME.md.
void add_docs(CLI::App& app, CommandLine& line)
{
    CLI::App* docs = app.add_subcommand("docs", "print one of the documents in docs/")->group("");
    docs->add_option("NAME", line.name, "measures or commands")
        ->required()
        ->check(one_of({"measures", "commands"}));
    docs->callback([&app, &line] {
        line.run = [&app, &line] {
            std::vector<CommandHelp> helps;
            for (const CLI::App* command :
                app.get_subcommands([](const CLI::App* one) { return one->get_name() != "docs"; })) {
                helps.push_back({command->get_name(), command->help("kavel")});
            }
            fmt::print("{}", line.name == "measures" ? measures_document() : commands_document(helps));
            return 0;
        };
    });
}

int tell(const Problems& problems, bool json)
{
    print_problems(problems);
    if (json) {
        print_json(problems_json(problems));
    }
    return exit_code(problems);
}

bool asks_json(int count, char** words)
{
    return std::any_of(
        words, words + count, [](const char* word) { return std::string_view(word) == "--json"; });
}

int run(int count, char** words)
{
    CommandLine line;
    CLI::App app(
        "Kavel: where logistics can go. Ranks candidate plots on spatial fit and shows why.", "kavel");
    app.set_version_flag("--version", "kavel " KAVEL_VERSION);
    app.require_subcommand(1);
    add_commands(app, line);
    add_docs(app, line);
    try {
        app.parse(count, words);
    } catch (const CLI::Success& help) { // --help and --version
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        return tell(Problems(usage_problem(app, error)), asks_json(count, words));
    }
    if (!line.language.empty()) {
        line.options.language = line.language == "en" ? Language::en : Language::nl;
    }
    try {
        return line.run();
    } catch (const Problems& problems) {
        return tell(problems, line.options.json);
    } catch (const Interrupted&) {
        fmt::print(stderr, "\ninterrupted; nothing was written\n");
        return interrupted_code;
    } catch (const std::exception& error) {
        return tell(unforeseen(error), line.options.json);
    }
}

} // namespace

} // namespace kavel

int main(int count, char** words)
{
    return kavel::run(count, words);
}
