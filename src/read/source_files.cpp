// SPDX-License-Identifier: EUPL-1.2
#include "read/source_files.hpp"

#include "base/problem.hpp"
#include "base/sha256.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <future>
#include <map>
#include <mutex>

#include <sys/stat.h>

namespace kavel {

namespace {

void add_file(Sha256& hash, const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20);
    while (file) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        const auto size = static_cast<std::size_t>(file.gcount());
        hash.add({reinterpret_cast<const unsigned char*>(block.data()), size});
    }
    if (!file.eof()) {
        throw Problems({Fault::data, {path, 0, 0}, "cannot be read", "check its rights and the disk"});
    }
}

FileMark compute(const std::vector<std::string>& files)
{
    FileMark mark;
    Sha256 hash;
    time_t newest = 0;
    for (const std::string& path : files) {
        struct stat status { };
        if (stat(path.c_str(), &status) == 0) {
            mark.bytes += static_cast<std::uint64_t>(status.st_size);
            newest = std::max(newest, status.st_mtime);
        }
        add_file(hash, path);
    }
    mark.sha256 = hash.hex();
    mark.modified = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(newest));
    return mark;
}

/// Marks by stamp: a file that changes between two runs of one process is another file.
struct Marks {
    std::mutex mutex;
    std::map<std::string, std::shared_future<FileMark>> of;
};

Marks& marks()
{
    static Marks all;
    return all;
}

} // namespace

std::string stamp_of(const std::vector<std::string>& files)
{
    std::string stamp;
    for (const std::string& path : files) {
        struct stat status { };
        stat(path.c_str(), &status);
        stamp += fmt::format("{}\n{}\n{}.{}\n{}\n", path, status.st_size, status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec, status.st_ino);
    }
    return stamp;
}

FileMark mark_of(const std::vector<std::string>& files)
{
    std::shared_future<FileMark> mark;
    std::promise<FileMark> promise;
    bool mine = false;
    {
        const std::lock_guard lock(marks().mutex);
        const auto [entry, is_new] = marks().of.try_emplace(stamp_of(files));
        if (is_new) {
            entry->second = promise.get_future().share();
            mine = true;
        }
        mark = entry->second;
    }
    if (mine) {
        try {
            promise.set_value(compute(files));
        } catch (...) {
            promise.set_exception(std::current_exception());
        }
    }
    return mark.get();
}

void remember_mark(const std::vector<std::string>& files, const FileMark& mark)
{
    std::promise<FileMark> promise;
    promise.set_value(mark);
    const std::lock_guard lock(marks().mutex);
    marks().of.try_emplace(stamp_of(files), promise.get_future().share());
}

} // namespace kavel
