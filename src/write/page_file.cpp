// SPDX-License-Identifier: EUPL-1.2
#include "write/page_file.hpp"

#include "write/database.hpp"

#include <sqlite3.h>

#include <cassert>
#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace kavel {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{4} << 20;
constexpr std::uint64_t change_counter_place = 24; ///< in the file's header, as the next
constexpr std::uint64_t page_count_place = 28;

[[noreturn]] void complain()
{
    const int why = errno;
    throw DatabaseError(
        why == ENOSPC || why == EDQUOT ? SQLITE_FULL : SQLITE_IOERR, std::generic_category().message(why));
}

} // namespace

void put(Page& page, std::size_t at, std::uint64_t number, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        page[at++] = static_cast<char>(number >> shift);
    }
}

PageSource::PageSource(const std::filesystem::path& file)
    : m_file(::open(file.c_str(), O_RDONLY | O_CLOEXEC))
{
    if (m_file < 0) {
        complain();
    }
}

PageSource::~PageSource()
{
    ::close(m_file);
}

Page PageSource::page(PageNumber number) const
{
    Page page(page_size, '\0');
    const ssize_t read
        = ::pread(m_file, page.data(), page_size, static_cast<off_t>(std::uint64_t{number - 1} * page_size));
    if (read != static_cast<ssize_t>(page_size)) {
        errno = read < 0 ? errno : EIO; // a file that ends early is no error to the system
        complain();
    }
    return page;
}

std::filesystem::path PageSource::path() const
{
    return "/proc/self/fd/" + std::to_string(m_file);
}

std::uint32_t PageSource::changes() const
{
    std::uint32_t changes = 0;
    for (const char byte : page(1).substr(change_counter_place, 4)) {
        changes = changes << 8 | static_cast<unsigned char>(byte);
    }
    return changes;
}

PageFile::PageFile(const std::filesystem::path& file)
    : m_file(::open(file.c_str(), O_RDWR | O_CLOEXEC))
{
    if (m_file < 0) {
        complain();
    }
    m_pages = static_cast<PageNumber>(std::filesystem::file_size(file) / page_size);
    m_waiting.reserve(bytes_at_once);
}

PageFile::~PageFile()
{
    ::close(m_file);
}

PageNumber PageFile::append(std::string_view page)
{
    assert(page.size() == page_size);
    m_waiting += page;
    ++m_pages;
    if (m_waiting.size() >= bytes_at_once) {
        flush();
    }
    return m_pages;
}

void PageFile::copy(const PageSource& from, PageNumber first, PageNumber count)
{
    flush();
    off_t there = static_cast<off_t>(std::uint64_t{first - 1} * page_size);
    off_t here = static_cast<off_t>(std::uint64_t{m_pages} * page_size);
    std::size_t left = std::size_t{count} * page_size;
    while (left > 0) {
        const ssize_t copied = ::copy_file_range(from.m_file, &there, m_file, &here, left, 0);
        if (copied <= 0) {
            break; // not between these two file systems: by hand
        }
        left -= static_cast<std::size_t>(copied);
    }
    m_pages += count;
    for (std::size_t done = std::size_t{count} * page_size - left; left > 0;) {
        const auto page = static_cast<PageNumber>(done / page_size);
        write_at(from.page(first + page), std::uint64_t{m_pages - count + page} * page_size);
        done = (std::size_t{page} + 1) * page_size;
        left = std::size_t{count} * page_size - done;
    }
}

void PageFile::replace(PageNumber number, std::string_view page)
{
    assert(page.size() == page_size);
    flush();
    write_at(page, std::uint64_t{number - 1} * page_size);
}

void PageFile::flush()
{
    write_at(m_waiting, std::uint64_t{m_pages} * page_size - m_waiting.size());
    m_waiting.clear();
}

void PageFile::finish()
{
    flush();
    Page count(4, '\0');
    put(count, 0, m_pages, 4);
    write_at(count, page_count_place);
}

void PageFile::write_at(std::string_view bytes, std::uint64_t at)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno != EINTR) {
            complain();
        }
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            at += static_cast<std::uint64_t>(written);
        }
    }
}

} // namespace kavel
