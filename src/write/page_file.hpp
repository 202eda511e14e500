// SPDX-License-Identifier: EUPL-1.2
// Pages put behind those of an SQLite database that nobody has open (SQLite, "Database File Format", 1.2).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <string_view>

namespace kavel {

using PageNumber = std::uint32_t;
inline constexpr std::size_t page_size = 4096;

/// The bytes of a page that is being made.
using Page = std::string;

/// A number, the highest byte first, as everything in a page.
void put(Page& page, std::size_t at, std::uint64_t number, int size);
/// What put has put there; the bytes are in the page.
std::uint64_t number_in_page(std::string_view page, std::size_t at, std::size_t size);

/// A finished database, to take pages from. Throws DatabaseError when it cannot be read.
class PageSource {
public:
    explicit PageSource(const std::filesystem::path& file);
    ~PageSource();
    PageSource(const PageSource&) = delete;
    PageSource& operator=(const PageSource&) = delete;

    Page page(PageNumber number) const;
    /// Pages that follow each other, in the place of what `pages` was.
    void read(PageNumber first, PageNumber count, std::string& pages) const;
    PageNumber pages() const { return m_pages; }
    /// A name of this very file, also when another has taken its own.
    std::filesystem::path path() const;
    /// How often SQLite has changed the file; it says so in the header.
    std::uint32_t changes() const;

private:
    friend class PagesAhead;
    int m_file;
    PageNumber m_pages = 0;
};

/// Pages of a database that are put into a file while other work goes on; what they say of page numbers stays
/// as it is. The database is taken to be one that the file will take the place of: from here on its pages are
/// not kept in memory, and those of the file are sent to the disk while they are written, for when it takes
/// the name of the other, the system waits until all of it is under way.
class PagesAhead {
public:
    /// Begins to copy so many pages from `first` on to the place of `to` and those behind it.
    PagesAhead(const std::filesystem::path& file, std::shared_ptr<const PageSource> from, PageNumber first,
        PageNumber count, PageNumber to);
    /// Stops, if they are not all there yet.
    ~PagesAhead();
    PagesAhead(const PagesAhead&) = delete;
    PagesAhead& operator=(const PagesAhead&) = delete;

    /// Whether it is these that it copies.
    bool are(const PageSource& from, PageNumber first, PageNumber count, PageNumber to) const;
    /// Whether one of them would stand among the first so many pages.
    bool reach_into(PageNumber pages) const;
    /// Waits until they are there. Throws DatabaseError when they cannot be.
    void finish();

private:
    void copy();

    int m_file;
    std::shared_ptr<const PageSource> m_from;
    PageNumber m_first;
    PageNumber m_count;
    PageNumber m_to;
    std::atomic<bool> m_stopped{false};
    std::future<void> m_copying;
};

class PageFile {
public:
    /// A database of Database::fill, closed. Throws DatabaseError when it cannot be written, as all below.
    explicit PageFile(const std::filesystem::path& file);
    /// A file that has nothing yet but these pages ahead. It begins with the pages of `begin`, a database of
    /// Database::fill, closed; what is copied ahead into those is dropped. Before anything is put behind them
    /// comes `copy` or `drop_ahead`.
    PageFile(const std::filesystem::path& file, const std::filesystem::path& begin,
        std::unique_ptr<PagesAhead> ahead);
    ~PageFile();
    PageFile(const PageFile&) = delete;
    PageFile& operator=(const PageFile&) = delete;

    /// Puts a page behind the last, and gives its number: one text behind the other, then zeros.
    PageNumber append(std::string_view page, std::string_view rest = {});
    /// The number that the next page will have.
    PageNumber next() const { return m_pages + 1; }
    /// Pages of another database, behind the last, as PagesAhead copies them, if it does not do so yet; when
    /// that fails, `finish` says so.
    void copy(const std::shared_ptr<const PageSource>& from, PageNumber first, PageNumber count);
    /// What is copied ahead is not wanted.
    void drop_ahead();
    /// In the place of a page that is there: the root of a tree.
    void replace(PageNumber number, std::string_view page);
    /// Writes what is left, and how many pages there are, into the file.
    void finish();

private:
    void flush();
    void end_here();

    std::filesystem::path m_path;
    int m_file;
    PageNumber m_pages = 0;
    std::string m_waiting; ///< the last pages, not yet in the file
    std::uint64_t m_stored = 0; ///< how far the system has been told to send the file to the disk
    std::unique_ptr<PagesAhead> m_ahead;
};

} // namespace kavel
