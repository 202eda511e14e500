// SPDX-License-Identifier: EUPL-1.2
#include "write/output_file.hpp"

#include "base/problem.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

namespace kavel {

namespace {

[[noreturn]] void complain(const std::filesystem::path& target, std::string wrong, std::string remedy)
{
    throw Problems(Problem{Fault::output, {target.string(), 0, 0}, std::move(wrong), std::move(remedy)});
}

void expect_writable_target(const std::filesystem::path& target)
{
    const char* const elsewhere = "choose another path with -o";
    std::error_code error;
    const auto status = std::filesystem::status(target, error);
    if (std::filesystem::is_directory(status)) {
        complain(target, "this is a folder",
            fmt::format("name a file in it with -o {}", (target / "ranked.gpkg").string()));
    }
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        complain(target, "this is no ordinary file", elsewhere);
    }
    const auto folder = target.parent_path();
    if (folder.empty() || std::filesystem::is_directory(folder, error)) {
        return;
    }
    if (std::filesystem::exists(folder, error)) {
        complain(target, fmt::format("'{}' is a file, not a folder", folder.string()), elsewhere);
    }
    complain(target, "the folder does not exist", fmt::format("create it or {}", elsewhere));
}

/// Creates a file of this name, if there is none yet; whether it did.
bool create_new(const std::filesystem::path& file)
{
    std::FILE* stream = std::fopen(file.c_str(), "wbx");
    return stream != nullptr && std::fclose(stream) == 0;
}

} // namespace

OutputFile::OutputFile(std::filesystem::path target)
    : m_target(std::move(target))
{
    expect_writable_target(m_target);
    // Another run may be writing beside this one, and one that was killed may have left its file.
    constexpr int most_tries = 1000;
    for (int i = 1; i <= most_tries; ++i) {
        const auto file = m_target.parent_path() / fmt::format(".{}.{}.tmp", m_target.filename().string(), i);
        if (create_new(file)) {
            m_temporary = file;
            return;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    complain(m_target, fmt::format("the file cannot be written ({})", std::generic_category().message(errno)),
        "make its folder writable or choose another path with -o");
}

OutputFile::~OutputFile()
{
    if (!m_temporary.empty()) {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
    }
}

void OutputFile::keep()
{
    std::error_code error;
    std::filesystem::rename(m_temporary, m_target, error);
    if (error) {
        complain(m_target, fmt::format("the file cannot be replaced ({})", error.message()),
            "close it in other programs, or choose another path with -o");
    }
    m_temporary.clear();
    // What a program that had the old file open left beside it (QGIS: -wal, -shm) belongs to the old file;
    // SQLite would apply it to the new one.
    for (const char* ending : {"-wal", "-shm", "-journal"}) {
        std::filesystem::remove(m_target.string() + ending, error);
    }
}

} // namespace kavel
