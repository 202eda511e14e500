// SPDX-License-Identifier: EUPL-1.2
#include "write/page_file.hpp"

#include "write/database.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace kavel {

namespace {

constexpr std::size_t written_at_once = std::size_t{1} << 19; ///< what is still in the processor's caches
constexpr std::size_t stored_at_once = std::size_t{16} << 20;
constexpr std::uint64_t change_counter_place = 24; ///< in the file's header, as the next
constexpr std::uint64_t page_count_place = 28;

[[noreturn]] void complain()
{
    const int why = errno;
    throw DatabaseError(
        why == ENOSPC || why == EDQUOT ? SQLITE_FULL : SQLITE_IOERR, std::generic_category().message(why));
}

std::uint64_t place_of(PageNumber page)
{
    return std::uint64_t{page - 1} * page_size;
}

/// Has the system send to the disk what was written, without waiting for it.
void begin_to_store(
    [[maybe_unused]] int file, [[maybe_unused]] std::uint64_t place, [[maybe_unused]] std::size_t bytes)
{
#ifdef SYNC_FILE_RANGE_WRITE
    ::sync_file_range(file, static_cast<off64_t>(place), static_cast<off64_t>(bytes), SYNC_FILE_RANGE_WRITE);
#endif
}

/// Room that a file has already is written to more quickly; where the system cannot give it at once, it is
/// taken as it is needed. (posix_fallocate would write zeros there instead, while others write.)
void take_room([[maybe_unused]] int file, [[maybe_unused]] std::uint64_t bytes)
{
#ifdef __linux__
    static_cast<void>(::fallocate(file, 0, 0, static_cast<off_t>(bytes)));
#endif
}

int open_to_write(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) {
        complain();
    }
    return file;
}

void write_at(int file, std::string_view bytes, std::uint64_t at)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno != EINTR) {
            complain();
        }
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            at += static_cast<std::uint64_t>(written);
        }
    }
}

} // namespace

void put(Page& page, std::size_t at, std::uint64_t number, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        page[at++] = static_cast<char>(number >> shift);
    }
}

std::uint64_t number_in_page(std::string_view page, std::size_t at, std::size_t size)
{
    std::uint64_t number = 0;
    for (const char byte : page.substr(at, size)) {
        number = number << 8 | static_cast<unsigned char>(byte);
    }
    return number;
}

PageSource::PageSource(const std::filesystem::path& file)
    : m_file(::open(file.c_str(), O_RDONLY | O_CLOEXEC))
{
    if (m_file < 0) {
        complain();
    }
    const off_t bytes = ::lseek(m_file, 0, SEEK_END); // below zero: then no page can be read
    m_pages = static_cast<PageNumber>(std::max<off_t>(bytes, 0) / static_cast<off_t>(page_size));
}

PageSource::~PageSource()
{
    ::close(m_file);
}

Page PageSource::page(PageNumber number) const
{
    Page page;
    read(number, 1, page);
    return page;
}

void PageSource::read(PageNumber first, PageNumber count, std::string& pages) const
{
    pages.resize(count * page_size);
    for (std::size_t done = 0; done < pages.size();) {
        const ssize_t more = ::pread(
            m_file, pages.data() + done, pages.size() - done, static_cast<off_t>(place_of(first) + done));
        if (more <= 0) {
            errno = more < 0 ? errno : EIO; // a file that ends early is no error to the system
            complain();
        }
        done += static_cast<std::size_t>(more);
    }
}

std::filesystem::path PageSource::path() const
{
    return "/proc/self/fd/" + std::to_string(m_file);
}

std::uint32_t PageSource::changes() const
{
    return static_cast<std::uint32_t>(number_in_page(page(1), change_counter_place, 4));
}

PagesAhead::PagesAhead(const std::filesystem::path& file, std::shared_ptr<const PageSource> from,
    PageNumber first, PageNumber count, PageNumber to)
    : m_file(open_to_write(file))
    , m_from(std::move(from))
    , m_first(first)
    , m_count(count)
    , m_to(to)
    , m_copying(std::async(std::launch::async, [this] { copy(); }))
{
}

PagesAhead::~PagesAhead()
{
    m_stopped = true;
    if (m_copying.valid()) {
        m_copying.wait();
    }
    ::close(m_file);
}

bool PagesAhead::are(const PageSource& from, PageNumber first, PageNumber count, PageNumber to) const
{
    return m_from.get() == &from && m_first == first && m_count == count && m_to == to;
}

