// SPDX-License-Identifier: EUPL-1.2
// Odd, broken and hostile files that other projects test with: each is read, or is a problem in one line.
#include "read/candidate_reading.hpp"
#include "read/source_reading.hpp"
#include "read/sources_by_hand.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace kavel {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 4 << 20;
constexpr unsigned seconds_a_file = 30;
constexpr std::size_t most_layers = 4; // of one file

/// GDAL 3.6 itself ends the program on these (ogrinfo does so too): nothing that Kavel could catch.
constexpr std::array ends_gdal{"gx_track_without_when.kml"};

/// Parts of a source that is opened by another of its files.
constexpr std::array parts{".shx", ".dbf", ".prj", ".cpg", ".map", ".MAP", ".id", ".ID", ".dat", ".DAT",
    ".ind", ".mid", ".atx", ".spx", ".gdbtable", ".gdbtablx", ".gdbindexes", ".freelist", ".horizon", ".tif",
    ".xsd", ".gfs"};

/// Files, and the folders that OGR opens as one source.
std::vector<std::string> sources_under(const fs::path& folder)
{
    const auto among = [](const auto& list, const std::string& text) {
        return std::find(list.begin(), list.end(), text) != list.end();
    };
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const fs::path& path = entry.path();
        const bool is_database = entry.is_directory() && path.extension() == ".gdb";
        const bool is_file = entry.is_regular_file() && entry.file_size() <= most_bytes
            && !among(parts, path.extension().string());
        if ((is_database || is_file) && !among(ends_gdal, path.filename().string())) {
            paths.push_back(path.string());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<std::string> layers_of(const std::string& path)
{
    CPLPushErrorHandler(CPLQuietErrorHandler);
    std::vector<std::string> names;
    if (const GDALDatasetUniquePtr file{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)}) {
        for (OGRLayer* layer : file->GetLayers()) {
            names.emplace_back(layer->GetName());
        }
    }
    CPLPopErrorHandler();
    return names;
}

/// What is wrong with how a layer was read; empty: nothing.
class Inspection {
public:
    std::string complaint;

    void expect(bool holds, const std::string& what)
    {
        if (!holds && complaint.empty()) {
            complaint = what;
        }
    }
    void expect_utf8(const std::string& text, const std::string& what)
    {
        expect(CPLIsUTF8(text.c_str(), -1) != FALSE, what + " is not in UTF-8");
    }
    void of(const Problems& problems)
    {
        expect(!problems.list().empty(), "Problems without a problem");
        for (const Problem& problem : problems.list()) {
            const std::string line = to_line(problem);
            expect(line.find('\n') == std::string::npos && !problem.wrong.empty() && !problem.remedy.empty(),
                "not one line: " + line);
            expect_utf8(line, "a problem");
        }
    }
    void of(const VectorSource& opened, const SourceFeatures& features)
    {
        const std::size_t rows = features.raw.fids.size();
        expect(features.raw.shapes.size() == rows && features.raw.is_null.size() == rows
                && features.mendings.size() == rows,
            "rows lost");
        expect(std::is_sorted(features.raw.fids.begin(), features.raw.fids.end()),
            "not in the order of the feature ids");
        for (const Column& column : features.raw.columns) {
            expect(column.size() == rows, "values lost in " + column.name());
            expect_utf8(column.name(), "a field's name");
            for (const std::string& text : column.texts()) {
                expect_utf8(text, "a value of " + column.name());
            }
        }
        expect_utf8(opened.layer_name(), "the layer's name");
        Overlay overlay;
        for (std::size_t row = 0; row < rows; ++row) {
            const Shape shape = features.shape(row);
            const Box& box = shape.empty() ? Box() : shape.box();
            expect(shape.empty() || std::isfinite(box.west + box.east + box.south + box.north),
                "a coordinate that is no number");
            expect(!shape.has(PathKind::shell) || overlay.valid(overlay.polygons(shape)),
                "a polygon that is not valid");
        }
    }
};

Source source_at(const std::string& path)
{
    Source source;
    source.name = {fs::path(path).filename().string(), path, {}};
    return source;
}

bool lacks_crs(const Problems& problems)
{
    return std::string(problems.what()).find("does not say its CRS") != std::string::npos;
}

/// Reads one layer as a layer and as candidates; returns whether it could be read.
bool read_layer_of(Source source, Inspection& inspection)
{
    static const Crs study = study_crs("EPSG:28992", {});
    Silent watch;
    for (int round = 0; round < 2; ++round) {
        try {
            VectorSource opened(source, "layers.odd");
            SourceWish wish;
            wish.role = "odd";
            for (std::size_t i = 0; i < opened.fields().size(); ++i) {
                wish.fields.push_back(i);
            }
            SourceFeatures features = read_source(opened, source, study, wish, watch);
            mend_all(features, Box(), 1, watch);
            inspection.of(opened, features);
            try {
                const CandidateReading reading = read_candidates({source}, study, 1, watch);
                inspection.expect(
                    reading.sources[0].features == reading.sources[0].used + reading.sources[0].left_out,
                    "features lost");
            } catch (const Problems& problems) {
                inspection.of(problems);
            }
            return true;
        } catch (const Problems& problems) {
            inspection.of(problems);
            if (source.crs || !lacks_crs(problems)) {
                return false;
            }
            source.crs = "EPSG:28992";
        }
    }
    return false;
}

/// What a file makes anybody print; standard error is kept aside for as long as it lives.
class Silence {
public:
    Silence()
        : m_file(std::tmpfile())
        , m_before(dup(STDERR_FILENO))
    {
        dup2(fileno(m_file), STDERR_FILENO);
    }
    ~Silence()
    {
        dup2(m_before, STDERR_FILENO);
        close(m_before);
        std::fclose(m_file);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

    std::string printed() const
    {
        std::rewind(m_file);
        char text[200];
        const std::size_t size = std::fread(text, 1, sizeof text, m_file);
        return {text, size};
    }

private:
    FILE* m_file;
    int m_before;
};

/// A line of what became of a file: "read" or "problem" or "WRONG" and a text.
std::string fate_of(const std::string& path)
{
    Inspection inspection;
    const Silence silence;
    bool any_read = false;
    try {
        any_read = read_layer_of(source_at(path), inspection);
        const std::vector<std::string> layers = layers_of(path);
        for (std::size_t i = 0; layers.size() > 1 && i < std::min(layers.size(), most_layers); ++i) {
            Source source = source_at(path);
            source.layer = layers[i];
            any_read = read_layer_of(source, inspection) || any_read;
        }
    } catch (const std::exception& failure) {
        return std::string("WRONG another exception: ") + failure.what();
    } catch (...) {
        return "WRONG something else was thrown";
    }
    inspection.expect(silence.printed().empty(), "somebody prints: " + silence.printed());
    if (!inspection.complaint.empty()) {
        return "WRONG " + inspection.complaint;
    }
    return any_read ? "read" : "problem";
}

/// Reads files one after the other in a process of its own, so that one that crashes or hangs does not end
/// the test.
void read_in_child(const std::vector<std::string>& paths, std::size_t first, int pipe)
{
    FILE* out = fdopen(pipe, "w");
    for (std::size_t i = first; i < paths.size(); ++i) {
        std::fprintf(out, "begin %zu\n", i);
        std::fflush(out);
        alarm(seconds_a_file);
        std::string fate = fate_of(paths[i]);
        std::replace(fate.begin(), fate.end(), '\n', ' ');
        std::fprintf(out, "end %s\n", fate.c_str());
        std::fflush(out);
    }
    std::fclose(out);
    std::_Exit(0);
}

struct Child {
    pid_t process = 0;
    FILE* lines = nullptr;
};

Child start(const std::vector<std::string>& paths, std::size_t first)
{
    int ends[2];
    if (pipe(ends) != 0) {
        throw std::runtime_error("no pipe");
    }
    const pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        read_in_child(paths, first, ends[1]);
    }
    close(ends[1]);
    return {process, fdopen(ends[0], "r")};
}

TEST(OddFiles, are_read_or_are_a_problem_in_one_line)
{
    const fs::path folder = KAVEL_SOURCE "/../shared/odd";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << folder << " is not there";
    }
    GDALAllRegister();
    CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1"); // some of them point at the network
    CPLSetConfigOption("GDAL_HTTP_CONNECTTIMEOUT", "1");
    const std::vector<std::string> paths = sources_under(folder);
    std::map<std::string, int> fates;
    std::size_t first = 0;
    while (first < paths.size()) {
        const Child child = start(paths, first);
        char line[4096];
        bool ended = true;
        std::size_t at = first;
        while (std::fgets(line, sizeof line, child.lines) != nullptr) {
            const std::string text(line, std::string_view(line).find_last_not_of('\n') + 1);
            if (text.rfind("begin ", 0) == 0) {
                at = std::stoul(text.substr(6));
                ended = false;
            } else {
                const std::string fate = text.substr(std::string_view("end ").size());
                if (fate.rfind("WRONG", 0) == 0) {
                    ADD_FAILURE() << paths[at] << ": " << fate;
                }
                ++fates[fate.substr(0, fate.find(' '))];
                ended = true;
            }
        }
        std::fclose(child.lines);
        int status = 0;
        waitpid(child.process, &status, 0);
        if (!ended) {
            const bool hangs = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
            ADD_FAILURE() << paths[at] << ": " << (hangs ? "takes longer than 30 s" : "ends the program")
                          << ", status " << status;
            ++fates[hangs ? "hang" : "crash"];
        }
        first = at + 1;
    }

    EXPECT_GT(fates["read"], 300);
    EXPECT_GT(fates["problem"], 100);
    for (const auto& [fate, count] : fates) {
        RecordProperty(fate, count);
        std::fprintf(stderr, "%d odd files: %s\n", count, fate.c_str());
    }
}

} // namespace
} // namespace kavel
