// SPDX-License-Identifier: EUPL-1.2
#include "read/source_files.hpp"

#include "base/problem.hpp"
#include "base/sha256.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <future>
#include <map>
#include <mutex>

#include <sys/stat.h>

namespace kavel {

namespace {

/// Set when the program ends: what is hashed then is wanted by nobody.
std::atomic<bool> ending{false};

void add_file(Sha256& hash, const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 17); // stays in the caches of a processor while it is hashed
    while (file && !ending) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        const auto size = static_cast<std::size_t>(file.gcount());
        hash.add({reinterpret_cast<const unsigned char*>(block.data()), size});
    }
    if (!file.eof() && !ending) {
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

    ~Marks() { ending = true; } // and then waits for those that hash, which stop at their next block
};

Marks& marks()
{
    // OpenSSL is made ready first, so that it is still there when the program ends and the marks wait for
    // their threads.
    static const std::string ready = Sha256().hex();
    static Marks all;
    return all;
}

/// Of the files with a stamp: begun by whoever asks first.
std::shared_future<FileMark> begun(const std::string& stamp, const std::vector<std::string>& files)
{
    const std::lock_guard lock(marks().mutex);
    const auto known = marks().of.find(stamp);
    if (known != marks().of.end()) {
        return known->second;
    }
    return marks().of.emplace(stamp, std::async(std::launch::async, compute, files).share()).first->second;
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

void begin_mark(const std::vector<std::string>& files)
{
    begun(stamp_of(files), files);
}

FileMark mark_of(const std::vector<std::string>& files)
{
    return begun(stamp_of(files), files).get();
}

void remember_mark(const std::vector<std::string>& files, const FileMark& mark)
{
    std::promise<FileMark> promise;
    promise.set_value(mark);
    const std::lock_guard lock(marks().mutex);
    marks().of.try_emplace(stamp_of(files), promise.get_future().share());
}

} // namespace kavel
