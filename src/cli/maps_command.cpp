// SPDX-License-Identifier: EUPL-1.2
#include "cli/maps_command.hpp"

#include "base/problem.hpp"
#include "cli/child_process.hpp"
#include "cli/json_output.hpp"
#include "cli/problem_text.hpp"
#include "write/stored_result.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace kavel {

namespace {

namespace fs = std::filesystem;

/// A python3 that has QGIS: what KAVEL_QGIS_PYTHON says, else Debian's, else the first on PATH.
std::vector<std::string> python_candidates()
{
    const char* const chosen = std::getenv("KAVEL_QGIS_PYTHON");
    if (chosen != nullptr && *chosen != '\0') {
        return {chosen};
    }
    return {"/usr/bin/python3", "python3"};
}

bool has_qgis(const std::string& python)
{
    const auto ignore = [](const std::string&) {};
    return run_child({python, "-c", "import qgis.core"}, ignore, [] { return false; }).code == 0;
}

std::string python_with_qgis()
{
    const std::vector<std::string> candidates = python_candidates();
    for (const std::string& python : candidates) {
        if (has_qgis(python)) {
            return python;
        }
    }
    const bool chosen = candidates.size() == 1;
    throw Problems(Problem{Fault::output, {},
        chosen ? fmt::format("KAVEL_QGIS_PYTHON is '{}', which has no QGIS", candidates.front())
               : "QGIS draws the maps, and no python3 here has it",
        "install QGIS with its Python (Debian: qgis and python3-qgis), or set KAVEL_QGIS_PYTHON to the "
        "python3 "
        "that has it"});
}

/// `progress 0.42 TEXT`
std::optional<std::pair<double, std::string>> progress_in(const std::string& line)
{
    constexpr std::string_view begin = "progress ";
    if (line.rfind(begin, 0) != 0) {
        return std::nullopt;
    }
    double share = 0.0;
    const char* const last = line.data() + line.size();
    const auto [end, failure] = std::from_chars(line.data() + begin.size(), last, share);
    if (failure != std::errc{} || end == last) {
        return std::nullopt;
    }
    return std::pair{share, std::string(end + 1, last)};
}

/// Keeps what the drawing says: progress goes on, errors are told at the end, QGIS's own chatter is not.
class Listener {
public:
    explicit Listener(Watch& watch)
        : m_watch(watch)
    {
    }

    void hear(const std::string& line)
    {
        constexpr std::string_view error = "error: ";
        if (const auto progress = progress_in(line)) {
            m_watch.progress(progress->first, {progress->second, progress->second});
        } else if (line.rfind(error, 0) == 0) {
            m_wrong = line.substr(error.size());
        } else if (!line.empty()) {
            m_last = line;
        }
    }

    const std::string& wrong() const { return m_wrong.empty() ? m_last : m_wrong; }

private:
    Watch& m_watch;
    std::string m_wrong;
    std::string m_last;
};

[[noreturn]] void complain(int code, const std::string& wrong)
{
    if (code == static_cast<int>(Fault::data)) {
        throw Problems(Problem{
            Fault::data, {}, wrong, "give the path of a GeoPackage that this version of 'kavel score' made"});
    }
    if (code == static_cast<int>(Fault::output)) {
        throw Problems(Problem{Fault::output, {}, wrong, "choose another folder with -o"});
    }
    throw Problems(Problem{Fault::output, {}, fmt::format("QGIS stopped while drawing the maps: {}", wrong),
        "try 'qgis_process' to see whether QGIS itself works"});
}

} // namespace

void run_maps(const MapsOptions& options, Watch& watch)
{
    const Language language = options.language.value_or(StoredResult(options.result).language());
    const fs::path script = find_installation().folder / "qgis-plugin" / "draw-maps";
    if (!fs::exists(script)) {
        throw Problems(Problem{Fault::output, {script.string(), 0, 0},
            "the part of Kavel that draws maps is not there", "install Kavel again"});
    }
    Listener listener(watch);
    const ChildEnd end = run_child(
        {python_with_qgis(), script.string(), fs::absolute(options.result).string(),
            fs::absolute(options.folder).lexically_normal().string(), language == Language::nl ? "nl" : "en",
            options.all_pictures ? "all" : "some"},
        [&listener](const std::string& line) { listener.hear(line); },
        [&watch] { return watch.wants_to_stop(); });
    if (end.code == interrupted_code || watch.wants_to_stop()) {
        throw Interrupted();
    }
    const auto drawn = Json::parse(end.out, nullptr, false);
    if (end.code != 0 || !drawn.is_object()) {
        complain(end.code, listener.wrong());
    }
    if (options.json) {
        print_json(drawn);
    } else if (!options.quiet) {
        for (const auto& [what, path] : drawn.items()) {
            fmt::print("{}\n", path.get<std::string>());
        }
    }
}

} // namespace kavel