bool PagesAhead::reach_into(PageNumber pages) const
{
    return m_to <= pages;
}

void PagesAhead::finish()
{
    m_copying.get();
}

void PagesAhead::copy()
{
    take_room(m_file, place_of(m_from->pages() + 1)); // the file will be about as large as the other
    for (PageNumber done = 0; done < m_count && !m_stopped;) {
        const PageNumber pages = std::min<PageNumber>(stored_at_once / page_size, m_count - done);
        const std::size_t bytes = std::size_t{pages} * page_size;
        const auto there = static_cast<off_t>(place_of(m_first + done));
        off_t next_there = there;
        auto next_here = static_cast<off_t>(place_of(m_to + done));
        std::size_t copied = 0;
        while (copied < bytes) {
            const ssize_t more
                = ::copy_file_range(m_from->m_file, &next_there, m_file, &next_here, bytes - copied, 0);
            if (more <= 0) {
                break; // not between these two file systems: by hand
            }
            copied += static_cast<std::size_t>(more);
        }
        for (auto page = static_cast<PageNumber>(copied / page_size); page < pages && copied < bytes;
             ++page) {
            write_at(m_file, m_from->page(m_first + done + page), place_of(m_to + done + page));
        }
        begin_to_store(m_file, place_of(m_to + done), bytes);
        ::posix_fadvise(m_from->m_file, there, static_cast<off_t>(bytes), POSIX_FADV_DONTNEED);
        done += pages;
    }
}

PageFile::PageFile(const std::filesystem::path& file)
    : m_path(file)
    , m_file(open_to_write(file))
    , m_pages(static_cast<PageNumber>(std::filesystem::file_size(file) / page_size))
{
    m_waiting.reserve(written_at_once);
}

PageFile::PageFile(
    const std::filesystem::path& file, const std::filesystem::path& begin, std::unique_ptr<PagesAhead> ahead)
    : m_path(file)
    , m_file(open_to_write(file))
    , m_ahead(std::move(ahead))
{
    const PageSource source(begin);
    std::string pages;
    source.read(1, source.pages(), pages);
    m_pages = source.pages();
    m_waiting.reserve(written_at_once);
    if (m_ahead->reach_into(m_pages)) {
        drop_ahead();
    }
    write_at(m_file, pages, 0);
}

PageFile::~PageFile()
{
    ::close(m_file);
}

PageNumber PageFile::append(std::string_view page, std::string_view rest)
{
    assert(page.size() + rest.size() <= page_size);
    m_waiting += page;
    m_waiting += rest;
    m_waiting.append(page_size - page.size() - rest.size(), '\0');
    ++m_pages;
    if (m_waiting.size() >= written_at_once) {
        flush();
    }
    return m_pages;
}

void PageFile::copy(const std::shared_ptr<const PageSource>& from, PageNumber first, PageNumber count)
{
    flush();
    if (m_ahead == nullptr || !m_ahead->are(*from, first, count, next())) {
        drop_ahead();
        m_ahead = std::make_unique<PagesAhead>(m_path, from, first, count, next());
    }
    m_pages += count;
    m_stored = place_of(m_pages + 1);
}

void PageFile::drop_ahead()
{
    flush();
    m_ahead.reset();
    end_here();
}

void PageFile::end_here()
{
    if (::ftruncate(m_file, static_cast<off_t>(place_of(m_pages + 1))) != 0) {
        complain();
    }
}

void PageFile::replace(PageNumber number, std::string_view page)
{
    assert(page.size() == page_size);
    flush();
    write_at(m_file, page, place_of(number));
}

void PageFile::flush()
{
    const std::uint64_t place = place_of(m_pages + 1) - m_waiting.size();
    write_at(m_file, m_waiting, place);
    const std::uint64_t end = place + m_waiting.size();
    if (m_ahead != nullptr && end >= m_stored + stored_at_once) {
        begin_to_store(m_file, m_stored, end - m_stored);
        m_stored = end;
    }
    m_waiting.clear();
}

void PageFile::finish()
{
    flush();
    if (m_ahead != nullptr) {
        m_ahead->finish();
        m_ahead.reset();
        end_here(); // room may have been taken beyond
    }
    Page count(4, '\0');
    put(count, 0, m_pages, 4);
    write_at(m_file, count, page_count_place);
}

} // namespace kavel
